"""Workbooks and texts of columns spoiled by chance, by what they are made of.

A workbook is spoiled in one of its parts – a tag, an attribute, a text, some bytes – or as a
package; a text in its encoding, its signs or its lines. Most of what comes of it is nearly sound,
as what other programs write, a virus scanner cuts or a memory stick forgets.
"""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

_ATTRIBUTE = re.compile(rb'(?<=\s)([A-Za-z0-9:]{1,40})="([^"]*)"')
_TAG = re.compile(rb"<[^<>]+>")
_ELEMENT = re.compile(rb"<(row|c|si|sheet|xf|Relationship|Override|mergeCell)\b[^<>]*?"
                      rb"(?:/>|>.*?</\1>)", re.DOTALL)  # fmt: skip
_TEXT = re.compile(rb">([^<>]+)<")
#: Attributes that are asked after most, by what may stand in them.
_VALUES = {
    b"r": (b"A0", b"A1", b"XFD1048576", b"ZZZZ99999999", b"1", b"", b"-1", b"B2:C3", b"a7", b"1e9"),
    b"t": (b"s", b"n", b"b", b"e", b"d", b"str", b"inlineStr", b"zz", b""),
    b"s": (b"0", b"1", b"99999", b"-1", b"x", b""),
    b"ref": (b"A1", b"A1:B2", b"A1:XFD1048576", b"B2:A1", b"A:A", b"1:1", b"", b"#REF!", b"A1:A1"),
    b"count": (b"0", b"1", b"4294967295", b"-1", b"x"),
    b"uniqueCount": (b"0", b"99999999", b"x"),
    b"numFmtId": (b"14", b"0", b"22", b"45", b"164", b"999999", b"x"),
    b"formatCode": (b"yyyy-mm-dd", b"[h]:mm", b"@", b"[$-zz]d", b"", b"\xe2\x80\xae"),
    b"name": (b"", b"x" * 40, b"A/B", b"Agreements", b"Sheet1"),
    b"Target": (b"../../etc/passwd", b"worksheets/none.xml", b"http://x.example/y", b"", b"/xl"),
    b"Type": (b"x", b"http://x.example/externalLink"),
    b"spans": (b"1:1", b"x", b"0:99999999"),
    b"hidden": (b"1", b"true", b"x"),
    b"date1904": (b"1", b"true", b"x"),
}
_TEXTS = (
    *(b"", b"0", b"-1", b"1e308", b"-1e999", b"nan", b"99999999999999999999", b"43105", b"2958466"),
    *(b"-693595", b"0.5", b"61", b"TRUE", b"#N/A", b"=1+1", b"&#0;", b"&#65535;", b"&lt;"),
    *(b"\xff\xfe", b"\x00", b"_x0000_", b"_xD800_", "\u202e王\u0301".encode(), b" ", b"\n"),
    *(b"9" * 400, b"&nope;"),
    *(b"x" * 40_000, b"1.1.1900", "平成99年".encode(), b"2018-02-30", b"1E+400", b"(1)", b"'"),
)  # fmt: skip
_DECLARATION = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_MOST = 4


def spoiled_book(whole: bytes, chance: Random) -> tuple[str, bytes]:
    """Spoil a workbook in one to four places; tell how, and give what comes of it."""
    parts = _unpacked(whole)
    told: list[str] = []
    for _ in range(chance.randint(1, _MOST)):
        name = _chosen(parts, chance)
        change = chance.choices(_CHANGES, _WEIGHTS)[0]
        parts[name] = change(parts[name], chance)
        told.append(f"{change.__name__.strip('_')} in {name}")
    if chance.random() < 0.12:
        change_of_package = chance.choice(_PACKAGES)
        told.append(change_of_package.__name__.strip("_"))
        return "; ".join(told), change_of_package(parts, chance)
    return "; ".join(told), _packed(parts)


def spoiled_text(whole: bytes, chance: Random) -> tuple[str, bytes]:
    """Spoil a text of columns; tell how, and give what comes of it."""
    content, told = whole, []
    for _ in range(chance.randint(1, _MOST)):
        change = chance.choice(_OF_TEXTS)
        content = change(content, chance)
        told.append(change.__name__.strip("_"))
    return "; ".join(told), content


