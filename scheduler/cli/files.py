"""`qingke convert`, `template` and `schema`: files in other forms."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scheduler.cli.console import DONE, Talk
from scheduler.cli.report import say_notes, say_partly
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.services.load import load, rule_infos


def run_convert(source: Path, target: Path, talk: Talk) -> int:
    """Write a school in another form, chosen by the target's ending."""
    from scheduler.io import write_problem

    school = load(source)
    say_notes(talk, school.imported.notes)
    say_partly(talk, school.imported.unchecked)
    notes = write_problem(school.problem, target, lang=talk.lang, rule_infos=rule_infos(), rules=school.rules)
    say_notes(talk, notes)
    talk.say(Text("written: {out}", "已写出：{out}"), out=target)
    if school.imported.scenarios:
        text = Text(
            "The sheet Scenarios ({n}) was not written: it is asked, not part of the school.",
            "“方案”表（{n} 个方案）没有写出：它是要问的问题，不属于学校数据。",
        )
        talk.say(text, "yellow", n=len(school.imported.scenarios))
    if school.problem.earlier and target.suffix.lower() != ".json":
        text = Text(
            "Earlier versions of the timetable ({n}) have no sheet and were left out; JSON keeps them.",
            "{n} 份以前的课表没有对应的工作表，没有写出；JSON 可以保存。",
        )
        talk.say(text, "yellow", n=len(school.problem.earlier))
    return DONE


def run_template(out: Path, filled: str, talk: Talk) -> int:
    """Write the empty workbook, or one filled with a sample school."""
    from scheduler.io.workbook import write_school, write_template

    if filled:
        from scheduler.samples import sample

        write_school(sample(filled), out, lang=talk.lang, rule_infos=rule_infos())
    else:
        write_template(out, lang=talk.lang, rule_infos=rule_infos())
    talk.say(Text("written: {out}", "已写出：{out}"), out=out)
    return DONE


def run_schema() -> int:
    """Print the JSON Schema of a school."""
    sys.stdout.write(json.dumps(Problem.model_json_schema(), ensure_ascii=False, indent=1) + "\n")
    return DONE
