"""A file is written whole, or what was there before stays."""

import os
import stat
import sys

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
def test_a_file_that_is_looked_at_for_a_moment_is_tried_again(tmp_path, monkeypatch, failures):
    """On Windows, another program holds a file for some milliseconds."""
    left, put = [PermissionError] * failures, type(tmp_path).replace

    def replace(part, target):
        if left:
            raise left.pop()
        return put(part, target)

    monkeypatch.setattr(files, "_WAITS", (0, 0, 0, 0, 0))
    monkeypatch.setattr(type(tmp_path), "replace", replace)
    monkeypatch.setattr(os, "name", "nt")
    with replacing(tmp_path / "paper.pdf") as part:
        part.write_bytes(b"new")
    monkeypatch.undo()
    assert (tmp_path / "paper.pdf").read_bytes() == b"new"
