"""What the window asks of attached files; each function runs on a worker thread."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intloffice.errors import OfficeError
from intloffice.gui import drawing
from intloffice.i18n import N_
from intloffice.schema.kind import Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from intloffice.gui.drawing import Drawn
    from intloffice.operations.attachments import Attachment

#: Files that could run something when they are opened.
_RUNNING = re.compile(
    r"""\.(apk|app|appimage|bat|bin|chm|cmd|com|command|cpl|desktop|dll|dmg|exe|hta|html?|iso|jar|jse?|
    lnk|mht|msc|msi|msp|pif|pkg|ps1|py|reg|run|sc[fr]|sh|svg|url|vb[es]?|ws[fh]?|
    xht(ml)?)[. ]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_PICTURES = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
_LARGEST_PREVIEW = 40_000_000
_MOST_PIXELS = 60_000_000
_MOST_PAGES = 100
#: Points: the widest a picture is shown, and the longest side a page may have.
_PAGE, _LONGEST = 595.0, 4000.0
_POINT = 72 / 96
#: Bytes of a name that every system takes, and signs of its ending.
_LONGEST_NAME, _LONGEST_ENDING = 200, 20

_TOO_LARGE = N_("{name} is too large to be shown here. Open or export it.")
_NOT_SHOWN = N_("{name} cannot be shown here. Open or export it.")


@dataclass(frozen=True)
class Preview:
    """A file as it is shown: the sizes of its pages in points, or a sentence instead."""

    sizes: tuple[tuple[float, float], ...] = ()
    content: bytes = b""
    is_picture: bool = False
    template: str = ""


@dataclass(frozen=True)
class Attached:
    """What came of attaching files: how many are kept, and why others are not."""

    number: int
    refused: tuple[OfficeError, ...]


def listed(session: Any, folder: Path, kind: Kind, record_id: int) -> "list[Attachment]":
    """List the files of a record."""
    from intloffice.operations import attachments

    return attachments.attachments(session, folder, kind.name, record_id)


def attach(
    store: Any, kind: Kind, record_id: int, paths: Sequence[Path], author: str, description: str
) -> Attached:
    """Copy files into the office, then keep with a record in one change those that could be."""
    from intloffice.operations import attachments

    taken, refused = [], []
    for path in paths:
        try:
            taken.append(attachments.take(store.folder, path))
        except OfficeError as error:
            refused.append(error)
    if taken:
        with store.write(description, author) as session:
            for each in taken:
                attachments.note(session, kind.name, record_id, each)
    return Attached(len(taken), tuple(refused))


def attach_picture(
    store: Any, kind: Kind, record_id: int, pasted: "tuple[QImage, str]", author: str, told: str
) -> Attached:
    """Keep a picture that was pasted, under a name."""
    image, name = pasted
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        image.save(str(path), "PNG")  # type: ignore[call-overload]
        return attach(store, kind, record_id, [path], author, told)


def detach(session: Any, attachment_id: int) -> None:
    """Let go of a file."""
    from intloffice.operations import attachments

    attachments.detach(session, attachment_id)


def rename(session: Any, attachment_id: int, name: str) -> str:
    """Call a file otherwise, and tell how."""
    from intloffice.operations import attachments

    return attachments.rename(session, attachment_id, name)


def export(attachment: "Attachment", target: Path) -> Path:
    """Copy a file out of the office."""
    from intloffice.operations import attachments

    attachments.copy_out(attachment, target)
    return target


def export_all(found: "Sequence[Attachment]", folder: Path) -> Path:
    """Copy files into a folder, beside what is there already."""
    for attachment in found:
        name, number = Path(_safe(attachment.name)), 1
        while (target := folder / name).exists():
            number += 1
            name = Path(_safe(attachment.name))
            name = name.with_stem(f"{name.stem} ({number})")
        export(attachment, target)
    return folder


def opened(attachment: "Attachment") -> Path:
    """Copy a file to where other programs may open it; it is swept when this one ends.

    Raise OfficeError where opening it could run a program.
    """
    if _RUNNING.search(attachment.name):
        raise OfficeError(
            N_("Opening {name} could run a program. Export it, if you know where it comes from."),
            name=attachment.name,
        )
    target = export(attachment, Path(tempfile.mkdtemp()) / _safe(attachment.name))
    target.chmod(0o400)
    return target


def preview(attachment: "Attachment") -> Preview:
    """Tell how a file is shown, by what it holds and not by its name."""
    try:
        if attachment.path.stat().st_size > _LARGEST_PREVIEW:
            return Preview(template=_TOO_LARGE)
        content = attachment.path.read_bytes()
    except OSError:
        lost = N_("The kept copy of {name} is gone or damaged. A backup may hold the file.")
        return Preview(template=lost)
    if b"%PDF-" in content[:1024]:
        return _pages(content)
    return _picture(content)


def draw(shown: Preview, pages: Sequence[int], scale: float) -> "list[Drawn]":
    """Draw pages, counted from 1, with so many pixels to the point."""
    if not shown.is_picture:
        return drawing.draw(shown.content, pages, scale)
    from PIL import ImageOps

    wide, high = (max(1, round(side * scale)) for side in shown.sizes[0])
    whole = _opened_picture(shown.content)
    whole.draft("RGB", (wide, high))
    picture = ImageOps.exif_transpose(whole).convert("RGBA").resize((wide, high))
    # The fourth byte must be 255: Qt reads it where a picture is scaled, as on sharp screens.
    pixels = _on_white(picture).tobytes("raw", "BGRA")
    return [drawing.Drawn(1, wide, high, wide * 4, pixels)]


def _pages(content: bytes) -> Preview:
    try:
        sizes = drawing.sizes(content)[:_MOST_PAGES]
    except Exception:  # noqa: BLE001  a file may be broken in any way
        return Preview(template=_NOT_SHOWN)
    if not sizes or max(max(size) for size in sizes) > _LONGEST:
        return Preview(template=_TOO_LARGE if sizes else _NOT_SHOWN)
    return Preview(sizes, content)


def _picture(content: bytes) -> Preview:
    from PIL import ImageOps

    try:
        picture = _opened_picture(content)
        if picture.width * picture.height > _MOST_PIXELS:
            return Preview(template=_TOO_LARGE)
        wide, high = ImageOps.exif_transpose(picture).size
    except Exception:  # noqa: BLE001  a picture may be broken in any way, or be none
        return Preview(template=_NOT_SHOWN)
    shrunk = min(_POINT, _PAGE / wide, _LONGEST / high)
    return Preview(((wide * shrunk, high * shrunk),), content, is_picture=True)


def _opened_picture(content: bytes) -> Any:
    from io import BytesIO

    from PIL import Image

    return Image.open(BytesIO(content), formats=_PICTURES)


def _on_white(picture: Any) -> Any:
    from PIL import Image

    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture)


def _safe(name: str) -> str:
    """Make a name that every system takes."""
    kept = "".join("_" if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in name)
    path = Path(kept.strip(". ") or "file")
    stem, ending = path.stem, path.suffix[:_LONGEST_ENDING]
    while len(f"{stem}{ending}".encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem}{ending}"
