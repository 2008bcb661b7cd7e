"""Ready sets of rules; `settings` fits one to a school. Names with @ are explained in shorthand.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from constraints import preset_tables as tables
from constraints.hours import by_grade, of_courses
from constraints.preset_rows import COMFORT, QUALITY, STRUCTURE
from constraints.shorthand import filled, grades
from scheduler.domain.policy import RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks

__all__ = ["PRESETS", "QUALITY", "STRUCTURE", "Preset", "settings"]

OFTEN = 5
"""Weekly periods from which a subject should be taught every day."""
ASKED_ANYWAY = frozenset({"weekly_must_have"})
"""Rules that stay where the school has no subject of the kind: that it has none is then told."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set of rule settings: what it asks, beside the teachers' comfort and the default wishes of all."""

    id: str
    name: Text
    about: Text
    asks: tuple[RuleSetting, ...] = ()

    @property
    def table(self) -> tuple[RuleSetting, ...]:
        """Every row."""
        return COMFORT + self.asks + QUALITY


PRESETS: tuple[Preset, ...] = (
    Preset(
        "plain",
        Text("Plain", "通用"),
        Text("Clashes, spread and teachers' comfort; no policy.", "只管冲突、均匀和教师作息，不含政策要求。"),
    ),
    Preset(
        "national-2021",
        Text("National rules of 2021", "国家规定（2021）"),
        Text(
            "Six hours a day, an hour of activity, a long break, protected subjects, full hours, homework, exams.",
            "每天 6 小时、体育活动 1 小时、大课间、不挤占、开齐开足、作业、考试。",
        ),
        tables.NATIONAL_2021,
    ),
    Preset(
        "national-2025",
        Text("National rules of 2025", "国家规定（2025）"),
        Text(
            "Over those of 2021: two hours of activity, two long breaks, breaks of 15 minutes, PE every day, "
            "a day without homework.",
            "在 2021 年规定之上：每天活动 2 小时、上下午大课间、课间 15 分钟、每天一节体育课、每周一天无作业。",
        ),
        tables.NATIONAL_2021 + tables.NATIONAL_2025,
    ),
    Preset(
        "curriculum-2022",
        Text("Curriculum plan of 2022", "课程方案（2022）"),
        Text(
            "Lessons every week must have (PE, labour, practice, class meeting) and how long lessons are.",
            "每周必有的课（体育、劳动、综合实践、班队会）和每节课的时长。",
        ),
        tables.CURRICULUM_2022,
    ),
    Preset(
        "graded-learning-cap",
        Text("Learning time by grade", "分年级学习时间"),
        Text("Four to seven hours of learning a day, as a notice.", "每天学习 4 至 7 小时，超过只提示。"),
        tables.GRADED_LEARNING,
    ),
    Preset(
        "plans",
        Text("Work plans", "减负工作方案"),
        Text(
            "What the work plans of both collections ask alike.",
            "两份方案汇编共同的要求。",
        ),
        tables.PLANS,
    ),
    Preset(
        "D0-3",
        Text("Plan D0-3", "方案 D0-3"),
        Text("Homework by grade, two exams.", "分年级作业、两次考试。"),
        tables.D0_3,
    ),
    Preset("D0-4", Text("Plan D0-4", "方案 D0-4"), Text("Homework by grade.", "分年级作业。"), tables.D0_4),
    Preset(
        "D0-5",
        Text("Plan D0-5", "方案 D0-5"),
        Text(
            "Six hours of organised activity, homework, exams in several forms.",
            "教育教学活动 6 小时、作业、考试形式多样。",
        ),
        tables.D0_5,
    ),
    Preset(
        "D2-1",
        Text("Plan D2-1", "方案 D2-1"),
        Text(
            "Six hours at school, one exam in two subjects, exercises in the lesson.",
            "在校 6 小时、期末只考语数、课内作业当堂完成。",
        ),
        tables.D2_1,
    ),
    Preset(
        "D2-2",
        Text("Plan D2-2", "方案 D2-2"),
        Text("Six hours of learning, homework, one exam.", "学习 6 小时、作业、期末一次考试。"),
        tables.D2_2,
    ),
    Preset(
        "D2-county", Text("County plan D2", "县级方案 D2"), Text("Exams a term.", "每学期考试次数。"), tables.D2_COUNTY
    ),
    Preset(
        "workload",
        Text("Teachers' workload", "教师工作量"),
        Text("Weekly periods of teachers, as a notice; to be confirmed.", "教师周课时上限，超过只提示；数值待确认。"),
        tables.WORKLOAD,
    ),
    Preset(
        "practice",
        Text("Practice of academic offices", "教务惯例"),
        Text(
            "One teacher's main and protected lessons apart, class teachers present, time to prepare, class sizes.",
            "同一教师主科与技能课不相邻、班主任在班、留出备课时间、班额。",
        ),
        tables.PRACTICE,
    ),
)
"""In the order in which they are merged."""


def settings(preset: Preset, problem: Problem) -> tuple[RuleSetting, ...]:
    """A preset for one school; what speaks of subjects it does not have, or of grades without classes, is left out."""
    out: list[RuleSetting] = []
    taught = {home.grade for home in problem.classes} or set(problem.index.grades)
    for setting in preset.table:
        told = setting.model_copy(update={"source": f"{preset.id}：{setting.source}".rstrip("：")})
        for one in _often(told, problem) if setting.instance == "subject_days#often" else (told,):
            fitted, empty = filled(problem, one)
            nobody = bool(one.scope.grades) and not taught.intersection(grades(problem, one.scope.grades))
            if not nobody and (not empty or one.id in ASKED_ANYWAY):
                out.append(fitted)
    return tuple(out)


def _often(setting: RuleSetting, problem: Problem) -> Iterator[RuleSetting]:
    """One setting for each group of grades with the same subjects taught five times a week or more."""
    plan = by_grade(problem.plan)
    grades: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for grade in problem.grades:
        home = next((one.id for one in problem.classes if one.grade == grade.id), "")
        weekly = plan.get(grade.id) or of_courses(problem, home)
        often = tuple(s.id for s in problem.subjects if weekly.get(s.id, {}).get(Weeks.ALL, 0) >= OFTEN)
        if often:
            grades[often].append(grade.id)
    for number, (subjects, ids) in enumerate(grades.items(), start=1):
        instance = setting.instance if number == 1 else f"{setting.instance}-{number}"
        update = {"instance": instance, "scope": Scope(grades=tuple(ids)), "params": {"subjects": subjects}}
        yield setting.model_copy(update=update)
