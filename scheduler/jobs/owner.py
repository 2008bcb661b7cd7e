"""Which server a job's process belongs to, and whether that server still lives."""

from __future__ import annotations

import os
import platform
import secrets
import sys
import time

SILENT_SECONDS = 15.0
"""A server that has said nothing for so long is gone; it speaks every two seconds."""


HERE: set[str] = set()
"""Owners in this process."""


def host() -> str:
    """This computer's name."""
    return (platform.node() or "localhost").replace("|", "-")[:120]


def new_owner() -> str:
    """A name for this server process: host|process|token. The token tells it from an earlier one of that number."""
    return f"{host()}|{os.getpid()}|{secrets.token_hex(6)}"


def lives(owner: str, beat: float) -> bool:
    """Whether the owner of a job lives; `beat` is when it last spoke."""
    if owner in HERE:
        return True
    where, number, _ = owner.split("|")
    if where == host() and (int(number) == os.getpid() or not _runs(int(number))):
        return False  # on our own computer it is known at once
    return time.time() - beat < SILENT_SECONDS


def _runs(number: int) -> bool:
    """Whether there is a process of this number, as far as the system lets us ask without harm."""
    if sys.platform == "win32":
        return True  # os.kill would end it there
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
