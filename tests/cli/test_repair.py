"""`qingke repair` as a dean and as a program meet it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import scheduler.cli.app as application
from scheduler.cli.console import DONE, FAULTY, IMPOSSIBLE, UNDECIDED
from scheduler.domain.timetable import Timetable, distance
