"""A passport number that is entered is found in clear nowhere but in the store and the backups.

Every way in which a text could get out is gone: documents, workbooks, messages, reports, what
lies beside the office and in the folders of the system.
"""

import faulthandler
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.pdfgen import canvas
from sqlalchemy import create_engine, insert, text
from sqlalchemy.exc import SQLAlchemyError

from intloffice import reports, temporary
from intloffice.__main__ import main
from intloffice.commands import failing
from intloffice.database.file import BACKUPS, FILE_NAME
from intloffice.gui.problems import notice
from intloffice.i18n import language
from intloffice.operations import backups, edit
from intloffice.records import ALL_KINDS
from intloffice.records.person import PERSON
from intloffice.spreadsheets.exporting import export_all
from tests.drills import canary
from tests.stores import opened

CANARY = canary.NUMBER
PRIVATE = {
    "email": f"{CANARY}@example.org",
    "phone": f"+49 {CANARY}",
    "passport_number": CANARY,
    "diet_notes": f"no {CANARY}",
    "protocol_notes": f"call them {CANARY}",
}


@pytest.fixture
def office(sample_copy: Path) -> Path:
    """The sample office, in which every person has the canary in all protected texts."""
    with opened(sample_copy) as store, store.write("Passports", "Li") as session:
        people = session.tables["person"]
        ids = session.execute(people.select().with_only_columns(people.c.id)).scalars().all()
        for person_id in ids:
            edit.change(
                session, PERSON, person_id, session.row("person", person_id)["version"], PRIVATE
            )
    return sample_copy


