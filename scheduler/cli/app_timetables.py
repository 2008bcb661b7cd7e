"""Commands about finished timetables: two of them compared, the places of one lesson, others as good."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import Talk
from scheduler.cli.options import Json, LangOption, Out, Report, School, Week, lang_of


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


def alternatives(
    school: School,
    timetable: Annotated[
        Path | None, typer.Argument(metavar="[TIMETABLE]", help="已有的课表；不写就先排一份 / beside this one")
    ] = None,
    out: Out = None,
    count: Annotated[int, typer.Option("-n", "--count", min=1, max=20, help="要几份 / how many")] = 3,
    differ: Annotated[
        str, typer.Option(metavar="lessons|half-days", help="哪一样要不同：课的时间，教师半天有无课 / what must differ")
    ] = "lessons",
    least: Annotated[int, typer.Option(min=0, help="至少差几个，0 为十分之一 / at least; 0 = a tenth")] = 0,
    classes: Annotated[list[str] | None, typer.Option("--class", help="只看这些班，可重复 / of these classes")] = None,
    teachers: Annotated[list[str] | None, typer.Option("--teacher", help="只看这些教师 / of these teachers")] = None,
    subjects: Annotated[list[str] | None, typer.Option("--subject", help="只看这些科目 / of these subjects")] = None,
    loss: Annotated[int | None, typer.Option(min=0, help="最多多扣几分 / points that may be lost more")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="一共最多几秒 / time limit in all")] = 120.0,
    workers: Annotated[int, typer.Option(min=0, max=64, help="并行数，0 为全部核 / 0 = all cores")] = 0,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 / random seed")] = 0,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """几份都好又确实不同的课表 / several good timetables that really differ."""
    from scheduler.cli.alternatives import run_alternatives

    if differ not in ("lessons", "half-days"):
        raise typer.BadParameter("lessons | half-days", param_hint="--differ")
    talk = Talk(lang_of(lang), as_json=json)
    code = run_alternatives(
        school,
        timetable,
        list(out or ()),
        talk,
        count=count,
        what=differ.replace("-", "_"),
        names=(list(classes or ()), list(teachers or ()), list(subjects or ())),
        least=least,
        loss=loss,
        seconds=seconds,
        workers=workers,
        seed=seed,
    )
    raise typer.Exit(code)
