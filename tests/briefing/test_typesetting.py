import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from intloffice.briefing.typesetting import characters
from intloffice.briefing.typesetting.atoms import Look, Run
from intloffice.briefing.typesetting.faces import Typeface
from intloffice.briefing.typesetting.lines import Line, set_balanced, set_lines
from intloffice.errors import OfficeError


class Drawn:
    """A face of even widths: squares of one em, letters of half an em, a quarter for a space."""

    def __init__(self, name: str, *, squares: bool, lacking: str = "") -> None:
        self.name = name
        self._squares = squares
        self._lacking = lacking

    def has(self, character: str) -> bool:
        if character in self._lacking:
            return False
        return self._squares or not characters.is_wide(character)

    def advance(self, character: str) -> float:
        if character == " ":
            return 0.25
        square = self._squares and character in characters.AMBIGUOUS
        return 1.0 if square or characters.is_wide(character) else 0.5


LATIN, HAN, KANA = (
    Drawn("latin", squares=False, lacking="\ue000☃"),
    Drawn("han", squares=True, lacking="\ue000☃髙"),
    Drawn("kana", squares=True, lacking="\ue000☃张联"),
)
EASTERN = Look(Typeface(LATIN, (HAN, KANA), eastern=True), 10.0, "#000000")
WESTERN = Look(Typeface(LATIN, (KANA, HAN), eastern=False), 10.0, "#000000")

CHINESE = (
    "截至2017年12月31日，重庆大学与日本9所高校（包括东北大学、北海道大学、广岛大学、早稻田大学）和1家机构"
    "签有15份有效的校级协议。“卓越大学联盟”与“国立六大学连携Consortium”（冈山、千叶、金泽）签署了协议。"
)
ENGLISH = (
    "As of 31 December 2017, Chongqing University has 15 effective university-level agreements "
    "with nine Japanese universities, among them Tohoku, Hokkaido, Hiroshima and Waseda, and "
    "with one other institution. The comprehensive agreement was extraordinarily significant."
)


def lines_of(text: str, measure: float, look: Look = EASTERN, **how) -> tuple[Line, ...]:
    return set_lines([Run(text, look)], measure, **how)


def texts_of(text: str, measure: float, look: Look = EASTERN, **how) -> list[str]:
    return [line.text.rstrip() for line in lines_of(text, measure, look, **how)]


mixed = st.text(
    alphabet=st.sampled_from("重庆大学与日本的ひらカタ（「『【）」』】、。，！？ーっッ々・…ab12 "),
    min_size=4,
    max_size=120,
)


def _has_a_choice(text: str) -> bool:
    """Tell whether no stretch that may not be parted is wider than the narrowest line."""
    held = 0
    for before, after in pairwise(text):
        parts = before not in characters.NO_END and after not in characters.NO_START
        wide = characters.is_wide(before) or characters.is_wide(after) or " " in before + after
        held = 0 if parts and wide else held + 1
        if held > 5:
            return False
    return True


@settings(max_examples=200, deadline=None)
@given(mixed, st.floats(90.0, 400.0))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text, measure):
    assume(_has_a_choice(text.strip()))
    lines = texts_of(text.strip(), measure)
    assert not [line for line in lines[1:] if line[0] in characters.NO_START]
    assert not [line for line in lines[:-1] if line[-1] in characters.NO_END]


@settings(max_examples=150, deadline=None)
@given(mixed, st.floats(60.0, 400.0))
def test_no_character_is_lost_and_none_changes_its_place(text, measure):
    shown = "".join("".join(texts_of(text, measure)).split())
    assert shown == "".join(unicodedata.normalize("NFC", text).split())


@settings(max_examples=150, deadline=None)
@given(mixed, st.floats(60.0, 400.0))
def test_no_line_is_wider_than_the_measure(text, measure):
    assert all(line.width <= measure + 0.01 for line in lines_of(text, measure))


@pytest.mark.parametrize("measure", [200.0, 317.0, 480.0])
@pytest.mark.parametrize(("text", "look"), [(CHINESE, EASTERN), (ENGLISH, WESTERN)])
def test_a_justified_line_fills_the_measure_exactly_or_is_left_ragged(text, look, measure):
    lines = lines_of(text, measure, look, hyphenation="en_GB")[:-1]
    filled = [line for line in lines if abs(line.width - measure) < 0.01]
    assert len(filled) >= len(lines) - 1
    assert all(line.width < measure for line in lines if line not in filled)


@pytest.mark.parametrize("measure", range(150, 420, 9))
def test_squares_are_never_drawn_so_far_apart_that_copies_get_blanks(measure):
    for line in lines_of(CHINESE * 2, float(measure)):
        squares = [p for p in line.pieces if characters.is_wide(p.text[0])]
        assert all(piece.between_characters <= 0.1 * 10 for piece in squares)


