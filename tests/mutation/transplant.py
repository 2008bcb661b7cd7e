"""A mutant put into the running program: code, settings and tables are exchanged in place, for all who hold them."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from types import FunctionType
from typing import Any

from pydantic import BaseModel

TABLES = ("constraints.hours", "constraints.preset_rows", "constraints.preset_tables", "constraints.presets")
"""Modules whose tables are made from those before them."""
KEPT = {"__module__", "__dict__", "__weakref__", "__annotations__", "__doc__", "__abstractmethods__", "_abc_impl"}


def loaded(module: str, source: str) -> dict[str, Any]:
    """What a module with this source would hold; whatever the source raises is raised."""
    at = sys.modules[module].__file__
    new: dict[str, Any] = {"__name__": module, "__package__": module.rpartition(".")[0], "__file__": at}
    exec(compile(source, str(at), "exec"), new)
    return new


def transplant(module: str, new: dict[str, Any]) -> None:
    """Make a running module what another source of it would have made."""
    old = sys.modules[module]
    for name, value in new.items():
        if not name.startswith("__"):
            _exchange(module, name, vars(old).get(name), value)


def transplant_tables(module: str) -> None:
    """Make again the tables that are made of this module's when they are imported."""
    for later in TABLES[TABLES.index(module) + 1 :] if module in TABLES else ():
        file = sys.modules[later].__file__
        assert file is not None
        transplant(later, loaded(later, Path(file).read_text(encoding="utf-8")))


def _exchange(module: str, name: str, old: Any, new: Any) -> None:
    """One name of the module's body."""
    if getattr(new, "__module__", "") == module and isinstance(new, FunctionType):
        _recode(old, new)
    elif getattr(new, "__module__", "") == module and isinstance(new, type):
        _reclass(old, new)
    elif type(old) is not type(new) or repr(old) != repr(new):
        for holder in list(sys.modules.values()):
            if vars(holder).get(name) is old:
                setattr(holder, name, new)


def _recode(old: FunctionType, new: FunctionType) -> None:
    old.__code__ = new.__code__
    old.__defaults__ = new.__defaults__
    old.__kwdefaults__ = new.__kwdefaults__


def _reclass(old: type, new: type) -> None:
    """Methods and class variables; the settings of a model and what validates them."""
    for name, made in vars(new).items():
        was = vars(old).get(name)
        match made:
            case FunctionType() if (
                isinstance(was, FunctionType) and was.__code__.co_freevars != made.__code__.co_freevars
            ):
                setattr(old, name, made)  # what a dataclass generates holds its defaults as free variables
            case FunctionType():
                _recode(was, made)  # type: ignore[arg-type]
            case classmethod() | staticmethod():
                _recode(was.__func__, made.__func__)  # type: ignore[union-attr, arg-type]
            case property():
                _recode(was.fget, made.fget)  # type: ignore[union-attr, arg-type]
            case cached_property():
                _recode(was.func, made.func)  # type: ignore[union-attr, arg-type]
            case _ if name not in KEPT and not name.startswith(("__pydantic", "model_", "__dataclass", "__signature")):
                if repr(was) != repr(made):
                    setattr(old, name, made)
    if issubclass(new, BaseModel) and issubclass(old, BaseModel):
        changed = {n: f for n, f in new.model_fields.items() if repr(f) != repr(old.model_fields.get(n))}
        if changed:
            old.__pydantic_fields__.update(changed)
            old.model_rebuild(force=True)
