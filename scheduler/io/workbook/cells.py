"""The 任课 cell: who teaches a subject in a class, and how the lessons are shared.

`王敏` · `王敏(3)/李红(1)` · `王敏+外教` · `单:王敏 双:李红` · `王敏[1-8]/李红[9-]` · `待定1` · `?(3)` · `—`
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from scheduler.domain.curriculum import Course, Later, Part, PlanRow
from scheduler.domain.text import Lang, Text
from scheduler.domain.time import Weeks
from scheduler.io.workbook import plain
from scheduler.io.workbook.terms import Run, Span, Wrong, cut, later_words

Find = Callable[[str], tuple[str, ...]]
NOWHERE = {"zh": "见其他课程", "en": "see Courses"}
_NOWHERE = frozenset(plain.key(w) for w in ("—", "-", "–", "无", "×", "none", "不开", *NOWHERE.values()))
_OPEN = frozenset(("?", "待定", "空缺", "缺", "tbd", "vacant"))
_PARITY = re.compile(r"\s*(?<![^\s/;；])(单周?|双周?|odd|even)\s*[:：]\s*", re.IGNORECASE)
_PREFIX = re.compile(r"(单|双|odd|even)周?\s*:", re.IGNORECASE)
_HOURS = re.compile(r"[(（]\s*(\d{1,2})\s*(?:节|periods?)?\s*[)）]\s*$")
PLACEHOLDER = re.compile(r"(?:待定|tbd|vacancy)\s*[-#]?\s*\d+", re.IGNORECASE)
_SAME = (
    Text("whoever takes over has the same lessons and weeks", "接任的人节数、单双周应与前任相同"),
    Text("write e.g. Smith(3)[1-8]/Jones(3)[9-]", "写法如 王敏(3)[1-8]/李红(3)[9-]"),
)
_TAKES_OVER = (
    Text("this does not say who takes over from which week", "没有写明第几周起由谁接"),
    Text("write e.g. Jones[9-14]/Smith[15-]", "写法如 李红[9-14]/王敏[15-]"),
)
SPECIAL = "/;\n+、,&:()[]【】?—–×"


@dataclass(frozen=True, slots=True)
class Share:
    """Some teachers, some weeks, some of the lessons (None: what is left over), and who takes over later."""

    teachers: tuple[str, ...]
    weeks: Weeks = Weeks.ALL
    hours: int | None = None
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read: shares (None: the class has no such course), names nobody has, what else is wrong.

    `until` are the weeks after which a share says no more.
    """

    shares: tuple[Share, ...] | None
    unknown: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    until: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One term of a cell: names, and what is written around them."""

    teachers: tuple[str, ...]
    weeks: Weeks | None
    hours: int | None
    span: Span | None


def read_cell(line: str, find: Find) -> Cell:
    """A cell's shares. An empty cell is one share that has no teacher yet."""
    if not line:
        return Cell((Share(()),))
    if plain.key(line) in _NOWHERE:
        return Cell(None)
    pieces = [p if i % 2 else _PARITY.sub(r"/\1:", p) for i, p in enumerate(re.split(r'("(?:[^"]|"")*")', line))]
    shares: list[tuple[Share, Run | None]] = []
    unknown: list[str] = []
    for written in plain.split("".join(pieces), "/／;；\n", brackets=True):
        piece = _piece(written, find, unknown)
        share, run = shares[-1] if shares else (None, None)
        if piece.span is None:
            shares.append((Share(piece.teachers, piece.weeks or Weeks.ALL, piece.hours), None))
        elif share is None or run is None or piece.span.first == 1:
            run = Run()
            first = run.begin(piece.span, piece.teachers)
            shares.append((Share(first, piece.weeks or Weeks.ALL, piece.hours), run))
        else:
            run.take_over(piece.span, piece.teachers)
            if piece.weeks not in (None, share.weeks) or piece.hours not in (None, share.hours):
                run.wrong.append(_SAME)
    runs = [run for _, run in shares if run is not None]
    return Cell(
        tuple(replace(s, later=tuple(run.later)) if run else s for s, run in shares) or (Share(()),),
        tuple(unknown),
        tuple(wrong for run in runs for wrong in run.wrong),
        tuple(run.end for run in runs if run.end is not None and not run.wrong),
    )


def _piece(rest: str, find: Find, unknown: list[str]) -> Piece:
    weeks = hours = None
    if found := _PREFIX.match(rest):
        weeks = Weeks.ODD if plain.key(found[1]) in ("单", "odd") else Weeks.EVEN
        rest = rest[found.end() :].strip()
    rest, span = cut(rest)
    if len(find(plain.unquote(rest))) != 1 and (found := _HOURS.search(rest)):
        hours, rest = int(found[1]), rest[: found.start()].strip()
        if span is None:
            rest, span = cut(rest)
    teachers: list[str] = []
    for name in plain.split(rest, "+＋、,，&"):
        if name in ("?", "？") or (plain.key(name) in _OPEN and not find(name)):
            continue
        ids = find(plain.unquote(name))
        teachers.extend(ids[:1])
        if len(ids) != 1:
            unknown.append(plain.unquote(name))
    return Piece(tuple(teachers), weeks, hours, span)


def bare_names(line: str) -> tuple[str, ...]:
    """The names in a cell, for schools that give no list of teachers."""
    return read_cell(line, lambda _: ()).unknown


