"""What the plan sheet says of a subject itself: short name, family, protection, weighting."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.school import Family, Subject
from scheduler.domain.text import Text
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import YES_NO, Cell, said, yes
from scheduler.io.workbook.sheets import Row, column
from scheduler.io.workbook.subjects import usual
from scheduler.io.workbook.tables import ID, Reading, Writing

FAMILY_NAMES: dict[Family, Text] = {
    Family.CORE: Text("core", "主科"),
    Family.LANGUAGE: Text("language", "外语"),
    Family.SCIENCE: Text("science", "科学"),
    Family.HUMANITIES: Text("humanities", "人文"),
    Family.PE: Text("pe", "体育"),
    Family.ARTS: Text("arts", "艺术"),
    Family.PRACTICE: Text("practice", "实践"),
    Family.SCHOOL: Text("school", "校本"),
    Family.MEETING: Text("meeting", "会议"),
}
_FAMILIES = {plain.key(w): f for f, t in FAMILY_NAMES.items() for w in (t.en, t.zh, f.value)}
SUBJECT_COLUMNS = (
    column("short", "Short name", "简称", width=8),
    column("family", "Colour family", "颜色族", "颜色", width=10, choices=tuple(FAMILY_NAMES.values())),
    column("core", "Core subject", "主科", width=8, choices=YES_NO),
    column(
        "protected", "Protected", "受保护", width=8, choices=YES_NO, note=Text("may not be taken over", "不得被挤占")
    ),
    column("sport", "Activity", "运动", width=8, choices=YES_NO, note=Text("counts as activity", "计入体育活动时长")),
    column("extension", "Extension", "拓展", width=8, choices=YES_NO),
    column("factor", "Weight %", "折算系数", width=8, note=Text("100 = one lesson", "100 为一节算一节")),
    column("pays", "Usually counted in", "平时计入", width=12),
    column("unavailable", "Not at", "不排时间", "不排课时间", width=18),
    column("aliases", "Also called", "别名", width=14),
    ID,
    column("order", "Order", "科目顺序", width=8),
)


def read_subjects(rows: Sequence[tuple[Row, str]], reading: Reading) -> tuple[Subject, ...]:
    """Subjects in order; what a row leaves empty is what a subject of that name usually is."""
    first: dict[str, Row] = {}
    for row, an_id in rows:
        first.setdefault(an_id, row)
    made = []
    assumed = False
    for place, (an_id, row) in enumerate(first.items()):
        name = row.text("name") if row.text("id") else ""
        known = usual(name or an_id)
        pays = reading.names.subjects.one(row, "pays" if row.has("pays") else "counted_in")
        if not pays and not row.has("pays") and not row.has("counted_in") and known.pays:
            found = reading.names.subjects.find(known.pays)
            pays = found[0] if len(found) == 1 and found[0] != an_id else ""
        assumed = assumed or not row.raw("family")
        subject = row.build(
            Subject,
            id=an_id,
            name=name,
            short=row.text("short"),
            family=_family(row) or known.family,
            protected=row.truth("protected", known.protected),
            core=row.truth("core", known.core),
            sport=row.truth("sport", known.sport),
            extension=row.truth("extension", known.extension),
            factor=row.number_of("factor", 100),
            counted_in=pays,
            unavailable=reading.ranges(row, "unavailable"),
            aliases=row.items("aliases"),
        )
        if subject is not None:
            made.append((row.number_of("order", place + 1), place, subject))
    if assumed and made:
        reading.desk.note(
            NoteKind.ASSUMED,
            Text(
                "core, protected and sport subjects and colours are taken from the subjects' names",
                "主科、受保护、运动与颜色按科目名称判断",
            ),
            first[made[0][2].id].sheet,
        )
    return tuple(subject for _, _, subject in sorted(made, key=lambda m: m[:2]))


def _family(row: Row) -> Family | None:
    raw = row.raw("family")
    found = _FAMILIES.get(plain.key(raw))
    if raw and found is None:
        row.fault(
            "family",
            Text(f"“{raw[:20]}” is no colour family", f"“{raw[:20]}”不是颜色族"),
            Text(
                "choose one of: " + ", ".join(t.en for t in FAMILY_NAMES.values()),
                "请选：" + "、".join(t.zh for t in FAMILY_NAMES.values()),
            ),
        )
    return found


def subject_cells(subject: Subject, writing: Writing) -> list[Cell]:
    """A subject's own cells."""
    lang = writing.lang
    return [
        said(subject.short),
        FAMILY_NAMES[subject.family].to(lang),
        yes(subject.core, lang),
        yes(subject.protected, lang),
        yes(subject.sport, lang),
        yes(subject.extension, lang),
        subject.factor,
        writing.ref(writing.names.subjects, subject.counted_in),
        writing.ranges(subject.unavailable),
        writing.list(subject.aliases),
        said(subject.id) if subject.name else "",
        "",
    ]
