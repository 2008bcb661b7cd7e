"""体育分区图: which class has sport on which place, day by day and period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.domain.time import clock
from scheduler.domain.view import Placed
from scheduler.io.results.base import Results
from scheduler.io.results.room_use import RoomUse
from scheduler.io.results.style import A4, lines_needed, printable, scale_for
from scheduler.io.results.table import row_height
from scheduler.io.results.week import period_times
from scheduler.io.timetable.grid import MARK, PARITY

NAME = Text("Sport places", "体育分区图")
PLACE = Text("Place", "场位")
ELSEWHERE = Text("other places", "其他地点")
FIRST, WIDTH = 16.0, 18.0
WIDE = 5
"""Days with more periods are printed across."""
HEADING = 45.0
"""Height of title and facts in points."""
SMALLEST = 65
"""The whole week goes on one page where this scale in percent is enough."""


@dataclass
class Lane:
    """One place of a room and the lessons on it; `room` empty where lessons are in no sport room."""

    title: str
    room: str = ""
    number: int = 0
    lessons: list[Placed] = field(default_factory=list)

    def free(self, other: Placed) -> bool:
        """Whether a lesson meets none of those here."""
        return not any(one.lesson.weeks.meets(other.lesson.weeks) and _meet(one, other) for one in self.lessons)


def _meet(one: Placed, other: Placed) -> bool:
    return not set(one.moments).isdisjoint(other.moments)


def sport_lessons(results: Results) -> list[Placed]:
    """Lessons in sport subjects that stand on the grid, by time."""
    moving = {subject.id for subject in results.problem.subjects if subject.sport}
    found = [placed for placed in results.view.lessons if placed.lesson.subject in moving and placed.moments]
    return sorted(found, key=lambda placed: (placed.moments[0], placed.at))


def sport_rooms(results: Results, lessons: Sequence[Placed]) -> list[str]:
    """Rooms that sport lessons use or may use, classrooms left out, in the school's order."""
    index = results.problem.index
    wanted: set[str] = set()
    for placed in lessons:
        course = index.courses.get(placed.lesson.course or "")
        wanted.update(placed.lesson.rooms, index.rooms_in(course.room) if course else ())
    own = {home.room for home in results.problem.classes}
    return [room.id for room in results.problem.rooms if room.id in wanted and room.id not in own]


def lanes(results: Results, lessons: Sequence[Placed], rooms: Sequence[str]) -> list[Lane]:
    """Each place of each room with its lessons; a lesson stays on one place. Lanes are added where places run out."""
    out: list[Lane] = []
    for room in rooms:
        known = results.problem.index.rooms[room]
        name = results.names.room(room)
        several = known.places > 1
        mine = [Lane(f"{name} {n}" if several else name, room, n) for n in range(1, max(1, known.places) + 1)]
        held = sorted(results.view.of_room.get(room, ()), key=lambda placed: (placed.moments[:1], placed.at))
        for placed in (one for one in held if one.moments):
            _put(mine, placed, name, room)
        out += mine
    others: list[Lane] = []
    for placed in lessons:
        if not set(placed.lesson.rooms) & set(rooms):
            _put(others, placed, results.say(ELSEWHERE), "")
    return [*out, *others]


def _put(mine: list[Lane], placed: Placed, name: str, room: str) -> None:
    lane = next((one for one in mine if one.free(placed)), None)
    if lane is None:
        number = len(mine) + 1
        mine.append(lane := Lane(f"{name} {number}" if mine else name, room, number))
    lane.lessons.append(placed)


