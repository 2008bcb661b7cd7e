"""What the answers to “why not?”, “what if?” and “what must move?” tell, one JSON object a line as a solve tells it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scheduler.domain.base import Value
from scheduler.domain.scenario import Patch
from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.events import Event, Reason, Status

Proven = Literal["", "counting", "flow", "lp", "core"]
Sure = Literal["free", "exactly", "at least", "unknown"]
Kind = Literal["place", "time", "meeting", "teacher", "hours", "rule"]


class Member(Value):
    """One part of a conflict: a rule of the school as it asks something of one owner.

    `rule` is the instance's label, `owner` an id of the school ("" where the rule speaks of all), `numbers` what was
    counted, in the units of `words`.
    """

    rule: str
    owner: str = ""
    numbers: dict[str, int] = Field(default_factory=dict)
    words: Text


class WayOut(Value):
    """A change after which the school has a timetable; `verified` where that was solved and judged.

    Its cost is counted in lessons (a week, taken away or added), rules (loosened, once for each owner), people (hours
    of one more) and places (for a lesson at once).
    """

    kind: Kind
    words: Text
    patches: tuple[Patch, ...]
    lessons: int = 0
    rules: int = 0
    people: int = 0
    places: int = 0
    verified: bool = False

    @property
    def cost(self) -> tuple[int, int, int, int]:
        """(rules, lessons, people, places): the order in which ways out are ranked."""
        return self.rules, self.lessons, self.people, self.places


class Explained(Event):
    """Why there is no timetable. The conflict is minimal where `confirmed`: without any one member there is one.

    `status` is "impossible" where that is proven, "feasible" where a timetable was found, else "unknown"; an
    unconfirmed conflict is the smallest so far. `facts` are the clash rules and hours a conflict stands on; they are
    its members only where nothing else is. `checked` says in words what `confirmed` means here, `also` what falls
    short besides.
    """

    event: Literal["explained"] = "explained"
    status: Status
    conflict: tuple[Member, ...] = ()
    facts: tuple[Member, ...] = ()
    words: Text = Text("", "")
    checked: Text = Text("", "")
    also: Text | None = None
    proof: Proven = ""
    confirmed: bool = False
    ways_out: tuple[WayOut, ...] = ()
    reason: Reason = ""


class Moved(Value):
    """A lesson that stands elsewhere now, or that is gone (`after` is None) or new (`before` is None).

    Times are (day, period) in the course's own bell schedule; classes and teachers are ids.
    """

    course: str
    subject: str
    classes: tuple[str, ...] = ()
    teachers: tuple[str, ...] = ()
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None


class RuleChange(Value):
    """What one rule's amount is before and after, and by how many points the value changes."""

    rule: str
    before: int
    after: int
    points: int = 0


class Changes(Value):
    """Two timetables compared: `moved` as architecture counts it (times alone), rooms and teachers apart."""

    moved: int = 0
    lessons: tuple[Moved, ...] = ()
    rooms: int = 0
    teachers: int = 0
    rules: tuple[RuleChange, ...] = ()
    better: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()


class Figure(Value):
    """One number of the school before and after; None where it has none then.

    `what` says which: `load` weekly periods of a teacher (`owner`); `room` periods a week in a room or sort of room;
    of a grade on a day `activity` minutes of the class that has fewest, `hours` minutes in one of the three meanings
    (`part`), `end` the minute after midnight at which the compulsory day ends, `noon` minutes of noon rest; `plan`
    weekly periods of a grade's subject (`part`); `term` periods in the whole term of a class's subject (`part`).
    The limits are the most (of activity the least) before and after, None where nothing limits it.
    """

    what: Literal["load", "room", "activity", "hours", "end", "noon", "plan", "term"]
    owner: str
    part: str = ""
    day: int = 0
    before: int | None = None
    after: int | None = None
    limits: tuple[int | None, int | None] = (None, None)


class Heir(Value):
    """Who has a course now: `before` and `after` are teachers; `open` where the person is still to be found."""

    course: str
    periods: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    open: bool = False


class Substitute(Value):
    """Who might take over: qualified for so many courses, free at all but `clashes` of their lessons.

    `load` and `limit` are weighted hundredths of a period a week; None where no limit is set.
    """

    teacher: str
    courses: int
    same_grade: bool
    load: int
    limit: int | None
    clashes: int = 0


class Block(Value):
    """A time at which people could meet: how many of their lessons would have to move, or why it is not possible."""

    day: int
    period: int
    lessons: int = 0
    blocked: Text | None = None


How = Literal["", "bells", "counting", "solved"]


