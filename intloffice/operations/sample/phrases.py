"""What the sample's meetings are about and where they are, as fields that hold one text keep it.

Each is written in English, Chinese and Japanese at once, so that papers say it in theirs.
"""

MAIN_BUILDING = "Main Building, Campus A / A区主楼 / Aキャンパス本館"
_TOPICS = (
    "co-operative education / 产学合作教育 / コーオプ教育",
    "doctoral training / 博士生培养 / 博士学生の育成",
    "dual degree / 双学位 / ダブルディグリー",
    "joint supervision / 联合指导 / 共同指導",
    "materials science / 材料科学 / 材料科学分野",
    "renewal / 续签 / 更新",
    "research / 科学研究 / 研究",
    "scholarships / 奖学金 / 奨学金",
    "student exchange / 学生交流 / 学生交流",
    "summer school / 暑期学校 / サマースクール",
    "textiles / 纺织 / 繊維",
    "three-sided exchange / 三方交流 / 三者間交流",
    "training of teachers / 师资培训 / 教員研修",
)


def topics(*words: str) -> tuple[str, ...]:
    """Give topics, named in English, as they are kept."""
    known = {each.partition(" / ")[0]: each for each in _TOPICS}
    return tuple(known[word] for word in words)
