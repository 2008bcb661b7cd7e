"""Which of FET's modes a file is made for: its Mode, in older files the end of its version. Only one is read."""

from __future__ import annotations

import re

from scheduler.domain.text import Fault, Text, same
from scheduler.io.fet.xml import Element, said

OFFICIAL = "Official"
MODES = {
    "Mornings_Afternoons": Text("mornings and afternoons", "上下午"),
    "Block_Planning": Text("block planning", "分段规划"),
    "Terms": Text("terms", "学段"),
}
"""Modes whose days are no days of a week, or whose constraints speak of something else."""
ENDINGS = {
    "algeria": "Mornings_Afternoons",
    "morocco": "Mornings_Afternoons",
    "ma": "Mornings_Afternoons",
    "mathmake": "Terms",
    "bp": "Block_Planning",
}
"""How versions of FET 5 made for one mode end, digits left out."""
VERSION = re.compile(r"(\d+)\.\d+(?:\.\d+)*(?:-(.*))?")
SAVE_OFFICIAL = Text(
    "make the timetable in FET, or open it there in Official mode (menu Mode) and save it anew; "
    "then a day is a day and nothing is misread",
    "请用 FET 排这份课表，或在 FET 中换成 Official 模式后重新保存，这样一天就是一天，不会误读",
)
SAVE_NEW = Text("open the file in a new version of FET and save it there", "请用新版 FET 打开后重新保存")


def mode_faults(root: Element) -> list[Fault]:
    """Why a file is not read: no file of FET, of an unknown version, or of a mode other than Official."""
    if root.tag != "fet":
        tag = str(root.tag)[:60]
        wrong = Text(
            f"this is XML, but no file of FET: it begins with <{tag}>", f"是 XML，但不是 FET 的学校文件：开头是 <{tag}>"
        )
        return [Fault("fet", wrong, Text("save the school in FET as .fet", "请在 FET 中把学校另存为 .fet"))]
    version = (root.get("version") or "").strip()
    found = VERSION.fullmatch(version)
    if found is None or found[1] not in ("5", "6"):
        shown = version[:40] or "?"
        return [Fault("fet/@version", Text(f"version {shown} is not read", f"不能读取版本 {shown}"), SAVE_NEW)]
    mode = said(root, "Mode")
    if not mode and found[2]:
        ending = re.match("[a-z]*", found[2])
        mode = ENDINGS.get(ending[0] if ending else "", f"-{found[2]}"[:40])
    if mode in ("", OFFICIAL):
        return []
    wrong = Text(
        "it is made for the mode “{mode}”; only Official is read", "文件为“{mode}”模式，只能读取 Official 模式"
    )
    where = "fet/Mode" if said(root, "Mode") else "fet/@version"
    return [Fault(where, wrong.format(mode=MODES.get(mode, same(mode))), SAVE_OFFICIAL)]
