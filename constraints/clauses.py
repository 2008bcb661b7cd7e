"""What the school work plans ask, clause by clause, and where they say so; no rule of its own."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.text import Text

KINDS: dict[str, Text] = {
    "M": Text("solver", "排课"),
    "V": Text("judge", "核查"),
    "P": Text("planning table", "计划表"),
    "B": Text("public notice", "公示"),
    "A": Text("attestation", "人工确认"),
}
"""How a clause can be kept: by the solver, by the judge, in a table beside the timetable, in print, by people."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty: `says` in our own words, `where` the lines of the two collections D0 and D2, `kind` letters of KINDS.

    `where` may also name a clause this one follows from (→).
    """

    id: str
    says: Text
    where: str
    kind: str


CLAUSES: tuple[Clause, ...] = (
    Clause(
        "daily-hours-cap",
        Text("A day has at most six hours, counted in three ways.", "一天以六小时为限，算法有三种。"),
        "D0:L26; D0:L135; D2:L21; D2:L43",
        "MVB",
    ),
    Clause(
        "no-early-arrival", Text("Nobody has to be there before the set time.", "规定时间前不必到校。"), "D0:L135", "VB"
    ),
    Clause(
        "no-late-stay",
        Text("The school empties on time; what follows is voluntary.", "到点放学，之后的课后服务自愿参加、不上新课。"),
        "D0:L135; D2:L21",
        "VB",
    ),
    Clause(
        "course-hours-exact",
        Text("No prescribed subject is missing and none has too few periods.", "该有的科目都有，每科节数不少。"),
        "D0:L62; D0:L93; D0:L141; D2:L15; D2:L41; D2:L68",
        "MVB",
    ),
    Clause(
        "no-extra-lessons",
        Text("Neither a subject nor the week has more periods than planned.", "每科和每周的节数都不超过计划。"),
        "D0:L141; D2:L26; D2:L68",
        "MV",
    ),
    Clause(
        "plan-change-authority",
        Text(
            "The plan on file changes only on the word of those who may.",
            "备案的计划要改，须由有权的人批准并写明理由。",
        ),
        "D2:L68",
        "VP",
    ),
    Clause(
        "protect-subjects",
        Text(
            "Main subjects do not take the periods of PE, arts, practice or IT.",
            "主科不占体育、艺术、综合实践和信息课。",
        ),
        "D0:L29; D0:L62; D2:L68; D2:L72",
        "MV",
    ),
    Clause(
        "qualified-teacher-protected",
        Text("A protected subject has a teacher who can teach it.", "受保护的科目由能教它的教师来上。"),
        "→ protect-subjects",
        "V",
    ),
    Clause(
        "follow-timetable",
        Text("What is taught is what the timetable shows, at its time.", "课表排什么就上什么，不换成别的课。"),
        "D0:L29; D0:L62; D2:L15",
        "V",
    ),
    Clause(
        "swap-approval",
        Text("Lessons are swapped only with the office's consent.", "换课先经教务处同意并登记。"),
        "D0:L93; D2:L42",
        "VP",
    ),
    Clause(
        "dakejian-protected",
        Text("The long activity break holds no lesson.", "大课间照常开展，其间没有课。"),
        "D0:L135; D2:L72",
        "MVB",
    ),
    Clause(
        "daily-activity-1h",
        Text("Pupils are active for an hour a day.", "上学的日子每天活动满一小时。"),
        "D0:L135; D2:L43; D2:L72",
        "MVB",
    ),
    Clause("pe-hours", Text("PE has its weekly periods.", "体育课的周课时不少。"), "D0:L93; D2:L72", "MV"),
    Clause(
        "daily-eye-radio-exercise",
        Text("Eye exercises and gymnastics have their place in the day.", "作息里有眼操和课间操的时间。"),
        "D0:L93",
        "VB",
    ),
    Clause(
        "breaks-protected",
        Text("Breaks, noon and days off are no teaching time.", "课间、中午和假日不用来上课。"),
        "D0:L29; D0:L145",
        "MVB",
    ),
    Clause("no-overrun", Text("A lesson ends with the bell.", "下课铃响即下课。"), "D0:L29; D2:L79-80", "AV"),
    Clause(
        "no-weekend-holiday",
        Text("There are no lessons at weekends, on holidays or in vacations.", "周末、假日、寒暑假都没有课。"),
        "D0:L99; D2:L43; D2:L71",
        "MV",
    ),
    Clause(
        "no-tutoring-outside-hours",
        Text("The school holds no subject classes outside its hours and lets no rooms for them.", "校内外不办学科班。"),
        "D0:L99; D2:L71",
        "A",
    ),
    Clause(
        "research-weekly",
        Text("Each subject group meets every week.", "每个教研组每周碰头一次。"),
        "D0:L95; D2:L78-79",
        "MVB",
    ),
    Clause(
        "collective-prep",
        Text("Teachers of one subject and grade share a free period to prepare.", "同年级同科教师有共同的备课时间。"),
        "D0:L95; D2:L56",
        "M",
    ),
    Clause(
        "grade-meeting-monthly", Text("Year groups meet every month.", "年级组每个月开一次会。"), "D0:L107-109", "P"
    ),
    Clause(
        "homework-cap",
        Text("Homework a day stays within the minutes of its grade.", "每天的作业不超过本年级的分钟数。"),
        "D0:L101; D0:L123; D0:L137; D2:L23; D2:L38",
        "VPB",
    ),
    Clause(
        "homework-coordination",
        Text("The class teacher balances the subjects' homework.", "各科作业由班主任统一调节。"),
        "D0:L123-125; D2:L58",
        "PB",
    ),
    Clause(
        "in-lesson-homework",
        Text("The lesson leaves a few minutes for exercises.", "课上留几分钟做练习，当堂做完。"),
        "D0:L60; D2:L14; D2:L22",
        "A",
    ),
    Clause("holiday-homework", Text("Weekends bring no extra homework.", "周末的作业不比平日多。"), "D2:L68", "P"),
    Clause(
        "exam-count",
        Text("A grade sits no more exams a term than allowed.", "每学期的考试不超过规定次数。"),
        "D0:L103; D0:L139; D2:L23; D2:L39; D2:L74-75",
        "VPB",
    ),
    Clause(
        "publication-pack",
        Text("Eight tables are posted in the first week and filed.", "开学第一周公示八张表，并报备案。"),
        "D2:L69",
        "BV",
    ),
    Clause(
        "audit-archive",
        Text("Checks are kept on file; people decide what follows from them.", "查过的都留底；如何处理由人决定。"),
        "D0:L38; D0:L85-87; D2:L37",
        "PV",
    ),
    Clause(
        "responsibility",
        Text("Each duty has a named person who answers for it.", "每项要求都写明由谁负责。"),
        "D0:L19; D0:L84; D2:L36",
        "PB",
    ),
    Clause(
        "young-pioneers-club",
        Text(
            "Class meeting, Young Pioneers, clubs and practice have their time.", "班队会、少先队、社团、实践都有时间。"
        ),
        "D0:L93; D0:L113; D2:L69; D2:L72",
        "MVB",
    ),
    Clause(
        "lesson-length",
        Text("Lessons are as long as they should be, taken over the week.", "一节课多长按规定，按周算不多不少。"),
        "D0:L9; D2:L81",
        "V",
    ),
    Clause(
        "no-skip-prepared",
        Text("Teachers have time to prepare what they teach.", "教师有时间备好课再上课。"),
        "D0:L54; D2:L79",
        "AM",
    ),
    Clause(
        "teacher-open-lesson",
        Text("Each teacher gives an observed lesson.", "每位教师上一节请人来听的课。"),
        "D2:L54",
        "P",
    ),
    Clause(
        "facility-regular-use",
        Text("Laboratories and special rooms are used for their lessons.", "该在实验室、专用教室上的课就在那里上。"),
        "D2:L47",
        "MV",
    ),
    Clause(
        "balanced-classes",
        Text("Classes of a grade are alike, and not too large.", "同年级各班一样对待，人数不过多。"),
        "D2:L76",
        "VA",
    ),
    Clause(
        "parent-feedback",
        Text("Parents are met and asked once a term.", "一学期至少见一次家长、问一次意见。"),
        "D0:L111; D2:L20; D2:L37; D2:L60",
        "P",
    ),
    Clause("no-ranking", Text("Pupils are not ranked by marks.", "成绩不排名次。"), "D0:L103; D0:L139", "A"),
    Clause("textbook-list", Text("Only listed books are used.", "教材教辅只用目录内的。"), "D0:L105", "A"),
    Clause("no-grade-retention", Text("No pupil repeats a year.", "学生不重读。"), "D0:L147", "A"),
    Clause("no-early-finish", Text("Teaching goes on until the end of term.", "进度不抢，教到学期末。"), "D2:L68", "A"),
)
"""Every clause of the two collections that a timetable or a school's records can show, each kept by one rule."""
