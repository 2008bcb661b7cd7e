"""One job in a process of its own: `python -m scheduler.jobs.worker`.

The first line of its input is a `Task`; its output is events, one JSON object a line, the last of them its last word
(see `store.told.SAYS_ENDS`, or `failed`). A line `stop` asks it to end soon with the best it has. When its input
closes it ends at once: whoever asked is gone. It knows no database, and writes nothing but events.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

import scheduler
from scheduler.domain.text import FaultyInput, Text
from scheduler.jobs.request import CRASH, Failed, Task
from scheduler.jobs.teller import Teller

DONE, FAILED, ORPHANED = 0, 1, 75
NICE = 3
"""While both want the processor, a page's answer gets twice the share of a search."""
ROOT = Path(scheduler.__file__).parents[1]
FAULTY = Text("The school has faults; nothing was searched.", "学校资料有错误，没有开始计算。")
ABSENT = Text("This version of the program cannot answer that.", "这个版本的程序还不能回答这个问题。")
MEMORY = Text("The memory was not enough for this school.", "内存不够，无法计算这所学校。")


class Asked:
    """Whether the job was asked to stop; a wish that comes before there is anything to cancel is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancel: Callable[[], None] | None = None
        self._asked = False

    def ask(self) -> None:
        """Stop soon."""
        with self._lock:
            self._asked = True
            if self._cancel is not None:
                self._cancel()

    def meant_for(self, cancel: Callable[[], None]) -> None:
        """From now on `cancel` is what stops the job."""
        with self._lock:
            self._cancel = cancel
            if self._asked:
                cancel()


def main() -> int:
    """Do the job on the standard input."""
    out = _own_output()
    teller, asked = Teller(out, lambda: os._exit(ORPHANED)), Asked()
    line = sys.stdin.buffer.readline()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    failed = _work(line, teller, asked)
    if failed is not None:
        teller.tell(failed)
    teller.close()
    return DONE if failed is None else FAILED


def _work(line: bytes, teller: Teller, asked: Asked) -> Failed | None:
    """Tell all events of the job; what went wrong, if anything did."""
    try:
        task = Task.model_validate_json(line)
        from scheduler.jobs.kinds import begin

        answer = begin(task)
        asked.meant_for(answer.cancel)
        if hasattr(os, "nice"):
            with contextlib.suppress(OSError):
                os.nice(NICE)
        for event in answer:
            teller.tell(event)
    except FaultyInput as error:
        faults = tuple(asdict(fault) for fault in error.faults)
        return Failed(seconds=0.0, reason="faulty", words=FAULTY, faults=faults)
    except MemoryError:
        return Failed(seconds=0.0, reason="memory", words=MEMORY)
    except ModuleNotFoundError as error:
        absent = (error.name or "").startswith("scheduler.services.")
        return Failed(seconds=0.0, reason="absent", words=ABSENT) if absent else _crashed(error)
    except Exception as error:  # the process ends here: whatever it was is told
        return _crashed(error)
    return None


def _crashed(error: Exception) -> Failed:
    """What is known of an exception except its words, which may name people."""
    kind = "Task" if isinstance(error, ValidationError) else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    where = tuple(f"{_short(frame.filename)}:{frame.lineno}" for frame in frames[-12:])
    return Failed(seconds=0.0, reason="crash", words=CRASH, kind=kind, where=where)


def _short(name: str) -> str:
    path = Path(name)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def _listen(stream: BinaryIO, asked: Asked) -> None:
    for line in stream:
        if line.strip() == b"stop":
            asked.ask()
    os._exit(ORPHANED)


def _own_output() -> BinaryIO:
    """The standard output for events alone; what libraries print goes where errors go."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


if __name__ == "__main__":
    os._exit(main())  # the listening thread may be in the middle of a read, which a plain end waits for
