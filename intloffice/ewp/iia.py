"""Inter-institutional agreements as XML: what a ``get`` of version 7 answers.

An agreement has two partners; each condition goes one way and has its academic years. What the
format demands is checked here, whoever made the values (``faults``).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

from intloffice.errors import OfficeError
from intloffice.i18n import N_
from intloffice.schema.value import clean_text

_HOME = "https://github.com/erasmus-without-paper/"
SPACE = f"{_HOME}ewp-specs-api-iias/blob/stable-v7/endpoints/get-response.xsd"
_TAG = f"{{{SPACE}}}"
#: The kinds of condition in the order in which the format has them.
STUDIES, TRAINEESHIP, TEACHING, TRAINING = SPECS = (
    "student-studies-mobility-spec",
    "student-traineeship-mobility-spec",
    "staff-teacher-mobility-spec",
    "staff-training-mobility-spec",
)
OF_STUDENTS = frozenset((STUDIES, TRAINEESHIP))
#: These need the language in which is taught.
WITH_LANGUAGE = frozenset((STUDIES, TEACHING))
_YEAR = re.compile(r"([0-9]{4})/([0-9]{4})")
_ID = re.compile(r"[\x21-\x7e]{1,64}")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_CEFR, _ISCED, _EQF = re.compile("|[ABC][12]"), re.compile("[0-9]{4}"), re.compile("[1-8]")
_NO_LANGUAGE = N_("“{value}” is not a known code.")
_NO_CEFR = N_("“{value}” is no level of the CEFR, A1 to C2.")
_NO_ISCED = N_("“{value}” is no ISCED-F code of four figures.")
_NO_EQF = N_("“{value}” is no EQF level, 1 to 8.")
_UNHASHED = ("receiving-first-academic-year-id", "receiving-last-academic-year-id")
_CONTACTS = ("sending-contact", "receiving-contact")


@dataclass(frozen=True)
class Partner:
    """One of the two: its SCHAC code, its id and number of the agreement, the day it signed."""

    hei: str
    iia_id: str = ""
    iia_code: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Skill:
    """A language, and how well it should be known."""

    language: str
    cefr: str = ""


@dataclass(frozen=True)
class Spec:
    """A condition: who may move from whom to whom, how many, in which academic years."""

    kind: str
    sending: str
    receiving: str
    first_year: str
    last_year: str
    mobilities: int
    skills: tuple[Skill, ...] = ()
    isced: tuple[str, ...] = ()
    total: Decimal | None = None
    blended: bool = False
    eqf: tuple[str, ...] = ()
    other_terms: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Iia:
    """An agreement between two partners, the one who tells of it first.

    ``told_hash`` is the hash that a file tells of it, empty for one of our own.
    """

    partners: tuple[Partner, Partner]
    in_effect: bool
    specs: tuple[Spec, ...]
    is_terminated: bool = False
    told_hash: str = field(default="", compare=False)


def written(iias: Iterable[Iia]) -> bytes:
    """Write agreements as the answer to a ``get``; each must be without faults."""
    ElementTree.register_namespace("", SPACE)
    root = ElementTree.Element(f"{_TAG}iias-get-response")
    for iia in iias:
        root.append(_element(iia))
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, "UTF-8", xml_declaration=True)
    return text + b"\n"


def read(content: bytes, name: str) -> list[Iia]:
    """Read the agreements of a file; raise OfficeError where it holds none of this version."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except Exception as error:  # the parser and its guard fail in several ways
        raise OfficeError(N_("{name} is no XML that can be read."), name=name) from error
    if root.tag != f"{_TAG}iias-get-response":
        raise OfficeError(
            N_("{name} holds no agreements of Erasmus Without Paper, version 7."), name=name
        )
    try:
        return [_read_iia(element) for element in root.findall(f"{_TAG}iia")]
    except (ValueError, InvalidOperation) as error:
        raise OfficeError(
            N_("{name} is not as Erasmus Without Paper wants it: {reason}."),
            name=name,
            reason=str(error)[:200],
        ) from error


