"""What forms, sheets and documents need to know of a rule, without the rule's code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text, same
from scheduler.rules.base import Rule


@dataclass(frozen=True, slots=True)
class SettingInfo:
    """One setting of a rule: its name in the JSON schema, its label, its value where a school says nothing."""

    id: str
    label: Text
    unit: Text | None
    default: Any
    schema: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as people see it; `schema` is the JSON schema of its settings alone."""

    id: str
    name: Text
    says: Text
    source: Text
    unit: Text
    of: Owners
    level: Level
    levels: tuple[Level, ...]
    weight: int
    judges_only: bool
    settings: tuple[SettingInfo, ...]
    schema: Mapping[str, Any] = field(default_factory=dict)

    def row_of(self, setting: str) -> Mapping[str, Any] | None:
        """The JSON schema of one row of a setting that is a list of rows; None for other settings."""
        items = self.schema.get("properties", {}).get(setting, {}).get("items", {})
        schema = self.schema["$defs"][items["$ref"].rpartition("/")[2]] if "$ref" in items else items
        return schema if schema.get("type") == "object" and "properties" in schema else None


def info_of(rule: type[Rule]) -> RuleInfo:
    """What there is to know of a rule class."""
    schema = rule.model_json_schema()
    shared = set(Rule.model_fields)
    own = {name: found for name, found in rule.model_fields.items() if name not in shared}
    properties = {name: schema["properties"][name] for name in own}
    settings = []
    for name, found in own.items():
        label = next((m for m in found.metadata if isinstance(m, Label)), None)
        default = found.get_default(call_default_factory=True) if not found.is_required() else None
        settings.append(
            SettingInfo(
                id=name,
                label=label.text if label else same(name),
                unit=label.unit if label else None,
                default=default,
                schema=properties[name],
            )
        )
    return RuleInfo(
        id=rule.id,
        name=rule.name,
        says=rule.says,
        source=rule.source,
        unit=rule.unit,
        of=rule.of,
        level=rule.model_fields["level"].default,
        levels=rule.levels,
        weight=rule.model_fields["weight"].default,
        judges_only=rule.judges_only,
        settings=tuple(settings),
        schema={"type": "object", "properties": properties, "$defs": schema.get("$defs", {})},
    )
