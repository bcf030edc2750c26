"""Random records of every kind go out, into an empty office, and out again: both are equal.

Also where LibreOffice has opened the workbook in between and saved it as its own.
"""

import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.field import FieldType
from intloffice.schema.value import InvalidRecordError
from intloffice.spreadsheets import workbook
from tests.drills import round_trip
from tests.spreadsheets.conftest import exported, imported
from tests.stores import CODES, add_one_of_each, opened

PROTECTED = [f"{k.name}.{f.name}" for k in ALL_KINDS for f in k.fields.values() if f.protected]
#: What programs like to take for something else, beside any text at all.
LIKE_OTHERS = (
    *("=1+1", "+49 30 1", "-x", "@me", "00123", "1E5", "TRUE", "#N/A", "2017-03", "1/2", "'q"),
    *("_x000D_", "a;b", "a；b", "\\", "a\\;b", "<b>&amp;</b>", "1,5", "12:30", "Yes", "はい", "–"),
    *("12345678901234567890", "\t tab", "河村能人", "😀👩‍👩‍👧", "e\u0301", "İ", "None", " x ", "½"),
)
LINES = st.one_of(st.sampled_from(LIKE_OTHERS), st.text(max_size=30))
TEXTS = st.one_of(LINES, st.lists(LINES, max_size=4).map("\n".join))


def values_of(field, targets):
    """Give a strategy for what a field can hold."""
    if field.type is FieldType.REFERENCE:
        known = st.just(targets[field.refers_to])
        return known if field.required else st.one_of(st.none(), known)
    if field.choices:
        one = st.sampled_from([member.value for member in field.choices])
    elif field.type is FieldType.CODE:
        one = st.sampled_from(CODES[field.codes])
    else:
        one = {
            FieldType.LINE: LINES,
            FieldType.TEXT: TEXTS,
            FieldType.WHOLE: st.integers(-(2**63) + 1, 2**63 - 1),
            FieldType.AMOUNT: st.decimals(Decimal(-(10**14)), Decimal(10**14), places=2),
            FieldType.DAY: st.dates(date(1, 1, 1)),
            FieldType.PARTIAL_DAY: st.sampled_from(["1987", "1998-03", "1972-09-29", "0999"]),
            FieldType.CLOCK: st.times().map(lambda at: f"{at:%H:%M}"),
            FieldType.FLAG: st.booleans(),
            FieldType.WORDS: LINES,
        }[field.type]
    if field.several:
        return st.lists(one, max_size=3).map(tuple)
    return one if field.required else st.one_of(st.just(field.empty), one)


def records_of(kind, targets):
    """Give a strategy for whole records of a kind."""
    own = st.fixed_dictionaries({f.name: values_of(f, targets) for f in kind.fields.values()})
    rows = {
        rows.name: st.lists(
            st.fixed_dictionaries({f.name: values_of(f, targets) for f in rows.fields}), max_size=2
        )
        for rows in kind.rows
    }
    return st.tuples(own, st.fixed_dictionaries(rows))


def sheets(path):
    return [(sheet.title, list(sheet.rows)) for sheet in workbook.read(path)]


def filled(store, data):
    """Add a random record of every kind; tell how many could be kept."""
    kept = 0
    with store.write("Fill", "Li") as session:
        targets = add_one_of_each(session)
        for kind in ALL_KINDS:
            values, rows = data.draw(records_of(kind, targets), label=kind.name)
            try:
                edit.add(session, kind, values, rows)
            except InvalidRecordError:
                continue  # an end before its beginning, or a title of blanks
            kept += 1
    return kept


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), spoken=st.sampled_from([0, 1, 2]))
def test_what_comes_out_goes_in_and_comes_out_the_same(languages, data, spoken):
    with TemporaryDirectory() as nowhere:
        folder, there = Path(nowhere), languages[spoken]
        with opened(folder / "one") as store:
            assert filled(store, data) > len(ALL_KINDS) // 3
            first = sheets(exported(store, folder / "first.xlsx", there, PROTECTED))
        with opened(folder / "other") as store:
            plan = imported(store, folder / "first.xlsx", languages)
            assert not plan.refusals
            assert sheets(exported(store, folder / "again.xlsx", there, PROTECTED)) == first
            assert imported(store, folder / "again.xlsx", languages).size == 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_a_workbook_that_libreoffice_has_saved_anew_brings_the_same_records(languages, tmp_path):
    with opened(tmp_path / "one") as store:
        with store.write("Fill", "Li") as session:
            round_trip._fill(session, Random(7))
        first = sheets(exported(store, tmp_path / "first.xlsx", languages[0], PROTECTED))
    assert sum(len(rows) for _, rows in first) > 100
    saved = resaved(tmp_path / "first.xlsx")
    assert saved.read_bytes() != (tmp_path / "first.xlsx").read_bytes()
    with opened(tmp_path / "other") as store:
        plan = imported(store, saved, languages)
        assert not plan.refusals
        again = sheets(exported(store, tmp_path / "again.xlsx", languages[0], PROTECTED))
    assert again == first


def resaved(path):
    """Let LibreOffice open a workbook and save it as its own."""
    out = path.parent / "saved"
    command = ["soffice", f"-env:UserInstallation=file://{path.parent}/profile", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / path.name
