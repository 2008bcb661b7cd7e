"""What a job's event says for the columns of the job."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scheduler.store.documents import as_json

SAYS_ENDS: Mapping[str, str] = {"solve": "finished", "explain": "explained", "whatif": "answered", "repair": "repaired"}
"""The event that is the last word of each kind of job; any may end with `failed`."""


def read_json(text: str) -> dict[str, Any]:
    """An object of the store."""
    content: dict[str, Any] = json.loads(text)
    return content


def without_timetable(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event for the list of events: a timetable a second would fill the store."""
    return {key: value for key, value in event.items() if key != "timetable"}


def summary(event: Mapping[str, Any]) -> dict[str, Any]:
    """Columns that this event changes: points, bound, status, the last timetable."""
    found: dict[str, Any] = {}
    for key in ("relaxed", "penalty", "bound"):
        if event.get(key) is not None:
            found[key] = event[key]
    if (value := event.get("value")) is not None:
        found["relaxed"], found["penalty"] = value
    if "status" in event:
        found["status"] = event["status"]
    if event.get("timetable") is not None:
        found["timetable"] = as_json(event["timetable"])
    return found
