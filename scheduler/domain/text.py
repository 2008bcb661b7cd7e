"""Text for people, always in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; `{}` fields are filled by `format`."""

    en: str
    zh: str

    def to(self, lang: Lang) -> str:
        """The sentence in one language."""
        return self.zh if lang == "zh" else self.en

    def format(self, *args: Any, **facts: Any) -> Text:
        """Fill the fields; a field that is itself a Text is filled in its own language."""

        def fill(lang: Lang) -> str:
            plain = [a.to(lang) if isinstance(a, Text) else a for a in args]
            named = {k: v.to(lang) if isinstance(v, Text) else v for k, v in facts.items()}
            return self.to(lang).format(*plain, **named)

        return Text(en=fill("en"), zh=fill("zh"))


def same(word: object) -> Text:
    """A name that reads the same in both languages."""
    return Text(en=str(word), zh=str(word))


def joined(texts: list[Text]) -> Text:
    """A list of texts, separated as each language does."""
    return Text(en=", ".join(t.en for t in texts), zh="、".join(t.zh for t in texts))


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a setting on forms, sheets and in the rule reference.

    `stricter` says how presets merge: the lower or higher number wins, or sets are united.
    """

    en: str
    zh: str
    unit: Text | None = None
    stricter: Literal["lower", "higher", "union"] | None = None

    @property
    def text(self) -> Text:
        """The label as a Text."""
        return Text(self.en, self.zh)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: where it stands, what is wrong, what would be right."""

    where: str
    wrong: Text
    right: Text = Text(en="", zh="")
    sheet: str = ""
    cell: str = ""

    def to(self, lang: Lang) -> str:
        """The fault as one line."""
        place = "!".join(p for p in (self.sheet, self.cell) if p) or self.where
        right = self.right.to(lang)
        arrow = f" → {right}" if right else ""
        return f"{place}: {self.wrong.to(lang)}{arrow}"


class FaultyInput(Exception):
    """An input that cannot be used; carries every fault found, never only the first."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f.to("en") for f in faults[:5]))
        self.faults = faults
