"""The commands and their options; each command's work is in a file of its own."""

from __future__ import annotations

import os
import sys
import traceback
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from scheduler.cli.app_store import store
from scheduler.cli.app_timetables import alternatives, compare, places
from scheduler.cli.console import FAULTY, INTERNAL, INTERRUPTED, Talk, default_lang
from scheduler.cli.options import Json, LangOption, Out, School, Week, lang_of
from scheduler.cli.repair_command import repair
from scheduler.cli.serve_command import serve
from scheduler.cli.whatif_command import whatif
from scheduler.domain.text import FaultyInput, Lang, Text

app = typer.Typer(
    name="qingke",
    help="轻课 · Qingke: 排课、核查 / generate and verify school timetables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
def check(school: School, json: Json = False, lang: LangOption = "") -> None:
    """读入、核对、预检 / read, cross-check, count."""
    from scheduler.cli.check import run_check

    raise typer.Exit(run_check(school, Talk(lang_of(lang), as_json=json)))


@app.command()
def solve(
    school: School,
    out: Out = None,
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="最多用几秒 / time limit")] = 60.0,
    workers: Annotated[int, typer.Option(min=0, max=64, help="并行数，0 为全部核 / 0 = all cores")] = 0,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 / random seed")] = 0,
    scenario: Annotated[Path | None, typer.Option(help="先作这些改动 / make these changes first")] = None,
    start: Annotated[Path | None, typer.Option(help="从这份课表出发 / start from this timetable")] = None,
    week: Week = None,
    no_draft: Annotated[bool, typer.Option("--no-draft", help="排不出来时不写草稿 / no draft if impossible")] = False,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """排课 / generate a timetable."""
    from scheduler.cli.solve import run_solve

    talk = Talk(lang_of(lang), as_json=json)
    raise typer.Exit(
        run_solve(
            school,
            list(out or ()),
            talk,
            seconds=seconds,
            workers=workers,
            seed=seed,
            scenario=scenario,
            start=start,
            week=week,
            draft=not no_draft,
        )
    )


@app.command()
def verify(
    school: School,
    timetable: Annotated[
        Path, typer.Argument(metavar="TIMETABLE", help="课表 .json .csv .xlsx，FET 的 .xml .fet / a timetable")
    ],
    out: Out = None,
    taught: Annotated[
        Path | None, typer.Option(metavar="LOG", help="巡课记录 .csv .xlsx / the log of lessons as taught")
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(metavar="TIMETABLE", help="以前执行的课表，可重复 / a version in force before, repeatable"),
    ] = None,
    week: Week = None,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """逐条核查一份课表 / judge a timetable, rule by rule."""
    from scheduler.cli.verify import run_verify

    talk = Talk(lang_of(lang), as_json=json)
    raise typer.Exit(
        run_verify(school, timetable, list(out or ()), talk, taught=taught, earlier=list(earlier or ()), week=week)
    )


app.command()(compare)
app.command()(places)
app.command()(repair)
app.command()(serve)
app.command()(alternatives)
app.command()(whatif)
app.command()(store)


@app.command()
def explain(
    school: School,
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="找原因最多用几秒 / to find the reason")] = 60.0,
    workers: Annotated[int, typer.Option(min=0, max=64, help="并行数，0 为全部核 / 0 = all cores")] = 0,
    ways: Annotated[int, typer.Option(min=0, max=10, help="要几条出路 / how many ways out")] = 3,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """为什么排不出来，有哪些出路 / why there is no timetable, and ways out."""
    from scheduler.cli.explain import run_explain

    talk = Talk(lang_of(lang), as_json=json)
    raise typer.Exit(run_explain(school, talk, seconds=seconds, workers=workers, ways=ways))


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN")],
    target: Annotated[
        Path, typer.Argument(metavar="OUT", help=".xlsx、.json、.fet 或文件夹 / .xlsx, .json, .fet or a folder")
    ],
    lang: LangOption = "",
) -> None:
    """转换学校文件的格式 / convert a school file."""
    from scheduler.cli.files import run_convert

    raise typer.Exit(run_convert(source, target, Talk(lang_of(lang))))


@app.command()
def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx")],
    filled: Annotated[str, typer.Option(help="用示例学校填好，如 primary_36 / filled with this sample")] = "",
    lang: LangOption = "",
) -> None:
    """写出空白（或示例）工作簿 / write the empty or a filled workbook."""
    from scheduler.cli.files import run_template

    raise typer.Exit(run_template(out, filled, Talk(lang_of(lang))))


@app.command()
def schema() -> None:
    """学校 JSON 文件的结构 / the JSON Schema of a school."""
    from scheduler.cli.files import run_schema

    raise typer.Exit(run_schema())


@app.command()
def bench(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SIZE … | fet [FILE …] | answers]", help="班数，fet 与文件，或 answers / sizes, …"),
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="表格写到这里 / write the table here")] = None,
    every: Annotated[bool, typer.Option("--all", help="fet：全部正式文件 / every official file")] = False,
    seconds: Annotated[float, typer.Option(min=5, max=86400, help="fet：每个程序几秒 / for each program")] = 120.0,
    coverage: Annotated[bool, typer.Option("--coverage", help="fet：读懂多少 / how much is understood")] = False,
    lang: LangOption = "",
) -> None:
    """测速度和内存；与 FET 对照 / measure speed and memory; measure beside FET."""
    tell = partial(Talk(lang_of(lang)).out.print, markup=False)
    if names and names[0] == "fet":
        from scheduler.bench.fet import run_fet_bench

        code = run_fet_bench(names[1:], out, tell, every=every, seconds=seconds, coverage=coverage)
        raise typer.Exit(code)
    if names and names[0] == "answers":
        from scheduler.bench.answers_table import run_answers_bench

        raise typer.Exit(run_answers_bench(out, tell))
    from scheduler.bench import run_bench

    raise typer.Exit(run_bench(list(names or ()), out, tell))


def main() -> None:
    """Run the command line; every way it can end has its exit code (docs/how-to/command-line.md)."""
    for output in (sys.stdout, sys.stderr):
        if hasattr(output, "reconfigure"):
            output.reconfigure(encoding="utf-8", errors="replace")
    words = sys.argv[1:]
    asked = [value for option, value in pairwise(words) if option == "--lang"]
    lang: Lang = "en" if asked == ["en"] else "zh" if asked == ["zh"] else default_lang()
    talk = Talk(lang, as_json="--json" in words)
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except TyperException as error:  # an unknown command or option, or none at all: then the message is the help
        talk.err.print(error.format_message(), markup=False)
        sys.exit(FAULTY)
    except FaultyInput as error:
        talk.faults(error.faults)
        sys.exit(FAULTY)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(INTERRUPTED)
    except Exception as error:  # the last resort: a person reads this, so no traceback
        if os.environ.get("QINGKE_DEBUG"):
            traceback.print_exc()
        place = traceback.extract_tb(error.__traceback__)[-1]
        spot = f"{type(error).__name__} @ {Path(place.filename).name}:{place.lineno}"
        wrong = Text(
            "An internal fault ({spot}). Nothing was written. Set QINGKE_DEBUG=1 for details.",
            "程序内部出错（{spot}），没有写出文件。设 QINGKE_DEBUG=1 可看细节。",
        )
        talk.event(event="failed", where=spot)
        talk.err.print(wrong.format(spot=spot).to(lang), style="bold red", markup=False)
        sys.exit(INTERNAL)