def _run(office: Path, out: Path, *words: str) -> str:
    environment = {**os.environ, "TMPDIR": str(out), "XDG_STATE_HOME": str(out / "state")}
    command = [sys.executable, "-m", "intloffice", "--data", str(office), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _holds(path: Path) -> bool:
    content = path.read_bytes()
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        content = "".join(page.get_textpage().get_text_bounded() for page in pages).encode()
    return CANARY.encode() in content


def test_no_document_message_or_file_beside_the_office_holds_it(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    said = [
        _run(office, out, "briefing", "--country", "JP", "--language", lang, str(out / f"j{name}"))
        for lang, name in (("en", ".pdf"), ("zh", ".json"), ("ja", ".txt"), ("en", ".docx"))
    ]
    said.append(_run(office, out, "export", str(out / "all.xlsx")))
    said.append(_run(office, out, "export", "--year", "2017", str(out / "year.xlsx")))
    said.append(_run(office, out, "partner", "東北大学", str(out / "partner.xlsx")))
    said.append(_run(office, out, "template", "person", str(out / "template.xlsx")))
    said.append(_run(office, out, "find", CANARY))
    said.append(_run(office, out, "check", "--json"))
    said.append(_run(office, out, "import", str(out / "jj.txt")))
    said.append(_run(office, out, "export", "/nowhere/at/all.xlsx"))
    assert not [text for text in said if CANARY in text]
    written = [path for path in out.rglob("*") if path.is_file()]
    assert len(written) >= 8
    assert [path.name for path in written if _holds(path)] == []
    beside = [path for path in office.rglob("*") if path.is_file() and BACKUPS not in path.parts]
    assert [path.name for path in beside if _holds(path)] == [FILE_NAME]


def test_it_is_in_the_store_and_in_a_backup_so_that_looking_for_it_can_find_it(
    office: Path,
) -> None:
    with opened(office) as store:
        backups.back_up_if_changed(store, "test")
    assert _holds(office / FILE_NAME)
    assert [path for path in (office / BACKUPS).rglob("*.office") if _holds(path)]


def test_an_export_holds_it_only_where_it_is_asked_for(office: Path, tmp_path: Path) -> None:
    with opened(office) as store, store.read() as session:
        export_all(session, ALL_KINDS, tmp_path / "with.xlsx", language("en"), ["person.phone"])
    assert _holds(tmp_path / "with.xlsx")


def _provoked(store: Any) -> list[Exception]:
    """Make errors of libraries whose texts hold what they were given."""
    found: list[Exception] = []
    for values in ({"uuid": CANARY, "nothing": 1}, {"uuid": CANARY}):
        try:
            with store._writing() as connection:
                connection.execute(insert(store.tables["person"]).values(**values))
        except SQLAlchemyError as error:
            found.append(error)
    try:
        {}[CANARY]
    except KeyError as error:
        found.append(error)
    try:
        int(CANARY)
    except ValueError as error:
        found.append(error)
    return found


def test_no_report_of_an_error_holds_it(store: Any, capsys: Any) -> None:
    errors = _provoked(store)
    assert len(errors) == 4
    for error in errors:
        told = notice(error, language("en"))
        assert told.details
        failing.say(error, language("en"))
        assert CANARY not in told.details + told.sentence + reports.details(error)
    assert CANARY not in "".join(capsys.readouterr())
    logs = reports.folder_of_logs()
    assert list(logs.glob("problem-*.txt"))
    assert not [path for path in logs.glob("*") if CANARY in path.read_text("utf-8")]


def test_a_briefing_that_cannot_be_drawn_tells_nothing_of_it(
    office: Path, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    """The library that draws quotes what it was drawing; here it quotes what is protected."""

    def fails(_canvas: Any) -> None:
        raise ValueError(f"cannot draw <para>{CANARY}</para>")

    monkeypatch.setattr(canvas.Canvas, "showPage", fails)
    out = tmp_path / "out"
    out.mkdir()
    words = ["briefing", "--country", "JP", str(out / "Japan.pdf")]
    assert main(["--data", str(office), *words]) == 1
    said = "".join(capsys.readouterr())
    assert said
    assert list(out.iterdir()) == []
    assert list(canary.leaks(office, said)) == []
    logs = reports.folder_of_logs()
    assert [path for path in logs.glob("problem-*.txt") if "fails" in path.read_text("utf-8")]
    assert list(canary.leaks(logs)) == []


def test_what_looks_for_it_after_each_failure_of_the_drills_sees_it(office: Path) -> None:
    assert list(canary.leaks(office, "nothing of it")) == []
    left = office / "temporary" / "1" / "openpyxl.x"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_text(f"<c>{CANARY}</c>")
    assert list(canary.leaks(office, f"not {CANARY}")) == [
        f"it was said: not {CANARY}",
        "it lies in temporary/1/openpyxl.x",
    ]


def test_parameters_are_hidden_also_in_what_the_library_itself_says(store: Any) -> None:
    database = [error for error in _provoked(store) if hasattr(error, "orig")]
    assert database
    assert not [error for error in database if CANARY in str(error)]


def test_a_library_that_is_not_told_to_hide_them_says_them() -> None:
    with pytest.raises(SQLAlchemyError, match=CANARY), create_engine("sqlite://").connect() as bare:
        bare.execute(text("INSERT INTO nowhere VALUES (:number)"), {"number": CANARY})


def test_temporary_files_are_private_and_swept_after_a_crash(tmp_path: Path) -> None:
    dead = tmp_path / temporary.NAME / "999999999"
    dead.mkdir(parents=True)
    (dead / "openpyxl.x").write_text(CANARY)
    before = tempfile.tempdir
    try:
        temporary.keep_private(tmp_path)
        assert not dead.exists()
        ours = Path(tempfile.gettempdir())
        assert ours.is_relative_to(tmp_path)
        assert ours.stat().st_mode & 0o777 == 0o700
        temporary.clear()
        assert not ours.exists()
    finally:
        tempfile.tempdir = before


def test_what_the_interpreter_wrote_when_it_died_is_kept_without_folders(monkeypatch: Any) -> None:
    crash = reports.folder_of_logs() / "crash.txt"
    crash.write_text('Fatal\n  File "/home/liu.min/x/edit.py", line 3 in add\n')
    enabled = []
    monkeypatch.setattr(faulthandler, "enable", enabled.append)
    reports.watch_crashes()
    told = [path.read_text() for path in crash.parent.glob("problem-*.txt")]
    assert any('File "edit.py", line 3' in text for text in told)
    assert not any("liu.min" in text for text in told)
    assert enabled
    enabled[0].close()
