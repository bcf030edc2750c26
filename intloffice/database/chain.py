"""The law of the chain that holds the history together; pure functions of plain values.

Each change has a digest of its values, and each change set one of its description, salted so that
they can be erased without anybody guessing them from what is left. Each change set has a hash over
the hash of the change set before it, over what it says of itself, and over its changes with their
digests: whoever alters, adds or takes away anything changes every hash that follows.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

#: What a chain begins with.
BEGINNING = ""
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
#: What a change set says of itself, and what a change says besides its values.
SAID = ("id", "at", "author", "digest", "mode", "of_id")
#: So many changes are encoded in one step.
_AT_ONCE = 500
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


def digest(salt: str, before: Any, after: Any) -> str:
    """Give the digest of a change's values, as SHA-256 in hexadecimal."""
    return _sha256([salt, before, after])


def link(
    hash_before: str, said: Mapping[str, Any], changes: Iterable[tuple[Mapping[str, Any], str]]
) -> str:
    """Give the hash of a change set, from its changes in order, each with its digest.

    It is that of one JSON text of all of them. This is written in pieces: to encode a hundred
    thousand changes at once is one step of Python's, in which no other thread gets its turn.
    """
    running = hashlib.sha256()

    def take(text: str) -> None:
        running.update(text.encode("utf-8", "surrogatepass"))

    begun = _ENCODER.encode([hash_before, [said[name] for name in SAID], []])
    take(begun.removesuffix("]]"))
    following, left = "", iter(changes)
    while some := list(islice(left, _AT_ONCE)):
        told = [[*(change[name] for name in NAMED), its] for change, its in some]
        take(following + _ENCODER.encode(told)[1:-1])
        following = ","
    take("]]")
    return running.hexdigest()


def _sha256(value: Any) -> str:
    return hashlib.sha256(_ENCODER.encode(value).encode("utf-8", "surrogatepass")).hexdigest()
