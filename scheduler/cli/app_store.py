"""The command about the store of the pages."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.console import Talk
from scheduler.cli.options import Json, LangOption, lang_of


def store(
    action: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[list | backup FILE | export SCHOOL FILE | import FILE | delete SCHOOL]",
            help="列出、备份、导出、导入、删除 / list, copy, hand over, bring back, delete",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="确定删除 / delete indeed")] = False,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """网页的数据在哪里，备份与删除 / where the pages keep schools; copies, deletion."""
    from scheduler.cli.store import run_store

    raise typer.Exit(run_store(list(action or ()), Talk(lang_of(lang), as_json=json), sure=yes))
