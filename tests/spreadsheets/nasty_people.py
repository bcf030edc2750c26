"""Registers of people, as they are found: students, experts, awards, visits, address books.

Each is entered beside the registers of agreements, with how many records its rows are.
"""

from datetime import date

from tests.spreadsheets.nasty import book, nasty, text

SENT = [
    *("序号", "姓名", "学号", "学院", "专业", "层次", "派往院校", "国家", "开始日期", "结束日期"),
    "项目",
]
CAME = [
    *("No", "Full name", "Nationality", "Date of birth", "Passport No.", "Home university"),
    *("Level", "Major", "From", "To", "Status"),
]


@nasty(3, kind="mobility")
def students_sent_with_two_of_one_name(path):
    book(
        path,
        ["2017年派出交换生名单"],
        [],
        SENT,
        [
            1,
            "王伟",
            "20150123",
            "法学院",
            "法学",
            "本科",
            "京都大学",
            "日本",
            "2017.9",
            "2018.1",
            "校际",
        ],
        [
            2,
            "李娜",
            "20150124",
            "外语学院",
            "日语",
            "硕士",
            "京都大学",
            "日本",
            "2017年9月1日",
            "",
            "校际",
        ],
        [3, "王伟", "20150999", "商学院", "金融", "本科", "利兹大学", "英国", "2017秋", "", "CSC"],
        ["合计", "", "", "", "", "", "", "", "", "", 3],
    )


@nasty(3, kind="mobility")
def students_who_came_with_passports(path):
    book(
        path,
        ["International students 2017/2018"],
        CAME,
        [1, "TANAKA Hiroshi", "Japan", "1995-03-02", "TK1", "Kyoto University", "Master", "Law",
         "1.9.2017", "31.1.2018", "current"],
        [2, "Kim Min-ji (김민지)", "韩国", "2.5.1996", "M2", "Seoul National University", "本科",
         "History", "1.9.2017", "-", "withdrawn"],
        [3, "Nguyễn Văn Nam", "Viet Nam", 34881, "B3", "Vietnam National University", "PhD", "",
         date(2017, 9, 1), "two years", "在读"],
    )  # fmt: skip


@nasty(2, kind="mobility")
def students_in_japanese_with_a_fiscal_year(path):
    book(
        path,
        ["平成29年度 海外派遣留学生一覧"],
        ["番号", "氏名", "フリガナ", "学部・研究科", "派遣先大学", "派遣先国", "留学期間", "区分"],
        [
            1,
            "田中 浩",
            "タナカ ヒロシ",
            "法学部",
            "リーズ大学",
            "英国",
            "2017年9月～2018年2月",
            "交換",
        ],
        [2, "佐藤 花子", "サトウ ハナコ", "文学部", "重慶大学", "中国", "6か月", "短期"],
    )


@nasty(2, kind="mobility")
def family_and_given_names_apart_and_a_direction_in_words(path):
    book(
        path,
        ["Family name", "First name", "Gender", "In/Out", "Partner university", "Semester"],
        ["Müller", "Anna Lena", "f", "incoming", "TU München, Munich, Germany", "WS 2017/18"],
        ["van den Berg", "Jan", "M", "Outgoing", "Kyoto University (KU)", "Spring 2018"],
    )


@nasty(2, kind="engagement")
def experts_with_titles_glued_to_their_names(path):
    book(
        path,
        ["外国专家来访登记表", None, None, "2017年"],
        [
            "序号",
            "专家姓名",
            "国籍",
            "工作单位",
            "职称",
            "邀请单位",
            "来访时间",
            "离校时间",
            "来访目的",
        ],
        [
            1,
            "谷口功教授",
            "日本",
            "熊本大学",
            "校长",
            "化学学院",
            "2017.5.12",
            "2017.5.20",
            "学术报告",
        ],
        [
            2,
            "John Smith",
            "USA",
            "MIT",
            "Professor",
            "计算机学院",
            "2017年3月",
            "2018年2月",
            "授课、科研",
        ],
    )


