"""The tables. Whole documents are JSON; columns beside them are what lists and queries ask for.

Everything of a school hangs on its row and goes with it (ON DELETE CASCADE). A line is something with a history: its
revision counts writes, its position says which step is in force.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)


def _school(index: bool = False) -> Column[str]:
    return Column("school_id", ForeignKey("schools.id", ondelete="CASCADE"), nullable=False, index=index)


schools = Table(
    "schools",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("created", Float, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    _school(),
    Column("kind", String(20), nullable=False),  # "school" or "timetable"
    Column("digest", String(64), nullable=False),  # SHA-256 of body and beside: each state is kept once
    Column("schema_version", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),  # of the school; of a timetable, that of its school
    Column("name", String(200), nullable=False),
    Column("term", String(200), nullable=False),
    Column("classes", Integer, nullable=False),
    Column("teachers", Integer, nullable=False),
    Column("lessons", Integer, nullable=False),  # a week; a block counts once
    Column("draft", Boolean, nullable=False),
    Column("relaxed", Integer, nullable=True),  # points lost, where it was judged
    Column("penalty", Integer, nullable=True),
    Column("body", Text, nullable=False),
    Column("beside", Text, nullable=False),
    UniqueConstraint("school_id", "kind", "digest"),
)

lines = Table(
    "lines",
    metadata,
    Column("id", String(20), primary_key=True),  # of the school or of the timetable whose history it is
    _school(index=True),
    Column("revision", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("changed", Float, nullable=False),
)

steps = Table(
    "steps",
    metadata,
    Column("line_id", ForeignKey("lines.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("said_en", Text, nullable=False),
    Column("said_zh", Text, nullable=False),
    Column("made", Float, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    _school(),
    Column("name", String(200), nullable=False),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("made", Float, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("school_id", "name"),
)

timetables = Table(
    "timetables",
    metadata,
    Column("id", String(20), primary_key=True),
    _school(index=True),
    Column("made_for", ForeignKey("documents.id"), nullable=True, index=True),  # the school it was made for
    Column("name", String(200), nullable=False),
    Column("first_week", Integer, nullable=True),
    Column("last_week", Integer, nullable=True),
    Column("job_id", String(20), nullable=True, unique=True),  # a job's timetable is adopted once
    Column("parent_id", String(20), nullable=True),
    Column("created", Float, nullable=False),
)

papers = Table(
    "papers",
    metadata,
    Column("id", Integer, primary_key=True),
    _school(),
    Column("kind", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed", Float, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("school_id", "kind", "name"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(20), primary_key=True),
    _school(index=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("order", Integer, nullable=False),  # in the queue
    Column("request", Text, nullable=False),
    Column("made", Float, nullable=False),
    Column("started", Float, nullable=True),
    Column("ended", Float, nullable=True),
    Column("owner", String(200), nullable=False),  # host:process:token of the server whose child it is
    Column("host", String(120), nullable=False),
    Column("beat", Float, nullable=False),  # when the owner last said that it lives
    Column("events", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("relaxed", Integer, nullable=True),
    Column("penalty", Integer, nullable=True),
    Column("bound", Integer, nullable=True),
    Column("timetable", Text, nullable=True),  # the last one told
    Column("last", Text, nullable=True),  # its last event, without the timetable
    Index("jobs_by_state", "state", "order"),
)

events = Table(
    "events",
    metadata,
    Column("job_id", ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("seconds", Float, nullable=False),
    Column("event", String(20), nullable=False),
    Column("body", Text, nullable=False),
)
