"""The meeting of 5 January 2018 with the Consul General of Japan, in words of our own."""

from typing import Any

from intloffice.operations.sample.book import Book, in_three
from intloffice.operations.sample.phrases import MAIN_BUILDING, topics
from intloffice.records.meeting import MEETING

#: Guests, then hosts: person, side, role, precedence, title that day, organisation.
_PARTICIPANTS = (
    ("komatsu", "guest", "head", 1, ("Consul General", "总领事", "総領事"), "consulate-jp"),
    ("jiang-jianping", "guest", "secretary", 2, ("Secretary", "秘书", "秘書"), "consulate-jp"),
    ("zhang-zongyi", "host", "head", 1, ("President", "校长", "学長"), "cqu"),
    (
        "xu-jun",
        "host",
        "companion",
        2,
        ("Director", "处长", "処長"),
        "office",
    ),
    ("officer-japan", "host", "support", 3, ("Officer for Asia", "亚洲科科员", "アジア担当"),
     "office"),
    ("interpreter", "host", "interpreter", 4, ("Interpreter", "翻译", "通訳"), "foreign"),
)  # fmt: skip

_REMARKS = (
    (
        "zhang-zongyi",
        "welcome",
        (
            "He was glad to receive the Consul General on his first visit to the campus.",
            "他对总领事首次到访校园表示热烈欢迎。",
            "総領事の初めての来学を心から歓迎しました。",
        ),
    ),
    (
        "zhang-zongyi",
        "fact",
        (
            "He set the university's mission, to “study academics, cultivate talents, inspire the "
            "country and lead the society”, beside the way in which higher education had grown in "
            "Britain, Germany and the United States, and told of its disciplines and its partners.",
            "他结合英国、德国、美国高等教育的发展，阐述了学校“研究学术、造就人才、佑启乡邦、振导社会”的使命，"
            "并介绍了学科特色和国际合作情况。",
            "英国・ドイツ・米国の高等教育の歩みと比べながら、「学術を究め、人材を育て、郷土を啓き、"
            "社会を導く」という大学の使命を述べ、学科の特色と国際連携を紹介しました。",
        ),
    ),
    (
        "zhang-zongyi",
        "hope",
        (
            "He hoped to do more with universities in Japan in research, in the training of "
            "teachers and in the exchange of students.",
            "他希望在科学研究、师资培养和学生交流方面与日本高校开展更多合作。",
            "研究、教員の養成、学生の交流で日本の大学との協力を深めたいと述べました。",
        ),
    ),
    (
        "komatsu",
        "fact",
        (
            "He recalled that 2017 had been the 45th year of normal relations between the two "
            "countries, and that 2018 was the 20th since a Japanese consular office opened here.",
            "他谈到，2017年是中日邦交正常化45周年，2018年是日本在重庆开设领事机构20周年。",
            "2017年が国交正常化45周年、2018年が重慶に日本の領事機関が開かれて20年に当たると述べました。",
        ),
    ),
    (
        "komatsu",
        "appreciation",
        (
            "He thanked the university for what it does for cultural exchange between the two "
            "countries.",
            "他感谢学校为两国文化交流所做的工作。",
            "両国の文化交流への大学の貢献に謝意を表しました。",
        ),
    ),
    (
        "komatsu",
        "promise",
        (
            "He would introduce the university to universities in Japan that look for partners.",
            "他表示愿为学校与有意合作的日本高校牵线搭桥。",
            "連携先を求める日本の大学に本学を紹介すると約束しました。",
        ),
    ),
)

_PURPOSE = (
    "First visit of the Consul General; cooperation with universities in Japan.",
    "总领事首次来访；与日本高校的合作。",
    "総領事の初めての来学。日本の大学との協力について。",
)
_FOLLOW_UPS = (
    (
        "promise",
        (
            "Introduce universities in Japan that look for a partner",
            "推荐有意合作的日本高校",
            "連携先を求める日本の大学の紹介",
        ),
        "komatsu",
        "2018-06-30",
    ),
    (
        "task",
        (
            "Send the consulate the list of our agreements in Japan",
            "向总领事馆提供对日合作协议清单",
            "日本との協定一覧を総領事館へ送付",
        ),
        "officer-japan",
        "2018-01-31",
    ),
    (
        "task",
        (
            "Ask how the Consul General spells his name",
            "确认总领事姓名的拉丁字母拼写",
            "総領事の氏名のローマ字表記を確認",
        ),
        "officer-japan",
        "2018-01-12",
    ),
)


