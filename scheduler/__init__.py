"""Qingke: weekly school timetables, generated, judged and explained."""
