"""Students sent to Japan: 90 in 2017, more each year, to 17 universities by then."""

from datetime import date

from intloffice.operations.sample.book import Book
from intloffice.operations.sample.stays import Cohort, add_cohort

#: The day on which the sample was written: stays that ended before are finished.
TODAY = date(2018, 1, 8)

_EARLIER = (
    Cohort("o10-tohoku", "tohoku", 4, "bachelor", "2010-10-01", "12m", "civil"),
    Cohort("o10-hiroshima", "hiroshima", 3, "master", "2010-10-01", "6m", "environment",
           agreement="hiroshima-exchange"),
    Cohort("o10-waseda", "waseda", 3, "bachelor", "2010-09-15", "10m", "japanese"),
    Cohort("o10-tokyo", "tokyo", 2, "doctoral", "2010-10-01", "36m", "civil", "csc-doctoral"),
    Cohort("o11-hokkaido", "hokkaido", 3, "master", "2011-10-01", "5m", "resources"),
    Cohort("o11-kyushu", "kyushu", 3, "bachelor", "2011-10-01", "2m", "materials"),
    Cohort("o11-hamamatsu", "hamamatsu", 3, "bachelor", "2011-09-20", "5m", "japanese"),
    Cohort("o12-hamamatsu", "hamamatsu", 4, "bachelor", "2012-07-10", "1m", "japanese"),
    Cohort("o12-tohoku", "tohoku", 4, "bachelor", "2012-10-01", "10m", "mechanical",
           agreement="tohoku-exchange"),
    Cohort("o12-hokkaido", "hokkaido-eng", 3, "master", "2012-10-01", "6m", "materials"),
    Cohort("o12-waseda", "waseda", 4, "bachelor", "2012-09-15", "10m", "economics"),
    Cohort("o12-osaka", "osaka", 3, "master", "2012-04-01", "12m", "bio"),
    Cohort("o12-kyoto", "kyoto", 2, "doctoral", "2012-10-01", "12m", "architecture", "csc-joint"),
)  # fmt: skip
_2013 = (
    Cohort("o13-tohoku", "tohoku", 5, "bachelor", "2013-10-01", "10m", "mechanical",
           agreement="tohoku-exchange"),
    Cohort("o13-hokkaido", "hokkaido", 4, "master", "2013-10-01", "6m", "resources"),
    Cohort("o13-hiroshima", "hiroshima", 5, "master", "2013-04-01", "6m", "environment",
           agreement="hiroshima-exchange"),
    Cohort("o13-waseda", "waseda", 5, "bachelor", "2013-09-15", "10m", "japanese",
           agreement="waseda-dual"),
    Cohort("o13-kyushu", "kyushu", 4, "bachelor", "2013-07-08", "2m", "architecture"),
    Cohort("o13-kumamoto", "kumamoto-gsst", 3, "master", "2013-10-01", "12m", "materials"),
    Cohort("o13-tokyotech", "tokyotech", 3, "doctoral", "2013-10-01", "18m", "civil", "csc-joint"),
    Cohort("o13-nitech", "nitech", 5, "bachelor", "2013-06-01", "3m", "computing",
           agreement="nitech-2013"),
)  # fmt: skip
_2014 = (
    Cohort("o14-tohoku", "tohoku", 6, "bachelor", "2014-10-01", "10m", "civil",
           agreement="tohoku-exchange", known=("o12-hamamatsu-1",)),
    Cohort("o14-hokkaido", "hokkaido-eng", 5, "bachelor", "2014-10-01", "10m", "electrical",
           agreement="hokkaido-exchange"),
    Cohort("o14-hiroshima", "hiroshima", 5, "master", "2014-10-01", "6m", "environment",
           agreement="hiroshima-exchange"),
    Cohort("o14-waseda", "waseda", 6, "bachelor", "2014-09-15", "10m", "economics",
           agreement="waseda-dual"),
    Cohort("o14-osaka", "osaka", 4, "bachelor", "2014-07-07", "1m", "japanese",
           agreement="osaka-exchange"),
    Cohort("o14-ritsumeikan", "ritsumeikan", 5, "bachelor", "2014-07-14", "21d", "japanese"),
    Cohort("o14-tsukuba", "tsukuba", 4, "master", "2014-10-01", "5m", "arts"),
    Cohort("o14-tokyo", "tokyo", 3, "doctoral", "2014-10-01", "36m", "civil", "csc-doctoral"),
    Cohort("o14-nitech", "nitech", 4, "bachelor", "2014-06-02", "3m", "computing",
           agreement="nitech-2013"),
)  # fmt: skip
_2015 = (
    Cohort("o15-dream-hiroshima", "hiroshima", 5, "bachelor", "2015-07-06", "1m", "environment",
           "dream"),
    Cohort("o15-dream-kyushu", "kyushu", 5, "bachelor", "2015-07-06", "1m", "civil", "dream"),
    Cohort("o15-tohoku", "tohoku", 6, "bachelor", "2015-10-01", "10m", "mechanical",
           agreement="tohoku-exchange"),
    Cohort("o15-hokkaido", "hokkaido-eng", 4, "master", "2015-10-01", "10m", "materials",
           agreement="hokkaido-exchange"),
    Cohort("o15-waseda", "waseda", 6, "bachelor", "2015-09-14", "10m", "economics",
           agreement="waseda-dual"),
    Cohort("o15-kumamoto", "kumamoto", 5, "master", "2015-11-02", "1m", "materials"),
    Cohort("o15-okayama", "okayama", 5, "master", "2015-11-15", "10d", "bio", "sakura"),
    Cohort("o15-chiba", "chiba", 5, "master", "2015-12-06", "10d", "architecture", "sakura"),
    Cohort("o15-osaka", "osaka", 4, "doctoral", "2015-10-01", "12m", "bio", "csc-joint"),
    Cohort("o15-kyoto", "kyoto", 3, "doctoral", "2015-10-01", "36m", "architecture",
           "csc-doctoral"),
    Cohort("o15-nagoya", "nagoya", 3, "bachelor", "2015-10-01", "5m", "law"),
)  # fmt: skip
_2016 = (
    Cohort("o16-dream-hiroshima", "hiroshima", 7, "bachelor", "2016-07-04", "1m", "environment",
           "dream"),
    Cohort("o16-dream-ritsumeikan", "ritsumeikan", 7, "bachelor", "2016-07-04", "1m", "japanese",
           "dream"),
    Cohort("o16-dream-tohoku", "tohoku", 6, "bachelor", "2016-07-11", "1m", "civil", "dream"),
    Cohort("o16-tohoku", "tohoku", 6, "bachelor", "2016-10-01", "10m", "mechanical",
           agreement="tohoku-exchange"),
    Cohort("o16-hokkaido", "hokkaido-eng", 5, "bachelor", "2016-10-01", "10m", "electrical",
           agreement="hokkaido-exchange"),
    Cohort("o16-waseda", "waseda", 7, "bachelor", "2016-09-15", "10m", "economics",
           agreement="waseda-dual"),
    Cohort("o16-nitech", "nitech", 5, "bachelor", "2016-06-01", "3m", "computing",
           agreement="nitech-2013"),
    Cohort("o16-osaka", "osaka", 5, "master", "2016-10-01", "5m", "bio",
           agreement="osaka-exchange"),
    Cohort("o16-kyushu", "kyushu", 5, "bachelor", "2016-08-01", "2m", "materials"),
    Cohort("o16-chiba", "chiba", 5, "master", "2016-11-20", "10d", "architecture", "sakura"),
    Cohort("o16-nagoya", "nagoya", 4, "bachelor", "2016-10-01", "6m", "law", "csc-bachelor"),
    Cohort("o16-hokkaido-joint", "hokkaido-eng", 3, "doctoral", "2016-10-01", "12m", "materials",
           "csc-joint"),
    Cohort("o16-tokyo", "tokyo", 3, "doctoral", "2016-10-01", "36m", "civil", "csc-doctoral"),
)  # fmt: skip
#: The year of the briefing: 90 persons, 30 of them with the Dream-come-true Programme.
_2017 = (
    Cohort("o17-dream-tohoku", "tohoku", 8, "bachelor", "2017-07-10", "1m", "civil", "dream"),
    Cohort("o17-dream-hiroshima", "hiroshima", 8, "bachelor", "2017-07-10", "1m", "environment",
           "dream"),
    Cohort("o17-dream-kyushu", "kyushu", 7, "bachelor", "2017-03-01", "6m", "materials", "dream"),
    Cohort("o17-dream-ritsumeikan", "ritsumeikan", 7, "bachelor", "2017-09-25", "5m", "japanese",
           "dream"),
    Cohort("o17-tokyo", "tokyo", 2, "doctoral", "2017-10-01", "36m", "civil", "csc-doctoral",
           known=("o15-hokkaido-1",)),
    Cohort("o17-kyoto-doctoral", "kyoto", 1, "doctoral", "2017-10-01", "36m", "architecture",
           "csc-doctoral"),
    Cohort("o17-tohoku-doctoral", "tohoku", 1, "doctoral", "2017-10-01", "36m", "materials",
           "csc-doctoral"),
    Cohort("o17-hokkaido-joint", "hokkaido-eng", 2, "doctoral", "2017-10-01", "12m", "materials",
           "csc-joint"),
    Cohort("o17-kumamoto-joint", "kumamoto-gsst", 2, "doctoral", "2017-09-20", "12m", "materials",
           "csc-joint"),
    Cohort("o17-osaka-joint", "osaka", 2, "doctoral", "2017-10-01", "12m", "bio", "csc-joint"),
    Cohort("o17-waseda-csc", "waseda", 3, "bachelor", "2017-09-15", "10m", "economics",
           "csc-bachelor"),
    Cohort("o17-nagoya-csc", "nagoya", 2, "bachelor", "2017-10-01", "6m", "law", "csc-bachelor"),
    Cohort("o17-tohoku", "tohoku", 3, "bachelor", "2017-10-01", "10m", "mechanical",
           agreement="tohoku-exchange"),
    Cohort("o17-hokkaido", "hokkaido-eng", 3, "bachelor", "2017-10-01", "10m", "electrical",
           agreement="hokkaido-exchange"),
    Cohort("o17-waseda", "waseda", 4, "bachelor", "2017-09-15", "10m", "japanese",
           agreement="waseda-dual"),
    Cohort("o17-nitech", "nitech", 3, "bachelor", "2017-06-01", "3m", "computing",
           agreement="nitech-2013"),
    Cohort("o17-hiroshima", "hiroshima", 4, "master", "2017-04-01", "6m", "environment",
           agreement="hiroshima-exchange"),
    Cohort("o17-osaka", "osaka", 3, "master", "2017-10-01", "5m", "bio",
           agreement="osaka-exchange"),
    Cohort("o17-chiba", "chiba", 5, "master", "2017-11-19", "10d", "architecture", "sakura",
           mode="blended"),
    Cohort("o17-okayama", "okayama", 5, "master", "2017-12-03", "10d", "bio", "sakura"),
    Cohort("o17-kumamoto", "kumamoto", 6, "bachelor", "2017-08-01", "1m", "materials"),
    Cohort("o17-tsukuba", "tsukuba", 4, "master", "2017-08-07", "14d", "arts"),
    Cohort("o17-tokyotech", "tokyotech", 3, "doctoral", "2017-11-01", "2m", "civil"),
    Cohort("o17-kyoto", "kyoto", 1, "doctoral", "2017-05-08", "2m", "architecture"),
    Cohort("o17-late", "kyoto", 1, "doctoral", "2016-12-28", "3m", "architecture",
           began="2017-01-04", notes="Planned for December, begun in January: a stay of 2017."),
)  # fmt: skip
#: What makes 2017 hard to count: second stays, and stays that did not take place.
_HARD = (
    Cohort("o17-again-chiba", "chiba", 2, "bachelor", "2017-11-06", "12d", "civil",
           known=("o17-dream-tohoku-1", "o17-dream-hiroshima-1")),
    Cohort("o17-again-osaka", "osaka", 1, "bachelor", "2017-12-04", "10d", "computing",
           known=("o17-nitech-1",)),
    Cohort("o17-again-kyushu", "kyushu", 1, "master", "2017-11-20", "", "environment",
           known=("o17-hiroshima-1",), notes="The end was never entered."),
    Cohort("o17-withdrawn", "kobe", 3, "master", "2017-04-01", "6m", "law", status="withdrawn"),
    Cohort("o17-withdrawn-tohoku", "tohoku", 2, "bachelor", "2017-10-01", "10m", "mechanical",
           agreement="tohoku-exchange", status="withdrawn"),
    Cohort("o17-nominated", "meiji", 2, "bachelor", "2017-10-01", "6m", "law",
           status="nominated"),
    Cohort("o17-undated", "nagasaki", 1, "master", "", "", "environment", status="accepted",
           notes="Accepted for 2017; whether the stay took place was never entered."),
    Cohort("o18-late", "tokyo", 1, "master", "2017-12-27", "2m", "computing",
           began="2018-01-05", notes="Planned for December, begun in January: a stay of 2018."),
    Cohort("o18-kyushu", "kyushu", 4, "bachelor", "2018-04-01", "6m", "materials"),
    Cohort("o18-yokohama", "yokohama", 3, "master", "2018-04-01", "6m", "civil",
           agreement="yokohama"),
)  # fmt: skip


def fill_students_to_japan(book: Book) -> None:
    """Add the students sent to Japan."""
    for cohort in (*_EARLIER, *_2013, *_2014, *_2015, *_2016, *_2017, *_HARD):
        add_cohort(book, cohort, TODAY)


#: Who studied with a university in Japan without going there; all are known already.
_ONLINE = (
    Cohort("o17-online-meiji", "meiji", 3, "bachelor", "2017-02-20", "4m", "japanese",
           known=("o17-kumamoto-1", "o17-kumamoto-2", "o17-kumamoto-3"), mode="virtual",
           notes="A course of one term, taught online from Tokyo."),
)  # fmt: skip


def fill_online_students(book: Book) -> None:
    """Add the studies online, which count as no stays."""
    for cohort in _ONLINE:
        add_cohort(book, cohort, TODAY)
