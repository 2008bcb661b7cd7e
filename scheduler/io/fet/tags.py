"""Names of elements that several readers and writers of FET files use."""

from __future__ import annotations

TIME, SPACE = "Time_Constraints_List", "Space_Constraints_List"
STARTING, ROOM = "ConstraintActivityPreferredStartingTime", "ConstraintActivityPreferredRoom"
"""What a lock is: an activity's time, and its room."""
COMMENTS = ("Comments", "")
BETWEEN = " | "
"""Stands between the courses of one activity in its comment."""
