"""Years, groups and subgroups as grades, classes and groups: who shares pupils is decided by the smallest sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.domain.school import Grade, SchoolClass, StudentGroup
from scheduler.domain.text import Text
from scheduler.io.fet.basics import BELL, listed
from scheduler.io.fet.desk import Desk
from scheduler.io.fet.names import NAME_LENGTH, Known, clean
from scheduler.io.fet.xml import Element, said

Sets = dict[str, tuple[str, ...]]
"""Name of a set → names of the smallest sets inside it."""
MOST = 1000
"""The largest class we can count."""


@dataclass(slots=True)
class Tree:
    """The sets of a file by name: the groups of each year, the smallest sets in each set, how many pupils it has."""

    years: dict[str, tuple[str, ...]] = field(default_factory=dict)
    inside: Sets = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Pupils:
    """What the sets become."""

    grades: list[Grade] = field(default_factory=list)
    classes: list[SchoolClass] = field(default_factory=list)
    groups: list[StudentGroup] = field(default_factory=list)


def read_tree(root: Element, desk: Desk) -> Tree:
    """Who is inside whom. A group or subgroup may stand in several places: it is the same pupils."""
    tree = Tree()
    years: Known[str] = Known()
    for year, name in listed(root, "Students_List/Year", desk, Text("year", "年级"), years):
        years[name] = name
        groups = {}
        for group in year.iterfind("Group"):
            called = group.findtext("Name") or ""
            inner = dict.fromkeys(sub.findtext("Name") or "" for sub in group.iterfind("Subgroup"))
            groups[called] = tuple(dict.fromkeys((*tree.inside.get(called, ()), *inner))) or (called,)
            if len(groups[called]) > 1 and called in groups[called] and called not in inner:
                groups[called] = tuple(one for one in groups[called] if one != called)
            tree.inside[called] = groups[called]
            for element in (group, *group.iterfind("Subgroup")):
                tree.sizes[element.findtext("Name") or ""] = _size(element)
            for one in inner:
                tree.inside.setdefault(one, (one,))
        tree.years[name] = tuple(groups)
        tree.sizes[name] = _size(year)
    for name, inside in tree.years.items():
        tree.inside[name] = tuple(dict.fromkeys(leaf for g in inside for leaf in tree.inside[g])) or (name,)
    return tree


def _size(element: Element) -> int:
    word = said(element, "Number_of_Students")
    return int(word) if word.isascii() and word.isdigit() else 0


def seat(tree: Tree, used: Mapping[str, int], desk: Desk) -> Pupils:
    """Make classes and groups of the sets; `used` is how many periods name each set.

    A year is a class; it is a grade whose groups are the classes where they share nobody and most is taught to them.
    Each smallest set is in one class, the first that has it; a later year that shares some is a group.
    """
    out = Pupils()
    owned: dict[str, str] = {}
    for year, groups in tree.years.items():
        leaves = tree.inside[year]
        fresh = tuple(leaf for leaf in leaves if leaf not in owned)
        homes: dict[str, tuple[str, ...]] = {year: fresh}
        if len(fresh) == len(leaves) and _taught_apart(tree, groups, used, year):
            homes = {group: tree.inside[group] for group in groups}
        if fresh:
            grade = clean(year)[:NAME_LENGTH] or "?"
            an_id = _grade_id(out.grades, grade)
            out.grades.append(Grade(id=an_id, name=grade, bell=BELL))
            for name, inside in homes.items():
                whole = inside == tree.inside[name]
                _class(out, tree, desk, name, inside, an_id, whole=whole, used=used)
        owned.update(dict.fromkeys(fresh, year))
    for name, inside in tree.inside.items():
        if name not in desk.sets and (inside != (name,) or name in used):
            leaves = tuple(desk.leaves[leaf][0] for leaf in inside)
            desk.sets[name] = an_id = desk.ids.of(name, "group")
            out.groups.append(StudentGroup(id=an_id, name=clean(name)[:NAME_LENGTH], leaves=leaves))
    desk.size_of.update(tree.sizes)
    for name, inside in tree.inside.items():
        desk.leaves[name] = tuple(dict.fromkeys(desk.leaves[leaf][0] for leaf in inside))
    return out


def _grade_id(grades: Iterable[Grade], name: str) -> str:
    taken = {grade.id for grade in grades}
    return next(word for word in _numbered(name[:100]) if word not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1


def _taught_apart(tree: Tree, groups: tuple[str, ...], used: Mapping[str, int], year: str) -> bool:
    """Whether a year's groups are its classes: at least two, nobody in two of them, and most is taught to them."""
    shared = Counter(leaf for group in groups for leaf in tree.inside[group])
    if len(groups) < 2 or max(shared.values()) > 1:
        return False
    return sum(used.get(group, 0) for group in groups) > used.get(year, 0) * len(groups)


def _class(
    out: Pupils,
    tree: Tree,
    desk: Desk,
    name: str,
    inside: tuple[str, ...],
    grade: str,
    *,
    whole: bool,
    used: Mapping[str, int],
) -> None:
    """One class; the part of a year that no earlier class has, where it is not `whole`."""
    an_id = desk.ids.of(name if whole else f"{name}*", "class")
    if whole:
        desk.sets[name] = an_id
    if inside == (name,):
        desk.leaves[name] = (an_id,)
        leaves: tuple[str, ...] = ()
    else:
        for leaf in inside:
            desk.leaves[leaf] = (desk.ids.of(f"{leaf}*" if leaf in used else leaf, "pupils"),)
        leaves = tuple(desk.leaves[leaf][0] for leaf in inside)
    size = tree.sizes.get(name, 0) if whole else 0
    title = clean(name)[:NAME_LENGTH]
    out.classes.append(SchoolClass(id=an_id, name=title, grade=grade, size=min(size, MOST), leaves=leaves))
