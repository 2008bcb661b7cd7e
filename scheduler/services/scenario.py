"""Read a scenario (YAML or JSON) with the same care as a school."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.io.faults import validation_faults

MOST_BYTES = 1_000_000
HELP = Text("see docs/how-to/what-if.md for what a scenario may say", "写法见 docs/how-to/what-if.zh-CN.md")
BOOL = "tag:yaml.org,2002:bool"


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are yes and no: in YAML 1.1 `off` is one too, and here it is a field.

    Aliases are refused: a few lines of them can stand for more values than fit into memory.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != BOOL]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(BOOL, re.compile("^(?:true|false)$"), list("tf"))


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file.

    Raises:
        FaultyInput: with every fault and where it stands.
    """
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise FaultyInput([_fault(str(path), "cannot be read as a scenario", "不能作为方案文件读取")])
    try:
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise FaultyInput([_fault(where, "is not YAML or JSON", "不是 YAML 或 JSON")]) from None
    try:
        return Scenario.model_validate(content)
    except ValidationError as error:
        faults = validation_faults(error)
        raise FaultyInput(
            [replace(f, where=f.where or path.name, right=f.right if f.right.zh else HELP) for f in faults]
        ) from None


def _fault(where: str, en: str, zh: str) -> Fault:
    return Fault(where=where, wrong=Text(en, zh), right=HELP)
