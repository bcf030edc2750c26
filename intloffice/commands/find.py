"""``intloffice find``: search everything, by any form of a name."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.i18n import N_, Language
from intloffice.operations.find import Hit, find
from intloffice.records import ALL_KINDS
from intloffice.schema.kind import kind_named


def run(arguments: Namespace) -> int:
    """Print what is found, a line each or as JSON."""
    language = speaking(settings_of(arguments.data).language)
    with opened(arguments.data) as store, store.read() as session:
        hits = find(session, " ".join(arguments.text), language.code)
    if arguments.json:
        in_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        print(json.dumps([asdict(hit) for hit in hits], ensure_ascii=not in_unicode, indent=2))
        return 0
    for hit in hits:
        print(_line(hit, language))
    if not hits:
        print(language.text(N_("Nothing was found.")), file=sys.stderr)
    return 0


def _line(hit: Hit, language: Language) -> str:
    kind = language.text(kind_named(ALL_KINDS, hit.kind).singular)
    told = " — ".join(filter(None, (hit.caption, hit.detail)))
    return _on_one_line(f"{told} ({kind})")


def _on_one_line(text: str) -> str:
    """Take out what would end the line or steer the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
