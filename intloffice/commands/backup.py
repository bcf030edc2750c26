"""``intloffice backup``: write a backup that was proved to hold the same."""

from argparse import Namespace

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.database.shelf import path_of
from intloffice.i18n import N_
from intloffice.operations.backups import ASKED_FOR, back_up


def run(arguments: Namespace) -> int:
    """Write a backup into a folder and say which."""
    language = speaking(settings_of(arguments.data).language)
    with opened(arguments.data) as store:
        made = back_up(store, arguments.out, ASKED_FOR)
    said = N_("Backup {number} is in {path}: {n} records; it was compared with the office.")
    path = path_of(arguments.out, made.number)
    n = language.number(sum(made.counts.values()))
    print(language.text(said, number=made.number, path=path, n=n))
    return 0
