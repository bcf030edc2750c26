"""Values as people read them."""

from datetime import date
from decimal import Decimal

import pytest

from intloffice.i18n import language
from intloffice.records import ALL_KINDS
from intloffice.records.meeting import MeetingStatus
from intloffice.schema import field as fields
from intloffice.schema.field import FieldType
from intloffice.schema.showing import label, shown

STATUS = fields.choice("status", "Status", MeetingStatus)
COUNTRIES = fields.code("countries", "Countries", "country", many=True)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (fields.day("on", "On"), date(2018, 1, 5), "2018-01-05"),
        (fields.amount("amount", "Amount"), Decimal("1234.50"), "1,234.50"),
        (fields.whole("year", "Year"), 2017, "2017"),
        (fields.whole("rank", "Rank"), 0, "0"),
        (fields.whole("rank", "Rank"), None, ""),
        (fields.flag("ours", "Ours"), True, "✓"),
        (fields.flag("ours", "Ours"), False, ""),
        (STATUS, "held", "Held"),
        (STATUS, "postponed", "postponed"),
        (COUNTRIES, ("JP", "DE", "FR"), "Japan, Germany and France"),
        (fields.code("language", "Language", "language"), "ja", "Japanese"),
        (fields.code("currency", "Currency", "currency"), "CNY", "Chinese Yuan"),
        (fields.words("tags", "Tags"), (), ""),
    ],
)
def test_a_value_is_shown_as_people_read_it(field, value, text):
    assert shown(field, value, language("en")) == text


def test_a_text_kept_once_per_language_says_which_language_it_is_in():
    title = fields.translated(fields.line("title", "Title", required=True))
    assert [label(field, language("en")) for field in title] == [
        "Title (English)",
        "Title (Chinese)",
        "Title (Japanese)",
    ]
    assert [field.required for field in title] == [True, False, False]


def test_nothing_is_shown_where_nothing_is_kept():
    for kind in ALL_KINDS:
        for field in kind.fields.values():
            assert shown(field, field.empty, language("ja")) == ""


def test_every_type_of_field_is_used_by_some_kind():
    used = {
        field.type
        for kind in ALL_KINDS
        for field in (*kind.fields.values(), *(f for r in kind.rows for f in r.fields))
    }
    assert used == set(FieldType)
