"""``intloffice sample``: fill an empty office with the sample."""

from argparse import Namespace
from dataclasses import replace

from intloffice.commands.place import SETTINGS_FILE, opened, settings_of, speaking
from intloffice.i18n import N_
from intloffice.operations import sample
from intloffice.settings import Settings


def run(arguments: Namespace) -> int:
    """Fill the office, unless there are records already."""
    say = speaking(settings_of(arguments.data).language).text
    with opened(arguments.data, new=True) as store:
        sample.fill(store, say)
        folder = store.folder
    path = folder / SETTINGS_FILE
    if not path.exists():
        replace(Settings(), shown_on=sample.SHOWN_ON).save(path)
    print(say(N_("The sample office is in {folder}."), folder=folder))
    return 0
