"""Write a document so that it is there whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
    part = Path(f"{target}.part")
    try:
        try:
            yield part
            _settle(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OfficeError(
            N_("{path} cannot be written: {reason}."), path=target, reason=error.strerror or ""
        ) from error


def _settle(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
