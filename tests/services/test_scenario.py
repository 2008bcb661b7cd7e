from __future__ import annotations

from scheduler.domain.scenario import RuleChanged, TeacherReplaced
from scheduler.services.scenario import read_scenario


def test_off_is_a_field_of_a_scenario_and_no_yes_or_no(tmp_path):
    path = tmp_path / "scenario.yml"
    path.write_text("patches: [{kind: rule_changed, setting: {id: teacher_gaps, off: true}}]", encoding="utf-8")
    [patch] = read_scenario(path).patches
    assert isinstance(patch, RuleChanged)
    assert patch.setting.off is True


def test_a_teacher_may_be_called_no(tmp_path):
    path = tmp_path / "scenario.yml"
    path.write_text("patches: [{kind: teacher_replaced, teacher: Yes, by: No}]", encoding="utf-8")
    [patch] = read_scenario(path).patches
    assert isinstance(patch, TeacherReplaced)
    assert (patch.teacher, patch.by) == ("Yes", "No")
