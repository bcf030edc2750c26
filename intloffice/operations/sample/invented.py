"""People who do not exist: names put together from common parts, each given once.

Who is named in the news of the university is in ``people``; nobody here is meant to be anyone.
"""

from collections.abc import Callable
from random import Random
from typing import Any

_CHINESE_FAMILIES = """王 Wang 李 Li 张 Zhang 刘 Liu 陈 Chen 杨 Yang 赵 Zhao 黄 Huang 周 Zhou 吴 Wu
徐 Xu 孙 Sun 胡 Hu 朱 Zhu 高 Gao 林 Lin 何 He 郭 Guo 马 Ma 罗 Luo 梁 Liang 宋 Song 郑 Zheng 谢 Xie
韩 Han 唐 Tang 冯 Feng 于 Yu 董 Dong 萧 Xiao 程 Cheng 曹 Cao 袁 Yuan 邓 Deng 许 Xu 傅 Fu 沈 Shen
彭 Peng 吕 Lü 苏 Su 卢 Lu 蒋 Jiang 蔡 Cai 魏 Wei 薛 Xue 叶 Ye 阎 Yan 潘 Pan 杜 Du 戴 Dai 夏 Xia
钟 Zhong 汪 Wang 田 Tian 姜 Jiang 范 Fan 方 Fang 石 Shi 姚 Yao 谭 Tan"""
_CHINESE_FIRST = """思 si 雨 yu 晓 xiao 文 wen 佳 jia 梓 zi 明 ming 志 zhi 宇 yu 浩 hao 嘉 jia
欣 xin 婉 wan 若 ruo 语 yu 楚 chu 星 xing 书 shu 云 yun 春 chun 秋 qiu 立 li 庆 qing 江 jiang
渝 yu 霖 lin 景 jing 静 jing 清 qing 以 yi"""
_CHINESE_SECOND = """涵 han 轩 xuan 怡 yi 琪 qi 远 yuan 航 hang 然 ran 宁 ning 童 tong 睿 rui
捷 jie 凡 fan 哲 zhe 楠 nan 薇 wei 玥 yue 峰 feng 源 yuan 洁 jie 岚 lan 铭 ming 博 bo 倩 qian
帆 fan 锐 rui 蕾 lei 舟 zhou 川 chuan 雯 wen 翔 xiang"""
_TRADITIONAL = """陳 Chen 美君 Mei-chun 林 Lin 承恩 Cheng-en 黃 Huang 雅雯 Ya-wen 張 Chang
柏翰 Po-han 梁 Leung 詠詩 Wing-sze 何 Ho 家樂 Ka-lok 鄭 Cheng 曉彤 Hiu-tung 劉 Lau 志豪 Chi-ho"""
_JAPANESE_FAMILIES = """青木|あおき|Aoki 秋山|あきやま|Akiyama 安藤|あんどう|Ando 石井|いしい|Ishii
上野|うえの|Ueno 遠藤|えんどう|Endo 大野|おおの|Ono 小川|おがわ|Ogawa 加藤|かとう|Kato
川口|かわぐち|Kawaguchi 菊地|きくち|Kikuchi 木村|きむら|Kimura 久保|くぼ|Kubo
小林|こばやし|Kobayashi
斎藤|さいとう|Saito 坂本|さかもと|Sakamoto 佐々木|ささき|Sasaki 島田|しまだ|Shimada
杉山|すぎやま|Sugiyama 関|せき|Seki 高橋|たかはし|Takahashi 竹内|たけうち|Takeuchi 千葉|ちば|Chiba
土屋|つちや|Tsuchiya 中川|なかがわ|Nakagawa 西田|にしだ|Nishida 野口|のぐち|Noguchi
橋本|はしもと|Hashimoto 原田|はらだ|Harada 平野|ひらの|Hirano 福田|ふくだ|Fukuda 藤井|ふじい|Fujii
前田|まえだ|Maeda 松尾|まつお|Matsuo 三浦|みうら|Miura 宮本|みやもと|Miyamoto 森|もり|Mori
山口|やまぐち|Yamaguchi 横山|よこやま|Yokoyama 渡辺|わたなべ|Watanabe"""
_JAPANESE_GIVEN = """健一|けんいち|Kenichi|m 浩二|こうじ|Koji|m 直樹|なおき|Naoki|m
康介|こうすけ|Kosuke|m 正樹|まさき|Masaki|m 隆志|たかし|Takashi|m 信吾|しんご|Shingo|m
英明|ひであき|Hideaki|m 裕太|ゆうた|Yuta|m 大樹|だいき|Daiki|m 拓真|たくま|Takuma|m
俊介|しゅんすけ|Shunsuke|m 良平|りょうへい|Ryohei|m 誠司|せいじ|Seiji|m 涼|りょう|Ryo|m
美咲|みさき|Misaki|f 由美子|ゆみこ|Yumiko|f 綾香|あやか|Ayaka|f 恵子|けいこ|Keiko|f
千尋|ちひろ|Chihiro|f 麻衣|まい|Mai|f 奈緒|なお|Nao|f 早紀|さき|Saki|f 文香|ふみか|Fumika|f
遥|はるか|Haruka|f 真由|まゆ|Mayu|f 友里|ゆり|Yuri|f 沙織|さおり|Saori|f 彩|あや|Aya|f
和代|かずよ|Kazuyo|f"""
_KOREAN_FAMILIES = (
    "김|金|Kim 이|李|Lee 박|朴|Park 최|崔|Choi 정|鄭|Jung 강|姜|Kang 윤|尹|Yoon 한|韓|Han"
)
_KOREAN_GIVEN = """병수|炳秀|Byung-soo|m 태준|泰俊|Tae-jun|m 규환|奎煥|Kyu-hwan|m
재근|在根|Jae-geun|m
수진|秀眞|Su-jin|f 은영|恩英|Eun-young|f 미경|美景|Mi-kyung|f 혜원|惠媛|Hye-won|f"""
_RUSSIAN = """Дубинин|Dubinin|Дмитрий|Dmitry|m Лебедев|Lebedev|Алексей|Alexey|m
Морозова|Morozova|Анна|Anna|f Белова|Belova|Нина|Nina|f Зайцев|Zaitsev|Павел|Pavel|m
Соловьёв|Solovyov|Глеб|Gleb|m Новикова|Novikova|Елена|Elena|f Жаров|Zharov|Никита|Nikita|m
Громов|Gromov|Антон|Anton|m Ершова|Yershova|Вера|Vera|f Калинин|Kalinin|Роман|Roman|m
Лапина|Lapina|Ольга|Olga|f Мельников|Melnikov|Фёдор|Fyodor|m"""
_THAI = """สุขใจ|Sukjai|อนงค์|Anong|f แสงทอง|Saengthong|ประเสริฐ|Prasert|m
บุญมี|Boonmee|กานดา|Kanda|f ทองดี|Thongdee|วิชัย|Wichai|m
ศรีสุข|Srisuk|มาลี|Malee|f รุ่งเรือง|Rungrueang|สมบัติ|Sombat|m
ใจดี|Jaidee|นภา|Napa|f"""
_LATIN: dict[str, tuple[str, str, str, str]] = {
    "DE": (
        "de",
        "Brandt Keller Lorenz Vogel Winkler Hartmann Krüger Schäfer Böhm Reuter",
        "Stefan Henrik Matthias Lukas Florian",
        "Katrin Anja Sabine Hannah Greta",
    ),
    "FR": (
        "fr",
        "Lefèvre Garnier Chevalier Perrin Marchand Rousseau",
        "Julien Antoine Rémi",
        "Camille Hélène Élodie",
    ),
    "IT": ("it", "Ferri Galli Marchetti Rinaldi", "Paolo Davide", "Chiara Giulia"),
    "en": (
        "en",
        "Ashworth Barlow Carver Dawson Ellison Fletcher Garland Hewitt Marsden Prescott Tilbury",
        "Andrew Graham Martin Owen Philip Simon Trevor",
        "Claire Fiona Helen Imogen Judith Rachel Tessa",
    ),
}
_Maker = Callable[[], dict[str, Any]]
_WOMEN_AND_MEN = {"f": "female", "m": "male"}


