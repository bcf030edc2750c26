"""What the headings and the values of a column say it holds."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from intloffice.names.countries import country_code
from intloffice.names.folding import chinese_form, fold
from intloffice.names.written import is_organisation
from intloffice.names.written_person import looks_like_person
from intloffice.spreadsheets.registers.seasons import of_year
from intloffice.spreadsheets.registers.tables import TITLE, Table
from intloffice.spreadsheets.registers.values import days, money, term
from intloffice.spreadsheets.registers.vocabulary import WORDS

#: A column that is left alone, and one that is kept as a note.
IGNORED, NOTE = "ignored", "notes"
#: What is kept of a person where only those see it who may.
PRIVATE = "private"
_NAMED = ("name", "family", "name_other")

#: What the columns of a register may hold, by kind of record.
TARGETS = tuple(WORDS)
#: Without one of these a table tells of no record of the kind.
NEEDED = {
    "agreement": ("partner",),
    "organisation": ("name", "name_en", "name_zh", "name_ja"),
    "mobility": _NAMED,
    "person": _NAMED,
    "engagement": _NAMED,
    "award": _NAMED,
    "meeting": ("visitors", "guests", "head"),
}
#: What no register of another kind has: it tells the kind most.
_TELLING = {
    "agreement": frozenset({"term", "signed_on", "effective_until", "renewal", "title"}),
    "organisation": frozenset({"ror_id", "erasmus_code", "schac", "website", "acronym"}),
    "mobility": frozenset(
        {"direction", "student_class", "subject", "isced_code", "eqf_level", "mode"}
        | {"partner", "level", "agreement"}
    ),
    "person": frozenset(),
    "engagement": frozenset(
        {"purposes", "home_title", "days_on_campus", "engagement_class", "post"}
    ),
    "award": frozenset({"amount", "currency", "per", "paid_on", "funder"}),
    "meeting": frozenset({"visitors", "head", "hosts", "guests", "persons", "outcome", "purpose"}),
}
#: Without one of these a table is about something else.
_ABOUT = {
    "agreement": frozenset(
        {"signed_on", "effective_from", "effective_until", "term", "kind", "title"}
    ),
    "award": frozenset({"amount"}),
    "meeting": frozenset({"starts_on"}),
    "mobility": frozenset(
        {"planned_start", "planned_end", "actual_start", "actual_end", "term", "year"}
    ),
    "engagement": frozenset({"starts_on", "term", "year", "engagement_class"}),
}
#: Words above a table, or on its sheet, that say what it tells of.
_TITLES = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in (
        ("agreement", r"agreement|\bmous?\b|memorand|协议|协定|協定|合作院校"),
        ("organisation", r"organisation|institutions|partners?\b|院校名单|機関一覧"),
        (
            "mobility",
            r"student|exchange|mobilit|outgoing|incoming|outbound|inbound|erasmus|学生|留学|交换"
            r"|交流生|派遣|派出|来华",
        ),
        ("person", r"contact|address book|people|persons|通讯录|联系人|名簿|連絡先"),
        (
            "engagement",
            r"expert|visiting (?:scholar|professor|researcher)|foreign (?:teacher|staff)"
            r"|lecturers?\b|专家|外教|外专|访问学者|客座|招へい|招聘|研究者",
        ),
        ("award", r"scholarship|award|grant|stipend|奖学金|奖助|资助|奨学|助成"),
        (
            "meeting",
            r"visit(?:s|or|ors)?\b|delegation|meeting|reception|来访|接待|外宾|会见|来訪|表敬",
        ),
    )
}
#: What holds a day.
DAYS = frozenset(
    {"signed_on", "effective_from", "effective_until", "planned_start", "planned_end"}
    | {"actual_start", "actual_end", "starts_on", "ends_on", "birth_on", "passport_expires_on"}
    | {"paid_on"}
)
#: A column that is headed so is never taken for another, or for a note.
_PROTECTED = frozenset({"birth_on", "passport_expires_on"})
_SIGNS = re.compile(r"[^\w]+")
_UNIVERSITY = re.compile(
    r"universi|institut|college|hochschule|école|大学|大學|学院|學院", re.IGNORECASE
)
_LATIN = re.compile(r"[a-z]")
#: What stands below another heading and says no more than that: 外方单位 over 名称 and 国别.
_CALLED = frozenset(("name", "full name", "名称", "名", "全称", "名前"))
_LOOKED_AT = 200
#: How sure it must be that a text stands above a column, where nothing else says so.
_KNOWN = 0.85


def heading_key(text: str) -> str:
    """Give the key under which headings are compared: no case, marks, signs or old characters."""
    return " ".join(_SIGNS.sub(" ", chinese_form(fold(text))).split())


@lru_cache(maxsize=8)
def targets(kind: str) -> Mapping[str, str]:
    """Give what each known heading of a kind of register means, by the heading's key."""
    found: dict[str, str] = {}
    for line in filter(None, re.sub(r"\n ", " ", WORDS[kind].strip()).split("\n")):
        target, _, words = line.partition(":")
        for word in words.split(";"):
            found.setdefault(heading_key(word), target)
    return found


