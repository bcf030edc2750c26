"""Organisations in Japan. They are real; what the sample tells of our dealings is not."""

from intloffice.operations.sample.bodies import Body

#: Universities: key, names, city, founded, prominence in the office's own order.
_UNIVERSITIES = (
    ("tohoku", ("Tohoku University", "东北大学", "東北大学"), "Sendai", "1907", 99),
    ("hokkaido", ("Hokkaido University", "北海道大学", "北海道大学"), "Sapporo", "1876", 98),
    ("hiroshima", ("Hiroshima University", "广岛大学", "広島大学"), "Hiroshima", "1949", 97),
    ("waseda", ("Waseda University", "早稻田大学", "早稲田大学"), "Tokyo", "1882", 96),
    ("kyushu", ("Kyushu University", "九州大学", "九州大学"), "Fukuoka", "1911", 90),
    ("osaka", ("Osaka University", "大阪大学", "大阪大学"), "Suita", "1931", 89),
    ("kumamoto", ("Kumamoto University", "熊本大学", "熊本大学"), "Kumamoto", "1949", 88),
    (
        "nitech",
        ("Nagoya Institute of Technology", "名古屋工业大学", "名古屋工業大学"),
        "Nagoya",
        "1949",
        80,
    ),
    ("ritsumeikan", ("Ritsumeikan University", "立命馆大学", "立命館大学"), "Kyoto", "1900", 79),
    ("tokyo", ("The University of Tokyo", "东京大学", "東京大学"), "Tokyo", "1877", 85),
    ("kyoto", ("Kyoto University", "京都大学", "京都大学"), "Kyoto", "1897", 84),
    ("nagoya", ("Nagoya University", "名古屋大学", "名古屋大学"), "Nagoya", "1939", 70),
    (
        "tokyotech",
        ("Tokyo Institute of Technology", "东京工业大学", "東京工業大学"),
        "Tokyo",
        "1881",
        69,
    ),
    ("tsukuba", ("University of Tsukuba", "筑波大学", "筑波大学"), "Tsukuba", "1973", 68),
    ("okayama", ("Okayama University", "冈山大学", "岡山大学"), "Okayama", "1949", 67),
    ("chiba", ("Chiba University", "千叶大学", "千葉大学"), "Chiba", "1949", 66),
    ("kanazawa", ("Kanazawa University", "金泽大学", "金沢大学"), "Kanazawa", "1949", 60),
    ("niigata", ("Niigata University", "新潟大学", "新潟大学"), "Niigata", "1949", 59),
    ("nagasaki", ("Nagasaki University", "长崎大学", "長崎大学"), "Nagasaki", "1949", 58),
    ("kobe", ("Kobe University", "神户大学", "神戸大学"), "Kobe", "1949", 57),
    (
        "yokohama",
        ("Yokohama National University", "横滨国立大学", "横浜国立大学"),
        "Yokohama",
        "1949",
        50,
    ),
    ("meiji", ("Meiji University", "明治大学", "明治大学"), "Tokyo", "1881", 49),
    ("tokoha", ("Tokoha University", "常叶大学", "常葉大学"), "Shizuoka", "1980", 20),
    (
        "tokyo-polytechnic",
        ("Tokyo Polytechnic University", "东京工艺大学", "東京工芸大学"),
        "Atsugi",
        "",
        30,
    ),
)

