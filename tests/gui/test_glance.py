"""What the first page told last is shown at the next start, while it still holds."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from intloffice import app
from intloffice.database.file import FILE_NAME, stamp
from intloffice.gui.glance import Glances
from intloffice.gui.jobs import Jobs
from intloffice.gui.place import HOME
from intloffice.operations import edit
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.settings import Settings
from tests.gui.conftest import TODAY, close, rest

PERSON = kind_named(ALL_KINDS, "person")


def started(folder: Path) -> Any:
    """A window as it is before its store is opened."""
    return app.make_window(folder, ALL_KINDS)


@pytest.fixture
def folder(folder: Path, sample_folder: Path) -> Path:
    """The folder of a sample office."""
    return shutil.copytree(sample_folder, folder, dirs_exist_ok=True)


@pytest.fixture
def kept(qtbot: Any, folder: Path, store: Any) -> Path:
    """The folder of a sample office whose window was opened and closed."""
    Settings(author="Liu Min", theme="light", shown_on=TODAY.isoformat()).save(
        folder / "settings.toml"
    )
    store.close()
    window = started(folder)
    window.desk.jobs.open()
    close(qtbot, window)
    return folder


def test_the_first_page_is_there_before_the_store_is_open(qtbot: Any, kept: Path) -> None:
    window = started(kept)
    assert window.place == HOME
    shown = window.page._shown
    assert shown is not None
    assert shown.expiring
    assert window.sidebar._name.text() == "Chongqing University"
    window.desk.jobs.open()
    rest(qtbot, window.desk.jobs)
    assert window.page._shown == shown
    close(qtbot, window)


def test_it_is_not_shown_after_the_file_was_changed(qtbot: Any, kept: Path, store: Any) -> None:
    with store.write("Add", "elsewhere") as session:
        edit.add(session, PERSON, {"family_native": "Weber"}, {})
    window = started(kept)
    assert not window.stack.count()
    window.desk.jobs.open()
    close(qtbot, window)
    again = started(kept)
    assert again.stack.count()
    again.desk.jobs.open()
    close(qtbot, again)


def test_it_is_not_shown_on_another_day_or_in_another_language(kept: Path) -> None:
    glances = Glances(kept / "glance.json", lambda: stamp(kept))
    assert glances.get("en", TODAY)
    assert glances.get("ja", TODAY) is None
    assert glances.get("en", replace_year(2018)) is None


def replace_year(year: int) -> Any:
    return TODAY.replace(year=year)


def test_it_is_not_shown_for_a_copy_in_the_place_of_the_file(kept: Path) -> None:
    path = kept / FILE_NAME
    before = path.read_bytes()
    path.unlink()
    path.write_bytes(before)
    assert Glances(kept / "glance.json", lambda: stamp(kept)).get("en", TODAY) is None


@pytest.mark.parametrize("spoiled", ["", "{}", "[1]", '{"read": 1}', '{"read": [], "glance": {}}'])
def test_one_that_cannot_be_read_is_none(kept: Path, spoiled: str) -> None:
    (kept / "glance.json").write_text(spoiled, "utf-8")
    assert Glances(kept / "glance.json", lambda: stamp(kept)).get("en", TODAY) is None


def test_nobody_else_may_read_it(kept: Path) -> None:
    assert (kept / "glance.json").stat().st_mode & 0o077 == 0


def test_what_was_read_before_a_change_is_not_kept(kept: Path) -> None:
    glances = Glances(kept / "glance.json", lambda: stamp(kept))
    known = glances.get("en", TODAY)
    assert known
    glances.drop()
    glances.keep(known, (1, 2, 3), "en", TODAY)
    assert glances.get("en", TODAY) is None


def test_a_window_whose_store_was_never_opened_can_be_closed(qtbot: Any) -> None:
    opened: list[str] = []
    jobs = Jobs(lambda _tell: opened.append("opened"), "Liu Min")  # type: ignore[arg-type,return-value]
    jobs.read(lambda session: session, opened.append)
    jobs.stop()
    assert not opened


def test_an_empty_window_can_be_closed(qtbot: Any, tmp_path: Path) -> None:
    window = app.empty_window(tmp_path)
    window.show()
    assert window.close()