def names(kind: str) -> list[str]:
    """List what a column of a kind of register may hold, in order."""
    return [*dict.fromkeys(targets(kind).values())]


def known(texts: Sequence[str]) -> int:
    """Count the texts that are words above columns."""
    return sum(1 for text in texts if _is_known(text))


@lru_cache(maxsize=65536)
def _is_known(text: str) -> bool:
    return any(_meant(text, kind)[0] >= _KNOWN for kind in TARGETS)


def about(table: Table) -> str:
    """Give what is written above a table, and the name of its sheet."""
    above = [aside.text for aside in table.aside if aside.why == TITLE]
    return "\n".join([table.sheet, *above])


def kind_of(table: Table) -> str:
    """Tell which kind of record a table tells of; empty where none."""
    scores = {}
    said = about(table)
    for kind in TARGETS:
        held = set(columns_of(table, kind).values()) - {IGNORED, NOTE, "number", "serial"}
        if not held & set(NEEDED[kind]) or (kind in _ABOUT and not held & _ABOUT[kind]):
            continue
        surely = {each for each in held if each in _surely(table, kind)}
        titled = bool(_TITLES[kind].search(said))
        scores[kind] = len(held) + len(surely & _TELLING[kind]) * 1.5 + titled * 3
    return max(scores, key=lambda kind: scores[kind]) if scores else ""


def _surely(table: Table, kind: str) -> set[str]:
    """List what the headings say outright."""
    meant = (_meant(heading, kind) for heading in table.headings.values())
    return {target for score, target in meant if score >= _KNOWN}


def columns_of(table: Table, kind: str) -> dict[int, str]:
    """Guess what each column holds: by its heading first, then by its values.

    What stands alone is given once, to the column that fits best; a column of which nothing is
    known is kept as a note.
    """
    found: dict[int, str] = {}
    ranked = sorted(
        ((_meant(heading, kind), at) for at, heading in table.headings.items()),
        key=lambda each: (-each[0][0], each[1]),
    )
    taken: set[str] = set()
    for (score, target), at in ranked:
        free = target in (NOTE, PRIVATE) or target not in taken
        if score and free and _fits(table, at, target, kind):
            found[at] = target
            taken.add(target)
    for at in table.headings:
        if at not in found:
            found[at] = _by_values(table, at, kind, taken)
            taken.add(found[at])
    return dict(sorted(found.items()))


@lru_cache(maxsize=65536)
def _meant(heading: str, kind: str) -> tuple[float, str]:
    """Tell what a heading means, and how sure that is."""
    meanings, best = targets(kind), (0.0, "")
    for piece in _ways(heading):
        if piece in meanings:
            return 1.0, meanings[piece]
        for word, target in meanings.items():
            if _within(word, piece):
                score = 0.5 + 0.45 * len(word) / len(piece)
                best = max(best, (score, target))
    return best


