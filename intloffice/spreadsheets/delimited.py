"""Read .csv and .tsv, whatever the encoding and the sign between the columns; write .csv."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from intloffice import files
from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.spreadsheets.guarding import MOST_CELLS, unreadable, unsafe, unwritten
from intloffice.spreadsheets.sheet import CellValue, ReadSheet

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: The encodings that are tried, and how the commonest characters of each are written in it.
_TRIED = (
    ("gb18030", re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")),
    ("cp932", re.compile(rb"[\x88-\x97][\x40-\xfc]|[\x82\x83][\x40-\xf1]|\x81[\x40-\x7e]")),
    ("big5", re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]")),
)
_KANA = re.compile("[\u3041-\u30ff]")
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]")
_HAN = re.compile("[\u4e00-\u9fff]")
_SIGNS = ",;\t|"
#: How a text begins that is run as a formula: not a number with its sign, nor a phone.
_FORMULA = re.compile(r"[=@\t\r]|[-+](?![\d\s(.]|$)")
_PIECE, _LOOKED_AT = 500, 50
_LONGEST = 2**20


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> None:
    """Write rows as CSV that Excel opens: UTF-8 with a mark, the old file kept if it fails.

    A text that Excel would run as a formula gets an apostrophe before it.
    """
    try:
        with (
            files.replacing(path, 0o600) as part,
            part.open("w", encoding="utf-8-sig", newline="") as file,
        ):
            writer = csv.writer(file)
            writer.writerow([_harmless(text) for text in headings])
            for row in rows:
                writer.writerow([_harmless(cell) for cell in row])
    except OSError as error:
        raise unwritten(path, error.strerror or str(error)) from error


def _harmless(cell: CellValue) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and _FORMULA.match(text) else text


def pieces(path: Path) -> Iterator[tuple[int, ReadSheet]]:
    """Read a text of columns as one sheet, in pieces; see ``workbook.pieces``."""
    text = decoded(path.read_bytes())
    if "\0" in text:
        raise unreadable(path)
    rows = _rows(text, path)
    yield 1, ReadSheet(path.stem, list(islice(rows, _PIECE)))
    while piece := list(islice(rows, _PIECE)):
        yield 1, ReadSheet(path.stem, piece)


def decoded(content: bytes) -> str:
    """Find out the encoding of a text and decode it; nothing of it is left out.

    A mark at its beginning tells, then UTF-8 if it fits, then that of the Chinese and Japanese
    encodings in which most of it is common characters, and Windows-1252 where none of them is.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        pass
    likely = max((_likely(content, *tried) for tried in _TRIED), key=lambda found: found[0])
    if likely[0] > 0.5:
        return likely[1]
    return content.decode("cp1252", "replace")


def separator(text: str) -> str:
    """Tell the sign between columns: what stands in most rows alike often."""
    best, most = ",", 0.0
    for sign in _SIGNS:
        rows = [len(row) for row in islice(_cut_up(text, sign), _LOOKED_AT) if row]
        (width, often), *_ = Counter(rows).most_common(1) or [(0, 0)]
        if width > 1 and often * min(width, 30) > most:
            best, most = sign, often * min(width, 30)
    return best


def _cut_up(text: str, sign: str) -> Iterator[list[str]]:
    """Cut a text at a sign, as far as that goes."""
    with suppress(csv.Error):
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def _likely(content: bytes, encoding: str, common: re.Pattern[bytes]) -> tuple[float, str]:
    """Tell how likely a text is in an encoding, by the share of its common characters."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return 0.0, ""
    foreign = "".join(dict.fromkeys(sign for sign in text if sign > "\x7f"))
    if not foreign:
        return 0.0, ""
    good = sum(
        1
        for sign in foreign
        if common.fullmatch(sign.encode(encoding)) or sign in "、。，；：（）“”"
    )
    strange = len(_HALF_WIDTH_KANA.findall(foreign)) + sum(
        "\ue000" <= c <= "\uf8ff" for c in foreign
    )
    bonus = 0.15 if encoding == "cp932" and len(_KANA.findall(foreign)) > 1 else 0.0
    lonely = _lonely(text)
    return (good - strange) / len(foreign) + bonus - lonely, text


def _lonely(text: str) -> float:
    """Tell how many of the Chinese characters stand between Latin letters, as in no language."""
    found = len(_HAN.findall(text))
    alone = len(
        re.findall("(?<=[a-z])[\u4e00-\u9fff](?=[a-z])|[a-z][\u4e00-\u9fff](?=[\\s,;])", text)
    )
    return alone / found if found else 0.0


def _rows(text: str, path: Path) -> Iterator[tuple[int, dict[int, object]]]:
    csv.field_size_limit(_LONGEST)
    sign, left = separator(text[: 2**18]), MOST_CELLS
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        for number, row in enumerate(reader, 1):
            values: dict[int, object] = {
                at: _freed(cell) for at, cell in enumerate(row) if cell.strip()
            }
            left -= len(row)
            if left < 0:
                raise unsafe(path)
            if values:
                yield number, values
    except csv.Error as error:
        raise OfficeError(
            N_("Row {number} of {name} cannot be read; a quotation mark may be missing."),
            number=reader.line_num,
            name=path.name,
        ) from error


def _freed(cell: str) -> str:
    """Take off the apostrophe that keeps a program from reckoning with a text."""
    return cell[1:] if re.match("'[=+@\t-]", cell) else cell
