"""Rule settings, scopes, exceptions as text: `limit=2; periods=1,6` · `年级=三年级` · `王敏: limit=4 (孕期)`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from scheduler.domain.policy import RuleException, Scope
from scheduler.domain.text import Lang, Text
from scheduler.io.workbook import plain
from scheduler.io.workbook.names import Finder, Names, Several
from scheduler.io.workbook.sheets import NOTHING

_YES, _NO, _NONE = {"zh": "是", "en": "yes"}, {"zh": "否", "en": "no"}, {"zh": "无", "en": "none"}
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("是", "yes", "true"), True),
    **dict.fromkeys(("否", "no", "false"), False),
    **dict.fromkeys(("无", "none", "null"), None),
}
_OFF = frozenset(("关", "off", "不用", "停用"))
SPECIAL = plain.SEPARATORS + "=:()[]{}|"
SCOPE_WORDS: dict[str, tuple[Text, Callable[[Names], Finder | Several]]] = {
    "grades": (Text("grades", "年级"), lambda n: n.grades),
    "classes": (Text("classes", "班级"), lambda n: n.pupils),
    "teachers": (Text("teachers", "教师"), lambda n: n.teachers),
    "groups": (Text("groups", "教师组"), lambda n: n.gathered),
    "subjects": (Text("subjects", "科目"), lambda n: n.subjects),
}
_SCOPES = {plain.key(w): field for field, (t, _) in SCOPE_WORDS.items() for w in (t.en, t.zh, t.en.rstrip("s"))}


class Misread(ValueError):
    """A text that cannot be understood; carries what is wrong and what would be right."""

    def __init__(self, wrong: Text, right: Text = NOTHING) -> None:
        super().__init__(wrong.en)
        self.wrong, self.right = wrong, right


def read_params(raw: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """Settings by id; `labels` gives ids by label."""
    out: dict[str, Any] = {}
    for piece in plain.split(raw, ";；\n"):
        name, equals, value = _partition(piece)
        if not equals:
            raise Misread(
                Text(f"“{piece[:40]}” is no setting", f"“{piece[:40]}”不是设置"),
                Text("write name=value; name=value", "写法：名称=值; 名称=值"),
            )
        out[labels.get(plain.key(name), name)] = _value(value)
    return out


def _partition(piece: str) -> tuple[str, bool, str]:
    """Name and value around the first = or ：outside quotes."""
    at = (plain.closing(piece, 0) or 0) if piece.startswith('"') else 0
    found = re.search(r"[=＝]", piece[at:])
    if not found:
        return piece, False, ""
    cut = at + found.start()
    return plain.unquote(piece[:cut].strip()), True, piece[cut + 1 :].strip()


def _value(raw: str) -> Any:
    if raw.startswith("[") and raw.endswith("]"):
        return read_list(raw[1:-1])
    found = read_list(raw)
    return found if len(found) > 1 else _scalar(raw)


def read_list(raw: str) -> list[Any]:
    """The values of a list."""
    return [_scalar(piece) for piece in plain.split(raw, "、,，")]


def _scalar(raw: str) -> Any:
    if raw.startswith('"'):
        word = plain.unquote(raw)
        if not word.startswith("json:"):
            return word
        try:
            return json.loads(word[5:])
        except (ValueError, RecursionError):
            raise Misread(Text("this is no JSON value", "不是有效的 JSON 值")) from None
    folded = plain.key(raw)
    if folded in _WORDS:
        return _WORDS[folded]
    if re.fullmatch(r"[+-]?\d{1,18}", folded):
        return int(folded)
    if re.fullmatch(r"[+-]?\d+\.\d+(e[+-]?\d+)?", folded):
        return float(folded)
    return raw


def write_params(params: Mapping[str, Any], lang: Lang) -> str:
    """Settings as a text that `read_params` reads back."""
    return "; ".join(f"{plain.quote(name, SPECIAL)}={_said(value, lang)}" for name, value in params.items())


def _said(value: Any, lang: Lang) -> str:
    if isinstance(value, list) and value and not any(isinstance(v, (list, dict)) for v in value):
        words = ",".join(list_word(v, lang) for v in value)
        return words if len(value) > 1 else f"[{words}]"
    return "[]" if value == [] else list_word(value, lang)


def list_word(value: Any, lang: Lang) -> str:
    """A value as one item of a list."""
    if value is None:
        return _NONE[lang]
    if isinstance(value, bool):
        return (_YES if value else _NO)[lang]
    if isinstance(value, int) and abs(value) < 10**17:
        return str(value)
    if isinstance(value, str) and not plain.flawed(value) and not value.startswith("json:"):
        bare = plain.quote(value, SPECIAL)
        return bare if bare == value and value and _scalar(value) == value else '"' + value.replace('"', '""') + '"'
    return '"json:' + json.dumps(value, ensure_ascii=True).replace('"', '""') + '"'


def read_scope(raw: str, names: Names) -> Scope:
    """A scope; nothing means everyone."""
    lists: dict[str, tuple[str, ...]] = {}
    if plain.key(raw) in ("全部", "全校", "all", "everyone"):
        return Scope()
    for piece in plain.split(raw, ";；\n"):
        name, equals, value = _partition(piece)
        field = _SCOPES.get(plain.key(name))
        if not equals or field is None:
            raise Misread(
                Text(f"“{piece[:40]}” is no scope", f"“{piece[:40]}”不是适用范围"),
                Text("write e.g. grades=Grade 3, Grade 4; subjects=PE", "写法如：年级=三年级、四年级; 科目=体育"),
            )
        finder = SCOPE_WORDS[field][1](names)
        found = tuple(_one(finder, word) for word in plain.items(value, "、,，"))
        lists[field] = (*lists.get(field, ()), *found)
    return Scope(**lists)


def both_scopes(one: Scope, two: Scope) -> Scope:
    """The lists of two scopes put together."""
    return Scope(**{name: (*getattr(one, name), *getattr(two, name)) for name in Scope.model_fields})


def _one(finder: Finder | Several, word: str) -> str:
    found = finder.find(word)
    if len(found) != 1:
        raise Misread(*finder.unknown(word))
    return found[0]


def write_scope(scope: Scope, names: Names, lang: Lang) -> str:
    """A scope as text."""
    lists = scope_words(scope, names, lang)
    return "; ".join(f"{title}=" + ("、" if lang == "zh" else ", ").join(words) for title, words in lists)


def scope_words(scope: Scope, names: Names, lang: Lang) -> list[tuple[str, list[str]]]:
    """The filled lists of a scope, each by its word, its things as they are written."""
    out = []
    for field, (title, of) in SCOPE_WORDS.items():
        if ids := getattr(scope, field):
            finder = of(names)
            out.append((title.to(lang), [plain.quote(finder.word(i), SPECIAL) for i in ids]))
    return out


def read_exceptions(raw: str, names: Names, labels: Mapping[str, str]) -> tuple[RuleException, ...]:
    """Exceptions, one a line."""
    out = []
    for piece in plain.split(raw, "\n|｜"):
        at = (plain.closing(piece, 0) or 0) if piece.startswith('"') else 0
        found = re.search(r"[:：]", piece[at:])
        if not found:
            raise Misread(
                Text(f"“{piece[:40]}” is no exception", f"“{piece[:40]}”不是例外"),
                Text(
                    "write who: off (reason), or who: name=value (reason)",
                    "写法：谁：关（理由），或 谁：名称=值（理由）",
                ),
            )
        who, rest = plain.unquote(piece[: at + found.start()].strip()), piece[at + found.end() :].strip()
        reason = ""
        if closed := re.search(r'[(（]\s*("(?:[^"]|"")*"|[^()（）"]*)\s*[)）]$', rest):
            reason, rest = plain.unquote(closed[1].strip()), rest[: closed.start()].strip()
        terms = plain.split(rest, ";；")
        off = any(plain.key(t) in _OFF for t in terms)
        params = read_params(";".join(t for t in terms if plain.key(t) not in _OFF), labels)
        ids = names.anything(who)
        if len(ids) != 1:
            raise Misread(*Finder(Text("person, class, subject or room", "人、班级、科目或场地")).unknown(who))
        out.append(RuleException(who=ids[0], off=off, params=params, reason=reason))
    return tuple(out)


def write_exceptions(exceptions: tuple[RuleException, ...], names: Names, lang: Lang) -> str:
    """Exceptions as text, one a line."""
    out = []
    for one in exceptions:
        terms = ([{"zh": "关", "en": "off"}[lang]] if one.off else []) + (
            [write_params(one.params, lang)] if one.params else []
        )
        reason = "" if not one.reason else " (" + plain.quote(one.reason, SPECIAL) + ")"
        out.append(f"{plain.quote(names.said(one.who), SPECIAL)}: {'; '.join(terms)}{reason}")
    return "\n".join(out)
