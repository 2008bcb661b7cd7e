"""Atoms become lessons: matched to the school's courses, joint lessons made one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from scheduler.domain.curriculum import Course
from scheduler.domain.text import Text
from scheduler.domain.timetable import Lesson
from scheduler.io.timetable.atoms import Atom, Desk
from scheduler.io.timetable.blocks import join_blocks


def assemble(desk: Desk, atoms: Sequence[Atom]) -> list[Lesson]:
    """Lessons in the order in which they were written."""
    settled = [atom for atom in atoms if atom.settled]
    open_atoms = [atom for atom in atoms if not atom.settled]
    matched = _Matcher(desk, settled).match(open_atoms) if open_atoms else []
    blocks = join_blocks(desk, settled, matched)
    return [_lesson(atom) for atom in sorted((*settled, *blocks), key=lambda atom: atom.order)]


def _lesson(atom: Atom) -> Lesson:
    return Lesson(
        subject=atom.subject,
        sets=atom.sets,
        teachers=atom.teachers or (),
        day=atom.day,
        period=atom.period,
        duration=atom.duration,
        weeks=atom.weeks,
        rooms=atom.rooms,
        course=atom.course,
        bell=atom.bell,
        source=atom.source or None,
    )


class _Matcher:
    """Finds each atom's course; keeps count of the periods a course still lacks."""

    def __init__(self, desk: Desk, settled: Sequence[Atom]) -> None:
        self.desk = desk
        self.index = desk.names.problem.index
        self.left: Counter[str] = Counter()
        self.exact: dict[tuple[str, frozenset[str]], list[Course]] = defaultdict(list)
        self.shared: dict[tuple[str, str], list[Course]] = defaultdict(list)
        for course in desk.names.problem.courses:
            self.left[course.id] = course.periods
            leaves = self.index.leaves(course.sets)
            self.exact[course.subject, frozenset(leaves)].append(course)
            homes = [self.index.class_of(leaf) for leaf in leaves]
            for home in dict.fromkeys(one.id for one in homes if one is not None):
                if course.sets != (home,):
                    self.shared[course.subject, home].append(course)
        for atom in settled:
            if atom.course is not None:
                self.left[atom.course] -= atom.duration
        self.filled: list[Atom] = []
        self.others: list[Atom] = []
        self.unmatched: dict[tuple[tuple[str, ...], str], Atom] = {}

    def match(self, atoms: Sequence[Atom]) -> list[Atom]:
        """Atoms with their courses; what several classes' cells say of one joint lesson is one atom."""
        out: dict[tuple[object, ...], Atom] = {}
        doubtful: list[Atom] = []
        for atom in atoms:
            found = self._exact(atom)
            if found is not None:
                self._put(out, found)
            else:
                doubtful.append(atom)
        for atom in doubtful:
            shared = self._shared(atom)
            if not shared:
                self.unmatched.setdefault((atom.sets, atom.subject), atom)
            for one in shared or [atom]:
                self._put(out, one)
        self._tell()
        return list(out.values())

    def _put(self, out: dict[tuple[object, ...], Atom], atom: Atom) -> None:
        same = (atom.course, atom.subject, atom.sets, atom.day, atom.period, atom.weeks, atom.teachers, atom.rooms)
        if atom.course is None or same not in out:
            out[same if same not in out else (*same, atom.source)] = atom
            if atom.course is not None:
                self.left[atom.course] -= atom.duration

    def _candidates(self, atom: Atom, courses: Sequence[Course]) -> list[Course]:
        fitting = [c for c in courses if c.weeks is atom.weeks]
        if atom.teachers:
            named = [c for c in fitting if set(c.teachers) == set(atom.teachers)]
            known = all(teacher in self.index.teachers for teacher in atom.teachers)
            fitting = named or (fitting if known and len(fitting) == 1 else [])
        elif atom.teachers is not None and atom.sets:
            fitting = [c for c in fitting if not c.teachers] or fitting
        return sorted(fitting, key=lambda c: self.left[c.id] <= 0)

    def _exact(self, atom: Atom) -> Atom | None:
        courses = self.exact.get((atom.subject, frozenset(self.index.leaves(atom.sets))), [])
        found = self._candidates(atom, courses)
        return self._with(atom, found[0]) if found else None

    def _with(self, atom: Atom, course: Course) -> Atom:
        teachers = atom.teachers
        if not teachers:
            teachers = course.teachers
            if course.teachers:
                self.filled.append(atom)
        elif set(teachers) == set(course.teachers):
            teachers = course.teachers
        else:
            self.others.append(atom)
        return replace(atom, course=course.id, sets=course.sets, teachers=teachers, bell=course.bell)

    def _shared(self, atom: Atom) -> list[Atom]:
        """Joint or group courses a class's cell may speak of; without a teacher, every parallel group."""
        if len(atom.sets) != 1:
            return []
        found = self._candidates(atom, self.shared.get((atom.subject, atom.sets[0]), ()))
        found = [c for c in found if not atom.teachers or set(c.teachers) == set(atom.teachers)]
        return [self._with(atom, course) for course in found]

    def _tell(self) -> None:
        for atom in self.unmatched.values():
            what = Text(
                "{who} {subject} is no course of this school; kept as a lesson of no course",
                "{who} {subject} 与本校任课对不上，按课表保留",
            )
            self._note(what, atom)
        if self.filled:
            said = Text(
                "{n} lessons name no teacher: taken from the school's courses",
                "有 {n} 节课未写教师，按任课表补上",
            )
            self.desk.note(said.format(n=len(self.filled)))
        for atom in self.others:
            said = Text(
                "{who} {subject}: another teacher than assigned ({teacher})",
                "{who} {subject}：教师与任课不同（{teacher}）",
            )
            self._note(said, atom)

    def _note(self, said: Text, atom: Atom) -> None:
        names = self.desk.names
        who = "+".join(names.pupils(one) for one in atom.sets)
        teacher = "+".join(names.teacher(one) for one in atom.teachers or ())
        sheet, _, cell = atom.source.rpartition("!")
        self.desk.note(said.format(who=who, subject=names.subject(atom.subject), teacher=teacher), sheet, cell)
