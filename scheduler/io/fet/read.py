"""A school out of a FET file, and what of it Qingke cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scheduler.domain import references
from scheduler.domain.problem import Problem
from scheduler.domain.school import SchoolClass
from scheduler.domain.text import FaultyInput, Lang, Text, same
from scheduler.io.faults import capped
from scheduler.io.fet.activities import activity_ids, course_of, periods_of_sets, read_activities
from scheduler.io.fet.alike import merged
from scheduler.io.fet.basics import bell, day_names, read_subjects, read_teachers, read_week
from scheduler.io.fet.constraints import read_constraints
from scheduler.io.fet.desk import Desk, ranges
from scheduler.io.fet.gather import Gathered
from scheduler.io.fet.mode import mode_faults
from scheduler.io.fet.names import NAME_LENGTH, Ids, clean
from scheduler.io.fet.needs import Needs
from scheduler.io.fet.pupils import Pupils, Tree, read_tree, seat
from scheduler.io.fet.rooms import closed, read_rooms
from scheduler.io.fet.xml import Element, read_xml
from scheduler.io.imported import Imported, NoteKind
from scheduler.rules.info import RuleInfo


def is_fet(_: Path, head: bytes) -> bool:
    """Whether a file begins as XML or as FET's own element does, in any encoding; pages of the web do not."""
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<?xml", b"<fet"))


def read_fet(path: Path | bytes, /, *, lang: Lang = "zh", rule_infos: Sequence[RuleInfo] = ()) -> Imported:  # noqa: ARG001
    """The school in a FET file of version 5 or 6, Official mode.

    Raises:
        FaultyInput: with every fault found.
    """
    root = read_xml(path)
    if faults := mode_faults(root):
        raise FaultyInput(faults)
    desk = Desk(ids=Ids(activity_ids(root)))
    days, hours = read_week(root, desk)
    subjects = read_subjects(root, desk)
    tree = read_tree(root, desk)
    pupils = seat(tree, _used(root, tree), desk)
    teachers = read_teachers(root, desk)
    campuses = read_rooms(root, desk)
    read_activities(root, desk)
    if not desk.activities and not desk.faults:
        wrong = Text("there is no active activity", "没有启用的活动")
        desk.fault("Activities_List", wrong, Text("add activities in FET", "请在 FET 中添加活动"))
    gathered = Gathered()
    read_constraints(root, desk, gathered)
    needs = Needs(desk, gathered)
    if desk.faults:
        raise FaultyInput(capped(desk.faults))
    away = {owner: ranges(slots, len(hours)) for owner, slots in desk.away.items()}
    titles = {subject.id: subject.name for subject in subjects}
    settings, unsaid = gathered.settings(rule_infos)
    problem = Problem(
        school=clean(root.findtext("Institution_Name") or "")[:NAME_LENGTH].strip(),
        day_names=day_names(days),
        bells=(bell(days, hours, desk),),
        campuses=campuses,
        grades=tuple(pupils.grades),
        classes=tuple(c.model_copy(update={"unavailable": away.get(c.id, ())}) for c in _sized(pupils, desk)),
        groups=tuple(g.model_copy(update={"unavailable": away.get(g.id, ())}) for g in pupils.groups),
        teachers=tuple(t.model_copy(update={"unavailable": away.get(t.id, ())}) for t in teachers),
        rooms=closed(desk),
        pools=needs.pools,
        subjects=subjects,
        courses=tuple(
            course_of(one, desk, titles[one.subject], needs.found[one.id]) for one in desk.activities.values()
        ),
        rules=settings,
    )
    problem = merged(problem)
    if found := references.faults(problem):
        raise FaultyInput(capped(found))
    left_out = desk.unknown + unsaid
    _tell(left_out, desk)
    return Imported(problem, tuple(desk.notes), unknown=tuple(left_out.most_common()))


def _sized(pupils: Pupils, desk: Desk) -> tuple[SchoolClass, ...]:
    """Classes with how many pupils they have; unknown where an activity says that it has fewer than its classes.

    A course of ours has as many pupils as its classes, and only rooms that seat them.
    """
    sizes = {home.id: home.size for home in pupils.classes}
    fewer: set[str] = set()
    for one in desk.activities.values():
        homes = {desk.sets[name] for name in one.sets} & set(sizes) if one.size is not None else set()
        if one.size is not None and one.size < sum(sizes[home] for home in homes):
            fewer.update(homes)
    if fewer:
        text = Text(
            "{n} classes are larger than activities say they are; their sizes are not stored",
            "{n} 个班的人数多于活动写明的人数，没有采用班级人数",
        )
        desk.note(text.format(n=len(fewer)), NoteKind.LEFT_OUT)
    return tuple(c.model_copy(update={"size": 0}) if c.id in fewer else c for c in pupils.classes)


def _used(root: Element, tree: Tree) -> Counter[str]:
    """How many periods name each set of pupils, by the name in the tree; 0 where only a closed time does."""
    used: Counter[str] = Counter()
    said = periods_of_sets(root)
    said.update({one.text or "": 0 for one in root.iterfind("Time_Constraints_List/*/Students")})
    for name, periods in said.items():
        used[name if name in tree.inside else name.strip()] += periods
    return used


def _tell(left_out: Counter[str], desk: Desk) -> None:
    """One note for each kind of constraint that is left out, most frequent first."""
    for kind, count in left_out.most_common():
        text = Text("{kind}: {n} not known here, left out", "{kind}：{n} 条，轻课不认识，没有采用")
        desk.note(text.format(kind=same(kind[:100]), n=count), NoteKind.LEFT_OUT)
