"""An answer in a dean's sentences: the verdict first, then what moves, who teaches, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.answers import Answered, Figure
from scheduler.domain.text import Text, joined, same
from scheduler.precheck import Shortage
from scheduler.services.load import School
from scheduler.services.what_if_numbers import number_words

MOST = 8
NO_MOVE = Text("No lesson has to move: bell schedule and calendar alone decide.", "不用调课：只看作息和校历就能回答。")
BELLS_ONLY = Text(
    "Every rule the bell schedule alone decides is kept; without a timetable nothing is said of lessons.",
    "只看作息能判断的规则都遵守；没有给课表，课的情况未看。",
)
STANDS = Text("It works out, and no lesson has to move.", "排得出来，不用调课。")
WORKS = Text("It works out.", "排得出来。")
MOVES = Text("It works out; {n} of {all} lessons move.", "排得出来，要调 {n} 节（共 {all} 节）。")
FEWEST = Text("No timetable moves fewer; that is proven.", "不能再少，已证明。")
LEAST = Text("At least {n} have to move.", "至少要调 {n} 节。")
WHOSE = Text(
    "They are lessons of {c} classes ({classes}) and {t} teachers ({teachers}).",
    "涉及 {c} 个班（{classes}）、{t} 位教师（{teachers}）。",
)
IMPOSSIBLE = Text("It cannot be timetabled: {why}", "排不出来：{why}")
PROVEN = Text("It cannot be timetabled; that is proven.", "排不出来，已证明。")
UNKNOWN = Text("No timetable was found in this time; nothing is proven.", "这段时间内没有排出来，也没有证明排不出来。")
REMEDY = Text("What would help: {remedy}", "可以：{remedy}")
DATED = Text("For weeks {a} to {b} only; the rest of the term stays as it is.", "只在第 {a}—{b} 周执行，其余各周不变。")
RETURNS = Text("From {day} (week {w}) the timetable of before is in force again.", "{day}（第 {w} 周）起恢复原课表。")
POINTS = Text("Points lost {a} → {b}.", "扣分 {a} → {b}。")
RELAXED = Text("Relaxable rules give way: {a} → {b} points.", "可放宽的规定让步：{a} → {b} 分。")
HANDED = Text("{n} lessons a week are with other teachers: {who}.", "每周 {n} 节课换教师：{who}。")
OPEN = Text("{n} lessons a week have nobody qualified with time: {who}.", "每周 {n} 节没有合适的教师（待定）：{who}。")
FOREIGN = Text(
    "Protected lessons would be with teachers of main subjects: {who}.", "受保护的课会由语数英等科教师任教：{who}。"
)
NOT_FOREIGN = Text("No protected lesson goes to a teacher of a main subject.", "没有把受保护的课交给语数英教师。")
SUBSTITUTES = Text("Who could take over, best first: {who}.", "可接任的教师（从优到次）：{who}。")
SUBSTITUTE = Text("{name} (now {load} a week, {k} clashes)", "{name}（现 {load} 节，撞课 {k} 节）")
BLOCKS = Text("Times to meet, fewest lessons to move first: {blocks}.", "可开会的时间（要挪的课从少到多）：{blocks}。")
BLOCK = Text("{day} period {p} ({n} lessons)", "{day}第 {p} 节起（{n} 节）")
NO_BLOCK = Text("There is no time at which all could meet: {why}.", "没有大家都能参加的时间：{why}。")
OPTION = Text("Possible: {words}.", "可以考虑：{words}。")
COST = Text("Cost: {parts}.", "代价：{parts}。")
FREE = Text("It costs no person, room or lesson more.", "不增加人员、场地和课时。")
PEOPLE = Text("people: {n} more", "增加 {n} 人")
ROOMS = Text("rooms: {n} more", "增加 {n} 处场地")
LESSONS = Text("{n:+} lessons a week", "每周 {n:+} 节课")


def words_of(answer: Answered, before: School, after: School, reasons: Sequence[Shortage]) -> tuple[Text, ...]:
    """Everything worth saying, in order."""
    return tuple(
        text
        for part in (
            _verdict(answer, after, reasons),
            _dated(answer),
            _moved(answer, after),
            number_words(answer, after),
            _people(answer, before, after),
            _meetings(answer, after),
            (OPTION.format(words=way.words) for way in answer.options),
            _cost(answer),
        )
        for text in part
    )


def _verdict(answer: Answered, after: School, reasons: Sequence[Shortage]) -> Iterator[Text]:
    if answer.status == "impossible":
        for one in _told(reasons):
            yield IMPOSSIBLE.format(why=one.reason)
            if one.remedy.zh:
                yield REMEDY.format(remedy=one.remedy)
        if not reasons:
            yield PROVEN
    elif answer.status == "unknown":
        yield BELLS_ONLY if answer.how == "bells" else UNKNOWN
    elif answer.how == "bells":
        yield NO_MOVE
    elif answer.moved is None:
        yield WORKS
    elif answer.moved == 0:
        yield STANDS
    else:
        lessons = sum(course.lessons for course in after.problem.courses)
        yield MOVES.format(n=answer.moved, all=lessons)
        yield FEWEST if answer.moved_bound == answer.moved else LEAST.format(n=answer.moved_bound)


def _told(reasons: Sequence[Shortage]) -> list[Shortage]:
    """Of what one rule of the input finds again and again the worst alone."""
    worst = {_sort(one): one for one in sorted(reasons, key=lambda r: r.need - r.have)}
    return [one for one in reasons if worst[_sort(one)] is one][:MOST]


def _sort(one: Shortage) -> str:
    return "/".join(one.id.split("/")[:2]) if one.id.startswith(("given/", "bell/")) else one.id


def _dated(answer: Answered) -> Iterator[Text]:
    if answer.weeks is not None:
        first, last = answer.weeks
        yield DATED.format(a=first, b=last)
        if answer.returns:
            day = Text("then", "之后") if answer.returns == "later" else same(answer.returns)
            yield RETURNS.format(day=day, w=last + 1)


def _moved(answer: Answered, after: School) -> Iterator[Text]:
    changes = answer.changes
    if changes is not None and answer.moved:
        moved = [one for one in changes.lessons if one.before is not None and one.after is not None]
        classes = list(dict.fromkeys(c for one in moved for c in one.classes))
        teachers = list(dict.fromkeys(t for one in moved for t in one.teachers))
        title = after.problem.index.title
        facts = {"c": len(classes), "t": len(teachers)}
        yield WHOSE.format(classes=named(map(title, classes)), teachers=named(map(title, teachers)), **facts)
    if answer.before is not None and answer.value is not None:
        if answer.before[0] or answer.value[0]:
            yield RELAXED.format(a=answer.before[0], b=answer.value[0])
        yield POINTS.format(a=answer.before[1], b=answer.value[1])


def _people(answer: Answered, before: School, after: School) -> Iterator[Text]:
    index = after.problem.index
    title = index.title
    taken: dict[str, list[str]] = {}
    for one in answer.heirs:
        if one.before and not one.open:
            for teacher in one.after:
                if teacher not in one.before:
                    taken.setdefault(teacher, []).append(title(one.course))
    lost = [one for one in answer.heirs if one.open or not one.after]
    if taken:
        given = sum(one.periods for one in answer.heirs if one.before and not one.open)
        who = [same(f"{title(t)} ← {'、'.join(courses)}") for t, courses in taken.items()]
        yield HANDED.format(n=given, who=joined(who[:MOST]))
    if lost:
        yield OPEN.format(n=sum(one.periods for one in lost), who=named(title(one.course) for one in lost))
    if taken:
        yield from _foreign(taken, answer, after)
    if answer.substitutes:
        best = (
            SUBSTITUTE.format(name=before.problem.index.title(s.teacher), load=f"{s.load / 100:g}", k=s.clashes)
            for s in answer.substitutes[:5]
        )
        yield SUBSTITUTES.format(who=joined(list(best)))


def _foreign(taken: dict[str, list[str]], answer: Answered, after: School) -> Iterator[Text]:
    """Whether protected lessons went to teachers of main subjects who do not have the subject."""
    index = after.problem.index
    main = {s.id for s in after.problem.subjects if s.core}
    wrong = []
    for one in answer.heirs:
        course = index.courses[one.course]
        subject = index.subjects.get(course.subject)
        for teacher in (index.teachers[t] for t in one.after if t in taken):
            has = course.subject in (*teacher.subjects, *teacher.also)
            if subject is not None and subject.protected and main & set(teacher.subjects) and not has:
                wrong.append(f"{index.title(teacher.id)}：{index.title(one.course)}")
    yield FOREIGN.format(who=named(wrong)) if wrong else NOT_FOREIGN


def _meetings(answer: Answered, after: School) -> Iterator[Text]:
    free = [block for block in answer.blocks if block.blocked is None]
    if free:
        day = after.problem.index.day_name
        told = [BLOCK.format(day=day(b.day), p=b.period, n=b.lessons) for b in free[:5]]
        yield BLOCKS.format(blocks=joined(told))
    elif answer.blocks:
        first = answer.blocks[0].blocked
        assert first is not None  # none is free
        yield NO_BLOCK.format(why=first)


def _cost(answer: Answered) -> Iterator[Text]:
    costs = ((PEOPLE, answer.people), (ROOMS, answer.rooms), (LESSONS, answer.lessons))
    parts = [text.format(n=n) for text, n in costs if n]
    yield COST.format(parts=joined(parts)) if parts else FREE


def named(words: Iterator[str] | Sequence[str] | map[str]) -> Text:
    """Some names, the first of many."""
    found = list(words)
    shown = [same(word) for word in found[:MOST]]
    return joined([*shown, same("…")] if len(found) > MOST else shown)


__all__ = ["Figure", "named", "words_of"]
