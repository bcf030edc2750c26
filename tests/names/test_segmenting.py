"""What is indexed is found by what people type, in the real index."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intloffice.names import segmenting
from intloffice.names.segmenting import BOUNDARY, index_tokens, query

HOSTILE = [
    "",
    " ",
    '"',
    '""',
    "'",
    "O'Brien",
    "C++",
    "a:b",
    "tokens:a",
    "AND",
    "a AND",
    "OR",
    "NOT a",
    "NEAR(",
    "NEAR(a b, 2)",
    "*",
    "a*",
    "^a",
    "-a",
    "a - b",
    "{a b}",
    "(",
    ")",
    "\x00",
    "a\x00b",
    "\ud800",
    "a\udfffb",
    "%",
    "_",
    "\\",
    ";drop table t",
    "々",
    "ー",
    "・",
    BOUNDARY,
    "\u0301",
    "\u3099",
    "a " * 2000,
    "河" * 5000,
    "a-" * 3000 + "a",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_query_makes_the_index_fail(empty_index, text):
    assert empty_index.find(query(text)) == set()


@settings(deadline=None)  # the first example loads the dictionaries
@given(st.text())
@example("NEAR(a")
def test_no_text_at_all_makes_the_index_fail(empty_index, text):
    assert empty_index.find(query(text)) == set()
    index_tokens(text).encode()


@pytest.mark.parametrize("text", ["", "  ", "!?", "《》", "\u200b", "・"])
def test_nothing_to_look_for_gives_no_query(text):
    assert query(text) == ""
    assert index_tokens(text) == ""


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("河村能人", "河村"),
        ("河村能人", "能人"),
        ("河村能人", "人"),
        ("河村能人", "能人 河村"),
        ("河村能人", "hecun"),
        ("河村能人", "hecunnengren"),
        ("河村能人", "Hecun Nengren"),
        ("河村能人", "nengren"),
        ("河村能人", "cunneng"),
        ("河村能人", "hcnr"),
        ("河村能人", "hc"),
        ("東北大学", "东北大学"),
        ("东北大学", "東北"),
        ("东北大学", "daxue"),
        ("髙島和希", "高島"),
        ("髙島和希", "髙島"),
        ("高島和希", "髙島"),
        ("高島和希", "高岛"),
        ("高岛和希", "高島"),
        ("山﨑", "山崎"),
        ("佐々木", "佐佐木"),
        ("佐々木", "々木"),
        ("佐佐木", "佐々"),
        ("曾国藩", "zengguofan"),
        ("曾国藩", "zgf"),
        ("吕布", "lvbu"),
        ("吕布", "Lü Bu"),
        ("吕", "lu"),
        ("吕", "lyu"),
        ("吕", "lv"),
        ("かわむら", "カワムラ"),
        ("カワムラ", "かわ"),
        ("ｶﾜﾑﾗ", "kawamura"),
        ("かわむら", "kawa"),
        ("とうほく", "tohoku"),
        ("とうほく", "Tōhoku"),
        ("Kawamura", "かわむら"),
        ("Tohoku University", "touhoku"),
        ("Tōhoku University", "tohoku univ"),
        ("Touhoku University", "Tōhoku"),
        ("Tohoku University", "university tohoku"),
        ("Ohno", "Ōno"),
        ("Zoë Müller", "zoe muller"),
        ("O'Brien", "OBrien"),
        ("OBrien", "O'Brien"),
        ("O’Brien", "brien"),
        ("Jean-Pierre", "jean pierre"),
        ("Jean Pierre", "Jean-Pierre"),
        ("U.S.A.", "usa"),
        ("Łódź", "lodz"),
        ("１２３", "123"),
        ("123", "１２３"),
        ("ISO 9001", "900"),
        ("C++", "c++"),
        ("김철수", "철수"),
        ("Иванов", "ИВАН"),
        ("𠮷野", "吉野"),
        ("谷口いさお", "口いさ"),
        ("Chongqing University 重庆大学", "重庆 chong"),
    ],
)
def test_a_name_is_found_by_its_other_forms(index, stored, typed):
    """records.md, Names: search finds a person or organisation by any form."""
    index.add(1, index_tokens(stored))
    assert index.find(query(typed)) == {1}


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("河村能人", "村河"),
        ("河村能人", "河能"),
        ("河村能人", "cunhe"),
        ("河村能人", "河村 谷口"),
        ("Kawamura", "wamura"),
        ("Kawamura Yoshihito", "kawamura taro"),
        ("か", "が"),
    ],
)
def test_a_name_is_not_found_by_what_it_does_not_say(index, stored, typed):
    index.add(1, index_tokens(stored))
    assert index.find(query(typed)) == set()


def test_no_phrase_reaches_from_one_name_into_the_next(index):
    index.add(1, index_tokens("河村", "能人"))
    assert index.find(query("村能")) == set()
    assert index.find(query("河村 能人")) == {1}


def test_a_row_is_found_among_others(index):
    for row, name in enumerate(["河村能人", "谷口功", "小松道彦", "馬場直志", "Kawasaki"]):
        index.add(row, index_tokens(name))
    assert index.find(query("河村")) == {0}
    assert index.find(query("gukou")) == {1}
    assert index.find(query("kawa")) == {4}


WORDS = st.text(
    alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Nd"), max_codepoint=0xFFFF)
    | st.sampled_from("aoOuhlvyü'-.　 ēōー々河村能人東東北髙﨑がガｶﾞ김"),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)  # the first example loads the dictionaries
@given(WORDS)
@example("ﷺ")
@example("ǰ")
def test_whatever_is_indexed_is_found_by_itself(empty_index, text):
    expression = query(text)
    empty_index.add(1, index_tokens("Xyz", text, "河"))
    try:
        assert not expression or empty_index.find(expression) == {1}
    finally:
        empty_index.add(1, "")


@settings(deadline=None)  # the first example loads the dictionaries
@given(st.text(alphabet="河村能人東北大学髙島馬場かわガ", min_size=1, max_size=12), st.data())
def test_characters_are_found_by_any_stretch_of_them(empty_index, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    empty_index.add(1, index_tokens(text))
    try:
        assert empty_index.find(query(text[start:end])) == {1}
    finally:
        empty_index.add(1, "")


@settings(deadline=None)  # the first example loads the dictionaries
@given(st.text(alphabet="abceghiklmnorstuwyōūé", min_size=1, max_size=12), st.data())
def test_a_latin_word_is_found_by_its_beginning(empty_index, word, data):
    end = data.draw(st.integers(1, len(word)))
    empty_index.add(1, index_tokens(word))
    try:
        assert empty_index.find(query(word[:end])) == {1}
    finally:
        empty_index.add(1, "")


@given(st.text("lnouhmyvba09 -'.`_,", max_size=30))
def test_a_text_without_other_keys_is_cut_as_if_it_had_some(text):
    words = segmenting._PLAIN_WORD.findall(text)
    cut = segmenting._put_together([segmenting._tokens_of_word(word) for word in words])
    assert segmenting.index_tokens(text) == cut


def test_names_are_segmented_fast_enough_for_a_million():
    family, given = "王李张刘陈杨黄赵周吴", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
    names = [f"{a}{b}{c}" for a in family for b in given for c in given]
    index_tokens("河村能人")
    started = time.thread_time()
    for name in names:
        index_tokens(name)
    # 25,000 a second were measured; a tenth of it means a cache or a shortcut is lost.
    assert len(names) / (time.thread_time() - started) > 2500


@given(
    st.lists(
        st.one_of(st.text("abno uh\n'-", max_size=12), st.sampled_from(["王伟", "Zoë", "ｶﾅ", ""])),
        max_size=5,
    )
)
@example(["Ito", "ITO", "Ito"])
@example(["o", "u b", " b", "b\nc", "d"])
def test_many_names_are_cut_as_one_by_one_are(names):
    one_by_one = (segmenting.index_tokens(name) for name in dict.fromkeys(names))
    assert segmenting.index_tokens(*names) == segmenting.APART.join(filter(None, one_by_one))


PARTS = st.one_of(
    st.text("abnouh' -", max_size=8),
    st.sampled_from(
        ["王", "伟明", "欧阳", "佐々木", "Zoë", "ｶﾅ", "", "Itoh", "김", "Nguyễn", "O'Neil"]
    ),
)


@given(PARTS, PARTS)
@example("o", "oo")
@example("Ab", "abAb")
def test_the_orders_of_a_latin_name_are_cut_as_the_names_they_are(family, given):
    both = (f"{family} {given}", f"{given} {family}", family + given, given + family)
    names = both if family and given else (family or given,)
    assert segmenting.tokens_of_orders(family, given) == segmenting.index_tokens(*names)


@settings(deadline=None)  # the first example loads the dictionaries
@given(PARTS, PARTS, st.sampled_from(["{0}{1}", "{0} {1}", "{1} {0}"]), st.data())
def test_a_name_is_found_by_any_stretch_of_it_and_of_its_parts(
    empty_index, family, given, how, data
):
    whole = how.format(family, given) if family and given else family or given
    told = segmenting.tokens_of_parts(whole, family, given)
    for text in filter(None, (whole, family, given)):
        start = data.draw(st.integers(0, len(text) - 1))
        asked = query(text[start : data.draw(st.integers(start + 1, len(text)))])
        found = []
        for tokens in (told, segmenting.index_tokens(whole, family, given)):
            empty_index.add(1, tokens)
            found.append(empty_index.find(asked))
        empty_index.add(1, "")
        assert found[0] == found[1]