@pytest.mark.parametrize("measure", range(60, 300, 7))
def test_a_number_is_not_parted_from_what_it_counts(measure):
    text = "共有97人次、5年間に15件、第3回、45周年、300名、20％、12月31日、6か月未満、十五份协议"
    for line in texts_of(text, float(measure))[1:]:
        assert line[0] not in "人年件回周名％月日か份"
        assert not line.startswith(("次", "間"))


@pytest.mark.parametrize("measure", range(80, 300, 7))
def test_day_and_month_or_number_and_unit_stay_on_one_line(measure):
    text = "It was signed on 31 December 2017 by Dr. Li for 15 % or CNY 3,000 and No. 7 of May 3."
    text += " One is named (1 student)."
    lines = texts_of(text, float(measure), WESTERN)
    together = "\n".join(lines)
    for held in ("31 December", "Dr. Li", "15 %", "CNY 3,000", "No. 7", "May 3", "1 student"):
        assert held in together


def test_a_range_of_years_is_not_parted():
    for measure in range(75, 200, 5):
        assert "2013–2017" in "\n".join(texts_of("students 2013–2017 here", measure, WESTERN))
        assert "～2017年" in "\n".join(texts_of("学生2013～2017年の来訪", measure))


def test_a_gap_parts_han_from_latin_without_a_blank_in_the_text():
    (line,) = lines_of("日本9所", 400.0)
    assert line.text == "日本9所"
    assert [round(piece.x, 1) for piece in line.pieces] == [0.0, 22.2, 29.4]


def test_marks_that_meet_share_their_blank_halves():
    assert lines_of("文）（字", 400.0)[0].width == pytest.approx(35.0)
    assert lines_of("文」。字", 400.0)[0].width == pytest.approx(35.0)
    assert lines_of("文（「字", 400.0)[0].width == pytest.approx(35.0)
    assert lines_of("文（）字", 400.0)[0].width == pytest.approx(40.0)


def test_semicolons_and_question_marks_have_a_blank_half_in_chinese_and_stand_amid_in_japanese():
    faces = (LATIN, (HAN, KANA), True, characters.CLOSING_IN_CHINESE)
    chinese = Look(Typeface(*faces), 10.0, "#000000")
    for mark in "；：！？":
        text = f"文）{mark}字"
        assert lines_of(text, 400.0, chinese)[0].width == pytest.approx(35.0)
        assert lines_of(text, 400.0)[0].width == pytest.approx(40.0)
        assert lines_of(f"文字{mark}", 400.0, chinese)[0].width == pytest.approx(25.0)
        assert lines_of(f"文字{mark}", 400.0)[0].width == pytest.approx(30.0)


def test_marks_shed_their_blank_halves_at_both_edges_of_a_line():
    (line,) = lines_of("（文字）", 400.0)
    assert line.pieces[0].x == pytest.approx(-5.0)
    assert line.width == pytest.approx(30.0)


@pytest.mark.parametrize("measure", range(100, 400, 3))
def test_no_paragraph_ends_in_a_lone_character(measure):
    last = texts_of(CHINESE, float(measure))[-1]
    assert sum(c not in characters.NO_START for c in last) >= 2
    assert len(texts_of(ENGLISH + " It is.", float(measure), WESTERN)[-1]) > 3


def test_latin_words_are_hyphenated_and_names_are_not():
    lines = texts_of(ENGLISH, 118.0, WESTERN, hyphenation="en_GB")
    cut = [line for line in lines if line.endswith("-") and not line.endswith("university-")]
    assert cut
    words = "\n".join(lines)
    for name in ("Chongqing", "Hokkaido", "Hiroshima"):
        assert name in words


def test_no_two_lines_in_a_row_end_in_a_hyphen_where_it_can_be_helped():
    lines = texts_of(ENGLISH * 3, 330.0, WESTERN, hyphenation="en_GB")
    ends = [line.endswith("-") and not line.endswith("university-") for line in lines]
    assert not any(one and two for one, two in pairwise(ends))


def test_a_web_address_is_parted_at_its_signs():
    lines = texts_of("see https://www.example.edu.cn/international/japan", 130.0, WESTERN)
    assert all(line[-1] in "/.?&=:" for line in lines[1:-1])


def test_a_word_of_a_hundred_thousand_letters_is_cut_to_the_line():
    lines = texts_of("x" * 100_000, 400.0, WESTERN)
    assert "".join(lines) == "x" * 100_000
    assert max(map(len, lines)) == 80


def test_brackets_without_end_are_parted_where_nothing_else_helps():
    lines = lines_of("（" * 500, 200.0)
    assert sum(len(line.text) for line in lines) == 500
    assert all(line.width <= 200.01 for line in lines)


