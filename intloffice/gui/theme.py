"""How everything looks: one palette, one stylesheet, one accent colour, in light and in dark."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, Qt
from PySide6.QtWidgets import QApplication

from intloffice import resources

#: The grid on which everything stands, in pixels.
GRID = 8
#: The height of a row in a list.
ROW_HEIGHT = 36
SIDEBAR_WIDTH = 240
#: The colour beside the accent in what is drawn, in light and in dark.
SECOND = "#d2913c"
#: And those after them, where there are more than two.
_FURTHER = ("#4c9a84", "#9a6fb0", "#8a929e")
#: The least contrast of a text with its ground (WCAG 2, level AA).
LEGIBLE = 4.5
_LATIN = ("NotoSans-Regular", "NotoSans-SemiBold")
_HAN = ("NotoSansSC-Regular", "NotoSansJP-Regular", "NotoSansKR-Regular")
_HAN_STRONG = ("NotoSansSC-SemiBold", "NotoSansJP-SemiBold")
_FAMILIES = {
    "en": ("Noto Sans", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR"),
    "zh": ("Noto Sans", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR"),
    "ja": ("Noto Sans", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR"),
}


@dataclass(frozen=True)
class Colours:
    """The colours by what they are for, as #rrggbb."""

    page: str
    side: str
    raised: str
    line: str
    field_line: str
    text: str
    quiet: str
    muted: str
    hover: str
    chosen: str
    chip: str
    chip_line: str
    canvas: str
    good: str
    good_ground: str
    waiting: str
    waiting_ground: str
    told: str
    told_ground: str
    bad: str
    bad_ground: str
    off: str
    accent: str = ""
    accent_hover: str = ""
    ink: str = ""


_LIGHT = Colours(
    page="#ffffff",
    side="#f4f5f8",
    raised="#ffffff",
    line="#e4e7ed",
    field_line="#ccd2dc",
    text="#1b2430",
    quiet="#4c5667",
    muted="#5b6576",
    hover="#eef1f5",
    chosen="#e3eff8",
    chip="#eff5fa",
    chip_line="#c9dcea",
    canvas="#e7e9ee",
    good="#1c7440",
    good_ground="#e2f2e7",
    waiting="#8a5600",
    waiting_ground="#fdf1da",
    told="#2f4aa0",
    told_ground="#e6ebfb",
    bad="#b3261e",
    bad_ground="#fcebe9",
    off="#808a9a",
)
_DARK = Colours(
    page="#171a20",
    side="#111419",
    raised="#1e232b",
    line="#2a303a",
    field_line="#414a59",
    text="#e7eaf0",
    quiet="#b3bcca",
    muted="#929db0",
    hover="#222831",
    chosen="#203547",
    chip="#1c2a37",
    chip_line="#31485c",
    canvas="#0d0f13",
    good="#7fd3a0",
    good_ground="#173324",
    waiting="#f0c270",
    waiting_ground="#3a2e14",
    told="#a9bcff",
    told_ground="#232c4a",
    bad="#ff9d94",
    bad_ground="#43201d",
    off="#6b7587",
)

#: The tone in which a word from a closed list is shown, where it says how things stand.
TONES = {
    **dict.fromkeys(("confirmed", "held", "finished", "yes", "open-ended", "full"), "good"),
    **dict.fromkeys(("planned", "nominated", "guessed", "expected", "fixed"), "waiting"),
    **dict.fromkeys(("accepted", "abroad", "automatic", "university", "partial"), "told"),
}


class Theme:
    """The look that was chosen: ``name`` is light, dark or system; ``accent`` is #rrggbb."""

    def __init__(self, name: str, accent: str) -> None:
        self.dark = name == "dark" or (name == "system" and _system_is_dark())
        self.colours = _with_accent(_DARK if self.dark else _LIGHT, accent, dark=self.dark)

    def colour(self, name: str) -> QColor:
        """Give a colour by what it is for."""
        return QColor(getattr(self.colours, name))

    def series(self, number: int) -> list[QColor]:
        """Give a colour for each of several things that are drawn beside one another."""
        return [self.colour("accent"), *map(QColor, (SECOND, *_FURTHER))][:number]

    def tone(self, word: str) -> tuple[QColor, QColor]:
        """Give the ink and the ground on which a word is shown."""
        tone = TONES.get(word)
        if tone is None:
            return self.colour("quiet"), self.colour("hover")
        return self.colour(tone), self.colour(f"{tone}_ground")

    def dress(self, application: QApplication, language: str) -> None:
        """Put the look on everything."""
        self.colour_in(application, language)
        application.setStyleSheet(self.stylesheet())

    def colour_in(self, application: QApplication, language: str) -> None:
        """Give colours and font, which is all that an empty window needs."""
        application.setFont(font(language))
        application.setPalette(self._palette())

    def stylesheet(self) -> str:
        """Write the stylesheet in this theme's colours."""
        names = {field.name: getattr(self.colours, field.name) for field in fields(Colours)}
        icons = resources.folder("icons").as_posix()
        return Template(_STYLE).substitute(names, icons=icons)

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        colours = {
            role.Window: "page",
            role.WindowText: "text",
            role.Base: "page",
            role.AlternateBase: "side",
            role.Text: "text",
            role.Button: "raised",
            role.ButtonText: "text",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.PlaceholderText: "muted",
            role.Highlight: "chosen",
            role.HighlightedText: "text",
            role.Link: "ink",
            role.LinkVisited: "ink",
            role.Accent: "accent",
            role.Mid: "line",
            role.Dark: "line",
        }
        palette = QPalette(self.colour("page"))
        for part, name in colours.items():
            palette.setColor(part, self.colour(name))
        off = QPalette.ColorGroup.Disabled
        for part in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(off, part, self.colour("muted"))
        return palette


