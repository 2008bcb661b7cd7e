"""What the pages say of commands, codes, events, presets and samples is so."""

from __future__ import annotations

import re
from typing import Any

import openpyxl
import pytest
import typer
import yaml

import constraints
from constraints.presets import PRESETS
from scheduler.cli import console
from scheduler.cli.app import app
from scheduler.domain.scenario import PATCHES, apply
from scheduler.events import BoundMoved, Built, Finished, Improved, Stage
from scheduler.io import read_problem
from scheduler.io.workbook import write_template
from scheduler.precheck import precheck
from scheduler.samples import sample
from scheduler.services.load import load, rule_infos
from scheduler.services.proof import added_up
from scheduler.services.scenario import read_scenario
from tests.docs.pages import PAGES, ROOT, blocks, name, table_of, text

CLICKED: Any = typer.main.get_command(app)
COMMANDS = set(CLICKED.commands)
LANG_PAGES = (("en", ""), ("zh", ".zh-CN"))


def options(command):
    """The options a command knows."""
    return {option for param in CLICKED.commands[command].params for option in param.opts if option.startswith("-")}


def written(page):
    """Every command line in code on a page: (command, its options)."""
    code = blocks(page) + re.findall(r"`([^`\n]+)`", text(page))
    for line in (line for part in code for line in part.splitlines()):
        for found in re.finditer(r"\bqingke ([a-z]+)\b([^#\n`]*)", line):
            yield found[1], re.findall(r"(?<!\S)--?[a-z][a-z-]*", found[2])


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_and_options_on_the_pages_exist(page):
    wrong = [
        (command, used)
        for command, used in written(page)
        if command not in COMMANDS or not set(used) <= options(command)
    ]
    assert not wrong


@pytest.mark.parametrize("page", ["docs/how-to/command-line.md", "docs/how-to/command-line.zh-CN.md"])
def test_the_command_line_page_names_every_command_option_code_and_event(page):
    said = text(page)
    assert {command for command, _ in written(ROOT / page)} == COMMANDS
    for command in COMMANDS:
        assert all(f"`{option}" in said for option in options(command)), command
    codes = {
        getattr(console, code) for code in dir(console) if code.isupper() and isinstance(getattr(console, code), int)
    }
    head = ("code", "meaning") if page.endswith("line.md") else ("码", "意思")
    assert {int(row[0]) for row in table_of(page, *head)} == codes
    for event in (Stage, Built, Improved, BoundMoved):
        rows = {cells[0].strip("`"): cells[1] for cells in table_of(page, "event")}
        fields = re.findall(r"`(\w+)`", rows[event.model_fields["event"].default])
        assert set(fields) == set(event.model_fields) - {"event", "timetable"}
    finished = next(line for line in said.splitlines() if line.startswith("- solve"))
    assert set(Finished.model_fields) - {"event", "timetable", "report"} <= set(re.findall(r"`(\w+)`", finished))


@pytest.mark.parametrize("page", ["docs/how-to/rules-and-presets.md", "docs/how-to/rules-and-presets.zh-CN.md"])
def test_the_rules_page_names_every_preset_and_named_instance(page):
    said = text(page)
    assert {row[0].strip("`") for row in table_of(page, "preset" if page.endswith("presets.md") else "预设")} == {
        preset.id for preset in PRESETS
    }
    named = {setting.instance for preset in PRESETS for setting in preset.table if setting.instance}
    assert all(f"`{instance}`" in said for instance in named)


@pytest.mark.parametrize(("lang", "ending"), LANG_PAGES)
def test_the_workbook_page_names_every_sheet_and_column(lang, ending, tmp_path):
    write_template(tmp_path / "empty.xlsx", lang=lang, rule_infos=rule_infos())
    said = (text(f"docs/how-to/workbook{ending}.md") + text(f"docs/how-to/rules-and-presets{ending}.md")).casefold()
    grades, subjects = (
        re.compile(r"(Grade \d|.年级)"),
        {s.value for s in _book(tmp_path)["Plan" if lang == "en" else "课程计划"]["A"]},
    )
    missing = []
    for sheet in _book(tmp_path).worksheets:
        if sheet.title in ("Help", "说明", "Lists", "选项"):
            continue
        heads = [str(cell.value) for cell in sheet[2 if sheet.title in ("Bells", "作息时间") else 1] if cell.value]
        heads = [h for h in heads if not grades.fullmatch(h) and h not in subjects]
        missing += [
            (sheet.title, head)
            for head in (sheet.title, *heads)
            if re.sub(r" \(.*\)$", "", head).casefold() not in said
        ]
    assert not missing


