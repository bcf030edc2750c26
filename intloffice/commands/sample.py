"""``intloffice sample``: fill an empty office with the sample."""

from argparse import Namespace

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.i18n import N_
from intloffice.operations import sample


def run(arguments: Namespace) -> int:
    """Fill the office, unless there are records already."""
    with opened(arguments.data, new=True) as store:
        sample.fill(store)
        folder = store.folder
    say = speaking(settings_of(arguments.data).language).text
    print(say(N_("The sample office is in {folder}."), folder=folder))
    return 0
