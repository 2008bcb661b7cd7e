"""Read a scenario (YAML or JSON) with the same care as a school."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from scheduler.domain.base import Value
from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.io.faults import validation_faults

MOST_BYTES = 1_000_000
HELP = Text("see docs/how-to/what-if.md for what a scenario may say", "写法见 docs/how-to/what-if.zh-CN.md")
BOOL = "tag:yaml.org,2002:bool"


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are yes and no: in YAML 1.1 `off` is one too, and here it is a field.

    Aliases are refused: a few lines of them can stand for more values than fit into memory.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != BOOL]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(BOOL, re.compile("^(?:true|false)$"), list("tf"))


class _Scenarios(Value):
    """A file of several scenarios."""

    scenarios: tuple[Scenario, ...] = Field(min_length=1, max_length=200)


def read_scenario(path: Path) -> Scenario:
    """The one scenario in a file.

    Raises:
        FaultyInput: with every fault and where it stands.
    """
    found = read_scenarios(path)
    if len(found) != 1:
        wrong = Text(f"holds {len(found)} scenarios", f"有 {len(found)} 个方案")
        right = Text("use `qingke whatif`, or a file with one", "请用 qingke whatif，或只写一个方案的文件")
        raise FaultyInput([Fault(path.name, wrong, right)])
    return found[0]


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """The scenarios in a file: one, or a list under `scenarios`; one without a name is called as the file.

    Raises:
        FaultyInput: with every fault and where it stands.
    """
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise FaultyInput([_fault(str(path), "cannot be read as a scenario", "不能作为方案文件读取")])
    try:
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise FaultyInput([_fault(where, "is not YAML or JSON", "不是 YAML 或 JSON")]) from None
    several = isinstance(content, dict) and "scenarios" in content
    try:
        found = _Scenarios.model_validate(content).scenarios if several else (Scenario.model_validate(content),)
    except ValidationError as error:
        faults = validation_faults(error)
        raise FaultyInput(
            [replace(f, where=f.where or path.name, right=f.right if f.right.zh else HELP) for f in faults]
        ) from None
    names = Counter(one.name for one in found)
    if twice := [name for name, count in names.items() if count > 1]:
        wrong = Text(f"two scenarios are called “{twice[0]}”", f"有两个方案都叫“{twice[0]}”")
        raise FaultyInput([Fault(path.name, wrong, Text("give each its own name", "请分别取名"))])
    return tuple(one if one.name else one.model_copy(update={"name": path.stem[:200]}) for one in found)


def holds_scenarios(path: Path) -> bool:
    """Whether a file is one of scenarios, by its content: YAML or JSON that speaks of changes."""
    if path.suffix.lower() in (".yml", ".yaml"):
        return True
    with path.open("rb") as stream:
        head = stream.read(64)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"[") or path.stat().st_size > MOST_BYTES:
        return False
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and "lessons" not in content and not isinstance(content.get("timetable"), dict)


def _fault(where: str, en: str, zh: str) -> Fault:
    return Fault(where=where, wrong=Text(en, zh), right=HELP)
