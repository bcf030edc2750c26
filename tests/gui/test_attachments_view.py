"""Files on a record: kept, looked at, taken out, and what is refused in a sentence."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from intloffice.gui import attaching
from intloffice.gui.dialogs.name_box import NameBox
from intloffice.gui.place import Place
from intloffice.operations import attachments, undo
from tests.gui.conftest import go, rest, type_text
from tests.gui.test_every_form import NEEDED


@pytest.fixture
def page(qtbot: Any, window: Any, add: Any) -> Any:
    """The form of a person, its files in sight."""
    found = go(qtbot, window, Place("record", "person", add("person", NEEDED["person"])))
    found._go_to_section(len(found._tabs.buttons()) - 2)
    return found


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture."""
    path = tmp_path / "名刺.png"
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkRed)
    image.save(str(path))
    return path


def attach(qtbot: Any, window: Any, page: Any, *paths: Path) -> None:
    """Attach files and wait until they are listed."""
    page.files.attach([str(path) for path in paths])
    rest(qtbot, window.desk.jobs)


def shown(page: Any) -> str:
    """What is said instead of a preview."""
    return str(page.files.view._message)


def test_a_file_that_is_dropped_is_kept_shown_and_counted(
    qtbot: Any, window: Any, page: Any, picture: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.files.dropEvent(event)
    rest(qtbot, window.desk.jobs)
    assert [file.name for file in page.files.found] == ["名刺.png"]
    assert page._tabs.button(len(page._tabs.buttons()) - 2).text() == "Files (1)"
    drawn = page.files.view._pictures[1]
    assert drawn.pixelColor(drawn.width() // 2, drawn.height() // 2).red() == 128
    go(qtbot, window, Place("list", "person"))
    window.page.peek.show_record(1)
    rest(qtbot, window.desk.jobs)
    texts = [label.text() for label in window.page.peek.findChildren(QLabel)]
    assert any("名刺.png" in text for text in texts)


def test_a_picture_that_was_copied_is_pasted(qtbot: Any, window: Any, page: Any) -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    page.files.paste()
    rest(qtbot, window.desk.jobs)
    assert [file.name for file in page.files.found] == ["Pasted picture.png"]
    assert page.files._shown.is_picture


def test_ctrl_v_pastes_once_the_files_are_shown(qtbot: Any, window: Any, page: Any) -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    for held in ("the button that adds", "the list"):
        page._tabs.button(0).click()
        page._tabs.button(len(page._tabs.buttons()) - 2).click()
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        rest(qtbot, window.desk.jobs)
        assert page.files.found[0].name == "Pasted picture.png", held
    assert window.focusWidget() is page.files.table


def dropped(*paths: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, buttons = QPointF(9, 9), Qt.MouseButton.LeftButton
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(where, action, data, buttons, keys)
    event.held = data  # type: ignore[attr-defined]  # Qt keeps it no longer than we do
    return event


def test_files_may_be_dropped_anywhere_on_the_form_and_are_no_text_of_a_field(
    qtbot: Any, window: Any, page: Any, picture: Path
) -> None:
    page._go_to_section(0)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    data.setText(str(picture))
    entering = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    line = page.form.editors["family_native"].line
    line.dragEnterEvent(entering)
    assert not entering.isAccepted()
    assert not page.form.editors["notes"].text.canInsertFromMimeData(data)
    page.dropEvent(dropped(picture))
    rest(qtbot, window.desk.jobs)
    assert [file.name for file in page.files.found] == ["名刺.png"]
    assert page._stack.currentWidget() is page.files
    assert line.text() == "河村"


def test_a_file_dropped_on_a_record_that_is_not_saved_is_refused_in_words(
    qtbot: Any, window: Any, picture: Path
) -> None:
    form = go(qtbot, window, Place("record", "person", 0))
    form.dropEvent(dropped(picture))
    assert "Save the record first" in form.banner.sentence.text()


def test_a_file_is_renamed_by_keyboard_and_the_photo_that_is_named_by_it_too(
    qtbot: Any, window: Any, page: Any, picture: Path, load: Any
) -> None:
    attach(qtbot, window, page, picture)
    type_text(page.form.editors["photo"].line, "名刺.png")
    page.save()
    rest(qtbot, window.desk.jobs)
    page.files.take_keyboard()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F2)
    (box,) = window.findChildren(NameBox)
    assert box.line.selectedText() == "名刺"
    qtbot.keyClicks(box.line, "Photo 2017")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    rest(qtbot, window.desk.jobs)
    assert [file.name for file in page.files.found] == ["Photo 2017.png"]
    assert load("person", page.place.record).values["photo"] == "Photo 2017.png"
    window.undo_action.trigger()
    rest(qtbot, window.desk.jobs)
    assert [file.name for file in page.files.found] == ["名刺.png"]
    assert load("person", page.place.record).values["photo"] == "名刺.png"


def test_a_name_of_nothing_renames_no_file(
    qtbot: Any, window: Any, page: Any, picture: Path
) -> None:
    attach(qtbot, window, page, picture)
    page.files.rename_chosen("   ")
    rest(qtbot, window.desk.jobs)
    assert [file.name for file in page.files.found] == ["名刺.png"]


def test_several_files_are_added_at_once(qtbot: Any, window: Any, page: Any, picture: Path) -> None:
    other = picture.with_name("letter.txt")
    other.write_text("Dear colleague")
    page.files.choose_files = lambda *_asked: [str(picture), str(other)]
    page.files._add.click()
    rest(qtbot, window.desk.jobs)
    assert [file.name for file in page.files.found] == ["名刺.png", "letter.txt"]


def test_pasting_what_is_no_file_is_said_to_be_none(page: Any) -> None:
    QGuiApplication.clipboard().setText("only words")
    page.files.paste()
    assert "Neither a file nor a picture" in page.banner.sentence.text()


def test_what_cannot_be_kept_is_said_and_the_others_are(
    qtbot: Any, window: Any, page: Any, picture: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 1_000_000)
    large = picture.with_name("large.bin")
    large.write_bytes(bytes(1_000_001))
    attach(qtbot, window, page, picture, large, picture.parent, picture.with_name("gone"))
    assert [file.name for file in page.files.found] == ["名刺.png"]
    said = page.banner.sentence.text()
    assert "large.bin is larger than 1 MB" in said
    assert "is no file but a folder" in said
    assert "gone could not be attached" in said


def test_removing_a_file_is_undone(
    qtbot: Any, window: Any, page: Any, picture: Path, store: Any
) -> None:
    attach(qtbot, window, page, picture)
    page.files.remove_chosen()
    rest(qtbot, window.desk.jobs)
    assert page.files.found == []
    with store.write("Undo", "Li") as session:
        undo.undo(session)
    page.refresh()
    rest(qtbot, window.desk.jobs)
    assert [file.name for file in page.files.found] == ["名刺.png"]


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n broken", b"words"])
def test_a_file_that_cannot_be_shown_is_said_to_be_so(
    qtbot: Any, window: Any, page: Any, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)
    attach(qtbot, window, page, path)
    assert shown(page) == "odd cannot be shown here. Open or export it."


def test_a_copy_is_opened_and_what_could_run_is_not(
    qtbot: Any, window: Any, page: Any, picture: Path
) -> None:
    opened: list[str] = []
    page.files.open_url = lambda url: bool(opened.append(url.toLocalFile())) or True
    program = picture.with_name("letter.pdf.EXE")
    program.write_bytes(b"MZ")
    attach(qtbot, window, page, picture)
    page.files.open_chosen()
    rest(qtbot, window.desk.jobs)
    assert Path(opened[0]).read_bytes() == picture.read_bytes()
    assert Path(opened[0]) != page.files.found[0].path
    attach(qtbot, window, page, program)
    page.files.table.selectRow(1)
    page.files.open_chosen()
    rest(qtbot, window.desk.jobs)
    assert len(opened) == 1
    assert "could run a program" in page.banner.sentence.text()


def test_a_damaged_copy_is_not_taken_out_for_the_file(
    qtbot: Any, window: Any, page: Any, picture: Path, tmp_path: Path
) -> None:
    attach(qtbot, window, page, picture)
    page.files.found[0].path.write_bytes(b"other")
    page.files.export_chosen(str(tmp_path / "out.png"))
    rest(qtbot, window.desk.jobs)
    assert not (tmp_path / "out.png").exists()
    assert "gone or damaged" in page.banner.sentence.text()


def test_files_are_taken_out_beside_others_of_their_name(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"1")
    hashed = attachments.files.hash_of(kept)
    two = [attachments.Attachment(n, "../a:b.txt", 1, hashed, kept) for n in (1, 2)]
    out = tmp_path / "out"
    out.mkdir()
    attaching.export_all(two, out)
    assert sorted(path.name for path in out.iterdir()) == ["_a_b (2).txt", "_a_b.txt"]


def test_a_record_that_is_not_saved_yet_takes_no_files(qtbot: Any, window: Any) -> None:
    page = go(qtbot, window, Place("record", "person", 0))
    assert not page.files._add.isEnabled()


def test_a_drawn_picture_is_opaque_for_sharp_screens_scale_it_with_its_fourth_byte() -> None:
    held = BytesIO()
    Image.new("RGB", (40, 30), "#3366cc").save(held, "PNG")
    shown = attaching._picture(held.getvalue())
    (drawn,) = attaching.draw(shown, (1,), 2.0)
    assert set(drawn.pixels[3::4]) == {255}
    assert drawn.pixels[:3] == bytes((0xCC, 0x66, 0x33))


def test_how_many_files_were_attached_stays_said_at_the_foot(
    qtbot: Any, window: Any, page: Any, picture: Path
) -> None:
    attach(qtbot, window, page, picture)
    assert window._left.text() == "1 file was attached."
