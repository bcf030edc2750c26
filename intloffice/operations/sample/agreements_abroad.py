"""Agreements with countries other than Japan; all are invented."""

from intloffice.operations.sample.abroad import ABROAD
from intloffice.operations.sample.book import Book
from intloffice.operations.sample.deals import (
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
    STAFF,
    Deal,
    add_deals,
)

_GERMANY = (
    Deal("tum-framework", FRAMEWORK, ("tum",), RENEWS, ("2004-09-12..2009-09-11",)),
    Deal("tum-exchange", EXCHANGE, ("tum-civil",), ENDS, ("2014-10-01..2019-09-30",),
         parent="tum-framework", places=(4, 4, 6)),
    Deal("rwth", DEGREE, ("rwth",), ENDS, ("2012-09-01..2017-08-31", "2017-09-01..2022-08-31"),
         places=(3, 3, 12)),
    Deal("karlsruhe", FRAMEWORK, ("karlsruhe",), OPEN, ("2001-05-03..",)),
    Deal("kit-doctoral", DOCTORAL, ("kit",), ENDS, ("2015-01-01..2019-12-31",)),
    Deal("dresden", EXCHANGE, ("dresden",), RENEWS, ("2009-04-01..2014-03-31",),
         places=(3, 3, 10)),
    Deal("due", FRAMEWORK, ("due",), ENDS, ("2010-06-01..2015-05-31",)),
    Deal("fraunhofer", LABORATORY, ("fraunhofer",), ENDS, ("2016-09-08..2021-09-07",)),
    Deal("mechanical-rwth", STAFF, ("rwth",), OPEN, ("2013-03-01..",), level="school",
         ours="mechanical"),
)  # fmt: skip
_BRITAIN = (
    Deal("leeds-framework", FRAMEWORK, ("leeds",), RENEWS, ("2006-03-20..2011-03-19",)),
    Deal("leeds-degree", DEGREE, ("leeds",), ENDS, ("2014-09-01..2019-08-31",),
         parent="leeds-framework", places=(10, 2, 12)),
    Deal("cardiff", EXCHANGE, ("cardiff",), ENDS, ("2015-09-01..2018-08-31",), places=(4, 4, 5)),
    Deal("nottingham", FRAMEWORK, ("nottingham",), ENDS, ("2011-01-15..2016-01-14",)),
    Deal("nottingham-2016", COMPREHENSIVE, ("nottingham",), ENDS, ("2016-02-01..2021-01-31",),
         replaces="nottingham"),
    Deal("strathclyde", DOCTORAL, ("strathclyde",), OPEN, ("2013-11-11..",)),
    Deal("birmingham", INTENT, ("birmingham",), ENDS, ("2017-11-20..2019-11-19",),
         signed=("2017-11-20", "")),
    Deal("civil-cardiff", STAFF, ("cardiff",), ENDS, ("2012-05-01..2017-04-30",), level="school",
         ours="civil"),
)  # fmt: skip
_AMERICA = (
    Deal("cincinnati-framework", FRAMEWORK, ("cincinnati",), OPEN, ("2008-10-06..",)),
    Deal("cincinnati-degree", DEGREE, ("cincinnati",), ENDS, ("2013-06-01..2023-05-31",),
         parent="cincinnati-framework", places=(20, 5, 12)),
    Deal("madison", FRAMEWORK, ("madison",), RENEWS, ("2007-05-21..2012-05-20",)),
    Deal("purdue", DOCTORAL, ("purdue",), ENDS, ("2014-08-15..2019-08-14",)),
    Deal("purdue-staff", STAFF, ("purdue",), ENDS, ("2012-08-15..2017-08-14",)),
    Deal("oregon", EXCHANGE, ("oregon",), ENDS, ("2010-01-01..2014-12-31",
         "2015-01-01..2019-12-31"), places=(4, 4, 10)),
    Deal("hawaii", FRAMEWORK, ("hawaii",), ENDS, ("2013-02-01..2018-01-31",),
         ended=("2015-12-31", "The other side closed the programme.")),
    Deal("law-madison", EXCHANGE, ("madison",), OPEN, ("2011-09-01..",), level="school",
         ours="law", places=(2, 2, 5)),
)  # fmt: skip
_KOREA = (
    Deal("pusan-framework", FRAMEWORK, ("pusan",), RENEWS, ("2002-08-24..2007-08-23",)),
    Deal("pusan-exchange", EXCHANGE, ("pusan",), ENDS, ("2013-03-01..2018-02-28",),
         places=(4, 4, 6)),
    Deal("hanyang", FRAMEWORK, ("hanyang",), OPEN, ("2009-10-12..",)),
    Deal("chonnam", EXCHANGE, ("chonnam",), ENDS, ("2011-03-01..2016-02-29",), places=(3, 3, 6)),
    Deal("chonnam-2018", EXCHANGE, ("chonnam",), ENDS, ("2018-03-01..2023-02-28",),
         signed=("2017-11-15", "2017-11-30"), replaces="chonnam", places=(3, 3, 6)),
)  # fmt: skip
_ELSEWHERE = (
    Deal("insa", EXCHANGE, ("insa",), ENDS, ("2012-09-01..2017-08-31", "2017-09-01..2022-08-31"),
         places=(4, 4, 10)),
    Deal("bordeaux-1", FRAMEWORK, ("bordeaux-1",), RENEWS, ("2008-04-01..2012-03-31",)),
    Deal("bordeaux", DOCTORAL, ("bordeaux",), ENDS, ("2015-04-01..2020-03-31",)),
    Deal("insa-laboratory", LABORATORY, ("insa",), OPEN, ("2016-06-30..",)),
    Deal("unsw", FRAMEWORK, ("unsw",), ENDS, ("2013-07-01..2018-06-30",)),
    Deal("unsw-degree", DEGREE, ("unsw",), ENDS, ("2016-11-21..2021-11-20",), places=(8, 2, 12)),
    Deal("queensland", FRAMEWORK, ("queensland",), RENEWS, ("2010-02-01..2015-01-31",)),
    Deal("queensland-exchange", EXCHANGE, ("queensland",), ENDS, ("2011-02-01..2016-01-31",),
         places=(3, 3, 5)),
    Deal("windsor", FRAMEWORK, ("windsor",), ENDS, ("2014-05-12..2019-05-11",)),
    Deal("alberta", FRAMEWORK, ("alberta",), OPEN, ("2009-09-01..",)),
    Deal("alberta-doctoral", DOCTORAL, ("alberta",), ENDS, ("2013-01-01..2017-12-30",)),
    Deal("windsor-exchange", EXCHANGE, ("windsor",), ENDS, ("2015-09-01..2020-08-31",),
         places=(3, 3, 5)),
    Deal("polito", DEGREE, ("polito",), ENDS, ("2014-03-01..2019-02-28",), places=(3, 3, 12)),
    Deal("polito-framework", FRAMEWORK, ("polito",), RENEWS, ("2007-03-01..2012-02-29",)),
    Deal("milan", EXCHANGE, ("milan",), ENDS, ("2012-01-01..2016-12-31",), places=(2, 2, 10)),
    Deal("architecture-milan", STAFF, ("milan",), OPEN, ("2010-01-01..",), level="school",
         ours="architecture"),
    Deal("spbstu", FRAMEWORK, ("spbstu",), ENDS, ("2015-07-07..2020-07-06",)),
    Deal("spbstu-exchange", EXCHANGE, ("spbstu",), ENDS, ("2016-09-01..2021-08-31",),
         places=(3, 3, 10)),
    Deal("voronezh", EXCHANGE, ("voronezh",), RENEWS, ("2006-09-01..2011-08-31",),
         places=(3, 3, 10)),
    Deal("voronezh-2003", FRAMEWORK, ("voronezh",), ENDS, ("2003-09-01..2008-08-31",)),
    Deal("chiangmai", FRAMEWORK, ("chiangmai",), ENDS, ("2016-01-15..2021-01-14",)),
    Deal("ntu", EXCHANGE, ("ntu",), ENDS, ("2013-08-01..2018-07-31",), places=(4, 4, 5)),
    Deal("polyu", EXCHANGE, ("polyu",), OPEN, ("2010-05-04..",), places=(4, 4, 5)),
    Deal("ncku", FRAMEWORK, ("ncku",), ENDS, ("2012-10-10..2017-10-09", "2017-10-10..2022-10-09")),
)  # fmt: skip


def fill_agreements_elsewhere(book: Book) -> None:
    """Add our agreements with countries other than Japan."""
    add_deals(book, (*_GERMANY, *_BRITAIN, *_AMERICA, *_KOREA, *_ELSEWHERE), ABROAD)
