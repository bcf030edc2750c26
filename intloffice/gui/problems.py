"""Failures, put in words for the one who sees them."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot

from intloffice import reports
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language


@dataclass(frozen=True)
class Notice:
    """A sentence to show; ``details`` are for the one who mends it, and empty where not needed."""

    sentence: str
    details: str = ""


class Problems(QObject):
    """Turns failures into notices, also those nobody caught."""

    told = Signal(Notice)

    def __init__(self, language: Callable[[], Language]) -> None:
        super().__init__()
        self._language = language
        self._telling = False

    @Slot(Exception)
    def tell(self, error: Exception) -> None:
        """Announce a failure, unless it is one of announcing."""
        if self._telling:
            return
        self._telling = True
        try:
            self.told.emit(notice(error, self._language()))
        finally:
            self._telling = False

    def watch(self) -> None:
        """Announce also what nobody caught in the window's own thread."""
        before = sys.excepthook

        def hook(
            sort: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            before(sort, error, trace)
            if isinstance(error, Exception):
                self.tell(error)

        sys.excepthook = hook


def notice(error: Exception, language: Language) -> Notice:
    """Put a failure into words; what was not expected gets details without anybody's data."""
    if isinstance(error, OfficeError):
        return Notice(language.text(error.template, **error.facts))
    details = reports.details(error)
    reports.keep(details)
    sentence = N_("Something went wrong that should not have. What was saved before is safe.")
    return Notice(language.text(sentence), details)
