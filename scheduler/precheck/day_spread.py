"""Check 7: a subject's lessons find enough days, with the daily limit, its blocks and the activity minutes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import MANY, in_weeks
from scheduler.precheck.minimums import Minimums, Subject, subject_words
from scheduler.precheck.openings import Openings

PER_DAY = Text(
    "{who} has {need} lessons of {what} a week; at most {limit} a day on {days} open days makes {have}.",
    "{who}每周 {need} 节{what}，一天最多 {limit} 节，能排的 {days} 天只排得下 {have} 节。",
)
DAYS = Text(
    "{who} must have {what} on {need} days, but it can stand on {have} only.",
    "{who}的{what}要分在 {need} 天上，能排的只有 {have} 天。",
)
BLOCKS = Text(
    "{who}: {need} blocks of {length} periods of {what}; the days take {have}.",
    "{who}的{what}有 {need} 次 {length} 节连堂，各天合计只排得下 {have} 次。",
)
ACTIVE = Text(
    "{who} needs {need} sport lessons a week to be active enough each day, but has {have}.",
    "{who}要保证每天活动时间，每周至少要 {need} 节体育类课，现有 {have} 节。",
)
HELP = Text(
    "Raise the daily limit, open closed days, or change the weekly number.",
    "提高每天上限、放开不排课的天，或改周课时。",
)
HELP_ACTIVE = Text(
    "Add a sport lesson, lengthen the long break, or count other activity.",
    "增加体育类课、加长大课间，或把其他活动计入。",
)
FITS = Text("Every subject finds the days it needs.", "各科都有足够的天数可排。")


def day_spread(openings: Openings) -> Iterator[Shortage]:
    """Each class × subject against the days open to it."""
    facts = openings.facts
    wrong = False
    for weeks in facts.weeks:
        minimums = Minimums.shared(openings, weeks)
        for found in minimums.subjects.values():
            for one in found:
                if (shortage := _of_subject(openings, one, weeks)) is not None:
                    wrong = True
                    yield shortage
        for leaf, days in minimums.sport.items():
            need = sum(day.amount for day in days)
            courses = {one.course.id: one for day in days for one in day.courses}
            have = sum(one.course.periods for one in courses.values())
            if need > have and all(facts.bound("course_hours", course) for course in courses):
                wrong = True
                reason = ACTIVE.format(who=facts.names([leaf]), need=need, have=have)
                yield _red("active", (leaf, *courses), reason, need, have, ("daily_activity", "course_hours"), weeks)
    if not wrong and (facts.used("subject_per_day") or facts.used("subject_days")):
        yield Shortage("day_spread", Severity.GREEN, (), FITS)


def _of_subject(openings: Openings, one: Subject, weeks: Weeks) -> Shortage | None:
    facts = openings.facts
    names, red = partial(_names, openings, one), partial(_red_of, one, weeks)
    have = sum(one.caps.values())
    if one.limit < MANY and have < one.need <= one.open.bit_count():
        open_days = sum(1 for cap in one.caps.values() if cap)
        reason = names(PER_DAY, need=one.need, limit=one.limit, days=open_days, have=have)
        return red("limit", reason, one.need, have, ("every_lesson_placed", "subject_per_day"))
    possible = sum(1 for here in facts.beats.on_day.values() if one.open & here) if one.days_wanted else 0
    if one.days_wanted > possible:
        reason = names(DAYS, need=one.days_wanted, have=possible)
        return red("days", reason, one.days_wanted, possible, ("subject_days",))
    lengths = {length for o in one.openings for length, _ in o.blocks}
    for length in sorted(lengths) if one.limit < MANY else ():
        asked = sum(p.count for o in one.openings for p in o.course.parts if p.duration == length)
        starts = {spot for o in one.openings for size, spots in o.blocks if size == length for spot in spots}
        fits = {day: (one.open & here).bit_count() // length for day, here in facts.beats.on_day.items()}
        have = sum(min(one.limit // length, fits[day]) for day in {day for day, _ in starts})
        if asked > have and all(o.alone for o in one.openings):
            reason = names(BLOCKS, need=asked, length=length, have=have)
            return red("blocks", reason, asked, have, ("block_pattern", "every_lesson_placed", "subject_per_day"))
    return None


def _red_of(
    one: Subject, weeks: Weeks, what: str, reason: Text, need: int, have: int, rules: tuple[str, ...]
) -> Shortage:
    owners = (one.leaf, one.subject, *(o.course.id for o in one.openings))
    taken = sorted({rule for o in one.openings for rule in o.rules})
    return _red(what, owners, reason, need, have, (*rules, *taken), weeks)


def _names(openings: Openings, one: Subject, told: Text, **numbers: int) -> Text:
    facts = openings.facts
    return told.format(who=facts.names([one.leaf]), what=subject_words(facts, (one.subject,)), **numbers)


def _red(
    what: str, owners: tuple[str, ...], reason: Text, need: int, have: int, rules: tuple[str, ...], weeks: Weeks
) -> Shortage:
    return Shortage(
        f"day_spread/{what}/{owners[0]}/{owners[1] if len(owners) > 1 else ''}/{weeks}",
        Severity.RED,
        owners,
        in_weeks(reason, weeks),
        HELP_ACTIVE if what == "active" else HELP,
        need,
        have,
        {"weeks": weeks},
        rules,
    )
