"""The school rules, one per file, and how a school's settings become rule objects."""

from __future__ import annotations

from constraints import binding
from constraints.activity_table import ActivityTable
from constraints.allowed_times import AllowedTimes
from constraints.attestations import Attestations
from constraints.balanced_classes import BalancedClasses
from constraints.block_pattern import BlockPattern
from constraints.breaks_protected import BreaksProtected
from constraints.class_clash import ClassClash
from constraints.class_gaps import ClassGaps
from constraints.class_teacher_present import ClassTeacherPresent
from constraints.core_in_morning import CoreInMorning
from constraints.course_hours import CourseHours
from constraints.daily_activity import DailyActivity
from constraints.daily_exercises import DailyExercises
from constraints.daily_hours_cap import DailyHoursCap
from constraints.day_length import DayLength
from constraints.day_span import DaySpan
from constraints.days_between import DaysBetween
from constraints.days_used import DaysUsed
from constraints.early_start import EarlyStart
from constraints.ends_day import EndsDay
from constraints.every_lesson_placed import EveryLessonPlaced
from constraints.exam_count import ExamCount
from constraints.fair_share import FairShare
from constraints.few_rooms import FewRooms
from constraints.fixed_lessons import FixedLessons
from constraints.follow_timetable import FollowTimetable
from constraints.group_meeting import GroupMeeting
from constraints.homework_cap import HomeworkCap
from constraints.homework_quota import HomeworkQuota
from constraints.idle_periods import IdlePeriods
from constraints.keep_present import KeepPresent
from constraints.lesson_length import LessonLength
from constraints.lesson_order import LessonOrder
from constraints.lessons_a_day import LessonsADay
from constraints.lessons_adjoin import LessonsAdjoin
from constraints.lessons_at_once import LessonsAtOnce
from constraints.lessons_gap import LessonsGap
from constraints.lessons_in_order import LessonsInOrder
from constraints.lessons_near import LessonsNear
from constraints.lessons_not_overlapping import LessonsNotOverlapping
from constraints.lessons_spread import LessonsSpread
from constraints.lessons_together import LessonsTogether
from constraints.long_break_free import LongBreakFree
from constraints.not_adjacent import NotAdjacent
from constraints.not_same_day import NotSameDay
from constraints.period_ban import PeriodBan
from constraints.period_variety import PeriodVariety
from constraints.plan_hours import PlanHours
from constraints.preferred_rooms import PreferredRooms
from constraints.preferred_times import PreferredTimes
from constraints.protected_subjects import ProtectedSubjects
from constraints.publication import Publication
from constraints.pull_out_times import PullOutTimes
from constraints.qualified_teachers import QualifiedTeachers
from constraints.rest_hours import RestHours
from constraints.room_capacity import RoomCapacity
from constraints.room_clash import RoomClash
from constraints.room_stability import RoomStability
from constraints.room_suitable import RoomSuitable
from constraints.room_times import RoomTimes
from constraints.run_length import RunLength
from constraints.same_room_next import SameRoomNext
from constraints.same_teacher_apart import SameTeacherApart
from constraints.same_time import SameTime
from constraints.school_day_bounds import SchoolDayBounds
from constraints.site_changes import SiteChanges
from constraints.slots_used import SlotsUsed
from constraints.subject_days import SubjectDays
from constraints.subject_per_day import SubjectPerDay
from constraints.tag_gaps import TagGaps
from constraints.teacher_clash import TeacherClash
from constraints.teacher_consecutive import TeacherConsecutive
from constraints.teacher_daily_load import TeacherDailyLoad
from constraints.teacher_days import TeacherDays
from constraints.teacher_free import TeacherFree
from constraints.teacher_gaps import TeacherGaps
from constraints.teacher_in_step import TeacherInStep
from constraints.teacher_weekly_load import TeacherWeeklyLoad
from constraints.teachers_apart import TeachersApart
from constraints.teaching_days import TeachingDays
from constraints.term_end_protected import TermEndProtected
from constraints.travel import Travel
from constraints.unavailable import Unavailable
from constraints.weekly_must_have import WeeklyMustHave
from constraints.wet_weather import WetWeather
from scheduler.domain.problem import Problem
from scheduler.rules.base import Rule

CATALOGUE: tuple[type[Rule], ...] = (
    EveryLessonPlaced,
    CourseHours,
    ClassClash,
    TeacherClash,
    RoomClash,
    Unavailable,
    FixedLessons,
    AllowedTimes,
    SameTime,
    LessonsTogether,
    LessonsNotOverlapping,
    Travel,
    SiteChanges,
    DailyHoursCap,
    SchoolDayBounds,
    TeachingDays,
    LessonLength,
    DailyActivity,
    LongBreakFree,
    BreaksProtected,
    DailyExercises,
    ProtectedSubjects,
    QualifiedTeachers,
    SameTeacherApart,
    PullOutTimes,
    WeeklyMustHave,
    PlanHours,
    FollowTimetable,
    TermEndProtected,
    BalancedClasses,
    ActivityTable,
    Publication,
    Attestations,
    RoomSuitable,
    RoomCapacity,
    WetWeather,
    BlockPattern,
    SubjectPerDay,
    SubjectDays,
    DaysBetween,
    LessonsSpread,
    LessonsAdjoin,
    LessonsADay,
    NotAdjacent,
    NotSameDay,
    LessonOrder,
    LessonsInOrder,
    EndsDay,
    LessonsGap,
    LessonsNear,
    SlotsUsed,
    LessonsAtOnce,
    PeriodBan,
    PeriodVariety,
    CoreInMorning,
    ClassGaps,
    TeacherDailyLoad,
    TeacherWeeklyLoad,
    TeacherConsecutive,
    TeacherGaps,
    TeacherDays,
    TeacherFree,
    TeacherInStep,
    GroupMeeting,
    FairShare,
    ClassTeacherPresent,
    TeachersApart,
    DayLength,
    IdlePeriods,
    EarlyStart,
    DaysUsed,
    RunLength,
    DaySpan,
    RestHours,
    TagGaps,
    PreferredTimes,
    HomeworkCap,
    HomeworkQuota,
    ExamCount,
    KeepPresent,
    PreferredRooms,
    FewRooms,
    RoomTimes,
    SameRoomNext,
    RoomStability,
)
"""Every rule, in the order of reports."""


def bind(problem: Problem) -> tuple[Rule, ...]:
    """The rules a school keeps: its presets, with its own settings over them; FaultyInput lists all faults."""
    return binding.bind(problem, CATALOGUE)
