from __future__ import annotations

import pytest

from scheduler.domain.text import FaultyInput
from scheduler.io.timetable import read_timetable, write_csv
from tests.io.placed_school import bare, placed_school

HEADER = "week,class,day,period,subject,teacher,room"


def faults_of(problem, content: bytes) -> list:
    with pytest.raises(FaultyInput) as error:
        read_timetable(content, problem)
    return error.value.faults


def test_a_timetable_written_as_csv_reads_back_the_same(tmp_path):
    problem, timetable = placed_school()
    write_csv(problem, timetable, tmp_path / "t.csv")
    assert bare(read_timetable(tmp_path / "t.csv", problem).timetable) == bare(timetable)


def test_the_csv_keeps_its_contract(tmp_path):
    problem, timetable = placed_school()
    write_csv(problem, timetable, tmp_path / "t.csv")
    content = (tmp_path / "t.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0] == HEADER
    assert len(lines) == 1 + sum(lesson.duration for lesson in timetable.lessons)
    assert "all,三(1),周一,1,语文,王敏(1001),301" in lines
    assert "all,三(1)+三(2),周一,3,体育,赵强,田径场" in lines
    assert "odd,三(1),周一,4,心理,孙丽," in lines
    assert "all,,周三,2,教研,王敏(1001)+王敏(1002)," in lines
    assert "all,三(2),周二,2,数学,'=2+3," in lines, "a name that looks like a formula is guarded"


def test_nothing_is_left_beside_the_file(tmp_path):
    problem, timetable = placed_school()
    write_csv(problem, timetable, tmp_path / "t.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_two_single_lessons_side_by_side_and_a_double_elsewhere_are_told_apart(tmp_path):
    problem, timetable = placed_school()
    moved = {("c1 语文", 1, 1): (2, 1), ("c1 语文", 2, 1): (2, 3)}  # a double, then a single right after it

    def move(lesson):
        to = moved.get((lesson.course, lesson.day, lesson.period))
        return lesson if to is None else lesson.model_copy(update={"day": to[0], "period": to[1]})

    timetable = timetable.model_copy(update={"lessons": tuple(map(move, timetable.lessons))})
    write_csv(problem, timetable, tmp_path / "t.csv")
    assert bare(read_timetable(tmp_path / "t.csv", problem).timetable) == bare(timetable)


def test_a_list_in_gbk_with_chinese_headers_and_usual_words_is_read():
    problem, _ = placed_school()
    text = "班级,星期,节次,科目,教师,教室,周次\n3.1,星期一,第2节,语,王敏(1001),,\n阳光班,2,二,数学,,,单周\n"
    first, second = read_timetable(text.encode("gbk"), problem).timetable.lessons
    assert (first.sets, first.day, first.period, first.course) == (("c1",), 1, 2, "c1 语文")
    assert (second.sets, second.day, second.period, second.weeks.value) == (("c2",), 2, 2, "odd")


def test_every_faulty_cell_is_named_at_once():
    problem, _ = placed_school()
    text = f"{HEADER}\nall,三(9),周一,1,语文,李红,\nnever,三(1),周日,0,天文,王敏,\n"
    found = faults_of(problem, text.encode())
    assert [fault.cell for fault in found] == ["B2", "A3", "C3", "D3", "E3", "F3"]
    assert all(fault.wrong.zh and fault.wrong.en and fault.right.zh and fault.right.en for fault in found)
    assert "王敏(1001)" in found[-1].right.zh, "two teachers share the name, so the staff numbers are offered"


def test_an_unknown_teacher_keeps_the_lesson_and_is_told():
    problem, _ = placed_school()
    read = read_timetable(f"{HEADER}\nall,三(1),周一,1,语文,周舟,\n".encode(), problem)
    (lesson,) = read.timetable.lessons
    assert (lesson.teachers, lesson.course) == (("周舟",), None)
    assert any("周舟" in note.text.zh and "周舟" in note.text.en for note in read.notes)


def test_lessons_without_teachers_take_those_of_the_course():
    problem, _ = placed_school()
    read = read_timetable("class,day,period,subject\n三(1),周一,1,数学\n".encode(), problem)
    assert [(one.teachers, one.course) for one in read.timetable.lessons] == [(("李红",), "c1 数学")]
    assert len(read.notes) == 1


def test_adjacent_lessons_of_a_course_without_blocks_stay_single_with_a_note():
    problem, _ = placed_school()
    text = f"{HEADER}\nall,三(2),周一,1,语文,王敏(1002),\nall,三(2),周一,2,语文,王敏(1002),\n"
    read = read_timetable(text.encode(), problem)
    assert [lesson.duration for lesson in read.timetable.lessons] == [1, 1]
    assert len(read.notes) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"\x81",
        b"a,b,c\n1,2,3\n",
        b"class,day,period,subject\n",
        b'class,day,period,subject\n"' + b"x" * 200_000 + b'",1,1,1\n',
        b"PK\x03\x04 no archive",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook",
    ],
)
def test_what_is_no_timetable_is_a_fault_and_never_a_crash(content):
    problem, _ = placed_school()
    assert faults_of(problem, content)


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    problem, _ = placed_school()
    with pytest.raises(FaultyInput):
        read_timetable(tmp_path / "none.csv", problem)
