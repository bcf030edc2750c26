"""Students sent to and received from countries other than Japan."""

from collections.abc import Iterator

from intloffice.operations.sample.book import Book
from intloffice.operations.sample.stays import Cohort, add_cohort
from intloffice.operations.sample.students import TODAY

_YEARS = range(2010, 2019)

#: By country: how many are sent in each year from 2010 to 2018, and where by turns (organisation,
#: level, length, subject, programme, agreement).
_SENT = {
    "DE": (
        (2, 2, 3, 3, 4, 5, 6, 7, 3),
        (
            ("tum", "master", "6m", "civil", "", "tum-exchange"),
            ("rwth", "master", "12m", "mechanical", "", "rwth"),
            ("dresden", "bachelor", "10m", "electrical", "", "dresden"),
            ("kit", "doctoral", "18m", "materials", "csc-joint", ""),
            ("due", "bachelor", "1m", "economics", "", ""),
        ),
    ),
    "GB": (
        (1, 2, 2, 3, 3, 4, 4, 5, 2),
        (
            ("leeds", "master", "12m", "civil", "", "leeds-degree"),
            ("cardiff", "bachelor", "5m", "architecture", "", "cardiff"),
            ("nottingham", "doctoral", "36m", "environment", "csc-doctoral", ""),
            ("strathclyde", "bachelor", "21d", "economics", "", ""),
        ),
    ),
    "US": (
        (2, 2, 3, 3, 4, 5, 5, 5, 2),
        (
            ("cincinnati", "bachelor", "12m", "mechanical", "", "cincinnati-degree"),
            ("madison", "master", "5m", "law", "", "law-madison"),
            ("purdue", "doctoral", "12m", "computing", "csc-joint", ""),
            ("oregon", "bachelor", "10m", "civil", "", "oregon"),
        ),
    ),
    "KR": (
        (1, 1, 1, 2, 2, 2, 3, 3, 1),
        (
            ("pusan", "bachelor", "6m", "economics", "", "pusan-exchange"),
            ("hanyang", "bachelor", "1m", "architecture", "", ""),
            ("chonnam", "master", "6m", "bio", "", "chonnam"),
        ),
    ),
    "FR": (
        (1, 0, 1, 1, 1, 2, 2, 2, 1),
        (
            ("insa", "bachelor", "10m", "mechanical", "", "insa"),
            ("bordeaux-1", "master", "6m", "bio", "", ""),
        ),
    ),
    "AU": ((0, 1, 1, 1, 1, 1, 2, 2, 1), (("unsw", "master", "12m", "electrical", "", ""),)),
    "HK": ((1, 1, 1, 1, 1, 1, 1, 1, 0), (("polyu", "bachelor", "5m", "civil", "", "polyu"),)),
    "SG": ((0, 0, 0, 1, 1, 1, 1, 1, 0), (("ntu", "bachelor", "5m", "computing", "", "ntu"),)),
    "TW": ((0, 1, 1, 1, 1, 1, 1, 1, 0), (("ncku", "master", "5m", "civil", "", ""),)),
}

#: The same of those received; programmes and agreements as above.
_RECEIVED = {
    "DE": (
        (1, 1, 1, 2, 2, 2, 3, 3, 1),
        (
            ("tum", "visiting", "6m", "civil", "", "tum-exchange"),
            ("rwth", "master", "24m", "mechanical", "government-scholarship", ""),
            ("dresden", "language", "5m", "chinese", "", "dresden"),
        ),
    ),
    "GB": (
        (0, 1, 1, 1, 1, 2, 2, 2, 1),
        (
            ("cardiff", "visiting", "5m", "architecture", "", "cardiff"),
            ("leeds", "language", "10m", "chinese", "confucius", ""),
        ),
    ),
    "US": (
        (1, 1, 1, 1, 2, 2, 2, 2, 1),
        (
            ("cincinnati", "visiting", "1m", "mechanical", "", "cincinnati-degree"),
            ("oregon", "language", "10m", "chinese", "", "oregon"),
        ),
    ),
    "KR": (
        (2, 2, 2, 2, 2, 3, 3, 3, 1),
        (
            ("pusan", "language", "6m", "chinese", "", "pusan-exchange"),
            ("hanyang", "bachelor", "46m", "literature", "", ""),
            ("chonnam", "language", "1m", "chinese", "", ""),
        ),
    ),
    "FR": ((0, 0, 1, 0, 1, 1, 1, 1, 0), (("insa", "visiting", "6m", "mechanical", "", "insa"),)),
    "RU": (
        (1, 0, 0, 1, 0, 1, 1, 1, 0),
        (("voronezh", "language", "10m", "chinese", "", "voronezh"),),
    ),
    "TH": ((0, 0, 0, 0, 0, 1, 1, 2, 1), (("chiangmai", "language", "10m", "chinese", "", ""),)),
}

#: What makes counting hard: no planned end, withdrawn, several stays.
_HARD = (
    Cohort("o17-dresden-open", "dresden", 1, "bachelor", "2017-10-01", "", "electrical"),
    Cohort("o17-leeds-withdrawn", "leeds", 2, "master", "2017-09-15", "12m", "civil",
           status="withdrawn"),
    Cohort("o17-tum-again", "tum", 1, "master", "2017-11-06", "14d", "civil",
           known=("o-DE-2017-1",)),
    Cohort("o17-madison-again", "madison", 1, "bachelor", "2017-07-03", "1m", "law",
           known=("o17-dream-tohoku-2",)),
)  # fmt: skip


def fill_students_elsewhere(book: Book) -> None:
    """Add the students sent to and received from other countries."""
    for country, (numbers, turns) in _SENT.items():
        for cohort in _one_by_one(f"o-{country}", numbers, turns, "CN"):
            add_cohort(book, cohort, TODAY)
    for country, (numbers, turns) in _RECEIVED.items():
        for cohort in _one_by_one(f"i-{country}", numbers, turns, country):
            add_cohort(book, cohort, TODAY)
    for cohort in _HARD:
        add_cohort(book, cohort, TODAY)


def _one_by_one(
    stem: str,
    numbers: tuple[int, ...],
    turns: tuple[tuple[str, str, str, str, str, str], ...],
    country: str,
) -> Iterator[Cohort]:
    turn = 0
    for year, number in zip(_YEARS, numbers, strict=True):
        for place in range(number):
            where, level, length, subject, programme, agreement = turns[turn % len(turns)]
            turn += 1
            where = "bordeaux" if where == "bordeaux-1" and year >= 2014 else where
            yield Cohort(
                f"{stem}-{year}" + (f"-{place + 1}" if place else ""),
                where,
                1,
                level,
                f"{year}-{'03-01' if year == 2018 or turn % 3 == 0 else '09-01'}",
                length,
                subject,
                programme,
                agreement,
                country=country,
                inbound=stem.startswith("i"),
            )
