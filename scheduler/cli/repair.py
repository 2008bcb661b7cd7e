"""`qingke repair`: after a change, the timetable that moves fewest lessons, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scheduler.answers import Moves, Point, Repaired
from scheduler.cli.console import DONE, FAULTY, IMPOSSIBLE, INTERNAL, INTERRUPTED, UNDECIDED, Talk
from scheduler.cli.moves import say_changes, say_offers
from scheduler.cli.progress import Progress
from scheduler.cli.report import say_notes, say_school, say_shortages
from scheduler.cli.stopping import Stopping
from scheduler.domain.moves import Weights
from scheduler.domain.scenario import Weeks
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.io import Note
from scheduler.services.load import School, load
from scheduler.services.output import check_outputs, write_all
from scheduler.services.scenario import read_scenario
from scheduler.verify import judge


def weeks_of(words: str) -> Weeks | None:
    """`6-7` or `6` as weeks.

    Raises:
        FaultyInput: where it is neither.
    """
    first, _, last = words.replace("–", "-").replace("—", "-").partition("-")
    numbers = [word.strip() for word in (first, last or first)]
    if not words:
        return None
    if not all(word.isascii() and word.isdigit() and 1 <= int(word) <= 60 for word in numbers):
        wrong = Text(f"“{words}” are no weeks", f"“{words}”不是周次")
        raise FaultyInput([Fault("--weeks", wrong, Text("write --weeks 6-7", "写成 --weeks 6-7"))])
    return Weeks(first=int(numbers[0]), last=int(numbers[1]))


def weights_of(day: int, factors: Sequence[str], published: Sequence[str]) -> Weights:
    """Weights as the options say them: `NAME=3` for each factor.

    Raises:
        FaultyInput: naming each that cannot be read.
    """
    found: dict[str, int] = {}
    wrong: list[Fault] = []
    for word in factors:
        name, _, number = word.rpartition("=")
        if name and number.isascii() and number.isdigit() and 1 <= int(number) <= 1000:
            found[name] = int(number)
        else:
            said = Text(f"“{word}” is no weight", f"“{word}”不是权重")
            wrong.append(
                Fault("--weigh", said, Text("write --weigh 三(1)=3, up to 1000", "写成 --weigh 三(1)=3，最大 1000"))
            )
    if wrong:
        raise FaultyInput(wrong)
    return Weights(day=day, factors=found, published=tuple(published))


def run_repair(
    path: Path,
    timetable: Path,
    outs: list[Path],
    talk: Talk,
    *,
    seconds: float,
    workers: int,
    seed: int,
    scenario: Path | None,
    weeks: str,
    budget: int | None,
    front: bool,
    cover: bool,
    weights: Weights,
) -> int:
    """Repair a timetable and write the result; returns the exit code."""
    check_outputs(outs, (path, timetable, scenario))
    wanted = weeks_of(weeks)
    school = load(path)
    say_school(talk, school.problem)
    say_notes(talk, school.imported.notes)

    from scheduler.engine.settings import Settings, cores
    from scheduler.services.replan import Repairing

    repairing = Repairing(
        school,
        timetable,
        Settings(seconds=seconds, workers=workers or cores(), seed=seed, draft=False),
        scenario=read_scenario(scenario) if scenario is not None else None,
        weeks=wanted,
        budget=budget,
        weights=weights,
        front=front,
        cover=cover,
    )
    say_notes(talk, repairing.notes)
    ended: Repaired | None = None
    with Stopping(repairing.cancel) as stopping:
        with Progress(talk, partly=bool(school.imported.unchecked)) as progress:
            progress.first = False
            for event in repairing:
                if isinstance(event, Repaired):
                    ended = event
                elif isinstance(event, Moves | Point):
                    _say_step(talk, event)
                else:
                    progress.show(event)
                if talk.deaf and not outs and not stopping.asked:
                    stopping.ask()  # nobody listens, nothing is to be written
        assert ended is not None
        _say_end(talk, repairing.school, ended)
        if ended.status == "impossible":
            say_shortages(talk, repairing.proven)
        written = _write(talk, repairing.school, ended, outs, path)
    told = ended.model_dump(mode="json", exclude={"timetable": True, "front": {"__all__": {"timetable"}}})
    talk.event(**told, interrupted=stopping.asked)
    if stopping.asked:
        return INTERRUPTED
    return exit_code(ended) if written else FAULTY


def exit_code(ended: Repaired) -> int:
    """0 repaired, 3 proven impossible, 4 none found or the budget is not kept, 70 where model and judge disagreed."""
    if ended.reason == "mismatch":
        return INTERNAL
    if ended.status == "impossible":
        return IMPOSSIBLE
    over = ended.budget is not None and ended.moved is not None and ended.moved > ended.budget
    return UNDECIDED if ended.moved is None or over else DONE


def _say_step(talk: Talk, event: Moves | Point) -> None:
    """A better timetable, a bound, or a point of the front."""
    talk.event(**event.model_dump(mode="json", exclude={"timetable"}))
    if isinstance(event, Point):
        text = Text(
            "  at most {most} to move: {n} lessons move, points lost {v}", "  最多动 {most}：动 {n} 节，扣分 {v}"
        )
        talk.say(text, most=event.most, n=event.lessons, v=points(event.value))
    elif event.timetable is not None:
        text = Text("{s:.1f} s: moves {m}, at least {b}", "{s:.1f} 秒：动 {m}，至少 {b}")
        talk.say(text, "dim", s=event.seconds, m=event.moved, b=event.moved_bound)


def points(value: tuple[int, int]) -> str:
    """A value as people read it: the relaxed points before the others where there are any."""
    return f"{value[0]} + {value[1]}" if value[0] else str(value[1])


def _say_end(talk: Talk, school: School, ended: Repaired) -> None:
    if ended.reason == "mismatch":
        text = Text(
            "Search and judge disagreed: a fault of this program. What follows is the last they agreed on, if any.",
            "搜索与核查结果不一致，这是程序的错误。以下（如有）是最后一份两者一致的课表。",
        )
        talk.say(text, "bold red")
    if ended.moved is None:
        if ended.status == "impossible":
            talk.say(Text("It cannot be repaired: proven.", "改排不出来：已证明。"), "bold red")
        elif ended.reason == "unconfirmed":
            text = Text("No timetable found; it looks impossible but that is not confirmed.", NOT_CONFIRMED)
            talk.say(text, "bold red")
        else:
            talk.say(Text("No timetable was found in this time.", "这段时间内没有找到课表。"), "bold red")
        return
    least = Text("proven fewest", "已证明最少")
    if ended.moved > ended.moved_bound:
        least = Text("at least {b}", "至少 {b}").format(b=ended.moved_bound)
    if ended.budget is not None and ended.moved_bound < ended.budget:
        least = Text("within {n}", "不超过 {n}").format(n=ended.budget)
    text = Text("{n} lessons move ({least}); points lost {v}.", "动 {n} 节（{least}）；扣分 {v}。")
    if ended.lessons != ended.moved:
        text = Text(
            "{n} lessons move, weighing {m} ({least}); points lost {v}.",
            "动 {n} 节，权重合计 {m}（{least}）；扣分 {v}。",
        )
    if ended.covers:
        text = Text(
            "{n} lessons move, others take {c}: {m} points ({least}); points lost {v}.",
            "动 {n} 节，代课 {c} 节，合计 {m}（{least}）；扣分 {v}。",
        )
    assert ended.value is not None
    facts = {"n": ended.lessons, "m": ended.moved, "c": ended.covers, "v": points(ended.value)}
    talk.say(text, "bold green", least=least, **facts)
    if ended.budget is not None and ended.moved > ended.budget:
        text = Text(
            "More than the budget of {n}: no repair found keeps it.", "超过限额 {n}：没有找到不超过限额的改法。"
        )
        talk.say(text, "bold yellow", n=ended.budget)
    say_offers(talk, school.problem, ended.offers)
    if ended.changes is not None:
        say_changes(talk, school.problem, school.rules, ended.changes)


NOT_CONFIRMED = "没有排出来；看起来排不出来，但还没有证实。"


def _write(talk: Talk, school: School, ended: Repaired, outs: list[Path], path: Path) -> bool:
    """Write the outputs; whether all could be written."""
    if ended.timetable is None:
        return True
    report = judge(school.problem, ended.timetable, school.rules, evidence=True)
    report = replace(report, unchecked=school.imported.unchecked)
    notes: list[Note] = []
    written, wrong = write_all(school.problem, ended.timetable, report, outs, talk.lang, source=path, notes=notes)
    say_notes(talk, notes)
    for out in written:
        talk.say(Text("written: {out}", "已写出：{out}"), out=out)
        talk.event(event="written", path=str(out), draft=False)
    if wrong:
        talk.faults(wrong, written=True)
    return not wrong
