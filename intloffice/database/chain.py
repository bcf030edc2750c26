"""The law of the chain that holds the history together; pure functions of plain values.

Each change has a digest of its values, and each change set one of its description, salted so that
they can be erased without anybody guessing them from what is left. Each change set has a hash over
the hash of the change set before it, over what it says of itself, and over its changes with their
digests: whoever alters, adds or takes away anything changes every hash that follows.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intloffice.database.objects import objects

#: What a chain begins with.
BEGINNING = ""
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
#: What a change set says of itself, and what a change says besides its values.
SAID = ("id", "at", "author", "digest", "mode", "of_id")
NAMED = ("table_name", "row_id", "kind", "record_id")


@dataclass(frozen=True)
class Head:
    """The end of a chain: the number of the last change set, 0 for none, and its hash."""

    number: int
    hash: str

    @property
    def short(self) -> str:
        """The number with as much of the hash as a reader compares."""
        return f"{self.number}-{self.hash[:12]}" if self.number else "0"


def new_salt() -> str:
    """Make a salt that nobody can guess."""
    return secrets.token_hex(16)


def new_salts(number: int) -> list[str]:
    """Make so many of them."""
    drawn = secrets.token_hex(16 * number)
    return [drawn[at : at + 32] for at in range(0, 32 * number, 32)]


def digest(salt: str, before: Any, after: Any) -> str:
    """Give the digest of a change's values, as SHA-256 in hexadecimal."""
    return _sha256([salt, before, after])


def written(value: Mapping[str, Any] | None) -> str | None:
    """Write the values of a row as the history keeps them and a digest takes them, in JSON."""
    return None if value is None else _ENCODER.encode(value)


def all_written(rows: Mapping[str, Sequence[Any]], blank: Mapping[str, Any]) -> list[str]:
    """Write many rows, given by columns, without those of their values that are blank."""
    return list(objects(rows, _ENCODER, blank))


def digest_of_written(salt: str, before: str | None, after: str | None) -> str:
    """Give the digest of values that are written, with a salt of hexadecimal signs."""
    return hashlib.sha256(_bytes(f'["{salt}",{before or "null"},{after or "null"}]')).hexdigest()


def digests_of_new(salts: Iterable[str], afters: Iterable[str]) -> list[str]:
    """Give the digests of many new rows that are written: of each what ``digest`` gives."""
    sha256 = hashlib.sha256
    return [
        sha256(f'["{salt}",null,{after}]'.encode("utf-8", "surrogatepass")).hexdigest()
        for salt, after in zip(salts, afters, strict=True)
    ]


def link(
    hash_before: str, said: Mapping[str, Any], changes: Iterable[tuple[Mapping[str, Any], str]]
) -> str:
    """Give the hash of a change set, from its changes in order, each with its digest."""
    made = Link(hash_before, said)
    for change, its in changes:
        made.add(change, its)
    return made.closed()


class Link:
    """The hash of a change set in the making: that of one list of what it says and its changes."""

    def __init__(self, hash_before: str, said: Mapping[str, Any]) -> None:
        begun = _ENCODER.encode([hash_before, [said[name] for name in SAID]])
        self._hash = hashlib.sha256(_bytes(f"{begun[:-1]},["))
        self._between = ""

    def add(self, change: Mapping[str, Any], its: str) -> None:
        """Take the next change, with its digest."""
        self._take(_ENCODER.encode([*(change[name] for name in NAMED), its]))

    def add_rows(
        self, table: str, kind: str, ids: Sequence[tuple[int, int]], digests: Sequence[str]
    ) -> None:
        """Take changes to many rows of a table, each by its id and that of its record."""
        if digests:
            one, other = _ENCODER.encode(table), _ENCODER.encode(kind)
            told = (
                f'[{one},{row},{other},{record},"{its}"]'
                for (row, record), its in zip(ids, digests, strict=True)
            )
            self._take(",".join(told))

    def closed(self) -> str:
        """Give the hash as it is with the changes that were taken."""
        whole = self._hash.copy()
        whole.update(b"]]")
        return whole.hexdigest()

    def _take(self, told: str) -> None:
        self._hash.update(_bytes(f"{self._between}{told}"))
        self._between = ","


def _sha256(value: Any) -> str:
    return hashlib.sha256(_bytes(_ENCODER.encode(value))).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
