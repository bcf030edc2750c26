"""Meetings of 2015 to 2018 beside that of 5 January 2018; all are invented."""

from dataclasses import dataclass
from typing import Any

from intloffice.operations.sample.book import Book, in_three
from intloffice.operations.sample.phrases import MAIN_BUILDING, topics
from intloffice.records.meeting import MEETING

_DONE, _OPEN = "2017-10-31", ""


@dataclass(frozen=True)
class Call:
    """A meeting.

    ``follow_ups`` are texts in three languages with owner, due on and done on; ``gift`` is what
    we gave to the first of the guests.
    """

    key: str
    day: str
    kind: str
    visitors: tuple[str, ...]
    guests: tuple[str, ...]
    title: tuple[str, str, str]
    outcome: tuple[str, str, str] = ("", "", "")
    topics: tuple[str, ...] = ("student exchange",)
    direction: str = "received"
    status: str = "held"
    gift: str = ""
    follow_ups: tuple[tuple[tuple[str, str, str], str, str, str], ...] = ()


_JAPAN = (
    Call("hiroshima-2015", "2015-03-18", "courtesy", ("hiroshima",), ("guest-hiroshima",),
         ("Visit of the Vice-President of Hiroshima University", "广岛大学副校长来访",
          "広島大学副学長の来学"),
         ("Both sides wish to turn the framework of 2006 into a fuller agreement.",
          "双方希望把2006年的框架协议提升为全面合作协议。",
          "双方が2006年の協定をより包括的にする意向を表明。"),
         ("research", "student exchange"), gift="Sichuan embroidery / 蜀绣 / 四川刺繡",
         follow_ups=((("Draft a comprehensive agreement", "起草全面合作协议", "包括協定案の作成"),
                      "officer-japan", "2015-12-31", "2016-02-20"),)),
    Call("waseda-2015", "2015-06-10", "negotiation", ("waseda",), ("guest-waseda",),
         ("Talks with Waseda University on the dual degree", "与早稻田大学商谈双学位项目",
          "早稲田大学とのダブルディグリー協議"),
         ("Five places a year each way are confirmed.",
          "双方确认每年互派五个名额。", "毎年双方5名の枠を確認。"),
         ("dual degree",)),
    Call("three-sided-signing", "2015-09-01", "signing", ("ritsumeikan", "pusan"),
         ("guest-ritsumeikan", "guest-pusan"),
         ("Signing with Ritsumeikan University and Pusan National University",
          "与立命馆大学、釜山国立大学签约", "立命館大学・釜山大学校との調印"),
         ("A framework of three universities is signed.",
          "三校框架协议签署。", "三大学の枠組協定に調印。"),
         ("three-sided exchange",),
         gift="Tea of Yongchuan / 永川秀芽 / 永川の茶"),
    Call("kumamoto-2015", "2015-11-05", "lecture", ("kumamoto-gsst",), ("takashima",),
         ("Lecture of a guest from Kumamoto University", "熊本大学学者讲座",
          "熊本大学研究者の講演"),
         ("The lecture was heard by some 80 students.",
          "约80名学生听取讲座。", "約80名の学生が聴講。"),
         ("materials science",)),
    Call("nims-signing", "2016-03-15", "signing", ("nims",), ("guest-nims",),
         ("Signing with the National Institute for Materials Science", "与物质材料研究机构签约",
          "物質・材料研究機構との調印"),
         ("Joint supervision of doctoral students is agreed.",
          "就联合培养博士生达成协议。", "博士学生の共同指導で合意。"),
         ("doctoral training",), "paid"),
    Call("hiroshima-signing", "2016-05-23", "signing", ("hiroshima",), ("guest-hiroshima",),
         ("Signing with Hiroshima University", "与广岛大学签约", "広島大学との調印"),
         ("The comprehensive agreement is signed.",
          "全面合作协议签署。", "包括協力協定に調印。"),
         ("research", "student exchange"),
         gift="Album of the campus / 校园画册 / キャンパス写真集"),
    Call("tohoku-2016", "2016-10-20", "negotiation", ("tohoku",), ("guest-tohoku",),
         ("Talks at Tohoku University", "访问东北大学（仙台）", "東北大学での協議"),
         ("More places in summer schools are offered.",
          "对方增加暑期学校名额。", "先方がサマースクールの枠の拡大を提示。"),
         ("summer school",), "paid",
         follow_ups=((("Offer places in the summer school", "提供暑期学校名额",
         "サマースクール枠の提供"),
                      "guest-tohoku", "2017-03-31", "2017-03-15"),
                     (("Name a professor for joint supervision", "推荐联合培养导师",
                       "共同指導教員の推薦"), "guest-tohoku", "2017-12-31", _OPEN))),
    Call("hokkaido-2017", "2017-03-14", "negotiation", ("hokkaido",), ("guest-hokkaido",),
         ("Talks with Hokkaido University", "与北海道大学会谈", "北海道大学との協議"),
         ("The exchange is to be opened to further faculties.",
          "学生交流将扩大到更多院系。", "学生交流を他の学部にも広げる方針を確認。"),
         ("student exchange",),
         follow_ups=((("Send the list of courses taught in English", "提供英文授课课程清单",
                       "英語科目一覧の送付"), "officer-japan", "2017-05-31", "2017-05-20"),
                     (("Propose a joint seminar on resources", "提出资源领域联合研讨会方案",
                       "資源分野の合同セミナー案"), "guest-hokkaido", "2017-09-30", _OPEN))),
    Call("osaka-2017", "2017-06-07", "negotiation", ("osaka",), ("guest-osaka",),
         ("Talks with Osaka University on renewal", "与大阪大学商谈续签", "大阪大学との更新協議"),
         ("Renewal in spring 2018 is agreed in principle.",
          "原则同意2018年春续签。", "2018年春の更新で基本合意。"),
         ("renewal",), "online",
         follow_ups=((("Send a draft of the renewed agreement", "提交续签协议草案",
         "更新協定案の送付"),
                      "officer-japan", "2018-01-31", _OPEN),)),
    Call("waseda-2017", "2017-09-20", "courtesy", ("waseda",), ("guest-waseda",),
         ("Visit from Waseda University", "早稻田大学来访", "早稲田大学の来学"),
         ("Our students in Tokyo will have a tutor each.",
          "我校赴东京学生将各有一名导师。",
          "東京で学ぶ本学学生に一人ずつチューターを付けることで合意。"),
         ("dual degree",), gift="Sichuan embroidery / 蜀绣 / 四川刺繡",
         follow_ups=((("Name the tutors", "落实导师名单", "チューターの指名"), "guest-waseda",
                      "2017-10-31", _DONE),)),
    Call("kyoto-cancelled", "2017-10-18", "courtesy", ("kyoto",), (),
         ("Visit from Kyoto University", "京都大学来访", "京都大学の来学"),
         ("Cancelled because of a typhoon.",
          "因台风取消。", "台風のため中止。"), status="cancelled"),
    Call("nitech-signing", "2017-12-04", "signing", ("nitech",), ("guest-nitech",),
         ("Signing with Nagoya Institute of Technology", "与名古屋工业大学签约",
          "名古屋工業大学との調印"),
         ("The exchange is renewed from 2018 with one place more.",
          "交流协议自2018年续签，增加一个名额。", "2018年からの更新と1名の増枠で合意。"),
         ("student exchange",), "paid",
         gift="Tea of Yongchuan / 永川秀芽 / 永川の茶"),
    Call("tohoku-2018", "2018-04-16", "courtesy", ("tohoku",), ("guest-tohoku",),
         ("Visit of the Vice-President of Tohoku University", "东北大学（仙台）副校长来访",
          "東北大学副学長の来学"), status="planned", topics=("joint supervision",)),
)  # fmt: skip
_ELSEWHERE = (
    Call("polito-2015", "2015-05-12", "courtesy", ("polito",), ("guest-polito",),
         ("Visit from the Polytechnic of Turin", "都灵理工大学来访", "トリノ工科大学の来学"),
         ("The dual degree is running well.",
          "双学位项目进展顺利。", "ダブルディグリーは順調に進んでいる。")),
    Call("cincinnati-2015", "2015-10-14", "ceremony", ("cincinnati",), ("guest-cincinnati",),
         ("Ceremony with the University of Cincinnati", "与辛辛那提大学合作庆典",
          "シンシナティ大学との記念式典"), ("Two years of the joint programme were marked.",
          "庆祝联合培养项目两周年。", "共同課程の2周年を祝賀。"),
         ("co-operative education",), gift="Album of the campus / 校园画册 / キャンパス写真集"),
    Call("tum-2016", "2016-04-12", "negotiation", ("tum",), ("guest-tum",),
         ("Talks with the Technical University of Munich", "与慕尼黑工业大学会谈",
          "ミュンヘン工科大学との協議"), ("Four places a year are kept.",
          "维持每年四个名额。", "年4名の枠を維持する。"),
         follow_ups=((("Check the places for 2018", "核实2018年名额", "2018年枠の確認"),
                      "officer-west", "2017-12-15", _OPEN),)),
    Call("pusan-2016", "2016-06-21", "courtesy", ("pusan",), ("guest-pusan",),
         ("Visit from Pusan National University", "釜山国立大学来访", "釜山大学校の来学"),
         ("The exchange is to be renewed in 2018.",
          "交流协议将于2018年续签。", "交流協定は2018年に更新する。")),
    Call("consulate-gb-2016", "2016-09-08", "consular", ("consulate-gb",), (),
         ("Visit from the British Consulate-General", "英国驻重庆总领事馆来访",
          "英国総領事館の来訪"),
         ("Scholarships of 2017 were presented.",
          "介绍2017年奖学金。", "2017年の奨学金を紹介。"),
         ("scholarships",)),
    Call("unsw-2016", "2016-11-21", "signing", ("unsw",), ("guest-unsw",),
         ("Signing with UNSW Sydney", "与新南威尔士大学签约", "ニューサウスウェールズ大学との調印"),
         ("The dual degree is signed.",
          "双学位协议签署。", "ダブルディグリー協定に調印。"),
         ("dual degree",), gift="Sichuan embroidery / 蜀绣 / 四川刺繡"),
    Call("ntu-2017", "2017-02-22", "courtesy", ("ntu",), ("guest-ntu",),
         ("Visit from Nanyang Technological University", "南洋理工大学来访", "南洋理工大学の来学"),
         ("Four students a year.",
          "每年四名学生。", "年4名の学生とする。")),
    Call("polyu-2017", "2017-03-28", "lecture", ("polyu",), ("guest-polyu",),
         ("Lecture from The Hong Kong Polytechnic University", "香港理工大学学者讲座",
          "香港理工大学の講演"), ("Heard by some 60 students.",
          "约60名学生听取讲座。", "約60名の学生が聴講。"),
         ("textiles",)),
    Call("insa-2017", "2017-04-19", "negotiation", ("insa",), ("guest-insa",),
         ("Talks with INSA Lyon", "与里昂国立应用科学学院会谈", "INSAリヨンとの協議"),
         ("The exchange is renewed in September.",
          "交流协议九月续签。", "交流協定は9月に更新する。")),
    Call("cincinnati-2017", "2017-05-24", "courtesy", ("cincinnati",), ("guest-cincinnati",),
         ("Visit from the University of Cincinnati", "辛辛那提大学来访", "シンシナティ大学の来学"),
         ("The first class of the joint programme will graduate in 2018.",
          "联合培养项目首届学生将于2018年毕业。", "共同課程の第1期生が2018年に卒業する。")),
    Call("spbstu-2017", "2017-07-11", "courtesy", ("spbstu",), ("guest-spbstu",),
         ("Visit from St Petersburg Polytechnic", "圣彼得堡理工大学来访",
          "サンクトペテルブルク工科大学の来学"),
         ("Three places a year for ten months.",
          "每年三个名额，为期十个月。", "年3名、10か月の枠とする。")),
    Call("leeds-2018", "2018-03-21", "courtesy", ("leeds",), ("guest-leeds",),
         ("Visit from the University of Leeds", "利兹大学来访", "リーズ大学の来学"),
         status="confirmed"),
)  # fmt: skip
_TITLES = {
    "vice-president": ("Vice-President", "副校长", "副学長"),
    "deputy": ("Deputy Director", "副处长", "副処長"),
}


