"""Teachers and experts in posts with us: six from Japan at the end of 2017, and others."""

from intloffice.operations.sample.book import Book, in_three
from intloffice.records.engagement import ENGAGEMENT
from intloffice.records.honour import HONOUR
from intloffice.records.person import PERSON

_PROFESSOR = ("Professor", "教授", "教授")
_TEACHER = ("Foreign teacher", "外籍教师", "外国人教師")
_FULL_TIME = ("Full-time professor", "全职教授", "専任教授")

#: Long-term: key, nationality ("" for someone known), school, post, from, until, programme, home.
_POSTS = (
    ("tamura", "", "civil", _FULL_TIME, "2017-10-01", "", "", "tokyo-polytechnic"),
    ("s-resources", "JP", "resources", _PROFESSOR, "2015-09-01", "2018-08-31", "global-experts",
     "hokkaido"),
    ("s-bio", "JP", "bio", _PROFESSOR, "2013-03-01", "", "", "osaka"),
    ("s-arts", "JP", "arts", _TEACHER, "2012-09-01", "2018-07-31", "", ""),
    ("s-foreign-1", "JP", "foreign", _TEACHER, "2014-09-01", "2018-07-15", "", ""),
    ("s-foreign-2", "JP", "foreign", _TEACHER, "2016-09-01", "2017-12-31", "", ""),
    ("s-left", "JP", "foreign", _TEACHER, "2011-09-01", "2016-07-15", "", ""),
    ("s-coming", "JP", "materials", _PROFESSOR, "2018-03-01", "2021-02-28", "foreign-experts",
     "tohoku"),
    ("s-german-academician", "DE", "materials", _FULL_TIME, "2014-04-01", "2019-03-31",
     "foreign-experts", "kit"),
    ("s-british-academician", "GB", "civil", _FULL_TIME, "2016-09-01", "", "foreign-experts",
     "leeds"),
    ("s-former-academician", "GB", "mechanical", _PROFESSOR, "2010-09-01", "2014-12-31", "",
     "nottingham"),
    ("s-german", "DE", "foreign", _TEACHER, "2013-09-01", "2018-07-31", "", ""),
    ("s-german-left", "DE", "electrical", _PROFESSOR, "2012-03-01", "2015-02-28",
     "foreign-experts", "rwth"),
    ("s-british", "GB", "foreign", _TEACHER, "2015-09-01", "2019-07-31", "", ""),
    ("s-american-1", "US", "foreign", _TEACHER, "2014-09-01", "2018-07-31", "", ""),
    ("s-american-2", "US", "mechanical", _PROFESSOR, "2013-10-01", "", "global-experts",
     "cincinnati"),
    ("s-korean", "KR", "computing", _PROFESSOR, "2016-03-01", "2019-02-28", "", "hanyang"),
    ("s-french", "FR", "bio", _PROFESSOR, "2015-02-01", "2018-01-31", "foreign-experts", "insa"),
    ("s-russian", "RU", "foreign", _TEACHER, "2012-09-01", "2017-07-15", "", ""),
)  # fmt: skip

#: Key, person, kind, body, title, conferred on, until.
_HONOURS = (
    ("german-academician", "s-german-academician", "academician", "acatech",
     ("Member", "院士", "会員"), "2009-10-20", ""),
    ("british-academician", "s-british-academician", "academician", "raeng",
     ("Fellow", "院士", "フェロー"), "2012-07-10", ""),
    ("former-academician", "s-former-academician", "academician", "raeng",
     ("Fellow", "院士", "フェロー"), "2008-07-15", ""),
    ("visiting-academician", "e-DE-2017-1", "academician", "acatech",
     ("Member", "院士", "会員"), "2015-10-13", ""),
    ("bio-talent", "s-bio", "talent programme", "",
     ("Global Expert", "国家特聘专家", "国家特別招聘専門家"), "2013-03-01", ""),
    ("american-talent", "s-american-2", "talent programme", "",
     ("Global Expert", "国家特聘专家", "国家特別招聘専門家"), "2013-10-01", "2018-09-30"),
    ("honorary", "e-honorary", "honorary professor", "cqu",
     ("Honorary Professor", "名誉教授", "名誉教授"), "2012-10-12", ""),
    ("prize", "e-JP-2015-2", "prize", "", ("Chongqing Friendship Award", "重庆友谊奖",
     "重慶友誼賞"),
     "2016-09-28", ""),
)  # fmt: skip


def fill_staff(book: Book) -> None:
    """Add those in long-term posts, and the honours of the invented."""
    for key, country, school, post, begins, ends, programme, home in _POSTS:
        if country:
            book.add(PERSON, key, book.names.person(country) | {"spelling_state": "confirmed"})
        about_tamura = "Engaged in October 2017; the day is not in the source."
        book.add(
            ENGAGEMENT,
            key,
            {
                "person_id": book.person(key),
                "engagement_class": "long-term",
                "school_id": book.org(school),
                "starts_on": begins,
                "ends_on": ends,
                "programme_id": book.id("programme", programme),
                "home_id": book.org(home),
                "notes": about_tamura if key == "tamura" else "",
            }
            | in_three("post", post)
            | (in_three("home_title", _PROFESSOR) if home else {}),
        )
    for key, person, kind, body, title, since, until in _HONOURS:
        book.add(
            HONOUR,
            key,
            {
                "person_id": book.person(person),
                "kind": kind,
                "body_id": book.org(body),
                "conferred_on": since,
                "until_on": until,
            }
            | in_three("title", title),
        )
