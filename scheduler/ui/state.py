"""What one session has open: language, school, timetable. Only ids are kept in it; the address bar has them too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Lang, Text
from scheduler.domain.timetable import Timetable
from scheduler.io.imported import Imported, Note
from scheduler.jobs.queue import Jobs
from scheduler.services.load import School, prepare
from scheduler.services.stored import imported
from scheduler.store import Store
from scheduler.ui import address
from scheduler.ui.shelf import Kept, Outdated, Shelf

PAGES, SEEN = "pages", "seen"
begin, want = address.begin, address.want
SLOTS = 1
"""Solves at once; each gets all cores."""
STALE = Text(
    "Another tab has changed this meanwhile. What you see now is the newest; please make your change again.",
    "另一个窗口刚刚改过。现在显示的是最新内容，请再改一次。",
)


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The store of this server, by default a file in the user's data folder."""
    return Shelf(Store())


@st.cache_resource(show_spinner=False, on_release=lambda jobs: jobs.close())
def jobs() -> Jobs:
    """The jobs of this server: one solve at a time, the others wait."""
    return Jobs(shelf().store, slots=SLOTS)


# -- language and pages --------------------------------------------------------------------------------------


def lang() -> Lang:
    """The language of this session."""
    return "en" if st.session_state.get("lang") == "en" else "zh"


def set_lang(value: Lang) -> None:
    """Speak this language from now on."""
    address.put("lang", value)


def say(text: Text, **facts: Any) -> str:
    """A text in the language of this session."""
    return (text.format(**facts) if facts else text).to(lang())


def remember_pages(pages: Mapping[str, Any]) -> None:
    """The router's pages by name, for `go`."""
    st.session_state[PAGES] = dict(pages)


def go(page: str) -> None:
    """Show another page (by its module's name); what is open stays open."""
    st.switch_page(
        st.session_state[PAGES][page],
        query_params={name: st.session_state[name] for name in address.NAMES if st.session_state.get(name)},
    )


# -- the school ----------------------------------------------------------------------------------------------


def school_id() -> str:
    """The id of the school that is open, "" where none is."""
    return str(st.session_state.get("school", ""))


def open_school(an_id: str, timetable: str = "") -> None:
    """Open a school, and one of its timetables or its newest."""
    address.put("school", an_id)
    newest = shelf().timetables(an_id) if an_id else ()
    address.put("timetable", timetable or (newest[0].id if newest else ""))
    address.put("job", "")


def kept() -> Kept[Problem] | None:
    """The school that is open, as the shelf has it."""
    return shelf().school(school_id()) if school_id() else None


def problem() -> Problem | None:
    """The school that is open, perhaps with faults."""
    found = kept()
    return found.value if found else None


def notes() -> tuple[Note, ...]:
    """What was assumed when the open school was read."""
    found = kept()
    return found.notes if found else ()


def school() -> School | None:
    """The school that is open, with its rules; None where there is none or it has faults."""
    found = kept()
    return _opened(found.id, found.revision, found)[0] if found else None


def faults() -> tuple[Fault, ...]:
    """What is wrong with the open school."""
    found = kept()
    return _opened(found.id, found.revision, found)[1] if found else ()


@st.cache_resource(show_spinner=False, max_entries=24)
def _opened(an_id: str, revision: int, _kept: Kept[Problem]) -> tuple[School | None, tuple[Fault, ...]]:  # noqa: ARG001
    """A school bound to its rules once for all sessions, or every fault in it."""
    try:
        return prepare(imported(_kept.value, _kept.beside)), ()
    except FaultyInput as error:
        return None, tuple(error.faults)


def change(to: Problem, what: Text, read: Imported | None = None) -> bool:
    """The open school is now this; `what` names the change for undo. False where another tab was faster."""
    found = kept()
    if found is None:
        return False
    seen_id, revision = st.session_state.get(SEEN, (found.id, found.revision))
    based = revision if seen_id == found.id else found.revision
    made = _told(lambda: shelf().change(found.id, to, what, based, read))
    see()
    return made


def undo() -> None:
    """Take the last change of the open school back."""
    shelf().step(school_id(), -1)
    see()


def redo() -> None:
    """Make it again."""
    shelf().step(school_id(), +1)
    see()


def restore(version: str) -> None:
    """Go back to a named version of the open school; that can be undone too."""
    shelf().store.schools.restore_version(school_id(), int(version), revision=None)
    see()


def see() -> None:
    """The person has the newest revision before them: changes are made on it. Called where a page has been shown."""
    found = kept()
    st.session_state[SEEN] = (found.id, found.revision) if found else ("", 0)


# -- the job ---------------------------------------------------------------------------------------------------


def job_id() -> str:
    """The job this session watches: of the address, else one of the open school that still runs."""
    known = str(st.session_state.get("job", ""))
    if known or not school_id():
        return known
    active = jobs().all(school_id(), active=True)
    return active[0].id if active else ""


def watch(job: str) -> None:
    """Watch this job from now on; also after a refresh, and in another browser with this address."""
    address.put("job", job)


# -- the timetable -------------------------------------------------------------------------------------------


def timetable_id() -> str:
    """The id of the timetable that is open, "" where none is."""
    return str(st.session_state.get("timetable", ""))


def open_timetable(an_id: str) -> None:
    """Show this timetable of the open school."""
    address.put("timetable", an_id)


def kept_timetable() -> Kept[Timetable] | None:
    """The timetable that is open, as the shelf has it, with its revision and what can be undone."""
    return shelf().timetable(school_id(), timetable_id()) if timetable_id() else None


def timetable() -> Timetable | None:
    """The timetable that is open."""
    found = kept_timetable()
    return found.value if found else None


def add_timetable(made: Timetable, name: str, value: tuple[int, int] | None = None, parent: str = "") -> str:
    """Keep a new timetable of the open school and open it; its id. `value` is (relaxed, penalty) where judged."""
    an_id = shelf().add_timetable(school_id(), made, name, value, parent)
    open_timetable(an_id)
    return an_id


def change_timetable(to: Timetable, what: Text, revision: int, beside: Mapping[str, Any] | None = None) -> bool:
    """The open timetable is now this, changed from `revision`. False where another tab was faster.

    `beside` is kept with it (locked lessons); what was kept stays where it is None.
    """
    return _told(lambda: shelf().change_timetable(school_id(), timetable_id(), to, what, revision, beside))


def undo_timetable() -> None:
    """Take the last change of the open timetable back."""
    shelf().step_timetable(school_id(), timetable_id(), -1)


def redo_timetable() -> None:
    """Make it again."""
    shelf().step_timetable(school_id(), timetable_id(), +1)


def _told(write: Any) -> bool:
    """Whether a write was made; where another tab was faster, the person is told."""
    try:
        write()
    except Outdated:
        st.toast(say(STALE), icon=":material/sync_problem:")
        return False
    return True
