"""`qingke serve` and its options."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.console import Talk
from scheduler.cli.options import Json, LangOption, lang_of


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口 / port")] = 8501,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="不自动打开浏览器 / do not open the browser")
    ] = False,
    json: Json = False,
    lang: LangOption = "",
) -> None:
    """在浏览器里用（只在本机） / use it in a browser, on this computer alone."""
    from scheduler.cli.serve import run_serve

    raise typer.Exit(run_serve(port, Talk(lang_of(lang), as_json=json), browser=not no_browser))