class Answered(Event):
    """What becomes of the school in one scenario. Values are (relaxed, penalty), of the school's own rules.

    `how` says what decided: the bell schedule and calendar alone, counting, or a solve; empty where nothing did.
    With a timetable to start from the fewest lessons move: "optimal" where that is proven (`moved_bound` equals
    `moved`); without one "optimal" and `bound` are of the value, as in `Finished`. `words` say it in a dean's
    sentences, the first reason first.
    A dated scenario has its `weeks` and the date from which the timetable of before is in force again (`returns`;
    "later" where no calendar tells it, empty where the term ends with them).
    `people`, `rooms` and `lessons` are what it costs: persons, rooms and weekly lessons more than before.
    """

    event: Literal["answered"] = "answered"
    scenario: str
    status: Status
    reason: Reason = ""
    how: How = ""
    words: tuple[Text, ...] = ()
    weeks: tuple[int, int] | None = None
    returns: str = ""
    people: int = 0
    rooms: int = 0
    lessons: int = 0
    moved: int | None = None
    moved_bound: int = 0
    before: tuple[int, int] | None = None
    value: tuple[int, int] | None = None
    relaxed_bound: int = 0
    bound: int | None = None
    changes: Changes | None = None
    figures: tuple[Figure, ...] = ()
    heirs: tuple[Heir, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    blocks: tuple[Block, ...] = ()
    options: tuple[WayOut, ...] = ()
    conflict: tuple[Member, ...] = ()
    failure: str = ""
    timetable: Timetable | None = Field(None, repr=False)


class Priced(Event):
    """What one rule costs: how far the value falls without it, or with one setting a step looser (`value`).

    `least` and `most` enclose the price in points, `relaxed_least` and `relaxed_most` that in points of relaxable
    rules, which count first; `most` is None where those may differ. `fall` is the fall of (relaxed, penalty) that was
    found, `own` what the rule itself takes away of the base's. `sure` tells what may be said: "free" (both 0),
    "exactly" (both equal), "at least" (a fall above the `noise`, what the base itself gains in the same time), or
    "unknown" (± `noise`). `frees` says that there is a timetable only with this change.
    """

    event: Literal["priced"] = "priced"
    rule: str
    change: Literal["dropped", "step"]
    setting: str = ""
    value: int | None = None
    status: Status
    relaxed_least: int = 0
    relaxed_most: int | None = None
    least: int = 0
    most: int | None = None
    fall: tuple[int, int] | None = None
    own: tuple[int, int] = (0, 0)
    noise: int = 0
    sure: Sure
    frees: bool = False
    failure: str = ""


class Prices(Event):
    """The last event of a sweep: how many prices are of each kind, and the base they are measured from."""

    event: Literal["prices"] = "prices"
    status: Status
    base: tuple[int, int] | None = None
    relaxed_bound: int = 0
    bound: int | None = None
    noise: int = 0
    free: int = 0
    exactly: int = 0
    at_least: int = 0
    unknown: int = 0
    failed: int = 0
    interrupted: bool = False


class Moves(Event):
    """While a repair runs: what the cheapest moves found cost, and that none cost less than `moved_bound`."""

    event: Literal["moves"] = "moves"
    moved: int | None = None
    moved_bound: int = 0
    timetable: Timetable | None = Field(None, repr=False)


class Point(Event):
    """One point of the front of moves against quality: the best value found with moves that cost at most `most`."""

    event: Literal["point"] = "point"
    most: int
    moved: int
    lessons: int
    value: tuple[int, int]
    relaxed_bound: int = 0
    bound: int | None = None
    timetable: Timetable | None = Field(None, repr=False)


class Offer(Value):
    """Somebody who may take one lesson whose teacher is `away`, what that costs in points, and whether it is so."""

    course: str
    subject: str
    classes: tuple[str, ...] = ()
    day: int
    period: int
    away: str
    by: str
    points: int
    words: Text
    taken: bool = False


class Repaired(Event):
    """The timetable that moves fewest lessons; `moved_bound` equal to `moved` means that none moves fewer.

    `moved` is weighted as `weights` of the repair say, `lessons` counts them once each. `covers` counts lessons that
    somebody else takes at their place, of all who are offered; their points are part of `moved`. `status` is
    "optimal" where the moves are proven fewest; with a `budget` above them where no better value costs as little.
    `value` and `bound` (None until relaxed is proven) are those of the best timetable with these moves.
    """

    event: Literal["repaired"] = "repaired"
    status: Status
    reason: Reason = ""
    moved: int | None = None
    moved_bound: int = 0
    lessons: int | None = None
    value: tuple[int, int] | None = None
    bound: int | None = None
    relaxed_bound: int = 0
    budget: int | None = None
    covers: int = 0
    changes: Changes | None = None
    conflict: tuple[Member, ...] = ()
    front: tuple[Point, ...] = ()
    offers: tuple[Offer, ...] = ()
    timetable: Timetable | None = Field(None, repr=False)


class Worth(Value):
    """What the judge says of a timetable: units of hard rules broken, points of relaxable rules and of soft ones."""

    broken: int = 0
    relaxed: int = 0
    penalty: int = 0


class Compared(Event):
    """Two timetables of one school."""

    event: Literal["compared"] = "compared"
    before: Worth
    after: Worth
    changes: Changes


class Alternative(Event):
    """Another good timetable, number 1, 2 …; `loss` is what it loses more than the best one, in points (soft).

    `differs` is in how many units (`what`: lessons, or half-days of teachers) it differs from the base and from each
    alternative before it, the least of them; where `status` is "impossible" none differs as much, where it is
    "unknown" none was found. `allowed` says whether its loss is within what may be lost.
    """

    event: Literal["alternative"] = "alternative"
    number: int
    status: Status
    reason: Reason = ""
    what: Literal["lessons", "half_days"] = "lessons"
    differs: int = 0
    moved: int | None = None
    value: tuple[int, int] | None = None
    bound: int | None = None
    loss: int | None = None
    allowed: bool = False
    changes: Changes | None = None
    timetable: Timetable | None = Field(None, repr=False)
