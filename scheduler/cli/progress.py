"""A solve as a person watches it: one line that changes, in school words."""

from __future__ import annotations

import time

from rich.status import Status

from scheduler.cli.console import Talk
from scheduler.domain.text import Text
from scheduler.events import STAGES, BoundMoved, Built, Event, Improved, Stage

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
