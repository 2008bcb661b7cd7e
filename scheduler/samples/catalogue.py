"""Every sample by name: how to build it and what to see in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.samples.college import college
from scheduler.samples.english import english_plain
from scheduler.samples.junior import junior_24, junior_24_daily_pe
from scheduler.samples.records import records
from scheduler.samples.schools import primary, primary_daily_pe, primary_tight
from scheduler.samples.staggered import staggered
from scheduler.samples.tiny import tiny
from scheduler.samples.twelve_years import twelve_years
from scheduler.samples.villages import villages


@dataclass(frozen=True, slots=True)
class Sample:
    """A school that has a timetable; `proven` says that its optimum is found within seconds."""

    name: str
    build: Callable[[], Problem]
    about: Text
    see: tuple[Text, ...] = ()
    proven: bool = False


SAMPLES: tuple[Sample, ...] = (
    Sample(
        "tiny",
        tiny,
        Text("Three classes, three days.", "三个班、三天。"),
        (Text("The best timetable is found and proven within seconds.", "几秒内得到并证明最优课表。"),),
        proven=True,
    ),
    Sample(
        "odd_even",
        partial(primary, 1),
        Text("A village school of six classes.", "六个班的完全小学。"),
        (
            Text(
                "Grades 5 and 6: mental health in odd weeks, safety in even weeks, in one period.",
                "五、六年级：单周心理健康、双周安全教育，同一节次。",
            ),
            Text("Grades 5 and 6 have music together.", "五(1)与六(1)合班上音乐。"),
        ),
    ),
    Sample(
        "staggered",
        staggered,
        Text(
            "Two grades with staggered bells on one field, and a choir of both.",
            "两个年级错峰作息，共用一块操场，合唱跨年级。",
        ),
        (
            Text(
                "PE of one grade never stands in the other's long break: it fills the field.",
                "一个年级的体育课避开另一个年级占用操场的大课间。",
            ),
            Text(
                "The choir follows grade 4's clock and spares grade 5's breaks.",
                "合唱按四年级作息，不占五年级的课间和大课间。",
            ),
        ),
        proven=True,
    ),
    Sample(
        "primary_18",
        partial(primary, 3),
        Text("Primary school of 18 classes.", "18 班小学。"),
        (
            Text(
                "Composition doubles in grades 5 and 6, never across a long break.", "五、六年级作文连堂，不跨大课间。"
            ),
            Text("Grade 5 alternates mental health and safety.", "五年级单周心理健康、双周安全教育。"),
            Text("A resource-room group leaves its class in its lesson.", "资源教室 A 组抽离，不占本班的课。"),
        ),
    ),
    Sample(
        "primary_36",
        partial(primary, 6),
        Text("Primary school of 36 classes.", "36 班小学。"),
        (
            Text("Clubs of grades 3 and 4 in one Wednesday block each.", "三、四年级社团走班，各占周三一个时段。"),
            Text("Art overflows into own classrooms where both art rooms are taken.", "美术教室排满时在本班上。"),
            Text("Two teachers of one name are told apart by staff number.", "两位同名教师以工号区分。"),
            Text("待定1 and 待定2 are scheduled as persons.", "待定1、待定2 按一位教师排课。"),
        ),
    ),
    Sample(
        "primary_60",
        partial(primary, 10),
        Text("Primary school of 60 classes.", "60 班小学。"),
        (Text("Art and science overflow into own classrooms.", "美术、科学教室排满时在本班上。"),),
    ),
    Sample(
        "junior_24",
        junior_24,
        Text("Junior school of 24 classes, 45-minute lessons.", "24 班初中，每节 45 分钟。"),
        (
            Text(
                "405 organised minutes on Monday, within the junior cap of 420.",
                "周一教育教学活动 405 分钟，初中上限 420。",
            ),
            Text("Chemistry doubles in grade 9 in one laboratory.", "九年级化学连堂，只有一间化学实验室。"),
        ),
    ),
    Sample(
        "primary_18_daily_pe",
        partial(primary_daily_pe, 3),
        Text("18 classes with a sport lesson on every day.", "18 班小学，每天一节体育课。"),
        (
            Text("At least 100 minutes of activity for every class on every day.", "每班每天活动至少 100 分钟。"),
            Text("Class teachers take the sport activity lessons.", "体育活动课由班主任兼任。"),
            Text(
                "Paid by 校本 first, then by a lesson of Chinese (grades 1, 2) or mathematics (5, 6); 综合实践 stays.",
                "课时先从校本出，不足时一、二年级从语文、五、六年级从数学各出 1 节，综合实践保留。",
            ),
        ),
    ),
    Sample(
        "primary_36_daily_pe",
        partial(primary_daily_pe, 6),
        Text("36 classes with a sport lesson on every day.", "36 班小学，每天一节体育课。"),
        (Text("Monday: 4 periods × 9 places = 36 = 36 classes.", "周一体育位 4 节 × 9 班 = 36，恰好 36 个班。"),),
    ),
    Sample(
        "primary_60_daily_pe",
        partial(primary_daily_pe, 10),
        Text("60 classes with a sport lesson on every day.", "60 班小学，每天一节体育课。"),
        (Text("Monday: 4 periods × 15 places = 60 = 60 classes.", "周一体育位 4 节 × 15 班 = 60，恰好 60 个班。"),),
    ),
    Sample(
        "junior_24_daily_pe",
        junior_24_daily_pe,
        Text("Junior school with a sport lesson on every day.", "24 班初中，每天一节体育课。"),
        (
            Text("Monday: 5 periods × 5 places = 25 for 24 classes.", "周一体育位 5 节 × 5 班 = 25，24 个班。"),
            Text("No filed plan: that comparison is not checked.", "没有备案课程计划：该项未核查。"),
        ),
    ),
    Sample(
        "primary_36_tight",
        primary_tight,
        Text("Daily sport for 36 classes on seven places.", "36 班每天一节体育课，只有 7 个体育位。"),
        (
            Text(
                "Without the first period Monday has 4 × 7 = 28 places for 30 to 36 lessons: some sport stands there.",
                "不排第1节时周一只有 4 × 7 = 28 个体育位，要上 30—36 节：必有体育课排在第1节。",
            ),
            Text("Grades 5 and 6 have sport activity in pairs of classes.", "五、六年级体育活动两班合上。"),
        ),
    ),
    Sample(
        "english_plain",
        english_plain,
        Text("A small secondary school in English, without Chinese policy.", "英文小型中学，不用国内政策规则。"),
        (
            Text(
                "Option groups of Years 10 and 11 overlap and fill the week together.",
                "10、11 年级选修组相互交叉，合起来排满一周。",
            ),
            Text("Science, art and PE have double lessons.", "科学、美术、体育有连堂。"),
        ),
    ),
    Sample(
        "college",
        college,
        Text("A college of three sets that asks lesson by lesson.", "逐节提要求的三个班的学校。"),
        (
            Text(
                "Every lesson is a course; rules speak of single ones in the sheet Rule rows.",
                "每节课是一门课程，规则明细表逐节提要求。",
            ),
            Text(
                "Two sites; the model chooses studios, for rules ask which.",
                "两个校区；规则问到教室，所以由模型选教室。",
            ),
            Text("No clock times; lunch is closed except on Fridays.", "没有钟点；除周五外午间不排课。"),
        ),
    ),
    Sample(
        "villages",
        villages,
        Text("A central school of 18 classes with two village schools of six.", "中心校 18 班，带两所 6 班村小。"),
        (
            Text(
                "Four travelling teachers change campus at most once a day, over noon.",
                "四名走教教师一天最多换一次校区，只在午间。",
            ),
            Text(
                "English of grades 3 to 6 in the villages is one course with a class of the centre.",
                "村小三至六年级英语为专递课堂：与中心校一个班同上，村小由班主任看班。",
            ),
        ),
    ),
    Sample(
        "twelve_years",
        twelve_years,
        Text("Grades 1 to 12 on two campuses with their own bells.", "一至十二年级，两个校区，各有作息。"),
        (
            Text(
                "Physics and history of grades 11 and 12 are options at the same times.",
                "高二、高三物理与历史选科走班，同时上课。",
            ),
            Text(
                "Music and computing teachers of one campus also teach on the other.", "音乐、信息科技教师跨校区上课。"
            ),
        ),
    ),
    Sample(
        "records",
        records,
        Text(
            "Six classes with everything kept beside the timetable.",
            "六个班，附校历、作业、考试、公示、责任与巡课记录。",
        ),
        (
            Text(
                "From week 9 a stand-in takes over the classes of a teacher on leave.",
                "第 9 周起由代课教师接任产假教师的课。",
            ),
            Text(
                "On rain the yard is closed: sport at one time fits the classrooms named.",
                "雨天操场停用，同时上体育的班数有提示。",
            ),
            Text("All but a few rules of the catalogue are in use.", "用到了目录中的绝大部分规则。"),
        ),
    ),
)
