"""The order of texts in a list."""

import pytest

from intloffice.names.collating import collation_key
from intloffice.names.person import PersonName, sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["アーヘン工科大学", "アルバータ大学", "アンカラ大学"],
        ["ウィーン大学", "ウイルス研究所", "ウェスタン大学"],
        ["かあさん", "カーディフ大学", "カアバ", "カールスルーエ工科大学"],
        ["きつて", "きって", "きつと"],
    ],
)
def test_kana_are_in_the_order_of_a_japanese_dictionary(ordered: list[str]) -> None:
    keys = [collation_key(text, "ja") for text in ordered]
    assert keys == sorted(keys)


def test_characters_without_a_reading_stand_behind_kana_as_dictionaries_list_them() -> None:
    names = (
        "アーヘン工科大学",
        "京都大学",
        "九州大学",
        "大阪大学",
        "東北大学",
        "北海道大学",
    )
    keys = [collation_key(name, "ja") for name in (*names, "东北大学")]
    assert keys == sorted(keys)
    people = [PersonName(family_native=family) for family in ("佐藤", "山本", "田中", "鈴木")]
    read = PersonName(family_native="渡辺", family_kana="ワタナベ")
    keys = [sort_key(name, "ja") for name in (read, *people)]
    assert keys == sorted(keys)


def test_a_long_mark_that_lengthens_nothing_is_left_alone() -> None:
    assert collation_key("ーA", "ja") == "ーa"


def test_chinese_characters_are_in_the_order_in_which_they_are_read() -> None:
    assert collation_key("重庆大学", "zh").startswith("chong qing")
