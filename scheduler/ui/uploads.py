"""Files people drag in: written where a reader of files finds them, read, and gone again."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.ui import state
from scheduler.ui.state import say

R = TypeVar("R")
PLACE, WRONG, RIGHT = Text("where", "位置"), Text("what is wrong", "哪里不对"), Text("what would be right", "怎样才对")
COUNT = Text(
    "{n} things to mend. Mend them in the file, save it, and drag it in again.",
    "有 {n} 处要改。请在原文件中改好、保存，再拖进来。",
)


def read_upload(file: UploadedFile, read: Callable[[Path], R]) -> R | list[Fault]:
    """What `read` makes of an uploaded file, or every fault in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(file.name)
        path.write_bytes(file.getvalue())
        try:
            return read(path)
        except FaultyInput as error:
            return error.faults


def safe_name(name: str) -> str:
    """A file's name that cannot lead anywhere else."""
    kept = re.sub(r"[^\w.\-()（）一-鿿 ]", "_", Path(name.replace("\\", "/")).name)
    return kept.lstrip(".")[-120:] or "file"


def show_faults(faults: list[Fault]) -> None:
    """Every fault with its cell, as a table."""
    lang = state.lang()
    st.error(say(COUNT, n=len(faults)), icon=":material/error:")
    places = ["!".join(p for p in (fault.sheet, fault.cell) if p) or fault.where for fault in faults]
    st.dataframe(
        {
            say(PLACE): places,
            say(WRONG): [fault.wrong.to(lang) for fault in faults],
            say(RIGHT): [fault.right.to(lang) for fault in faults],
        },
        hide_index=True,
        width="stretch",
    )
