"""Teachers' groups can meet: the meeting is held, its members are free for it, and they share free periods."""

from __future__ import annotations

from collections.abc import Iterator

from constraints.gathering import attending, home_periods, starts_at
from scheduler.domain.policy import Owners
from scheduler.domain.school import TeacherGroup
from scheduler.domain.text import Text, same
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class GroupMeeting(Rule):
    """A group's meeting has a time, no member has a lesson then, and all share `common_free` free periods.

    One unit is a meeting that is missing, a lesson of a member during it, or a shared free period short.
    """

    id = "group_meeting"
    name = Text("Meetings of teachers' groups", "教研与会议")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text(
        "School work plans: research meetings and joint preparation every week (research-weekly, collective-prep)",
        "学校工作方案：每周一次教研活动和集体备课（research-weekly、collective-prep）",
    )
    unit = Text("meeting, lesson or period", "处")
    of = Owners.GROUPS

    def post(self, ctx: Context) -> None:
        groups = {group.id: group for group in ctx.problem.teacher_groups}
        for owner, rule in self.each(ctx):
            group, course = groups[owner], ctx.problem.index.courses.get(groups[owner].meeting)
            if course is not None:
                meetings = ctx.starts(course.id)
                ctx.at_least(rule, (owner, course.weeks), [start.literal for start in meetings], 1)
                for member in attending(group):
                    for weeks in ctx.weeks(member):
                        met, missed = starts_at(meetings, weeks), []
                        for lesson in ctx.teacher_starts(member, None, weeks):
                            there = [s for m in lesson.moments for s in met.get(m, ()) if s.weeks.meets(lesson.weeks)]
                            if there and lesson.course != course.id:
                                missed.append(ctx.both(lesson.literal, ctx.any_of(s.literal for s in there)))
                        ctx.at_most(rule, (owner, member, weeks), missed, 0)
            for weeks in ctx.weeks(owner) if group.common_free else ():
                free = []
                for moments in home_periods(ctx.problem):
                    who = ((member, moment) for member in attending(group) for moment in moments)
                    busy = ctx.any_of(s.literal for m, moment in who for s in ctx.covering(m, moment, weeks))
                    free.append(ctx.negated(busy))
                ctx.at_least(rule, (owner, "free", weeks), free, group.common_free)

    def check(self, view: View) -> Iterator[Finding]:
        groups = {group.id: group for group in view.problem.teacher_groups}
        for owner, rule in self.each(view):
            group, course = groups[owner], view.problem.index.courses.get(groups[owner].meeting)
            if course is not None:
                yield from rule._judge_meeting(view, group, course.id)
            for weeks in view.weeks(owner) if group.common_free else ():
                lessons = [p for member in attending(group) for p in view.of_teacher.get(member, ())]
                taken = {moment for p in lessons if p.lesson.weeks.meets(weeks) for moment in p.moments}
                free = sum(taken.isdisjoint(moments) for moments in home_periods(view.problem))
                if free < group.common_free:
                    told = Text("{free} of {wanted} shared free periods", "共同空堂 {free} 节，应有 {wanted} 节")
                    told = told.format(free=free, wanted=group.common_free)
                    yield rule.finding((owner, "free", weeks), group.common_free - free, what=told)

    def _judge_meeting(self, view: View, group: TeacherGroup, meeting: str) -> Iterator[Finding]:
        held = [placed for placed in view.of_course.get(meeting, ()) if placed.moments]
        if not held:
            key = (group.id, view.problem.index.courses[meeting].weeks)
            yield self.finding(key, 1, what=Text("the meeting has no time", "会议未安排时间"))
        for member in attending(group):
            for weeks in view.weeks(member):
                elsewhere = {
                    placed.at
                    for there in held
                    for placed in view.teacher_day(member, there.lesson.day, weeks)
                    if placed.lesson.course != meeting
                    and there.lesson.weeks.meets(weeks)
                    and there.lesson.weeks.meets(placed.lesson.weeks)
                    and not set(there.moments).isdisjoint(placed.moments)
                }
                if elsewhere:
                    told = Text("{who} has {count} lessons during the meeting", "{who} 在会议时间有 {count} 节课")
                    told = told.format(who=same(view.problem.index.title(member)), count=len(elsewhere))
                    yield self.finding((group.id, member, weeks), len(elsewhere), tuple(sorted(elsewhere)), what=told)
