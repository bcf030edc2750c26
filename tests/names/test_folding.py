"""Texts that people hold to be the same fold to the same form."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intloffice.names import folding
from intloffice.names.collating import in_dictionary_order
from intloffice.names.folding import (
    chinese_form,
    fold,
    folded_character,
    folded_part,
    latin_key,
    unrepeated,
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Zoë", "zoe"),
        ("１２３", "123"),
        ("Ō", "o"),
        ("STRASSE", "straße"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("ｶﾜﾑﾗ", "カワムラ"),
        ("ガ", "ガ"),
        ("İzmir", "izmir"),
        ("a\tb\u3000c", "a b c"),
        ("nul\x00", "nul"),
        ("half\ud800", "half"),
    ],
)
def test_width_case_marks_and_invisible_signs_do_not_count(text, same):
    assert fold(text) == fold(same) == same.casefold()


def test_voiced_kana_and_hangul_stay_whole():
    assert fold("がガ한국") == "がガ한국"
    assert fold("が") != fold("か")


def test_no_sign_that_folding_passes_over_would_be_changed_by_it():
    passed = (chr(code) for code in range(0x20, 0x10000) if folding._SETTLED.fullmatch(chr(code)))
    assert all(folding._folded(sign) == sign.lower() for sign in passed)


@given(st.lists(st.text() | st.text("aÉé가ガ\u3099\u309b\u0301ßİﬁ１ "), max_size=4))
def test_words_fold_alike_alone_and_among_others(words):
    text = " ".join(words)
    assert fold(text) == folding._folded(text)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Tōhoku", "Touhoku", "Tohoku", "TOHOKU"),
        ("Itō", "Itou", "Itoh", "Ito", "Itoo"),
        ("Ōyama", "Ohyama", "Ooyama", "Oyama"),
        ("Yūki", "Yuuki", "Yuki"),
        ("Lü", "Lv", "Lu", "Lyu"),
        ("Jean-Pierre", "Jean Pierre", "jeanpierre"),
        ("O'Brien", "OBrien", "O’Brien"),
        ("Łódź", "Lodz"),
        ("Honma", "Homma"),
    ],
)
def test_customary_spellings_of_a_latin_name_have_one_key(spellings):
    """records.md, Names: with or without macrons (ō = ou = oo = o)."""
    assert len({latin_key(spelling) for spelling in spellings}) == 1


def test_an_h_that_begins_a_syllable_is_kept():
    assert latin_key("Tohoku") == "tohoku"
    assert latin_key("Silva") == "silva"


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("増田", "增田"),
        ("名和豊春", "名和丰春"),
        ("渡辺", "渡边"),
        ("渡邉", "渡边"),
        ("大沢桜", "大泽樱"),
        ("髙島", "高岛"),
        ("山﨑", "山崎"),
        ("濵田", "滨田"),
        ("𠮷野", "吉野"),
        ("徳田", "德田"),
        ("本郷", "本乡"),
        ("佐々木", "佐佐木"),
        ("健一郎", "健一郎"),
        ("奈緒", "奈绪"),
        ("研一", "研一"),
        ("慎太郎", "慎太郎"),
        ("渋谷", "涩谷"),
        ("上海沪江", "上海沪江"),
        ("乾隆", "乾隆"),
        ("かわむら", "かわむら"),
        ("Baba", "Baba"),
    ],
)
def test_japanese_and_traditional_forms_are_written_in_simplified_ones(text, simplified):
    """records.md, Names: opencc jp2t then t2s, and 髙→高, 﨑→崎 by hand."""
    assert chinese_form(text) == simplified


def test_half_a_surrogate_pair_does_no_harm():
    assert chinese_form("\ud800高").endswith("高")


def test_a_repetition_sign_without_anything_before_it_stays():
    assert unrepeated("々木") == "々木"
    assert unrepeated("佐々々") == "佐佐佐"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text() | st.text(alphabet="ouhnlvybmp'-", max_size=12))
def test_the_key_of_a_key_is_itself(text):
    assert latin_key(latin_key(text)) == latin_key(text)


def test_every_character_folds_to_one_that_folds_to_itself():
    moving = [
        sign
        for sign in map(chr, range(0x4E00, 0xA000))
        if folded_character(folded_character(sign)) != folded_character(sign)
    ]
    assert moving == []


@given(st.text(max_size=8), st.text(max_size=8))
@example("Σ", "Σ")
@example("\t", "ｶﾞ")
def test_the_parts_of_a_name_are_folded_and_ordered_as_the_whole_is(family, given):
    whole = fold(f"{family} {given}").strip()
    parts = folded_part(family), folded_part(given)
    assert " ".join(parts).strip() == whole
    assert " ".join(map(in_dictionary_order, parts)).strip() == in_dictionary_order(whole)
