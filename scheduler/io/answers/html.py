"""Answers as one page of HTML that stands alone: prints, sends and opens anywhere. Names are escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from scheduler.domain.text import Lang, Text
from scheduler.io.answers.base import Answer, Cell
from scheduler.io.answers.tables import summary, tables
from scheduler.io.timetable.files import replace_file

TITLE = Text("What if", "方案推演")
PRINTED = Text("printed {d}", "打印日期：{d}")
DETAILS = Text("{t} ({n})", "{t}（{n}）")

PAGE = """<!doctype html>
<html lang="{{ 'zh-CN' if lang == 'zh' else 'en' }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ school }} {{ title }}</title>
<style>
body { font: 15px/1.6 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2em auto; max-width: 62em;
       padding: 0 1em; color: #1d2733; }
h1 { font-size: 1.5em; } h2 { font-size: 1.2em; margin-top: 2em; border-top: 2px solid #d9e2ec; padding-top: 1em; }
table { border-collapse: collapse; margin: .5em 0 1em; }
th, td { border: 1px solid #b8c2cc; padding: .25em .6em; text-align: left; vertical-align: top; }
th { background: #d9e2ec; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
.verdict { font-weight: bold; } .impossible { color: #a61b1b; } .optimal, .feasible { color: #0f6b3a; }
.small { color: #5a6673; font-size: .9em; } summary { cursor: pointer; font-weight: bold; }
@media print { details { display: block; } h2 { break-before: page; } h2:first-of-type { break-before: auto; } }
</style>
</head>
<body>
<h1>{{ school }} {{ title }}</h1>
<p class="small">{{ term }} {{ version }} · {{ printed }}</p>
{% macro table(one) %}
<table>
<thead><tr>{% for head in one.head %}<th>{{ say(head) }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in one.rows %}<tr>{% for cell in row -%}
<td{% if number(cell) %} class="number"{% endif %}>{{ say(cell) }}</td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% endmacro %}
{{ table(summary) }}
{% for answer in answers %}
<h2>{{ answer.answered.scenario }}</h2>
<p class="verdict {{ answer.answered.status }}">{{ say(answer.answered.words[0]) if answer.answered.words }}</p>
<ul>{% for text in answer.answered.words[1:] %}<li>{{ say(text) }}</li>{% endfor %}</ul>
{% for one in tables(answer) %}
<details{% if one.rows|length <= 40 %} open{% endif %}><summary>{{ say(heading(one)) }}</summary>
{{ table(one) }}
</details>
{% endfor %}
{% endfor %}
</body>
</html>
"""


def write_html(answers: Sequence[Answer], path: Path, *, lang: Lang, today: date) -> None:
    """Write the page; the file appears complete or not at all."""

    def say(cell: Cell) -> str:
        return "" if cell is None else cell.to(lang) if isinstance(cell, Text) else str(cell)

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    first = answers[0].problem if answers else None
    page = environment.from_string(PAGE).render(
        lang=lang,
        title=TITLE.to(lang),
        school=first.school if first else "",
        term=first.term if first else "",
        version=first.version if first else "",
        printed=PRINTED.format(d=today.isoformat()).to(lang),
        summary=summary(answers),
        answers=answers,
        tables=tables,
        heading=lambda one: DETAILS.format(t=one.title, n=len(one.rows)),
        say=say,
        number=lambda cell: isinstance(cell, int),
    )
    replace_file(path, page.encode())
