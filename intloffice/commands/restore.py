"""``intloffice restore``: put a backup in the place of the office."""

from argparse import Namespace

from intloffice.commands.place import folder_of, settings_of, speaking
from intloffice.database.backup import path_of
from intloffice.i18n import N_
from intloffice.operations.backups import FOLDER, restore


def run(arguments: Namespace) -> int:
    """Restore, and say where the state from before is."""
    language = speaking(settings_of(arguments.data).language)
    folder = folder_of(arguments.data)
    before, aside = restore(arguments.file, folder)
    print(language.text(N_("{file} was restored to {folder}."), file=arguments.file, folder=folder))
    if before:
        kept = path_of(folder / FOLDER, before.number)
        print(language.text(N_("What was there before is backed up in {path}."), path=kept))
    if aside:
        said = N_("The file that was there before is damaged; it is kept as {path}.")
        print(language.text(said, path=aside))
    return 0
