"""`qingke alternatives`: several good timetables that really differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from scheduler.answers import Alternative
from scheduler.cli.compare import moved_words
from scheduler.cli.console import DONE, FAULTY, INTERRUPTED, UNDECIDED, Talk
from scheduler.cli.progress import Progress
from scheduler.cli.report import say_notes, say_school
from scheduler.cli.solve import exit_code
from scheduler.cli.stopping import Stopping
from scheduler.domain.text import Text
from scheduler.events import Event, Finished
from scheduler.services.load import School, load
from scheduler.services.names import named_ids
from scheduler.services.output import check_outputs, write_all
from scheduler.verify import judge

MOST_LINES = 12
WHAT = {"lessons": Text("lessons", "节课"), "half_days": Text("half-days of teachers", "个教师半天")}
ONE = Text(
    "Alternative {number}: {value} points lost ({loss:+d}); {differs} {what} differ, {moved} lessons moved.",
    "第 {number} 份：扣分 {value}（{loss:+d}）；差 {differs} {what}，挪动 {moved} 节。",
)
TOO_DEAR = Text("  It loses more than was allowed.", "  扣分比允许的多。")
NONE = {
    "impossible": Text("No further timetable differs as much: proven.", "没有别的课表能差这么多：已证明。"),
    "unknown": Text("No further timetable was found in this time.", "这段时间内没有再找到别的课表。"),
}


def run_alternatives(
    path: Path,
    timetable: Path | None,
    outs: list[Path],
    talk: Talk,
    *,
    count: int,
    what: str,
    names: tuple[list[str], list[str], list[str]],
    least: int,
    loss: int | None,
    seconds: float,
    workers: int,
    seed: int,
) -> int:
    """Make alternatives and write them; returns the exit code."""
    targets = [[numbered(out, number) for out in outs] for number in range(1, count + 1)]
    check_outputs([one for those in targets for one in those], (path, timetable))
    school = load(path)
    say_school(talk, school.problem)
    say_notes(talk, school.imported.notes)

    from scheduler.engine.settings import Settings, cores
    from scheduler.services.alternatives import Alternatives
    from scheduler.services.differs import Differ

    classes, teachers, subjects = named_ids(school.problem, *names)
    asked = {"what": what, "classes": classes, "teachers": teachers, "subjects": subjects, "least": least}
    alternatives = Alternatives(
        school,
        Settings(seconds=seconds, workers=workers or cores(), seed=seed),
        base=timetable,
        count=count,
        differ=Differ.model_validate(asked),
        loss=loss,
    )
    say_notes(talk, alternatives.notes)
    ended: Event | None = None
    made, wrong = 0, False
    with Stopping(alternatives.cancel) as stopping:
        for event in _steps(talk, alternatives):
            ended = event
            if isinstance(event, Alternative):
                made += event.timetable is not None
                wrong = not _tell(talk, alternatives.school, event, targets[event.number - 1], path) or wrong
    if isinstance(ended, Finished):
        talk.event(**ended.model_dump(mode="json", exclude={"timetable"}))
    talk.event(event="alternatives", made=made, least=alternatives.least, interrupted=stopping.asked)
    if stopping.asked:
        return INTERRUPTED
    if isinstance(ended, Finished) and ended.timetable is None:
        return exit_code(ended)
    return FAULTY if wrong else DONE if made else UNDECIDED


def _steps(talk: Talk, events: Iterable[Event]) -> Iterator[Event]:
    """The end of each solve; what happens on the way is shown."""
    following = iter(events)
    while True:
        with Progress(talk) as progress:
            for event in following:
                if isinstance(event, Alternative | Finished):
                    break
                progress.show(event)
            else:
                return
        yield event


def numbered(out: Path, number: int) -> Path:
    """The file of one alternative: out.xlsx becomes out-1.xlsx."""
    return out.with_stem(f"{out.stem}-{number}")


def _tell(talk: Talk, school: School, told: Alternative, outs: list[Path], path: Path) -> bool:
    """Say and write one alternative; whether all could be written."""
    talk.event(**told.model_dump(mode="json", exclude={"timetable"}))
    if told.timetable is None or told.value is None:
        talk.say(NONE.get(told.status, NONE["unknown"]), "bold yellow")
        return True
    facts = {"number": told.number, "value": told.value[1], "loss": told.loss, "differs": told.differs}
    talk.say(ONE, "bold", **facts, what=WHAT[told.what], moved=told.moved)
    if not told.allowed:
        talk.say(TOO_DEAR, "yellow")
    lessons = told.changes.lessons if told.changes else ()
    for one in lessons[:MOST_LINES]:
        talk.say(Text("  {line}", "  {line}"), "dim", line=moved_words(school.problem, one))
    if len(lessons) > MOST_LINES:
        talk.say(Text("  … and {n} more", "  ……另有 {n} 节"), "dim", n=len(lessons) - MOST_LINES)
    report = judge(school.problem, told.timetable, school.rules, evidence=True)
    report = replace(report, unchecked=school.imported.unchecked)
    written, wrong = write_all(school.problem, told.timetable, report, outs, talk.lang, source=path)
    for out in written:
        talk.say(Text("written: {out}", "已写出：{out}"), out=out)
        talk.event(event="written", path=str(out), draft=False)
    if wrong:
        talk.faults(wrong, written=True)
    return not wrong
