"""Subjects as schools call them: short names, and what a subject of that name is unless the plan says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.school import Family
from scheduler.io.workbook import plain


@dataclass(frozen=True, slots=True)
class Usual:
    """A well-known subject: every word for it, and what it usually is."""

    words: tuple[str, ...]
    family: Family
    core: bool = False
    protected: bool = False
    sport: bool = False
    extension: bool = False
    pays: str = ""


USUAL: tuple[Usual, ...] = (
    Usual(("语文", "语", "chinese"), Family.CORE, core=True),
    Usual(("书法", "书", "写字", "calligraphy"), Family.CORE, pays="语文"),
    Usual(("阅读", "阅", "reading"), Family.CORE, pays="语文"),
    Usual(("数学", "数", "maths", "math", "mathematics"), Family.CORE, core=True),
    Usual(("英语", "英", "外", "外语", "english"), Family.LANGUAGE, core=True),
    Usual(
        ("道德与法治", "道", "道法", "品德", "思品", "政治", "思想品德", "思想政治", "morals", "moraleducation"),
        Family.HUMANITIES,
    ),
    Usual(("历史", "史", "history"), Family.HUMANITIES),
    Usual(("地理", "geography"), Family.HUMANITIES),
    Usual(("科学", "科", "science"), Family.SCIENCE),
    Usual(("生物", "生物学", "biology"), Family.SCIENCE),
    Usual(("物理", "物", "physics"), Family.SCIENCE),
    Usual(("化学", "化", "chemistry"), Family.SCIENCE),
    Usual(("信息科技", "信", "信息", "信息技术", "微机", "计算机", "computing", "ict"), Family.SCIENCE, protected=True),
    Usual(("体育与健康", "体", "体育", "体健", "pe", "physicaleducation"), Family.PE, protected=True, sport=True),
    Usual(("体育活动", "体活", "sport", "sports"), Family.PE, protected=True, sport=True, pays="校本课程"),
    Usual(("音乐", "音", "唱游", "music"), Family.ARTS, protected=True),
    Usual(("美术", "美", "art"), Family.ARTS, protected=True),
    Usual(("劳动", "劳", "劳技", "劳动教育", "labour", "labor"), Family.PRACTICE, protected=True),
    Usual(("综合实践活动", "综", "综实", "综合", "综合实践", "practice"), Family.PRACTICE, protected=True),
    Usual(("班队会", "班", "班会", "班队", "队会", "班会课", "classmeeting"), Family.PRACTICE),
    Usual(("少先队活动", "少先队"), Family.PRACTICE),
    Usual(("心理健康", "心", "心理", "心理健康教育", "counselling"), Family.SCHOOL, protected=True, pays="校本课程"),
    Usual(("安全教育", "安全", "safety"), Family.SCHOOL, pays="校本课程"),
    Usual(("社团活动", "社团", "clubs", "club"), Family.SCHOOL, extension=True, pays="校本课程"),
    Usual(("地方课程", "地方", "local"), Family.SCHOOL),
    Usual(("校本课程", "校", "校本", "地方校本", "地方与校本", "school-based"), Family.SCHOOL),
    Usual(("教研活动", "教研", "研", "research", "meeting"), Family.MEETING),
    Usual(("行政会", "行政例会", "leaders"), Family.MEETING),
)

_BY_WORD: dict[str, Usual] = {plain.key(word): usual for usual in USUAL for word in usual.words}
UNUSUAL = Usual((), Family.SCHOOL)


def usual(name: str) -> Usual:
    """What a subject of this name usually is; an ordinary school subject where the name tells nothing."""
    return _BY_WORD.get(plain.key(name), UNUSUAL)


def token_of(name: str) -> str | None:
    """The first name of a well-known subject, None for others."""
    found = _BY_WORD.get(plain.key(name))
    return found.words[0] if found else None
