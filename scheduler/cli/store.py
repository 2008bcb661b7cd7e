"""`qingke store`: where the pages keep schools, and how to copy, hand over, bring back or delete them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from scheduler.cli.console import DONE, Talk
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.store import Store
from scheduler.store.values import SchoolRow

PLACE = Text("The store is {where}.", "数据库：{where}")
EMPTY = Text("There is no school in it yet.", "还没有学校。")
ROW = Text(
    "  {id}  {name} {term} · {classes} classes · {teachers} teachers · changed {when}",
    "  {id}  {name} {term} · {classes} 个班 · {teachers} 位教师 · 改于 {when}",
)
WRITTEN = Text("written: {file}", "已写出：{file}")
RESTORED = Text("brought back as {id}", "已导入，编号 {id}")
DELETED = Text("deleted: {name}, with its timetables and jobs", "已删除：{name}，连同课表和排课记录")
KEEP = Text(
    "This deletes {name} with all its versions and timetables. Write it again with --yes.",
    "将删除 {name} 及其全部版本和课表。确定的话，请加 --yes 再执行一次。",
)
UNKNOWN = Text("there is no school “{word}” in the store", "库中没有学校“{word}”")
SEVERAL = Text("several schools are called “{word}”", "有几所学校都叫“{word}”")
LIST = Text("`qingke store` lists them with their ids", "qingke store 会列出学校和编号")
TAKEN = Text("the file exists already", "文件已存在")
OTHER = Text("name another file", "请换一个文件名")


def run_store(words: Sequence[str], talk: Talk, *, sure: bool) -> int:
    """Do what the words say; returns the exit code.

    Raises:
        FaultyInput: where the words are not understood, or a file or school is not there.
    """
    action, *rest = words or ["list"]
    if action not in ACTIONS or len(rest) != ACTIONS[action][0]:
        wrong = Text(f"“{' '.join(words)}” is not understood", f"看不懂“{' '.join(words)}”")
        raise FaultyInput([Fault("qingke store", wrong, Text(USE, USE))])
    with closing(Store()) as store:
        return ACTIONS[action][1](store, rest, talk, sure)


def _list(store: Store, _words: Sequence[str], talk: Talk, _sure: bool) -> int:
    url = store.database.url
    where = url.database if store.database.sqlite else url.render_as_string(hide_password=True)
    rows = store.schools.all()
    talk.event(event="store", where=where, schools=len(rows))
    talk.say(PLACE, where=where)
    for row in rows:
        said: dict[str, Any] = {"name": row.name, "term": row.term, "classes": row.classes, "teachers": row.teachers}
        when = datetime.fromtimestamp(row.changed).astimezone().isoformat(timespec="minutes")
        talk.event(event="school", id=row.id, changed=when, **said)
        talk.say(ROW, id=row.id, when=when[:16].replace("T", " "), **said)
    if not rows:
        talk.say(EMPTY)
    return DONE


def _backup(store: Store, words: Sequence[str], talk: Talk, _sure: bool) -> int:
    path = _new(words[0])
    try:
        store.database.backup(path)
    except OSError as error:
        raise FaultyInput([_unwritten(path, error)]) from None
    return _written(path, talk)


def _export(store: Store, words: Sequence[str], talk: Talk, _sure: bool) -> int:
    data = store.export(_found(store, words[0]).id)
    path = _new(words[1])
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")  # for the user alone, as the store itself
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(beside, path)
    except OSError as error:
        raise FaultyInput([_unwritten(path, error)]) from None
    return _written(path, talk)


def _import(store: Store, words: Sequence[str], talk: Talk, _sure: bool) -> int:
    path = Path(words[0])
    try:
        data = path.read_bytes()
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise FaultyInput([Fault(str(path), Text(f"cannot be read ({told})", f"读不了（{told}）"))]) from None
    made = store.restore(data)
    talk.event(event="school", id=made, name=store.schools.row(made).name)
    talk.say(RESTORED, id=made)
    return DONE


def _delete(store: Store, words: Sequence[str], talk: Talk, sure: bool) -> int:
    row = _found(store, words[0])
    if not sure:
        raise FaultyInput([Fault("--yes", KEEP.format(name=row.name))])
    store.schools.delete(row.id)
    talk.event(event="deleted", id=row.id)
    talk.say(DELETED, name=row.name)
    return DONE


USE = "qingke store [list | backup FILE | export SCHOOL FILE | import FILE | delete SCHOOL --yes]"
ACTIONS: Mapping[str, tuple[int, Callable[[Store, Sequence[str], Talk, bool], int]]] = {
    "list": (0, _list),
    "backup": (1, _backup),
    "export": (2, _export),
    "import": (1, _import),
    "delete": (1, _delete),
}
"""How many words follow each, and what does it."""


def _found(store: Store, word: str) -> SchoolRow:
    """The school of an id, or of a name that only one has."""
    rows = store.schools.all()
    found = [row for row in rows if row.id == word] or [row for row in rows if row.name == word]
    if len(found) != 1:
        wrong = (SEVERAL if found else UNKNOWN).format(word=word)
        raise FaultyInput([Fault("SCHOOL", wrong, LIST)])
    return found[0]


def _new(word: str) -> Path:
    path = Path(word)
    if path.exists():
        raise FaultyInput([Fault(word, TAKEN, OTHER)])
    return path


def _unwritten(path: Path, error: OSError) -> Fault:
    told = error.strerror or type(error).__name__
    return Fault(str(path), Text(f"cannot be written ({told})", f"写不进去（{told}）"), OTHER)


def _written(path: Path, talk: Talk) -> int:
    with suppress(OSError):
        path.chmod(0o600)  # people's names: for the user alone
    talk.event(event="written", path=str(path))
    talk.say(WRITTEN, file=path)
    return DONE
