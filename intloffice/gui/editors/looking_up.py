"""Records that were named in what was pasted are looked for, and what is wrong is said."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from intloffice.gui import asking
from intloffice.gui.desk import Desk
from intloffice.gui.drafts import Typed
from intloffice.gui.editors.editor import Editor
from intloffice.gui.editors.suggesting import ReferenceEditor


def look_up(desk: Desk, pasted: Sequence[Editor], then: Callable[[], object]) -> None:
    """Look for the records that are named in editors, and check all of them."""
    wanted = {
        (editor.field.refers_to, str(typed)): editor
        for editor in pasted
        if editor.field.refers_to and isinstance(typed := editor.typed(), Typed)
    }
    job = partial(asking.resolved, wanted=list(wanted), language=desk.language.code)
    desk.jobs.read(job, partial(_take_found, list(pasted), then))


def _take_found(
    pasted: Sequence[Editor],
    then: Callable[[], object],
    found: Mapping[tuple[str, str], asking.Found],
) -> None:
    for editor in pasted:
        typed = editor.typed()
        record, caption, _ = found.get((editor.field.refers_to, str(typed)), (0, "", 0))
        if record and isinstance(typed, Typed) and isinstance(editor, ReferenceEditor):
            editor.take(record, caption)
        editor.check()
    then()
