"""The rule reference, written from the catalogue: `python docs/generate_rules.py [--check]`."""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path

import constraints
from constraints.clauses import CLAUSES, KINDS, Clause
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import LANGS, Lang, Text, joined
from scheduler.io.workbook.row_fields import columns_of
from scheduler.rules.base import Rule
from scheduler.rules.info import RuleInfo, SettingInfo, info_of

HERE = Path(__file__).parent
FILES: dict[Lang, str] = {"en": "rules.md", "zh": "rules.zh-CN.md"}
COUNTED = (
    ("../README.md", r"\d+(?= kinds of rules)"),
    ("../README.zh-CN.md", r"\d+(?= 种规则)"),
    ("../CHANGELOG.md", r"(?<=- )\d+(?= rules with)|\d+(?= 条规则，)"),
)
"""Pages that say how many rules there are, and where."""
HEAD = Text(
    "# Rule reference\n\n{n} rules. Written from the rules themselves by `make docs`; do not edit by hand. "
    "[中文](rules.zh-CN.md) · [How to choose and change rules](how-to/rules-and-presets.md)\n\n"
    "A hard rule is kept in every timetable; a relaxable one before every soft one; a soft one as far as it can be, "
    "each unit costing its weight. In the workbook these are *must*, *should* and *wish*. "
    "A rule may stand several times with different scopes; all apply together. "
    "In “a finding reads”, words in braces stand for names, days and numbers.\n",
    "# 规则手册\n\n共 {n} 条。由 `make docs` 按规则本身生成，请勿手改。"
    "[English](rules.md) · [怎样选用和修改规则](how-to/rules-and-presets.zh-CN.md)\n\n"
    "硬性规定在每份课表中都遵守；可放宽的规定优先于所有软性要求；软性要求尽量满足，每违反一个单位按权重扣分。"
    "工作簿里这三级写作“必须”“尽量必须”“尽量”。同一条规则可以按不同范围设置多次，全部同时生效。"
    "“核查用语”里花括号中的词代表姓名、星期或数字。\n",
)
LEVELS = {
    Level.HARD: Text("hard", "硬性"),
    Level.RELAXABLE: Text("relaxable", "可放宽"),
    Level.SOFT: Text("soft", "软性"),
}
OWNERS = {
    Owners.TEACHERS: Text("each teacher", "每位教师"),
    Owners.PUPILS: Text("each class (or smallest group)", "每个班（或最小分组）"),
    Owners.PEOPLE: Text("each teacher, or each class (or smallest group)", "每位教师，或每个班（或最小分组）"),
    Owners.CLASSES: Text("each class", "每个班"),
    Owners.COURSES: Text("each course", "每门任课"),
    Owners.ROOMS: Text("each room or kind of room", "每个场地或场地类"),
    Owners.GROUPS: Text("each teachers' group", "每个教师组"),
    Owners.GRADES: Text("each grade", "每个年级"),
    Owners.SCHOOL: Text("the school", "全校"),
}
ROWS = (
    ("id", Text("id", "编号")),
    ("of", Text("measured for", "核查对象")),
    ("unit", Text("unit", "计量单位")),
    ("level", Text("level unless set", "默认级别")),
    ("levels", Text("possible levels", "可选级别")),
    ("says", Text("a finding reads", "核查用语")),
    ("source", Text("source", "依据")),
    ("judges", Text("in the search", "排课时")),
)
CLAUSE_HEAD = Text(
    "## Which clause is kept by which rule\n\nD0 and D2 are two collections of school work plans on pupils' burden; "
    "L is a line there, → another clause this one follows from. The words are ours. "
    "A clause is kept by one rule; what no timetable shows is kept in a planning table or confirmed by people.\n\n"
    "| clause | what it asks | where | can be kept by | rule |\n|---|---|---|---|---|\n",
    "## 每条要求由哪条规则负责\n\nD0、D2 是两份学校减负工作方案汇编，L 是行号，→ 表示由另一条推出。说法是我们自己的。"
    "每条要求只归一条规则管；课表上看不出来的，由计划表或人工确认来管。\n\n"
    "| 要求 | 内容 | 出处 | 可由谁管 | 规则 |\n|---|---|---|---|---|\n",
)
JUDGES = Text("only judged: no lesson placement changes it", "只核查：与课怎么排无关")
POSTED = Text("obeyed and judged", "排课遵守，事后独立核查")
SETTINGS = Text("| setting | meaning | unless set | may be |", "| 设置 | 含义 | 默认 | 可取 |")


YES, NO, NONE = Text("yes", "是"), Text("no", "否"), Text("none", "无")
TYPES = {
    "boolean": Text("yes / no", "是 / 否"),
    "array": Text("a list", "列表"),
    "integer": Text("a whole number", "整数"),
    "string": Text("a name", "名称"),
}
SHEET = Text("rows, on the sheet *Rule rows*: ", "若干行，写在“规则明细”表：")
SUMMARY = Text("| rule | id | level unless set |", "| 规则 | 编号 | 默认级别 |")