@nasty(2, kind="engagement")
def visiting_scholars_with_their_days(path):
    book(
        path,
        ["Visiting scholars"],
        ["Name of visitor", "Affiliation", "Country", "Host", "Dates of visit", "Days", "Purpose"],
        [
            "Prof. Dr. Heinz Becker",
            "Uni Köln",
            "Germany",
            "Law",
            "12.5.2017 - 20.5.2017",
            9,
            "Talk",
        ],
        ["LI Na 李娜", "NUS", "Singapore", "Law", "2017-06-01", "3 days", "Joint research"],
    )


@nasty(2, kind="award")
def money_in_ten_thousands_by_its_heading(path):
    book(
        path,
        ["2016年度国家奖学金发放表"],
        ["姓名", "学院", "金额（万元）", "发放日期", "身份证号"],
        ["王伟", "法学院", 0.8, "2016.12.1", "50010519950302001X"],
        ["李娜", "外语学院", "5000元", "2016.12.1", "500105199605020020"],
    )


@nasty(3, kind="award")
def money_with_signs_and_a_month(path):
    book(
        path,
        ["Recipient", "Scholarship", "Year", "Monthly stipend", "Donor"],
        ["Anna Müller", "DAAD Fellowship", 2017, "€ 1.200,50", "DAAD"],
        ["Tanaka Hiroshi", "Rotary Grant", "2017/18", "US$ 3,000", "Rotary"],
        ["Kim Min-ji", "Yamada Fund", "平成29年度", "１０万円", "Yamada Foundation"],
    )


@nasty(2, kind="meeting")
def visits_of_several_days_in_a_cell(path):
    book(
        path,
        ["2017年外宾来访一览表"],
        [
            "序号",
            "来访时间",
            "来访单位",
            "国别",
            "团长",
            "来访人数",
            "接待领导",
            "来访目的",
            "地点",
        ],
        [
            1,
            "2017年5月12日-14日",
            "熊本大学",
            "日本",
            "谷口功 学長",
            5,
            "周校长、李副校长",
            "洽谈合作",
            "A楼",
        ],
        [
            2,
            "2017.6.3",
            "University of Leeds",
            "英国",
            "Prof. A. Langlands",
            3,
            "周绪红",
            "签署协议",
            "",
        ],
    )


@nasty(2, kind="meeting")
def delegations_with_their_members(path):
    book(
        path,
        ["Delegations received"],
        ["Date", "Delegation", "Members", "Host", "Purpose of visit", "Result"],
        [
            "12-14.5.2017",
            "Kyoto University",
            "TANAKA Hiroshi; SATO Hanako",
            "Li Wei",
            "Signing",
            "MoU",
        ],
        ["May 3-5, 2017", "Embassy of France", "Jean DUPONT", "Li Wei", "Courtesy call", "-"],
    )


@nasty(2, kind="person")
def an_address_book(path):
    book(
        path,
        ["Name", "Title", "Organisation", "Country", "E-mail", "Phone", "Remarks"],
        ["Prof. Alan Langlands", "Vice-Chancellor", "University of Leeds", "UK", "a@leeds.example",
         "+44 113", "prefers tea"],
        ["谷口功", "学長", "熊本大学", "日本", "t@kumamoto.example", "096-344", ""],
    )  # fmt: skip


@nasty(2, ".csv", kind="mobility")
def students_in_gb18030(path):
    one = [
        "王伟",
        "201501",
        "法学院",
        "法学",
        "本科",
        "京都大学",
        "日本",
        "2017.9",
        "2018.1",
        "校际",
    ]
    other = [
        "李娜",
        "201502",
        "商学院",
        "金融",
        "硕士",
        "利兹大学",
        "英国",
        "2017.9",
        "2018.1",
        "校际",
    ]
    rows = [SENT[1:], one, other]
    text(path, rows, "gb18030")


@nasty(2, ".csv", kind="mobility")
def students_in_shift_jis(path):
    rows = [
        ["氏名", "性別", "国籍", "所属大学", "受入部局", "受入開始日", "受入終了日"],
        ["李 娜", "女", "中国", "重慶大学", "法学部", "平成29年4月1日", "平成30年3月31日"],
        [
            "김철수".encode("cp932", "ignore").decode() or "金哲洙",
            "男",
            "韓国",
            "ソウル大学",
            "文学部",
            "2017.4",
            "2018.3",
        ],
    ]
    text(path, rows, "cp932")