def fill_meeting_with_consul_general(book: Book) -> None:
    """Add the meeting with which the project began."""
    book.add(
        MEETING,
        "consul-general",
        {
            "reference": "2018-001",
            "direction": "received",
            "kind": "consular",
            "status": "held",
            "starts_on": "2018-01-05",
            "starts_at": "15:00",
            "ends_on": "2018-01-05",
            "ends_at": "16:45",
            "place": MAIN_BUILDING,
            "purpose": "\n".join(_PURPOSE),
            "topics": topics("research", "training of teachers", "student exchange"),
        }
        | in_three(
            "title",
            (
                "Visit of the Consul General of Japan in Chongqing",
                "日本国驻重庆总领事来访",
                "在重慶日本国総領事の来学",
            ),
        )
        | in_three(
            "outcome",
            (
                "The Consul General will introduce universities in Japan to us.",
                "总领事将向我校推荐日本高校。",
                "総領事が本学に日本の大学を紹介することになった。",
            ),
        ),
        visitor=[{"organisation_id": book.org("consulate-jp")}],
        participant=_participants(book),
        item=_itinerary(book),
        remark=[
            {"speaker_id": book.person(speaker), "kind": kind} | in_three("text", text)
            for speaker, kind, text in _REMARKS
        ],
        gift=_gifts(book),
        follow_up=[
            {"kind": kind, "owner_id": book.person(owner), "due_on": due} | in_three("text", text)
            for kind, text, owner, due in _FOLLOW_UPS
        ],
    )


def _participants(book: Book) -> list[dict[str, Any]]:
    return [
        {
            "person_id": book.person(person),
            "side": side,
            "role": role,
            "precedence": precedence,
            "organisation_id": book.org(organisation),
            "attended": "yes",
        }
        | in_three("title", title)
        for person, side, role, precedence, title, organisation in _PARTICIPANTS
    ]


def _itinerary(book: Book) -> list[dict[str, Any]]:
    steps = (
        (
            "14:50",
            "15:00",
            "pick-up",
            ("Gate of Campus A", "A区校门", "Aキャンパス正門"),
            "Officer / 外事专员 / 担当職員",
        ),
        (
            "15:00",
            "16:00",
            "meeting",
            ("Reception room, Main Building", "主楼贵宾室", "本館応接室"),
            "Everybody / 全体 / 全員",
        ),
        (
            "16:00",
            "16:05",
            "gift exchange",
            ("Reception room", "贵宾室", "応接室"),
            "Both heads / 双方团长 / 双方の団長",
        ),
        (
            "16:05",
            "16:40",
            "tour",
            ("No. 1 Teaching Building, Campus A", "A区第一教学楼", "Aキャンパス第一教学楼"),
            "The two guests, with the President / 两位来宾，校长陪同 / 来賓2名、学長が同行",
        ),
        (
            "16:40",
            "16:45",
            "departure",
            ("Gate of Campus A", "A区校门", "Aキャンパス正門"),
            "Officer / 外事专员 / 担当職員",
        ),
    )
    return [
        {
            "on": "2018-01-05",
            "starts_at": begins,
            "ends_at": ends,
            "kind": kind,
            "who": who,
            "responsible_id": book.person("officer-japan"),
        }
        | in_three("place", place)
        for begins, ends, kind, place, who in steps
    ]


def _gifts(book: Book) -> list[dict[str, Any]]:
    return [
        {
            "direction": "given",
            "giver_id": book.person("zhang-zongyi"),
            "receiver_id": book.person("komatsu"),
            "item": "Album of the campus / 校园画册 / キャンパス写真集",
            "value": 120,
            "currency": "CNY",
        },
        {
            "direction": "received",
            "giver_id": book.person("komatsu"),
            "receiver_id": book.person("zhang-zongyi"),
            "item": "Lacquered letter box / 漆器信盒 / 漆塗りの文箱",
            "kept_where": "Office, cabinet 2",
        },
    ]
