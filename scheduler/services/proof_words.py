"""A proof in words: which rules, which lessons, and what is left for them, thing by thing, to be checked by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.time import Weeks
from scheduler.engine.relaxation import BACKGROUND, Proof
from scheduler.engine.relaxation.rows import BUILT
from scheduler.precheck import Severity, Shortage
from scheduler.rules.base import Rule
from scheduler.words import number_words, rule_title

TOO_LITTLE = Text("Together these leave too little: {rules}. {sum}", "这几条合在一起就排不下：{rules}。{sum}")
NOT_KEPT = Text("Together these cannot be kept: {rules}. {sum}", "这几条合在一起做不到：{rules}。{sum}")
LESSONS = Text(
    "{who}: {need} lessons of {what} a week, and room for {have} ({account}).",
    "{who}的{what}每周 {need} 节，只排得下 {have} 节（{account}）。",
)
WEIGHED = Text(
    "Some lessons counted {n} times, {what} of {who} ask for {need} periods, and room is for {have} ({account}).",
    "{who}的{what}（有的课算 {n} 次）加起来要 {need} 节，只排得下 {have} 节（{account}）。",
)
OTHERWISE = Text(
    "Added up they ask for {need} and leave {have} ({account}).",
    "加起来至少要 {need}，最多只有 {have}（{account}）。",
)
TIMES = Text("some of it counted {n} times", "其中有的算了 {n} 次")
REST = Text("{n} elsewhere", "别的时候 {n}")
PERIODS = Text("{who} {n} periods", "{who} {n} 个时段")
EACH = Text("{who} {n} periods each", "{who}各 {n} 个时段")
PLACES = Text("{who} {n} places", "{who} {n} 个位置")
PLACES_EACH = Text("{who} {n} places each", "{who}各 {n} 个位置")
LIMIT = Text("{all} for {who} by “{rule}”", "{who}按“{rule}”共 {all} 节")
LESS = Text("less {n} for {rule}", "减去“{rule}”{n} 节")
NONE = Text("nothing is left", "一点不剩")
NOTHING = Text("lessons clash", "课时互相冲突")
ONE_OF = Text(
    "Without any one of these rules this contradiction is gone. To loosen it: {ways}.",
    "去掉其中任何一条，这个矛盾就没有了。可以从这里松一松：{ways}。",
)
SOME_OF = Text(
    "Not all of these rules may be needed for it. To loosen it: {ways}.",
    "其中有的也许不相干。可以从这里松一松：{ways}。",
)
OTHER_WAY = Text("loosen “{rule}”", "放宽“{rule}”")
WAYS: Mapping[str, Text] = {
    "unavailable": Text("open a closed time", "放开一段不排课时间"),
    "period_ban": Text("open a banned period", "放开一个禁排的节次"),
    "fixed_lessons": Text("move a fixed lesson", "挪动一节固定课"),
    "group_meeting": Text("move a meeting or excuse a member", "挪开会议，或让个别教师缺席"),
    "room_capacity": Text("add a place", "增加一个场地位置"),
    "subject_per_day": Text("raise a subject's limit a day", "提高一科每天的上限"),
    "subject_days": Text("ask for fewer days of a subject", "减少一科要求的天数"),
    "teacher_daily_load": Text("raise a teacher's limit a day", "提高教师每天的上限"),
    "teacher_consecutive": Text("let a teacher teach on end for longer", "放宽教师连上节数"),
    "teacher_clash": Text("give a class to another teacher", "把一个班换给别的教师"),
}


@dataclass(slots=True)
class Account:
    """The rows of a proof by what they say: lessons asked for, what is left for them, what others take of it.

    `often` is how many times some lesson is counted, `most_times` how many times anything is.
    """

    lessons: dict[str, int] = field(default_factory=dict)
    left: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    taken: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    often: int = 1
    most_times: int = 1


def told(problem: Problem, rules: Sequence[Rule], proof: Proof, *, named: bool = True) -> Shortage:
    """The proof as a shortage; the rules are listed in it unless they are told beside it (`named` false)."""
    known = {rule.label: rule for rule in rules}
    used = dict.fromkeys(row.origin[0] for row, _ in proof.parts if row.origin != BUILT)
    reasons = [rule for label, rule in known.items() if label in used and rule.id not in BACKGROUND]
    account = _account(known, proof)
    need = sum(account.lessons.values()) or sum(account.taken.values())
    have = need - proof.missing
    if not account.lessons:
        account.taken.clear()
    courses = [problem.index.courses[course] for course in account.lessons]
    who = [each for course in courses for each in course.sets or (course.id,)]
    form = (LESSONS if account.often == 1 else WEIGHED) if account.lessons else OTHERWISE
    words = {
        "n": account.often,
        "who": names(problem, who),
        "what": names(problem, [course.subject for course in courses], unit="科"),
        "account": _summed(problem, known, account, have),
    }
    summed = form.format(**words, need=need, have=have)
    listed = _listed([_reason(problem, rule, proof) for rule in reasons]) if reasons else NOTHING
    whole = (TOO_LITTLE if account.lessons else NOT_KEPT).format(rules=listed, sum=summed)
    return Shortage(
        f"added_up/{'+'.join(used)}",
        Severity.RED,
        tuple(dict.fromkeys(str(row.origin[1][0]) for row, _ in proof.parts if row.origin != BUILT)),
        whole if named else summed,
        _ways(reasons, "teacher_clash" in used, shortest=proof.shortest),
        need,
        have,
        {"rows": len(proof.times)},
        tuple(dict.fromkeys(known[label].id for label in used)),
        proof="lp",
    )


def names(problem: Problem, ids: Iterable[str], most: int = 4, unit: str = "个") -> Text:
    """Some names, each once, the rest as a number."""
    found = list(dict.fromkeys(problem.index.title(one) for one in ids))
    shown = joined([same(one) for one in found[:most]])
    more = len(found) - most
    return Text(f"{shown.en} and {more} more", f"{shown.zh}等 {len(found)} {unit}") if more > 0 else shown


def _account(known: Mapping[str, Rule], proof: Proof) -> Account:
    """What is said of fixed lessons is settled with the periods they take, so that it need not be told."""
    out = Account()
    fixed = {row.vars[0] for row, _ in proof.parts if not row.upper and row.bound == len(row.vars) == 1}
    limits = [(row, n) for row, n in proof.parts if row.upper and row.bound > 0 and row.origin != BUILT]
    for row, count in proof.parts:
        label, key = row.origin
        if row.origin == BUILT or row.bound <= 0:
            continue
        amount = count * row.bound
        if row.upper:
            amount -= count * len(fixed.intersection(row.vars))
            out.left[label, str(key[0])] += amount
        elif known[label].id == "every_lesson_placed":
            out.lessons[str(key[0])] = out.lessons.get(str(key[0]), 0) + amount
            out.often = max(out.often, count)
        else:
            if not fixed.isdisjoint(row.vars):
                amount -= sum(n for other, n in limits if row.vars[0] in other.vars)
            out.taken[label] += amount
        out.most_times = max(out.most_times, count if amount else 1)
    return out


def _summed(problem: Problem, known: Mapping[str, Rule], account: Account, have: int) -> Text:
    """What is left, thing by thing; those alike together."""
    alike: dict[tuple[str, int], list[str]] = {}
    for (label, owner), amount in account.left.items():
        if amount:
            alike.setdefault((label, amount), []).append(owner)
    items: list[Text] = []
    for (label, amount), owners in alike.items():
        rule = known[label]
        several = len(owners) > 1
        form = LIMIT if rule.id not in BACKGROUND else EACH if several else PERIODS
        form = (PLACES_EACH if several else PLACES) if rule.id == "room_capacity" else form
        items.append(form.format(who=names(problem, owners), n=amount, rule=rule.name, all=amount * len(owners)))
    rest = have - sum(account.left.values()) + sum(account.taken.values())
    items += [REST.format(n=rest)] if rest else []
    less = [LESS.format(rule=known[label].name, n=amount) for label, amount in account.taken.items() if amount]
    told = Text(" + ".join(item.en for item in items), " + ".join(item.zh for item in items)) if items else NONE
    more = [TIMES.format(n=account.most_times)] if account.most_times > account.often else []
    return joined([told, *less, *more])


def _reason(problem: Problem, rule: Rule, proof: Proof) -> Text:
    """A rule with those it binds here, and when, where that is not always."""
    keys = [row.origin[1] for row, _ in proof.parts if row.origin[0] == rule.label]
    shown = set(getattr(rule, "subjects", ()))
    others = [part for key in keys for part in key[1:] if isinstance(part, str) and not isinstance(part, Weeks)]
    notes = [names(problem, [part for part in others if part not in shown], 3, "项")]
    numbers = {tuple(part for part in key if isinstance(part, int)) for key in keys} - {()}
    days = {number[0] for number in numbers} if rule.numbers[:1] == ("day",) else set()
    if len(numbers) == 1:
        when = [number_words(problem, kind, n) for kind, n in zip(rule.numbers, *numbers, strict=False)]
        notes.append(Text(" ".join(word.en for word in when), "".join(word.zh for word in when)))
    elif days and days < set(problem.days):
        notes.append(joined([problem.index.day_name(day) for day in sorted(days)]))
    title, who = rule_title(problem, rule), names(problem, [str(key[0]) for key in keys])
    more = _listed([note for note in notes if note.en])
    told = (
        Text("[{title}] {who} ({more})", "【{title}】{who}（{more}）")
        if more.en
        else Text("[{title}] {who}", "【{title}】{who}")
    )
    return told.format(title=title, who=who, more=more)


def _listed(reasons: Sequence[Text]) -> Text:
    return Text("; ".join(one.en for one in reasons), "；".join(one.zh for one in reasons))


def _ways(reasons: Sequence[Rule], shared_teacher: bool, *, shortest: bool) -> Text:
    """What would end it."""
    ways = [WAYS.get(rule.id) or OTHER_WAY.format(rule=rule.name) for rule in reasons]
    ways += [WAYS["teacher_clash"]] if shared_teacher else []
    return (ONE_OF if shortest else SOME_OF).format(ways=joined(list(dict.fromkeys(ways))))
