"""What is typed finds a choice by its beginning, by any of its words, and by its pinyin."""

import pytest

from intloffice.names.sought import BEGINS, IN_WORDS, READ_SO, READ_WITHIN, WITHIN, fit


@pytest.mark.parametrize(
    ("typed", "called", "place"),
    [
        ("joint", "Joint or dual degree", BEGINS),
        ("DEG", "Joint or dual degree", IN_WORDS),
        ("egree", "Joint or dual degree", WITHIN),
        ("laboratory", "Joint or dual degree", None),
        ("deutsch", "Österreich (Deutsch)", IN_WORDS),
        ("oster", "Österreich", BEGINS),
        ("rb", "日本", READ_SO),
        ("riben", "日本", READ_SO),
        ("ri ben", "日本", READ_SO),
        ("xw", "联合学位", READ_WITHIN),
        ("xuewei", "联合学位", READ_WITHIN),
        ("学位", "联合学位", WITHIN),
        ("b", "日本", READ_WITHIN),
        ("x", "日本", None),
        ("r1", "日本", None),
        ("", "日本", BEGINS),
    ],
)
def test_a_typed_text_fits_a_name_the_better_the_nearer_its_beginning(typed, called, place):
    assert fit(typed, called) == place
