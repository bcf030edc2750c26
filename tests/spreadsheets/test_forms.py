"""Forms of others: opened, tied, found again, filled in, and nothing else of them changed."""

import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from intloffice.errors import OfficeError
from intloffice.i18n import language
from intloffice.operations.counting.periods import Period
from intloffice.settings import Settings
from intloffice.spreadsheets.forms import asked, filling, mapping, package, partxml
from intloffice.spreadsheets.forms.asked import SUBJECTS, Asked
from intloffice.spreadsheets.forms.form import open_form
from intloffice.spreadsheets.forms.reckoning import Reckoner
from intloffice.spreadsheets.yearly_counts import Counting
from tests.forms import LEVELS, ministry_form
from tests.stores import opened, organisation, person, stay

EN = language("en")


def ties(form, top=2, sheet="出国（境）学生"):
    """Tie the cells of the three levels: sent for long, sent for short, received."""
    one = form.sheets[sheet]
    found = []
    for n, (_, level) in enumerate(LEVELS):
        for column, what in (
            (1, Asked("sent", 0, {"level": level, "length": "long"})),
            (2, Asked("sent", 0, {"level": level, "length": "short"})),
            (3, Asked("received", 0, {"level": level})),
        ):
            found.append(mapping.tied(one, (top + 2 + n, column), what))
    return tuple(found)


@pytest.fixture
def known(sample, tmp_path):
    form = open_form(ministry_form(tmp_path / "form.xlsx"))
    return mapping.Known(1, "ministry", ties(form))


def reckoned(store, found, year=2017):
    with store.read() as session:
        reckoner = Reckoner(session, Period(year), Settings())
        return filling.reckon(reckoner, found)


def test_a_cell_comes_to_what_the_yearly_workbook_counts(sample):
    with sample.read() as session:
        counting = Counting(session, Period(2017), date(2017, 12, 31), 6)
        numbers = {c.key: c.number for c in counting.counts()}
        reckoner = Reckoner(session, Period(2017), Settings())

        def value(subject, **parts):
            return reckoner.reckon(Asked(subject, 0, parts)).number

        assert value("sent") == numbers["Students sent", "Persons", "", "", ""]
        assert value("sent", country="JP") == 90
        assert value("sent stays") == numbers["Students sent", "Stays", "", "", ""]
        assert value("sent there") == numbers["Students sent", "At the year’s end", "", "", ""]
        for level, label in (("master", "Master"), ("doctoral", "Doctoral")):
            key = "Students sent", "Persons by level", label, "", ""
            assert value("sent", level=level) == numbers[key]
        assert (
            value("received", length="long")
            == numbers["Students received", "Persons by length", "Long", "", ""]
        )
        for key, number in numbers.items():
            if key[:2] == ("Students received", "Persons by country") and key[3]:
                assert value("received", country=key[3]) == number
        assert value("in force") == numbers["Agreements", "In force at the year’s end", "", "", ""]
        assert (
            value("signed", agreement_level="university")
            == numbers["Agreements", "Signed in the year", "University", "", ""]
        )
        assert (
            value("groups", direction="received")
            == numbers["Meetings", "Groups", "Visit received", "", ""]
        )
        assert value("trips") == numbers["Meetings", "Groups", "Visit paid", "", ""]
        assert value("short visits") == numbers["Experts", "Visits", "Short-term", "", ""]
        assert value("long experts") == numbers["Experts", "Persons", "Long-term", "", ""]
        assert value("year") == 2017
        before = reckoner.reckon(Asked("sent", 1)).number
        assert before == Reckoner(session, Period(2016), Settings()).reckon(Asked("sent")).number


def test_every_count_that_is_offered_can_be_reckoned_and_said(sample):
    with sample.read() as session:
        reckoner = Reckoner(session, Period(2017), Settings())
        for name, subject in SUBJECTS.items():
            for part in ("", *subject.parts):
                word = {"country": "JP", "length": "long", "currency": "CNY"}.get(part, "")
                if part in asked.CHOICES:
                    word = next(iter(asked.CHOICES[part])).value
                parts = {"currency": "CNY"} if name == "amount" else {}
                wanted = Asked(name, 0, parts | ({part: word} if word else {}))
                assert asked.is_known(wanted)
                found = reckoner.reckon(wanted)
                if name not in ("year", "amount"):
                    assert found.number == len(found.units)
                assert reckoner.basis(wanted, found, EN)[:1].isupper()
                assert "{" not in wanted.said(EN, {})


