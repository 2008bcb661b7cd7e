"""Validation errors in a dean's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from scheduler.domain.text import Fault, FaultyInput, Text

SHOWN = 200
"""Faults shown of one input; the rest is a number."""

_WORDS: dict[str, Text] = {
    "missing": Text("is missing", "缺少这一项"),
    "extra_forbidden": Text("is not a known field", "没有这个字段"),
    "string_type": Text("should be text", "应为文字"),
    "string_too_long": Text("is longer than {max_length} characters", "超过 {max_length} 个字"),
    "string_too_short": Text("is empty", "不能为空"),
    "int_type": Text("should be a whole number", "应为整数"),
    "int_parsing": Text("should be a whole number", "应为整数"),
    "int_from_float": Text("should be a whole number", "应为整数"),
    "int_parsing_size": Text("is too large a number", "数字太大"),
    "bool_type": Text("should be true or false", "应为是或否"),
    "bool_parsing": Text("should be true or false", "应为是或否"),
    "greater_than_equal": Text("is less than {ge}", "小于 {ge}"),
    "less_than_equal": Text("is more than {le}", "大于 {le}"),
    "too_short": Text("has fewer than {min_length} entries", "少于 {min_length} 项"),
    "too_long": Text("has more than {max_length} entries", "多于 {max_length} 项"),
    "enum": Text("is none of {expected}", "不是以下之一：{expected}"),
    "literal_error": Text("is none of {expected}", "不是以下之一：{expected}"),
    "tuple_type": Text("should be a list", "应为列表"),
    "dict_type": Text("should be an object", "应为对象"),
    "model_type": Text("should be an object", "应为对象"),
}


def path_of(location: Iterable[str | int]) -> str:
    """`courses[3].parts[0].count`."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path[:300]


def words_of(error: Mapping[str, Any]) -> Text:
    """One validation error as a sentence."""
    words = _WORDS.get(error["type"])
    if words is None:
        return Text(f"cannot be read ({error['msg']})", f"无法识别（{error['msg']}）")
    return words.format(**error.get("ctx", {}))


def validation_faults(error: ValidationError) -> list[Fault]:
    """Every error of a validation, with its path."""
    details = error.errors(include_url=False, include_input=False)
    places = [path_of(d["loc"]) for d in details]
    return [
        Fault(where=place, wrong=words_of(detail))
        for place, detail in zip(places, details, strict=True)
        if detail["type"] != "too_short" or not any(other.startswith(f"{place}[") for other in places)
    ]


def faulty(where: str, wrong: Text, right: Text | None = None) -> FaultyInput:
    """An input with one fault."""
    return FaultyInput([Fault(where=where, wrong=wrong, right=right or Text("", ""))])


_OPENING: dict[type[Exception], Text] = {
    FileNotFoundError: Text("there is no such file", "没有这个文件"),
    PermissionError: Text("this file may not be read", "没有读这个文件的权限"),
    IsADirectoryError: Text("this is a folder", "这是文件夹，不是文件"),
}


def unopened(name: str, error: OSError | ValueError) -> FaultyInput:
    """A file that cannot be opened, with the reason in words where it is a common one."""
    told = _OPENING.get(type(error))
    if told is None:
        reason = getattr(error, "strerror", None) or str(error)
        told = Text(f"cannot open the file ({reason})", f"无法打开文件（{reason}）")
    return faulty(name, told)


def capped(found: list[Fault]) -> list[Fault]:
    """The first faults, and how many more there are."""
    if len(found) <= SHOWN:
        return found
    more = len(found) - SHOWN
    return [
        *found[:SHOWN],
        Fault("…", Text(f"{more} more faults are not shown", f"另有 {more} 处问题未列出")),
    ]
