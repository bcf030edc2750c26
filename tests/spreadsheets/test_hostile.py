"""Files that would do harm by being read are refused at once, in a sentence."""

import random
import re
import time
import zipfile
from contextlib import suppress
from xml.parsers import expat

import pytest

from intloffice.errors import OfficeError
from intloffice.spreadsheets import formats, guarding, workbook
from intloffice.spreadsheets.sheet import Column, Sheet

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "plain.xlsx"
    columns = [Column("A"), Column("B")]
    workbook.write(path, [Sheet("S", columns, [[str(n), "x"] for n in range(100)])], title="T")
    return path


def altered(plain, parts=(), renamed=()):
    """Write the workbook again with other parts."""
    path, parts, renamed = plain.with_name("altered.xlsx"), dict(parts), dict(renamed)
    with (
        zipfile.ZipFile(plain) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(renamed.get(name, name), parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def refused(path):
    start = time.thread_time()
    with pytest.raises(OfficeError) as told:
        workbook.read(path)
    assert time.thread_time() - start < 2
    assert path.name in str(told.value)
    assert str(told.value).endswith(".")
    return str(told.value)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 not really", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert "is not a workbook" in refused(path)


def test_a_file_that_is_not_there_and_a_folder(tmp_path):
    assert "could not be opened" in refused(tmp_path / "none.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    refused(tmp_path / "folder.xlsx")


def test_a_file_cut_short(plain):
    content = plain.read_bytes()
    for length in (10, len(content) // 2, len(content) - 30):
        plain.write_bytes(content[:length])
        refused(plain)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_a_document_type_anywhere(plain, part):
    assert "than a workbook needs" in refused(altered(plain, {part: ENTITIES}))
    hidden = b"<!--" + b"x" * (2 * 2**20 - 8) + b"-->" + ENTITIES[21:]
    refused(altered(plain, {part: hidden}))
    refused(altered(plain, {part: ENTITIES.decode().encode("utf-16")}))


@pytest.mark.parametrize(
    "before",
    [
        b" " * 2**21,
        b"<!--" + random.Random(1).randbytes(2**20).hex().encode() + b"-->",
        b"<!-- <worksheet> -->" + b" " * 2**21,
        b"<?word " + random.Random(2).randbytes(2**20).hex().encode() + b"?>",
    ],
    ids=["blanks", "a remark", "a remark that seems an element", "an instruction"],
)
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_document_type_behind_megabytes_of_what_may_stand_before_it(plain, part, before):
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    content = b'<?xml version="1.0"?>' + before + declared + HEAD + TAIL
    assert "more, or other" in refused(altered(plain, {part: content}))


def test_a_document_type_inside_a_large_sheet_is_refused_by_whoever_reads_it(plain):
    rows = [b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 60_001)]
    first, second = b"".join(rows[:30_000]), b"".join(rows[30_000:])
    assert len(first) > 2**20
    whole = altered(plain, {SHEET: HEAD + first + second + TAIL})
    assert len(workbook.read(whole)[0].rows) == 60_000
    inside = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    for content in (first + inside + second, first + second + inside):
        refused(altered(plain, {SHEET: HEAD + content + TAIL}))


def test_a_gigabyte_in_a_megabyte(plain):
    path = plain.with_name("bomb.xlsx")
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        file.open(SHEET, "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(b"0" * 2**22)
    assert "than a workbook needs" in refused(path)


def test_millions_of_rows_in_little(plain):
    rows = HEAD + b"<row/>" * 1_500_000 + TAIL
    assert "than a workbook needs" in refused(altered(plain, {SHEET: rows}))


def test_parts_outside_twice_or_too_many(plain, monkeypatch):
    for name in ("../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "xl\\..\\..\\evil.xml"):
        refused(altered(plain, {name: b"<x/>"}))
    refused(altered(plain, {"XL/Workbook.xml": b"<x/>"}))
    monkeypatch.setattr(guarding, "MOST_PARTS", 5)
    refused(plain)


def test_a_file_too_large(plain, monkeypatch):
    monkeypatch.setattr(guarding, "LARGEST_FILE", 100)
    assert "larger than" in refused(plain)


@pytest.mark.parametrize(
    "row", [b'<row r="%d" s="1" ht="15"/>', b'<row r="%d" s="1"><c r="A1" s="1"/></row>']
)
def test_a_million_empty_rows_with_formats_cost_little(plain, row):
    rows = b"".join(row % n for n in range(200, 1_000_000))
    with zipfile.ZipFile(plain) as file:
        content = file.read(SHEET)
    content = content.replace(b"</sheetData>", rows + b"</sheetData>")
    path = altered(plain, {SHEET: content})
    begun = time.process_time()
    (sheet,) = workbook.read(path)
    taken = time.process_time() - begun
    assert len(sheet.rows) == 101
    begun = time.process_time()
    expat.ParserCreate().Parse(content, True)
    bare = time.process_time() - begun
    assert taken < 15 * bare  # two to four times were measured


def test_a_sheet_that_the_workbook_names_and_does_not_have_is_told(plain):
    with zipfile.ZipFile(plain) as file:
        links = file.read("xl/_rels/workbook.xml.rels")
    links = links.replace(b"worksheets/sheet1.xml", b"worksheets/gone.xml")
    path = altered(plain, {"xl/_rels/workbook.xml.rels": links})
    assert "its sheet “S” is not in the file" in refused(path)


def test_one_sheet_a_thousand_times(plain):
    with zipfile.ZipFile(plain) as file:
        book = file.read("xl/workbook.xml")
    at, end = book.index(b"<sheet "), book.index(b"</sheets>")
    path = altered(plain, {"xl/workbook.xml": book[:at] + book[at:end] * 1000 + book[end:]})
    assert "than a workbook needs" in refused(path)


def test_a_name_without_end_costs_nothing(plain):
    with zipfile.ZipFile(plain) as file:
        book = file.read("xl/workbook.xml")
    name = b'<definedName name="_xlnm.Print_Titles" localSheetId="0">%s</definedName>'
    names = b"<definedNames>" + name % (b"x" * 60_000) + b"</definedNames>"
    book = re.sub(b"<definedNames>.*</definedNames>", b"", book)
    path = altered(plain, {"xl/workbook.xml": book.replace(b"</sheets>", b"</sheets>" + names)})
    begun = time.process_time()
    assert len(workbook.read(path)[0].rows) == 101
    assert time.process_time() - begun < 2


def test_macros_and_links_to_other_files_are_there_and_nothing_comes_of_them(plain, tmp_path):
    link = tmp_path / "other.xlsx"
    parts = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Auto_Open",
        "xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="x"/>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": f'<x Target="file://{link}"/>'.encode(),
    }
    (sheet,) = workbook.read(altered(plain, parts))
    assert len(sheet.rows) == 101
    assert not link.exists()


@pytest.mark.parametrize("name", ["~$open.xlsx", ".~lock.open.xlsx#"])
def test_the_mark_of_a_workbook_that_is_open_is_not_taken_for_one(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\x05Li   " + b"\0" * 150)
    with pytest.raises(OfficeError, match="is open in another program") as told:
        list(formats.pieces(path))
    assert told.value.facts["name"] == name


def test_one_cell_at_the_far_end_costs_nothing(plain):
    far = HEAD + b'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>' + TAIL
    start = time.thread_time()
    (sheet,) = workbook.read(altered(plain, {SHEET: far}))
    assert time.thread_time() - start < 1
    assert sheet.rows == [(1_048_576, {16_383: 7})]


@pytest.mark.parametrize("place", [b"ZZZZZZ999999999", b"1", b"A", b"A0", b"-A1", b""])
def test_a_cell_that_is_nowhere(plain, place):
    cell = b'<row r="1"><c r="' + place + b'"><v>7</v></c></row>'
    path = altered(plain, {SHEET: HEAD + cell + TAIL})
    try:
        workbook.read(path)
    except OfficeError:
        refused(path)


def test_rows_are_read_even_where_the_sheet_lies_about_its_size(plain):
    with zipfile.ZipFile(plain) as file:
        content = file.read(SHEET).replace(b'<dimension ref="A1:B101"', b'<dimension ref="A1"')
    (sheet,) = workbook.read(altered(plain, {SHEET: content}))
    assert len(sheet.rows) == 101
    assert sheet.rows[-1] == (101, {0: "99", 1: "x"})


def test_whatever_is_broken_in_a_part_only_a_sentence_comes_of_it(plain):
    """A part with some bytes changed is either read or refused; nothing else happens."""
    chance = random.Random(7)
    with zipfile.ZipFile(plain) as file:
        names = file.namelist()
        contents = {name: file.read(name) for name in names}
    for _ in range(150):
        name = chance.choice(names)
        content = bytearray(contents[name])
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 4)] = chance.choice((b"", b"<", b'"', b"9" * 9))
        with suppress(OfficeError):
            workbook.read(altered(plain, {name: bytes(content)}))
