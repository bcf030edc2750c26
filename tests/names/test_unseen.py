import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intloffice.names.unseen import made_visible, unseen, without_unseen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("河\u200b村", "河‹U+200B›村"),
        ("Kawa\u00admura", "Kawa‹U+00AD›mura"),
        ("\u202eevil.exe", "‹U+202E›evil.exe"),
        ("a\u2066b\u2069", "a‹U+2066›b‹U+2069›"),
        ("\ufeff王", "‹U+FEFF›王"),
        ("Kim\u3164", "Kim‹U+3164›"),
        ("a\u200db", "a‹U+200D›b"),
    ],
)
def test_what_nobody_sees_is_shown_with_its_number(text, shown):
    assert made_visible(text) == shown
    assert len(unseen(text)) == shown.count("‹")


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # a Persian verb
        "ක්\u200dර",  # a Sinhalese cluster
        "👩\u200d🎓",
        "葛\U000e0100城",  # a form of an ideograph, chosen by its bearer
        "Nguyễn Văn A",
        "a\u00a0b\u3000c",
        "",
    ],
)
def test_what_belongs_to_its_script_is_left_alone(text):
    assert made_visible(text) == text
    assert unseen(text) == []


@given(st.text())
def test_showing_changes_nothing_else_and_leaves_nothing_hidden(text):
    assert unseen(made_visible(text)) == []
    assert unseen(without_unseen(text)) == []
    if not unseen(text):
        assert made_visible(text) == without_unseen(text) == text


@given(st.text(alphabet=st.characters(categories=["Cf"]), min_size=1, max_size=4))
def test_no_sign_that_turns_the_direction_is_overlooked(text):
    turning = [c for c in text if unicodedata.bidirectional(c) in _TURNING]
    assert len(unseen(f"x{text}")) >= len(turning)


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
