"""Students received from Japan: 109 for long and 32 for short stays in 2013-2017."""

from dataclasses import replace

from intloffice.operations.sample.book import Book
from intloffice.operations.sample.stays import Cohort, add_cohort
from intloffice.operations.sample.students import TODAY

#: By year: key, from where, persons, begins, length, what, scheme or agreement.
_LANGUAGE = (
    ("i10-waseda", "waseda", 4, "2010-09-01", "10m", ""),
    ("i10-hiroshima", "hiroshima", 4, "2010-09-01", "10m", ""),
    ("i11-waseda", "waseda", 3, "2011-09-01", "10m", ""),
    ("i11-kyushu", "kyushu", 4, "2011-08-01", "1m", ""),
    ("i12-waseda", "waseda", 4, "2012-09-01", "10m", ""),
    ("i12-ritsumeikan", "ritsumeikan", 4, "2012-09-01", "6m", ""),
    ("i13-waseda", "waseda", 4, "2013-09-01", "10m", "waseda-dual"),
    ("i13-hiroshima", "hiroshima", 4, "2013-09-01", "10m", "hiroshima-exchange"),
    ("i13-tohoku", "tohoku", 3, "2013-09-01", "10m", "tohoku-exchange"),
    ("i13-ritsumeikan", "ritsumeikan", 4, "2013-03-01", "6m", ""),
    ("i14-waseda", "waseda", 5, "2014-09-01", "10m", "waseda-dual"),
    ("i14-hiroshima", "hiroshima", 4, "2014-09-01", "10m", "hiroshima-exchange"),
    ("i14-hokkaido", "hokkaido", 3, "2014-09-01", "10m", "hokkaido-exchange"),
    ("i14-ritsumeikan", "ritsumeikan", 4, "2014-03-01", "6m", ""),
    ("i14-nagoya", "nagoya", 2, "2014-09-01", "10m", ""),
    ("i14-chiba", "chiba", 5, "2014-08-04", "1m", ""),
    ("i15-waseda", "waseda", 5, "2015-09-01", "10m", "waseda-dual"),
    ("i15-tohoku", "tohoku", 3, "2015-09-01", "10m", "tohoku-exchange"),
    ("i15-hiroshima", "hiroshima", 4, "2015-09-01", "10m", "hiroshima-exchange"),
    ("i15-ritsumeikan", "ritsumeikan", 5, "2015-03-01", "6m", ""),
    ("i15-kyushu", "kyushu", 3, "2015-08-03", "1m", ""),
    ("i15-osaka", "osaka", 3, "2015-09-01", "5m", "osaka-exchange"),
    ("i16-waseda", "waseda", 6, "2016-09-01", "10m", "waseda-dual"),
    ("i16-hokkaido", "hokkaido", 4, "2016-09-01", "10m", "hokkaido-exchange"),
    ("i16-hiroshima", "hiroshima", 5, "2016-09-01", "10m", "hiroshima-exchange"),
    ("i16-ritsumeikan", "ritsumeikan", 5, "2016-03-01", "6m", ""),
    ("i16-tsukuba", "tsukuba", 1, "2016-09-01", "10m", ""),
    ("i16-chiba", "chiba", 4, "2016-08-01", "1m", ""),
    ("i16-kyushu", "kyushu", 4, "2016-08-01", "1m", ""),
    ("i17-waseda", "waseda", 6, "2017-09-01", "10m", "waseda-dual"),
    ("i17-ritsumeikan", "ritsumeikan", 6, "2017-03-01", "6m", ""),
    ("i17-hiroshima", "hiroshima", 4, "2017-09-01", "10m", "hiroshima-exchange"),
    ("i17-tohoku", "tohoku", 4, "2017-09-01", "10m", "tohoku-exchange"),
    ("i17-osaka", "osaka", 3, "2017-09-01", "10m", ""),
    ("i17-chiba", "chiba", 4, "2017-08-07", "1m", ""),
    ("i17-kumamoto", "kumamoto", 5, "2017-09-01", "5m", ""),
    ("i18-waseda", "waseda", 3, "2018-03-01", "10m", ""),
)

#: Who reads Chinese language and literature for a degree: key, from where, persons, begins.
_MAJORS = (
    ("i12-major", "kumamoto", 2, "2012-09-01"),
    ("i13-major", "kumamoto", 3, "2013-09-01"),
    ("i14-major", "okayama", 2, "2014-09-01"),
    ("i15-major", "kyoto", 2, "2015-09-01"),
    ("i15-major-kumamoto", "kumamoto", 2, "2015-09-01"),
    ("i16-major", "nagasaki", 2, "2016-09-01"),
    ("i17-major", "niigata", 2, "2017-09-01"),
)

#: What makes counting hard.
_HARD = (
    # They come for a short stay in the window, after a long one before it.
    Cohort("i13-kyushu", "kyushu", 4, "language", "2013-08-05", "1m", known=("i12-waseda-1",)),
    # Second stays: a person once, two stays.
    Cohort("i16-again", "waseda", 2, "language", "2016-03-01", "6m",
           known=("i13-waseda-1", "i14-waseda-2")),
    Cohort("i17-again", "hiroshima", 1, "language", "2017-03-01", "6m",
           known=("i15-hiroshima-1",)),
    Cohort("i17-again-short", "chiba", 1, "language", "2017-03-06", "14d",
           known=("i16-chiba-1",)),
    # A Japanese from elsewhere, and one whose nationality nobody entered.
    Cohort("i16-hawaii", "hawaii", 1, "language", "2016-09-01", "10m"),
    Cohort("i17-unsaid", "hiroshima", 1, "language", "2017-09-01", "10m", country="-"),
    # Not from Japan, though from a university there.
    Cohort("i16-korean", "waseda", 1, "language", "2016-09-01", "10m", country="KR"),
    Cohort("i17-withdrawn", "ritsumeikan", 2, "language", "2017-09-01", "10m",
           status="withdrawn"),
    Cohort("i18-nominated", "kyushu", 2, "language", "2018-09-01", "6m", status="nominated"),
    # Before and after the window some study something else.
    Cohort("i12-engineers", "tohoku", 2, "visiting", "2012-03-01", "6m", "civil"),
    Cohort("i18-engineers", "nitech", 2, "master", "2018-03-01", "24m", "mechanical"),
)  # fmt: skip


def fill_students_from_japan(book: Book) -> None:
    """Add the students received from Japan."""
    for key, place, persons, begins, length, agreement in _LANGUAGE:
        add_cohort(
            book,
            Cohort(
                key,
                place,
                persons,
                "language",
                begins,
                length,
                "chinese",
                programme="confucius" if key == "i17-osaka" else "",
                agreement=agreement,
                country="JP",
                inbound=True,
            ),
            TODAY,
        )
    for key, place, persons, begins in _MAJORS:
        major = Cohort(key, place, persons, "bachelor", begins, "46m", "literature")
        add_cohort(book, replace(major, country="JP", inbound=True), TODAY)
    for cohort in _HARD:
        country = "JP" if cohort.country == "CN" else cohort.country
        subject = "chinese" if cohort.level == "language" else cohort.subject
        add_cohort(book, replace(cohort, country=country, subject=subject, inbound=True), TODAY)
