"""The options of `qingke repair`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import Talk
from scheduler.cli.options import Json, LangOption, Out, School, lang_of


def repair(
    school: School,
    timetable: Annotated[
        Path, typer.Argument(metavar="TIMETABLE", help="原课表 .json .csv .xlsx / the timetable as it was")
    ],
    out: Out = None,
    scenario: Annotated[Path | None, typer.Option(help="先作这些改动 / make these changes first")] = None,
    weeks: Annotated[str, typer.Option(metavar="A-B", help="只管这几周，如 6-7 / for these weeks alone")] = "",
    budget: Annotated[
        int | None, typer.Option(min=0, max=10**6, help="为了更好，最多可以动多少 / what moves may cost for quality")
    ] = None,
    front: Annotated[bool, typer.Option("--front", help="多动几节换来多少 / what more moves would gain")] = False,
    cover: Annotated[bool, typer.Option("--cover", help="找人代课 / offer cover and substitutes")] = False,
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="最多用几秒 / time limit")] = 30.0,
    workers: Annotated[int, typer.Option(min=0, max=64, help="并行数，0 为全部核 / 0 = all cores")] = 0,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 / random seed")] = 0,
    day_change: Annotated[int, typer.Option(min=0, max=1000, help="换到别的天加多少 / more where the day changes")] = 0,
    weigh: Annotated[
        list[str] | None, typer.Option(metavar="NAME=N", help="谁的课动一节算 N / how much a lesson of these counts")
    ] = None,
    published: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="课表已公布的年级、班级 / grades, classes already published"),
    ] = None,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """课表要改时，只动最少的课 / after a change, move the fewest lessons."""
    from scheduler.cli.repair import run_repair, weights_of

    talk = Talk(lang_of(lang), as_json=json)
    raise typer.Exit(
        run_repair(
            school,
            timetable,
            list(out or ()),
            talk,
            seconds=seconds,
            workers=workers,
            seed=seed,
            scenario=scenario,
            weeks=weeks,
            budget=budget,
            front=front,
            cover=cover,
            weights=weights_of(day_change, weigh or (), published or ()),
        )
    )
