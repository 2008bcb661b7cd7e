"""Constraints gathered into rule settings: one for each rule, weight and limit, its rows or people inside."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.domain.policy import Level, RuleSetting, Scope
from scheduler.io.fet.asked import Asked
from scheduler.io.fet.desk import Slot, Wish
from scheduler.rules.info import RuleInfo

Key = tuple[str, int | None, str, bool]
"""Rule, weight, its settings, and whether it binds named people only."""


@dataclass
class Layer:
    """What becomes one setting.

    `taken` are the amounts it already measures, `kinds` counts its constraints; `wishes` are constraints that say
    something of many courses, by their place.
    """

    params: dict[str, Any]
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    taken: set[Hashable] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    wishes: dict[str, str] = field(default_factory=dict)


class Gathered:
    """Rule settings in the making.

    FET counts a broken pair once for each soft constraint that names it; a rule counts it once. So a soft constraint
    that measures what its setting already measures begins another one.
    """

    def __init__(self) -> None:
        self._layers: dict[Key, list[Layer]] = {}
        self.free_rooms: list[tuple[Asked, str, list[Slot]]] = []
        """Rooms that should be left free at some times; rows of courses say it once it is known who may be there."""

    def rows(
        self,
        asked: Asked,
        rule: str,
        row: Mapping[str, Any],
        amounts: Iterable[Hashable],
        *,
        sort: str = "",
        hard: bool = False,
    ) -> None:
        """A row of a rule about courses; rows of another `sort` are another setting.

        `amounts` are what it measures: courses, where each is measured alone (then rows that differ in nothing but
        their courses become one), pairs, or whole rows. `hard` takes no notice of the weight.
        """
        weight = None if hard else asked.weight
        if weight == 0:
            return
        measured = set(amounts)
        alone = all(isinstance(one, str) for one in measured)
        layer = self._layer((rule, weight, json.dumps({"sort": sort}), False), {}, measured)
        layer.kinds[asked.kind] += 1
        rest = {name: value for name, value in row.items() if name != "courses"}
        mark = json.dumps(rest, sort_keys=True) if alone else str(len(layer.rows))
        known = layer.rows.setdefault(mark, {"courses": [], **rest})
        known["courses"] = list(dict.fromkeys((*known["courses"], *row["courses"])))

    def room_wish(self, wish: Wish, rule: str, course: str, rooms: tuple[str, ...]) -> None:
        """A wish for one of some rooms for one course; the constraint is counted once."""
        if wish.weight == 0:
            return
        layer = self._layer((rule, wish.weight, "{}", False), {}, {course})
        layer.wishes[wish.where] = wish.kind
        known = layer.rows.setdefault(json.dumps(rooms), {"courses": [], "rooms": list(rooms)})
        known["courses"].append(course)

    def courses(self, asked: Asked, rule: str, courses: Iterable[str]) -> None:
        """Courses of a rule that asks the same of each of them."""
        named = dict.fromkeys(courses)
        if not named or asked.weight == 0:
            return
        layer = self._layer((rule, asked.weight, "{}", False), {}, set(named))
        layer.kinds[asked.kind] += 1
        layer.params["courses"] = list(dict.fromkeys((*layer.params.get("courses", ()), *named)))

    def people(self, asked: Asked, rule: str, params: Mapping[str, Any], people: Iterable[str] | None) -> None:
        """A limit of some people's, of everyone's where none are named."""
        named = None if people is None else dict.fromkeys(people)
        if named is not None and not named:
            return
        key = (rule, asked.weight, json.dumps(params, sort_keys=True), named is not None)
        layer = self._layer(key, dict(params), {"everyone"} if named is None else set(named))
        layer.kinds[asked.kind] += 1
        layer.people.update(named or {})

    def _layer(self, key: Key, params: dict[str, Any], measured: set[Hashable]) -> Layer:
        layers = self._layers.setdefault(key, [])
        for layer in layers:
            if key[1] is None or layer.taken.isdisjoint(measured):
                break
        else:
            layers.append(layer := Layer(params))
        layer.taken.update(measured)
        return layer

    def settings(self, infos: Iterable[RuleInfo]) -> tuple[tuple[RuleSetting, ...], Counter[str]]:
        """The settings, and how many constraints of each kind no rule of the catalogue can say.

        Without a catalogue everything is said.
        """
        known = {info.id: info for info in infos}
        out: list[RuleSetting] = []
        wishes: dict[str, str] = {}
        unsaid: Counter[str] = Counter()
        numbers: Counter[tuple[str, int | None]] = Counter()
        for (rule, weight, _, named), layers in self._layers.items():
            for layer in layers:
                info = known.get(rule)
                level = Level.HARD if weight is None else Level.SOFT
                if known and (info is None or level not in info.levels or not _has(info, layer)):
                    unsaid.update(layer.kinds)
                    wishes.update(layer.wishes)
                    continue
                numbers[rule, weight] += 1
                out.append(_setting(rule, weight, layer, numbers[rule, weight], named=named))
        return tuple(out), unsaid + Counter(wishes.values())


def _has(info: RuleInfo, layer: Layer) -> bool:
    """Whether a rule has the settings asked for."""
    return {*layer.params, *(["rows"] if layer.rows else [])} <= {one.id for one in info.settings}


def _setting(rule: str, weight: int | None, layer: Layer, number: int, *, named: bool) -> RuleSetting:
    percent = f"{(10_000 if weight is None else weight) / 100:g}"
    scope = Scope()
    if named and layer.params.get("who") == "pupils":
        scope = Scope(classes=tuple(layer.people))
    elif named:
        scope = Scope(teachers=tuple(layer.people))
    params = {**layer.params, **({"rows": list(layer.rows.values())} if layer.rows else {})}
    kinds = ", ".join(kind.removeprefix("Constraint") for kind in dict.fromkeys((*layer.kinds, *layer.wishes.values())))
    return RuleSetting(
        id=rule,
        instance=f"{rule}#{percent}" + (f"-{number}" if number > 1 else ""),
        level=Level.HARD if weight is None else Level.SOFT,
        weight=None if weight is None else weight,
        scope=scope,
        params=params,
        source=f"FET: {kinds}"[:200],
    )
