"""The mutants of a file: mutmut's operators on all code that is not text for people."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import (
    MetadataWrapper,
    ParentNodeProvider,
    PositionProvider,
    WhitespaceInclusivePositionProvider,
)
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

TELLING = {"Text", "Label", "Clause", "same", "TypeVar"}
"""Calls that make text for people, or types."""
TOLD = {"id", "name", "says", "source", "unit"}
"""What a rule says of itself, in its class body."""
OPEN = {"property", "cached_property", "classmethod", "staticmethod"}
"""Decorators under which mutmut itself changes nothing, for its trampolines cannot stand there."""
CHINESE = re.compile("[一-鿿]")


@dataclass(frozen=True)
class Mutant:
    """One change of one file: its whole new source, the operator, the outermost function it stands in ("": none)."""

    path: Path
    function: str
    operator: str
    line: int
    before: str
    after: str
    source: str

    @property
    def module(self) -> str:
        """The changed module's name."""
        names = self.path.with_suffix("").parts
        return ".".join(names[:-1] if names[-1] == "__init__" else names)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file, each new source once, in the file's order."""
    source = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor()
    wrapper.visit(visitor)
    places = wrapper.resolve(WhitespaceInclusivePositionProvider)
    lines = wrapper.resolve(PositionProvider)
    parents = wrapper.resolve(ParentNodeProvider)
    begins = [0]
    for text in source.splitlines(keepends=True):
        begins.append(begins[-1] + len(text))
    seen = {source}
    for operator, node, made in visitor.found:
        start, end = (begins[at.line - 1] + at.column for at in (places[node].start, places[node].end))
        mutated = source[:start] + cst.Module([]).code_for_node(made) + source[end:]
        if mutated in seen:
            continue
        seen.add(mutated)
        ast.parse(mutated)
        line = lines[node].start.line
        old, new = _differ(source, mutated, line)
        yield Mutant(path, _outermost(node, parents), operator, line, old, new, mutated)


def _differ(source: str, mutated: str, line: int) -> tuple[str, str]:
    """The changed lines before and after, from the line on; what follows them unchanged is left out."""
    old, new = source.splitlines()[line - 1 :], mutated.splitlines()[line - 1 :]
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        old.pop()
        new.pop()
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        del old[0], new[0]
    return " ".join(one.strip() for one in old), " ".join(one.strip() for one in new)


def _outermost(node: cst.CSTNode, parents: Mapping[cst.CSTNode, cst.CSTNode]) -> str:
    """`post` of a function, `TeacherGaps.post` of a method."""
    names: list[str] = []
    at = parents.get(node)
    while at is not None:
        if isinstance(at, cst.FunctionDef):
            names = [at.name.value]
        elif isinstance(at, cst.ClassDef) and names:
            names.insert(0, at.name.value)
        at = parents.get(at)
    return ".".join(names)


class _Visitor(MutationVisitor):
    """mutmut's walk and operators; text is passed over, class bodies, tables of a module and properties are not."""

    def __init__(self) -> None:
        super().__init__(mutation_operators, IgnoredCode(set(), set(), set()))
        self.found: list[tuple[str, cst.CSTNode, cst.CSTNode]] = []

    def _create_mutations(self, node: cst.CSTNode) -> None:
        for kind, operator in self._operators:
            if isinstance(node, kind):
                self.found += [(operator.__name__.removeprefix("operator_"), node, made) for made in operator(node)]

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        match node:
            case cst.Call(func=cst.Name(value=called)) if called in TELLING:
                return True
            case cst.SimpleString(value=text):
                return CHINESE.search(text) is not None
            case cst.FormattedString():
                return CHINESE.search(cst.Module([]).code_for_node(node)) is not None
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]) if name in TOLD:
                return self._column(node) == 4
            case cst.Assign(value=cst.Subscript()):  # an alias of a type
                return self._column(node) == 0
            case cst.Assign(value=cst.Call(func=cst.Name(value=called))) if called in TELLING:
                return self._column(node) == 0
            case cst.FunctionDef(decorators=[cst.Decorator(decorator=cst.Name(value=how))]) if how in OPEN:
                return False
        return bool(super()._skip_node_and_children(node))

    def _column(self, node: cst.CSTNode) -> int:
        return int(self.get_metadata(PositionProvider, node).start.column)
