"""`qingke verify`: judge a timetable and say so, rule by rule. Needs no solver."""

from __future__ import annotations

from pathlib import Path

from scheduler.cli.console import BROKEN, DONE, FAULTY, UNDECIDED, Talk
from scheduler.cli.report import report_events, say_notes, say_report, say_school
from scheduler.domain.text import Text
from scheduler.io import Note
from scheduler.services.judging import judge_file
from scheduler.services.load import load
from scheduler.services.output import check_outputs, write_all


def run_verify(
    path: Path,
    timetable: Path,
    outs: list[Path],
    talk: Talk,
    *,
    taught: Path | None,
    earlier: list[Path],
    week: int | None,
) -> int:
    """Judge a timetable of a school; returns the exit code."""
    check_outputs(outs, (path, timetable, taught, *earlier))
    school = load(path, week=week)
    say_school(talk, school.problem)
    judged = judge_file(school, timetable, taught=taught, earlier=earlier)
    school = judged.school
    say_notes(talk, (*school.imported.notes, *judged.notes))
    say_report(talk, school.problem, judged.report, draft=judged.timetable.draft)
    report_events(talk, school.problem, judged.report)
    notes: list[Note] = []
    written, wrong = write_all(
        school.problem, judged.timetable, judged.report, outs, talk.lang, source=path, notes=notes
    )
    say_notes(talk, notes)
    for out in written:
        talk.say(Text("written: {out}", "已写出：{out}"), out=out)
    if wrong:
        talk.faults(wrong, written=True)
    report, unchecked = judged.report, judged.report.unchecked
    talk.event(
        event="finished",
        status="broken" if not report.keeps_hard_rules else "partly_checked" if unchecked else "kept",
        broken=report.broken,
        relaxed=report.relaxed,
        penalty=report.penalty,
        placed=report.placed,
        lessons=sum(course.lessons for course in school.problem.courses),
        findings=sum(1 for f in report.findings if f.amount),
        unchecked=unchecked,
    )
    if wrong:
        return FAULTY
    if not report.keeps_hard_rules:
        return BROKEN
    return UNDECIDED if unchecked else DONE
