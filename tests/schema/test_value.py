"""What may be kept in a field, and what is refused at the door."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intloffice.errors import InvalidValueError
from intloffice.schema import field as fields
from intloffice.schema.choice import Choice
from intloffice.schema.field import Field
from intloffice.schema.kind import Kind, Rows, Title
from intloffice.schema.value import clean, clean_text, from_plain, problems, to_plain


class Colour(Choice):
    RED = "red", "Red"
    BLUE = "blue", "Blue"


LINE, TEXT = fields.line("line", "Line"), fields.text("text", "Text")
WHOLE, AMOUNT = fields.whole("whole", "Whole"), fields.amount("amount", "Amount")
DAY, PARTIAL = fields.day("day", "Day"), fields.partial_day("partial", "Partial")
CLOCK, FLAG = fields.clock("clock", "Clock"), fields.flag("flag", "Flag")
CHOICE, MANY = fields.choice("c", "C", Colour), fields.choice("m", "M", Colour, many=True)
WORDS, COUNTRY = fields.words("words", "Words"), fields.code("country", "Country", "country")
LANGUAGE = fields.code("language", "Language", "language")
REFERENCE = fields.reference("other_id", "Other", "other")
ALL = (
    LINE,
    TEXT,
    WHOLE,
    AMOUNT,
    DAY,
    PARTIAL,
    CLOCK,
    FLAG,
    CHOICE,
    MANY,
    WORDS,
    COUNTRY,
    LANGUAGE,
    REFERENCE,
)


@pytest.mark.parametrize("field", ALL, ids=lambda field: field.name)
def test_nothing_is_kept_as_the_fields_own_nothing(field: Field):
    assert clean(field, None) == field.empty
    assert clean(field, field.empty) == field.empty
    assert clean(field, "") == field.empty
    assert clean(field, " \u3000") == field.empty


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        (LINE, " a\tb\nc\u3000", "a\tb c"),
        (LINE, "NUL\x00 half \ud800 end\ufffe", "NUL half  end"),
        (TEXT, "\na\r\nb\rc\n", "a\nb\nc"),
        (TEXT, " \n ", ""),
        (WHOLE, "１２３", 123),
        (WHOLE, " -7 ", -7),
        (WHOLE, 5.0, 5),
        (AMOUNT, "１２，３４５．６７", Decimal("12345.67")),
        (AMOUNT, "1,234,567", Decimal(1234567)),
        (AMOUNT, 0.1 + 0.2, Decimal("0.30")),
        (AMOUNT, "0.005", Decimal("0.01")),
        (DAY, "２０１８－０１－０５", date(2018, 1, 5)),
        (DAY, datetime(2018, 1, 5, 23, 59), date(2018, 1, 5)),  # noqa: DTZ001  as Excel gives it
        (PARTIAL, datetime(1998, 3, 1), "1998-03-01"),  # noqa: DTZ001
        (PARTIAL, "１９９８－０３", "1998-03"),
        (CLOCK, "9:05", "09:05"),
        (CLOCK, "９：０５", "09:05"),
        (CLOCK, "23:59:59.5", "23:59"),
        (FLAG, "✓", True),
        (FLAG, "no", False),
        (FLAG, 1, True),
        (CHOICE, Colour.RED, "red"),
        (MANY, ["red", "blue", "red"], ("red", "blue")),
        (WORDS, ["a\nb", "", "\x01", None, "a b"], ("a b",)),
        (COUNTRY, "ｊｐ", "JP"),
        (LANGUAGE, "zh-Hans", "zh-Hans"),
        (REFERENCE, "12", 12),
    ],
)
def test_what_people_and_spreadsheets_write_is_kept_in_one_shape(field, given, kept):
    found = clean(field, given)
    assert found == kept
    assert type(found) is type(kept)
    assert clean(field, found) == found


@pytest.mark.parametrize(
    ("field", "given"),
    [
        (WHOLE, "²"),
        (WHOLE, "1.5"),
        (WHOLE, 1.5),
        (WHOLE, float("nan")),
        (WHOLE, 2**63),
        (WHOLE, True),
        (WHOLE, "1_000"),
        (AMOUNT, "1,5"),
        (AMOUNT, "12,34.5"),
        (AMOUNT, "1e3"),
        (AMOUNT, "1_000"),
        (AMOUNT, "NaN"),
        (AMOUNT, float("inf")),
        (AMOUNT, 10**15),
        (DAY, "2017-02-29"),
        (DAY, "2017-W01-1"),
        (DAY, "5.1.2018"),
        (DAY, 20180105.5),
        (PARTIAL, "0000"),
        (PARTIAL, "2017-13"),
        (PARTIAL, "2017-02-30"),
        (PARTIAL, "17"),
        (CLOCK, "24:00"),
        (CLOCK, "12:345"),
        (CLOCK, "09:30 or so"),
        (FLAG, "perhaps"),
        (FLAG, 2),
        (CHOICE, "green"),
        (MANY, ["red", "green"]),
        (WORDS, 5),
        (COUNTRY, "Japan"),
        (LANGUAGE, "Japanese"),
        (REFERENCE, "Kumamoto"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(field, given):
    with pytest.raises(InvalidValueError) as refused:
        clean(field, given)
    assert "{value}" in refused.value.template


def test_a_protected_value_is_not_repeated_in_the_refusal():
    """records.md, Protection: a passport's number has no place in an error's text."""
    with pytest.raises(InvalidValueError) as refused:
        clean(fields.day("expires_on", "Expires on", protected=True), "E12345678")
    assert "E12345678" not in str(refused.value)


@given(st.text())
def test_cleaning_a_text_twice_changes_nothing_more_and_any_text_can_be_stored(written):
    once = clean_text(written)
    assert clean_text(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert "\x00" not in once


VALUES = {
    LINE: st.text(),
    TEXT: st.text(),
    WHOLE: st.integers(-(2**62), 2**62),
    AMOUNT: st.decimals(-(10**12), 10**12, allow_nan=False) | st.floats(-1e6, 1e6),
    DAY: st.dates(),
    PARTIAL: st.dates(date(1, 1, 1)).map(date.isoformat)
    | st.integers(1, 9999).map(lambda year: f"{year:04}"),
    CLOCK: st.times().map(str),
    FLAG: st.booleans(),
    CHOICE: st.sampled_from(Colour),
    MANY: st.lists(st.sampled_from(Colour)),
    WORDS: st.lists(st.text()),
    COUNTRY: st.sampled_from(["", "JP", "cn"]),
    LANGUAGE: st.sampled_from(["", "ja", "zh-Hans"]),
    REFERENCE: st.none() | st.integers(1, 10**9),
}


@settings(max_examples=200)
@given(st.sampled_from(ALL).flatmap(lambda field: VALUES[field].map(lambda v: (field, v))))
def test_every_kept_value_survives_plain_json_and_is_clean(field_and_value):
    field, given_value = field_and_value
    value = clean(field, given_value)
    back = from_plain(field, to_plain(value))
    assert back == value
    assert to_plain(back) == to_plain(value)
    assert clean(field, value) == value


def test_a_word_that_is_a_choice_no_longer_can_still_be_read_from_the_history():
    assert from_plain(CHOICE, "green") == "green"
    assert from_plain(MANY, ["green"]) == ("green",)


def _a_kind(*ordered: tuple[str, str]) -> Kind:
    rows = Rows("row", "Rows", (fields.line("what", "What", required=True), DAY))
    return Kind(
        name="thing",
        singular="Thing",
        plural="Things",
        title=Title(fields=("line",)),
        own_fields=(
            fields.line("line", "Line", required=True),
            fields.partial_day("began", "Began"),
            fields.partial_day("ended", "Ended"),
            fields.day("first", "First"),
            fields.day("last", "Last"),
        ),
        sections=(),
        columns=("line",),
        searched=(),
        rows=(rows,),
        ordered=ordered,
    )


def test_what_is_needed_is_asked_for_with_its_place():
    found = problems(_a_kind(), {}, {"row": [{"what": "x"}, {"what": ""}]})
    assert [(p.field, p.rows, p.position) for p in found] == [("line", "", -1), ("what", "row", 1)]


@pytest.mark.parametrize(
    ("began", "ended", "fits"),
    [
        ("1998-03", "1998", True),
        ("1998", "1998-03", True),
        ("1998-03-02", "1998-03", True),
        ("1998-03", "1998-02", False),
        ("1998", "1997-12-31", False),
        ("", "1997", True),
        ("1998", "", True),
    ],
)
def test_an_end_is_refused_only_where_it_must_lie_before_the_beginning(began, ended, fits):
    values = {"line": "x", "began": began, "ended": ended}
    found = problems(_a_kind(("began", "ended")), values, {})
    assert [p.field for p in found] == ([] if fits else ["ended"])


@given(st.dates(), st.dates())
def test_days_are_ordered_as_days(first, last):
    found = problems(_a_kind(("first", "last")), {"line": "x", "first": first, "last": last}, {})
    assert bool(found) == (last < first)


def test_a_text_kept_in_several_languages_is_needed_in_one_of_them_only():
    kind = replace(
        _a_kind(), own_fields=fields.translated(fields.line("title", "Title", required=True))
    )
    assert not problems(kind, {"title_en": "", "title_zh": "协议", "title_ja": ""}, {})
    assert not problems(kind, {"title_en": "Agreement"}, {})
    assert [p.field for p in problems(kind, {"title_en": ""}, {})] == ["title_en"]
