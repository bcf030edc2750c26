"""Telling of a document that was saved, and naming its file."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from intloffice.gui.pages.page import Page
from intloffice.i18n import N_

_NO_NAME = '<>:"/\\|?*'


def file_name(title: str) -> str:
    """Give a title as a file may be called on any system."""
    return "".join(" " if sign in _NO_NAME else sign for sign in title)


def tell_saved(page: Page, path: str, told: str = "") -> None:
    """Say on a page where a document was saved, or what else is told, and offer to open it."""
    sentence = told or page.desk.say(N_("Saved to {path}"), path=path)

    def show() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    page.banner.offer(sentence, page.desk.say(N_("Open")), show)
    page.noted.emit(sentence)
