"""`qingke whatif`: scenarios on a school and its timetable, each answered in a dean's sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.cli.console import DONE, FAULTY, INTERNAL, INTERRUPTED, UNDECIDED, Talk
from scheduler.cli.progress import Progress
from scheduler.cli.report import say_notes, say_school
from scheduler.cli.stopping import Stopping
from scheduler.domain.text import Text
from scheduler.events import Finished
from scheduler.services.load import School, load

if TYPE_CHECKING:
    from scheduler.answers import Answered
    from scheduler.domain.scenario import Scenario
    from scheduler.domain.timetable import Timetable
    from scheduler.engine.settings import Settings

HEAD = Text("Scenario {n} of {all}: {name}", "方案 {n}/{all}：{name}")
FIRST = Text("No timetable was given; one is made first.", "没有给原课表，先排一份。")
NO_FIRST = Text(
    "No timetable was found for the school as it is; nothing is said of moves.", "现状没有排出课表，以下不比较调课。"
)


def run_whatif(
    path: Path, words: list[str], outs: list[Path], talk: Talk, *, seconds: float, workers: int, seed: int
) -> int:
    """Answer every scenario; returns the exit code."""
    from scheduler.services.what_if_inputs import asked
    from scheduler.services.what_if_output import check_report_outputs, write_reports

    school = load(path)
    question = asked(school, words, school.imported.scenarios)
    check_report_outputs(outs, (path, *(Path(word) for word in words)), len(question.scenarios))
    say_school(talk, school.problem)
    say_notes(talk, (*school.imported.notes, *question.notes))

    from scheduler.engine.settings import Settings, cores

    settings = Settings(seconds=seconds, workers=workers or cores(), seed=seed)
    found, interrupted = _answers(talk, school, question.base, question.scenarios, settings)
    answers = [found[number] for number in sorted(found)]
    scenarios = [question.scenarios[number] for number in sorted(found)]
    written, wrong = write_reports(school, scenarios, answers, outs, talk.lang)
    for out in written:
        talk.say(Text("written: {out}", "已写出：{out}"), out=out)
    if wrong:
        talk.faults(wrong, written=True)
    if interrupted:
        return INTERRUPTED
    if any(one.reason == "mismatch" for one in answers):
        return INTERNAL
    if wrong:
        return FAULTY
    return DONE if all(answered(one) for one in answers) else UNDECIDED


def answered(answer: Answered) -> bool:
    """Whether the question has its answer: what the bells decide, or a verdict."""
    return answer.how != "" and not answer.failure


def _answers(
    talk: Talk, school: School, base: Timetable | None, scenarios: tuple[Scenario, ...], settings: Settings
) -> tuple[dict[int, Answered], bool]:
    """The answers by the scenario's number from 0, and whether a person ended it before the last."""
    from scheduler.services.what_if import needs_base

    if base is None and any(needs_base(school, scenario) for scenario in scenarios):
        base, interrupted = _first(talk, school, settings)
        if interrupted:
            return {}, True
    if len(scenarios) > 1 and settings.workers > 1:
        return _side_by_side(talk, school, base, scenarios, settings)
    return _one_by_one(talk, school, base, scenarios, settings)


def _one_by_one(
    talk: Talk, school: School, base: Timetable | None, scenarios: tuple[Scenario, ...], settings: Settings
) -> tuple[dict[int, Answered], bool]:
    """Each scenario with all workers, watched."""
    from scheduler.answers import Answered
    from scheduler.services.what_if import Answering

    out: dict[int, Answered] = {}
    for number, scenario in enumerate(scenarios):
        talk.say(HEAD, "bold", n=number + 1, all=len(scenarios), name=scenario.name)
        answering = Answering(school, base, scenario, settings)
        with Stopping(answering.cancel) as stopping, Progress(talk) as progress:
            for event in answering:
                if isinstance(event, Answered):
                    out[number] = event
                else:
                    progress.show(event)
        say_answer(talk, out[number])
        if stopping.asked:
            return out, True
    return out, False


def _side_by_side(
    talk: Talk, school: School, base: Timetable | None, scenarios: tuple[Scenario, ...], settings: Settings
) -> tuple[dict[int, Answered], bool]:
    """As many scenarios at once as there are workers, told as they come."""
    from scheduler.batch.scenarios import Scenarios

    out: dict[int, Answered] = {}
    sweep = Scenarios(school, base, scenarios, settings)
    with Stopping(sweep.cancel) as stopping:
        for number, answer in sweep:
            out[number] = answer
            talk.say(HEAD, "bold", n=number + 1, all=len(scenarios), name=answer.scenario)
            say_answer(talk, answer)
    return out, stopping.asked


def _first(talk: Talk, school: School, settings: Settings) -> tuple[Timetable | None, bool]:
    """A timetable of the school as it is, searched for as long as each scenario."""
    from scheduler.services.generate import Generation

    talk.say(FIRST)
    generation = Generation(school, settings.model_copy(update={"draft": False}))
    found: Timetable | None = None
    with Stopping(generation.cancel) as stopping, Progress(talk) as progress:
        for event in generation:
            if isinstance(event, Finished):
                found = None if event.draft else event.timetable
            else:
                progress.show(event)
    if found is None:
        talk.say(NO_FIRST, "yellow")
    return found, stopping.asked


def say_answer(talk: Talk, answer: Answered) -> None:
    """One answer: its sentences, the first as the verdict."""
    style = "red" if answer.status == "impossible" else "green" if answer.value is not None else "yellow"
    for at, text in enumerate(answer.words):
        talk.say(Text("  {t}", "  {t}"), f"bold {style}" if not at else "", t=text)
    talk.event(**answer.model_dump(mode="json", exclude={"timetable"}))
