"""`check`, `solve`, `verify` and `convert` on FET files; a file with unknown conditions is never said to be kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import openpyxl
import pytest

from scheduler.bench.fet.coverage import covered
from scheduler.cli import main
from tests.fet.mini import activity, asks, school

PARTLY = "The file has 2 conditions Qingke does not know: not every rule of the file was checked."


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Exit code and what is printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["qingke", *words])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0), capsys.readouterr().out


@pytest.fixture
def whole(tmp_path: Path) -> str:
    """A file Qingke knows all of."""
    (tmp_path / "whole.fet").write_bytes(school([activity(n, "Maths", "Ann", "7A") for n in (1, 2)]))
    return str(tmp_path / "whole.fet")


@pytest.fixture
def partial(tmp_path: Path) -> str:
    """A file with two conditions nobody knows."""
    strange = [asks("TeacherMaxMoonlight", Teacher_Name="Ann"), asks("TeacherMaxMoonlight", Teacher_Name="Ben")]
    (tmp_path / "partial.fet").write_bytes(school([activity(n, "Maths", "Ann", "7A") for n in (1, 2)], strange))
    return str(tmp_path / "partial.fet")


def test_check_counts_the_conditions_it_does_not_know(partial: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "check", partial, "--lang", "en")
    assert code == 0
    assert "note: ConstraintTeacherMaxMoonlight: 2 not known here, left out" in said
    assert PARTLY in said


def test_solve_and_verify_keep_a_whole_file(whole: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "timetable.json")
    code, said = run(capsys, "solve", whole, "-o", out, "--lang", "en", "--seconds", "20")
    assert (code, "every hard rule kept" in said, "does not know" in said) == (0, True, False)
    code, said = run(capsys, "verify", whole, out, "--json")
    assert code == 0
    assert json.loads(said.splitlines()[-1])["status"] == "kept"


@pytest.mark.parametrize(
    ("lang", "told"), [("en", PARTLY), ("zh", "文件中有 2 条轻课不认识的条件：文件的规则没有全部核查。")]
)
def test_a_partly_known_file_is_never_said_to_be_kept(
    lang: str, told: str, partial: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "timetable.json")
    code, said = run(capsys, "solve", partial, "-o", out, "--lang", lang, "--seconds", "20")
    assert code == 4
    assert told in said
    assert "every hard rule kept" not in said
    assert "硬性规定全部遵守" not in said
    code, said = run(capsys, "verify", partial, out, "--lang", lang)
    assert code == 4
    assert told in said


def test_what_is_printed_of_a_partly_known_file_says_so_too(
    partial: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "timetable.xlsx")
    assert run(capsys, "solve", partial, "-o", out, "--lang", "en", "--seconds", "20")[0] == 4
    pages = openpyxl.load_workbook(out)
    for name in ("Compliance", "Principal's page"):
        told = [str(cell.value) for row in pages[name].iter_rows() for cell in row if cell.value is not None]
        assert PARTLY in told, name
    assert any("not checked 2" in str(cell.value) for row in pages["Compliance"].iter_rows() for cell in row)


def test_programs_are_told_how_many_conditions_were_not_checked(
    partial: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "timetable.json")
    code, said = run(capsys, "solve", partial, "-o", out, "--json", "--seconds", "20")
    ended = json.loads(said.splitlines()[-1])
    assert (code, ended["event"], ended["unchecked"]) == (4, "finished", 2)
    code, said = run(capsys, "verify", partial, out, "--json")
    ended = json.loads(said.splitlines()[-1])
    assert (code, ended["status"], ended["unchecked"]) == (4, "partly_checked", 2)


def test_a_file_becomes_a_document_that_says_the_same(
    whole: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "school.json"
    assert run(capsys, "convert", whole, str(target))[0] == 0
    assert [course["id"] for course in json.loads(target.read_text(encoding="utf-8"))["courses"]] == ["1/2"]


def test_coverage_counts_the_files_of_which_nothing_is_left_out(whole: str, partial: str, tmp_path: Path) -> None:
    (tmp_path / "other.fet").write_bytes(school([activity(1, "Maths", "Ann", "7A")], mode="Terms"))
    said: list[str] = []
    assert covered([Path(whole), Path(partial), tmp_path / "other.fet"], said.append) == 0
    assert said[0] == "partial.fet: ConstraintTeacherMaxMoonlight 2"
    assert said[1].startswith("other.fet: not read: fet/Mode: it is made for the mode “terms”")
    assert said[2:] == ["ConstraintTeacherMaxMoonlight: 2 in 1 files", "1 of 3 official files fully covered"]