def _unpacked(whole: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def _chosen(parts: dict[str, bytes], chance: Random) -> str:
    """Choose a part; of rows, texts and styles there is more to be spoiled."""
    names = list(parts)
    often = {"sheet": 8, "hared": 4, "style": 3}
    weights = [max((o for word, o in often.items() if word in n), default=1) for n in names]
    return chance.choices(names, weights)[0]


def _an_attribute(content: bytes, chance: Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    value = chance.choice((*_VALUES.get(one[1], ()), *_VALUES.get(one[1], ()), *_TEXTS[:12]))
    return content[: one.start(2)] + value + content[one.end(2) :]


def _no_attribute(content: bytes, chance: Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + content[one.end() :]


def _a_text(content: bytes, chance: Random) -> bytes:
    found = list(_TEXT.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start(1)] + chance.choice(_TEXTS) + content[one.end(1) :]


def _no_element(content: bytes, chance: Random) -> bytes:
    return _with_element(content, chance, lambda _: b"")


def _twice(content: bytes, chance: Random) -> bytes:
    return _with_element(content, chance, lambda element: element * 2)


def _thousandfold(content: bytes, chance: Random) -> bytes:
    return _with_element(
        content, chance, lambda element: element * min(1000, 400_000 // len(element))
    )


def _with_element(content: bytes, chance: Random, change: Callable[[bytes], bytes]) -> bytes:
    found = list(_ELEMENT.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + change(one[0]) + content[one.end() :]


def _exchanged(content: bytes, chance: Random) -> bytes:
    found = list(_ELEMENT.finditer(content))
    if len(found) < 2:
        return content
    one, other = sorted(chance.sample(found, 2), key=lambda each: each.start())
    return (
        content[: one.start()]
        + other[0]
        + content[one.end() : other.start()]
        + one[0]
        + content[other.end() :]
    )


def _a_tag(content: bytes, chance: Random) -> bytes:
    found = list(_TAG.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    new = chance.choice(
        (b"", one[0] * 2, b"<x>", b"</x>", b"<!---->", b"<![CDATA[x]]>", b"<?x y?>")
    )
    return content[: one.start()] + new + content[one.end() :]


def _bytes(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        new = chance.choice((b"", b"<", b'"', b">", b"\0", b"\xff", b"9" * 9, chance.randbytes(2)))
        changed[at : at + chance.randint(0, 4)] = new
    return bytes(changed)


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _declared(content: bytes, _chance: Random) -> bytes:
    at = content.find(b"?>") + 2 if content.startswith(b"<?") else 0
    return content[:at] + _DECLARATION + content[at:]


def _otherwise_encoded(content: bytes, chance: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "utf-7", "utf-8-sig", "utf-32", "gb18030")), "replace"
    )


def _other_extent(content: bytes, chance: Random) -> bytes:
    """Lie about the size of a sheet, as some programs do."""
    new = b'<dimension ref="%s"' % chance.choice(_VALUES[b"ref"])
    return re.sub(rb'<dimension ref="[^"]*"', new, content)


def _with_far_cell(content: bytes, _chance: Random) -> bytes:
    cell = b'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'
    return content.replace(b"</sheetData>", cell)


def _with_empty_rows(content: bytes, chance: Random) -> bytes:
    number = chance.choice((10, 1000, 8000))
    rows = b"".join(b'<row r="%d" s="1"/>' % n for n in range(200, 200 + number))
    return content.replace(b"</sheetData>", rows + b"</sheetData>")


_CHANGES: Sequence[Callable[[bytes, Random], bytes]] = (
    *(_an_attribute, _no_attribute, _a_text, _no_element, _twice, _exchanged, _a_tag, _bytes),
    *(_cut, _declared, _otherwise_encoded, _thousandfold, _with_far_cell, _with_empty_rows),
    _other_extent,
)
_WEIGHTS = (22, 8, 22, 8, 8, 6, 6, 6, 2, 1, 1, 2, 2, 2, 4)


def _a_part_missing(parts: dict[str, bytes], chance: Random) -> bytes:
    missing = chance.choice(list(parts))
    return _packed({name: content for name, content in parts.items() if name != missing})


def _parts_exchanged(parts: dict[str, bytes], chance: Random) -> bytes:
    one, other = chance.sample(list(parts), 2)
    return _packed({**parts, one: parts[other], other: parts[one]})


def _a_part_renamed(parts: dict[str, bytes], chance: Random) -> bytes:
    one = chance.choice(list(parts))
    new = chance.choice((one.upper(), f"../{one}", f"/{one}", f"{one}\0x", "C:\\x.xml", "x"))
    return _packed({new if name == one else name: content for name, content in parts.items()})


def _a_stranger(parts: dict[str, bytes], chance: Random) -> bytes:
    name = chance.choice(("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "a.exe", "y/"))
    return _packed({**parts, name: chance.randbytes(200)})


def _unpressed(parts: dict[str, bytes], _chance: Random) -> bytes:
    return _packed(parts, zipfile.ZIP_STORED)


def _package_bytes(parts: dict[str, bytes], chance: Random) -> bytes:
    return _bytes(_packed(parts), chance)


def _package_cut(parts: dict[str, bytes], chance: Random) -> bytes:
    return _cut(_packed(parts), chance)


def _package_with_tail(parts: dict[str, bytes], chance: Random) -> bytes:
    whole, more = _packed(parts), chance.randbytes(chance.choice((1, 30, 70_000)))
    return whole + more if chance.random() < 0.5 else more + whole


_PACKAGES: Sequence[Callable[[dict[str, bytes], Random], bytes]] = (
    *(_a_part_missing, _parts_exchanged, _a_part_renamed, _a_stranger, _unpressed),
    *(_package_bytes, _package_cut, _package_with_tail),
)


def _a_quote(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice((b'"', b'""', b"'", b"`", b"\\")) + content[at:]


def _a_separator(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return (
        content[:at]
        + chance.choice((b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n"))
        + content[at:]
    )


def _a_cell(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(_TEXTS) + content[at:]


def _other_separators(content: bytes, chance: Random) -> bytes:
    return content.replace(b",", chance.choice((b";", b"\t", b"|", b":", b",,")))


def _lines_again(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[:at], *([lines[at]] * chance.choice((0, 2, 500))), *lines[at:]])


_OF_TEXTS: Sequence[Callable[[bytes, Random], bytes]] = (
    *(_a_quote, _a_separator, _a_cell, _other_separators, _lines_again, _bytes, _cut),
    _otherwise_encoded,
)
