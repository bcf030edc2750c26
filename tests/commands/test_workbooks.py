"""``intloffice export`` and ``intloffice import``."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from intloffice.__main__ import main
from intloffice.database.store import FILE_NAME, Store
from intloffice.operations import browse
from intloffice.records import ALL_KINDS
from intloffice.records.meeting import MEETING
from intloffice.records.person import PERSON
from intloffice.schema.field import FieldType
from tests.stores import opened


@pytest.fixture(scope="module")
def workbook(sample_folder, tmp_path_factory):
    """All records of the sample office as a workbook."""
    path = tmp_path_factory.mktemp("workbook") / "all.xlsx"
    assert main(["--data", str(sample_folder), "export", "--language", "en", str(path)]) == 0
    return path


def totals(folder):
    store = Store.open(folder, ALL_KINDS)
    with store.read() as session:
        found = browse.totals(session, ALL_KINDS)
    store.close()
    return found


def with_nonsense(workbook, path):
    """Copy the workbook with a day that is none."""
    days = {field.label for field in MEETING.fields.values() if field.type is FieldType.DAY}
    book = openpyxl.load_workbook(workbook)
    sheet = book[MEETING.plural]
    column = next(cell.column for cell in sheet[1] if cell.value in days)
    sheet.cell(2, column).value = "long ago"
    book.save(path)
    return path


def test_all_records_are_written(workbook, sample_folder):
    book = openpyxl.load_workbook(workbook, read_only=True)
    assert sum(1 for _ in book["People"].rows) == totals(sample_folder)["person"] + 1
    assert [path.name for path in workbook.parent.iterdir()] == ["all.xlsx"]


def test_the_workbook_of_a_year_is_written(sample_folder, tmp_path):
    out = tmp_path / "2017.xlsx"
    assert main(["export", "--data", str(sample_folder), "--year", "2017", str(out)]) == 0
    assert openpyxl.load_workbook(out, read_only=True).sheetnames


def test_another_ending_than_xlsx_is_refused(sample_folder, tmp_path, capsys):
    assert main(["export", "--data", str(sample_folder), str(tmp_path / "all.xls")]) == 1
    assert ".xlsx" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(sample_folder, tmp_path, capsys):
    out = tmp_path / "no such folder" / "all.xlsx"
    assert main(["export", "--data", str(sample_folder), str(out)]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_check_changes_nothing(workbook, sample_copy, capsys):
    before = (sample_copy / FILE_NAME).read_bytes()
    assert main(["import", "--check", "--data", str(sample_copy), str(workbook)]) == 0
    told = capsys.readouterr().out
    assert "People: 0 new, 0 changed" in told
    assert "nothing was changed" in told
    assert (sample_copy / FILE_NAME).read_bytes() == before


def test_a_check_tells_what_a_new_office_would_take_and_makes_none(workbook, tmp_path, capsys):
    assert main(["import", "--check", "--data", str(tmp_path / "none"), str(workbook)]) == 0
    assert "People: 1,002 new" in capsys.readouterr().out.replace("1002", "1,002")
    assert not (tmp_path / "none").exists()


def test_a_whole_office_moves_by_workbook(workbook, sample_folder, tmp_path):
    moved = tmp_path / "moved"
    assert main(["import", "--data", str(moved), str(workbook)]) == 0
    assert totals(moved) == totals(sample_folder)


def test_an_import_with_a_cell_that_cannot_be_taken_changes_nothing(
    workbook, sample_copy, tmp_path, capsys
):
    wrong = with_nonsense(workbook, tmp_path / "wrong.xlsx")
    before = (sample_copy / FILE_NAME).read_bytes()
    assert main(["import", "--data", str(sample_copy), str(wrong)]) == 1
    assert "long ago" in capsys.readouterr().err
    assert (sample_copy / FILE_NAME).read_bytes() == before


def test_what_was_there_before_an_import_is_in_a_backup_that_is_told(sample_copy, tmp_path, capsys):
    register = tmp_path / "agreements.csv"
    register.write_text(
        "University,Country,Type,Valid from,Valid until\n"
        "Nowhere University,Iceland,Exchange,2017-01-01,2019-12-31\n"
    )
    before = totals(sample_copy)
    assert main(["import", "--data", str(sample_copy), str(register)]) == 0
    told = capsys.readouterr().out.strip().splitlines()[-1]
    assert told.startswith("What was there before is in the backup ")
    assert totals(sample_copy)["agreement"] == before["agreement"] + 1
    backup = told.removeprefix("What was there before is in the backup ").rstrip(".")
    assert main(["restore", "--data", str(sample_copy), backup]) == 0
    assert totals(sample_copy) == before
    capsys.readouterr()
    assert main(["import", "--check", "--data", str(sample_copy), str(register)]) == 0
    assert "backup" not in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"no workbook", None])
def test_what_is_no_workbook_is_refused_in_a_sentence(content, sample_folder, tmp_path, capsys):
    wrong = tmp_path / "wrong.xlsx"
    if content is not None:
        wrong.write_bytes(content)
    assert main(["import", "--data", str(sample_folder), str(wrong)]) == 1
    told = capsys.readouterr().err
    assert told
    assert "should not have" not in told


def test_a_register_goes_in_and_what_is_refused_is_told_and_written(tmp_path, capsys):
    lines = [
        "University,Country,Date signed,Valid until",
        "Kyoto University,Japan,2017年4月1日,5年",
        "Uppsala University,Sweden,in spring,-",
    ]
    register, office = tmp_path / "old.csv", tmp_path / "office"
    register.write_bytes("\n".join(lines).encode("gb18030"))
    report, said_how = tmp_path / "refused.xlsx", tmp_path / "how.toml"
    options = ["--map", str(said_how), "--report", str(report)]
    assert main(["--data", str(office), "import", *options, str(register)]) == 1
    assert "in spring" in capsys.readouterr().err
    assert totals(office)["agreement"] == 1
    assert "signed_on" in said_how.read_text("utf-8")
    book = openpyxl.load_workbook(report)
    assert book.worksheets[0]["A2"].value == "Uppsala University"


def test_protected_fields_are_not_asked_of_a_year(sample_folder, tmp_path, capsys):
    words = ["export", "--year", "2017", "--with", "person.email", str(tmp_path / "y.xlsx")]
    assert main(["--data", str(sample_folder), *words]) == 1
    assert "--with" in capsys.readouterr().err
    assert not (tmp_path / "y.xlsx").exists()


def many_people(path, number=3000):
    """Write a workbook of so many people, as export writes it."""
    book = openpyxl.Workbook()
    book.active.title = PERSON.plural
    family, given = (PERSON.fields[name].label for name in ("family_native", "given_native"))
    book.active.append(["Id", family, given])
    for each in range(number):
        book.active.append([None, "王", f"伟{each}"])
    book.save(path)
    return path


#: The program, which waits for Ctrl+C once a file of some name is there and holds so much.
WAITING = """
import sys, time
from contextlib import contextmanager
from pathlib import Path
from intloffice.__main__ import main
from intloffice.commands import stopping

