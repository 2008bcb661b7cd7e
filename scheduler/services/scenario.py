"""Read a scenario (YAML or JSON) with the same care as a school."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import ValidationError

from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Fault, FaultyInput, Text

MOST_BYTES = 1_000_000
BOOL = "tag:yaml.org,2002:bool"


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are yes and no: in YAML 1.1 `off` is one too, and here it is a field."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != BOOL]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(BOOL, re.compile("^(?:true|false)$"), list("tf"))


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file.

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
    try:
        return Scenario.model_validate(content)
    except ValidationError as error:
        raise FaultyInput(
            [
                _fault(".".join(map(str, e["loc"])) or path.name, e["msg"], f"内容不对：{e['msg']}")
                for e in error.errors()
            ]
        ) from None


def _fault(where: str, en: str, zh: str) -> Fault:
    right = Text("see docs/how-to/what-if.md for what a scenario may say", "写法见 docs/how-to/what-if.zh-CN.md")
    return Fault(where=where, wrong=Text(en, zh), right=right)
