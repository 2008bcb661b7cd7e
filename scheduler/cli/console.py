"""What the command line says: language, faults, verdicts, progress. The only place that prints."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.markup import escape

from scheduler.domain.text import Fault, Lang, Text

DONE, BROKEN, FAULTY, IMPOSSIBLE, UNDECIDED, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130


def default_lang() -> Lang:
    """English where the system speaks English, else Chinese; QINGKE_LANG decides where set."""
    word = os.environ.get("QINGKE_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if word.lower().startswith("en") else "zh"


class _Terminal(Console):
    """A console that lets its owner know when nobody reads it any more."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Talk:
    """Speaks one language to a terminal or, with `as_json`, one JSON object a line to a program.

    Where the reader goes away (`deaf`), it falls silent: what is being made is still made.
    """

    def __init__(self, lang: Lang, *, as_json: bool = False) -> None:
        self.lang: Lang = lang
        self.as_json = as_json
        self.deaf = False
        self.out: Console = _Terminal(highlight=False, soft_wrap=True)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, text: Text, style: str = "", **facts: Any) -> None:
        """One line for a person; silent in JSON mode."""
        if self.as_json or self.deaf:
            return
        try:
            self.out.print(escape(text.format(**facts).to(self.lang) if facts else text.to(self.lang)), style=style)
        except BrokenPipeError:
            self._hang_up()

    def event(self, **fields: Any) -> None:
        """One line for a program; silent otherwise."""
        if not self.as_json or self.deaf:
            return
        try:
            sys.stdout.write(json.dumps(fields, ensure_ascii=False, default=str) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            self._hang_up()

    def _hang_up(self) -> None:
        """Nobody reads: say no more, and let what is buffered go nowhere when the program ends."""
        self.deaf = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def faults(self, faults: Iterable[Fault], *, written: bool = False) -> None:
        """Every fault of an input: in JSON mode as an event, else as lines on stderr."""
        found = list(faults)
        if self.as_json:
            self.event(
                event="faulty",
                faults=[
                    {
                        "where": f.where,
                        "sheet": f.sheet,
                        "cell": f.cell,
                        "wrong": f.wrong.to(self.lang),
                        "right": f.right.to(self.lang),
                    }
                    for f in found
                ],
            )
            return
        head = Text("{n} places to put right; nothing was written:", "有 {n} 处需要更正（没有写出任何文件）：")
        if written:
            head = Text("{n} outputs could not be written:", "有 {n} 个文件没有写出：")
        self.err.print(escape(head.format(n=len(found)).to(self.lang)), style="bold red")
        for fault in found:
            self.err.print("  " + escape(fault.to(self.lang)))
