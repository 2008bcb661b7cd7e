"""The options of `qingke whatif`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import Talk
from scheduler.cli.options import Json, LangOption, School, lang_of


def whatif(
    school: School,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TIMETABLE] SCENARIO …",
            help="原课表；方案文件或“方案”表中的名称（不写：全部） / timetable; scenario files or names",
        ),
    ] = None,
    out: Annotated[
        list[Path] | None,
        typer.Option("-o", "--out", metavar="OUT", help="报告 .xlsx .html，单个方案的课表 .json .csv / write here"),
    ] = None,
    prices: Annotated[bool, typer.Option("--prices", help="每条规则的代价 / what each rule costs")] = False,
    seconds: Annotated[
        float | None,
        typer.Option(
            min=0.1, max=86400, help="每个方案最多几秒，默认 60；--prices 每条 8 / for each scenario, 60; each price, 8"
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, max=64, help="同时算几个，0 为全部核 / side by side, 0 = all cores")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 / random seed")] = 0,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """方案推演：如果……会怎样 / what if."""
    talk = Talk(lang_of(lang), as_json=json)
    if prices:
        from scheduler.cli.prices import run_prices

        code = run_prices(school, list(words or ()), list(out or ()), talk, seconds=seconds, workers=workers, seed=seed)
        raise typer.Exit(code)
    from scheduler.cli.whatif import run_whatif

    code = run_whatif(
        school, list(words or ()), list(out or ()), talk, seconds=seconds or 60.0, workers=workers, seed=seed
    )
    raise typer.Exit(code)
