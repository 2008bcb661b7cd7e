"""Cell values as text, keys that forgive full-width and blanks, and lists with quoted items."""

from __future__ import annotations

import datetime
import re
import unicodedata

SEPARATORS = "、,，;；\n"
TOO_LONG = 32_000
"""No cell is longer: spreadsheets end at 32,767 characters."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_BLANKS = re.compile(rf"[\s{_INVISIBLE}]+")


def text(value: object) -> str:
    """A cell as stripped text: 302.0 as 302, a time as 08:30, an empty cell as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip().strip("\ufeff").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)


def key(word: str) -> str:
    """What two spellings of one name share: NFKC, no blanks, lower case."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", word)).casefold()


def quote(word: str, special: str = SEPARATORS) -> str:
    """A word as an item of a cell: in double quotes where it would be read as more than one word."""
    folded = unicodedata.normalize("NFKC", word)
    one = word and word == word.strip() and word[0] not in "[【"
    return word if one and not any(c in special or c == '"' for c in folded + word) else f'"{_doubled(word)}"'


def _doubled(word: str) -> str:
    return word.replace('"', '""')


def unquote(word: str) -> str:
    """A word without the quotes `quote` put around it."""
    if len(word) > 1 and word[0] == word[-1] == '"':
        return word[1:-1].replace('""', '"')
    return word


def split(line: str, separators: str = SEPARATORS, *, brackets: bool = False) -> list[str]:
    """Pieces between separators, stripped, none empty; quotes (and brackets, if asked) hold a piece together."""
    out: list[str] = []
    start = depth = at = 0
    while at < len(line):
        char = line[at]
        if char == '"' and (end := closing(line, at)) is not None:
            at = end
        elif brackets and char in "(（[［":
            depth += 1
        elif brackets and char in ")）]］":
            depth = max(0, depth - 1)
        elif char in separators and depth == 0:
            out.append(line[start:at])
            start = at + 1
        at += 1
    out.append(line[start:])
    return [piece for p in out if (piece := p.strip())]


def closing(line: str, at: int) -> int | None:
    """Where the quote that opens here closes; doubled quotes do not close it."""
    end = line.find('"', at + 1)
    while end != -1 and line[end + 1 : end + 2] == '"':
        end = line.find('"', end + 2)
    return None if end == -1 else end


def items(line: str, separators: str = SEPARATORS) -> list[str]:
    """A list cell as words."""
    return [unquote(piece) for piece in split(line, separators)]


def joined(words: tuple[str, ...] | list[str], lang: str) -> str:
    """Words as a list cell."""
    return ("、" if lang == "zh" else ", ").join(quote(word) for word in words)


def whole(line: str) -> int | None:
    """A whole number, full-width digits included; None where the text is none."""
    folded = unicodedata.normalize("NFKC", line).strip()
    folded = folded[:-2] if re.fullmatch(r"[+-]?\d+\.0", folded) else folded
    return int(folded) if re.fullmatch(r"[+-]?\d{1,9}", folded) else None


YES = frozenset(map(key, ("是", "有", "对", "√", "✓", "1", "yes", "y", "true", "开", "on", "启用")))
NO = frozenset(map(key, ("否", "无", "×", "✗", "0", "no", "n", "false", "关", "off", "停用", "不", "-")))


def truth(line: str) -> bool | None:
    """是 / 否 as a bool; None where the text is neither."""
    folded = key(line)
    return True if folded in YES else False if folded in NO else None


def unprintable(word: str) -> bool:
    """Whether a text holds characters no cell can: control characters, halves of characters."""
    return any(unicodedata.category(c) in ("Cc", "Cs") or c in "\ufffe\uffff" for c in word)


def flawed(word: str) -> bool:
    """Whether a name could not stand in a cell: unprintable, or with blanks at an end."""
    return text(word) != word or unprintable(word)


def column_name(index: int) -> str:
    """The letters of a column, 0 = A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A1 for row 1, column 0."""
    return f"{column_name(column)}{row}"
