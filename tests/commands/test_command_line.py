"""The command line as it is typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from intloffice.__main__ import main
from intloffice.commands import place
from intloffice.database.store import Store
from intloffice.operations import browse
from intloffice.records import ALL_KINDS
from intloffice.settings import Settings

ROOT = Path(__file__).parent.parent.parent


def typed(*words, **environment):
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "intloffice", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def totals(folder):
    store = Store.open(folder, ALL_KINDS)
    with store.read() as session:
        found = browse.totals(session, ALL_KINDS)
    store.close()
    return found


@pytest.fixture
def logs(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_a, **_k: tmp_path)
    return tmp_path


def test_a_command_that_does_not_exist_ends_with_two(capsys):
    assert main(["invent"]) == 2
    assert "invent" in capsys.readouterr().err


def test_a_language_nobody_speaks_here_ends_with_two(tmp_path):
    out = str(tmp_path / "b.pdf")
    assert main(["briefing", "--country", "JP", "--language", "fr", out]) == 2


def test_help_and_version_end_with_nought(capsys):
    assert main(["--help"]) == 0
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("intloffice ")


@pytest.mark.parametrize("before", [True, False])
def test_data_stands_before_or_after_the_command(before, sample_folder, capsys):
    data = ["--data", str(sample_folder)]
    words = [*data, "find", "Tohoku"] if before else ["find", "Tohoku", *data]
    assert main(words) == 0
    assert "Tohoku University" in capsys.readouterr().out


def test_data_is_taken_from_the_environment_where_it_is_not_given(
    sample_folder, monkeypatch, capsys
):
    monkeypatch.setenv("INTLOFFICE_DATA", str(sample_folder))
    assert main(["find", "Tohoku"]) == 0
    assert "Tohoku University" in capsys.readouterr().out


def test_without_either_the_users_own_folder_is_taken(monkeypatch):
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_a, **_k: "of the user")
    assert place.place(None) == "of the user"


def test_the_sample_goes_into_an_empty_office_only(tmp_path, capsys):
    assert main(["--data", str(tmp_path), "sample"]) == 0
    before = totals(tmp_path)
    assert before["person"] > 20
    assert main(["--data", str(tmp_path), "sample"]) == 1
    assert "records already" in capsys.readouterr().err
    assert totals(tmp_path) == before


def test_reading_makes_no_office_where_there_is_none(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "none"), "find", "Tohoku"]) == 1
    assert capsys.readouterr().err.startswith("There is no office in ")
    assert not (tmp_path / "none").exists()


def test_a_shared_store_is_refused_in_a_sentence(capsys):
    assert main(["--data", "postgresql://me:secret@server/office", "find", "x"]) == 1
    told = capsys.readouterr().err
    assert "folders only" in told
    assert "secret" not in told


def test_a_foreign_file_is_left_as_it_is(tmp_path, capsys):
    (tmp_path / "office.db").write_bytes(b"letters to somebody")
    assert main(["--data", str(tmp_path), "find", "x"]) == 1
    assert "left as it is" in capsys.readouterr().err
    assert (tmp_path / "office.db").read_bytes() == b"letters to somebody"


def test_sentences_are_in_the_language_of_the_settings(sample_copy, capsys):
    Settings(language="zh").save(sample_copy / place.SETTINGS_FILE)
    assert main(["--data", str(sample_copy), "sample"]) == 1
    told = capsys.readouterr().err
    assert told
    assert not told.isascii()


def test_what_was_not_expected_is_told_without_anybodys_data(sample_folder, logs, capsys):
    def fail(_arguments):
        raise KeyError("Kawamura's passport")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("intloffice.commands.find.run", fail)
        assert main(["--data", str(sample_folder), "find", "x"]) == 1
    told = capsys.readouterr().err
    (kept,) = logs.glob("problem-*.txt")
    assert str(kept) in told
    details = kept.read_text("utf-8")
    assert "KeyError" in details
    assert "test_command_line.py" in details
    assert "Kawamura" not in details + told
    assert "Traceback" not in told


def test_without_a_screen_the_window_is_refused_in_a_sentence(tmp_path):
    told = typed("--data", tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    if sys.platform.startswith("linux"):
        assert told.returncode == 1
        assert told.stderr.startswith("There is no screen")
        assert len(told.stderr.splitlines()) == 1


def test_a_missing_library_is_told_with_the_line_that_brings_it(tmp_path, monkeypatch, capsys):
    def fail(_folder):
        raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr("intloffice.app.run", fail)
    assert main(["--data", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "libGL.so.1" in told
    assert "sudo apt-get install" in told


def test_a_process_prints_names_whatever_the_terminal_knows(sample_folder):
    told = typed("--data", sample_folder, "find", "hcnr", PYTHONIOENCODING="ascii")
    assert told.returncode == 0
    assert "Kawamura" in told.stdout
    data = typed("--data", sample_folder, "find", "hcnr", "--json", PYTHONIOENCODING="ascii")
    assert any("河村能人" in hit["caption"] for hit in json.loads(data.stdout))
