"""The rescue: all records as lines of JSON on a shelf, to be read without this program."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intloffice import resources
from intloffice.database.file import ATTACHMENTS
from intloffice.database.session import Session
from intloffice.database.shelf import SUFFIX, write_lines
from intloffice.database.tables import Tables
from intloffice.i18n import LOCALES, N_, language
from intloffice.schema.value import to_plain

RECORDS = "records.jsonl"
README = "README.txt"
_SAID = (
    N_("This folder holds backups of an international office."),
    N_(
        "Each backup is a file {file}, a database of {database}; a higher number is a later one. "
        "{manifest} tells what it holds: when and why it was made, how many records there are, "
        "and the hash of its content. Please keep both together."
    ),
    N_("{files} holds the files kept with records, each named by its {hash}."),
    N_(
        "{records} holds every record of the newest backup, one a line, to be read without the "
        "program by any editor: its first line says what the names of the fields mean."
    ),
    N_("To restore a backup, open the page “Backups” in the program, or run: {command}"),
)
_NAMES = {
    "file": f"000001{SUFFIX}",
    "database": "SQLite",
    "manifest": "000001.json",
    "files": f"{ATTACHMENTS}/",
    "hash": "SHA-256",
    "records": RECORDS,
    "command": f"intloffice restore 000001{SUFFIX}",
}


def write(session: Session, shelf: Path) -> None:
    """Write all records, and what the folder holds in each of the program's languages."""
    write_lines(shelf / RECORDS, _lines(session))
    folder = resources.folder("translations")
    spoken = [language(code, folder) for code in LOCALES]
    write_lines(
        shelf / README,
        ["\n\n".join(each.text(said, **_NAMES) for said in _SAID) + "\n" for each in spoken],
    )


def _lines(session: Session) -> Iterator[str]:
    """Give what the fields mean, then each record: what it is called, its values, its rows."""
    tables = session.tables
    yield json.dumps({"labels": _labels(tables)}, ensure_ascii=False)
    names = {
        name: {
            line.id: {"uuid": line.uuid, "called": line.caption_en}
            for line in session.execute(
                select(tables[name].c.id, tables[name].c.uuid, tables[name].c.caption_en)
            )
        }
        for name in tables.kinds
    }
    for kind in tables.kinds.values():
        rows: dict[str, dict[int, list[dict[str, Any]]]] = {}
        for each, table in tables.rows_of(kind):
            lines: dict[int, list[dict[str, Any]]] = {}
            query = select(table).order_by(table.c.position, table.c.id)
            for line in session.execute(query).mappings():
                values = _told(dict(line), each.by_name, names)
                lines.setdefault(line[f"{kind.name}_id"], []).append(values)
            rows[each.name] = lines
        table = tables[kind.name]
        for line in session.execute(select(table).order_by(table.c.id)).mappings():
            told = {
                "record": kind.name,
                **names[kind.name][line["id"]],
                "values": _told(dict(line), kind.fields, names),
                "rows": {n: found[line["id"]] for n, found in rows.items() if line["id"] in found},
            }
            yield json.dumps(told, ensure_ascii=False)
    yield from _issued(session)


def _issued(session: Session) -> Iterator[str]:
    """Give the briefings that were issued, with their text; the printed form is an attachment."""
    table = session.tables.issued
    for line in session.execute(select(table).order_by(table.c.id)).mappings():
        values = {name: line[name] for name in line if name not in ("id", "uuid", "facts")}
        told = {"record": "issued", "uuid": line["uuid"], "called": line["title"]}
        yield json.dumps({**told, "values": values}, ensure_ascii=False)


def _labels(tables: Tables) -> dict[str, dict[str, str]]:
    found = {}
    for kind in tables.kinds.values():
        labels = {"": kind.singular, **{name: field.label for name, field in kind.fields.items()}}
        for rows in kind.rows:
            labels[rows.name] = rows.label
            labels |= {f"{rows.name}.{name}": each.label for name, each in rows.by_name.items()}
        found[kind.name] = labels
    return found


def _told(
    line: Mapping[str, Any], fields: Mapping[str, Any], names: Mapping[str, Mapping[int, Any]]
) -> dict[str, Any]:
    told = {}
    for name, field in fields.items():
        value = line[name]
        if value in (None, "", []):
            continue
        told[name] = names[field.refers_to].get(value) if field.refers_to else to_plain(value)
    return told
