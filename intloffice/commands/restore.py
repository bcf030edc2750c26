"""``intloffice restore``: put a backup in the place of the office."""

from argparse import Namespace

from intloffice.commands.place import folder_of, settings_of, speaking
from intloffice.database.file import BACKUPS
from intloffice.database.shelf import path_of
from intloffice.i18n import N_
from intloffice.operations.backups import restore
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named


def run(arguments: Namespace) -> int:
    """Restore, and say what changed by it and where the state from before is."""
    settings = settings_of(arguments.data)
    language = speaking(settings.language)
    folder = folder_of(arguments.data)
    told = language.text(N_("Restored from backup {name}"), name=arguments.file.stem)
    done = restore(arguments.file, folder, settings.author, told)
    print(language.text(N_("{file} was restored to {folder}."), file=arguments.file, folder=folder))
    for name, count in done.counts.items():
        then = done.counts_before.get(name)
        if then is not None and then != count:
            print(
                language.text(
                    N_("{kind}: {before} before, {after} now"),
                    kind=language.text(kind_named(ALL_KINDS, name).plural),
                    before=language.number(then),
                    after=language.number(count),
                )
            )
    if done.before:
        kept = path_of(folder / BACKUPS, done.before.number)
        print(language.text(N_("What was there before is backed up in {path}."), path=kept))
    if done.aside:
        said = N_("The file that was there before is damaged; it is kept as {path}.")
        print(language.text(said, path=done.aside))
    return 0