def test_a_title_is_set_in_lines_of_about_the_same_length():
    lines = set_balanced([Run("重庆大学与日本合作情况介绍及展望", EASTERN)], 150.0)
    assert [len(line.text) for line in lines] == [8, 8]


def test_a_balanced_label_keeps_a_number_and_its_unit_together():
    lines = set_balanced([Run("2013～2017年の受入学生", EASTERN)], 85.0)
    assert [line.text for line in lines] == ["2013～2017年の", "受入学生"]


def test_a_han_name_in_a_latin_sentence_is_not_parted():
    for measure in range(120, 400, 10):
        words = texts_of(
            ENGLISH + " (卓越大学联盟) " + ENGLISH, measure, WESTERN, hyphenation="en_GB"
        )
        assert "卓越大学联盟" in "\n".join(words)


def test_each_character_is_set_in_the_first_face_that_has_it():
    (line,) = lines_of("髙A岛", 400.0)
    assert [(p.text, p.face.name) for p in line.pieces] == [
        ("髙", "kana"),
        ("A", "latin"),
        ("岛", "han"),
    ]


def test_a_word_of_han_is_set_in_one_face_that_has_all_of_it():
    (line,) = lines_of("髙岛A", 400.0)
    assert [(p.text, p.face.name) for p in line.pieces] == [("髙岛", "kana"), ("A", "latin")]


def test_a_foreign_name_among_latin_words_is_set_in_one_face():
    (line,) = lines_of("Professor 张重联 (田中)", 400.0, WESTERN)
    assert [(p.text.strip(" ()"), p.face.name) for p in line.pieces if p.face is not LATIN] == [
        ("张重联", "han"),
        ("田中", "kana"),
    ]


def test_quotes_and_dashes_follow_the_text_around_them():
    (line,) = lines_of("“重庆”——Dean’s 2013–2017", 900.0)
    assert [(p.text, p.face.name) for p in line.pieces][-1] == ("Dean’s 2013–2017", "latin")
    assert {p.face.name for p in line.pieces[:-1]} == {"han"}
    (line,) = lines_of("“Tohoku” — so", 900.0, WESTERN)
    assert {p.face.name for p in line.pieces} == {"latin"}


@pytest.mark.parametrize(
    ("character", "code"), [("☃", "U+2603 SNOWMAN"), ("\ue000", "U+E000"), ("ก", "U+0E01")]
)
def test_a_character_no_font_has_is_refused_by_name(character, code):
    with pytest.raises(OfficeError, match=code.replace("+", r"\+")):
        lines_of(f"Name {character}", 400.0)


def test_controls_and_signs_of_direction_are_left_out_and_accents_composed():
    assert characters.clean("a\x00b\u202ec\u200bd\ufeff e\u0301\tf\ng") == "abcd \u00e9 f g"


def test_a_compatibility_ideograph_of_a_name_is_kept():
    assert characters.clean("\ufa10\u0065\u0301") == "\ufa10\u00e9"


def test_a_family_name_is_set_in_small_capitals():
    (line,) = set_lines([Run("Tamura", WESTERN, small_capitals=True)], 400.0)
    assert [(p.text, p.look.size) for p in line.pieces] == [("T", 10.0), ("AMURA", 8.0)]


def test_family_and_given_name_are_not_parted():
    for western in (False, True):
        name = [
            Run("Jiangyi" if western else "Zhu", WESTERN, "a/n", small_capitals=not western),
            Run(" ", WESTERN, "a/n"),
            Run("Zhu" if western else "Jiangyi", WESTERN, "a/n", small_capitals=western),
        ]
        wanted = "JIANGYI ZHU" if western else "ZHU JIANGYI"
        for measure in range(120, 400, 4):
            lines = set_lines([Run(ENGLISH + " ", WESTERN), *name, Run(".", WESTERN)], measure)
            assert any(wanted in line.text.upper() for line in lines)


def test_a_number_is_not_parted_from_a_word_it_counts_that_could_be_hyphenated():
    for measure in range(120, 400, 4):
        text = f"{ENGLISH} (10 students) {ENGLISH} (1 student)"
        lines = texts_of(text, measure, WESTERN, hyphenation="en_GB")
        assert not any(line.endswith(("10", "(1")) for line in lines)


def test_a_fact_stays_with_its_text():
    runs = [Run("有", EASTERN), Run("15", EASTERN, "a/n"), Run("份协议", EASTERN)]
    (line,) = set_lines(runs, 400.0)
    assert [piece.fact for piece in line.pieces] == ["", "a/n", ""]
    assert line.pieces[1].width == pytest.approx(10.0)


def test_a_run_of_squares_is_drawn_as_one_piece():
    assert len(lines_of("重庆大学与日本合作情况介绍及展望" * 3, 155.0)[0].pieces) == 1


def test_nothing_gives_no_line():
    assert lines_of("", 100.0) == ()
    assert lines_of(" \n ", 100.0) == ()
