"""Which editor a field gets."""

from collections.abc import Callable

from intloffice.gui.desk import Desk
from intloffice.gui.editors.amount_editor import AmountEditor
from intloffice.gui.editors.editor import (
    ChoiceEditor,
    ClockEditor,
    DayEditor,
    Editor,
    FlagEditor,
    LineEditor,
    ProtectedEditor,
    TextEditor,
    WholeEditor,
)
from intloffice.gui.editors.several import ChipsEditor, TogglesEditor
from intloffice.gui.editors.suggesting import CodeEditor, ReferenceEditor
from intloffice.gui.widgets.buttons import button
from intloffice.i18n import N_
from intloffice.schema.field import Field, FieldType

_EDITORS: dict[FieldType, Callable[[Desk, Field], Editor]] = {
    FieldType.LINE: LineEditor,
    FieldType.TEXT: TextEditor,
    FieldType.WHOLE: WholeEditor,
    FieldType.AMOUNT: AmountEditor,
    FieldType.DAY: DayEditor,
    FieldType.PARTIAL_DAY: DayEditor,
    FieldType.CLOCK: ClockEditor,
    FieldType.FLAG: FlagEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.CODE: CodeEditor,
    FieldType.WORDS: ChipsEditor,
    FieldType.REFERENCE: ReferenceEditor,
}


def editor_for(desk: Desk, field: Field) -> Editor:
    """Make the editor for a field."""
    made = _bare(desk, field)
    if not field.protected:
        return made
    wrapped = ProtectedEditor(made)
    wrapped.put_button(button(desk.say(N_("Show")), wrapped.reveal, "link"))
    return wrapped


def cell_editor_for(desk: Desk, field: Field) -> Editor:
    """Make the editor for a field in a table of rows, where its label stands above."""
    if field.type is FieldType.FLAG:
        return FlagEditor(desk, field, named=False)
    if field.type is FieldType.TEXT:
        return TextEditor(desk, field, lines=1)
    return _bare(desk, field)


def _bare(desk: Desk, field: Field) -> Editor:
    if field.many:
        return (TogglesEditor if field.type is FieldType.CHOICE else ChipsEditor)(desk, field)
    return _EDITORS[field.type](desk, field)
