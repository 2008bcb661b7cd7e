"""Timetables as files: written as CSV and JSON, read from these and from workbooks, ours or another's."""

from scheduler.io.timetable.csv_file import write_csv
from scheduler.io.timetable.json_file import write_json
from scheduler.io.timetable.read import ReadTimetable, read_timetable

__all__ = ["ReadTimetable", "read_timetable", "write_csv", "write_json"]
