"""An answer as tables, in one order for every kind of report; a table with nothing in it is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from scheduler.answers import Figure
from scheduler.domain.text import Text, same
from scheduler.domain.time import clock
from scheduler.io.answers.base import Answer, Cell, Table

YES, NO = Text("yes", "是"), Text("no", "否")
STATUS: Mapping[str, Text] = {
    "optimal": Text("works out (best proven)", "排得出来（已证明最好）"),
    "feasible": Text("works out", "排得出来"),
    "impossible": Text("cannot be timetabled", "排不出来"),
    "unknown": Text("not known", "未知"),
}
FEWEST = Text("works out (fewest moves, proven)", "排得出来（调课最少，已证明）")
HOW: Mapping[str, Text] = {
    "": Text("time ran out", "时间用完"),
    "bells": Text("bell schedule alone", "只看作息"),
    "counting": Text("counted", "数出来的"),
    "solved": Text("solved", "排课得出"),
}
MEANINGS: Mapping[str, Text] = {
    "learning": Text("learning", "学习时间"),
    "organised": Text("organised activity", "教育教学活动时间"),
    "on_campus": Text("at school without noon rest", "在校时间（不含午休）"),
}
BEFORE, AFTER, LIMIT = Text("Before", "原来"), Text("After", "之后"), Text("At most", "上限")


def summary(answers: Sequence[Answer]) -> Table:
    """Every scenario in one row, to be compared."""
    head = (
        Text("Scenario", "方案"),
        Text("Verdict", "结论"),
        Text("Decided by", "依据"),
        Text("Lessons moved", "调课（节）"),
        Text("Points before", "原扣分"),
        Text("Points after", "现扣分"),
        Text("People more", "增加人员"),
        Text("Rooms more", "增加场地"),
        Text("Lessons a week more", "每周课时增减"),
    )
    rows = []
    for one in (answer.answered for answer in answers):
        verdict = FEWEST if one.status == "optimal" and one.moved is not None else STATUS[one.status]
        if one.how == "bells" and one.status == "unknown":
            verdict = Text("bells keep their rules", "作息规则都遵守")
        points: tuple[Cell, ...] = (one.before[1] if one.before else None, one.value[1] if one.value else None)
        costs: tuple[Cell, ...] = (one.people, one.rooms, one.lessons)
        rows.append((same(one.scenario), verdict, HOW[one.how], one.moved, *points, *costs))
    return Table(Text("Scenarios compared", "方案对比"), head, tuple(rows))


def tables(answer: Answer) -> tuple[Table, ...]:
    """What there is to show of one answer."""
    return tuple(table for make in TABLES for table in (make(answer),) if table.rows)


def _moved(answer: Answer) -> Table:
    head = (
        Text("Class", "班级"),
        Text("Subject", "科目"),
        Text("Teacher", "教师"),
        Text("From", "原时间"),
        Text("To", "新时间"),
    )
    changes = answer.answered.changes
    lessons = changes.lessons if changes is not None else ()
    rows = [
        (
            answer.titles(one.classes),
            answer.title(one.subject),
            answer.titles(one.teachers),
            _spot(answer, one.before, NEW),
            _spot(answer, one.after, GONE),
        )
        for one in sorted(lessons, key=lambda m: (m.before is None, m.after is None, m.classes, m.before or (0, 0)))
    ]
    return Table(Text("Lessons that move", "要调的课"), head, tuple(rows))


NEW, GONE = Text("(new)", "（新增）"), Text("(no longer)", "（取消）")


def _spot(answer: Answer, spot: tuple[int, int] | None, absent: Text) -> Text:
    if spot is None:
        return absent
    return Text("{day} period {p}", "{day}第 {p} 节").format(day=answer.day(spot[0]), p=spot[1])


def _rules(answer: Answer) -> Table:
    head = (Text("Rule", "规则"), BEFORE, AFTER, Text("Points", "扣分变化"))
    changes = answer.answered.changes
    rows = [
        (answer.rules.get(one.rule, same(one.rule)), one.before, one.after, one.points)
        for one in (changes.rules if changes is not None else ())
    ]
    return Table(Text("Rule by rule", "逐条规则"), head, tuple(rows))


def _people(answer: Answer) -> Table:
    head = (Text("Who", "谁"), Text("By the rules", "按规则看"))
    changes = answer.answered.changes
    sides = (
        ((Text("better off", "变好"), changes.better), (Text("worse off", "变差"), changes.worse)) if changes else ()
    )
    rows = [(answer.title(who), word) for word, everyone in sides for who in everyone]
    return Table(Text("Who is better or worse off", "谁变好、谁变差"), head, tuple(rows))


def _heirs(answer: Answer) -> Table:
    head = (Text("Course", "课程"), Text("Periods a week", "周节数"), BEFORE, AFTER, Text("To be found", "待聘"))
    rows = [
        (
            answer.title(one.course),
            one.periods,
            answer.titles(one.before),
            answer.titles(one.after),
            YES if one.open else NO,
        )
        for one in answer.answered.heirs
    ]
    return Table(Text("Who takes which lessons", "任课变化"), head, tuple(rows))


def _substitutes(answer: Answer) -> Table:
    head = (
        Text("Teacher", "教师"),
        Text("Courses qualified for", "能教的课程数"),
        Text("Same grade", "同年级"),
        Text("Periods a week now", "现周课时"),
        LIMIT,
        Text("Clashes with own lessons", "与现有课相撞（节）"),
    )
    rows = [
        (
            answer.title(one.teacher),
            one.courses,
            YES if one.same_grade else NO,
            same(f"{one.load / 100:g}"),
            None if one.limit is None else one.limit // 100,
            one.clashes,
        )
        for one in answer.answered.substitutes
    ]
    return Table(Text("Who could take over", "可接任的教师"), head, tuple(rows))


def _blocks(answer: Answer) -> Table:
    head = (
        Text("Time", "时间"),
        Text("Lessons to move", "要挪的课（节）"),
        Text("Not possible because", "不可行的原因"),
    )
    rows = [
        (_spot(answer, (one.day, one.period), NEW), None if one.blocked else one.lessons, one.blocked)
        for one in answer.answered.blocks
    ]
    return Table(Text("When all could meet", "可开会的时间"), head, tuple(rows))


def _figures(
    what: str, title: Text, owner: Text, part: Text | None = None, *, day: bool = False, limit: Text | None = None
) -> Callable[[Answer], Table]:
    """The table of one kind of figure."""
    heads = (owner, part, Text("Day", "星期") if day else None, BEFORE, AFTER)
    limits = () if limit is None else (limit,)

    def make(answer: Answer) -> Table:
        rows = []
        for one in answer.answered.figures:
            if one.what == what:
                names: list[Cell] = [answer.title(one.owner)]
                names += [_part(answer, one)] if part is not None else []
                names += [answer.day(one.day)] if day else []
                rows.append(
                    (*names, _number(what, one.before), _number(what, one.after), *(one.limits[1:] if limits else ()))
                )
        return Table(title, (*(h for h in heads if h is not None), *limits), tuple(rows))

    return make


def _part(answer: Answer, figure: Figure) -> Text:
    return MEANINGS[figure.part] if figure.what == "hours" else answer.title(figure.part)


def _number(what: str, amount: int | None) -> Cell:
    return same(clock(amount)) if what == "end" and amount is not None else amount


def _options(answer: Answer) -> Table:
    head = (
        Text("Change", "做法"),
        Text("Keeps every hard rule", "其余硬性规定都遵守"),
        Text("Lessons a week fewer", "每周少课（节）"),
    )
    rows = [(one.words, YES if one.verified else NO, one.lessons) for one in answer.answered.options]
    return Table(Text("What could be done", "可以考虑的做法"), head, tuple(rows))


def _conflict(answer: Answer) -> Table:
    head = (Text("Why it cannot be done", "排不出来的原因"),)
    return Table(Text("Reasons", "原因"), head, tuple((one.words,) for one in answer.answered.conflict))


GRADE = Text("Grade", "年级")
TABLES: tuple[Callable[[Answer], Table], ...] = (
    _options,
    _conflict,
    _moved,
    _heirs,
    _substitutes,
    _blocks,
    _rules,
    _people,
    _figures(
        "hours",
        Text("Minutes a day in three meanings", "三种口径的每日时长"),
        GRADE,
        Text("Meaning", "口径"),
        day=True,
        limit=LIMIT,
    ),
    _figures("end", Text("End of the compulsory day", "放学时间"), GRADE, day=True),
    _figures("noon", Text("Noon rest in minutes", "午休（分钟）"), GRADE, day=True),
    _figures(
        "activity",
        Text("Activity in minutes, the class with least", "活动分钟（最少的班）"),
        GRADE,
        day=True,
        limit=Text("At least", "至少"),
    ),
    _figures("plan", Text("Curriculum plan", "课程计划"), GRADE, Text("Subject", "科目")),
    _figures("load", Text("Weekly periods of teachers", "教师周课时"), Text("Teacher", "教师"), limit=LIMIT),
    _figures(
        "room",
        Text("Periods a week in rooms", "场地周使用（节）"),
        Text("Room", "场地"),
        limit=Text("Room for", "可容"),
    ),
    _figures("term", Text("Lessons over the term", "全学期节数"), Text("Class", "班级"), Text("Subject", "科目")),
)
