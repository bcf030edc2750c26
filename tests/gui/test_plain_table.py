"""A small table of texts."""

import pytest
from PySide6.QtCore import Qt

from intloffice.gui.widgets.plain_table import TextModel

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def side(*columns: tuple[str, ...]) -> list[str]:
    """Tell at which side each column stands, with its heading."""
    model = TextModel()
    model.show_rows([f"Column {n}" for n in range(len(columns))], list(zip(*columns, strict=True)))
    found = [model.alignment(n) for n in range(len(columns))]
    across = Qt.Orientation.Horizontal
    heads = [
        model.headerData(n, across, int(Qt.ItemDataRole.TextAlignmentRole))
        for n in range(len(columns))
    ]
    assert heads == found
    return [{_LEFT: "left", _RIGHT: "right"}[each] for each in found]


def test_numbers_stand_at_the_right_with_their_heading_and_so_does_what_there_is_none_of() -> None:
    found = side(("Students", "Awards"), ("1,204", "7"), ("–", "–"), ("", "12.50"))
    assert found == ["left", "right", "right", "right"]


@pytest.mark.parametrize(
    "texts", [("2018-03-01", "–"), ("0715", "0231"), ("B4", "C5"), ("12", "twelve"), ("", "")]
)
def test_days_codes_and_words_stand_at_the_left(texts: tuple[str, str]) -> None:
    assert side(("Kyoto", "Osaka"), texts) == ["left", "left"]


def test_a_column_of_dashes_beside_words_stands_at_the_left() -> None:
    assert side(("Kyoto", "Osaka"), ("–", "–")) == ["left", "left"]


def test_the_number_that_names_a_row_stands_at_its_beginning() -> None:
    assert side(("2", "1"), ("2,488", "2,470")) == ["left", "right"]
