"""Student stays as the sample's tables give them, and how they are added."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from intloffice.operations.sample.book import Book, in_three
from intloffice.records.mobility import MOBILITY
from intloffice.records.person import PERSON

#: What is studied: ISCED-F 2013, English, Chinese, Japanese, our school.
SUBJECTS = {
    "civil": ("0732", "Civil engineering", "土木工程", "土木工学", "civil"),
    "mechanical": ("0715", "Mechanical engineering", "机械工程", "機械工学", "mechanical"),
    "materials": ("0715", "Materials science", "材料科学", "材料科学", "materials"),
    "electrical": ("0713", "Electrical engineering", "电气工程", "電気工学", "electrical"),
    "computing": ("0613", "Computer science", "计算机科学", "情報科学", "computing"),
    "environment": ("0712", "Environmental engineering", "环境工程", "環境工学", "urban"),
    "resources": ("0724", "Mining engineering", "采矿工程", "資源工学", "resources"),
    "bio": ("0512", "Bioengineering", "生物工程", "生物工学", "bio"),
    "architecture": ("0731", "Architecture", "建筑学", "建築学", "architecture"),
    "economics": ("0311", "Economics", "经济学", "経済学", "economics"),
    "law": ("0421", "Law", "法学", "法学", "law"),
    "japanese": ("0231", "Japanese", "日语", "日本語", "foreign"),
    "arts": ("0213", "Fine arts", "美术学", "美術", "arts"),
    "chinese": ("0231", "Chinese language", "汉语", "中国語", "international"),
    "literature": (
        "0232",
        "Chinese language and literature",
        "汉语言文学",
        "中国語・中国文学",
        "international",
    ),
}

_CLASSES = {
    "language": "non-degree: language",
    "bachelor": "degree: bachelor",
    "master": "degree: master",
    "doctoral": "degree: doctoral",
    "visiting": "non-degree: general",
}


_EQF = {"bachelor": "6", "master": "7", "doctoral": "8"}


@dataclass(frozen=True)
class Cohort:
    """Students of one kind who begin on one day at one place.

    ``length`` is months (``10m``) or days (``14d``), empty where it is not known; ``known`` are
    keys of people who come first and have been away before; ``country`` is the nationality of
    the others, "-" where none is recorded. A student's key is the cohort's with a number.
    """

    key: str
    place: str
    persons: int
    level: str
    begins: str
    length: str
    subject: str = "mechanical"
    programme: str = ""
    agreement: str = ""
    known: tuple[str, ...] = ()
    country: str = "CN"
    status: str = ""
    inbound: bool = False
    began: str = ""
    notes: str = ""
    mode: str = "physical"


def last_day(first: date, length: str) -> date:
    """Tell the last day of a stay of some months (``6m``) or days (``10d``)."""
    number = int(length[:-1])
    if length.endswith("d"):
        return first + timedelta(days=number - 1)
    month = first.month - 1 + number
    year, month = first.year + month // 12, month % 12 + 1
    day = min(first.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)


def add_cohort(book: Book, cohort: Cohort, today: date) -> None:
    """Add the stays of a cohort, and its people who are not known yet."""
    for number in range(cohort.persons):
        if number < len(cohort.known):
            person = cohort.known[number]
        else:
            person = f"{cohort.key}-{number + 1}"
            book.add(PERSON, person, _student(book, cohort.country))
        book.add(MOBILITY, f"{cohort.key}-{number + 1}", _stay(book, cohort, person, today))


def _student(book: Book, country: str) -> dict[str, Any]:
    if country == "-":
        return book.names.person("JP") | {"nationalities": ()}
    return book.names.person(country)


def _stay(book: Book, cohort: Cohort, person: str, today: date) -> dict[str, Any]:
    isced, *subject, school = SUBJECTS[cohort.subject]
    begins = date.fromisoformat(cohort.begins) if cohort.begins else None
    ends = last_day(begins, cohort.length) if begins and cohort.length else None
    status = cohort.status or _status(begins, ends, today)
    took_place = begins is not None and status in ("abroad", "finished")
    began = cohort.began or (begins if took_place and book.random.random() < 0.8 else None)
    return {
        "person_id": book.person(person),
        "direction": "inbound" if cohort.inbound else "outbound",
        "organisation_id": book.org(cohort.place),
        "school_id": book.org(school),
        "level": cohort.level,
        "student_class": _CLASSES[cohort.level] if cohort.inbound else "",
        "eqf_level": _EQF.get(cohort.level, ""),
        "isced_code": isced,
        "mode": cohort.mode,
        "programme_id": book.id("programme", cohort.programme),
        "agreement_id": book.id("agreement", cohort.agreement),
        "planned_start": begins,
        "planned_end": ends,
        "actual_start": began,
        "actual_end": ends if status == "finished" and book.random.random() < 0.7 else None,
        "status": status,
        "funding": "full" if cohort.programme else "none",
        "notes": cohort.notes,
    } | in_three("subject", subject)


def _status(begins: date | None, ends: date | None, today: date) -> str:
    if begins is None or begins > today:
        return "accepted"
    return "finished" if ends is None or ends < today else "abroad"