def write_cell(shares: Sequence[Share], word: Callable[[str], str], lang: Lang) -> str:
    """Shares as a cell."""
    out: list[str] = []
    for share in shares:
        prefix = {Weeks.ALL: ("", ""), Weeks.ODD: ("单:", "odd:"), Weeks.EVEN: ("双:", "even:")}[share.weeks]
        hours = f"({share.hours})" if share.hours is not None else ""
        alone = len(shares) == 1 and not (hours or share.later or share.weeks is not Weeks.ALL)

        def said(teachers: tuple[str, ...], prefix: str = prefix[lang == "en"], hours: str = hours) -> str:
            return prefix + ("+".join(_name(word(t)) for t in teachers) or "?") + hours

        if alone and not share.teachers:
            out.append("")
        elif share.later:
            out += [f"{said(share.teachers)}[1-{share.later[0].week - 1}]", *later_words(share.later, said)]
        else:
            out.append(said(share.teachers))
    return "/".join(out)


def read_later(line: str, find: Find) -> Cell:
    """Who takes over from week to week, `李红[9-14]/王敏[15-]`, as a cell of one share without a teacher of its own."""
    cell = read_cell(line, find)
    shares = cell.shares or ()
    fits = len(shares) == 1 and shares[0] == Share((), later=shares[0].later) and shares[0].later
    return cell if fits or cell.wrong else replace(cell, wrong=(_TAKES_OVER,))


def write_later(later: Sequence[Later], word: Callable[[str], str]) -> str:
    """Who takes over, as `read_later` reads it."""
    return "/".join(later_words(later, lambda teachers: "+".join(_name(word(t)) for t in teachers)))


def _name(word: str) -> str:
    """A name as it stands in a cell; 王敏(0017) needs no quotes, 王敏(17) would be read as 17 lessons."""
    if re.fullmatch(r"[^\W\d]+\([\w]+\)", word) and not _HOURS.search(word):
        return word
    return plain.quote(word, SPECIAL)


def parts_of(lessons: int, doubles: int) -> tuple[Part, ...]:
    """So many periods, some of them as doubles."""
    double = (Part(duration=2, count=doubles),) if doubles else ()
    single = lessons - 2 * doubles
    return (*double, *((Part(count=single),) if single > 0 else ()))


def courses_of(
    class_id: str, subject: str, plan: PlanRow | None, shares: Sequence[Share]
) -> tuple[tuple[Course, ...], Text | None]:
    """The courses a cell means under the plan, and what does not fit."""
    odd, even = plan.weekly if plan else (0, 0)
    left = {Weeks.ODD: odd, Weeks.EVEN: even}
    for share in shares:
        for weeks in left:
            if share.hours is not None and share.weeks.meets(weeks):
                left[weeks] -= share.hours
    pieces: list[tuple[Share, Weeks, int]] = []
    wrong: Text | None = None
    for share in shares:
        if share.hours is not None:
            pieces.append((share, share.weeks, share.hours))
            continue
        mine = {w: max(0, n) if share.weeks.meets(w) else 0 for w, n in left.items()}
        if not any(mine.values()) and (odd or even or share.teachers):
            wrong = _nothing_left(plan)
        for weeks in left:
            left[weeks] -= mine[weeks]
        both = min(mine.values())
        if both:
            pieces.append((share, Weeks.ALL, both))
        pieces += [(share, w, n - both) for w, n in mine.items() if n > both]
    doubles = plan.doubles if plan else 0
    out: list[Course] = []
    for share, weeks, lessons in pieces:
        if lessons < 1:
            continue
        here = doubles if lessons >= 2 * doubles else 0
        doubles -= here
        facts = {
            "id": f"{class_id}:{subject}" + (f":{len(out) + 1}" if out else ""),
            "subject": subject,
            "sets": (class_id,),
            "teachers": share.teachers,
            "later": share.later,
            "weeks": weeks,
            "room": plan.room if plan else "",
            "room_strict": plan.room_strict if plan else True,
        }
        try:
            out.append(Course.model_validate({**facts, "parts": parts_of(lessons, here)}))
        except ValidationError:
            wrong = Text("too many lessons, or too long a name", "节数过多，或名称过长")
    return tuple(out), wrong


def _nothing_left(plan: PlanRow | None) -> Text:
    if plan is None:
        return Text(
            "the plan has no lessons of this subject for the grade; write them here, e.g. Smith(2)",
            "课程计划中该年级没有这门课；请在此写明节数，如 王敏(2)",
        )
    return Text(
        "no lessons are left for this teacher; write how they are shared, e.g. Smith(3)/Jones(1)",
        "没有剩下的课给这位教师；请写明怎样分，如 王敏(3)/李红(1)",
    )


def shares_of(courses: Sequence[Course], plan: PlanRow | None) -> tuple[Share, ...] | None:
    """The shares that mean these courses under the plan, None where no cell can say them."""
    class_id, subject = courses[0].sets[0], courses[0].subject
    bare = tuple(c.model_copy(update={"fixed": (), "forbidden": (), "preferred": ()}) for c in courses)
    tried: list[tuple[Share, ...]] = []
    if len({(c.teachers, c.later) for c in courses}) == 1:
        tried.append((Share(courses[0].teachers, later=courses[0].later),))
    tried.append(tuple(Share(c.teachers, c.weeks, later=c.later) for c in courses))
    tried.append(tuple(Share(c.teachers, c.weeks, c.periods, c.later) for c in courses))
    for shares in tried:
        made, wrong = courses_of(class_id, subject, plan, shares)
        if wrong is None and made == bare:
            return shares
    return None
