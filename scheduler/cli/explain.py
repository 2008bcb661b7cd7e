"""`qingke explain`: why a school has no timetable, and what would give it one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scheduler.answers import Explained, WayOut
from scheduler.cli.console import DONE, IMPOSSIBLE, INTERRUPTED, UNDECIDED, Talk
from scheduler.cli.progress import Progress
from scheduler.cli.report import say_notes, say_partly, say_school
from scheduler.cli.stopping import Stopping
from scheduler.domain.text import Text
from scheduler.services.load import load

MOST_LINES = 20
STEPS = {
    "counting": Text("Shown by counting.", "依据：点数就能看出。"),
    "flow": Text("Shown by matching lessons to days, people and places.", "依据：把课与每天的时段、教师、场地配对。"),
    "lp": Text("Shown by adding up the rules.", "依据：把各条规定加起来算。"),
    "core": Text("Shown by timetabling again and again.", "依据：反复去掉规定重新排课。"),
}


def run_explain(path: Path, talk: Talk, *, seconds: float, workers: int, ways: int) -> int:
    """Explain a school; returns the exit code."""
    school = load(path)
    say_school(talk, school.problem)
    say_notes(talk, school.imported.notes)
    say_partly(talk, school.imported.unchecked)

    from scheduler.engine.settings import Settings, cores
    from scheduler.services.explain import Explaining

    explaining = Explaining(school, Settings(seconds=seconds, workers=workers or cores()), ways=ways)
    explained: Explained | None = None
    with Stopping(explaining.cancel) as stopping, Progress(talk) as progress:
        for event in explaining:
            if isinstance(event, Explained):
                explained = event
            else:
                progress.show(event)
    assert explained is not None
    _say(talk, explaining.lines(explained), explained, asked=ways > 0)
    talk.event(**_fields(talk, explained), interrupted=stopping.asked, unchecked=school.imported.unchecked)
    if stopping.asked:
        return INTERRUPTED
    if explained.status == "feasible" and school.imported.unchecked:
        return UNDECIDED
    return {"impossible": IMPOSSIBLE, "feasible": DONE}.get(explained.status, UNDECIDED)


def _say(talk: Talk, lines: list[Text], explained: Explained, *, asked: bool) -> None:
    """The conflict, rule by rule, and the ways out, cheapest first."""
    good = explained.status == "feasible"
    talk.say(explained.words, "bold green" if good else "bold red")
    for line in lines[:MOST_LINES]:
        talk.say(Text("  ✗ {line}", "  ✗ {line}"), "red", line=line)
    if len(lines) > MOST_LINES:
        talk.say(Text("  … and {n} more", "  ……另有 {n} 条"), "red", n=len(lines) - MOST_LINES)
    if not explained.conflict:
        return
    talk.say(Text("  {c} {p}", "  {c}{p}"), "dim", c=explained.checked, p=STEPS[explained.proof])
    if explained.also is not None:
        talk.say(Text("  ! {a}", "  ! {a}"), "yellow", a=explained.also)
    if asked:
        _say_ways(talk, explained.ways_out)


def _say_ways(talk: Talk, ways: tuple[WayOut, ...]) -> None:
    if not ways:
        talk.say(Text("No way out was found in this time.", "这段时间里没有找到可行的出路。"), "yellow")
        return
    head = Text(
        "Ways out, each tried: with it there is a timetable. The cheapest first:",
        "出路（每一条都试排过，改了就排得出来），代价小的在前：",
    )
    talk.say(head, "bold")
    for number, way in enumerate(ways, start=1):
        talk.say(Text("  {n}. {w}", "  {n}. {w}"), "green", n=number, w=way.words)


def _fields(talk: Talk, explained: Explained) -> dict[str, Any]:
    """The event as a program reads it: sentences in the language asked for."""
    lang = talk.lang
    fields = explained.model_dump(mode="json")

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return value[lang] if set(value) == {"en", "zh"} else {name: plain(one) for name, one in value.items()}
        return [plain(one) for one in value] if isinstance(value, list) else value

    return {name: plain(value) for name, value in fields.items()}
