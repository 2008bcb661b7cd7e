"""Answers to what-if questions on paper: one workbook or one page of HTML for all scenarios."""

from scheduler.io.answers.base import Answer, Table
from scheduler.io.answers.html import write_html
from scheduler.io.answers.tables import summary, tables
from scheduler.io.answers.xlsx import write_xlsx

__all__ = ["Answer", "Table", "summary", "tables", "write_html", "write_xlsx"]
