"""Every kind's form opens, saves, and shows back every type of field."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from intloffice.gui.place import Place
from intloffice.records import ALL_KINDS
from intloffice.schema.field import Field, FieldType
from intloffice.schema.kind import Kind
from tests.gui.conftest import go, rest

NEEDED: dict[str, dict[str, Any]] = {
    "person": {"family_native": "河村", "given_native": "能人"},
    "organisation": {"kind": "university", "country": "JP"},
    "programme": {"funding": "full"},
    "meeting": {
        "title_en": "Visit",
        "direction": "received",
        "kind": "courtesy",
        "status": "held",
        "starts_on": date(2018, 1, 5),
    },
    "agreement": {
        "title_en": "Exchange",
        "kind": "student exchange",
        "level": "university",
        "renewal": "fixed",
    },
}


def other_of(add: Any, kind: str) -> int:
    rows = {}
    if kind in ("organisation", "programme"):
        name = {"text": "Kumamoto", "language": "en", "type": "official", "preferred": True}
        rows = {"name": [name]}
    return int(add(kind, NEEDED[kind], **rows))


def sample(field: Field, add: Any) -> Any:
    if field.type is FieldType.REFERENCE:
        return other_of(add, field.refers_to)
    if field.type is FieldType.CHOICE:
        words = [str(member) for member in field.choices or ()]
        return (words[0], words[-1]) if field.many else words[-1]
    if field.type is FieldType.CODE:
        word = {"country": "JP", "language": "ja", "currency": "CNY"}[field.codes]
        return (word,) if field.many else word
    return {
        FieldType.LINE: "河村 <b>能人</b>",
        FieldType.TEXT: "one\ntwo",
        FieldType.WHOLE: 2017,
        FieldType.AMOUNT: Decimal("1234.50"),
        FieldType.DAY: date(2018, 1, 5),
        FieldType.PARTIAL_DAY: "2018-01",
        FieldType.CLOCK: "09:40",
        FieldType.FLAG: True,
        FieldType.WORDS: ("alpha", "β"),
    }[field.type]


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.name)
def test_a_form_saves_and_shows_back_every_field(
    qtbot: Any, window: Any, add: Any, load: Any, kind: Kind
) -> None:
    values = {name: sample(field, add) for name, field in kind.fields.items()}
    rows = {
        rows.name: [{field.name: sample(field, add) for field in rows.fields}] for rows in kind.rows
    }
    captions = {
        (field.refers_to, line[field.name]): "Somebody"
        for owner, field in kind.references()
        for line in (rows[owner] if owner else [values])
    }
    page = go(qtbot, window, Place("record", kind.name, 0))
    page.form.show_values(values, captions)
    for name, lines in rows.items():
        page.form.rows[name].show_rows([(None, line) for line in lines], captions)
        page.form.rows[name].edited.emit()
    page.save()
    rest(qtbot, window.desk.jobs)

    assert not page.banner.isVisible(), page.banner.sentence.text()
    saved = load(kind.name, page.place.record)
    assert saved.values == values
    assert {n: [line.values for line in lines] for n, lines in saved.rows.items()} == rows
    shown = {name: editor.value() for name, editor in page.form.editors.items()}
    assert shown == values
    assert not page.is_edited


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.name)
def test_an_empty_form_says_what_is_needed(qtbot: Any, window: Any, kind: Kind) -> None:
    page = go(qtbot, window, Place("record", kind.name, 0))
    page.form.editors["notes"].edited.emit()
    page.save()
    rest(qtbot, window.desk.jobs)
    needed = [field.name for field in kind.own_fields if field.required]
    assert page.place.record == 0 or not needed
    assert [name for name in needed if page.form.editors[name].problem] == needed
