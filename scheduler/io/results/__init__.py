"""The results workbook: the timetable from every side, loads, who is free, and the compliance report."""

from scheduler.io.results.book import write_results

__all__ = ["write_results"]
