"""What the commands have in common: the school, outputs, the language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import default_lang
from scheduler.domain.text import Lang

School = Annotated[
    Path,
    typer.Argument(
        metavar="SCHOOL", help="学校文件: 工作簿 .xlsx、.json 或 CSV 文件夹 / the school's workbook, JSON or CSV folder"
    ),
]
Out = Annotated[
    list[Path] | None,
    typer.Option("-o", "--out", metavar="OUT", help="写到 .xlsx .csv .json .fet，可重复 / write here, repeatable"),
]
Json = Annotated[bool, typer.Option("--json", help="每行一个 JSON 事件 / one JSON event a line")]
Week = Annotated[
    int | None,
    typer.Option("--week", min=1, max=60, metavar="N", help="学期第几周的教师 / with the teachers of this week"),
]
LangOption = Annotated[str, typer.Option("--lang", metavar="zh|en", help="语言 / language")]
Report = Annotated[
    list[Path] | None,
    typer.Option("-o", "--out", metavar="OUT", help="写到 .xlsx .html .json，可重复 / write here, repeatable"),
]


def lang_of(word: str) -> Lang:
    """The chosen language, or the system's."""
    if word not in ("", "zh", "en"):
        raise typer.BadParameter("zh | en", param_hint="--lang")
    return "zh" if word == "zh" else "en" if word == "en" else default_lang()
