"""``intloffice check``: look through the whole office and tell what is not as it should be."""

import json
from argparse import Namespace

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.database import surroundings
from intloffice.i18n import N_, NN_
from intloffice.operations.checking import check


def run(arguments: Namespace) -> int:
    """Print a line for each thing that is wrong, or that all is well; return 1 where any is."""
    language = speaking(settings_of(arguments.data).language)
    with opened(arguments.data, examined=False) as store, store.read() as session:
        findings = check(session, store.folder)
        head = session.head()
        warned = surroundings.warnings(store.folder)
    warnings = [language.text(each.template, **each.facts) for each in warned]
    sentences = [language.text(found.template, **found.facts) for found in findings]
    if arguments.json:
        told = {
            "sound": not findings,
            "head": head.short,
            "findings": sentences,
            "warnings": warnings,
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return int(bool(findings))
    for sentence in (*warnings, *sentences):
        print(sentence)
    if findings:
        forms = NN_("{n} thing is not as it should be.", "{n} things are not as they should be.")
        print(language.counted(forms, len(findings)))
        print(language.text(N_("Nothing was changed. Restore the last good copy of the file.")))
        return 1
    said = N_("All is as it should be. The history ends with {head}.")
    print(language.text(said, head=head.short))
    return 0
