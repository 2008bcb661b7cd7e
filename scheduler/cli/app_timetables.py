"""Commands about finished timetables: two of them compared, the places of one lesson."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import Talk
from scheduler.cli.options import Json, LangOption, Report, School, Week, lang_of


def compare(
    school: School,
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="原来的课表 / the timetable before")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="现在的课表 / the timetable after")],
    out: Report = None,
    week: Week = None,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """对照两份课表 / compare two timetables: lessons, rules, people."""
    from scheduler.cli.compare import run_compare

    talk = Talk(lang_of(lang), as_json=json)
    raise typer.Exit(run_compare(school, before, after, list(out or ()), talk, week=week))


def places(
    school: School,
    timetable: Annotated[Path, typer.Argument(metavar="TIMETABLE", help="课表 / a timetable")],
    who: Annotated[str, typer.Argument(metavar="CLASS", help="班级、分组、教师或场地 / class, group, teacher or room")],
    day: Annotated[str, typer.Argument(metavar="DAY", help="周几 / the day")],
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="第几节 / the period")],
    chains: Annotated[int, typer.Option(min=1, max=3, help="最多几节课一起挪 / lessons that may move")] = 2,
    week: Week = None,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """一节课还能排在哪里 / where else a lesson could stand, and what that costs."""
    from scheduler.cli.places import run_places

    talk = Talk(lang_of(lang), as_json=json)
    raise typer.Exit(run_places(school, timetable, who, day, period, talk, chains=chains, week=week))
