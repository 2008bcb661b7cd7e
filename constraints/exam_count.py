"""A grade is examined no more often than it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from constraints.lookups import grades
from scheduler.domain.planning import Exam, ExamForm, Organiser
from scheduler.domain.planning_words import FORM_NAMES, ORGANISER_NAMES, RANGE_NAMES
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule

EXAMS = Text("the exam calendar", "考试安排")
TOO_OFTEN = Text("{held} exams a term, at most {limit}", "每学期考试 {held} 次，最多 {limit} 次")
OTHER = Text("{n} exams in {subject}, which is not to be examined", "{subject}不应考试，却有 {n} 次")
ALIKE = Text("no exam in another form than written", "没有笔试以外的考试形式")


class ExamCount(Rule):
    """A grade has at most `limit` exams a term; those of one name, or unnamed of one date, are one.

    Exams of other `organisers` and in other `forms` do not count; where `subjects` are named, each counted exam in
    another is one too many; `varied` asks for an exam in another form. One unit is one exam.
    """

    id = "exam_count"
    name = Text("Exams a term", "每学期考试次数")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text(
        "School work plans (exam-count); national notice of 2021", "学校工作方案（exam-count）；2021 年考试通知"
    )
    unit = Text("exam", "次")
    of = Owners.GRADES
    clauses = ("exam-count",)
    judges_only: ClassVar[bool] = True
    planning: ClassVar[bool] = True

    limit: Annotated[int | None, Label("Exams a term", "每学期次数", None, "lower")] = Field(1, ge=0, le=50)
    organisers: Annotated[tuple[Organiser, ...], Label("Organisers that count", "计入的组织者", None, "union")] = (
        Organiser.SCHOOL,
    )
    forms: Annotated[tuple[ExamForm, ...], Label("Forms that count", "计入的形式", None, "union")] = (ExamForm.WRITTEN,)
    subjects: Annotated[tuple[str, ...], Label("Subjects that may be examined", "可考科目（空：不限）")] = ()
    varied: Annotated[bool, Label("Another form than written too", "要有笔试以外的形式")] = False

    def check(self, view: View) -> Iterator[Finding]:
        exams, title = view.problem.exams, view.problem.index.title
        for grade, _, rule in grades(self, view):
            mine = [exam for exam in exams if exam.grade == grade]
            if not exams:
                yield rule.not_checked((grade, Weeks.ALL), EXAMS)
            counted = [exam for exam in mine if rule._counts(exam)]
            held = len({exam.name or exam.on or at for at, exam in enumerate(counted)})
            if rule.limit is not None and held > rule.limit:
                what = TOO_OFTEN.format(held=held, limit=rule.limit)
                yield rule.finding((grade, Weeks.ALL), held - rule.limit, what=what)
            others = Counter(exam.subject for exam in counted if rule.subjects and exam.subject not in rule.subjects)
            for subject, n in others.items():
                yield rule.finding((grade, subject, Weeks.ALL), n, what=OTHER.format(n=n, subject=title(subject)))
            if rule.varied and mine and all(exam.form is ExamForm.WRITTEN for exam in mine):
                yield rule.finding((grade, "forms", Weeks.ALL), 1, what=ALIKE)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        title = view.problem.index.title
        for grade, _, rule in grades(self, view):
            for exam in (one for one in view.problem.exams if one.grade == grade):
                row = {"grade": title(grade), "exam": exam.name or str(exam.on or ""), "subject": title(exam.subject)}
                how = {"organiser": ORGANISER_NAMES[exam.organiser], "form": FORM_NAMES[exam.form]}
                yield {**row, "range": RANGE_NAMES[exam.range], **how, "counted": rule._counts(exam)}

    def _counts(self, exam: Exam) -> bool:
        return exam.organiser in self.organisers and exam.form in self.forms
