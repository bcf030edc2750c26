"""Every page and box, in every language: nothing is cut off or covered, all can be reached."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from intloffice.gui.theme import LEGIBLE, Theme, contrast
from tests.pictures import fitting, studio
from tests.pictures.scenes import scenes, shown
from tests.pictures.walking import Walked, walk

SMALL = studio.SMALL
#: Half of a wide screen, as when a letter lies beside it.
NARROW = (1030, 720)
#: What a screen of 1280×800 leaves at a scale of 125 %.
OLD = (1024, 640)
WIDE = (1920, 1080)


def test_everything_fits_and_can_be_reached(walked_in_english: Walked) -> None:
    assert not walked_in_english.faults, "\n".join(walked_in_english.faults)


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_everything_fits_can_be_reached_and_leaves_keys_to_a_character_that_is_composed(
    sample_copy: Path, language: str
) -> None:
    walked = walk(sample_copy, language, SMALL)
    assert not walked.faults, "\n".join(walked.faults)
    assert walked.lines > 200 or language != "zh"


#: Pages and boxes of every sort of layout: tables, forms, cards, papers, charts.
_SUBSET = (
    "home",
    "list-agreement",
    "record-agreement",
    "enter-rows",
    "prepare",
    "papers-seating",
    "briefing-drawer",
    "spreadsheets",
    "forms-filled",
    "settings",
    "charts-partners",
    "backups",
)


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_everything_fits_at_a_scale_of_a_half_more(sample_copy: Path, language: str) -> None:
    """The scale is one for a process, and is chosen as it starts."""
    script = f"""
from pathlib import Path
from tests.pictures import fitting, studio
from tests.pictures.scenes import scenes, shown
with studio.window(Path({str(sample_copy)!r}), {language!r}, "light", {SMALL}) as window:
    assert window.devicePixelRatioF() == 1.5
    for name in {_SUBSET}:
        with shown(window, scenes()[name]) as widget:
            for fault in fitting.faults(widget):
                print(name, fault)
"""
    settings = {**os.environ, "QT_SCALE_FACTOR": "1.5", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=settings, capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def faults_of(office: Path, language: str, size: tuple[int, int], names: tuple[str, ...]) -> str:
    found = []
    with studio.window(office, language, "light", size) as window:
        for name in names:
            with shown(window, scenes()[name]) as widget:
                found += [f"{name}: {fault}" for fault in fitting.faults(widget)]
    return "\n".join(found)


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_tabs_and_cards_fit_a_narrow_window(sample_copy: Path, language: str) -> None:
    names = ("record-meeting", "record-person", "backups", "manual", "record-history")
    names += ("briefing-editing",)
    assert faults_of(sample_copy, language, NARROW, names) == ""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_drawers_and_answers_fit_what_an_old_laptop_leaves(
    sample_copy: Path, language: str
) -> None:
    names = ("course", "forms-filled", "spreadsheets-answer", "welcome", "papers-agenda")
    assert faults_of(sample_copy, language, OLD, names) == ""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_forms_and_cards_fit_a_wide_window(sample_copy: Path, language: str) -> None:
    names = ("record-edited_briefing", "record-meeting", "settings", "backups", "course")
    assert faults_of(sample_copy, language, WIDE, names) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会见: 26", True),
        ("协议 (2)", True),
        ("綴りを確認 (Ctrl+Shift+Y)", True),
        ("会见：26", False),
        ("小松道彦: Nobody has confirmed the name.", False),
        ("Jiang Jianping (蒋建平)", False),
    ],
)
def test_a_colon_or_bracket_of_another_script_is_found(
    qtbot: QtBot, text: str, found: bool
) -> None:
    label = QLabel(text)
    qtbot.addWidget(label)
    label.show()
    assert any("half-wide" in fault for fault in fitting.faults(label)) is found


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("accent", ["#1f5077", "#2f6b3a", "#8a1c1c", "#000000", "#ffffff"])
def test_texts_stand_out_by_4_5_to_1_from_every_ground(look: str, accent: str) -> None:
    theme = Theme(look, accent)
    grounds = ("page", "side", "raised", "hover", "chosen")
    pairs = list(itertools.product(("text", "quiet", "muted", "ink"), grounds))
    pairs += [(name, f"{name}_ground") for name in ("good", "waiting", "told", "bad")]
    weak = [
        f"{name} on {ground}"
        for name, ground in pairs
        if contrast(theme.colour(name), theme.colour(ground)) < LEGIBLE
    ]
    white = QColor("#ffffff")
    weak += [
        f"white on {name}"
        for name in ("accent", "accent_hover")
        if contrast(white, theme.colour(name)) < LEGIBLE
    ]
    assert not weak


@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_cannot_be_chosen_now_is_still_read(look: str) -> None:
    theme = Theme(look, "#1f5077")
    for ground in ("page", "side"):
        assert contrast(theme.colour("off"), theme.colour(ground)) > 3
        assert contrast(theme.colour("off"), theme.colour(ground)) < LEGIBLE


def test_contrast_is_measured_as_the_guideline_does() -> None:
    black, white, grey = QColor("#000000"), QColor("#ffffff"), QColor("#767676")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)