def _cut(table: str) -> list[list[str]]:
    return [entry.split("|") for entry in table.split()]


def _paired(table: str) -> list[tuple[str, str]]:
    words = table.split()
    return list(zip(words[::2], words[1::2], strict=True))


class Names:
    """Invents people, none with a name that was given before."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = set()
        self._makers: dict[str, _Maker] = {
            "CN": self._chinese,
            "HK": lambda: self._traditional("HK"),
            "TW": lambda: self._traditional("TW"),
            "JP": self._japanese,
            "KR": self._korean,
            "RU": lambda: self._spelled("ru", _RUSSIAN),
            "TH": lambda: self._spelled("th", _THAI),
        }

    def person(self, country: str) -> dict[str, Any]:
        """Invent a person of a nationality."""
        make = self._makers.get(country, lambda: self._western(country))
        for _ in range(200):
            values = make()
            name = values["family_native"] + values["given_native"]
            if name not in self._given:
                self._given.add(name)
                return values | {"nationalities": (country,), "tags": ("invented",)}
        raise AssertionError(f"no more names for {country}")

    def _chinese(self) -> dict[str, Any]:
        family, latin = self._random.choice(_paired(_CHINESE_FAMILIES))
        first, second = (
            self._random.choice(_paired(part)) for part in (_CHINESE_FIRST, _CHINESE_SECOND)
        )
        return {
            "family_native": family,
            "given_native": first[0] + second[0],
            "native_language": "zh-Hans",
            "latin_family": latin,
            "latin_given": (first[1] + second[1]).capitalize(),
            "latin_order": "family first",
            "spelling_state": "confirmed",
            "spelling_source": "passport",
        }

    def _traditional(self, country: str) -> dict[str, Any]:
        pairs = _paired(_TRADITIONAL)
        half = pairs[:8] if country == "TW" else pairs[8:]
        family, given = self._random.choice(half[::2]), self._random.choice(half[1::2])
        return {
            "family_native": family[0],
            "given_native": given[0],
            "native_language": "zh-Hant",
            "latin_family": family[1],
            "latin_given": given[1],
            "latin_order": "family first",
            "spelling_state": "confirmed",
        }

    def _japanese(self) -> dict[str, Any]:
        family = self._random.choice(_cut(_JAPANESE_FAMILIES))
        given = self._random.choice(_cut(_JAPANESE_GIVEN))
        confirmed = self._random.random() < 0.6
        return {
            "family_native": family[0],
            "given_native": given[0],
            "native_language": "ja",
            "family_kana": family[1],
            "given_kana": given[1],
            "latin_family": family[2],
            "latin_given": given[2],
            "latin_order": "family first",
            "gender": _WOMEN_AND_MEN[given[3]],
            "spelling_state": "confirmed" if confirmed else "guessed",
            "spelling_source": "business card" if confirmed else "",
        }

    def _korean(self) -> dict[str, Any]:
        family = self._random.choice(_cut(_KOREAN_FAMILIES))
        given = self._random.choice(_cut(_KOREAN_GIVEN))
        return {
            "family_native": family[0],
            "given_native": given[0],
            "native_language": "ko",
            "latin_family": family[2],
            "latin_given": given[2],
            "latin_order": "family first",
            "gender": _WOMEN_AND_MEN[given[3]],
            "chinese_form": family[1] + given[1],
            "spelling_state": "confirmed",
        }

    def _spelled(self, language: str, table: str) -> dict[str, Any]:
        family, latin_family, given, latin_given, gender = self._random.choice(_cut(table))
        return {
            "family_native": family,
            "given_native": given,
            "native_language": language,
            "latin_family": latin_family,
            "latin_given": latin_given,
            "latin_order": "given first",
            "gender": _WOMEN_AND_MEN[gender],
            "spelling_state": "confirmed",
        }

    def _western(self, country: str) -> dict[str, Any]:
        language, families, men, women = _LATIN.get(country, _LATIN["en"])
        given, gender = self._random.choice(
            [(name, "male") for name in men.split()] + [(name, "female") for name in women.split()]
        )
        family = self._random.choice(families.split())
        return {
            "family_native": family,
            "given_native": given,
            "native_language": language,
            "latin_family": family,
            "latin_given": given,
            "latin_order": "given first",
            "gender": gender,
            "spelling_state": "confirmed",
        }
