"""How the cities of the sample's organisations are written in Chinese and Japanese."""

from intloffice.operations.sample.book import Book, in_three
from intloffice.records.term import TERM

#: English, Chinese, Japanese; where the two are written alike it is said once.
_PLACES = """
Aachen 亚琛 アーヘン; Atsugi 厚木; Beijing 北京; Birmingham 伯明翰 バーミンガム; Bonn 波恩 ボン;
Bordeaux 波尔多 ボルドー; Brisbane 布里斯班 ブリスベン; Busan 釜山; Cardiff 卡迪夫 カーディフ;
Chiang_Mai 清迈 チェンマイ; Chiba 千叶 千葉; Chongqing 重庆 重慶;
Cincinnati 辛辛那提 シンシナティ; Corvallis 科瓦利斯 コーバリス; Dalian 大连 大連;
Dresden 德累斯顿 ドレスデン; Edmonton 埃德蒙顿 エドモントン; Essen 埃森 エッセン;
Fukuoka 福冈 福岡; Glasgow 格拉斯哥 グラスゴー; Guangzhou 广州 広州; Gwangju 光州;
Hamamatsu 滨松 浜松; Harbin 哈尔滨 ハルビン; Hiroshima 广岛 広島; Hong_Kong 香港;
Honolulu 檀香山 ホノルル; Kanazawa 金泽 金沢; Karlsruhe 卡尔斯鲁厄 カールスルーエ; Kawaguchi 川口;
Kobe 神户 神戸; Kumamoto 熊本; Kyoto 京都; Leeds 利兹 リーズ; London 伦敦 ロンドン;
Lyon 里昂 リヨン; Madison 麦迪逊 マディソン; Milan 米兰 ミラノ; Minoh 箕面;
Munich 慕尼黑 ミュンヘン; Nagasaki 长崎 長崎; Nagoya 名古屋; Nanjing 南京; Niigata 新潟;
Nottingham 诺丁汉 ノッティンガム; Okayama 冈山 岡山; Sapporo 札幌; Sendai 仙台; Seoul 首尔 ソウル;
Shanghai 上海; Shenyang 沈阳 瀋陽; Shizuoka 静冈 静岡; Singapore 新加坡 シンガポール;
St_Petersburg 圣彼得堡 サンクトペテルブルク; Suita 吹田; Sydney 悉尼 シドニー; Tainan 台南;
Tianjin 天津; Tokyo 东京 東京; Tsukuba 筑波 つくば; Turin 都灵 トリノ;
Voronezh 沃罗涅日 ヴォロネジ; West_Lafayette 西拉法叶 ウェストラファイエット;
Windsor 温莎 ウィンザー; Xi'an 西安; Yokohama 横滨 横浜
"""


def fill_places(book: Book) -> None:
    """Add the names of places to the glossary."""
    for place in _PLACES.split(";"):
        english, chinese, *japanese = place.split()
        named = english.replace("_", " ")
        wording = (named, chinese, (japanese or [chinese])[0])
        values = {"kind": "place", "source": "Atlas"} | in_three("term", wording)
        book.add(TERM, f"place-{english.lower()}", values)
