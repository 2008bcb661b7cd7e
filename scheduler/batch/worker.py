"""A worker process: tasks come on its input, answers go to its output; it ends when its input does."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from typing import IO

from scheduler.batch.processes import receive, send
from scheduler.batch.running import HERE


def main() -> None:
    """Work until the input ends. What a task prints goes where errors go, for the output carries answers."""
    for number in (signal.SIGINT, signal.SIGTERM):  # whoever started it decides when to stop
        signal.signal(number, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    while True:
        send(answers, _answer(tasks.get()))


def _listen(source: IO[bytes], tasks: queue.SimpleQueue[bytes]) -> None:
    """Take messages; an empty one says to stop what runs."""
    while (message := receive(source)) is not None:
        if message:
            HERE.clear()
            tasks.put(message)
        else:
            HERE.set()
    os._exit(0)


def _answer(message: bytes) -> bytes:
    """(True, result), or (False, what went wrong in words): not every exception can be sent."""
    try:
        function, args, kwargs = pickle.loads(message)
        return pickle.dumps((True, function(*args, **kwargs)))
    except Exception as error:
        return pickle.dumps((False, f"{type(error).__name__}: {error}"))


if __name__ == "__main__":
    main()