def test_countries_and_regions_make_up_all_that_have_a_country(store):
    with store.write("", "t") as session:
        places = {c: organisation(session, f"U {c}", country=c) for c in ("JP", "TW", "HK")}
        for number, place in enumerate(places.values()):
            dated = {"planned_start": date(2017, 3, 1), "planned_end": date(2017, 5, 1)}
            stay(session, person(session, f"P{number}"), place, **dated)
    with store.read() as session:
        reckoner = Reckoner(session, Period(2017), Settings())
        found = [
            reckoner.reckon(Asked("sent", 0, {"country": area})).number
            for area in (asked.REGIONS, asked.NO_REGIONS)
        ]
    assert found == [2, 1]


def test_awards_in_several_currencies_are_not_added_up(sample):
    with sample.read() as session:
        reckoner = Reckoner(session, Period(2017), Settings())
        with pytest.raises(OfficeError, match="never added up"):
            reckoner.reckon(Asked("amount"))
        assert isinstance(reckoner.reckon(Asked("amount", 0, {"currency": "CNY"})).number, Decimal)


def test_only_the_tied_cells_are_changed_and_formulas_are_reckoned_anew(sample, known, tmp_path):
    form, out = open_form(tmp_path / "form.xlsx"), tmp_path / "out.xlsx"
    filled = reckoned(sample, known.ties)
    filling.fill(form, filled, out, None)
    with zipfile.ZipFile(form.path) as old, zipfile.ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        other = [n for n in old.namelist() if old.read(n) != new.read(n)]
    assert other == ["xl/worksheets/sheet1.xml"]  # openpyxl asks for formulas to be reckoned
    book, before = load_workbook(out), load_workbook(form.path)
    sheet, was = book["出国（境）学生"], before["出国（境）学生"]
    assert {str(r) for r in sheet.merged_cells.ranges} == {str(r) for r in was.merged_cells.ranges}
    assert len(sheet._charts) == 1
    assert len(sheet.data_validations.dataValidation) == 1
    assert sheet["B4"].number_format == "#,##0"
    assert sheet["B4"].fill.fgColor.rgb == was["B4"].fill.fgColor.rgb
    assert sheet["E4"].value == "=B4+C4+D4"
    for each in filled:
        assert sheet[each.tie.cell].value == each.reckoned.number
    assert sum(each.reckoned.number for each in filled) > 50


def test_libreoffice_reckons_the_totals_of_a_filled_form(sample, known, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    filled = reckoned(sample, known.ties)
    filling.fill(open_form(tmp_path / "form.xlsx"), filled, tmp_path / "out.xlsx", None)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", tmp_path,
         tmp_path / "out.xlsx"],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    last = (tmp_path / "out.csv").read_text("utf-8").splitlines()[6].split(",")
    assert last[0].strip('"') == "总计"
    assert int(last[4]) == sum(each.reckoned.number for each in filled)


def test_what_formulas_came_to_before_is_gone_for_it_is_no_longer_true(tmp_path):
    xml = (
        b'<worksheet xmlns="x"><sheetData><row r="1"><c r="A1"><v>1</v></c>'
        b'<c r="B1" s="3" t="str"><f>A1*2</f><v>old &gt; new</v></c></row></sheetData></worksheet>'
    )
    made = partxml.changed(partxml.look_at(xml), {(1, 0): 5})
    assert b'<c r="A1"><v>5</v></c><c r="B1" s="3"><f>A1*2</f></c>' in made


def test_cells_that_one_formula_reckons_together_are_all_formulas():
    xml = (
        b'<worksheet xmlns="x"><sheetData><row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2</f>'
        b'<v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
        b'<row r="2"><c r="A2"><v>4</v></c></row></sheetData></worksheet>'
    )
    at = partxml.look_at(xml)
    assert [spot for spot, cell in at.cells.items() if cell.reckons] == [(1, 0), (1, 1), (2, 0)]


@pytest.mark.parametrize("above", [0, 1, 3])
def test_next_years_form_fills_itself_also_where_rows_moved(sample, known, tmp_path, above):
    path = ministry_form(tmp_path / "next.xlsx", year=2018, above=above)
    found = mapping.recognise(open_form(path), [known])
    assert found is not None
    assert not found.lost
    assert len(found.moved) == (9 if above else 0)
    here = [(tie.spot[0] - above, tie.spot[1], tie.asked) for tie in found.ties]
    assert here == [(*tie.spot, tie.asked) for tie in known.ties]


