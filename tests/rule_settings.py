"""Settings with which rules bite in a tiny school; a rule that is not here bites as it is."""

from __future__ import annotations

from typing import Any

SETTINGS: dict[str, tuple[dict[str, Any], ...]] = {
    "teacher_gaps": ({"limit": 0}, {"limit": 1}),
    "daily_activity": ({"minimum": 40}, {"minimum": 75, "counts": "sport_and_extension"}, {"count_breaks": True}),
    "subject_days": ({"subjects": ("PE", "Chinese")}, {"subjects": ("PE",), "days": 2}),
    "core_in_morning": ({"protected_mornings": 0}, {"protected_mornings": 2}),
    "subject_per_day": ({}, {"limit": 1}),
    "days_between": ({}, {"gap": 3}),
    "not_adjacent": (
        {"subjects": ("Chinese", "PE", "Art")},
        {"subjects": ("PE",), "others": ("Art", "PE", "Chinese"), "across_breaks": True},
    ),
    "not_same_day": ({"subjects": ("Chinese", "PE", "Art")}, {"subjects": ("PE", "Art")}),
    "weekly_must_have": (
        {"subjects": ("PE",), "minimum": 2},
        {"subjects": ("PE", "Art"), "minimum": 3, "every": "fortnight"},
        {"subjects": ("Chinese",), "or_practice_week": True},
    ),
    "period_variety": ({"limit": 1}, {"limit": 2}),
    "class_gaps": ({}, {"from_first": True}, {"limit": 1, "from_first": True}),
    "qualified_teachers": ({}, {"subjects": ("Art", "PE")}),
    "same_teacher_apart": ({}, {"across_breaks": False}),
    "period_ban": ({"subjects": ("PE",)}, {"periods": (-1,)}, {"periods": (2,), "days": (1,)}),
    "teacher_daily_load": ({"limit": 1}, {"even": True, "floor": True}, {"limit": 2, "floor": True}),
    "teacher_consecutive": ({"limit": 1}, {"limit": 2, "across_noon": True}),
    "teacher_in_step": ({"limit": 0}, {"limit": 1}),
    "activity_table": ({}, {"kinds": ("club",)}),
    "attestations": ({}, {"items": ("no-ranking", "parent-feedback")}),
    "balanced_classes": ({}, {"size": 40, "spread": 0}),
    "preferred_times": ({}, {"quota": 1}),
    "travel": ({}, {"changes": 0}, {"minutes": 20}, {"changes": 2, "minutes": 60}),
    "teacher_weekly_load": ({}, {"most": 2, "weighted": False}, {"least": 3, "meetings": True}),
    "teacher_days": ({"most": 1}, {"most": 1, "least": 2, "meetings": True}, {"least": 3}),
    "teacher_free": ({"minimum": 2}, {"minimum": 1}, {"minimum": 3, "span": "day"}),
    "fair_share": ({"limit": 0}, {"periods": (1, -1), "limit": 0}, {"periods": (1, 2, -1)}, {"days": (2,), "limit": 0}),
    "class_teacher_present": ({}, {"daily": 2, "periods": (-1,)}, {"daily": 0, "first_days": 2, "periods": (1, 2)}),
    "teachers_apart": (
        {"teachers": ("Li", "Ma")},
        {"teachers": ("Wu", "Ma", "Li", "Li")},
        {"teachers": ("Li", "Wu"), "periods": (1, -1)},
    ),
    "daily_exercises": ({}, {"eye": 1}, {"eye": 3, "gymnastics": False}),
    "lesson_length": ({}, {"minutes": 43}),
    "homework_cap": ({}, {"cap": 20, "kinds": ("written", "reading")}, {"cap": 25, "average": True}),
    "homework_quota": ({}, {"no_homework_days": 3}),
    "exam_count": ({}, {"limit": 0, "subjects": ("PE",)}, {"organisers": ("school", "bureau"), "varied": True}),
    "teaching_days": ({}, {"days": (1,)}, {"days": (2, 3)}),
    "lesson_order": (
        {"first": ("PE", "Chinese"), "then": ("Art",)},
        {"first": ("Art",), "then": ("Chinese", "PE"), "within": "week"},
    ),
    "same_time": ({"courses": ("c0", "c1", "c2")}, {"subjects": ("PE", "Art")}, {"courses": ("c2", "c1")}),
    "pull_out_times": ({}, {"subjects": ("Chinese", "PE")}),
}
