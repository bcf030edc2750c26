"""The day's jobs, by keyboard alone: the keys beside the texts themselves are counted and told."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from intloffice.gui.place import Place
from intloffice.operations import browse
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from tests.gui.conftest import rest
from tests.gui.typist import Typist


@pytest.fixture
def clerk(qtbot: Any, window: Any, capsys: Any) -> Iterator[Typist]:
    """Someone at the first page of the window, whose keys are told at the end."""
    window.go(Place("home"))
    rest(qtbot, window.desk.jobs)
    made = Typist(qtbot, window)
    yield made
    with capsys.disabled():
        print(f"  {made.keys} keys", end="")


@pytest.fixture
def office(add: Any) -> None:
    """Partners, a fund, people on record."""

    def named(text: str, language: str = "en") -> list[dict[str, Any]]:
        return [{"text": text, "language": language, "type": "official", "preferred": True}]

    for name, country in (("Waseda University", "JP"), ("Kyoto University", "JP")):
        add("organisation", {"kind": "university", "country": country}, name=named(name))
    add("programme", {"funding": "full"}, name=named("CSC Scholarship"))
    for family in ("Adams", "Baker", "Clarke", "Dupont", "Eriksen", "Fischer"):
        add("person", {"family_native": family, "given_native": "Jo"})
    add("person", {"family_native": "刘", "given_native": "敏"})


def cells(store: Any, kind: str, *columns: str) -> list[tuple[str, ...]]:
    with store.read() as session:
        query = browse.Query(kind_named(ALL_KINDS, kind), columns=columns)
        return [row.cells for row in browse.page(session, query, 0, 50)]


def test_a_visit_from_an_e_mail_takes_fewer_than_sixty_keys(
    clerk: Typist, store: Any, load: Any, office: None
) -> None:
    clerk.press("Ctrl+K").write("new meeting").press("Enter")
    clerk.write("Visit of a delegation from Waseda").press("Tab", "Tab", "Tab")
    clerk.press("V", "Tab", "C", "Tab", "P", "Tab").write("2018-03-05")
    clerk.press("Tab", "Tab", "Tab", "Tab", "Tab", "Enter")
    clerk.write("waseda").press("Enter", "Tab", "Tab", "Enter")
    clerk.write("山本 健").press("Ctrl+Enter", "Ctrl+S", "Tab", "G", "Tab", "H", "Enter")
    clerk.write("Maria Rossi").press("Ctrl+Enter", "Ctrl+S", "Tab", "G", "Tab", "M", "Enter")
    clerk.write("dupont").press("Enter", "Tab", "G", "Tab", "M", "Enter")
    clerk.write("刘").press("Enter", "Tab", "H", "Tab", "H", "Ctrl+S")
    kept = load("meeting", 1)
    assert (kept.values["title_en"], kept.values["direction"], kept.values["status"]) == (
        "Visit of a delegation from Waseda",
        "received",
        "planned",
    )
    assert str(kept.values["starts_on"]) == "2018-03-05"
    assert len(kept.rows["visitor"]) == 1
    seats = [(line.values["side"], line.values["role"]) for line in kept.rows["participant"]]
    assert seats == [("guest", "head"), ("guest", "member"), ("guest", "member"), ("host", "head")]
    people = cells(store, "person", "family_native", "given_native")
    assert ("山本", "健") in people
    assert ("Rossi", "Maria") in people
    assert clerk.keys < 60


def test_an_agreement_with_two_partners_a_term_and_two_conditions(
    clerk: Typist, load: Any, office: None
) -> None:
    clerk.press("Ctrl+K").write("new agreement").press("Enter")
    clerk.write("waseda").press("Enter", "Enter").write("kyoto").press("Enter", "Tab")
    clerk.press("Tab", "Tab", "Tab", "Tab", "E", "Tab", "Tab", "Enter")
    clerk.write("2018-04-01").press("Tab").write("2023-03-31").press("Tab", "F")
    clerk.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Enter")
    clerk.press("O", "Tab", "S", "Tab").write("4").press("Tab").write("6").press("Enter")
    clerk.press("I", "Tab", "S", "Tab").write("4").press("Tab").write("6").press("Ctrl+S")
    clerk.write("Student exchange with Waseda and Kyoto").press("Tab", "Tab", "Tab")
    clerk.press("S", "Tab", "U", "Ctrl+S")
    kept = load("agreement", 1)
    assert [line.values["side"] for line in kept.rows["party"]] == ["theirs", "theirs"]
    (term,) = kept.rows["term"]
    assert str(term.values["effective_until"]) == "2023-03-31"
    conditions = [
        (line.values["direction"], line.values["places_a_year"], line.values["months"])
        for line in kept.rows["condition"]
    ]
    assert conditions == [("outbound", 4, 6), ("inbound", 4, 6)]
    assert clerk.keys < 80


def test_ten_awards_in_a_row_never_leave_the_keyboard(
    clerk: Typist, store: Any, office: None
) -> None:
    clerk.press("Ctrl+K").write("awards").press("Enter", "Ctrl+Shift+N")
    clerk.write("csc").press("Enter", "Tab", "Tab").write("adams").press("Enter", "Tab", "Tab")
    clerk.write("2017").press("Tab").write("12000").press("Tab").write("cny").press("Tab", "I")
    for name in ("baker", "clarke", "dupont", "eriksen", "fischer", "adams", "baker", "dupont"):
        clerk.press("Enter", "Ctrl+D", "Tab").write(name).press("Enter", "Tab", "Tab")
        clerk.press("Ctrl+D", "Ctrl+D", "Ctrl+D", "Ctrl+D")
    QGuiApplication.clipboard().setText("CSC Scholarship\t\tJo Fischer\t\t2016\t9,500\tCNY\tin all")
    clerk.press("Enter", "Ctrl+V", "Ctrl+S")
    awards = cells(store, "award", "recipient_id", "programme_id", "year", "amount")
    assert len(awards) == 10
    assert awards[1] == ("Jo Baker", "CSC Scholarship", "2017", "12,000")
    assert awards[-1] == ("Jo Fischer", "CSC Scholarship", "2016", "9,500")
    assert clerk.keys < 110


def test_agreements_with_japan_on_a_day_are_counted_from_the_list(
    clerk: Typist, window: Any, add: Any, office: None
) -> None:
    for partner, begins in ((1, "2010-01-01"), (2, "2016-01-01"), (2, "2018-01-01")):
        add(
            "agreement",
            {"title_en": "Exchange", "kind": "student exchange", "level": "university"}
            | {"renewal": "open-ended"},
            party=[{"side": "theirs", "organisation_id": partner, "role": "party"}],
            signatory=[{"on_behalf_of_id": partner, "signed_on": begins}],
            term=[{"effective_from": begins, "basis": "first"}],
        )
    clerk.press("Ctrl+K").write("agreements").press("Enter", "Ctrl+Shift+F")
    clerk.write("effective").press("Enter").write("2017-12-31").press("Enter", "Ctrl+Shift+F")
    clerk.write("country of").press("Enter").write("japan").press("Enter", "Enter")
    assert window.page.table.records.rowCount() == 2
    assert "2" in window.page.note.text()
    assert clerk.keys < 15