folder, name, least = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
heeded, until = stopping.heeded, time.monotonic() + 120

@contextmanager
def waiting():
    with heeded() as stopped:
        def asked():
            while any(each.stat().st_size >= least for each in folder.glob(name)):
                if stopped() or time.monotonic() > until:
                    break
                time.sleep(0.01)
            return stopped()
        yield asked

stopping.heeded = waiting
sys.exit(main(sys.argv[4:]))
"""


def stopped_while_writing(written, least, *words):
    """Press Ctrl+C while a file is written; give the exit code and what was said, and told."""
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, written.parent, written.name, str(least), *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "LANG": "en", "LANGUAGE": "en"},
    ) as process:
        while process.poll() is None:
            if any(each.stat().st_size >= least for each in written.parent.glob(written.name)):
                process.send_signal(signal.SIGINT)
                break
            time.sleep(0.01)
        out, told = process.communicate(timeout=120)
    return process.returncode, out, told.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="there a program alone gets no Ctrl+C")
def test_ctrl_c_while_a_workbook_is_written_leaves_nothing_of_it(tmp_path):
    with opened(tmp_path / "office") as store, store.read() as session:
        before = session.head()
    book = many_people(tmp_path / "many.xlsx")
    journal = tmp_path / "office" / f"{FILE_NAME}-journal"
    words = ("--data", tmp_path / "office", "import", book)
    done = stopped_while_writing(journal, 1, *words)
    assert done == (130, "", "It was stopped. Nothing of it was kept.")
    assert totals(tmp_path / "office")["person"] == 0
    with opened(tmp_path / "office") as store, store.read() as session:
        assert session.head() == before


@pytest.mark.parametrize("more", [(), ("--year", "2017")], ids=["all", "a year"])
@pytest.mark.skipif(sys.platform == "win32", reason="there a program alone gets no Ctrl+C")
def test_ctrl_c_while_a_workbook_is_exported_leaves_the_old_file(sample_folder, tmp_path, more):
    out = tmp_path / "all.xlsx"
    out.write_bytes(b"what was there")
    words = ("--data", sample_folder, "export", out, *more)
    done = stopped_while_writing(tmp_path / ".all.xlsx.*.part", 0, *words)
    assert done == (130, "", "It was stopped. What was there before was kept.")
    assert [path.name for path in tmp_path.iterdir()] == ["all.xlsx"]
    assert out.read_bytes() == b"what was there"