def faults(iia: Iia) -> Iterator[tuple[str, dict[str, object]]]:
    """Tell what the format demands and an agreement has not: sentences with their facts."""
    if iia.partners[0].hei == iia.partners[1].hei:
        yield N_("Both partners are the same."), {}
    if not all(_ID.fullmatch(partner.iia_id) for partner in iia.partners if partner.iia_id):
        yield N_("An id may hold Latin letters, figures and signs only, up to 64."), {}
    if not iia.specs:
        yield N_("It has no conditions."), {}
    for number, spec in enumerate(iia.specs, 1):
        for template, facts in _faults(spec, {partner.hei for partner in iia.partners}):
            yield template, {**facts, "n": number}


def hash_of(iia: Iia) -> str:
    """Give the hash by which both partners see that they hold the same."""
    return _hash(_element(iia, hashed=False))


def _faults(spec: Spec, partners: set[str]) -> Iterator[tuple[str, dict[str, object]]]:
    if {spec.sending, spec.receiving} != partners:
        yield N_("Condition {n} is not between the two partners."), {}
    years = [_YEAR.fullmatch(year) for year in (spec.first_year, spec.last_year)]
    if not all(year and int(year[2]) - int(year[1]) in (0, 1) for year in years):
        yield N_("Condition {n} needs a first and a last academic year."), {}
    elif spec.last_year < spec.first_year:
        yield N_("The last academic year of condition {n} is before its first."), {}
    if spec.mobilities < 1:
        yield N_("Condition {n} needs the number of places a year."), {}
    if spec.kind in WITH_LANGUAGE and not spec.skills:
        yield N_("Condition {n} needs the language of instruction."), {}
    yield from _words_at_fault(spec)


def _words_at_fault(spec: Spec) -> Iterator[tuple[str, dict[str, object]]]:
    for values, pattern, template in (
        ([skill.language for skill in spec.skills], _LANGUAGE, _NO_LANGUAGE),
        ([skill.cefr for skill in spec.skills], _CEFR, _NO_CEFR),
        (spec.isced, _ISCED, _NO_ISCED),
        (spec.eqf, _EQF, _NO_EQF),
    ):
        for value in values:
            if not pattern.fullmatch(value):
                yield template, {"value": value}


def _element(iia: Iia, *, hashed: bool = True) -> ElementTree.Element:
    made = ElementTree.Element(f"{_TAG}iia")
    for partner in iia.partners:
        told = _sub(made, "partner")
        _sub(told, "hei-id", partner.hei)
        for name, value in (("iia-id", partner.iia_id), ("iia-code", partner.iia_code)):
            if value:
                _sub(told, name, value)
        if partner.signed_on:
            _sub(told, "signing-date", partner.signed_on.isoformat())
    _sub(made, "in-effect", _flag(iia.in_effect))
    conditions = _sub(made, "cooperation-conditions")
    if iia.is_terminated:
        conditions.set("terminated-as-a-whole", "true")
    for spec in sorted(iia.specs, key=lambda spec: SPECS.index(spec.kind)):
        _put_spec(conditions, spec)
    if hashed:
        _sub(made, "iia-hash", _hash(made))
    return made


def _put_spec(conditions: ElementTree.Element, spec: Spec) -> None:
    made = _sub(conditions, spec.kind)
    _sub(made, "sending-hei-id", spec.sending)
    _sub(made, "receiving-hei-id", spec.receiving)
    _sub(made, "receiving-first-academic-year-id", spec.first_year)
    _sub(made, "receiving-last-academic-year-id", spec.last_year)
    _sub(made, "mobilities-per-year", str(spec.mobilities))
    for skill in spec.skills:
        told = _sub(made, "recommended-language-skill")
        _sub(told, "language", skill.language)
        if skill.cefr:
            _sub(told, "cefr-level", skill.cefr)
    for code in spec.isced:
        _sub(_sub(made, "subject-area"), "isced-f-code", code)
    if spec.other_terms:
        _sub(made, "other-info-terms", spec.other_terms)
    is_of_students = spec.kind in OF_STUDENTS
    if spec.total:
        unit = "months" if is_of_students else "days"
        _sub(made, f"total-{unit}-per-year", f"{spec.total.normalize():f}")
    if is_of_students:
        _sub(made, "blended", _flag(spec.blended))
        for level in spec.eqf:
            _sub(made, "eqf-level", level)


