"""Kana are written in Latin letters as Hepburn has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intloffice.names.kana import hepburn, hiragana, is_kana, plain_hepburn


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("かわむら", "kawamura"),
        ("カワムラ", "kawamura"),
        ("ｶﾜﾑﾗ", "kawamura"),
        ("よしひと", "yoshihito"),
        ("とうほく", "tōhoku"),
        ("おおた", "ōta"),
        ("ゆうこ", "yūko"),
        ("けいこ", "keiko"),
        ("にいがた", "niigata"),
        ("いのうえ", "inoue"),
        ("やまのうち", "yamanouchi"),
        ("まつうら", "matsuura"),
        ("しんいち", "shin'ichi"),
        ("じゅんいちろう", "jun'ichirō"),
        ("しんばし", "shinbashi"),
        ("はっちょう", "hatchō"),
        ("べっぷ", "beppu"),
        ("いすゞ", "isuzu"),
        ("エレクトロニクス", "erekutoronikusu"),
        ("ティファニー", "tifanī"),
        ("ヴィクトリア", "vikutoria"),
        ("あっ", "a"),
        ("んあ", "n'a"),
    ],
)
def test_kana_are_written_with_macrons(kana, latin):
    assert hepburn(kana) == latin


def test_plain_letters_have_neither_macron_nor_apostrophe():
    assert plain_hepburn("じゅんいちろう") == "junichiro"


def test_katakana_become_hiragana():
    assert hiragana("カワムラ・ヨシヒト") == "かわむら・よしひと"


def test_kana_are_told_from_other_scripts():
    assert is_kana("かわむら ヨシヒト")
    assert is_kana("ラーメン")
    assert not is_kana("河村")
    assert not is_kana("かわ村")
    assert not is_kana("ー")
    assert not is_kana("")


@given(st.text(alphabet=st.characters(min_codepoint=0x3041, max_codepoint=0x30FF)) | st.text())
def test_no_text_is_too_strange_to_be_written(text):
    assert isinstance(hepburn(text), str)
    assert isinstance(plain_hepburn(text), str)
