"""``intloffice ewp``: write agreements with their conditions for Erasmus Without Paper."""

from argparse import Namespace
from datetime import UTC, datetime

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.ewp import iia
from intloffice.ewp.leaving import leaving
from intloffice.i18n import NN_
from intloffice.operations import designate

_WRITTEN = NN_("{n} agreement is in {path}.", "{n} agreements are in {path}.")
_LEFT_OUT = NN_("{n} agreement was left out:", "{n} agreements were left out:")


def run(arguments: Namespace) -> int:
    """Write the file, and list each agreement that it cannot hold with the reason."""
    settings = settings_of(arguments.data)
    language = speaking(settings.language)
    expect(arguments.out, ".xml")
    day = settings.day(datetime.now(UTC).date())
    with opened(arguments.data) as store, store.read() as session:
        partner = arguments.partner and designate.organisation(session, arguments.partner)
        made = leaving(session, day, language, partner or None)
    with replacing(arguments.out) as part:
        part.write_bytes(iia.written(made.iias))
    print(language.counted(_WRITTEN, len(made.iias), path=arguments.out))
    if made.left_out:
        print(language.counted(_LEFT_OUT, len(made.left_out)))
    for each in made.left_out:
        print(each.sentence(language))
    return 0
