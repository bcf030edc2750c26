"""How long a search takes at a million persons: ``python -m tests.benchmarks.search FOLDER``.

The folder keeps the store that is made the first time (some minutes), for the next. Words in
every script are typed key by key; each key asks for the first page and the count, as a list
does, and the figures stand beside the floor: a hundred rows read by their ids. What finds more
than anybody sorts is answered with "more than two thousand", as the list shows it until the exact
number follows: the column ``count`` times that.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import func, select

from intloffice.database import captions as naming
from intloffice.database.file import FILE_NAME
from intloffice.database.store import Store
from intloffice.database.tables import Tables
from intloffice.names.person import search_text
from intloffice.operations import browse
from intloffice.records import ALL_KINDS
from intloffice.records.person import PERSON
from intloffice.schema.field import Field, FieldType

PAGE = 100
ROUNDS = 5
GOAL = 16.0
TYPED = (
    ("schmidt", "wangwei", "zhang san", "kawamura", "yamada taro", "hcnr", "müller", "o'brien"),
    ("张伟", "王小明", "欧阳", "河村", "高橋健一", "かわむら", "カワムラ", "たなか", "김철수"),
    ("李", "s", "a", "zh", "e", "li", "chen li", "zhang w", "xyzzy", "nguyen van", "伟", "子"),
)

_CHINESE = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_CHINESE_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂小文华建国志永春红玉海云龙晓燕子"
    "雨轩浩宇欣怡梓涵佳琪思远天乐一诺博文嘉豪雪梅冬青松柏竹菊山川江河湖"
)
_JAPANESE = (
    ("河村", "かわむら"), ("佐藤", "さとう"), ("鈴木", "すずき"), ("高橋", "たかはし"),
    ("田中", "たなか"), ("伊藤", "いとう"), ("渡辺", "わたなべ"), ("山本", "やまもと"),
    ("中村", "なかむら"), ("小林", "こばやし"), ("加藤", "かとう"), ("吉田", "よしだ"),
    ("山田", "やまだ"), ("佐々木", "ささき"), ("松本", "まつもと"), ("井上", "いのうえ"),
)  # fmt: skip
_JAPANESE_GIVEN = (
    ("能人", "よしひと"), ("太郎", "たろう"), ("健一", "けんいち"), ("花子", "はなこ"),
    ("美咲", "みさき"), ("翔太", "しょうた"), ("陽子", "ようこ"), ("直樹", "なおき"),
    ("恵子", "けいこ"), ("大輔", "だいすけ"), ("愛", "あい"), ("智子", "ともこ"),
)  # fmt: skip
_LATIN = (
    "Schmidt", "Müller", "Schneider", "Fischer", "Smith", "Jones", "O'Brien", "Dupont", "Lefèvre",
    "García", "Nguyễn", "Kowalski", "Novák", "Rossi", "Andersson", "Jensen", "Virtanen", "Petrov",
    "Ivanova", "Santos", "Silva", "Yılmaz", "Okafor", "Mensah",
)  # fmt: skip
_LATIN_GIVEN = (
    "Anna", "Hans-Peter", "Maria", "John", "Émile", "Zoë", "Carlos", "Văn", "Piotr", "Jana",
    "Luca", "Sven", "Mette", "Aino", "Sergei", "Olga", "João", "Ayşe", "Chidi", "Ama", "Sarah",
    "Michael", "Eva", "Thomas", "Li", "Alexander",
)  # fmt: skip
_KOREAN = "김이박최정강조윤장임"
_KOREAN_GIVEN = "철수영희민준서연지훈수진현우은정"


def _syllables(random: Random, number: int) -> str:
    parts = (random.choice("bdfgklmnprstvwzh") + random.choice("aeiou") for _ in range(number))
    return "".join(parts).capitalize() + random.choice(("", "n", "r", "ski", "mann", "s"))


def _chinese(random: Random) -> dict[str, object]:
    given = "".join(random.choices(_CHINESE_GIVEN, k=random.choice((1, 2, 2, 2))))
    family = "欧阳" if random.random() < 0.005 else random.choice(_CHINESE)
    return {"family_native": family, "given_native": given, "native_language": "zh"}


def _japanese(random: Random) -> dict[str, object]:
    family, family_kana = random.choice(_JAPANESE)
    given, given_kana = random.choice(_JAPANESE_GIVEN)
    return {
        "family_native": family,
        "given_native": given,
        "native_language": "ja",
        "family_kana": family_kana,
        "given_kana": given_kana,
    }


def _latin(random: Random) -> dict[str, object]:
    family = random.choice(_LATIN) if random.random() < 0.5 else _syllables(random, 3)
    given = random.choice(_LATIN_GIVEN) if random.random() < 0.7 else _syllables(random, 2)
    return {
        "family_native": family,
        "given_native": given,
        "native_language": "de",
        "latin_family": family,
        "latin_given": given,
        "latin_order": "given first",
    }


def _korean(random: Random) -> dict[str, object]:
    given = "".join(random.choices(_KOREAN_GIVEN, k=2))
    return {
        "family_native": random.choice(_KOREAN),
        "given_native": given,
        "native_language": "ko",
    }


_PEOPLES: tuple[Callable[[Random], dict[str, object]], ...] = (
    *(_chinese,) * 11,
    *(_japanese,) * 3,
    *(_latin,) * 5,
    _korean,
)


def _stored(field: Field) -> object:
    if field.several:
        return "[]"
    return 0 if field.type is FieldType.FLAG else field.empty


def _persons(number: int) -> Iterator[dict[str, object]]:
    random = Random(2017)
    empty = {name: _stored(field) for name, field in PERSON.fields.items()}
    plain = {name: field.empty for name, field in PERSON.fields.items()}
    at = "2018-01-08T01:00:00.000000+00:00"
    kept = {"version": 1, "created_at": at, "changed_at": at}
    for record_id in range(1, number + 1):
        own = random.choice(_PEOPLES)(random)
        captions = naming.captions_alone(PERSON, plain | own)
        uuid = str(UUID(int=random.getrandbits(128), version=4))
        yield {"id": record_id, "uuid": uuid, **kept, **empty, **own, **captions}


def build(folder: Path, number: int) -> None:
    """Make the store: the real schema, its rows and its index written straight into the file."""
    Store.open(folder, ALL_KINDS).close()
    columns = [column.name for column in Tables(ALL_KINDS)["person"].columns]
    marks = ", ".join(f":{name}" for name in columns)
    person = f"insert into person ({', '.join(columns)}) values ({marks})"
    index = "insert into search_person (rowid, tokens) values (?, ?)"
    plain = {name: field.empty for name, field in PERSON.fields.items()}
    connection = sqlite.connect(str(folder / FILE_NAME))
    connection.execute("pragma synchronous = off")
    batch: list[dict[str, object]] = []

    def write() -> None:
        connection.executemany(person, batch)
        words = ((p["id"], search_text(naming.person_name(plain | _own(p)))) for p in batch)
        connection.executemany(index, words)
        connection.commit()
        batch.clear()

    for record in _persons(number):
        batch.append(record)
        if len(batch) >= 20_000:
            write()
    write()
    connection.execute("insert into search_person (search_person) values ('optimize')")
    connection.commit()
    connection.close()


def _own(person: dict[str, object]) -> dict[str, object]:
    several = {name for name, field in PERSON.fields.items() if field.several}
    return {name: value for name, value in person.items() if name not in several}


def keys() -> list[str]:
    """Give every text that stands in the field while the words are typed."""
    words = [word for group in TYPED for word in group]
    return list(dict.fromkeys(word[:end] for word in words for end in range(1, len(word) + 1)))


def _timed(job: Callable[[], object]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        job()
        rounds.append((time.perf_counter() - begun) * 1000)
    return statistics.median(rounds)


def measure(store: Store) -> None:
    """Print the times of every key, and of the worst and the middle one beside the floor."""
    with store.read() as session:
        table = session.tables["person"]
        total = session.execute(select(func.count()).select_from(table)).scalar_one()
        some = Random(1).sample(range(1, total + 1), PAGE)
        floor = _timed(lambda: session.execute(select(table).where(table.c.id.in_(some))).all())
        figures = []
        for key in keys():
            query = browse.Query(PERSON, key)
            matched = session.matching("person", key)
            hits = browse.count(session, query)
            bare = _timed(lambda m=matched: session.execute(m.limit(PAGE)).all())
            counting = _timed(lambda q=query: browse.count(session, q))
            page = _timed(lambda q=query: browse.page(session, q, 0, PAGE))
            both = _timed(lambda q=query: _asked(session, q))
            figures.append((both, page, counting, bare, hits, key))
    _print(total, floor, figures)


def _asked(session: object, query: browse.Query) -> object:
    return browse.counted_page(session, query, 0, PAGE)


def _print(total: int, floor: float, figures: list[tuple[float, float, float, float, int, str]]):
    print(f"{'typed':<14}{'hits':>9}{'ids':>8}{'count':>8}{'page':>8}{'both':>8}   ms")
    for both, page, counting, bare, hits, key in sorted(figures, reverse=True):
        print(f"{key:<14}{hits:>9}{bare:>8.2f}{counting:>8.2f}{page:>8.2f}{both:>8.2f}")
    times = [figure[0] for figure in figures]
    print(f"{total} persons, {len(figures)} keys; floor ({PAGE} rows by id) {floor:.2f} ms")
    counts = [figure[2] for figure in figures]
    print(f"exact count of what was found, after the page: worst {max(counts):.2f} ms")
    print(
        f"first page with count: worst {max(times):.2f} ms ({max(times) / floor:.1f} x floor), "
        f"median {statistics.median(times):.2f} ms ({statistics.median(times) / floor:.1f} x "
        f"floor), {sum(time < GOAL for time in times)} of {len(times)} under {GOAL:.0f} ms"
    )


def main() -> None:
    """Make the store if it is not there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split(":")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--persons", type=int, default=1_000_000)
    arguments = parser.parse_args()
    folder = arguments.folder / str(arguments.persons)
    if not (folder / "made").exists():
        begun = time.perf_counter()
        build(folder, arguments.persons)
        (folder / "made").touch()
        print(f"made in {time.perf_counter() - begun:.0f} s")
    store = Store.open(folder, ALL_KINDS)
    measure(store)
    store.close()


if __name__ == "__main__":
    main()
