"""Experts on short visits: 97 from Japan in 2013-2017 with 131 visits, and others."""

from datetime import date, timedelta
from typing import Any

from intloffice.operations.sample.book import Book, in_three
from intloffice.records.engagement import ENGAGEMENT
from intloffice.records.person import PERSON
from intloffice.records.position import POSITION

_NEGOTIATION, _RESEARCH, _TEACHING = "negotiation", "joint research", "teaching"
_PURPOSES = (
    (_NEGOTIATION,),
    (_RESEARCH,),
    (_TEACHING,),
    (_RESEARCH, _TEACHING),
    (_NEGOTIATION, _RESEARCH),
)
_TITLES = (
    (("Professor", "教授", "教授"), 7),
    (("Associate Professor", "副教授", "准教授"), 8),
    (("Department Chair", "系主任", "学科長"), 6),
    (("Assistant Professor", "助理教授", "助教"), 9),
)
_SCHOOLS = (
    "civil",
    "materials",
    "mechanical",
    "urban",
    "architecture",
    "bio",
    "resources",
    "computing",
    "foreign",
    "economics",
)
_HOMES = (
    "tohoku",
    "hokkaido",
    "hokkaido-eng",
    "hiroshima",
    "waseda",
    "kyushu",
    "osaka",
    "kumamoto",
    "kumamoto-mrc",
    "nitech",
    "ritsumeikan",
    "tokyo",
    "kyoto",
    "tsukuba",
    "chiba",
    "nims",
)
#: How many of the 93 who are not named first came in which year, and how many came again when.
_FIRST_VISITS = {2013: 16, 2014: 17, 2015: 19, 2016: 20, 2017: 21}
_AGAIN = {2014: 5, 2015: 7, 2016: 9, 2017: 10}
_BEFORE = {2010: 4, 2011: 2, 2012: 7}

#: A title says of which part of the university, where it is not of the whole.
_PRESIDENT = ("President", "校长", "学長")
_DEAN = (
    "Dean of the Graduate School of Science and Technology",
    "自然科学研究科科长",
    "自然科学研究科長",
)
_CENTRE = (
    "Director of the Magnesium Research Center",
    "先进镁国际研究中心主任",
    "先進マグネシウム国際研究センター長",
)
_ENGINEERING = ("Dean of Engineering", "工学研究院院长", "工学研究院長・工学院長・工学部長")
#: Visits of those named: key, person, from, until, school, purposes, home, title then.
_NAMED = (
    ("taniguchi-2013", "taniguchi", "2013-05-20", "2013-05-22", "office", (_NEGOTIATION,),
     "kumamoto", _PRESIDENT),
    ("taniguchi-2014", "taniguchi", "2014-10-15", "2014-10-17", "materials",
     (_NEGOTIATION, _RESEARCH), "kumamoto", _PRESIDENT),
    ("takashima-2015", "takashima", "2015-11-04", "2015-11-07", "materials",
     (_RESEARCH, _TEACHING), "kumamoto-gsst", _DEAN),
    ("kawamura-2014", "kawamura", "2014-10-15", "2014-10-18", "materials", (_RESEARCH,),
     "kumamoto-mrc", _CENTRE),
    ("kawamura-2016", "kawamura", "2016-09-12", "2016-09-16", "materials", (_RESEARCH,),
     "kumamoto-mrc", _CENTRE),
    ("kawamura-2017", "kawamura", "2017-06-19", "2017-06-24", "materials",
     (_RESEARCH, _TEACHING), "kumamoto-mrc", _CENTRE),
    ("baba-2013", "baba", "2013-09-09", "2013-09-11", "office", (_NEGOTIATION,), "hokkaido-eng",
     _ENGINEERING),
)  # fmt: skip
#: Experts from elsewhere: by country, homes and how many came in each year from 2011 to 2017.
_ELSEWHERE = {
    "DE": (("tum", "rwth", "kit", "fraunhofer"), (1, 1, 2, 2, 3, 3, 4)),
    "GB": (("leeds", "cardiff", "nottingham"), (1, 1, 1, 2, 2, 2, 3)),
    "US": (("cincinnati", "purdue", "madison"), (1, 1, 2, 2, 2, 3, 3)),
    "KR": (("pusan", "hanyang"), (0, 1, 1, 1, 1, 2, 2)),
    "FR": (("insa", "bordeaux"), (0, 1, 0, 1, 1, 1, 1)),
    "AU": (("unsw", "queensland"), (0, 0, 1, 1, 1, 1, 1)),
    "IT": (("polito", "milan"), (0, 0, 1, 0, 1, 1, 1)),
    "RU": (("spbstu",), (0, 0, 0, 1, 0, 1, 1)),
}


