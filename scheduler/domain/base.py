"""What every value of the domain shares: frozen, no unknown fields, short ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field


class Value(BaseModel):
    """A frozen value; a change is a new value, an unknown field is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with changes; what was derived from the old fields (cached properties) does not come along."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


Id = Annotated[str, Field(min_length=1, max_length=120)]
Name = Annotated[str, Field(max_length=200)]
