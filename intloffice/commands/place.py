"""Where the office is kept, and what was chosen for it; imported before anything is painted."""

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from intloffice import resources, temporary
from intloffice.errors import StoreError
from intloffice.i18n import N_, Language, language, language_of_system
from intloffice.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intloffice.database.store import Store

SETTINGS_FILE = "settings.toml"


def place(given: str | None) -> str:
    """Choose the office's place: as given, else by INTLOFFICE_DATA, else the user's own folder."""
    chosen = given or os.environ.get("INTLOFFICE_DATA")
    if chosen:
        return chosen
    from platformdirs import user_data_dir  # noqa: PLC0415

    return user_data_dir("intloffice", appauthor=False)


def settings_of(chosen: str) -> Settings:
    """Read the settings kept beside the store; the language nobody chose is the system's."""
    if "://" in chosen:
        return Settings(language=language_of_system())
    return Settings.load(Path(chosen).expanduser() / SETTINGS_FILE)


def speaking(code: str) -> Language:
    """Give a language with its catalogue."""
    return language(code, resources.folder("translations"))


def folder_of(chosen: str) -> Path:
    """Give the folder for the window; raise StoreError where the place is none."""
    if "://" in chosen:
        raise StoreError(N_("The window opens offices kept in a folder only."))
    return Path(chosen).expanduser()


def exists(chosen: str) -> bool:
    """Tell whether there is an office in a folder."""
    from intloffice.database.file import FILE_NAME  # noqa: PLC0415

    return (Path(chosen).expanduser() / FILE_NAME).exists()


@contextmanager
def opened(chosen: str, *, new: bool = False, examined: bool = True) -> "Iterator[Store]":
    """Open the store for a command; without ``new`` raise StoreError where there is none yet."""
    from intloffice.database.store import Store  # noqa: PLC0415
    from intloffice.records import ALL_KINDS  # noqa: PLC0415

    if not new and "://" not in chosen and not exists(chosen):
        raise StoreError(N_("There is no office in {folder} yet."), folder=chosen)
    store = Store.open(chosen, ALL_KINDS, examined=examined)
    temporary.keep_private(store.folder)
    try:
        yield store
    finally:
        temporary.clear()
        store.close()
