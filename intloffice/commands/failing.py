"""Say in one sentence what went wrong; keep the details, without anybody's data, in a file."""

import sys

from intloffice import reports
from intloffice.errors import OfficeError, StoppedError
from intloffice.i18n import N_, Language

_MISSING = N_(
    "A part of the system that the window needs is missing ({library}). "
    "On Debian or Ubuntu it comes with: {line}"
)
_NO_SCREEN = N_(
    "There is no screen to open the window on. The commands work without one: intloffice --help."
)
_SAID = N_("Something went wrong that should not have. What was saved before is safe.")
_KEPT = N_("The details, without anybody's data, are in {path}.")
#: What Qt needs of a Debian or Ubuntu that has nothing yet.
INSTALL = (
    "sudo apt-get install -y libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 "
    "libglib2.0-0 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 "
    "libxcb-xkb1 libxcb-render-util0 libwayland-cursor0 libcups2"
)


def no_library(library: str) -> OfficeError:
    """Tell that a library of the system is missing, and how to get it."""
    return OfficeError(_MISSING, library=library, line=INSTALL)


def no_screen() -> OfficeError:
    """Tell that there is nothing to open a window on."""
    return OfficeError(_NO_SCREEN)


def stopped() -> StoppedError:
    """Tell that a command was stopped."""
    return StoppedError(N_("It was stopped."))


def say(error: Exception, language: Language) -> None:
    """Print the sentence for a failure to stderr."""
    print(_sentence(error, language), file=sys.stderr)


def _sentence(error: Exception, language: Language) -> str:
    if isinstance(error, OfficeError):
        return language.text(error.template, **error.facts)
    kept = reports.keep(reports.details(error))
    told = [language.text(_SAID)]
    if kept:
        told.append(language.text(_KEPT, path=kept))
    return ("" if language.code in ("zh", "ja") else " ").join(told)
