"""Small wrongs in the day or week of a teacher or a class, of the rules about either."""

from __future__ import annotations

from tests.regression.edits import lesson, thing
from tests.regression.plant import Fri, Mon, Plant, Thu, Tue

PEOPLE = (
    # two in a lesson, and what that makes of the day of the second
    Plant("a fifth period", lesson("6A Science", Tue, 1, teachers=("science2", "art2")), (("day_length", "art2", 1),)),
    Plant(
        "a lesson before the others",
        lesson("6A Maths", Fri, 1, teachers=("maths6", "english3")),
        (("idle_periods", "english3", 1),),
    ),
    Plant("a fourth day", lesson("6B Maths", Tue, 3, teachers=("maths6", "english3")), (("days_used", "english3", 1),)),
    Plant("three on end", lesson("1B Labour", Thu, 6, teachers=("maths1", "gym2A")), (("run_length", "gym2A", 1),)),
    Plant(
        "from the third to the sixth",
        lesson("5B Music", Thu, 6, teachers=("music2", "gym3B")),
        (("day_span", "gym3B", 1),),
    ),
    Plant(
        "late in the evening, early in the morning",
        lesson("1A PE", Thu, 6, teachers=("gym1", "music1")),
        (("rest_hours", "music1", 1),),
    ),
    Plant(
        "a day from the second period",
        lesson("1B English", Mon, 1, teachers=("science1",)),
        (("early_start", "english1", 1),),
    ),
    Plant(
        "from the laboratory to the field",
        thing("courses", "5A English", tags=("laboratory",)),
        (("tag_gaps", "5A", 1),),
    ),
)
