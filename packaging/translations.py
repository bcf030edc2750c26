"""Bring the catalogues up to date: ``python packaging/translations.py`` from the root.

Collects every marked text, merges it into resources/translations/*.po (new ones are left empty,
those no longer used go), and compiles the catalogues that the program reads. ``--missing`` lists
what still wants a translation.
"""

import ast
import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "translations"
LOCALES = {"zh": "zh_Hans_CN", "ja": "ja_JP"}


def template() -> Catalog:
    """Collect the marked texts of the package, those inside f-strings too."""
    catalogue = Catalog(project="intloffice", charset="utf-8")
    for path in sorted((ROOT / "intloffice").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                forms = tuple(ast.literal_eval(each) for each in call.args[: _marks(call.func.id)])
                if forms:
                    catalogue.add(forms if len(forms) > 1 else forms[0])
    return catalogue


def _marks(name: str) -> int:
    return {"N_": 1, "NN_": 2}.get(name, 0)


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
