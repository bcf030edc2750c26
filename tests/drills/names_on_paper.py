"""Names of many scripts, hostile ones among them, are printed and read back from the page.

Every name must be on the page as it was given, or be refused in a sentence that names what cannot
be printed; nothing in a name may be taken for markup, fetched, linked or run.
"""

import re
from random import Random

import pypdfium2

from intloffice.briefing.document import Bullets, Column, Document, Span, Table
from intloffice.briefing.pdf import render
from intloffice.errors import OfficeError
from tests.drills.outcome import Outcome, Run

#: Names on one page's document.
_TOGETHER = 40
_SCRIPTS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôöøùúûüýÿāăąćčďđēęěğīįıłńňōőœřśşšťūůűźżž",
    "ảấầẩẫậắằẳẵặẻẽếềểễệỉịỏọốồổỗộớờởỡợủụứừửữựỳỷỹỵƠơƯư",
    "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "".join(chr(code) for code in range(0x4E00, 0x9FA5, 7)),
    "".join(chr(code) for code in range(0x3041, 0x3094)),
    "".join(chr(code) for code in range(0x30A1, 0x30F7)),
    "".join(chr(code) for code in range(0xAC00, 0xD7A3, 11)),
)
#: Scripts that no font of ours has.
_FOREIGN = ("محمد", "สมชาย", "אברהם", "𓀀𓀁")
_HOSTILE = (
    "A & B <b>bold <i>",
    "<img src='/etc/hostname'/>",
    '<a href="javascript:alert(1)">me</a>',
    "&#x110000;&amp;",
    '<font color="[x for x in ().__class__]">',
    "]]><!--",
    "O'Neil-Müller",
    "x" * 600,
    "%s {0} {name}",
    "\\(escaped\\)",
)
_LIVE = (b"/JavaScript", b"/EmbeddedFile", b"/URI", b"/Launch", b"/Subtype /Image")
#: What is compressed or drawn, where any bytes may stand.
_CONTENT = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
#: What the ends of lines put between a name's characters, or take for a hyphen.
_BETWEEN = re.compile("[\\s\\-\u00ad\u2010\u2011\u200b\u0002\ufffe]")


def drill(run: Run) -> Outcome:
    """Print so many names."""
    outcome = Outcome(
        {"names": 0, "pages": 0, "refused": 0, "missing": 0, "live": 0, "not told": 0}
    )
    for first in range(0, run.times, _TOGETHER):
        names = [_name(run.chance) for _ in range(min(_TOGETHER, run.times - first))]
        given = [re.sub("<[^>]*>", "", name) for name in names] if run.control else names
        try:
            pdf = render(_document(given, run.chance)).pdf
        except Exception as error:  # noqa: BLE001  whatever it was is told
            outcome.blame("not told", [f"{error!r} of {names}"[:400]])
            continue
        text = _bare(_read(pdf, outcome))
        outcome.count("names", len(names))
        outcome.blame("missing", [f"{name!r}"[:200] for name in names if _bare(name) not in text])
        outcome.blame("live", _live(pdf))
        _refuse(run.chance, outcome)
        if run.control and not outcome.held:
            break
    return outcome


def _live(pdf: bytes) -> list[str]:
    """Name what could act, among what is said of the document's objects."""
    told = _CONTENT.sub(b"", pdf)
    return [str(what) for what in _LIVE if what in told]


def _refuse(chance: Random, outcome: Outcome) -> None:
    """Print what cannot be printed: it is refused by name, or it is there."""
    name = chance.choice(_FOREIGN)
    try:
        pdf = render(_document([name], chance)).pdf
    except OfficeError as error:
        outcome.count("refused")
        said = error.template.format(**error.facts)
        outcome.blame("not told", [] if any(each in said for each in name) else [said])
        return
    outcome.blame("missing", [] if _bare(name) in _bare(_read(pdf, outcome)) else [name])


def _name(chance: Random) -> str:
    if chance.random() < 0.2:
        return chance.choice(_HOSTILE)
    scripts = chance.choices(_SCRIPTS, k=chance.choice((1, 1, 1, 2)))
    words = ["".join(chance.choices(script, k=chance.randint(1, 9))) for script in scripts]
    return chance.choice((" ", "", "·", " (")).join(words)


def _document(names: list[str], chance: Random) -> Document:
    language = chance.choice(("en", "zh", "ja"))
    half = len(names) // 2
    blocks = (
        Bullets(tuple((Span(name),) for name in names[:half])),
        Table((Column("Name"),), tuple(((Span(name),),) for name in names[half:]), "Names"),
    )
    return Document(language, "Office", title="Names", subtitle="2017", blocks=blocks)


def _read(pdf: bytes, outcome: Outcome) -> str:
    document = pypdfium2.PdfDocument(pdf)
    outcome.count("pages", len(document))
    return "".join(page.get_textpage().get_text_range() for page in document)


def _bare(text: str) -> str:
    return _BETWEEN.sub("", text)
