"""Our own university with its schools, and the bodies at home with which it has to do."""

from intloffice.operations.sample.bodies import Body

OURS = (
    Body(
        "cqu",
        "university",
        ("Chongqing University", "重庆大学", "重慶大学"),
        city="Chongqing",
        acronym="CQU",
        founded="1929-10-12",
        prominence=100,
        ours=True,
        website="https://www.cqu.edu.cn",
    ),
)

#: Our schools and offices: key, English, Chinese, Japanese.
SCHOOLS = (
    ("civil", "School of Civil Engineering", "土木工程学院", "土木工程学院"),
    (
        "resources",
        "School of Resources and Environmental Science",
        "资源及环境科学学院",
        "資源・環境科学学院",
    ),
    ("bio", "School of Bioengineering", "生物工程学院", "生物工程学院"),
    ("arts", "School of Arts", "艺术学院", "芸術学院"),
    ("foreign", "School of Foreign Languages", "外国语学院", "外国語学院"),
    ("mechanical", "School of Mechanical Engineering", "机械工程学院", "機械工程学院"),
    (
        "materials",
        "School of Materials Science and Engineering",
        "材料科学与工程学院",
        "材料科学・工程学院",
    ),
    ("electrical", "School of Electrical Engineering", "电气工程学院", "電気工程学院"),
    ("computing", "School of Computer Science", "计算机学院", "コンピュータ学院"),
    (
        "architecture",
        "School of Architecture and Urban Planning",
        "建筑城规学院",
        "建築・都市計画学院",
    ),
    (
        "urban",
        "School of Urban Construction and Environmental Engineering",
        "城市建设与环境工程学院",
        "都市建設・環境工程学院",
    ),
    (
        "economics",
        "School of Economics and Business Administration",
        "经济与工商管理学院",
        "経済・経営管理学院",
    ),
    ("law", "School of Law", "法学院", "法学院"),
    ("international", "School of International Education", "国际学院", "国際学院"),
    (
        "office",
        "Office of International Cooperation and Exchange",
        "国际合作与交流处",
        "国際協力交流処",
    ),
)

#: Members of the Excellence League beside ourselves: key, names, city, joined on.
EXCELLENCE = (
    ("bit", ("Beijing Institute of Technology", "北京理工大学", "北京理工大学"), "Beijing"),
    ("dut", ("Dalian University of Technology", "大连理工大学", "大連理工大学"), "Dalian"),
    ("seu", ("Southeast University", "东南大学", "東南大学"), "Nanjing"),
    ("hit", ("Harbin Institute of Technology", "哈尔滨工业大学", "ハルビン工業大学"), "Harbin"),
    (
        "scut",
        ("South China University of Technology", "华南理工大学", "華南理工大学"),
        "Guangzhou",
    ),
    ("tju", ("Tianjin University", "天津大学", "天津大学"), "Tianjin"),
    ("tongji", ("Tongji University", "同济大学", "同済大学"), "Shanghai"),
    ("nwpu", ("Northwestern Polytechnical University", "西北工业大学", "西北工業大学"), "Xi'an"),
)

AT_HOME = (
    Body(
        "e9",
        "alliance",
        ("Excellence League", "卓越大学联盟", "卓越大学連盟"),
        acronym="E9",
        others=(("Excellence 9", "en", "short"),),
        founded="2010-11-25",
    ),
    # The namesake of Tohoku University in Chinese: identity is never the name.
    Body(
        "northeastern",
        "university",
        ("Northeastern University", "东北大学", "東北大学（中国・瀋陽）"),
        city="Shenyang",
        founded="1923",
    ),
    Body(
        "cae",
        "academy",
        ("Chinese Academy of Engineering", "中国工程院", "中国工程院"),
        city="Beijing",
        acronym="CAE",
        founded="1994",
    ),
    Body(
        "csc",
        "government",
        ("China Scholarship Council", "国家留学基金管理委员会", "国家留学基金管理委員会"),
        city="Beijing",
        acronym="CSC",
        founded="1996",
    ),
    Body(
        "safea",
        "government",
        (
            "State Administration of Foreign Experts Affairs",
            "国家外国专家局",
            "国家外国専家局",
        ),
        city="Beijing",
        acronym="SAFEA",
    ),
    Body(
        "hanban",
        "government",
        ("Confucius Institute Headquarters", "孔子学院总部", "孔子学院総部"),
        city="Beijing",
        acronym="Hanban",
    ),
    Body(
        "consulate-jp",
        "diplomatic mission",
        (
            "Consulate General of Japan in Chongqing",
            "日本国驻重庆总领事馆",
            "在重慶日本国総領事館",
        ),
        country="JP",
        city="Chongqing",
        founded="2005-01",
    ),
    Body(
        "consulate-gb",
        "diplomatic mission",
        (
            "British Consulate-General Chongqing",
            "英国驻重庆总领事馆",
            "在重慶英国総領事館",
        ),
        country="GB",
        city="Chongqing",
        founded="2000",
    ),
)
