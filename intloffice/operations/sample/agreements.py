"""Agreements with Japan: 15 of the university in force at the end of 2017, and what is not.

Those that do not count show why: expired, ended early, of a school, superseded, not signed by
all, not yet begun, or without signatories. All are invented, but for that of the alliances.
"""

from intloffice.operations.sample.abroad import ABROAD
from intloffice.operations.sample.book import Book, in_three
from intloffice.operations.sample.deals import (
    AMENDMENT,
    COMPREHENSIVE,
    DEGREE,
    DOCTORAL,
    ENDS,
    EXCHANGE,
    FRAMEWORK,
    INTENT,
    LABORATORY,
    OPEN,
    RENEWS,
    Deal,
    add_deals,
)
from intloffice.operations.sample.japan import JAPAN, SIX
from intloffice.operations.sample.ours import EXCELLENCE
from intloffice.records.agreement import AGREEMENT

#: In force on 2017-12-31, with those they replaced.
IN_FORCE = (
    Deal("tohoku-framework", FRAMEWORK, ("tohoku",), RENEWS, ("2003-10-20..2008-10-19",)),
    Deal(
        "tohoku-exchange",
        EXCHANGE,
        ("tohoku",),
        ENDS,
        ("2011-04-01..2016-03-31", "2016-04-01..2021-03-31"),
        parent="tohoku-framework",
        places=(5, 5, 10),
    ),
    Deal("hokkaido-framework", FRAMEWORK, ("hokkaido",), OPEN, ("2006-11-08..",)),
    Deal(
        "hokkaido-exchange",
        EXCHANGE,
        ("hokkaido-eng",),
        ENDS,
        ("2014-04-01..2019-03-31",),
        parent="hokkaido-framework",
        places=(5, 5, 10),
        notes="Signed by the university with the faculty of engineering.",
    ),
    Deal("hiroshima-2006", FRAMEWORK, ("hiroshima",), RENEWS, ("2006-05-22..2011-05-21",)),
    Deal(
        "hiroshima-2016",
        COMPREHENSIVE,
        ("hiroshima",),
        ENDS,
        ("2016-05-23..2021-05-22",),
        replaces="hiroshima-2006",
        meeting="hiroshima-signing",
    ),
    Deal(
        "hiroshima-exchange",
        EXCHANGE,
        ("hiroshima",),
        RENEWS,
        ("2010-10-01..2015-09-30",),
        places=(6, 6, 6),
    ),
    Deal("waseda-framework", FRAMEWORK, ("waseda",), RENEWS, ("2005-06-15..2010-06-14",)),
    Deal(
        "waseda-dual",
        DEGREE,
        ("waseda",),
        ENDS,
        ("2013-09-01..2018-08-31",),
        parent="waseda-framework",
        places=(5, 5, 10),
    ),
    Deal("kyushu-2007", FRAMEWORK, ("kyushu",), ENDS, ("2007-03-10..2012-03-09",)),
    Deal(
        "kyushu-2012",
        FRAMEWORK,
        ("kyushu",),
        ENDS,
        ("2012-11-05..2017-11-04", "2017-11-05..2022-11-04"),
        replaces="kyushu-2007",
    ),
    Deal(
        "osaka-foreign",
        FRAMEWORK,
        ("osaka-foreign",),
        RENEWS,
        ("2005-04-12..2010-04-11",),
        notes="Taken over by Osaka University when the two merged.",
    ),
    Deal(
        "osaka-exchange",
        EXCHANGE,
        ("osaka",),
        ENDS,
        ("2013-04-01..2018-03-31",),
        places=(4, 4, 5),
    ),
    Deal(
        "nitech-2013",
        EXCHANGE,
        ("nitech",),
        ENDS,
        ("2013-01-01..2017-12-31",),
        signed=("2012-12-03", "2012-12-17"),
        places=(5, 3, 3),
    ),
    Deal("kumamoto-laboratory", LABORATORY, ("kumamoto-mrc",), OPEN, ("2014-10-16..",)),
    Deal(
        "ritsumeikan-pusan",
        FRAMEWORK,
        ("ritsumeikan", "pusan"),
        ENDS,
        ("2015-09-01..2020-08-31",),
        meeting="three-sided-signing",
        notes="One agreement of three universities in three countries.",
    ),
    Deal(
        "nims",
        DOCTORAL,
        ("nims",),
        ENDS,
        ("2016-03-15..2021-03-14",),
        meeting="nims-signing",
    ),
)

