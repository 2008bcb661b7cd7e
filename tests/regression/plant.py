"""What a small wrong is: one edit of the school or of its timetable, and what the judge has to find."""

from __future__ import annotations

from dataclasses import dataclass

from tests.regression.edits import Edit

Found = tuple[str, str, int]
"""(rule, owner, amount)."""
Mon, Tue, Wed, Thu, Fri = range(1, 6)


@dataclass(frozen=True)
class Plant:
    """A wrong in a dean's words, how it comes about, and all that is found."""

    what: str
    edit: Edit
    found: tuple[Found, ...]
