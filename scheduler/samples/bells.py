"""Bell schedules, minute by minute: primary (40-minute lessons), junior (45), and a three-day one."""

from __future__ import annotations

from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind

HIGH, LOW = "三至六年级作息", "一二年级作息"
JUNIOR_BELL = "初中作息"

Rows = tuple[BellPeriod, ...]


def minute(clock: str) -> int:
    """Minutes after midnight of 08:30."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


class Day:
    """A day under construction: rows follow one another without a gap."""

    def __init__(self, start: str, lesson: str = "第{}节", rest: str = "课间") -> None:
        self.at = minute(start)
        self.names = (lesson, rest)
        self.rows: list[BellPeriod] = []
        self.lessons = 0

    def add(
        self, kind: PeriodKind, minutes: int, name: str = "", *, sport: bool = False, fills: tuple[str, ...] = ()
    ) -> Day:
        """Append a row of some minutes; `fills` names rooms it takes."""
        self.rows.append(
            BellPeriod(kind=kind, name=name, start=self.at, end=self.at + minutes, sport=sport, occupies=fills)
        )
        self.at += minutes
        return self

    def lesson(self, minutes: int) -> Day:
        """Append the next lesson."""
        self.lessons += 1
        return self.add(PeriodKind.LESSON, minutes, self.names[0].format(self.lessons))

    def pause(self, minutes: int, eye: int = 0) -> Day:
        """Append a break, eye exercises first where the day has them here."""
        if eye:
            self.add(PeriodKind.EYE_EXERCISES, eye, "眼保健操")
        return self.add(PeriodKind.BREAK, minutes, self.names[1])

    def long_break(self, name: str, *fills: str) -> Day:
        """Append a long activity break of 30 minutes."""
        return self.add(PeriodKind.LONG_BREAK, 30, name, sport=True, fills=fills)

    def done(self) -> Rows:
        """All rows."""
        return tuple(self.rows)


def primary_day(
    *,
    monday: bool,
    low: bool,
    rest: int = 10,
    early: int = 0,
    activity_sport: bool = True,
    flag_in_long_break: bool = False,
    study: int = 0,
) -> Rows:
    """One primary day.

    `rest` is the break after eye exercises (10, or 15 for true 15-minute breaks), `early` minutes of morning
    reading, `study` minutes of self-study after the last lesson; `activity_sport` says whether the afternoon
    activity of grades 1 and 2 counts as sport.
    """
    flag = monday and not flag_in_long_break
    day = Day("08:00").add(PeriodKind.FREE, 20, "校门开放")
    if flag:
        day.add(PeriodKind.FLAG, 25, "升旗")
    else:
        day.add(PeriodKind.ASSEMBLY, 10, "晨会")
    if early:
        day.add(PeriodKind.READING, early, "早读")
    day.lesson(40).pause(min(15, rest + 5)).lesson(40)
    if monday and flag_in_long_break:
        day.add(PeriodKind.FLAG, 30, "升旗")
    else:
        day.long_break("大课间")
    day.lesson(40).pause(rest, 5).lesson(40).add(PeriodKind.NOON, 100, "午餐、午休")
    day.lesson(40).pause(rest, 5)
    if low and not monday:
        day.add(PeriodKind.ACTIVITY, 40, "低段活动", sport=activity_sport)
    else:
        day.lesson(40)
    if study:
        day.pause(rest).add(PeriodKind.SELF_STUDY, study, "自习")
    return day.long_break("下午大课间").add(PeriodKind.AFTER_SCHOOL, 120, "课后服务").done()


def primary_bells(
    *,
    rest: int = 10,
    early: int = 0,
    activity_sport: bool = True,
    flag_in_long_break: bool = False,
    study: int = 0,
) -> tuple[BellSchedule, BellSchedule]:
    """The schedule of grades 3 to 6 (six lessons a day), and of grades 1 and 2 (six on Monday, else five)."""

    def week(low: bool) -> tuple[Rows, ...]:
        return tuple(
            primary_day(
                monday=day == 1,
                low=low,
                rest=rest,
                early=early,
                activity_sport=activity_sport,
                flag_in_long_break=flag_in_long_break,
                study=study,
            )
            for day in range(1, 6)
        )

    return BellSchedule(id=HIGH, name=HIGH, days=week(low=False)), BellSchedule(id=LOW, name=LOW, days=week(low=True))


def junior_day(day_number: int, *, rest: int = 10) -> Rows:
    """One junior day: seven lessons, six on Friday; on Monday flag raising shortens the noon rest.

    The long breaks fill the track.
    """
    monday, friday = day_number == 1, day_number == 5
    day = Day("07:50")
    if monday:
        day.add(PeriodKind.FREE, 20, "校门开放").add(PeriodKind.FLAG, 20, "升旗")
    else:
        day.add(PeriodKind.FREE, 20, "校门开放")
    day.lesson(45).pause(15).lesson(45).long_break("大课间", "田径场").lesson(45).pause(rest, 5).lesson(45)
    day.add(PeriodKind.NOON, (70 if monday else 90) - 2 * (rest - 10), "午餐、午休")
    day.lesson(45).pause(rest, 5).lesson(45)
    if not friday:
        day.pause(15).lesson(45)
    return day.long_break("下午大课间", "田径场").add(PeriodKind.AFTER_SCHOOL, 90, "课后服务").done()


def junior_bell(*, rest: int = 10) -> BellSchedule:
    """The junior week of 34 lessons."""
    return BellSchedule(id=JUNIOR_BELL, name=JUNIOR_BELL, days=tuple(junior_day(d, rest=rest) for d in range(1, 6)))


def short_day(rest: int = 15, lessons: int = 4) -> Rows:
    """A day of three lessons in the morning and one in the afternoon, with two long breaks."""
    day = Day("08:20").add(PeriodKind.ASSEMBLY, 10, "晨会").lesson(40).pause(rest).lesson(40).long_break("大课间")
    day.lesson(40).pause(rest, 5)
    for _ in range(lessons - 4):
        day.lesson(40).pause(rest)
    day.add(PeriodKind.NOON, 100, "午餐、午休").lesson(40).long_break("下午大课间")
    return day.done()


def short_bell(days: int = 3, rest: int = 15) -> BellSchedule:
    """A few short days."""
    return BellSchedule(id="全校作息", name="全校作息", days=(short_day(rest),) * days)


def figures(rows: Rows) -> dict[str, int]:
    """Minutes of a day under the three meanings of six hours."""
    learning = {PeriodKind.LESSON, PeriodKind.READING, PeriodKind.SELF_STUDY}
    organised = {
        *learning,
        PeriodKind.ASSEMBLY,
        PeriodKind.FLAG,
        PeriodKind.LONG_BREAK,
        PeriodKind.EYE_EXERCISES,
        PeriodKind.ACTIVITY,
    }
    due = [r for r in rows if r.kind not in (PeriodKind.FREE, PeriodKind.AFTER_SCHOOL)]
    span = (due[-1].end or 0) - (due[0].start or 0) - sum(r.minutes for r in due if r.kind is PeriodKind.NOON)
    return {
        "learning": sum(r.minutes for r in rows if r.kind in learning),
        "organised": sum(r.minutes for r in rows if r.kind in organised),
        "on_campus": span,
        "activity": sum(r.minutes for r in rows if r.sport),
    }
