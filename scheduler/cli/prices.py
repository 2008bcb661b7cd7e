"""`qingke whatif --prices`: what each rule costs, told as it is found, the dearest looked at first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.answers import Priced, Prices
from scheduler.cli.console import DONE, INTERRUPTED, UNDECIDED, Talk
from scheduler.cli.progress import Progress
from scheduler.cli.report import say_notes, say_school
from scheduler.cli.stopping import Stopping
from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Text, joined
from scheduler.services.load import School, load
from scheduler.words import rule_title

if TYPE_CHECKING:
    from scheduler.rules.base import Rule

SECONDS = 8.0
"""For each look: twenty of them take two cores less than two minutes."""
HEAD = Text("What each rule costs (points that would be gone):", "每条规则的代价（去掉或放宽后少扣的分）：")
FINALLY = Text("With all that was found since, the dearest first:", "全部算完后，代价大的在前：")
NO_BASE = Text(
    "The timetable given is not of this school or breaks its hard rules; another is made from it first.",
    "给出的课表与本校不符或违反硬性规定，先由它排出一份。",
)
ALONE = Text("prices are asked of a school, with its timetable or without", "代价是问学校本身的，可给一份原课表")
ALONE_RIGHT = Text(
    "leave out scenarios and -o; with --json every price is one line", "请去掉方案和 -o；加 --json 则每项一行"
)
DROPPED = Text("{rule}, dropped", "{rule}，取消")
STEP = Text("{rule}, {setting} {old} → {new}", "{rule}，{setting} {old} → {new}")
EXACTLY = Text("exactly {n}", "正好 {n} 分")
AT_LEAST = Text("at least {n} (noise ±{noise})", "至少 {n} 分（误差 ±{noise}）")
UNKNOWN = Text("nothing above the noise (±{noise})", "看不出差别（误差 ±{noise}）")
FREE = Text("free", "没有代价")
RELAXED = Text("relaxable rules {n}", "可放宽的规定 {n}")
FREES = Text("only with this change is there a timetable", "这样改才排得出课表")
STILL = Text("still no timetable", "仍然排不出来")
UNCLEAR = Text("not decided in this time", "这段时间内没有定论")
FAILED = Text("failed: {why}", "没有算成：{why}")
FREE_ONES = Text("Free, proven: {rules}", "已证明没有代价：{rules}")
STILL_ONES = Text("Still no timetable without: {rules}", "单独改这些仍然排不出来：{rules}")
SHARES = Text(
    "{all} prices: {free} free, {exactly} exact, {at_least} “at least”, {unknown} unknown, {failed} failed.",
    "共 {all} 项：没有代价 {free}，正好 {exactly}，至少 {at_least}，看不出 {unknown}，没有算成 {failed}。",
)
BASE = Text(
    "Measured from a timetable that loses {p} points; run again for the same time it gained {noise}.",
    "以扣分 {p} 的课表为准；同样时间再排一遍，自身改进 {noise} 分。",
)
PROVEN = Text("Measured from the best timetable, proven: {p} points lost.", "以已证明最好的课表为准：扣分 {p}。")


def run_prices(
    path: Path, words: list[str], outs: list[Path], talk: Talk, *, seconds: float | None, workers: int, seed: int
) -> int:
    """Price every rule of a school; returns the exit code."""
    from scheduler.batch.prices import Sweep
    from scheduler.engine.settings import Settings, cores
    from scheduler.io.timetable import read_timetable
    from scheduler.services.assign import whole

    if len(words) > 1 or outs:
        raise FaultyInput([Fault("--prices", ALONE, ALONE_RIGHT)])
    school, _ = whole(load(path))
    read = read_timetable(Path(words[0]), school.problem) if words else None
    say_school(talk, school.problem)
    say_notes(talk, (*school.imported.notes, *(read.notes if read else ())))
    settings = Settings(seconds=seconds or SECONDS, workers=workers or cores(), seed=seed)
    sweep = Sweep(school, read.timetable if read else None, settings)
    told = _Told(talk, school)
    if read is not None and not sweep.serves:
        talk.say(NO_BASE, "yellow")
    with Stopping(sweep.cancel), Progress(talk) as progress:
        for event in sweep:
            if isinstance(event, Priced):
                told.price(event)
            elif isinstance(event, Prices):
                told.end(event)
            else:
                progress.show(event)
    assert told.ended is not None
    if told.ended.interrupted:
        return INTERRUPTED
    return UNDECIDED if told.ended.failed or told.ended.status == "unknown" else DONE


class _Told:
    """Says prices; the free ones together at the end."""

    def __init__(self, talk: Talk, school: School) -> None:
        self.talk = talk
        self.problem: Problem = school.problem
        self.rules: dict[str, Rule] = {rule.label: rule for rule in school.rules}
        self.free: dict[tuple[str, str], Text] = {}
        self.last: dict[tuple[str, str], tuple[Priced, Text]] = {}
        self.again = False
        self.ended: Prices | None = None
        talk.say(HEAD, "bold")

    def price(self, event: Priced) -> None:
        """One price; one told before may be told anew."""
        what = change_words(self.problem, self.rules[event.rule], event)
        words = Text("{what}: {price}", "{what}：{price}").format(what=what, price=price_words(event))
        self.talk.event(**event.model_dump(mode="json"), words=words.to(self.talk.lang))
        at = event.rule, event.setting
        self.free.pop(at, None)
        if at in self.last:
            self.again = True
        elif event.sure != "free" or event.failure:
            self._say(event, words)
        self.last[at] = event, words
        if event.sure != "free" or event.failure:
            return
        if event.change == "dropped":
            self.free[event.rule, ""] = rule_title(self.problem, self.rules[event.rule])
        elif (event.rule, "") not in self.free:
            self.free[at] = what

    def _say(self, event: Priced, words: Text) -> None:
        dear = event.frees or event.least > 0 or event.relaxed_least > 0
        self.talk.say(Text("  {t}", "  {t}"), "bold" if dear else "", t=words)

    def end(self, event: Prices) -> None:
        """All once more, the dearest first, where some were told too early; then the free ones and the shares."""
        self.ended = event
        if self.again:
            self.talk.say(FINALLY, "bold")
            told = [(one, words) for one, words in self.last.values() if one.sure != "free" or one.failure]
            for one, words in sorted(told, key=lambda each: (each[0].relaxed_least, each[0].least), reverse=True):
                self._say(one, words)
        if self.free:
            head = STILL_ONES if event.base is None else FREE_ONES
            self.talk.say(head, rules=joined(list(dict.fromkeys(self.free.values()))))
        shares = event.model_dump(include={"free", "exactly", "at_least", "unknown", "failed"})
        self.talk.say(SHARES, all=sum(shares.values()), **shares)
        if event.base is not None:
            self.talk.say(PROVEN if event.status == "optimal" else BASE, p=event.base[1], noise=event.noise)
        self.talk.event(**event.model_dump(mode="json"))


def change_words(problem: Problem, rule: Rule, event: Priced) -> Text:
    """What was changed: a rule dropped, or a setting a step looser."""
    title = rule_title(problem, rule)
    if event.change == "dropped":
        return DROPPED.format(rule=title)
    from constraints.merging import label_of

    name = label_of(type(rule), event.setting).text
    return STEP.format(rule=title, setting=name, old=getattr(rule, event.setting), new=event.value)


def price_words(event: Priced) -> Text:
    """What may be said of a price."""
    if event.failure:
        return FAILED.format(why=event.failure)
    if event.frees:
        return FREES
    if event.fall is None and event.sure != "exactly":  # a school without a timetable
        return STILL if event.status == "impossible" else UNCLEAR
    match event.sure:
        case "free":
            return FREE
        case "unknown":
            return UNKNOWN.format(noise=event.noise)
        case "exactly":
            points = EXACTLY.format(n=event.least)
            if not event.relaxed_least:
                return points
            relaxed = RELAXED.format(n=EXACTLY.format(n=event.relaxed_least))
            return joined([relaxed, points]) if event.least else relaxed
        case "at least":
            if event.relaxed_least:
                return RELAXED.format(n=AT_LEAST.format(n=event.relaxed_least, noise=event.noise))
            return AT_LEAST.format(n=event.least, noise=event.noise)
