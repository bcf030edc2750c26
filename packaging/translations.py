"""Bring the catalogues up to date: ``python packaging/translations.py`` from the root.

Collects every marked text, merges it into resources/translations/*.po (new ones are left empty,
those no longer used go), and compiles the catalogues that the program reads. ``--missing`` lists
what still wants a translation.
"""

import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "translations"
KEYWORDS = {"N_": None, "NN_": (1, 2)}
LOCALES = {"zh": "zh_Hans_CN", "ja": "ja_JP"}


def template() -> Catalog:
    """Collect the marked texts of the package."""
    catalogue = Catalog(project="intloffice", charset="utf-8")
    found = extract_from_dir(
        str(ROOT / "intloffice"), [("**.py", "python")], keywords=KEYWORDS, comment_tags=()
    )
    for file, line, message, _comments, context in found:
        catalogue.add(message, None, [(file, line)], context=context)
    return catalogue


def update(code: str) -> Catalog:
    """Merge the marked texts into one language's catalogue and compile it."""
    path = FOLDER / f"{code}.po"
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=LOCALES[code])
    else:
        catalogue = Catalog(locale=LOCALES[code], project="intloffice", charset="utf-8")
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = f"# What intloffice says, in {LOCALES[code]}."
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, no_location=True, omit_header=False, sort_output=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return catalogue


def missing(catalogue: Catalog) -> list[str]:
    """List the texts without a translation."""
    found = []
    for message in catalogue:
        text = message.string if isinstance(message.string, str) else "".join(message.string or ())
        if message.id and not text:
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LOCALES:
        wanting = missing(update(language))
        sys.stdout.write(f"{language}: {len(wanting)} without translation\n")
        if "--missing" in sys.argv:
            sys.stdout.writelines(f"  {text}\n" for text in wanting)
