"""Say how the records of a file fare."""

from intloffice.i18n import N_, Language
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named
from intloffice.spreadsheets.importing import Plan


def lines(planned: Plan, language: Language) -> list[str]:
    """Say of each kind how its records fare."""
    if not planned.counts:
        return [language.text(N_("No records were found in it."))]
    return [
        language.text(
            N_("{kind}: {new} new, {changed} changed, {same} the same"),
            kind=language.text(kind_named(ALL_KINDS, name).plural),
            new=counts.new,
            changed=counts.changed,
            same=counts.same,
        )
        for name, counts in planned.counts.items()
    ]
