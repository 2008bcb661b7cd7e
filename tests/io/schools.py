"""Schools for the tests: a small one that uses everything, and random ones with troublesome names."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Later, Part, PlanRow
from scheduler.domain.policy import Level, RuleException, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.school import (
    Campus,
    Family,
    Grade,
    GroupKind,
    Room,
    RoomPool,
    SchoolClass,
    StudentGroup,
    Subject,
    Teacher,
    TeacherGroup,
)
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind, TimeRange, Weeks
from scheduler.io.workbook.plain import flawed
from tests.io.planning_tables import beside, planning_tables

DAY = (
    BellPeriod(kind=PeriodKind.FREE, name="校门开放", start=460, end=480),
    BellPeriod(name="第1节", start=480, end=520),
    BellPeriod(kind=PeriodKind.BREAK, start=520, end=530),
    BellPeriod(name="第2节", start=530, end=570),
    BellPeriod(kind=PeriodKind.LONG_BREAK, name="大课间", start=570, end=600, sport=True, occupies=("操场",)),
    BellPeriod(name="第3节", start=600, end=640),
    BellPeriod(kind=PeriodKind.NOON, name="午休", start=640, end=1440),
)


def everything() -> Problem:
    """A school that uses every field of the domain at least once."""
    away = TimeRange(day=2, periods=(1, 3), weeks=Weeks.ODD, bell="高段", reason="产检；(复查)")
    duty = TimeRange(day=1, start=450, end=480, reason="值守：护学岗@东门")
    odd_duty = TimeRange(day=0, start=700, end=720, weeks=Weeks.EVEN, reason="值守：看餐")
    return Problem(
        school="轻课小学",
        term="2026—2027学年第一学期",
        version="第1版",
        valid_from="第1周",
        day_names=("周一", "周二", "周三"),
        bells=(
            BellSchedule(
                id="高段",
                name="高段",
                days=(DAY, DAY[:-2], DAY),
                closed=(
                    TimeRange(day=3, periods=(3,)),
                    TimeRange(day=1, periods=(2,), bell="low", reason="升旗；晨会"),
                ),
            ),
            BellSchedule(id="low", name="低段", days=(DAY[:4], (), DAY)),
        ),
        campuses=(Campus(id="本部"), Campus(id="E", name="东校区")),
        grades=(
            Grade(id="三年级", name="三年级", number=3, bell="高段"),
            Grade(id="G1", name="一年级", number=1, bell="low"),
        ),
        classes=(
            SchoolClass(
                id="三(1)", name="三(1)", grade="三年级", size=45, class_teacher="0017", leaves=("三1A", "三1B")
            ),
            SchoolClass(
                id="c2",
                name="三(2)",
                grade="三年级",
                room="操场",
                campus="E",
                unavailable=(TimeRange(day=3),),
                aliases=("小海豚班", "3-2"),
            ),
            SchoolClass(id="一(1)", grade="G1"),
        ),
        groups=(
            StudentGroup(
                id="走班A", leaves=("三1A", "c2"), unavailable=(TimeRange(day=3), TimeRange(day=1, bell="low"))
            ),
            StudentGroup(id="g2", name="B组", leaves=("三1B",)),
        ),
        teachers=(
            Teacher(
                id="0017",
                name="王敏",
                staff_no="0017",
                subjects=("语文",),
                also=("PE", "书法"),
                kind="专职",
                duty="大队辅导员",
                reduction=4,
                load_min=8,
                load_max=14,
                day_max=4,
                campus="本部",
                unavailable=(away, TimeRange(day=3), duty, odd_duty),
                preferred=(TimeRange(day=1, start=480, end=None), TimeRange(day=0, periods=(2,))),
                disliked=(TimeRange(day=2, periods=(1,)),),
                aliases=("小王", "王,老师"),
            ),
            Teacher(id="王敏", name="王敏", staff_no="王敏"),
            Teacher(id="待定1", name="待定1", placeholder=True),
            Teacher(id="待定2", name="待定2"),
            Teacher(id="外教", name="Ann+Bob", placeholder=True),
            Teacher(id="李红", name=""),
            Teacher(id="不需要", name="None needed"),
        ),
        teacher_groups=(
            TeacherGroup(
                id="语文组",
                name="语文组",
                members=("0017", "王敏", "李红"),
                exempt=("李红",),
                meeting="语文组:教研",
                every="fortnight",
                common_free=2,
            ),
            TeacherGroup(
                id="行政", name="行政会", kind=GroupKind.LEADERS, members=("李红",), meeting="开会", every="month"
            ),
            TeacherGroup(id="备课", kind=GroupKind.PREPARATION, members=("王敏", "李红"), meeting="备课:教研"),
        ),
        rooms=(
            Room(id="操场", name="操场", places=2, wet_places=0, wet_instead="本班教室"),
            Room(id="馆", seats=300, campus="E", unavailable=(TimeRange(day=1, periods=(1,)),)),
            Room(id="r3", name="音乐室"),
            Room(id="两馆", combines=(("馆",), ("r3", "操场"))),
        ),
        pools=(RoomPool(id="体育场地", name="体育场地", rooms=("馆", "操场"), campus="E"), RoomPool(id="空", rooms=())),
        subjects=(
            Subject(id="语文", short="语", family=Family.CORE, core=True, aliases=("国语",)),
            Subject(id="PE", name="体育", family=Family.PE, protected=True, sport=True, factor=80),
            Subject(id="书法", name="书法", counted_in="语文", extension=True, unavailable=(TimeRange(day=1),)),
            Subject(id="心理", counted_in="书法"),
            Subject(id="安全"),
            Subject(id="教研", family=Family.MEETING),
        ),
        plan=(
            PlanRow(grade="三年级", subject="PE", odd=3, even=3, room="体育场地", doubles=1),
            PlanRow(grade="三年级", subject="语文", odd=4, even=3, title="语文大阅读"),
            PlanRow(grade="三年级", subject="心理", odd=1, even=0, counted_in="书法"),
            PlanRow(grade="三年级", subject="安全", odd=0, even=1),
            PlanRow(grade="G1", subject="语文", odd=5, even=5, room="r3", room_strict=False),
            PlanRow(grade="G1", subject="PE", odd=0, even=0),
        ),
        filed_plan=(
            PlanRow(grade="G1", subject="语文", odd=6, even=6),
            PlanRow(grade="三年级", subject="PE", odd=1, even=1),
        ),
        courses=(
            Course(
                id="三(1):PE",
                subject="PE",
                sets=("三(1)",),
                teachers=("0017", "外教"),
                parts=(Part(duration=2), Part()),
                room="体育场地",
                fixed=(FixedLesson(day=1, period=1, room="馆"),),
            ),
            Course(
                id="三(1):语文",
                subject="语文",
                sets=("三(1)",),
                teachers=("王敏",),
                parts=(Part(count=3),),
                later=(Later(week=9, teachers=("李红",)), Later(week=15, teachers=("王敏", "外教"))),
            ),
            Course(
                id="三(1):语文:2",
                subject="语文",
                sets=("三(1)",),
                teachers=("王敏",),
                later=(Later(week=9, teachers=("李红",)), Later(week=15, teachers=("王敏", "外教"))),
                parts=(Part(),),
                weeks=Weeks.ODD,
                forbidden=(TimeRange(day=1, periods=(1,)), TimeRange(day=2, reason="公开课")),
            ),
            Course(
                id="三(1):心理", subject="心理", sets=("三(1)",), teachers=("待定1",), parts=(Part(),), weeks=Weeks.ODD
            ),
            Course(
                id="三(1):安全", subject="安全", sets=("三(1)",), teachers=("待定2",), parts=(Part(),), weeks=Weeks.EVEN
            ),
            Course(
                id="c2:PE",
                subject="PE",
                sets=("c2",),
                teachers=("李红",),
                parts=(Part(duration=2), Part()),
                room="体育场地",
            ),
            Course(
                id="c2:语文",
                subject="语文",
                sets=("c2",),
                parts=(Part(count=2),),
                later=(Later(week=2, teachers=("0017",)),),
            ),
            Course(id="c2:语文:2", subject="语文", sets=("c2",), teachers=("李红",), parts=(Part(),)),
            Course(
                id="一(1):语文", subject="语文", sets=("一(1)",), parts=(Part(count=5),), room="r3", room_strict=False
            ),
            Course(
                id="走班:心理",
                subject="心理",
                sets=("走班A",),
                teachers=("李红",),
                parts=(Part(count=2),),
                preferred=(TimeRange(day=1),),
                name="心理走班",
            ),
            Course(
                id="自修", subject="安全", sets=("c2",), teachers=(), parts=(Part(),), weeks=Weeks.ODD, unstaffed=True
            ),
            Course(
                id="资源",
                subject="心理",
                sets=("c2",),
                teachers=("李红",),
                parts=(Part(),),
                kind=CourseKind.PULL_OUT,
                room="馆",
                tags=("实验", "户外；a+b"),
            ),
            Course(
                id="合班",
                subject="书法",
                sets=("三(1)", "c2"),
                parts=(Part(),),
                bell="高段",
                later=(Later(week=60, teachers=("外教", "0017")),),
            ),
            Course(
                id="语文组:教研",
                subject="教研",
                teachers=("0017", "王敏"),
                parts=(Part(duration=2),),
                kind=CourseKind.MEETING,
                bell="高段",
                fixed=(FixedLesson(day=3, period=1),),
                name="语文组",
            ),
            Course(
                id="开会",
                subject="教研",
                teachers=("李红",),
                parts=(Part(),),
                kind=CourseKind.MEETING,
                later=(Later(week=3, teachers=("王敏",)),),
            ),
            Course(
                id="备课:教研",
                subject="教研",
                teachers=("王敏", "李红"),
                parts=(Part(),),
                kind=CourseKind.MEETING,
                weeks=Weeks.ODD,
            ),
            Course(
                id="补课", subject="PE", sets=("c2",), teachers=("不需要",), parts=(Part(),), kind=CourseKind.PULL_OUT
            ),
        ),
        presets=("national-2021", "daily-pe"),
        rules=(
            RuleSetting(id="teacher_gaps", level=Level.RELAXABLE, weight=7, params={"limit": 2}, source="校务会"),
            RuleSetting(
                id="teacher_gaps",
                instance="teacher_gaps#2",
                off=True,
                scope=Scope(
                    grades=("三年级",), classes=("c2",), teachers=("0017", "王敏"), groups=("语文组",), subjects=("PE",)
                ),
                exceptions=(
                    RuleException(who="0017", off=True, reason="孕期（医嘱）"),
                    RuleException(who="G1", params={"limit": 4, "days": [1, 2]}, reason="关"),
                    RuleException(who="c2"),
                ),
                params={"a": [1], "b": ["x,y", "是"], "c": True, "d": None, "e": 1.5, "f": {"g": [1, "二"]}, "h": []},
                reason="老城校区",
            ),
            RuleSetting(
                id="period_ban", params={"subjects": ["PE"], "periods": [1, -1], "s": "1", "t": "true", "u": ""}
            ),
            RuleSetting(
                id="of_rows",
                instance="of_rows#95",
                scope=Scope(classes=("三1A", "走班A"), groups=("g2",)),
                params={
                    "limit": 2,
                    "rows": [
                        {"courses": ["三(1):PE", "开会"], "times": [[1, 1], [1, 2], [3, 1], [1, 1]], "whole": True},
                        {"courses": ["资源"], "days": 2, "periods": 0, "most": None, "least": 1, "or_none": False},
                        {"courses": [], "rooms": ["馆", "两馆"], "times": [], "how": "ordered_on_a_day", "same": "day"},
                        {"courses": "资源", "days": 1.5, "whole": None, "how": "x", "more": {"g": [1, "二"]}},
                        {},
                    ],
                },
            ),
        ),
        **beside(),
    )


ODD = "王敏AbＢ1１２三()（）/+、,，;；:：=\"[]【】@-—?单双周🙂 .#|待定连是否%&<>'_x\\"
names = st.text(ODD, min_size=1, max_size=6).filter(lambda w: not flawed(w))
maybe_name = st.one_of(st.just(""), names)
WEEKS = st.sampled_from(Weeks)


def _ids(draw: Any, least: int, most: int) -> list[str]:
    found: list[str] = draw(st.lists(names, min_size=least, max_size=most, unique=True))
    return found


@st.composite
def times(draw: Any, bells: list[str], days: int) -> TimeRange:
    """A time of the week with periods 1 to 3, clock times, or neither."""
    start = draw(st.one_of(st.none(), st.integers(0, 700)))
    return TimeRange(
        day=draw(st.integers(0, days)),
        periods=tuple(draw(st.lists(st.integers(1, 3), max_size=3))),
        start=start,
        end=draw(st.one_of(st.none(), st.integers(701, 1440))),
        weeks=draw(WEEKS),
        bell=draw(st.sampled_from(["", *bells])),
        reason=draw(maybe_name),
    )


@st.composite
def problems(draw: Any) -> Problem:
    """Schools whose names are made of everything the cell grammars use."""

    def pick(words: list[str], most: int = 3) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(words), max_size=most, unique=True))) if words else ()

    def one(words: list[str]) -> str:
        found: str = draw(st.sampled_from(["", *words]))
        return found

    day_names = _ids(draw, 3, 4)
    bells, grades, classes = _ids(draw, 1, 2), _ids(draw, 1, 3), _ids(draw, 1, 3)
    teachers, subjects, rooms = _ids(draw, 1, 4), _ids(draw, 1, 4), _ids(draw, 0, 3)
    campuses = _ids(draw, 0, 2)
    pools = [p for p in _ids(draw, 0, 2) if p not in rooms]
    when = st.lists(times(bells, 3), max_size=2).map(tuple)
    leaves = [leaf for leaf in _ids(draw, 0, 2) if leaf not in classes]
    school_classes = [
        SchoolClass(
            id=c,
            name=draw(maybe_name),
            grade=draw(st.sampled_from(grades)),
            size=draw(st.integers(0, 60)),
            class_teacher=one(teachers),
            room=one(rooms),
            campus=one(campuses),
            leaves=tuple(leaves) if at == 0 else (),
            unavailable=draw(when),
            aliases=tuple(draw(st.lists(names, max_size=2))),
        )
        for at, c in enumerate(classes)
    ]
    every_leaf = [leaf for c in school_classes for leaf in (c.leaves or (c.id,))]
    groups = [g for g in _ids(draw, 0, 2) if g not in classes and g not in every_leaf]
    plan = {
        (g, s): PlanRow(
            grade=g,
            subject=s,
            odd=draw(st.integers(2, 4)),
            even=draw(st.integers(2, 4)),
            title=draw(maybe_name),
            counted_in=one(subjects),
            room=one([*rooms, *pools]),
            room_strict=draw(st.booleans()),
            doubles=draw(st.integers(0, 1)),
        )
        for g, s in draw(st.lists(st.tuples(st.sampled_from(grades), st.sampled_from(subjects)), max_size=5))
    }
    courses: list[Course] = []
    for c in school_classes:
        for s in pick(subjects):
            row = plan.get((c.grade, s))
            fits = row is not None and draw(st.booleans())
            courses.append(
                Course(
                    id=f"{c.id}:{s}",
                    subject=s,
                    sets=(c.id,),
                    teachers=pick(teachers, 2),
                    parts=(Part(count=min(row.weekly)),)
                    if row is not None and fits
                    else (Part(count=2), Part(duration=2)),
                    room=row.room if row is not None and fits else one(rooms),
                    weeks=Weeks.ALL if fits else draw(WEEKS),
                    forbidden=draw(when),
                    preferred=draw(when),
                    fixed=draw(st.sampled_from([(), (FixedLesson(day=1, period=2),)])),
                    later=tuple(
                        Later(week=week, teachers=pick(teachers, 2) or tuple(teachers[:1]))
                        for week in sorted(draw(st.sets(st.integers(2, 60), max_size=2)))
                    ),
                )
            )
    courses += [
        Course(
            id=f"{draw(names)}{at}",
            subject=draw(st.sampled_from(subjects)),
            sets=(draw(st.sampled_from([*classes, *groups])),),
            parts=(Part(),),
            kind=draw(st.sampled_from([CourseKind.LESSON, CourseKind.PULL_OUT])),
            name=draw(maybe_name),
            bell=one(bells),
            tags=tuple(draw(st.lists(names, max_size=2))),
        )
        for at in range(draw(st.integers(0, 2)))
    ]
    teams = []
    for an_id in _ids(draw, 0, 2):
        members, subject, name = pick(teachers), draw(st.sampled_from(subjects)), draw(maybe_name)
        if members:
            fixed = draw(st.sampled_from([(), (FixedLesson(day=2, period=1),)]))
            courses.append(
                Course(
                    id=f"{an_id}:{subject}",
                    subject=subject,
                    teachers=members,
                    parts=(Part(duration=2),),
                    kind=CourseKind.MEETING,
                    name=name if draw(st.booleans()) else draw(maybe_name),
                    fixed=fixed,
                    weeks=draw(WEEKS),
                )
            )
        meeting = f"{an_id}:{subject}" if members else ""
        teams.append(TeacherGroup(id=an_id, name=name, members=members, exempt=members[:0], meeting=meeting))
    anyone = [*teachers, *classes, *grades, *subjects]
    scalars = st.one_of(st.integers(-5, 99), st.booleans(), st.none(), names, st.just(""), st.floats(0, 9))
    values = st.one_of(scalars, st.lists(scalars, max_size=3), st.lists(st.lists(scalars, max_size=2), max_size=2))
    course_ids = [c.id for c in courses]
    words = st.sampled_from(
        ["rooms", "courses", "times", "days", "most", "whole", "or_none", "same", "how", "适用范围", "rows"]
    )
    field_values = st.one_of(
        values,
        st.lists(st.sampled_from([*course_ids, *rooms]), max_size=3) if course_ids else st.none(),
        st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)).map(list), max_size=4),
        st.sampled_from(["day", "ordered", {}]),
    )
    rows = st.lists(st.dictionaries(st.one_of(names, words), field_values, max_size=4), max_size=3)
    params = st.dictionaries(names, values, max_size=3)
    own_params = st.dictionaries(st.one_of(names, words), st.one_of(values, rows), max_size=3)
    rules = [
        RuleSetting(
            id=draw(names),
            instance=f"{draw(maybe_name)}{at}" if at else draw(maybe_name),
            off=draw(st.booleans()),
            level=draw(st.one_of(st.none(), st.sampled_from(Level))),
            scope=Scope(
                grades=pick(grades),
                classes=pick([*classes, *groups, *leaves]),
                teachers=pick(teachers),
                groups=pick(groups),
                subjects=pick(subjects),
            ),
            exceptions=tuple(
                RuleException(who=who, off=draw(st.booleans()), params=draw(params), reason=draw(maybe_name))
                for who in pick(anyone, 2)
            ),
            params=draw(own_params),
            source=draw(maybe_name),
        )
        for at in range(draw(st.integers(0, 2)))
    ]
    day = DAY[:4] if "操场" not in rooms else DAY[:5]
    lessons = (*day, BellPeriod(name="x", start=600, end=640))
    return Problem(
        school=draw(maybe_name),
        day_names=tuple(day_names),
        bells=tuple(
            BellSchedule(
                id=b,
                name=draw(maybe_name),
                days=(lessons, lessons[: draw(st.integers(4, 6))], lessons),
                closed=draw(when),
            )
            for b in bells
        ),
        campuses=tuple(Campus(id=c, name=draw(maybe_name)) for c in campuses),
        grades=tuple(
            Grade(id=g, name=draw(maybe_name), number=draw(st.integers(0, 9)), bell=draw(st.sampled_from(bells)))
            for g in grades
        ),
        classes=tuple(school_classes),
        groups=tuple(
            StudentGroup(id=g, name=draw(maybe_name), leaves=tuple(every_leaf[:2]), unavailable=draw(when))
            for g in groups
        ),
        teachers=tuple(
            Teacher(
                id=t,
                name=draw(maybe_name),
                staff_no=draw(maybe_name),
                subjects=pick(subjects),
                unavailable=draw(when),
                preferred=draw(when),
                aliases=tuple(draw(st.lists(names, max_size=1))),
                placeholder=draw(st.booleans()),
            )
            for t in teachers
        ),
        teacher_groups=tuple(teams),
        rooms=tuple(
            Room(
                id=r,
                name=draw(maybe_name),
                places=draw(st.integers(0, 3)),
                combines=(tuple(rooms[:at]),) * draw(st.integers(0, 2)) if at == 2 else (),
            )
            for at, r in enumerate(rooms)
        ),
        pools=tuple(RoomPool(id=p, name=draw(maybe_name), rooms=pick(rooms)) for p in pools),
        subjects=tuple(
            Subject(
                id=s,
                name=draw(maybe_name),
                short=draw(maybe_name),
                family=draw(st.sampled_from(Family)),
                sport=draw(st.booleans()),
                counted_in=one(subjects),
                aliases=tuple(draw(st.lists(names, max_size=1))),
            )
            for s in subjects
        ),
        plan=tuple(plan.values()),
        filed_plan=draw(st.sampled_from([None, (), tuple(plan.values())[:2]])),
        **draw(planning_tables(names, grades, [*classes, *groups], subjects, teachers, bells)),
        courses=tuple(draw(st.permutations(courses))),
        presets=tuple(draw(st.lists(names, max_size=2))),
        rules=tuple(rules),
    )
