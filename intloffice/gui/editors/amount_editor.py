"""Amounts typed as people write them; the currency that is written goes into its own field."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject

from intloffice.errors import InvalidValueError
from intloffice.gui.desk import Desk
from intloffice.gui.editors.editor import NO_CAPTIONS, Captions, Editor, LineEditor
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.money import Money, read_money
from intloffice.schema.value import clean

_APART = N_("“{value}” names a currency; write the figures only.")
_OTHER = N_("“{value}” is not in {currency}, which is the currency beside it.")


class AmountEditor(LineEditor):
    """Edits an amount; ``currency`` is the editor of what it is in, where there is one.

    While nobody writes in it, it is shown as lists show it: 4,250.50.
    """

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__(desk, field)
        self.currency: Editor | None = None

    @property
    def money(self) -> Money | None:
        """The amount with the currency it was typed with; raises as ``value`` does."""
        text = self.line.text().strip()
        return read_money(text) if text else None

    def value(self) -> Value:
        """Read the amount."""
        money = self.money
        if money is None:
            return None
        beside = self._beside()
        if money.currency and self.currency is None:
            raise InvalidValueError(_APART, value=self.line.text()[:80])
        if beside and not money.may_be_in(beside):
            named = self.desk.language.currency(beside)
            raise InvalidValueError(_OTHER, value=self.line.text()[:80], currency=named)
        return clean(self.field, money.amount)

    def show_value(self, value: Any, captions: Captions = NO_CAPTIONS) -> None:
        """Show the amount, plain where one writes."""
        plain = self.line.hasFocus() or not isinstance(value, Decimal)
        super().show_value(value if plain else self.desk.language.amount(value), captions)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the figures plain to who begins to write."""
        if event.type() == QEvent.Type.FocusIn and (plain := self._plain()):
            self.line.setText(plain)
        return super().eventFilter(watched, event)

    def check(self) -> bool:
        """Check the amount, and put the currency that is written into its own field."""
        if not super().check():
            return False
        money = self.money
        if self.currency and money and money.currency and self._beside() == "":
            self.currency.show_value(_usual(self.desk, money))
            self.currency.show_problem("")
            self.currency.edited.emit()
        return True

    def _leave(self) -> None:
        if self.check() and self._plain():
            self.line.setText(self.desk.language.amount(Decimal(self._plain())))

    def _plain(self) -> str:
        """Give the figures of an amount that can be read, without what groups them."""
        try:
            value = self.value()
        except InvalidValueError:
            return ""
        if not isinstance(value, Decimal):
            return ""
        return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"

    def _beside(self) -> str | None:
        """Tell the currency that stands beside; None where that cannot be told."""
        try:
            return str(self.currency.value()) if self.currency else None
        except InvalidValueError:
            return None


def put_together(editors: Mapping[str, Editor]) -> None:
    """Let an amount know the currency that is edited beside it."""
    currency = next((e for e in editors.values() if is_currency(e.field)), None)
    for editor in editors.values():
        if isinstance(editor, AmountEditor):
            editor.currency = currency


def is_currency(field: Field) -> bool:
    """Tell whether a field holds a currency."""
    return field.type is FieldType.CODE and field.codes == "currency"


def _usual(desk: Desk, money: Money) -> str:
    """Tell which currency is meant: ¥ is a yen to who writes Japanese."""
    own = "JPY" if desk.language.code == "ja" else money.currency
    return own if money.may_be_in(own) else money.currency