def allowed(info: RuleInfo, setting: SettingInfo, lang: Lang) -> str:
    """What a setting may be, from its schema; of rows, the columns that the workbook has for them."""
    if (row := info.row_of(setting.id)) is not None:
        return f"{SHEET.to(lang)}{columns_of([*row['properties']], lang)}"
    schemas = [setting.schema, *setting.schema.get("anyOf", ())]
    choices = next((schema["enum"] for schema in schemas if "enum" in schema), ())
    if choices:
        return " / ".join(f"`{choice}`" for choice in choices)
    low, high = (next((s[name] for s in schemas if name in s), None) for name in ("minimum", "maximum"))
    if low is not None or high is not None:
        return f"{'' if low is None else low}…{'' if high is None else high}"
    kind = next((schema["type"] for schema in schemas if schema.get("type") in TYPES), "")
    return TYPES[kind].to(lang) if kind else ""


def unless_set(setting: SettingInfo, lang: Lang) -> str:
    """The value where a school says nothing, as it is written in the workbook."""
    value = setting.default
    if isinstance(value, bool):
        return (YES if value else NO).to(lang)
    if value is None or value in ((), []):
        return NONE.to(lang)
    return f"`{','.join(map(str, value)) if isinstance(value, (list, tuple)) else value}`"


def section(rule: type[Rule], lang: Lang) -> str:
    """One rule's section."""
    info = info_of(rule)
    values = {
        "id": f"`{info.id}`",
        "of": OWNERS[info.of].to(lang),
        "unit": info.unit.to(lang),
        "level": LEVELS[info.level].to(lang),
        "levels": " / ".join(LEVELS[level].to(lang) for level in info.levels),
        "says": info.says.to(lang).replace("|", "\\|"),
        "source": info.source.to(lang),
        "judges": (JUDGES if info.judges_only else POSTED).to(lang),
    }
    lines = [f"## {info.name.to(lang)}", ""]
    if lang == "en":
        lines += [re.sub(r"\s+", " ", inspect.cleandoc(rule.__doc__ or "")), ""]
    lines += ["| | |", "|---|---|"]
    lines += [f"| {title.to(lang)} | {values[key]} |" for key, title in ROWS]
    kept = [clause for clause in CLAUSES if clause.id in rule.clauses]
    lines += ["", *(f"- `{one.id}` ({one.where}): {one.says.to(lang)}" for one in kept)] if kept else []
    if info.settings:
        lines += ["", SETTINGS.to(lang), "|---|---|---|---|"]
        for one in info.settings:
            unit = Text(" ({unit})", "（{unit}）").format(unit=one.unit).to(lang) if one.unit else ""
            meaning = f"{one.label.to(lang)}{unit}"
            lines.append(f"| `{one.id}` | {meaning} | {unless_set(one, lang)} | {allowed(info, one, lang)} |")
    return "\n".join(lines) + "\n"


def anchor(rule: type[Rule], lang: Lang) -> str:
    """Where a rule's section is on the page."""
    return re.sub(r"[^\w\- ]", "", rule.name.to(lang)).strip().lower().replace(" ", "-")


def clause_row(clause: Clause, lang: Lang) -> str:
    """One clause with the rule that keeps it."""
    kinds = joined([KINDS[kind] for kind in clause.kind]).to(lang)
    rules = [rule for rule in constraints.CATALOGUE if clause.id in rule.clauses]
    links = " ".join(f"[`{rule.id}`](#{anchor(rule, lang)})" for rule in rules)
    return f"| `{clause.id}` | {clause.says.to(lang)} | {clause.where} | {kinds} | {links} |\n"


def reference(lang: Lang) -> str:
    """The whole reference in one language."""
    sections = [section(rule, lang) for rule in constraints.CATALOGUE]
    infos = [info_of(rule) for rule in constraints.CATALOGUE]
    rows = [f"| {i.name.to(lang)} | `{i.id}` | {LEVELS[i.level].to(lang)} |" for i in infos]
    summary = "\n".join([SUMMARY.to(lang), "|---|---|---|", *rows]) + "\n"
    clauses = CLAUSE_HEAD.to(lang) + "".join(clause_row(clause, lang) for clause in CLAUSES)
    return "\n".join([HEAD.format(n=len(sections)).to(lang), summary, clauses, *sections])


def main() -> int:
    """Write the reference and the counts, or with --check only say whether they are as they should be."""
    wanted = {FILES[lang]: reference(lang) for lang in LANGS}
    for page, figure in COUNTED:
        text = (HERE / page).read_text(encoding="utf-8")
        wanted[page] = re.sub(figure, str(len(constraints.CATALOGUE)), text)
    stale = [page for page, text in wanted.items() if not _same(HERE / page, text)]
    if "--check" in sys.argv:
        sys.stdout.write("".join(f"docs/{page} is not what the catalogue says: run make docs\n" for page in stale))
        return 1 if stale else 0
    for page in stale:
        (HERE / page).write_text(wanted[page], encoding="utf-8")
    return 0


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