def write_sport_places(results: Results) -> None:
    """Write the sheet, a block for each day; left out where nobody has sport."""
    lessons = sport_lessons(results)
    if not lessons:
        return
    use = RoomUse(results)
    rooms = sport_rooms(results, lessons)
    use.bell = use.bell_of(rooms) if rooms else results.problem.index.bells[lessons[0].bell]
    days = [day for day in results.problem.days if use.bell.periods(day)]
    most = max(use.bell.periods(day) for day in days)
    widths = [FIRST, *[WIDTH] * most]
    places = lanes(results, lessons, rooms)
    texts = {day: _texts(results, use, places, day) for day in days}
    heights = {day: _heights(texts[day]) for day in days}
    scale = scale_for(A4, widths, landscape=most > WIDE)
    whole = scale_for(A4, widths, landscape=most > WIDE, height=HEADING + sum(map(sum, heights.values())))
    scale = whole if whole >= SMALLEST else scale
    sheet = results.sheet(NAME, paper=A4, landscape=most > WIDE, scale=scale)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = results.head(sheet, 0, most, NAME, size=14)
    page = printable(A4, landscape=most > WIDE)[1] * 100 / scale
    used, breaks = HEADING, []
    for day in days:
        if used + sum(heights[day]) > page:
            breaks.append(row)
            used = 0.0
        used += sum(heights[day])
        row = _day(results, sheet, row, use, day, places, texts[day])
        for back, height in enumerate(reversed(heights[day]), start=1):
            sheet.set_row(row - back, height)
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, row - 2, most)


def _heights(texts: Sequence[dict[int, tuple[str, list[Placed]]]]) -> list[float]:
    """Heights of a day's header, of its lanes, and of the gap below."""
    return [28.0, *(max(17.0, row_height(_lines(said))) for said in texts), 8.0]


def _lines(texts: dict[int, tuple[str, list[Placed]]]) -> int:
    return max((lines_needed(text, WIDTH * 1.1) for text, _ in texts.values()), default=1)


def _texts(
    results: Results, use: RoomUse, places: Sequence[Lane], day: int
) -> list[dict[int, tuple[str, list[Placed]]]]:
    """For each lane what stands in the periods of a day."""
    out = []
    for lane in places:
        found: dict[int, list[Placed]] = defaultdict(list)
        for placed in lane.lessons:
            if placed.lesson.day == day:
                for period in results.view.home_periods(use.bell.id, placed.moments):
                    found[period].append(placed)
        out.append(
            {p: ("\n".join(_says(results, use, one, lane, p) for one in some), some) for p, some in found.items()}
        )
    return out


def _says(results: Results, use: RoomUse, placed: Placed, lane: Lane, period: int) -> str:
    """Class and teacher; the start where other bells give another one, the room where the row is for any."""
    lesson, names = placed.lesson, results.names
    mark = MARK if results.protected(lesson.subject) else ""
    parts = [mark + names.all_pupils(lesson.sets), "+".join(names.teacher(one) for one in lesson.teachers)]
    start, usual = placed.moments[0], use.moments((lesson.day, period))[0]
    if placed.bell != use.bell.id and start != usual and results.problem.index.bells[placed.bell].timed:
        parts.append(clock(start[1]))
    if not lane.room:
        parts += [f"@{names.room(room)}" for room in lesson.rooms]
    return PARITY[lesson.weeks, results.lang] + " ".join(part for part in parts if part)


def _day(
    results: Results,
    sheet: Worksheet,
    row: int,
    use: RoomUse,
    day: int,
    places: Sequence[Lane],
    texts: Sequence[dict[int, tuple[str, list[Placed]]]],
) -> int:
    """One day's block; the next free row."""
    styles = results.styles
    sheet.write_string(row, 0, results.day(day), styles.head())
    count = use.bell.periods(day)
    for period in range(1, count + 1):
        times = period_times(results, use.bell, period, day)
        sheet.write_string(row, period, f"{period}\n{times}" if times else str(period), styles.head(font_size=8))
    for lane, said in zip(places, texts, strict=True):
        row += 1
        top = {"top": 2} if lane.number == 1 else {}
        sheet.write_string(row, 0, lane.title, styles.head(font_size=8, align="left", bold=False, **top))
        for period in range(1, count + 1):
            text, here = said.get(period, ("", []))
            if here:
                style = results.lesson_format([one.lesson for one in here])
            elif lane.room and use.places([lane.room], use.moments((day, period))) < lane.number:
                style, text = styles.closed(), "—"
            else:
                style = styles.body(font_size=8)
            sheet.write_string(row, period, text, style)
    return row + 2