def test_a_row_that_is_put_between_moves_the_ones_below_it_only(sample, known, tmp_path):
    levels = (*LEVELS[:1], ("专科生", "language"), *LEVELS[1:])
    path = ministry_form(tmp_path / "next.xlsx", levels=levels)
    found = mapping.recognise(open_form(path), [known])
    assert not found.lost
    assert [tie.spot for tie in found.ties] == [
        *((4, 1), (4, 2), (4, 3)),
        *((6, 1), (6, 2), (6, 3)),
        *((7, 1), (7, 2), (7, 3)),
    ]


def test_a_cell_that_is_not_found_again_is_told(sample, known, tmp_path):
    path = ministry_form(tmp_path / "next.xlsx", levels=LEVELS[:2])
    found = mapping.recognise(open_form(path), [known])
    assert [tie.told for tie in found.lost] == ["博士生 / 长期", "博士生 / 短期", "博士生 / 接收"]
    assert len(found.ties) == 6


def test_a_label_that_is_reworded_a_little_is_found_again(sample, known, tmp_path):
    levels = (("本科生", ""), ("硕士生", ""), ("博士生（含联合培养博士生）", ""))
    found = mapping.recognise(open_form(ministry_form(tmp_path / "n.xlsx", levels=levels)), [known])
    assert len(found.lost) == 3
    assert not found.guessed
    long = (("本科学生人数", ""), ("硕士生", ""), ("博士生", ""))
    one = ministry_form(tmp_path / "one.xlsx", levels=(("本科学生的人数", ""), *LEVELS[1:]))
    tie = mapping.tied(open_form(one).sheets["出国（境）学生"], (4, 1), Asked("sent"))
    again = mapping.find_again(
        open_form(ministry_form(tmp_path / "two.xlsx", levels=long)), mapping.Known(1, "n", (tie,))
    )
    assert [each.spot for each in again.ties] == [(4, 1)]
    assert again.guessed == {("出国（境）学生", (4, 1))}