#: Not in force on 2017-12-31, or not of the university.
NOT_COUNTED = (
    Deal("nagasaki", FRAMEWORK, ("nagasaki",), ENDS, ("2009-06-01..2014-05-31",)),
    Deal(
        "meiji",
        EXCHANGE,
        ("meiji",),
        ENDS,
        ("2013-04-01..2018-03-31",),
        ended=("2016-03-31", "By mutual consent; no students had been exchanged."),
        places=(2, 2, 10),
    ),
    Deal(
        "civil-tokyotech",
        FRAMEWORK,
        ("tokyotech-civil",),
        RENEWS,
        ("2011-11-01..2016-10-31",),
        level="school",
        ours="civil",
    ),
    Deal(
        "architecture-chiba",
        EXCHANGE,
        ("chiba",),
        OPEN,
        ("2012-05-10..",),
        level="school",
        ours="architecture",
        places=(5, 5, 1),
    ),
    Deal(
        "materials-imr",
        LABORATORY,
        ("tohoku-imr",),
        OPEN,
        ("2013-07-01..",),
        level="centre",
        ours="materials",
    ),
    Deal(
        "nitech-2018",
        EXCHANGE,
        ("nitech",),
        ENDS,
        ("2018-01-01..2022-12-31",),
        signed=("2017-12-04", "2017-12-04"),
        replaces="nitech-2013",
        meeting="nitech-signing",
        places=(6, 4, 3),
    ),
    Deal(
        "kyushu-amendment",
        AMENDMENT,
        ("kyushu",),
        ENDS,
        ("2017-12-01..2022-11-04",),
        signed=("2017-12-01", ""),
        replaces="kyushu-2012",
        notes="Sent to Fukuoka on 1 December; not yet back.",
    ),
    Deal(
        "kobe",
        INTENT,
        ("kobe",),
        ENDS,
        ("2017-12-01..2019-11-30",),
        signed=("2017-12-10", ""),
        confidential=True,
        notes="Not to be mentioned before the other side has signed.",
    ),
    Deal(
        "kyoto",
        FRAMEWORK,
        ("kyoto",),
        ENDS,
        ("2017-10-01..2022-09-30",),
        signed=("2017-10-01", "2018-01-05"),
        notes="Began before it was signed by both; it counts from the last signature.",
    ),
    Deal(
        "yokohama",
        EXCHANGE,
        ("yokohama",),
        ENDS,
        ("2018-04-01..2023-03-31",),
        signed=("2017-12-20", "2017-12-22"),
        places=(3, 3, 6),
    ),
    Deal(
        "tsukuba",
        FRAMEWORK,
        ("tsukuba",),
        OPEN,
        ("2012-06-01..",),
        unsigned=True,
        notes="Found in the file without its page of signatures.",
    ),
)


def fill_agreements_with_japan(book: Book) -> None:
    """Add our agreements with Japan, and that of the alliances."""
    add_deals(book, (*IN_FORCE, *NOT_COUNTED), (*JAPAN, *ABROAD))
    _add_that_of_the_alliances(book)


def _add_that_of_the_alliances(book: Book) -> None:
    through = [("ours", key) for key in ("cqu", *(key for key, *_ in EXCELLENCE))]
    through += [("theirs", key) for key in SIX]
    parties = [("ours", "e9", "party"), ("theirs", "six", "party")]
    parties += [(side, key, "member through alliance") for side, key in through]
    signatories = (
        (
            "e9",
            (
                "Director, South China University of Technology, for the convener",
                "华南理工大学处长（代表轮值单位）",
                "華南理工大学処長（幹事校）",
            ),
        ),
        (
            "six",
            (
                "Vice-President, Okayama University, for the convener",
                "冈山大学副校长（代表轮值单位）",
                "岡山大学副学長（幹事校）",
            ),
        ),
    )
    book.add(
        AGREEMENT,
        "alliances",
        {
            "reference": "E9-2016-01",
            "kind": COMPREHENSIVE,
            "level": "alliance",
            "renewal": OPEN,
            "responsible_id": book.person("officer-japan"),
            "languages": ("zh", "ja"),
            "notes": "Signed by the two conveners; our university did not sign. "
            "How it ends is not known from the source and is to be asked.",
        }
        | in_three(
            "title",
            (
                "Comprehensive cooperation of the Excellence League and the six universities",
                "卓越大学联盟与国立六大学合作联盟全面合作协议",
                "卓越大学連盟と国立六大学連携コンソーシアムとの包括協力協定",
            ),
        ),
        party=[
            {"side": side, "organisation_id": book.org(key), "role": role}
            for side, key, role in parties
        ],
        signatory=[
            {"on_behalf_of_id": book.org(key), "signed_on": "2016-11-28"} | in_three("title", title)
            for key, title in signatories
        ],
        term=[{"effective_from": "2016-11-28", "basis": "first"}],
    )