def fill_experts(book: Book) -> None:
    """Add the experts who came for short visits."""
    for key, person, begins, ends, school, purposes, home, title in _NAMED:
        _add_visit(
            book, key, person, begins, ends, school_id=book.org(school), purposes=purposes,
            home_id=book.org(home), **in_three("home_title", title),
        )  # fmt: skip
    _fill_from_japan(book)
    _fill_hard_cases(book)
    for country, (homes, numbers) in _ELSEWHERE.items():
        for year, number in zip(range(2011, 2018), numbers, strict=True):
            for place in range(number):
                key = f"e-{country}-{year}-{place + 1}"
                expert = _Expert(book, key, country, homes[(year + place) % len(homes)])
                expert.come(year)
                if place == 1 and year < 2017:
                    expert.come(year + 1)


class _Expert:
    """An invented expert, who may come several times in the same post."""

    def __init__(self, book: Book, key: str, country: str, home: str) -> None:
        self._book, self._key, self._home = book, key, home
        book.add(PERSON, key, book.names.person(country))
        self._title, rank = book.random.choice(_TITLES)
        self._school = book.random.choice(_SCHOOLS)
        self._came: list[int] = []
        if rank <= 7 and book.random.random() < 0.5:
            self._add_post(rank)

    def come(self, year: int, purposes: tuple[str, ...] = (), **more: Any) -> None:
        """Add a visit on some day of a year."""
        first = date(year, 1, 10) + timedelta(days=self._book.random.randrange(335))
        stay = self._book.random.randrange(2, 14)
        self._came.append(year)
        values = {
            "school_id": self._book.org(self._school),
            "purposes": purposes or self._book.random.choice(_PURPOSES),
            "home_id": self._book.org(self._home),
            **in_three("home_title", self._title),
        }
        key = f"{self._key}-{len(self._came)}"
        until = first + timedelta(days=stay)
        _add_visit(self._book, key, self._key, str(first), str(until), **values | more)

    def _add_post(self, rank: int) -> None:
        values = {
            "person_id": self._book.person(self._key),
            "organisation_id": self._book.org(self._home),
            "rank": rank,
            "from_on": f"{self._book.random.randrange(2001, 2010)}-04-01",
        }
        self._book.add(POSITION, self._key, values | in_three("title", self._title))


def _fill_from_japan(book: Book) -> None:
    came: list[_Expert] = []
    for year, number in _FIRST_VISITS.items():
        for again in book.random.sample(range(len(came)), _AGAIN.get(year, 0)):
            came[again].come(year)
        for place in range(number):
            expert = _Expert(book, f"e-JP-{year}-{place + 1}", "JP", _home(book))
            expert.come(year)
            came.append(expert)
    for year, number in _BEFORE.items():
        for place in range(number):
            expert = _Expert(book, f"e-JP-{year}-{place + 1}", "JP", _home(book))
            expert.come(year, ("lecture", "conference") if place % 2 else ())
    for place in (0, 11, 30):
        came[place].come(2012, ("conference",))
    for place in (3, 40, 71):
        came[place].come(
            2018, ("lecture",), starts_on=f"2018-03-{place % 20 + 5:02}", ends_on="2018-03-30"
        )


def _home(book: Book) -> str:
    return book.random.choice(_HOMES)


def _fill_hard_cases(book: Book) -> None:
    across = _Expert(book, "e-across", "JP", "tokyo")
    across.come(2012, ("joint research",), starts_on="2012-12-27", ends_on="2013-01-05")
    # Nobody knows when he came: left out, and listed.
    undated = _Expert(book, "e-undated", "JP", "kobe")
    undated.come(2016, starts_on=None, ends_on=None, notes="Day of arrival never entered.")
    # A Chinese from a university in Japan does not come "from Japan" …
    _Expert(book, "e-chinese", "CN", "nagoya").come(2016)
    # … and a part-time professor and an honorary one do not come for a short visit.
    for engagement_class, since in (("part-time", "2014-09-01"), ("honorary", "2012-10-12")):
        person = f"e-{engagement_class}"
        book.add(PERSON, person, book.names.person("JP"))
        _add_visit(
            book, person, person, since, "", engagement_class=engagement_class,
            school_id=book.org("materials"), home_id=book.org("osaka"),
        )  # fmt: skip


def _add_visit(book: Book, key: str, person: str, begins: str, ends: str, **values: Any) -> None:
    days = (date.fromisoformat(ends) - date.fromisoformat(begins)).days + 1 if ends else None
    book.add(
        ENGAGEMENT,
        key,
        {
            "person_id": book.person(person),
            "engagement_class": "short visit",
            "starts_on": begins,
            "ends_on": ends,
            "days_on_campus": days,
            "confidential": key == "e-JP-2017-5-1",
        }
        | values,
    )
