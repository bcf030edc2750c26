"""The page of the news draft."""

from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from intloffice.gui.dialogs.issue_box import IssueBox
from intloffice.gui.place import Place
from intloffice.operations import designate, edit
from intloffice.operations import issued as keeping
from tests.gui.conftest import go, rest, type_text

pytestmark = pytest.mark.on_the_sample
GOLDEN = Path(__file__).parents[1] / "briefing" / "golden"


@pytest.fixture
def meeting(store: Any) -> int:
    with store.read() as session:
        return designate.meeting(session, "2018-001")


@pytest.fixture
def page(qtbot: Any, window: Any, meeting: int) -> Any:
    """The page, reached by the button of the page that prepares the meeting."""
    preparing = go(qtbot, window, Place("prepare", "meeting", meeting))
    button = next(b for b in preparing.findChildren(QPushButton) if b.text() == "News draft")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    rest(qtbot, window.desk.jobs)
    assert window.place == Place("news", "meeting", meeting)
    return window.page


def texts(page: Any) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_what_is_to_be_finished_is_listed_and_leads_to_its_record(qtbot, page, load) -> None:
    assert "There is no draft yet." in texts(page)
    assert "小松道彦: Nobody has confirmed" in texts(page)
    assert not page.as_word.isEnabled()
    assert not page.as_text.isEnabled()
    link = next(b for b in page.findChildren(QPushButton) if b.text() == "Open")
    with qtbot.waitSignal(page.going) as going:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    (place,) = going.args
    assert place.kind == "person"
    assert load("person", place.record).values["family_native"] == "小松"


def test_once_the_name_is_confirmed_there_is_a_draft(qtbot, page, store, window) -> None:
    (lacking,) = page.shown.unfinished
    kind = page.desk.kind("person")
    with store.write("Confirm", "Li") as session:
        version = edit.load(session, kind, lacking.id).version
        edit.change(session, kind, lacking.id, version, {"spelling_state": "confirmed"})
    page.refresh()
    rest(qtbot, window.desk.jobs)
    assert page.shown.text == (GOLDEN / "news-en.txt").read_text("utf-8")
    assert "President Zhang Zongyi meets Komatsu Michihiko" in texts(page)
    assert page.as_word.isEnabled()


def test_the_draft_is_saved_as_text_and_for_word(qtbot, page, window, tmp_path) -> None:
    page.languages.choose("zh")
    rest(qtbot, window.desk.jobs)
    page.choose_file = lambda _page, _title, name, _kinds: str(tmp_path / name)
    qtbot.mouseClick(page.as_text, Qt.MouseButton.LeftButton)
    rest(qtbot, window.desk.jobs)
    (saved,) = tmp_path.glob("*.txt")
    assert saved.name == "校长张宗益会见日本国驻重庆总领事小松道彦.txt"
    assert saved.read_text("utf-8") == (GOLDEN / "news-zh.txt").read_text("utf-8")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, window.desk.jobs)
    (word,) = tmp_path.glob("*.docx")
    assert page.shown.title in [p.text for p in docx.Document(str(word)).paragraphs]


def test_the_cooperation_is_told_as_of_the_day_that_is_typed(qtbot, page, window) -> None:
    page.languages.choose("ja")
    rest(qtbot, window.desk.jobs)
    assert "2017年12月31日現在" in texts(page)
    page.day.line.setText("2016-12-31")
    page.day.line.textEdited.emit("2016-12-31")
    rest(qtbot, window.desk.jobs)
    assert "2016年12月31日現在" in texts(page)


def test_the_form_of_a_meeting_leads_here_too(qtbot, window, meeting) -> None:
    form = go(qtbot, window, Place("record", "meeting", meeting))
    qtbot.mouseClick(form._news, Qt.MouseButton.LeftButton)
    rest(qtbot, window.desk.jobs)
    assert window.place.page == "news"


def test_the_news_is_kept_as_it_is_shown_with_a_remark(qtbot, page, window, store) -> None:
    assert not page.keep.isEnabled()
    page.languages.choose("zh")
    rest(qtbot, window.desk.jobs)
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    box = page.findChildren(IssueBox)[-1]
    type_text(box.line, "Web site")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    with store.read() as session:
        (kept,) = keeping.every(session)
        assert keeping.text_of(session, kept.id) == page.shown.text
    assert (kept.subject, kept.language, kept.note) == ("news", "zh", "Web site")
    assert kept.reference in page.banner.sentence.text()


def test_news_that_has_changed_behind_the_page_is_not_kept(qtbot, page, window, store) -> None:
    page.languages.choose("zh")
    rest(qtbot, window.desk.jobs)
    meeting = page.desk.kind("meeting")
    with store.write("Rename", "Li") as session:
        which = page.place.record
        loaded = edit.load(session, meeting, which)
        lines = list(loaded.rows["remark"])
        values = {**lines[0].values, "text_zh": "他表示欢迎。"}
        lines[0] = edit.Line(lines[0].id, values)
        edit.change(session, meeting, which, loaded.version, {}, {"remark": lines})
    page._keep(page.shown, "")
    rest(qtbot, window.desk.jobs)
    with store.read() as session:
        assert keeping.every(session) == []
