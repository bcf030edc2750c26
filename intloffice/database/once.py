"""Long values that the history does not repeat.

While a row holds such a value, the change that added the row holds its hash alone; only the change
that takes the row away holds all of it, for then it stands nowhere else.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from intloffice.database.tables import ISSUED

#: What of which table is written down by its hash.
_LONG: Mapping[str, frozenset[str]] = {ISSUED: frozenset({"facts", "text"})}
_MARK = "sha256"


def by_hash(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Put the hashes of long values in their place."""
    long = _LONG.get(table, frozenset())
    return {name: _hash(value) if name in long else value for name, value in values.items()}


def is_as_told(value: Any, told: Any) -> bool:
    """Tell whether a value is what the history tells, whole or by its hash."""
    return bool(value == told or (isinstance(told, dict) and _hash(value) == told))


def hashed(values: Mapping[str, Any]) -> list[str]:
    """Name the values that are told by their hash."""
    return [name for name, value in values.items() if isinstance(value, dict) and _MARK in value]


def _hash(value: Any) -> dict[str, str]:
    return {_MARK: sha256(str(value).encode("utf-8", "surrogatepass")).hexdigest()}
