"""``intloffice partner``: what we keep of a partner, for it to correct, and its answer."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect
from intloffice.i18n import LOCALES, N_, NN_, Language
from intloffice.operations import designate
from intloffice.spreadsheets.partner import differences
from intloffice.spreadsheets.partner.sheets import languages_for, write_partner
from intloffice.spreadsheets.sheet import ReadSheet

if TYPE_CHECKING:
    from intloffice.database.store import Store

_CHANGED = NN_("{n} record was changed.", "{n} records were changed.")
_DOUBTS = NN_("{n} thing is not taken over:", "{n} things are not taken over:")


def run(arguments: Namespace) -> int:
    """Write the workbook for a partner, in its language and another."""
    settings = settings_of(arguments.data)
    expect(arguments.out, ".xlsx")
    with opened(arguments.data) as store, store.read() as session:
        which = designate.organisation(session, arguments.organisation)
        codes = languages_for(session, which, arguments.language or "", settings.language)
        languages = tuple(speaking(code) for code in codes)
        day = settings.day(datetime.now().astimezone().date())
        write_partner(session, which, arguments.out, languages, day)
    said = N_("The workbook is in {path}.")
    print(speaking(settings.language).text(said, path=arguments.out))
    return 0


def read_back(
    arguments: Namespace,
    store: "Store",
    author: str,
    sheets: Sequence[ReadSheet],
    language: Language,
) -> int:
    """Take over what a partner has corrected, in one change set; tell what is not taken, and why.

    What was changed here since it was sent is left as it is.
    """
    spoken = [speaking(code) for code in LOCALES]
    today = datetime.now().astimezone().date()
    if arguments.check:
        with store.read() as session:
            answer = differences.read_back(session, sheets, spoken, language)
    else:
        with store.write(f"Import {arguments.workbook.name}", author) as session:
            answer = differences.read_back(session, sheets, spoken, language)
            sure = [each for each in answer.differences if not each.moved]
            number = differences.take(session, sure, answer.organisation, today)
    for each in answer.differences:
        print(f"{each.caption} · {each.label}: {each.ours} → {each.theirs}")
    left = [each for each in answer.differences if each.moved]
    for each in left:
        meanwhile = N_("{name}, {field}: changed here since it was sent; ours is kept.")
        print(language.text(meanwhile, name=each.caption, field=each.label), file=sys.stderr)
    if answer.doubts:
        print(language.counted(_DOUBTS, len(answer.doubts)), file=sys.stderr)
    for doubt in answer.doubts:
        where = f"{doubt.sheet}!{doubt.cell}" if doubt.cell else doubt.sheet
        why = language.text(doubt.template, **doubt.facts)
        print(f"{where}: {doubt.said}: {why}", file=sys.stderr)
    if arguments.check:
        print(language.text(N_("This was a check: nothing was changed.")))
    else:
        print(language.counted(_CHANGED, number))
    return 1 if left or answer.doubts else 0