def _ways(heading: str) -> Iterable[str]:
    """Give a heading whole, without what is in brackets, and each of its languages by itself."""
    bare = re.sub(r"[(（\[].*?[)）\]]", " ", heading)
    # A line below divides what stands above it, and says more, unless it only says that it is
    # called so; a stroke stands between equals.
    divided = heading.split("–")
    if heading_key(divided[-1]) not in _CALLED:
        divided.reverse()
    pieces = [heading, bare, *(each for part in divided for each in re.split(r"[/／\n|]", part))]
    pieces += [
        " ".join(re.findall(r"[A-Za-z .']+", heading)),
        re.sub(r"[A-Za-z.'()]+", " ", heading),
    ]
    keys = [key for key in map(heading_key, pieces) if key]
    # Han characters are set apart to fill a cell, or divided by a stroke: 姓 名, 派出/接收.
    return dict.fromkeys([*keys, *(key.replace(" ", "") for key in keys if not _LATIN.search(key))])


def _within(word: str, heading: str) -> bool:
    if word.isascii():
        return len(word) > 2 and f" {word} " in f" {heading} "
    return len(word) > 1 and word in heading


def _texts(table: Table, at: int) -> list[Any]:
    return [cells[at] for _, cells in table.rows[:_LOOKED_AT] if at in cells]


def _fits(table: Table, at: int, target: str, kind: str) -> bool:
    """Tell whether the values of a column may be what its heading promises."""
    values = _texts(table, at)
    if not values:
        return True
    if target == "name":
        people = _share(values, lambda value: looks_like_person(str(value)))
        bodies = _share(values, lambda value: is_organisation(str(value)))
        return people <= 0.6 if kind == "organisation" else bodies < 0.4
    least, fits = _PROMISED.get(target, (-1.0, bool))
    return _share(values, fits) > least


def _is_open(value: Any) -> bool:
    found = term(value)
    return found is not None and (found.open_ended or found.nothing or found.months > 0)


def _is_country(value: Any) -> bool:
    return country_code(str(value)) is not None


def _is_day(value: Any) -> bool:
    return bool(days(value, "dmy")) or bool(of_year(value)) or _is_open(value)


def _is_short(value: Any) -> bool:
    return len(str(value)) <= 30


#: What more than such a share of the values must be.
_PROMISED: Mapping[str, tuple[float, Callable[[Any], bool]]] = {
    **dict.fromkeys(DAYS - _PROTECTED, (0.3, _is_day)),
    **dict.fromkeys(("country", "nationality"), (0.2, _is_country)),
    **dict.fromkeys(("reference", "number"), (0.8, _is_short)),
    "amount": (0.5, lambda value: money(value) is not None),
}


def _by_values(table: Table, at: int, kind: str, taken: set[str]) -> str:
    values = _texts(table, at)
    if len(values) < 2:
        return NOTE
    if "country" not in taken and _share(values, lambda v: country_code(str(v)) is not None) > 0.7:
        return "country"
    whole = next((name for name in NEEDED[kind] if name in taken), None)
    if not whole and kind in ("agreement", "organisation", "meeting"):
        if _share(values, lambda v: bool(_UNIVERSITY.search(str(v)))) > 0.5:
            return NEEDED[kind][0]
    elif not whole and _share(values, lambda v: looks_like_person(str(v))) > 0.8:
        return "name"
    if kind == "agreement" and _share(values, lambda v: bool(days(v, "dmy"))) > 0.7:
        return next((name for name in ("signed_on", "effective_until") if name not in taken), NOTE)
    return NOTE


def _share(values: Sequence[Any], fits: Any) -> float:
    return sum(1 for value in values if fits(value)) / len(values)
