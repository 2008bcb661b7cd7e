"""The empty workbook: every sheet with headers, drop-downs, notes, and a page that explains them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Subject
from scheduler.domain.text import Lang, Text
from scheduler.domain.time import WEEKDAYS
from scheduler.io.workbook.book import HELP
from scheduler.io.workbook.classes import grade_name
from scheduler.io.workbook.output import Block, Cell, Sheet
from scheduler.io.workbook.presets import preset_bells
from scheduler.io.workbook.row_fields import columns_of
from scheduler.io.workbook.rules import DEFAULT_PRESETS
from scheduler.io.workbook.sheets import column
from scheduler.io.workbook.subjects import usual
from scheduler.io.workbook.writer import save, sheets_of
from scheduler.rules.info import RuleInfo, SettingInfo

_ABOUT: tuple[Text, ...] = (
    Text(
        "Fill Plan (subjects × grades) and Teaching (classes × subjects). All other sheets may stay as they are.",
        "先填“课程计划”（科目 × 年级）和“任课”（班级 × 科目），其余各表可以不填。",
    ),
    Text(
        "Plan: weekly lessons; 4/3 means 4 in odd weeks and 3 in even weeks.",
        "课程计划：每周节数；4/3 表示单周 4 节、双周 3 节。",
    ),
    Text(
        "Teaching: Smith · Smith(3)/Jones(1) shared · Smith+Jones both present · odd:Smith even:Jones · TBD1 a person "
        "yet to be found · an empty cell: nobody yet.",
        "任课：王敏 · 王敏(3)/李红(1) 分开上 · 王敏+外教 同时到场 · 单:王敏 双:李红 · "
        "待定1 暂缺的人 · 不填为尚未分课。",
    ),
    Text("Times: Tue 5-6; Fri; every day 1; Wed 14:00-15:30.", "时间写法：周二 5-6；周五；每天 1；周三 14:00-15:30。"),
    Text("Classes: 3(2), 302 and 3.2 are the same class.", "班级写法：三(2)、三（2）班、302、3.2、三年级2班 都可以。"),
    Text(
        "Rule rows: a line for each row of a rule that asks something of several courses together; the list below says "
        "which columns each rule needs. Periods of the week: Mon 1-3; Tue 2.",
        "规则明细：有的规则要写明哪几门课一起看，在这张表里一组一行；各规则填哪几列见下面的“规则一览”。"
        "时间写法：周一 1-3；周二 2。",
    ),
    Text(
        "Bells: lesson periods that stay free on some days stand beside the block's title: closed | Fri 6.",
        "作息时间：某几天不排课的节次写在【作息表】那一行右边：不排时间 | 周五 6。",
    ),
    Text(
        "Dates: 2026-10-12. Sheets from Calendar on are kept beside the timetable; fill those you need.",
        "日期写法：2026-10-12 或 10月12日。“校历”起各表是课表以外的安排和记录，用到哪张填哪张。",
    ),
    Text(
        "Never enter ID numbers, phone numbers or birth dates; such columns are not stored.",
        "请勿填写身份证号、电话、出生日期；这类列不会保存。",
    ),
)
_LINE = column("line", "How to fill this workbook", "填写说明", width=60)
_RULE_COLUMNS = (
    column("id", "Rule", "规则", width=22),
    column("name", "Name", "名称", width=22),
    column("level", "Level", "级别", width=10),
    column("settings", "Settings and their values where nothing is said", "设置及默认值", width=60),
    column("source", "Source", "来源", width=40),
)
SUBJECTS: tuple[Text, ...] = (
    Text("Morals and law", "道德与法治"),
    Text("Chinese", "语文"),
    Text("Maths", "数学"),
    Text("English", "英语"),
    Text("Science", "科学"),
    Text("Computing", "信息科技"),
    Text("PE", "体育与健康"),
    Text("Music", "音乐"),
    Text("Art", "美术"),
    Text("Labour", "劳动"),
    Text("Practice", "综合实践活动"),
    Text("Class meeting", "班队会"),
    Text("School-based", "校本课程"),
)
RULES = Text("Rules", "规则一览")


def write_template(path: Path | str, *, lang: Lang = "zh", rule_infos: Sequence[RuleInfo] = ()) -> None:
    """Write the empty workbook: a primary school's grades and bells, the national preset, nothing else."""
    sheets = [help_sheet(lang, rule_infos), *sheets_of(empty_school(lang), lang, rule_infos, template=True)]
    save(sheets, Path(path), lang)


def empty_school(lang: Lang) -> Problem:
    """Six grades with preset bells, no class, no teacher."""
    names = [grade_name(year, lang) for year in range(1, 7)]
    grades = [Grade(id=name, name=name, number=year, bell="-") for year, name in enumerate(names, start=1)]
    bells, belled = preset_bells(grades, 5)
    days = tuple(day.to(lang) for day in WEEKDAYS[:5])
    subjects = [
        Subject(id=name, family=u.family, core=u.core, protected=u.protected, sport=u.sport)
        for name, u in ((words.to(lang), usual(words.zh)) for words in SUBJECTS)
    ]
    return Problem(day_names=days, bells=bells, grades=belled, subjects=tuple(subjects), presets=DEFAULT_PRESETS)


def help_sheet(lang: Lang, infos: Sequence[RuleInfo]) -> Sheet:
    """How to fill the workbook, and every rule with its settings."""
    blocks = [Block((_LINE,), [[text.to(lang)] for text in _ABOUT])]
    rows: list[list[Cell]] = []
    for info in infos:
        settings = "\n".join(_setting(info, s, lang) for s in info.settings)
        rows.append([info.id, info.name.to(lang), info.level.value, settings, info.source.to(lang)])
    if rows:
        blocks.append(replace(Block(_RULE_COLUMNS, rows), title=RULES))
    return Sheet(HELP, blocks, wide=True)


def _setting(info: RuleInfo, setting: SettingInfo, lang: Lang) -> str:
    """A setting with its value and label; of one that is a list of rows, the columns in which they are filled in."""
    row = info.row_of(setting.id)
    if row is None:
        return f"{setting.id}={_plain(setting.default)}  {setting.label.to(lang)}"
    told = Text("{label}: on sheet Rule rows, columns {columns}", "{label}：在“规则明细”表填 {columns}")
    columns = columns_of([*row["properties"]], lang)
    return f"{setting.id}  " + told.format(label=setting.label, columns=columns).to(lang)


def _plain(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(str(v) for v in value) or "[]"
    return str(value)
