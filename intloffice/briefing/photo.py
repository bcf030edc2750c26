"""The photo of a guest: an attached picture, made ready to be printed."""

import warnings
from io import BytesIO
from pathlib import Path

_LARGEST_FILE, _LARGEST_PICTURE = 20_000_000, 50_000_000
#: Pixels, wide and high: 300 to the inch at the size of a card's photo.
_FINEST = (250, 325)


def read(path: Path) -> bytes:
    """Read a picture as JPEG, upright, cut to the shape of a card and no finer than print shows.

    Empty where the file is gone, is none, or is larger than a photo can be.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415  most briefings are printed without photos

    try:
        if path.stat().st_size > _LARGEST_FILE:
            return b""
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(path, formats=("PNG", "JPEG"))
        if picture.width * picture.height > _LARGEST_PICTURE:
            return b""
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        made = BytesIO()
        ImageOps.fit(upright, _FINEST, centering=(0.5, 0.35)).save(made, "JPEG", quality=90)
    except Exception:  # noqa: BLE001  a picture may be broken in any way
        return b""
    return made.getvalue()
