"""Write a document so that it is there whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intloffice import files
from intloffice.errors import OfficeError
from intloffice.i18n import N_


def expect(target: Path, *endings: str) -> str:
    """Return a file name's ending; raise OfficeError where it is none of those expected."""
    ending = target.suffix.lower()
    if ending not in endings:
        raise OfficeError(
            N_("{path} should end in {endings}."), path=target, endings=" / ".join(endings)
        )
    return ending


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a file to write beside the target, whose place it takes when all is written."""
    try:
        with files.replacing(target) as part:
            yield part
    except OSError as error:
        raise OfficeError(
            N_("{path} cannot be written: {reason}."), path=target, reason=error.strerror or ""
        ) from error
