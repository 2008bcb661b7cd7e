"""考试安排: which grade sits which exam, when, with whom, in what form."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.planning import Exam, ExamForm, ExamRange, Organiser
from scheduler.domain.planning_words import FORM_NAMES, ORGANISER_NAMES, RANGE_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.io.workbook.choice import chosen, demand, known_words, one_line
from scheduler.io.workbook.dates import NOTE, read_date
from scheduler.io.workbook.output import YES_NO, Block, Cell, Sheet, said, yes
from scheduler.io.workbook.sheets import Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of

TITLE = Text("Exams", "考试安排")
RANGES = known_words(
    RANGE_NAMES,
    {"年级": ExamRange.GRADE, "本年级": ExamRange.GRADE, "班级": ExamRange.CLASS, "本班": ExamRange.CLASS},
)
ORGANISERS = known_words(
    ORGANISER_NAMES,
    {
        "本校": Organiser.SCHOOL,
        "区教研室": Organiser.RESEARCH,
        "县教研室": Organiser.RESEARCH,
        "教师进修学校": Organiser.COLLEGE,
        "教育局统一": Organiser.BUREAU,
        "县教育局": Organiser.BUREAU,
        "区教育局": Organiser.BUREAU,
    },
)
FORMS = known_words(
    FORM_NAMES,
    {
        "书面": ExamForm.WRITTEN,
        "纸笔": ExamForm.WRITTEN,
        "闭卷": ExamForm.WRITTEN,
        "口语": ExamForm.ORAL,
        "操作": ExamForm.PRACTICAL,
        "实践": ExamForm.PRACTICAL,
    },
)
COLUMNS = (
    column("grade", "Grade", "年级", width=12),
    column("subject", "Subject", "科目", "学科", width=14),
    column(
        "name",
        "Name",
        "名称",
        "考试名称",
        "考试",
        width=16,
        note=Text("exams of one name are one occasion", "同名的各科算同一次考试，如 期末"),
    ),
    column("on", "Date", "日期", "考试日期", width=14, note=NOTE),
    column("range", "Who sits it", "范围", "考试范围", width=12, choices=tuple(RANGE_NAMES.values())),
    column("organiser", "Held by", "组织者", "组织单位", "命题单位", width=16, choices=tuple(ORGANISER_NAMES.values())),
    column("form", "Form", "形式", "考试形式", width=10, choices=tuple(FORM_NAMES.values())),
    column("marked", "Marked", "是否记成绩", "记成绩", width=10, choices=YES_NO, note=Text("empty: yes", "不填：是")),
)


def read(parts: Sequence[Section], reading: Reading) -> tuple[Exam, ...]:
    """Exams in order; a row that lists several grades or subjects is one for each."""
    out: list[Exam] = []
    for section in parts[:1]:
        for row in rows_of(section, COLUMNS, ("grade", "subject"), reading.desk):
            facts = {
                "name": one_line(row, "name"),
                "on": read_date(row, "on", reading),
                "range": chosen(row, "range", RANGES, RANGE_NAMES) or ExamRange.GRADE,
                "organiser": chosen(row, "organiser", ORGANISERS, ORGANISER_NAMES) or Organiser.SCHOOL,
                "form": chosen(row, "form", FORMS, FORM_NAMES) or ExamForm.WRITTEN,
                "marked": row.truth("marked", True),
            }
            grades, subjects = reading.names.grades.many(row, "grade"), reading.names.subjects.many(row, "subject")
            demand(row, "grade", "subject")
            for grade in grades:
                for subject in subjects:
                    made = row.build(Exam, grade=grade, subject=subject, **facts)
                    if made is not None:
                        row.place(f"exams[{len(out)}]", "on")
                        out.append(made)
    return tuple(out)


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet."""
    lang, names = writing.lang, writing.names
    rows: list[list[Cell]] = [
        [
            writing.refs(names.grades, (one.grade,)),
            writing.refs(names.subjects, (one.subject,)),
            said(one.name),
            "" if one.on is None else one.on.isoformat(),
            RANGE_NAMES[one.range].to(lang),
            ORGANISER_NAMES[one.organiser].to(lang),
            FORM_NAMES[one.form].to(lang),
            yes(one.marked, lang),
        ]
        for one in problem.exams
    ]
    return Sheet(TITLE, [Block(COLUMNS, rows)])