def _sub(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{_TAG}{name}")
    if text:
        made.text = clean_text(text)
    return made


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _hash(iia: ElementTree.Element) -> str:
    """Hash the ids and the conditions, one value after the other, each under its path."""
    conditions = iia.find(f"{_TAG}cooperation-conditions")
    told = []
    if conditions is not None and conditions.get("terminated-as-a-whole") in ("true", "1"):
        told.append("_@terminated-as-a-whole@_")
    for number, partner in enumerate(iia.findall(f"{_TAG}partner"), 1):
        told.append(f"_iia-id_{number}={partner.findtext(f'{_TAG}iia-id', '')}_")
    for spec in conditions if conditions is not None else ():
        told += _told(spec, ("cooperation-conditions", _local(spec)))
        told += [f"_{name}={spec.findtext(f'{_TAG}{name}', '')}_" for name in _UNHASHED]
    return hashlib.sha256("".join(told).encode()).hexdigest()


def _told(element: ElementTree.Element, path: tuple[str, str]) -> Iterator[str]:
    for inside in element:
        name = _local(inside)
        if name in _UNHASHED or name in _CONTACTS or inside.get("not-yet-defined") in ("true", "1"):
            continue
        if len(inside):
            yield from _told(inside, (path[1], name))
        else:
            value = inside.get("v6-value") or inside.text or ""
            yield f"_{path[0]}.{path[1]}.{name}={value}_"


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _read_iia(element: ElementTree.Element) -> Iia:
    partners = [_read_partner(each) for each in element.findall(f"{_TAG}partner")]
    if len(partners) != 2:
        raise ValueError(f"an agreement has {len(partners)} partners")
    conditions = element.find(f"{_TAG}cooperation-conditions")
    specs = [_read_spec(each) for each in (conditions if conditions is not None else ())]
    return Iia(
        (partners[0], partners[1]),
        _text(element, "in-effect") in ("true", "1"),
        tuple(specs),
        conditions is not None and conditions.get("terminated-as-a-whole") in ("true", "1"),
        _text(element, "iia-hash"),
    )


def _read_partner(element: ElementTree.Element) -> Partner:
    signed = _text(element, "signing-date")[:10]
    return Partner(
        _text(element, "hei-id"),
        _text(element, "iia-id"),
        _text(element, "iia-code"),
        date.fromisoformat(signed) if signed else None,
    )


def _read_spec(element: ElementTree.Element) -> Spec:
    kind = _local(element)
    if kind not in SPECS:
        raise ValueError(f"“{kind}” is no condition")
    skills = [
        Skill(_text(each, "language"), _text(each, "cefr-level"))
        for each in element.findall(f"{_TAG}recommended-language-skill")
    ]
    areas = element.findall(f"{_TAG}subject-area")
    total = _text(element, f"total-{'months' if kind in OF_STUDENTS else 'days'}-per-year")
    return Spec(
        kind,
        _text(element, "sending-hei-id"),
        _text(element, "receiving-hei-id"),
        _text(element, _UNHASHED[0]),
        _text(element, _UNHASHED[1]),
        int(_text(element, "mobilities-per-year") or 0),
        tuple(skills),
        tuple(_text(each, "isced-f-code") for each in areas),
        Decimal(total) if total else None,
        _text(element, "blended") in ("true", "1"),
        tuple(str(each.text or "").strip() for each in element.findall(f"{_TAG}eqf-level")),
        _text(element, "other-info-terms"),
        tuple(_more(element, areas)),
    )


def _more(element: ElementTree.Element, areas: Sequence[ElementTree.Element]) -> Iterator[str]:
    """List what a condition says that no field of ours holds."""
    for name in ("sending-ounit-id", "receiving-ounit-id"):
        if text := _text(element, name):
            yield f"{name}: {text}"
    for area in areas:
        if text := _text(area, "isced-clarification"):
            yield f"{_text(area, 'isced-f-code')}: {text}"


def _text(element: ElementTree.Element, name: str) -> str:
    return str(element.findtext(f"{_TAG}{name}", "") or "").strip()
