"""The parts of a workbook as they lie in its file, and the few that filling it in changes."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.parsers.expat import ExpatError, ParserCreate

from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.spreadsheets.forms.partxml import (
    Patch,
    SheetAt,
    changed,
    end_of_tag,
    look_at,
    patched,
)
from intloffice.spreadsheets.guarding import refuse_unsafe, unreadable
from intloffice.spreadsheets.rowxml import column_letters, escaped, quoted
from intloffice.spreadsheets.sheet import Spot, utf16_length

#: No form is larger; a sheet of records is no form.
LARGEST_SHEET = 24 * 2**20
_BOOK, _TYPES, _STYLES = "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_RELATION = f"{_RELATIONS}/worksheet"
_SIGNED = "_xmlsignatures/"
#: In a workbook these come before what says how it is reckoned.
_BEFORE_RECKONING = ("sheets", "functionGroups", "externalReferences", "definedNames")
_WIDTHS = (26, 46, 60, 14, 46, 38)
_TITLE_LENGTH = 31

#: A row of the sheet that tells what was counted: texts, numbers or nothing.
TraceRow = tuple[str | int | Decimal | None, ...]


@dataclass(frozen=True)
class Trace:
    """A sheet to be added: its title, its headings, its rows; some stand out."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[TraceRow, ...]
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Tag:
    """An element of a part: its name, what it says, where it begins and ends."""

    name: str
    said: Mapping[str, str]
    start: int
    opened: int
    close: int

    @property
    def end(self) -> int:
        """Where it is over, with its own closing."""
        return self.close