def font(language: str, size: int = 14, *, strong: bool = False) -> QFont:
    """Give the font for a language; the order of families decides whose glyphs are shown."""
    chosen = QFont()
    chosen.setFamilies([*_FAMILIES[language], *QFont().families()])
    chosen.setPixelSize(size)
    if strong:
        chosen.setWeight(QFont.Weight.DemiBold)
    return chosen


def load_latin_fonts() -> None:
    """Load the small fonts, which the first painting needs."""
    _load(_LATIN)


def load_han_fonts() -> None:
    """Load the large fonts for Chinese, Japanese and Korean."""
    _load(_HAN)


def load_strong_han_fonts() -> None:
    """Load their bold cuts, which can wait until all is shown."""
    _load(_HAN_STRONG)


def _load(names: Sequence[str]) -> None:
    for name in names:
        _load_once(name)


@cache
def _load_once(name: str) -> None:
    QFontDatabase.addApplicationFont(str(resources.folder("fonts") / f"{name}.ttf"))


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def contrast(one: QColor, other: QColor) -> float:
    """Tell how much two colours differ, from 1 to 21 (WCAG 2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _legible(colour: QColor, grounds: Sequence[str], step: float) -> QColor:
    """Make a colour lighter or darker, step by step, until it stands out from every ground."""
    hue, saturation, lightness = (
        max(colour.hslHueF(), 0.0),
        colour.hslSaturationF(),
        colour.lightnessF(),
    )
    made = QColor(colour)
    while any(contrast(made, QColor(ground)) < LEGIBLE for ground in grounds):
        lightness = min(max(lightness + step, 0.0), 1.0)
        made.setHslF(hue, saturation, lightness)
        if lightness in (0.0, 1.0):
            break
    return made


def _with_accent(colours: Colours, accent: str, *, dark: bool) -> Colours:
    chosen = QColor(accent) if QColor.isValidColorName(accent) else QColor("#1f5077")
    ink = QColor(chosen)
    if dark:
        hue, saturation = max(chosen.hslHueF(), 0.0), chosen.hslSaturationF()
        ink.setHslF(hue, min(saturation, 0.65), 0.72)
        chosen.setHslF(hue, min(saturation, 0.6), 0.40)
    grounds = (colours.page, colours.side, colours.raised, colours.hover, colours.chosen)
    ink = _legible(ink, grounds, 0.02 if dark else -0.02)
    chosen = _legible(chosen, ("#ffffff",), -0.02)
    hover = _legible(chosen.lighter(118) if dark else chosen.darker(115), ("#ffffff",), -0.02)
    values = {field.name: getattr(colours, field.name) for field in fields(Colours)}
    own = {"accent": chosen.name(), "accent_hover": hover.name(), "ink": ink.name()}
    return Colours(**values | own)


_STYLE = """
QWidget { color: $text; }
QMainWindow, QDialog, #page, QScrollArea, QScrollArea > QWidget > QWidget { background: $page; }
QScrollArea, QFrame#plain { border: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $field_line; padding: 4px 8px; }

