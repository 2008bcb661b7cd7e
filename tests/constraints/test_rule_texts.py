"""Every rule speaks both languages, and every finding of the cases becomes a whole sentence."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from string import Formatter

import pytest

import constraints
from constraints import CATALOGUE
from scheduler.domain.text import LANGS, Label, Text
from scheduler.rules.base import Rule
from scheduler.verify import judge
from scheduler.words import sentence
from tests.casebook import Case, build, load_cases

FOLDER = Path(__file__).parents[1] / "cases"
RULES = {rule.id: rule for rule in CATALOGUE}
CASES = [case for path in sorted(FOLDER.glob("*.yml")) for case in load_cases(path)]


def modules_with_rules() -> dict[str, list[type[Rule]]]:
    """The rules that each file of the package defines."""
    out = {}
    for path in sorted(Path(constraints.__file__).parent.glob("*.py")):
        module = importlib.import_module(f"constraints.{path.stem}" if path.stem != "__init__" else "constraints")
        classes = [one for _, one in inspect.getmembers(module, inspect.isclass) if one.__module__ == module.__name__]
        if found := [one for one in classes if issubclass(one, Rule)]:
            out[path.stem] = found
    return out


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_every_rule_file_gives_exactly_one_rule_to_the_catalogue() -> None:
    found = modules_with_rules()
    assert all(len(rules) == 1 for rules in found.values()), found
    assert {rules[0] for rules in found.values()} == set(CATALOGUE)
    assert len(CATALOGUE) == len(set(CATALOGUE)) == len({rule.id for rule in CATALOGUE})


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_a_rule_tells_its_name_sentence_source_and_unit_in_both_languages(rule: type[Rule]) -> None:
    for text in (rule.name, rule.says, rule.source, rule.unit):
        assert isinstance(text, Text)
        assert all(text.to(lang).strip() for lang in LANGS), (rule.id, text)
    for text in (rule.name, rule.source):
        assert any("一" <= letter <= "鿿" for letter in text.zh), (rule.id, text.zh)
        assert not any("一" <= letter <= "鿿" for letter in text.en), (rule.id, text.en)
    assert fields(rule.says.en) == fields(rule.says.zh)
    assert rule.says.en.endswith(".")
    assert rule.says.zh.endswith("。")


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_every_setting_of_a_rule_has_one_label_in_both_languages(rule: type[Rule]) -> None:
    for name in set(rule.model_fields) - set(Rule.model_fields):
        labels = [one for one in rule.model_fields[name].metadata if isinstance(one, Label)]
        assert len(labels) == 1, (rule.id, name)
        texts = [labels[0].text, *([labels[0].unit] if labels[0].unit else [])]
        assert all(text.to(lang).strip() for text in texts for lang in LANGS), (rule.id, name)


@pytest.mark.parametrize(
    "case", [one for one in CASES if one.expect or one.not_checked], ids=lambda case: f"{case.rule}: {case.name}"
)
def test_every_finding_of_a_case_is_a_whole_sentence(case: Case) -> None:
    problem, timetable = build(case)
    rule = RULES[case.rule].model_validate(dict(case.settings))
    findings = judge(problem, timetable, [rule]).findings
    assert findings
    for finding in findings:
        told = sentence(problem, rule, finding)
        for lang in LANGS:
            words = told.to(lang)
            assert words.strip(" .。")
            assert not set("{}") & set(words), words
            for odd in ("Text(", "None", "Weeks.", "()", "  ", "''"):
                assert odd not in words, words
