"""Workbooks are read in another process: whatever happens to it, only a sentence comes back."""

import io
import os
import stat
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest
from openpyxl import Workbook

from intloffice.__main__ import main
from intloffice.errors import OfficeError, StoppedError
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets import apart, halves, importing, rowscan, workbook
from intloffice.spreadsheets.apart import Limits
from intloffice.spreadsheets.rowscan import Meaning, Stretch, scan
from tests.spreadsheets.conftest import exported
from tests.spreadsheets.test_hostile import HEAD, SHEET, TAIL, altered

pytestmark = pytest.mark.usefixtures("no_child_stays")
ROOT = Path(apart.__file__).parent.parent.parent


def children():
    listed = subprocess.run(
        ["ps", "-o", "args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in listed.stdout.splitlines() if apart.COMMAND in line]


@pytest.fixture
def no_child_stays():
    yield
    if sys.platform.startswith("linux"):
        assert children() == []


@pytest.fixture
def mixed(tmp_path):
    """A workbook of every sort of value, with an empty sheet in the middle."""
    book = Workbook()
    first = book.active
    first.append(["text", "河村\nline", 1, 2**60, -0.1, True, None, "=1+1"])
    first.append(
        [
            date(2017, 12, 31),
            datetime.fromisoformat("2018-01-05T09:30"),
            clock(9, 30),
            timedelta(1.5),
        ]
    )
    first["J7"] = "#N/A"
    first["J7"].data_type = "e"
    book.create_sheet("Empty")
    many = book.create_sheet("Many")
    for number in range(1200):
        many.append([number, f"row {number}"])
    book.save(tmp_path / "mixed.xlsx")
    return tmp_path / "mixed.xlsx"


@pytest.fixture
def long(tmp_path):
    """A workbook that takes some seconds to read."""
    row = "".join(f'<c r="{column}{{0}}"><v>7.5</v></c>' for column in "ABCDEFGH")
    rows = "".join(f'<row r="{n}">{row.format(n)}</row>' for n in range(1, 40_001))
    plain = tmp_path / "plain.xlsx"
    Workbook().save(plain)
    return altered(plain, {SHEET: HEAD + rows.encode() + TAIL})


def test_what_comes_back_is_what_was_read(mixed):
    here, there = workbook.read(mixed), apart.read(mixed)
    assert [sheet.title for sheet in there] == ["Sheet", "Empty", "Many"]
    assert [(sheet.title, list(sheet.rows)) for sheet in there] == [
        (sheet.title, list(sheet.rows)) for sheet in here
    ]
    kinds = [type(value) for _, cells in here[0].rows for value in cells.values()]
    assert [type(v) for _, cells in there[0].rows for v in cells.values()] == kinds
    assert len(set(kinds)) > 7


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 not really"])
def test_a_refusal_comes_back_as_a_sentence(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(OfficeError, match=r"a\.xlsx is not a workbook"):
        apart.read(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(OfficeError, match=r"none\.xlsx could not be opened: No such file"):
        apart.read(tmp_path / "none.xlsx")


def test_a_name_that_looks_like_an_option_is_a_name(mixed, monkeypatch):
    monkeypatch.chdir(mixed.parent)
    mixed.rename("--help")
    assert len(apart.read(Path("--help"))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_workbook_that_takes_too_long_is_given_up(long):
    with pytest.raises(OfficeError, match="took more than 1 seconds to read"):
        apart.read(long, limits=Limits(seconds=1))


def test_a_reader_that_waits_for_ever_is_ended(mixed, tmp_path, monkeypatch):
    """Where no processor is used no limit of the system helps: the watch does."""
    monkeypatch.setattr(sys, "executable", _script(tmp_path, "exec sleep 900"))
    begun = time.perf_counter()
    with pytest.raises(OfficeError, match="took more than 1 seconds"):
        apart.read(mixed, limits=Limits(seconds=1))
    assert time.perf_counter() - begun < 600


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits memory so")
def test_a_workbook_that_takes_too_much_memory_is_refused(long):
    with pytest.raises(OfficeError, match="than a workbook needs"):
        apart.read(long, limits=Limits(memory=35 * 2**20))


def test_a_workbook_that_says_too_much_is_refused(mixed):
    with pytest.raises(OfficeError, match="than a workbook needs"):
        apart.read(mixed, limits=Limits(answer=10_000))


def used_by_readers() -> float:
    """Tell the processor's time that ended processes have taken, however busy the machine is."""
    taken = os.times()
    return taken.children_user + taken.children_system


def test_reading_is_stopped_at_a_word(long):
    asked, before = iter([False, False, False]), used_by_readers()
    with pytest.raises(StoppedError, match="Nothing of it was kept"):
        apart.read(long, lambda: next(asked, True))
    assert used_by_readers() - before < 1.5


def _script(folder, line):
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(stat.S_IRWXU)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
@pytest.mark.parametrize(
    "does",
    [
        "exit 1",
        "kill -SEGV $$",
        "echo",
        "echo '{'",
        "echo '[1]'",
        "echo '{\"refused\": 7}'",
        "echo '{\"sheet\": \"S\"}'; echo '[[1, [0, 1], [7]]]'; echo '{\"end\": true}'",
        'echo \'{"sheet": "S"}\'; echo \'[[1, [0], [{"day": "never"}]]]\'; echo \'{"end": 1}\'',
        'echo \'{"sheet": "S"}\'',
        "head -c 3000000 /dev/zero",
    ],
)
def test_a_reader_that_breaks_down_is_told_as_a_file_that_cannot_be_read(
    mixed, tmp_path, monkeypatch, does
):
    monkeypatch.setattr(sys, "executable", _script(tmp_path, does))
    with pytest.raises(OfficeError, match=r"mixed\.xlsx holds more, or other"):
        apart.read(mixed, limits=Limits(answer=1_000_000))


def test_a_reader_that_cannot_be_begun_is_told(mixed, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(OfficeError, match=r"mixed\.xlsx could not be opened: No such file"):
        apart.read(mixed)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
def test_a_program_in_one_piece_reads_with_itself(mixed, tmp_path, monkeypatch):
    """Packaged, the program's own file is what runs; there is no interpreter beside it."""
    line = f'cd / && PYTHONPATH="{ROOT}" exec "{sys.executable}" -m intloffice "$@"'
    monkeypatch.setattr(sys, "executable", _script(tmp_path, line))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert len(apart.read(mixed)) == 3


def test_the_command_for_it_is_told_by_no_help(capsys):
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert "import" in told
    assert apart.COMMAND not in told
    assert "SUPPRESS" not in told


def test_a_cell_at_the_far_end_is_named_and_nothing_is_read_for_ever(small_book, languages, empty):
    """safety.md, 2.2: such a file takes other readers' processes down, or for ever."""
    with zipfile.ZipFile(small_book) as book:
        content = book.read(SHEET)
    far = b'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'
    path = altered(small_book, {SHEET: content.replace(b"</sheetData>", far)})
    begun = time.perf_counter()
    sheets = importing.read(path, ALL_KINDS, languages)
    assert time.perf_counter() - begun < 60
    with empty.read() as session:
        planned = importing.plan(session, sheets)
    assert any("XFD" in refusal.cell for refusal in planned.refusals)
    with empty.write("Import", "A") as session, pytest.raises(OfficeError, match="XFD"):
        importing.apply(session, planned)


@pytest.fixture
def small_book(sample, tmp_path, languages):
    return exported(sample, tmp_path / "small.xlsx", languages[0])


@pytest.fixture
def by_halves(monkeypatch):
    """Halves are read of small files as well, and tell how they ended."""
    ended = []
    read = apart._by_halves
    monkeypatch.setattr(apart, "_LARGE", 0)
    monkeypatch.setattr(apart, "_by_halves", lambda *asked: ended.append(read(*asked)) or ended[-1])
    return ended


class Heard(apart.Taking):
    def begin_anew(self):
        self.told = []

    def begin(self, title):
        self.told.append(title)

    def take_block(self, block):
        self.told += block.rows()

    def end(self):
        self.told.append(None)


def heard(path, **how):
    taking = Heard()
    taking.begin_anew()
    sheets = apart.read(path, taking=taking, **how)
    told = [
        said for sheet in sheets for said in (sheet.title, *sheet.rows, None)
    ]  # what was read is what was told meanwhile
    assert taking.told == told
    return [(sheet.title, list(sheet.rows), list(sheet.merged)) for sheet in sheets]


@pytest.fixture
def large(tmp_path):
    """Two sheets that are cut and two that are not, with notes, cells made one, and empty rows."""
    book = Workbook()
    for number, rows in enumerate((15_000, 3, 0, 12_000)):
        sheet = book.create_sheet(f"Sheet no. {number}") if number else book.active
        for row in range(1, rows + 1):
            held = row, f"row {row} & more", date(2017, 1, 1) + timedelta(row % 900), row / 7
            sheet.append(held if row % 5 else ())
        if rows:
            sheet.merge_cells("A1:B2")
            sheet.merge_cells(f"A{rows + 1}:C{rows + 1}")
    book.save(tmp_path / "large.xlsx")
    return tmp_path / "large.xlsx"


def test_what_two_read_by_halves_is_what_one_reads(large, by_halves, monkeypatch):
    found = heard(large)
    assert by_halves == [by_halves[0]] != [None]
    monkeypatch.setattr(apart, "_LARGE", 2**60)
    assert heard(large) == found
    assert len(by_halves) == 1
    assert [(title, len(rows), merged) for title, rows, merged in found] == [
        ("Sheet", 12_000, [(1, 0, 2, 1), (15_001, 0, 15_001, 2)]),
        ("Sheet no. 1", 3, [(1, 0, 2, 1), (4, 0, 4, 2)]),
        ("Sheet no. 2", 0, []),
        ("Sheet no. 3", 9_600, [(1, 0, 2, 1), (12_001, 0, 12_001, 2)]),
    ]


@pytest.mark.parametrize(
    ("where", "odd"),
    [
        (501, b"<!-- a note -->"),
        (14_501, b"<!-- a note -->"),
        (14_501, b'<row r="14500"><c r="A14500" t="inlineStr"><is><r><t>a</t></r></is></c></row>'),
        (501, b"<![CDATA[<row ]]>"),
    ],
)
def test_where_a_half_is_odd_one_reads_all(large, by_halves, where, odd):
    with zipfile.ZipFile(large) as book:
        content = book.read(SHEET)
    mark = b'<row r="%d"' % where
    assert mark in content
    path = altered(large, {SHEET: content.replace(mark, odd + mark)})
    found = heard(path)
    assert by_halves == [None]
    assert found == [
        (sheet.title, list(sheet.rows), list(sheet.merged)) for sheet in workbook.read(path)
    ]


def test_what_is_refused_is_refused_as_by_one(large, by_halves):
    with zipfile.ZipFile(large) as book:
        content = book.read(SHEET)
    path = altered(large, {SHEET: content[:-200]})
    for _ in range(2):
        with pytest.raises(OfficeError, match="is not a workbook"):
            apart.read(path)
    assert by_halves == [None, None]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_who_listens_to_a_half_that_breaks_down_does_not_wait_for_more():
    def said():
        yield "Sheet"
        raise MemoryError

    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with process, halves.heard_meanwhile(said(), process) as told:
        assert list(told) == ["Sheet"]


def test_halves_that_together_hold_too_much_are_refused(large, by_halves, monkeypatch):
    monkeypatch.setattr(halves, "MOST_ROWS", 11_000)
    heard(large)
    monkeypatch.setattr(halves, "MOST_ROWS", 20_000)
    monkeypatch.setattr(halves, "MOST_CELLS", 30_000)
    heard(large)
    assert by_halves == [None, None]  # and one process would find them within its own limits


def test_reading_by_halves_is_stopped_at_a_word(large, by_halves):
    asked = iter([False, False, False])
    with pytest.raises(StoppedError, match="Nothing of it was kept"):
        apart.read(large, lambda: next(asked, True))
    assert by_halves == [None]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
@pytest.mark.parametrize("does", ["exit 1", 'test "$7" = first && exec sleep 9 || exit 1', "echo"])
def test_halves_that_break_down_leave_it_to_one(mixed, tmp_path, monkeypatch, by_halves, does):
    line = f'test -n "$7" || exec "{sys.executable}" "$@"; {does}'
    monkeypatch.setattr(sys, "executable", _script(tmp_path, line))
    assert len(apart.read(mixed)) == 3
    assert by_halves == [None]


@pytest.mark.parametrize("size", [1, 7, 64, 2**20])
def test_wherever_rows_are_cut_each_is_in_one_half(size, monkeypatch):
    monkeypatch.setattr(rowscan, "_BLOCK", size)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 9))
    whole = HEAD + rows + TAIL
    for middle in range(0, len(whole) + 1, 3):
        halves = []
        for stretch in (Stretch(0, middle), Stretch(middle)):
            told = scan(
                io.BytesIO(whole), Meaning([], frozenset(), float), lambda *_: None, stretch
            )
            halves += [number for block in told for number in block.numbers]
        assert halves == list(range(1, 9)), middle


def test_what_was_understood_of_a_half_is_understood_once_more(
    sample, tmp_path, languages, by_halves
):
    path = exported(sample, tmp_path / "ours.xlsx", languages[0])
    once, again = (importing.Reader(ALL_KINDS, languages) for _ in range(2))
    apart.read(path, taking=once)
    assert by_halves
    for sheet in workbook.read(path):
        again.take(sheet)
    again.begin_anew()
    for sheet in workbook.read(path):
        again.take(sheet)
    assert again.sheets() == once.sheets()
    assert again.is_ours