def test_a_column_that_is_gone_is_never_taken_for_its_neighbour(sample, known, tmp_path):
    path = ministry_form(tmp_path / "next.xlsx")
    book = load_workbook(path)
    book.active["B3"] = "中期"
    book.save(path)
    found = mapping.find_again(open_form(path), known)
    assert [tie.cell for tie in found.lost] == ["B4", "B5", "B6"]
    assert not found.guessed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '<calcPr fullCalcOnLoad="1"/>'),
        ('<calcPr calcId="1"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0" calcId="1"/>', '<calcPr fullCalcOnLoad="1" calcId="1"/>'),
    ],
)
def test_whoever_opens_the_form_is_asked_to_reckon_anew(tmp_path, before, after):
    path = ministry_form(tmp_path / "form.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                whole = b'<calcPr calcId="124519" fullCalcOnLoad="1"/>'
                assert whole in content
                content = content.replace(whole, before.encode())
            new.writestr(name, content)
    package.Package(tmp_path / "a.xlsx").write(tmp_path / "b.xlsx", {}, None)
    with zipfile.ZipFile(tmp_path / "b.xlsx") as made:
        assert f"{after}</workbook>" in made.read("xl/workbook.xml").decode()


def test_another_workbook_is_not_taken_for_the_form(sample, known, tmp_path):
    book = Workbook()
    book.active["A1"] = "something else"
    book.save(tmp_path / "other.xlsx")
    assert mapping.recognise(open_form(tmp_path / "other.xlsx"), [known]) is None


def test_what_is_tied_is_kept_in_the_store_and_forgotten(store, known):
    with store.write("", "t") as session:
        number = mapping.keep(session, known.name, known.ties)
    with store.read() as session:
        assert mapping.kept(session) == [mapping.Known(number, known.name, known.ties)]
        assert session.head().number == 0
    with store.write("", "t") as session:
        mapping.forget(session, number)
        assert mapping.kept(session) == []


def test_formulas_and_locked_cells_cannot_be_tied(tmp_path):
    sheet = open_form(ministry_form(tmp_path / "f.xlsx", protected=True)).sheets["出国（境）学生"]
    assert "formula" in sheet.why_not((4, 4))
    assert "protected" in sheet.why_not((4, 2))
    assert sheet.why_not((4, 1)) == ""


def test_the_trace_names_every_record_and_hides_confidential_ones(tmp_path):
    with opened(tmp_path / "office") as store:
        with store.write("", "t") as session:
            there = organisation(session, "U", country="JP")
            dated = {"planned_start": date(2017, 3, 1), "planned_end": date(2017, 5, 1)}
            who = person(session, "Open")
            stay(session, who, there, level="bachelor", **dated)
            hidden = person(session, "Secret", confidential=True)
            stay(session, hidden, there, level="bachelor", **dated)
        form, out = open_form(ministry_form(tmp_path / "form.xlsx")), tmp_path / "out.xlsx"
        with store.read() as session:
            reckoner = Reckoner(session, Period(2017), Settings())
            filled = filling.reckon(reckoner, ties(form))
            trace = filling.trace_of(session, reckoner, filled, EN)
        filling.fill(form, filled, out, trace)
    book = load_workbook(out)
    assert book.sheetnames == ["出国（境）学生", "说明", "Trace"]
    lines = [tuple(cell.value for cell in row) for row in book["Trace"].iter_rows()]
    said = "\n".join(str(value) for line in lines for value in line if value)
    assert "Open" in said
    assert "Secret" not in said
    short = next(line for line in lines if line[0] == "出国（境）学生!C4")
    assert short[3] == 2
    assert book["Trace"]["A1"].font.b


def test_a_macro_and_a_picture_stay_in_the_file(sample, known, tmp_path):
    form = ministry_form(tmp_path / "form.xlsx")
    macro = tmp_path / "form.xlsm"
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(macro, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf macro")
        new.writestr("xl/media/image9.png", b"\x89PNG")
    filling.fill(open_form(macro), reckoned(sample, known.ties), tmp_path / "out.xlsm", None)
    with zipfile.ZipFile(tmp_path / "out.xlsm") as new:
        assert new.read("xl/vbaProject.bin") == b"\xd0\xcf macro"
        assert new.read("xl/media/image9.png") == b"\x89PNG"


def test_a_file_that_would_not_pass_its_check_leaves_the_old_one(
    sample, known, tmp_path, monkeypatch
):
    form, out = open_form(tmp_path / "form.xlsx"), tmp_path / "out.xlsx"
    out.write_bytes(b"before")

    def spoiled(sheet, values):
        return partxml.patched(sheet.data, [])

    monkeypatch.setattr(package, "changed", spoiled)
    with pytest.raises(OfficeError, match="did not pass its check"):
        filling.fill(form, reckoned(sample, known.ties), out, None)
    assert out.read_bytes() == b"before"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "another format"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1")
            + b"\0" * 600
            + "EncryptedPackage".encode("utf-16-le"),
            "locked by a password",
        ),
        (b"PK\x03\x04 broken", "not a workbook"),
        (b"plain text", "not a workbook"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(tmp_path, content, said):
    (tmp_path / "form.xlsx").write_bytes(content)
    with pytest.raises(OfficeError, match=said):
        open_form(tmp_path / "form.xlsx")


_cells = st.dictionaries(
    st.tuples(st.integers(1, 12), st.integers(0, 30)), st.integers(0, 10**6), max_size=25
)


@given(there=_cells, new=_cells, explicit=st.booleans())
def test_any_cells_are_written_among_any_others_and_read_back(there, new, explicit):
    rows = {}
    for (row, column), value in sorted(there.items()):
        rows.setdefault(row, []).append((column, value))
    body = "".join(
        f'<x:row r="{row}">'
        + "".join(
            f'<x:c r="{partxml.column_letters(c)}{row}" s="7"><x:v>{v}</x:v></x:c>'
            for c, v in cells
        )
        + "</x:row>"
        for row, cells in rows.items()
    )
    data = f"<x:sheetData>{body}</x:sheetData>" if body or explicit else "<x:sheetData/>"
    xml = f'<x:worksheet xmlns:x="y">{data}<x:end/></x:worksheet>'.encode()
    made = partxml.changed(partxml.look_at(xml), new)
    again = partxml.look_at(made)
    assert {spot: again.written(spot) for spot in again.cells} == {
        spot: str(value) for spot, value in (there | new).items()
    }
    assert [list(row.columns) for row in again.rows.values()] == [
        sorted(row.columns) for row in again.rows.values()
    ]
    assert list(again.rows) == sorted(again.rows)
    assert all(again.cells[spot].style == "7" for spot in there)
    assert made.endswith(b"<x:end/></x:worksheet>")
