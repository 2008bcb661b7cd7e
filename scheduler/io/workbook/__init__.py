"""The school workbook: what a dean fills in, in Chinese or English."""

from scheduler.io.workbook.reader import read_school
from scheduler.io.workbook.template import write_template
from scheduler.io.workbook.writer import write_school

__all__ = ["read_school", "write_school", "write_template"]