class Package:
    """A workbook's file; raise OfficeError where it is none, or holds what no form needs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        refuse_unsafe(path)
        try:
            self._read()
        except (ExpatError, ValueError, KeyError, OSError, UnicodeError) as error:
            raise unreadable(path) from error

    @property
    def is_signed(self) -> bool:
        """Whether somebody has signed the file, which no change of it survives."""
        return any(name.startswith(_SIGNED) for name in self.names)

    def write(
        self, part: Path, values: Mapping[str, Mapping[Spot, int | Decimal]], trace: Trace | None
    ) -> set[str]:
        """Write the file anew with values in the cells of sheets; tell which parts are changed.

        Raise OfficeError where a sheet is to be added to a workbook that is protected against it.
        """
        new = self._new_parts(values)
        if trace is not None:
            self._add(trace, new)
        with zipfile.ZipFile(self._path) as old, zipfile.ZipFile(part, "w") as made:
            for info in old.infolist():
                content = new.get(info.filename)
                made.writestr(info, old.read(info) if content is None else content)
            for name in new.keys() - set(self.names):
                made.writestr(name, new[name], zipfile.ZIP_DEFLATED)
        return set(new)

    def _new_parts(self, values: Mapping[str, Mapping[Spot, int | Decimal]]) -> dict[str, bytes]:
        new = {}
        for title, sheet in self.sheets.items():
            content = changed(sheet, values.get(title, {}))
            if content != sheet.data:
                new[self._parts[title]] = content
        new[_BOOK] = self._reckoned_anew()
        return new

    def _read(self) -> None:
        self.sheets: dict[str, SheetAt] = {}
        self.hidden: set[str] = set()
        self._parts: dict[str, str] = {}
        with zipfile.ZipFile(self._path) as file:
            self.names = file.namelist()
            self._book = file.read(_BOOK)
            self._relations = file.read(_relations_of(_BOOK))
            self._types = file.read(_TYPES)
            self._styles = file.read(_STYLES) if _STYLES in self.names else b""
            where = {
                tag.said["Id"]: tag.said["Target"]
                for tag in tags(self._relations)
                if tag.name == "Relationship" and tag.said.get("Type", "").endswith("/worksheet")
            }
            for tag in tags(self._book):
                if tag.name == "workbookProtection":
                    self.is_closed = tag.said.get("lockStructure") in ("1", "true")
                if tag.name == "sheet":
                    self._take_sheet(file, tag, where)

    is_closed = False

    def _take_sheet(self, file: zipfile.ZipFile, tag: Tag, where: Mapping[str, str]) -> None:
        relation = next(v for name, v in tag.said.items() if name.endswith(":id"))
        if relation not in where:
            return  # a sheet that is a chart only
        name = where[relation]
        part = name[1:] if name.startswith("/") else normpath(join(dirname(_BOOK), name))
        if file.getinfo(part).file_size > LARGEST_SHEET:
            raise OfficeError(
                N_("{name} is too large for a form. Nothing was changed."), name=self._path.name
            )
        title = tag.said["name"]
        self.sheets[title] = look_at(file.read(part))
        self._parts[title] = part
        if tag.said.get("state", "visible") != "visible":
            self.hidden.add(title)

    def unlocked(self) -> set[str]:
        """List the styles whose cells may be typed in where a sheet is protected."""
        found, number, inside = set(), -1, False
        for tag in sorted(tags(self._styles), key=lambda each: each.start) if self._styles else ():
            if tag.name in ("cellXfs", "cellStyleXfs"):
                inside = tag.name == "cellXfs"
                number = -1 if inside else number
            elif tag.name == "xf" and inside:
                number += 1
            elif tag.name == "protection" and inside and tag.said.get("locked") in ("0", "false"):
                found.add(str(number))
        return found

    def _reckoned_anew(self) -> bytes:
        """Ask whoever opens the file to reckon all formulas."""
        said = tags(self._book)
        for tag in said:
            if tag.name == "calcPr":
                opening = self._book[tag.start : tag.opened]
                if "fullCalcOnLoad" in tag.said:
                    return self._book.replace(opening, _with_full(opening))
                ends = 2 if opening.endswith(b"/>") else 1
                at = tag.opened - ends
                return patched(self._book, [(at, at, b' fullCalcOnLoad="1"')])
        last = max((t for t in said if t.name in _BEFORE_RECKONING), key=lambda t: t.end)
        prefix = _prefix(self._book, last)
        return patched(
            self._book, [(last.end, last.end, f'<{prefix}calcPr fullCalcOnLoad="1"/>'.encode())]
        )

    def _add(self, trace: Trace, new: dict[str, bytes]) -> None:
        if self.is_closed:
            raise OfficeError(
                N_("{name} is protected against further sheets, so the trace cannot be added."),
                name=self._path.name,
            )
        number = 1
        while f"xl/worksheets/trace{number}.xml" in self.names:
            number += 1
        name, relation = f"xl/worksheets/trace{number}.xml", self._free_relation()
        strong, plain = self._styled(new)
        new[name] = _sheet_of(trace, strong, plain)
        new[_TYPES] = _before_end(
            self._types,
            "Types",
            f'<{{0}}Override PartName="/{name}" ContentType="{_SHEET_TYPE}"/>',
        )
        new[_relations_of(_BOOK)] = _before_end(
            self._relations,
            "Relationships",
            f'<{{0}}Relationship Id="{relation}" Type="{_SHEET_RELATION}" Target="/{name}"/>',
        )
        sheets = [tag for tag in tags(self._book) if tag.name == "sheet"]
        ident = max(int(tag.said["sheetId"]) for tag in sheets) + 1
        title = quoted(free_title(trace.title, {tag.said["name"] for tag in sheets}))
        element = f'<{{0}}sheet name={title} sheetId="{ident}" '
        element += f'xmlns:traced="{_RELATIONS}" traced:id="{relation}"/>'
        new[_BOOK] = _before_end(new[_BOOK], "sheets", element)

    def _free_relation(self) -> str:
        taken = {tag.said.get("Id") for tag in tags(self._relations)}
        return next(f"rIdTrace{n}" for n in range(1, 1000) if f"rIdTrace{n}" not in taken)

    def _styled(self, new: dict[str, bytes]) -> tuple[str, str]:
        """Add two styles, for headings and for texts of several lines; tell their numbers."""
        found = {tag.name: tag for tag in tags(self._styles)} if self._styles else {}
        fonts, styles = found.get("fonts"), found.get("cellXfs")
        if fonts is None or styles is None:
            return "0", "0"
        many = [int(each.said.get("count", 0)) for each in (fonts, styles)]
        font = '<{0}font><{0}b/><{0}sz val="11"/></{0}font>'
        wraps = '<{0}alignment vertical="top" wrapText="1"/>'
        xf = '<{0}xf numFmtId="0" fontId="%d" fillId="0" borderId="0" xfId="0" '
        xf += f'applyFont="1" applyAlignment="1">{wraps}</{{0}}xf>'
        content = _before_end(self._styles, "cellXfs", xf % many[0] + xf % 0, more=2)
        new[_STYLES] = _before_end(content, "fonts", font, more=1)
        return str(many[1]), str(many[1] + 1)


def tags(data: bytes) -> list[Tag]:
    """List the elements of a part, each before those inside it that end later than they begin."""
    found: list[Tag] = []
    parser = ParserCreate()
    still: list[tuple[str, dict[str, str], int, int]] = []

    def begin(name: str, said: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        still.append((name.rpartition(":")[2], said, at, end_of_tag(data, at)))

    def end(_name: str) -> None:
        name, said, start, opened = still.pop()
        at = parser.CurrentByteIndex
        found.append(Tag(name, said, start, opened, end_of_tag(data, at) if at > start else opened))

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.Parse(data, True)
    return found


def free_title(title: str, taken: set[str]) -> str:
    """Give a title that no sheet has yet, short enough for Excel."""
    folded = {each.casefold() for each in taken}
    for number in range(1, 1000):
        end = f" {number}" if number > 1 else ""
        short = title
        while utf16_length(short) > _TITLE_LENGTH - len(end):
            short = short[:-1]
        if (short + end).casefold() not in folded:
            return short + end
    return title


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _prefix(data: bytes, tag: Tag) -> str:
    """Tell how the elements beside a tag are spelled: with the short name of their space."""
    spelled = data[tag.start + 1 : tag.opened].split()[0].rstrip(b"/>").decode()
    return spelled[: -len(tag.name)]


def _before_end(data: bytes, name: str, element: str, more: int = 0) -> bytes:
    """Put an element at the end of another; ``more`` is added to what counts those inside."""
    tag = next(each for each in tags(data) if each.name == name)
    prefix = _prefix(data, tag)
    written = element.replace("{0}", prefix).encode()
    patches: list[Patch] = []
    opening = data[tag.start : tag.opened]
    if more and "count" in tag.said:
        before, after = f'count="{tag.said["count"]}"', f'count="{int(tag.said["count"]) + more}"'
        opening = opening.replace(before.encode(), after.encode())
    if opening.endswith(b"/>"):
        opening = opening[:-2] + b">" + written + f"</{prefix}{name}>".encode()
        return patched(data, [(tag.start, tag.opened, opening)])
    patches.append((tag.start, tag.opened, opening))
    at = data.rindex(b"<", tag.opened, tag.close)
    return patched(data, [*patches, (at, at, written)])


def _with_full(opening: bytes) -> bytes:
    for word in (b"0", b"false"):
        for quote in (b'"', b"'"):
            old = b"fullCalcOnLoad=" + quote + word + quote
            opening = opening.replace(old, b'fullCalcOnLoad="1"')
    return opening


def _sheet_of(trace: Trace, strong: str, plain: str) -> bytes:
    widths = zip(range(1, len(trace.headings) + 1), _WIDTHS, strict=False)
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in widths
    )
    lines: list[tuple[TraceRow, str]] = [(trace.headings, strong)]
    lines += [(row, strong if n in trace.strong else plain) for n, row in enumerate(trace.rows)]
    rows = "".join(_row_of(number, *line) for number, line in enumerate(lines, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{rows}</sheetData>"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _row_of(number: int, row: TraceRow, style: str) -> str:
    cells = "".join(_cells_of(number, row, style))
    return f'<row r="{number}">{cells}</row>'


def _cells_of(number: int, row: TraceRow, style: str) -> Iterator[str]:
    for at, value in enumerate(row):
        place = f'r="{column_letters(at)}{number}" s="{style}"'
        if isinstance(value, str) and value:
            text = escaped(value)
            yield f'<c {place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        elif value is not None and value != "":
            yield f"<c {place}><v>{value}</v></c>"
