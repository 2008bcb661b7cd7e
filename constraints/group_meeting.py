"""Teachers' groups can meet: the meeting is held, its members are free for it, and they share free periods."""

from __future__ import annotations

from collections.abc import Iterator

from constraints.meetings import attending, during, elsewhere, open_periods, unmatched, weeks_of
from scheduler.domain.policy import Owners
from scheduler.domain.text import Text, same
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

NO_TIME = Text("the meeting has no time", "会议未安排时间")
MEETINGS = Text("the meetings of the timetable", "课表中的会议")
MISSED = Text("lessons of {who} during the meeting: {count}", "{who} 在会议时间有 {count} 节课")
SHARED = Text("shared free periods {free}, {wanted} wanted", "共同空堂 {free} 节，应有 {wanted} 节")


class GroupMeeting(Rule):
    """A group's meeting has a time, no member has a lesson then, and all are there and free in `common_free` periods.

    One unit is a meeting that is missing, a lesson of a member during it, or a shared free period short.
    """

    id = "group_meeting"
    name = Text("Meetings of teachers' groups", "教研与会议")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School work plans: groups meet and prepare together", "学校工作方案：教师组定期碰头、一起备课")
    unit = Text("meeting, lesson or period", "处")
    of = Owners.GROUPS
    clauses = ("research-weekly", "collective-prep", "grade-meeting-monthly")

    def post(self, ctx: Context) -> None:
        groups = {group.id: group for group in ctx.problem.teacher_groups}
        for owner, rule in self.each(ctx):
            group, members = groups[owner], attending(groups[owner])
            course = ctx.problem.index.courses.get(group.meeting)
            meetings = ctx.starts(course.id) if course else ()
            if course:
                ctx.at_least(rule, (owner, course.weeks), [start.literal for start in meetings], 1)
                for member in members:
                    for weeks in weeks_of(ctx, course, member):
                        lessons = [s for s in ctx.teacher_starts(member, None, weeks) if s.course != course.id]
                        ctx.at_most(rule, (owner, member, weeks), during(ctx, lessons, meetings, weeks), 0)
            for weeks in ctx.weeks(owner) if group.common_free else ():
                free = []
                for moments in open_periods(ctx.problem, members, weeks):
                    starts = [s for one in members for m in moments for s in ctx.covering(one, m, weeks)]
                    starts += (s for s in meetings if s.weeks.meets(weeks) and not moments.isdisjoint(s.moments))
                    free.append(ctx.negated(ctx.any_of(start.literal for start in starts)))
                ctx.at_least(rule, (owner, "free", weeks), free, group.common_free)

    def check(self, view: View) -> Iterator[Finding]:
        groups = {group.id: group for group in view.problem.teacher_groups}
        for owner, rule in self.each(view):
            group, members = groups[owner], attending(groups[owner])
            course = view.problem.index.courses.get(group.meeting)
            held = [placed for placed in view.of_course.get(group.meeting, ()) if placed.moments]
            if course:
                if not held and unmatched(view):
                    yield rule.not_checked((owner, course.weeks), MEETINGS)
                elif not held:
                    yield rule.finding((owner, course.weeks), 1, what=NO_TIME)
                for member in members:
                    for weeks in weeks_of(view, course, member):
                        missed = elsewhere(view, member, held, weeks)
                        if missed:
                            name = same(view.problem.index.title(member))
                            told = MISSED.format(who=name, count=len(missed))
                            yield rule.finding((owner, member, weeks), len(missed), tuple(sorted(missed)), what=told)
            for weeks in view.weeks(owner) if group.common_free else ():
                lessons = [*held, *(placed for one in members for placed in view.of_teacher.get(one, ()))]
                taken = {moment for placed in lessons if placed.lesson.weeks.meets(weeks) for moment in placed.moments}
                free = sum(taken.isdisjoint(moments) for moments in open_periods(view.problem, members, weeks))
                if free < group.common_free:
                    told = SHARED.format(free=free, wanted=group.common_free)
                    yield rule.finding((owner, "free", weeks), group.common_free - free, what=told)
