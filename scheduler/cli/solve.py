"""`qingke solve`: generate, watch, write, and say what the end means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scheduler.cli.console import DONE, FAULTY, IMPOSSIBLE, INTERNAL, INTERRUPTED, UNDECIDED, Talk
from scheduler.cli.progress import Progress
from scheduler.cli.report import report_events, say_notes, say_report, say_school, say_shortages
from scheduler.cli.stopping import Stopping
from scheduler.domain.text import Text, joined, same
from scheduler.events import Finished
from scheduler.io import Note
from scheduler.services.assign import Completed
from scheduler.services.load import School, load
from scheduler.services.output import check_outputs, write_all
from scheduler.verify import judge


def run_solve(
    path: Path,
    outs: list[Path],
    talk: Talk,
    *,
    seconds: float,
    workers: int,
    seed: int,
    scenario: Path | None,
    start: Path | None,
    week: int | None,
    draft: bool,
) -> int:
    """Solve a school and write the result; returns the exit code."""
    check_outputs(outs, (path, scenario))
    school = load(path, scenario, week=week)
    say_school(talk, school.problem)
    say_notes(talk, school.imported.notes)

    from scheduler.engine.settings import Settings, cores
    from scheduler.services.generate import Generation

    settings = Settings(seconds=seconds, workers=workers or cores(), seed=seed, draft=draft)
    generation = Generation(school, settings, start=start)
    school = generation.school
    say_notes(talk, generation.notes)
    _say_completed(talk, generation.completed)
    say_shortages(talk, generation.reasons)
    finished: Finished | None = None
    with Stopping(generation.cancel) as stopping:
        with Progress(talk, partly=bool(school.imported.unchecked)) as progress:
            for event in generation:
                if isinstance(event, Finished):
                    finished = event
                else:
                    progress.show(event)
                if talk.deaf and not outs and not stopping.asked:
                    stopping.ask()  # nobody listens, nothing is to be written
        assert finished is not None
        say_shortages(talk, generation.proven)
        complete = _write(talk, school, finished, outs, path)
    unchecked = school.imported.unchecked
    ended = finished.model_dump(mode="json", exclude={"timetable"})
    talk.event(**ended, interrupted=stopping.asked, unchecked=unchecked)
    if stopping.asked:
        return INTERRUPTED
    code = exit_code(finished) if complete else FAULTY
    return UNDECIDED if code == DONE and unchecked else code


def _say_completed(talk: Talk, completed: Completed) -> None:
    """What nobody teaches yet and was given to placeholders."""
    if completed.placeholders:
        text = Text(
            "{n} lessons without a teacher are given to {k} placeholders: {who}",
            "有 {n} 节课还没有教师，先按 {k} 位待定教师排：{who}",
        )
        who = joined([same(name) for name in completed.placeholders])
        talk.say(text, "yellow", n=completed.periods, k=len(completed.placeholders), who=who)
        talk.event(event="completed", periods=completed.periods, placeholders=list(completed.placeholders))


def exit_code(finished: Finished) -> int:
    """0 done, 3 proven impossible, 4 stopped without a timetable, 70 where model and judge disagreed."""
    if finished.reason == "mismatch":
        return INTERNAL
    if finished.status == "impossible":
        return IMPOSSIBLE
    if finished.status == "unknown":
        return UNDECIDED
    return DONE


def _write(talk: Talk, school: School, finished: Finished, outs: list[Path], path: Path) -> bool:
    """Say how it ended and write the outputs; whether all could be written."""
    _say_end(talk, finished, partly=bool(school.imported.unchecked))
    if finished.timetable is None:
        return True
    report = judge(school.problem, finished.timetable, school.rules, evidence=True)
    report = replace(report, unchecked=school.imported.unchecked)
    say_report(talk, school.problem, report, draft=finished.draft)
    report_events(talk, school.problem, report.beside)
    notes: list[Note] = []
    written, wrong = write_all(school.problem, finished.timetable, report, outs, talk.lang, source=path, notes=notes)
    say_notes(talk, notes)
    for out in written:
        talk.say(Text("written: {out}", "已写出：{out}"), out=out)
        talk.event(event="written", path=str(out), draft=finished.draft)
    if wrong:
        talk.faults(wrong, written=True)
    return not wrong


def _say_end(talk: Talk, finished: Finished, *, partly: bool) -> None:
    if finished.reason == "mismatch":
        text = Text(
            "Search and judge disagreed: a fault of this program. What follows is the last they agreed on, if any.",
            "搜索与核查结果不一致，这是程序的错误。以下（如有）是最后一份两者一致的课表。",
        )
        talk.say(text, "bold red")
    if finished.relaxed:
        text = Text(
            "Relaxable rules had to give way: {r} points, no timetable needs fewer than {b}.",
            "可放宽的规定有让步：{r} 分，任何课表至少 {b} 分。",
        )
        talk.say(text, "yellow", r=finished.relaxed, b=finished.relaxed_bound)
    match finished.status:
        case "optimal":
            text = Text("Best possible: points lost {p}, proven.", "已是最好：扣分 {p}，已证明。")
            if partly:
                text = Text(
                    "Best possible by the rules known of the file: points lost {p}.",
                    "按文件中已认识的规则已是最好：扣分 {p}。",
                )
            talk.say(text, "bold", p=finished.penalty)
        case "feasible":
            text = Text("Points lost {p}; no timetable can lose fewer than {b}.", "扣分 {p}；任何课表都不会少于 {b}。")
            talk.say(text, "bold", p=finished.penalty, b=finished.bound or 0)
        case "impossible":
            talk.say(
                Text(
                    "It cannot be timetabled: proven. See `qingke check`.",
                    "排不出来：已证明。原因见上，或用 qingke check 查看。",
                ),
                "bold red",
            )
        case "unknown" if finished.reason == "unconfirmed":
            talk.say(
                Text(
                    "No timetable found; it looks impossible but that is not confirmed.",
                    "没有排出来；看起来排不出来，但还没有证实。",
                ),
                "bold red",
            )
        case "unknown" if finished.reason == "stopped":
            text = Text("Stopped before the first complete timetable.", "在排出第一份完整课表之前停止了。")
            talk.say(text, "bold red")
        case _:
            talk.say(
                Text(
                    "No complete timetable in this time; allow more with --seconds.",
                    "这段时间内没有排出完整课表，可用 --seconds 多给些时间。",
                ),
                "bold red",
            )
    if finished.draft:
        text = Text(
            "A draft with {n} of {m} lessons placed and no clash.",
            "另有草稿：{m} 节（块）中排上 {n} 节（块），没有冲突。",
        )
        talk.say(text, n=finished.placed, m=finished.lessons)