def fill_meetings(book: Book) -> None:
    """Add the meetings, numbered within their years."""
    numbers: dict[str, int] = {"2018": 1}
    for call in sorted((*_JAPAN, *_ELSEWHERE), key=lambda call: call.day):
        year = call.day[:4]
        numbers[year] = numbers.get(year, 0) + 1
        _add(book, call, f"{year}-{numbers[year]:03}")


def _add(book: Book, call: Call, reference: str) -> None:
    host = "deputy" if call.kind in ("lecture", "negotiation") else "vice-president"
    values = {
        "reference": reference,
        "direction": call.direction,
        "kind": call.kind,
        "status": call.status,
        "starts_on": call.day,
        "starts_at": "10:00",
        "ends_on": call.day,
        "ends_at": "11:30",
        "place": MAIN_BUILDING if call.direction == "received" else "",
        "topics": topics(*call.topics),
        "tags": ("invented",),
    }
    book.add(
        MEETING,
        call.key,
        values | in_three("title", call.title) | in_three("outcome", call.outcome),
        visitor=[{"organisation_id": book.org(key)} for key in call.visitors],
        participant=_participants(book, call, host),
        gift=_gifts(book, call, host),
        follow_up=[
            {
                "kind": "promise" if owner.startswith("guest") else "task",
                "owner_id": book.person(owner),
                "due_on": due,
                "done_on": done,
            }
            | in_three("text", text)
            for text, owner, due, done in call.follow_ups
        ],
    )


def _participants(book: Book, call: Call, host: str) -> list[dict[str, Any]]:
    attended = {"held": "yes", "cancelled": "no"}.get(call.status, "expected")
    guests = [
        {
            "side": "guest",
            "role": "head" if place == 0 else "member",
            "person_id": book.person(key),
            "organisation_id": book.org(call.visitors[min(place, len(call.visitors) - 1)]),
        }
        for place, key in enumerate(call.guests)
    ]
    hosts = [
        {
            "side": "host",
            "role": "head",
            "person_id": book.person(host),
            "organisation_id": book.org("cqu" if host == "vice-president" else "office"),
        }
        | in_three("title", _TITLES[host])
    ]
    return [
        line | {"precedence": place + 1, "attended": attended}
        for side in (guests, hosts)
        for place, line in enumerate(side)
    ]


def _gifts(book: Book, call: Call, host: str) -> list[dict[str, Any]]:
    if not call.gift:
        return []
    return [
        {
            "direction": "given",
            "giver_id": book.person(host),
            "receiver_id": book.person(call.guests[0]),
            "item": call.gift,
            "value": 150,
            "currency": "CNY",
        }
    ]
