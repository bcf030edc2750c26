"""The order of texts in a list."""

import pytest

from intloffice.names.collating import collation_key


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


def test_a_long_mark_that_lengthens_nothing_is_left_alone() -> None:
    assert collation_key("ーA", "ja") == "ーa"


def test_chinese_characters_are_in_the_order_in_which_they_are_read() -> None:
    assert collation_key("重庆大学", "zh").startswith("chong qing")
