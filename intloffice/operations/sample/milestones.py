"""Dates worth remembering, and the paragraphs that no count can say."""

from intloffice.operations.sample.book import Book, in_three
from intloffice.records.milestone import MILESTONE
from intloffice.records.narrative import NARRATIVE

#: Key, kind, day, organisation, programme, country, text as it stands after "since", source.
_MILESTONES = (
    ("cn-jp", "diplomatic relations", "1972-09-29", "", "", "JP",
     ("the normalisation of relations between China and Japan", "中日邦交正常化", "日中国交正常化"),
     "Joint Communiqué of 29 September 1972"),
    ("consular-office", "founded", "1998-03", "consulate-jp", "", "JP",
     ("the opening of a Japanese consular office in Chongqing", "日本在重庆开设领事机构",
      "重慶における日本の領事機関の開設"),
     "News pages of 2018 on the consulate; an office of the embassy, not yet a consulate general"),
    ("consulate-general", "upgraded", "2005-01", "consulate-jp", "", "JP",
     ("the Japanese consular office became a Consulate General", "日本驻重庆领事机构升格为总领事馆",
      "重慶の日本の領事機関が総領事館に昇格"),
     "News pages of 2018 on the consulate"),
    ("treaty-jp", "treaty", "1978-08-12", "", "", "JP",
     ("the signing of the Treaty of Peace and Friendship between China and Japan",
      "中日和平友好条约签署", "日中平和友好条約の調印"), "Text of the treaty"),
    ("cqu", "founded", "1929-10-12", "cqu", "", "",
     ("the founding of Chongqing University", "重庆大学建校", "重慶大学の創立"),
      "The university's own page"),
    ("sylff", "founded", "1987", "", "sylff", "JP",
     ("the founding of the Sylff programme", "笹川良一优秀青年奖学基金设立", "Sylffの創設"),
     "The programme's own page"),
    ("sylff-here", "other", "1994", "", "sylff", "JP",
     ("Sylff began at Chongqing University", "笹川良一优秀青年奖学基金在重庆大学设立",
      "重慶大学でのSylffの開始"), "The programme's own page"),
    ("e9", "founded", "2010-11-25", "e9", "", "CN",
     ("the founding of the Excellence League", "卓越大学联盟成立", "卓越大学連盟の発足"),
     "Pages on the league: eight universities signed, we joined on 30 November"),
    ("six", "founded", "2013-03-06", "six", "", "JP",
     ("the founding of the consortium of six national universities", "国立六大学合作联盟成立",
      "国立六大学連携コンソーシアムの発足"), "sixers.jp"),
    ("first-jp", "first agreement", "2003-10-20", "tohoku", "", "JP",
     ("our first university agreement with Japan now in force", "与日本高校现行首个校级协议签署",
      "日本との現行の大学間協定のうち最初の締結"), "Our own records (invented)"),
    ("chongqing-city", "upgraded", "1997-06-18", "", "", "CN",
     ("Chongqing came directly under the central government", "重庆直辖", "重慶の直轄市昇格"),
     "Public record"),
    ("cn-de", "diplomatic relations", "1972-10-11", "", "", "DE",
     ("the opening of relations between China and the Federal Republic of Germany",
      "中国与联邦德国建交", "中国と西ドイツの国交樹立"), "Public record"),
    ("cn-gb", "diplomatic relations", "1972-03-13", "", "", "GB",
     ("the exchange of ambassadors between China and the United Kingdom", "中英建立大使级外交关系",
      "中英の大使級外交関係樹立"), "Public record"),
    ("cn-us", "diplomatic relations", "1979-01-01", "", "", "US",
     ("the opening of relations between China and the United States", "中美建交", "米中国交樹立"),
     "Public record"),
    ("cn-kr", "diplomatic relations", "1992-08-24", "", "", "KR",
     ("the opening of relations between China and the Republic of Korea", "中韩建交",
      "中韓国交樹立"),
     "Public record"),
    ("cn-fr", "diplomatic relations", "1964-01-27", "", "", "FR",
     ("the opening of relations between China and France", "中法建交", "中仏国交樹立"),
      "Public record"),
    ("hiroshima", "founded", "1949", "hiroshima", "", "JP",
     ("the founding of Hiroshima University", "广岛大学成立", "広島大学の創立"),
     "The university's own page"),
)  # fmt: skip

#: Section, country, organisation, programme, text, from, until, source.
_NARRATIVES = {
    "mission": (
        "introduction", "", "cqu", "",
        ("Chongqing University has the mission to study academics, cultivate talents, inspire the "
         "country and lead the society.",
         "重庆大学以研究学术、造就人才、佑启乡邦、振导社会为使命。",
         "重慶大学は、学術を究め、人材を育て、郷土を啓き、社会を導くことを使命としています。"),
        "2012-01-01", "", "The university's own statement of its mission"),
    "sylff": (
        "awards", "JP", "", "sylff",
        ("Sylff, the Sasakawa fellowship, has helped graduate students of economics, management, "
         "environment and law, and through them the growth of the university's younger teachers.",
         "笹川良一优秀青年奖学基金惠及经济、管理、环境、法学等领域的研究生，也促进了重庆大学青年教师的成长。",
         "Sylff（笹川奨学金）は経済・経営・環境・法学などの大学院生を支え、若手教員の成長にもつながっています。"),
        "2013-01-01", "", "The programme's own page, and the university's news of January 2018 / "
        "项目官方网页及学校2018年1月的新闻 / 公式ページと大学の2018年1月のニュース"),
    "sylff-earlier": (
        "awards", "JP", "", "sylff",
        ("Sylff has helped graduate students at Chongqing University since 1994.",
         "笹川良一优秀青年奖学基金自1994年起资助重庆大学研究生。",
         "Sylffは1994年から重慶大学の大学院生を支えてきました。"),
        "2005-01-01", "2012-12-31", "The programme's own page"),
    "magnesium": (
        "people", "JP", "kumamoto", "",
        ("Magnesium alloys are where the two universities have worked together most closely.",
         "镁合金是两校合作最为密切的领域。",
         "マグネシウム合金は両大学が最も緊密に協力している分野です。"),
        "2014-10-16", "", "The office's own judgement (invented)"),
    "germany": (
        "introduction", "DE", "", "",
        ("Engineering stands at the centre of what the university does with Germany.",
         "工科是学校对德合作的重点。", "工学がドイツとの協力の中心です。"),
        "2014-01-01", "", "The office's own judgement (invented)"),
}  # fmt: skip


def fill_milestones(book: Book) -> None:
    """Add the milestones and narratives."""
    for key, kind, day, organisation, programme, country, text, source in _MILESTONES:
        book.add(
            MILESTONE,
            key,
            {
                "kind": kind,
                "happened_on": day,
                "organisation_id": book.org(organisation),
                "programme_id": book.id("programme", programme),
                "country": country,
                "source": source,
            }
            | in_three("text", text),
        )
    for key, values in _NARRATIVES.items():
        section, country, organisation, programme, text, since, until, source = values
        book.add(
            NARRATIVE,
            key,
            {
                "section": section,
                "country": country,
                "organisation_id": book.org(organisation),
                "programme_id": book.id("programme", programme),
                "valid_from": since,
                "valid_until": until,
                "source": source,
            }
            | in_three("text", text),
        )
