"""The papers of a meeting, shown as they will be printed, and saved."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from intloffice.gui import drawing
from intloffice.gui.place import Narrowing, Place
from tests.gui.conftest import go, rest

MEETING = {"direction": "received", "kind": "courtesy", "status": "planned"}


@pytest.fixture
def visit(add: Any) -> int:
    """A visit with one guest, to a university that is on record."""
    name = {"text": "Our University", "language": "en", "type": "official"}
    add("organisation", {"kind": "university", "ours": True}, name=[name])
    guest = add("person", {"family_native": "Rossi", "given_native": "Maria"})
    values = MEETING | {"title_en": "Visit: from <b>Rome</b>", "starts_on": date(2018, 3, 5)}
    people = [{"person_id": guest, "side": "guest", "role": "head"}]
    return int(add("meeting", values, participant=people))


def test_a_meeting_leads_to_its_papers_and_each_is_saved_as_it_is_shown(
    qtbot: Any, window: Any, visit: int, tmp_path: Path
) -> None:
    form = go(qtbot, window, Place("record", "meeting", visit))
    form._papers.click()
    rest(qtbot, window.desk.jobs)
    page = window.page
    assert page.place == Place("papers", "meeting", visit)
    asked: list[str] = []

    def choose(_parent: Any, _title: str, name: str, _kinds: str) -> str:
        asked.append(name)
        return str(tmp_path / page.paper)

    page.choose_file = choose
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        rest(qtbot, window.desk.jobs)
        page.save_pdf()
        rest(qtbot, window.desk.jobs)
        saved = (tmp_path / f"{page.paper}.pdf").read_bytes()
        assert saved == page.printed.pdf
    assert asked[0] == "Visit  from  b Rome  b  Agenda.pdf"
    assert len(set(asked)) == page.list.count()


def test_all_papers_are_saved_at_once_under_their_names(
    qtbot: Any, window: Any, visit: int, tmp_path: Path
) -> None:
    page = go(qtbot, window, Place("papers", "meeting", visit))
    page.choose_folder = lambda *_: str(tmp_path)
    page.save_all()
    rest(qtbot, window.desk.jobs)
    saved = sorted(tmp_path.glob("Visit*.pdf"))
    assert len(saved) == page.list.count()
    assert (tmp_path / "Visit  from  b Rome  b  Agenda.pdf").read_bytes() == page.printed.pdf
    assert str(tmp_path) in page.banner.sentence.text()


@pytest.mark.parametrize("paper", ["agenda", "sign"])
def test_a_paper_is_printed_page_by_page_upright_or_across_as_it_is_shown(
    qtbot: Any, window: Any, visit: int, tmp_path: Path, paper: str
) -> None:
    page = go(qtbot, window, Place("papers", "meeting", visit, (Narrowing("paper", "is", paper),)))
    target = tmp_path / "printed.pdf"

    def choose(_parent: Any, printer: Any, pages: int) -> bool:
        assert pages == len(page.printed.sizes)
        printer.setOutputFileName(str(target))
        return True

    page.printing.choose_printer = choose
    page.to_printer.click()
    rest(qtbot, window.desk.jobs)
    printed = target.read_bytes()
    assert str(target) in page.banner.sentence.text()
    assert [(round(w), round(h)) for w, h in drawing.sizes(printed)] == [
        (round(w), round(h)) for w, h in page.printed.sizes
    ]
    assert _ink(printed) == pytest.approx(_ink(page.printed.pdf), rel=0.2)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(
    qtbot: Any, window: Any, visit: int, tmp_path: Path
) -> None:
    page = go(qtbot, window, Place("papers", "meeting", visit))

    def choose(_parent: Any, printer: Any, _pages: int) -> bool:
        printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
        return True

    page.printing.choose_printer = choose
    page.printing.ask()
    rest(qtbot, window.desk.jobs)
    assert "printer did not take it" in page.banner.sentence.text()
    page.printing.choose_printer = lambda *_asked: False
    page.printing.ask()
    rest(qtbot, window.desk.jobs)


def _ink(pdf: bytes) -> float:
    """Tell how much of the first page is dark."""
    (drawn,) = drawing.draw(pdf, (1,), 0.5)
    return sum(255 - value for value in drawn.pixels[::4]) / len(drawn.pixels)


def test_another_language_prints_anew(qtbot: Any, window: Any, visit: int) -> None:
    page = go(qtbot, window, Place("papers", "meeting", visit))
    before = page.printed.pdf
    page.languages.choose("zh")
    rest(qtbot, window.desk.jobs)
    assert page.printed.pdf != before
