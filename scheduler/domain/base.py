"""What every value of the domain shares: frozen, no unknown fields, short ids."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Value(BaseModel):
    """A frozen value; a change is a new value, an unknown field is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Id = Annotated[str, Field(min_length=1, max_length=120)]
Name = Annotated[str, Field(max_length=200)]