#: Parts of universities: key, of which, names.
_PARTS = (
    (
        "hokkaido-eng",
        "hokkaido",
        (
            "Graduate School, Faculty and School of Engineering, Hokkaido University",
            "北海道大学工学研究院、工学院、工学部",
            "北海道大学大学院工学研究院・工学院・工学部",
        ),
    ),
    (
        "kumamoto-gsst",
        "kumamoto",
        (
            "Graduate School of Science and Technology, Kumamoto University",
            "熊本大学研究生院自然科学研究科",
            "熊本大学大学院自然科学研究科",
        ),
    ),
    (
        "kumamoto-mrc",
        "kumamoto",
        (
            "Magnesium Research Center, Kumamoto University",
            "熊本大学先进镁国际研究中心",
            "熊本大学先進マグネシウム国際研究センター",
        ),
    ),
    (
        "tohoku-imr",
        "tohoku",
        (
            "Institute for Materials Research, Tohoku University",
            "东北大学金属材料研究所",
            "東北大学金属材料研究所",
        ),
    ),
    (
        "tokyotech-civil",
        "tokyotech",
        (
            "Department of Civil and Environmental Engineering, Tokyo Institute of Technology",
            "东京工业大学土木环境工学系",
            "東京工業大学土木・環境工学系",
        ),
    ),
)

_ACRONYMS = {"nitech": "NITech", "tokyotech": "Tokyo Tech", "yokohama": "YNU", "tokyo": "UTokyo"}
_SHORT = {
    "tohoku": "東北大",
    "hokkaido": "北大",
    "hiroshima": "広大",
    "waseda": "早大",
    "osaka": "阪大",
}

JAPAN = (
    *(
        Body(
            key,
            "university",
            called,
            country="JP",
            city=city,
            founded=founded,
            prominence=prominence,
            acronym=_ACRONYMS.get(key, ""),
            others=((_SHORT[key], "ja", "short"),) if key in _SHORT else (),
        )
        for key, called, city, founded, prominence in _UNIVERSITIES
    ),
    *(Body(key, "school", called, country="JP", parent=parent) for key, parent, called in _PARTS),
    Body(
        "osaka-foreign",
        "university",
        ("Osaka University of Foreign Studies", "大阪外国语大学", "大阪外国語大学"),
        country="JP",
        city="Minoh",
        founded="1949",
        ceased="2007-10-01",
        successor="osaka",
    ),
    Body(
        "hamamatsu",
        "university",
        ("Hamamatsu University", "滨松大学", "浜松大学"),
        country="JP",
        city="Hamamatsu",
        founded="1988",
        ceased="2013-04-01",
        successor="tokoha",
    ),
    Body(
        "nims",
        "research institute",
        ("National Institute for Materials Science", "物质材料研究机构", "物質・材料研究機構"),
        country="JP",
        city="Tsukuba",
        acronym="NIMS",
        founded="2001-04-01",
        prominence=75,
    ),
    Body(
        "six",
        "alliance",
        (
            "National University Corporation Consortium of Six Universities",
            "国立六大学合作联盟",
            "国立六大学連携コンソーシアム",
        ),
        country="JP",
        others=(
            ("Alliance of Six National Universities", "en", "short"),
            ("SixERS", "en", "short"),
        ),
        founded="2013-03-06",
        website="https://sixers.jp",
    ),
    Body(
        "eaj",
        "academy",
        ("Engineering Academy of Japan", "日本工程院", "日本工学アカデミー"),
        country="JP",
        city="Tokyo",
        acronym="EAJ",
        founded="1987",
    ),
    Body(
        "nippon-foundation",
        "foundation",
        ("The Nippon Foundation", "日本财团", "日本財団"),
        country="JP",
        city="Tokyo",
        founded="1962",
    ),
    Body(
        "tokyo-foundation",
        "foundation",
        ("The Tokyo Foundation", "东京财团", "東京財団"),
        country="JP",
        city="Tokyo",
        founded="1997",
    ),
    Body(
        "jst",
        "government",
        ("Japan Science and Technology Agency", "日本科学技术振兴机构", "科学技術振興機構"),
        country="JP",
        city="Kawaguchi",
        acronym="JST",
    ),
    Body(
        "jasso",
        "government",
        ("Japan Student Services Organization", "日本学生支援机构", "日本学生支援機構"),
        country="JP",
        city="Yokohama",
        acronym="JASSO",
        founded="2004-04-01",
    ),
)

SIX = ("chiba", "niigata", "kanazawa", "okayama", "nagasaki", "kumamoto")
