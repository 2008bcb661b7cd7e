"""Grades as years, classes as groups, what they divide into as subgroups; other groups of pupils beside the classes."""

from __future__ import annotations

from scheduler.io.fet.export.book import Book, Node
from scheduler.io.fet.tags import COMMENTS


def students(book: Book) -> Node:
    """The list of years. A subgroup named under two groups is the same pupils."""
    problem, index = book.problem, book.problem.index
    for grade in problem.grades:
        book.sets.add(grade.id, index.title(grade.id))
    for home in problem.classes:
        book.sets.add(home.id, index.title(home.id))
    for group in problem.groups:
        book.sets.add(group.id, index.title(group.id))
    shared = {leaf for group in problem.groups for leaf in group.leaves}
    subgroups = {
        leaf: book.sets.add(leaf, leaf) if leaf != home.id else book.sets.add(f"{leaf}*")
        for home in problem.classes
        for leaf in home.leaves or (home.id,)
        if home.leaves or leaf in shared
    }
    years: dict[str, list[Node]] = {grade.id: [] for grade in problem.grades}
    sizes = dict.fromkeys(years, 0)
    for home in problem.classes:
        inside = [_set("Subgroup", subgroups[leaf], 0) for leaf in home.leaves or (home.id,) if leaf in subgroups]
        years.setdefault(home.grade, []).append(_set("Group", book.sets[home.id], home.size, inside))
        sizes[home.grade] = sizes.get(home.grade, 0) + home.size
    for group in problem.groups:
        first = index.class_of(group.id)
        inside = [
            _set("Subgroup", subgroups[leaf] if leaf in subgroups else book.sets[leaf], 0) for leaf in group.leaves
        ]
        year = next(iter(years), group.id) if first is None else first.grade
        years.setdefault(year, []).append(_set("Group", book.sets[group.id], 0, inside))
    listed = [_set("Year", book.sets[year], sizes.get(year, 0), inside) for year, inside in years.items()]
    return ("Students_List", listed)


def _set(tag: str, name: str, size: int, inside: list[Node] | None = None) -> Node:
    return (tag, (("Name", name), ("Number_of_Students", size), COMMENTS, *(inside or ())))
