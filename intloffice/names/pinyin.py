"""Chinese characters read aloud: syllables without tones, as proposals and as search keys."""

import re
from functools import lru_cache

from intloffice.names.folding import chinese_form, folded_character

HAN = "々〇\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_RUN = re.compile(f"[{HAN}]+")
#: Surnames whose reading is another than the character's usual one (ecosystem.md, 2.3).
_SURNAMES = {
    name: tuple(reading.split())
    for name, reading in re.findall(
        r"(\S+)=([a-z ]+)",
        """
        单=shan,仇=qiu,区=ou,曾=zeng,朴=piao,查=zha,解=xie,任=ren,华=hua,盖=ge,翟=zhai,乐=yue,
        冼=xian,洗=xian,员=yun,逄=pang,种=chong,纪=ji,缪=miao,牟=mou,祭=zhai,覃=qin,谌=chen,
        隗=wei,晁=chao,郇=xun,柏=bai,秘=bi,黑=he,折=she,适=kuo,鲍=bao,过=guo,那=na,宁=ning,
        曲=qu,召=shao,燕=yan,应=ying,贾=jia,葛=ge,沈=shen,石=shi,尹=yin,尉=wei,訾=zi,燮=xie,
        繁=po,繆=miao,幺=yao,么=yao,仝=tong,佴=nai,俞=yu,郗=xi,郝=hao,阚=kan,隽=juan,车=che,
        万=wan,於=yu,逯=lu,钭=tou,宓=mi,卜=bu,薄=bo,晟=cheng,不=fou,奇=ji,角=jue,乜=nie,
        弗=fei,句=gou,强=qiang,藏=zang,臧=zang,褚=chu,载=zai,会=gui,兴=xing,撒=sa,洪=hong,
        尉迟=yu chi,万俟=mo qi,长孙=zhang sun,单于=chan yu,澹台=tan tai,令狐=ling hu,
        宰父=zai fu,夏侯=xia hou,欧阳=ou yang,诸葛=zhu ge,司马=si ma,上官=shang guan,
        皇甫=huang fu,呼延=hu yan,慕容=mu rong,独孤=du gu,鲜于=xian yu,闾丘=lv qiu,
        亓官=qi guan,公孙=gong sun,宇文=yu wen,轩辕=xuan yuan,东方=dong fang,司徒=si tu,
        司空=si kong,太史=tai shi,申屠=shen tu,赫连=he lian,钟离=zhong li,端木=duan mu,
        百里=bai li,东郭=dong guo,南宫=nan gong,西门=xi men,濮阳=pu yang,淳于=chun yu
        """.replace(",", " ,"),
    )
}
_SURNAMES = {name.lstrip(","): reading for name, reading in _SURNAMES.items()}


def han_runs(text: str) -> list[str]:
    """Give the stretches of Chinese characters in a text."""
    return _HAN_RUN.findall(text)
