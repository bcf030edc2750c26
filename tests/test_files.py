"""A file is written whole, or what was there before stays."""

import os
import stat
import subprocess
import sys
import threading

import pytest

from intloffice import files
from intloffice.files import replacing


def test_a_new_file_takes_the_place_of_the_old_one(tmp_path):
    target = tmp_path / "paper.pdf"
    target.write_bytes(b"old")
    with replacing(target) as part:
        part.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_of_two_who_write_at_once_each_puts_a_whole_file_in_place(tmp_path):
    target = tmp_path / "list [2017].xlsx"
    begun, ended = threading.Event(), threading.Event()

    def slow():
        with replacing(target) as part:
            part.write_bytes(b"slow" * 1000)
            begun.set()
            ended.wait(60)

    other = threading.Thread(target=slow)
    other.start()
    assert begun.wait(60)
    with replacing(target) as part:
        part.write_bytes(b"quick")
    assert target.read_bytes() == b"quick"
    ended.set()
    other.join(60)
    assert target.read_bytes() == b"slow" * 1000
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_dead_writer_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path):
    target = tmp_path / "list [2017].xlsx"
    left, living = (tmp_path / f".{target.name}.{n}.part" for n in (1, 2))
    other = tmp_path / ".list 2.xlsx.1.part"
    for each in (left, living, other):
        each.write_bytes(b"half")
    os.utime(left, (0, 0))
    os.utime(other, (0, 0))
    with replacing(target) as part:
        part.write_bytes(b"new")
    assert sorted(tmp_path.iterdir()) == sorted([target, living, other])


@pytest.mark.parametrize("failure", [OSError, ValueError, KeyboardInterrupt])
def test_where_writing_fails_the_old_file_stays_and_nothing_else(tmp_path, failure):
    target = tmp_path / "paper.pdf"
    target.write_bytes(b"old")

    def write_half():
        with replacing(target) as part:
            part.write_bytes(b"half")
            raise failure

    with pytest.raises(failure):
        write_half()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_in_its_place_is_not_called_a_failure(tmp_path, monkeypatch):
    def fails(_folder):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "_settle", fails)
    with replacing(tmp_path / "paper.pdf") as part:
        part.write_bytes(b"new")
    assert (tmp_path / "paper.pdf").read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_what_is_for_our_eyes_only_is_so_from_its_first_moment(tmp_path):
    with replacing(tmp_path / "draft.json", 0o600) as part:
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "draft.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("failures", [1, 5])
@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_is_looked_at_for_a_moment_is_tried_again(
    tmp_path, monkeypatch, failures, code
):
    """On Windows, another program holds a file for some milliseconds."""
    left, put = [code] * failures, type(tmp_path).replace

    def replace(part, target):
        if left:
            error = OSError(13, "in use")
            error.winerror = left.pop()
            raise error
        return put(part, target)

    monkeypatch.setattr(files, "_WAITS", (0, 0, 0, 0, 0))
    monkeypatch.setattr(type(tmp_path), "replace", replace)
    with replacing(tmp_path / "paper.pdf") as part:
        part.write_bytes(b"new")
    monkeypatch.undo()
    assert (tmp_path / "paper.pdf").read_bytes() == b"new"


def test_what_is_not_allowed_is_not_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_WAITS", (60,))
    (tmp_path / "paper.pdf").mkdir()
    (tmp_path / "paper.pdf" / "full").touch()
    with pytest.raises(OSError, match="paper"), replacing(tmp_path / "paper.pdf") as part:
        part.write_bytes(b"new")


def test_a_lock_is_held_by_one_alone_and_let_go_with_its_holder(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_PATIENCE", 0.1)
    hold = (
        "import sys; from pathlib import Path; from intloffice.files import alone\n"
        "with alone(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(TimeoutError), files.alone(tmp_path / "lock"):
            pass
        other.kill()
    with files.alone(tmp_path / "lock"):
        pass