def _book(folder):
    return openpyxl.load_workbook(folder / "empty.xlsx")


@pytest.mark.parametrize(("lang", "ending"), LANG_PAGES)
def test_the_tutorial_makes_a_school(lang, ending, tmp_path):
    path = tmp_path / "school.xlsx"
    write_template(path, lang=lang, rule_infos=rule_infos())
    book = openpyxl.load_workbook(path)
    said = text(f"docs/tutorial{ending}.md")
    for title, table in re.findall(r"<!-- sheet: (\S+) -->\n\n((?:\|.*\n)+)", said):
        sheet = book[title]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        columns = {cell.value: cell.column for cell in sheet[1]}
        places = {cell.value: cell.row for cell in sheet["A"] if cell.value}
        for row in rows[2:]:
            at = places.setdefault(row[0], len(places) + 1)
            for head, cell in zip(rows[0], row, strict=True):
                sheet.cell(at, columns[head], int(cell) if cell.isdigit() else cell)
    book.save(path)
    problem = read_problem(path, rule_infos=rule_infos()).problem
    assert len(problem.classes) == 4
    assert sum(course.periods for course in problem.courses) == 120
    assert all(course.teachers for course in problem.courses)
    assert not precheck(problem, constraints.bind(problem)).impossible


@pytest.mark.parametrize("page", ["docs/how-to/what-if.md", "docs/how-to/what-if.zh-CN.md"])
def test_every_scenario_on_the_page_can_be_made(page, tmp_path):
    found = blocks(page, "yaml")
    kinds: set[str] = set()
    for scenario in found:
        path = tmp_path / "scenario.yml"
        path.write_text(scenario, encoding="utf-8")
        read = read_scenario(path)
        kinds.update(patch.kind for patch in read.patches)
        assert constraints.bind(apply(sample("tiny"), read))
    named = {row[0].strip("`") for row in table_of(page, "kind")}
    assert named == {patch.model_fields["kind"].default for patch in PATCHES}
    assert named - kinds == {"bells_changed", "calendar_changed", "meeting_dropped"}


@pytest.mark.parametrize(("lang", "ending"), LANG_PAGES)
def test_the_reasons_on_the_page_are_those_the_program_gives(lang, ending):
    page = f"docs/how-to/impossible{ending}.md"
    expected = yaml.safe_load(text("sample_inputs/impossible/expected.yml"))
    rows = {
        row[1].strip("`"): row[2]
        for row in table_of(page, "算什么" if lang == "zh" else "what is counted")
        if "`" in row[1]
    }
    assert set(rows) == set(expected)
    wrong = []
    for sample_name, sentence in rows.items():
        school = load(ROOT / "sample_inputs" / "impossible" / f"{sample_name}.xlsx")
        shown = precheck(school.problem, school.rules).reds or (added_up(school, seconds=60),)
        reasons = [one.reason.to(lang) for one in shown]
        if not any(reason.startswith(sentence.rstrip("。.")) for reason in reasons):
            wrong.append((sample_name, reasons[:3]))
    assert not wrong


@pytest.mark.parametrize(("lang", "ending"), LANG_PAGES)
def test_the_figures_of_the_readme_are_those_of_the_samples(lang, ending):
    rows = table_of(f"README{ending}.md", "样例" if lang == "zh" else "sample")
    told = {row[0].strip("`"): [int(cell) for cell in row[1:4]] for row in rows if row[1]}
    there = {path.parent.name for path in (ROOT / "sample_inputs").glob("*/school.xlsx")}
    assert set(told) == {one for one in there if not one.endswith("_daily_pe")}
    for sample_name, figures in told.items():
        expected = yaml.safe_load(text(f"sample_inputs/{sample_name}/expected.yml"))
        assert figures == [expected["classes"], expected["teachers"], expected["class_lessons"]], sample_name
    assert len(list((ROOT / "sample_inputs" / "impossible").glob("*.xlsx"))) == 12
    assert f"{len(constraints.CATALOGUE)} " in text(f"README{ending}.md")
    assert f"- {len(constraints.CATALOGUE)} rules" in text("CHANGELOG.md")
