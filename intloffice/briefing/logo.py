"""The logo of a briefing: a picture from the user's disk, made ready to be printed."""

import warnings
from io import BytesIO
from pathlib import Path

from intloffice.errors import OfficeError
from intloffice.i18n import N_

LARGEST_FILE = 20_000_000
LARGEST_PICTURE = 50_000_000
#: Pixels, wide and high: 600 to the inch at the size of the page's head.
_FINEST = (1084, 368)


def read(path: str) -> bytes:
    """Read a PNG or JPEG file as a picture of the same sort, no finer than print can show.

    Raise OfficeError where it is gone, is none, or is larger than a logo can be.
    """
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # a name with a NUL in it is no name
        raise OfficeError(
            N_("The logo {path} cannot be read; choose another in the settings."), path=path
        ) from error
    if len(content) > LARGEST_FILE:
        raise _too_large(path)
    return _made_ready(content, path)


def _made_ready(content: bytes, path: str) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415  most briefings are printed without a logo

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
        if picture.width * picture.height > LARGEST_PICTURE:
            raise _too_large(path)
        sort = str(picture.format)
        picture.draft("RGB", _FINEST)
        upright = ImageOps.exif_transpose(picture)
        clear = upright.has_transparency_data
        plain = upright.convert("RGBA" if clear else "RGB")
        plain.thumbnail(_FINEST, Image.Resampling.LANCZOS)
        made = BytesIO()
        plain.save(made, sort, **({"quality": 92} if sort == "JPEG" else {}))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(path) from error
    except OfficeError:
        raise
    except Exception as error:
        raise OfficeError(
            N_(
                "The logo {path} cannot be read as a picture; choose a PNG or JPEG file in the "
                "settings."
            ),
            path=path,
        ) from error
    return made.getvalue()


def _too_large(path: str) -> OfficeError:
    return OfficeError(
        N_(
            "The logo {path} is larger than 20 MB or 50 million pixels. Choose a smaller picture "
            "in the settings; a thousand pixels across are enough."
        ),
        path=path,
    )
