"""Entries that were not saved, kept in a file so that they outlive the window."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intloffice import files
from intloffice.errors import OfficeError
from intloffice.gui.place import Place
from intloffice.schema.kind import Kind
from intloffice.schema.value import from_plain, to_plain

RowValues = tuple[int | None, dict[str, Any]]


@dataclass(frozen=True)
class Draft:
    """The values and rows that were edited, on what version, and how what they name is called."""

    version: int
    values: dict[str, Any]
    rows: dict[str, list[RowValues]]
    captions: dict[tuple[str, int], str]


class Drafts:
    """The drafts by the place they were made on.

    Those of forms are kept in a file; one that cannot be read holds none.
    """

    def __init__(self, path: Path, kinds: Sequence[Kind]) -> None:
        self._path = path
        self._kinds = {kind.name: kind for kind in kinds}
        self._drafts: dict[Place, Draft] | None = None

    def get(self, place: Place) -> Draft | None:
        """Give the draft of a place, if there is one."""
        return self._known().get(place)

    def keep(self, place: Place, draft: Draft) -> None:
        """Keep a draft."""
        if self._known().get(place) != draft:
            self._known()[place] = draft
            self._write()

    def drop(self, place: Place) -> None:
        """Forget a draft: it was saved or given up."""
        if self._known().pop(place, None):
            self._write()

    def _known(self) -> dict[Place, Draft]:
        if self._drafts is None:
            self._drafts = self._read()
        return self._drafts

    def _read(self) -> dict[Place, Draft]:
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            return dict(self._from_plain(entry) for entry in kept)
        except (OSError, ValueError, KeyError, TypeError, OfficeError):
            return {}

    def _write(self) -> None:
        kept = [
            self._to_plain(place, draft)
            for place, draft in self._known().items()
            if place.page == "record"
        ]
        # Where it fails, the draft is still in memory; saving the record will say what is wrong.
        with suppress(OSError), files.replacing(self._path, 0o600) as part:
            part.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")

    def _to_plain(self, place: Place, draft: Draft) -> dict[str, Any]:
        return {
            "kind": place.kind,
            "record": place.record,
            "version": draft.version,
            "values": {name: to_plain(value) for name, value in draft.values.items()},
            "rows": {
                name: [[row_id, {n: to_plain(v) for n, v in line.items()}] for row_id, line in rows]
                for name, rows in draft.rows.items()
            },
            "captions": [[*key, caption] for key, caption in draft.captions.items()],
        }

    def _from_plain(self, entry: dict[str, Any]) -> tuple[Place, Draft]:
        kind = self._kinds[entry["kind"]]
        values = {name: from_plain(kind.fields[name], v) for name, v in entry["values"].items()}
        rows: dict[str, list[RowValues]] = {}
        for name, lines in entry["rows"].items():
            fields = kind.rows_by_name[name].by_name
            rows[name] = [
                (row_id, {n: from_plain(fields[n], v) for n, v in line.items()})
                for row_id, line in lines
            ]
        captions = {(name, key): caption for name, key, caption in entry["captions"]}
        place = Place("record", kind.name, entry["record"])
        return place, Draft(entry["version"], values, rows, captions)
