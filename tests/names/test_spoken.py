"""A text that stands in several languages says in each what it says there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intloffice.names.spoken import in_language, versions

HALL = "Main Building, Campus A / A区主楼 / Aキャンパス本館"


@pytest.mark.parametrize(
    ("text", "en", "zh", "ja"),
    [
        (HALL, "Main Building, Campus A", "A区主楼", "Aキャンパス本館"),
        ("主楼 / Main Building / 本館", "Main Building", "主楼", "本館"),
        ("本館3階ホール / 主楼三层", "本館3階ホール / 主楼三层", "主楼三层", "本館3階ホール"),
        (
            "A visit.\n首次来访。\n初めての来学。",
            "A visit.",
            "首次来访。",
            "初めての来学。",
        ),
    ],
)
def test_each_language_gets_its_own_part(text: str, en: str, zh: str, ja: str) -> None:
    assert [in_language(text, code) for code in ("en", "zh", "ja")] == [en, zh, ja]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Main Building",
        "Hall A / Hall B",
        "主楼 / 图书馆 / 食堂",
        "Room 3 / 12",
        "One line.\nAnother line.",
        "CQU/重庆大学",
        "Lab of Prof. 谷口 in Kumamoto, third floor",
        " / ",
    ],
)
def test_a_text_in_one_language_is_left_whole(text: str) -> None:
    assert {in_language(text, code) for code in ("en", "zh", "ja")} == {text}


def test_two_languages_serve_the_third_in_english() -> None:
    assert in_language("Main Building / 主楼", "ja") == "Main Building"


@given(st.text())
def test_nothing_is_said_that_is_not_written(text: str) -> None:
    for code in ("en", "zh", "ja"):
        assert in_language(text, code) in text
    assert all(part.strip() == part and part for part in versions(text).values())