QLabel[role="title"] { font-size: 22px; font-weight: 600; }
QLabel[role="subtitle"] { font-size: 16px; font-weight: 600; }
QLabel[role="figure"] { font-size: 28px; font-weight: 600; color: $ink; }
QLabel[role="count"] { font-size: 16px; color: $muted; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"], QLabel[role="label"] { color: $muted; }
QLabel[role="label"], QLabel[role="small"] { font-size: 13px; }
QLabel[role="small"] { color: $muted; }
QLabel[role="heading"] { font-size: 12px; font-weight: 600; color: $muted; }
QLabel[role="ink"] { color: $ink; }
QLabel[role="problem"] { font-size: 13px; color: $bad; }
QLabel[role="mark"] { color: $bad; font-size: 13px; }
QLabel[role="tag"] { font-size: 12px; color: $muted; }
QLabel[role="good"] { color: $good; }
QLabel[role="badge"] { background: $accent; color: #ffffff; border-radius: 6px; font-weight: 600;
  font-size: 15px; }

#aside { background: $side; border: none; border-left: 1px solid $line; }
#side { background: $side; border: none; border-right: 1px solid $line; }
#side QLabel[role="heading"] { padding: 10px 12px 2px 12px; font-weight: 500; }
#side QScrollBar:vertical { background: $side; width: 8px; }
#header { background: $page; border: none; border-bottom: 1px solid $line; }
#foot, #strip { background: $side; border: none; border-top: 1px solid $line; }
#foot QLabel { font-size: 13px; color: $quiet; }
#foot QLabel[role="good"] { color: $good; }
#foot QPushButton { font-size: 13px; color: $quiet; padding: 0; }
#foot QPushButton[tone="waiting"] { color: $waiting; }
#peek { background: $page; border: none; }
#aside { background: $side; border: none; }
#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
#canvas, #canvas QScrollArea, #canvas QScrollArea > QWidget > QWidget { background: $canvas; }
#card { background: $page; border: 1px solid $line; border-radius: 8px; }
#drop { background: $side; border: 1px dashed $field_line; border-radius: 8px; }
#drop[over="true"] { background: $chosen; border-color: $ink; }
#drawer { background: $page; border: none; border-top: 2px solid $accent; }
#warning { background: $waiting_ground; border: none; border-radius: 8px; }
#warning QLabel { color: $text; }
#told { background: $side; border: none; border-radius: 8px; }
#banner { background: $bad_ground; border: none; border-bottom: 1px solid $line; }
#banner[tone="told"] { background: $told_ground; }

QPushButton { background: $raised; border: 1px solid $field_line; border-radius: 6px;
  padding: 6px 14px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $ink; padding: 5px 13px; }
QPushButton:disabled { color: $muted; background: $side; border-color: $line; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: #ffffff;
  font-weight: 600; padding: 7px 18px; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 6px 17px; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent;
  border: 1px solid transparent; padding: 5px 8px; color: $quiet; border-radius: 6px; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover;
  color: $text; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 1px solid $ink; }
QPushButton[role="quiet"]:disabled { color: $off; }
QPushButton[role="link"] { background: transparent; border: none; color: $ink; padding: 2px 0;
  text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: none; color: $text; background: $chosen; }
QPushButton[role="tab"] { background: transparent; border: none; border-radius: 0;
  border-bottom: 2px solid transparent; padding: 6px 0 8px 0; color: $quiet; margin-right: 18px; }
QPushButton[role="tab"]:hover { color: $text; }
QPushButton[role="tab"]:focus { color: $ink; border-bottom-color: $chip_line; }
QPushButton[role="tab"]:checked { color: $ink; border-bottom-color: $accent; }
QPushButton[role="entry"] { background: transparent; border: 1px solid transparent;
  border-radius: 6px; padding: 0 12px; text-align: left; min-height: 28px; color: $text; }
QPushButton[role="entry"]:hover { background: $hover; }
QPushButton[role="entry"]:focus { border-color: $ink; }
QPushButton[role="entry"]:checked { background: $accent; color: #ffffff; }
QPushButton[role="entry"]:checked:focus { border-color: $chip_line; }
QPushButton[role="toggle"] { border-radius: 13px; padding: 3px 12px; min-height: 18px;
  border: 1px solid $field_line; background: transparent; color: $quiet; }
QPushButton[role="toggle"]:hover { background: $hover; }
QPushButton[role="toggle"]:focus { border: 1px solid $ink; color: $text; }
QPushButton[role="toggle"]:checked { background: $chosen; border-color: $ink; color: $ink; }
QPushButton[role="segment"] { border-radius: 0; border: 1px solid $field_line; padding: 5px 14px; }
QPushButton[role="segment"]:checked { background: $accent; border-color: $accent;
  color: #ffffff; }
QPushButton[role="segment"]:focus { border: 1px solid $ink; }
QPushButton[role="segment"]:checked:focus { border: 2px solid $text; padding: 4px 13px; }
Tile[role="item"] { border: 1px solid transparent; border-radius: 6px; }
Tile[role="item"]:hover { background: $hover; }
Tile[role="item"]:focus { border-color: $ink; }
Tile[role="figure"] { background: $chip; border: 2px solid transparent; border-radius: 8px; }
Tile[role="figure"]:hover { background: $chosen; }
Tile[role="figure"]:focus { border-color: $ink; }

#chip { background: $chip; border: 1px solid $chip_line; border-radius: 12px; }
#chip QLabel { color: $ink; font-size: 13px; }
#chip QToolButton { border: none; background: transparent; padding: 0; }
#pill { background: $hover; color: $quiet; border-radius: 9px; padding: 1px 8px; font-size: 12px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, #box {
    background: $raised; border: 1px solid $field_line;
  border-radius: 6px; padding: 6px 10px; selection-background-color: $accent;
  selection-color: #ffffff; }
QLineEdit, QComboBox { min-height: 18px; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
#manual { background: $page; border: 2px solid transparent; border-radius: 0; padding: 3px 5px; }
#manual:focus { border-color: $ink; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QComboBox:focus, #box[focused="true"] { border: 2px solid $ink;
  padding: 5px 9px; }
QComboBox { combobox-popup: 0; }  /* a list below it; laid over it, its first would be hidden */
QComboBox { padding-left: 12px; }  /* a line of input keeps two pixels of its own before its text */
QComboBox:focus { padding-left: 11px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $ink; padding: 3px 5px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
#box[wrong="true"] { border-color: $bad; }
QLineEdit[guessed="true"] { border-style: dashed; font-style: italic; }
QLineEdit:disabled, QComboBox:disabled { color: $muted; background: $side; }
#box { padding: 3px 6px; }
#box[focused="true"] { padding: 2px 5px; }
#box QLineEdit { border: none; padding: 3px 4px; background: transparent; }
QLineEdit[role="search"] { padding-left: 4px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url($icons/chevron-down-muted.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView, #suggestions { background: $raised; border: 1px solid $field_line;
  outline: none; selection-background-color: $chosen; selection-color: $text; padding: 4px; }
#cells QLineEdit, #cells QComboBox { border-color: transparent; background: transparent;
  border-radius: 4px; padding: 4px 7px; }
#cells QLineEdit:hover, #cells QComboBox:hover { border-color: $field_line; }
#cells QLineEdit:focus, #cells QComboBox:focus { border: 2px solid $ink; padding: 3px 6px;
  background: $raised; }
#cells QComboBox { padding-left: 9px; }
#cells QComboBox:focus { padding-left: 8px; }
#cells QLineEdit[wrong="true"], #cells QComboBox[wrong="true"] { border-color: $bad; }
#cells QPlainTextEdit { border-color: transparent; background: transparent; }
#cells QPlainTextEdit:focus, QTextEdit:focus { border-color: $ink; background: $raised; }
#cells #box { border-color: transparent; background: transparent; padding: 1px 3px; }
#cells #box[focused="true"] { border: 2px solid $ink; padding: 0 2px; background: $raised; }
#cells #box QLineEdit { border: none; padding: 3px 4px; }

QCheckBox { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: $ink; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator { width: 16px; height: 16px;
  border: 1px solid $field_line; border-radius: 4px; background: $raised; }
QCheckBox::indicator:hover, QListView::indicator:hover, QTableView::indicator:hover {
  border-color: $muted; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
  background: $accent; border-color: $accent; image: url($icons/check-white.svg); }

QTableView { background: $page; border: none; gridline-color: transparent; outline: none;
  selection-background-color: $chosen; selection-color: $text; }
#choices::item { padding: 0 9px; }
#choices::item:selected { background: $chosen; color: $text; }
QHeaderView { background: $page; border: none; }
QTableCornerButton::section { background: $page; border: none; border-bottom: 1px solid $line; }
QHeaderView::section { background: $page; color: $quiet; border: none;
  border-bottom: 1px solid $line; padding: 8px 12px; font-weight: 600; font-size: 13px; }
QHeaderView::section:hover { color: $text; background: $hover; }
QListView, QListWidget { background: $page; border: none; outline: none; }
QListView::item { border-radius: 6px; padding: 6px 10px; }
QListView::item:selected { background: $chosen; color: $text; }
QListView::item:hover { background: $hover; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $field_line; border-radius: 4px; margin: 2px; min-height: 32px;
  min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QToolButton[role="handle"] { background: transparent; border: none; border-radius: 4px;
  padding: 0; }
QToolButton[role="handle"]:hover { background: $hover; }
QSplitter::handle { background: $line; }
QMenuBar { background: $side; border-bottom: 1px solid $line; padding: 2px; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $field_line; padding: 4px; }
QMenu::item { padding: 6px 32px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $chosen; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QProgressBar { border: none; background: $line; border-radius: 3px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""
