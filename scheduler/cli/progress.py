"""A solve as a person watches it: one line that changes, in school words."""

from __future__ import annotations

import time

from rich.status import Status

from scheduler.cli.console import Talk
from scheduler.domain.text import Text
from scheduler.events import BoundMoved, Built, Event, Improved, Stage

STAGES = {
    "first": Text("looking for a first complete timetable", "正在找第一份完整的课表"),
    "relaxed": Text("keeping as many of the relaxable rules as possible", "尽量遵守可放宽的规定"),
    "penalty": Text("improving", "正在改进"),
    "rooms": Text("settling rooms", "正在固定教室"),
    "elastic": Text("starting from a timetable that breaks some rules", "先排出违反部分规定的课表，再逐步改正"),
    "confirm": Text("checking again that it really cannot be done", "再核对一遍是否真的排不出来"),
    "proof": Text("adding up the rules to say why", "正在把各条规定加起来算，找出原因"),
    "draft": Text("making the best draft", "正在排一份最好的草稿"),
    "counting": Text("counting", "正在清点"),
    "conflict": Text("leaving out one rule after another", "正在逐条去掉规定，看缺了哪一条就排得出来"),
    "ways": Text("trying ways out", "正在试出路"),
    "near": Text("looking near the lessons that cannot stay", "先在受影响的课附近找"),
    "moves": Text("looking for fewer moves in the whole school", "在全校范围找动得更少的"),
    "fewest": Text("checking again that nothing moves fewer", "再核对一遍是否已经最少"),
}
PARTLY = Text(
    "{s:.1f} s: first complete timetable by the rules known of the file, {p} points to lose",
    "{s:.1f} 秒：按文件中已认识的规则排出第一份完整课表，扣分 {p}",
)
QUIET_SECONDS = 2.0


class Progress:
    """Shows events; on a terminal as one live line, elsewhere as a line every few seconds.

    `partly` says that the school's file asks for more than the rules say.
    """

    def __init__(self, talk: Talk, *, partly: bool = False) -> None:
        self.talk = talk
        self.partly = partly
        self.stage = Text("", "")
        self.first = True
        self.penalty: int | None = None
        self.bound: int | None = None
        self.told = 0.0
        live = not talk.as_json and talk.err.is_terminal
        self.status: Status | None = talk.err.status("") if live else None

    def __enter__(self) -> Progress:
        if self.status:
            self.status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.status:
            self.status.stop()

    def show(self, event: Event) -> None:
        """One event."""
        if self.talk.as_json:
            self.talk.event(**event.model_dump(mode="json", exclude={"timetable"}))
            return
        if isinstance(event, Stage):
            self.stage = STAGES[event.name]
        elif isinstance(event, Built):
            return
        elif isinstance(event, Improved):
            self.penalty = event.penalty
            if self.first:
                self.first = False
                text = Text(
                    "{s:.1f} s: first complete timetable, every hard rule kept, {p} points to lose",
                    "{s:.1f} 秒：第一份完整课表，硬性规定全部遵守，扣分 {p}",
                )
                if self.partly:
                    text = PARTLY
                self.talk.say(text.format(s=event.seconds, p=event.penalty))
                return
        elif isinstance(event, BoundMoved):
            self.bound = event.bound
        self._line(event.seconds)

    def _line(self, seconds: float) -> None:
        if self.penalty is None:
            text = Text("{s:.0f} s: {stage} …", "{s:.0f} 秒：{stage}……").format(s=seconds, stage=self.stage)
        else:
            least = Text("", "")
            if self.bound is not None:
                least = Text(", at least {b} in any timetable", "，任何课表至少 {b}").format(b=self.bound)
            text = Text("{s:.0f} s: {stage}, points lost {p}{least}", "{s:.0f} 秒：{stage}，扣分 {p}{least}").format(
                s=seconds, stage=self.stage, p=self.penalty, least=least
            )
        if self.status:
            self.status.update(text.to(self.talk.lang))
        elif time.monotonic() - self.told > QUIET_SECONDS:
            self.told = time.monotonic()
            self.talk.say(text)
