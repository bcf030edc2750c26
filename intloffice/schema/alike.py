"""Columns that hold one value only, as most of a sheet's do: kept once, looked at once."""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any


class Alike(Sequence[Any]):
    """So many times the same value."""

    __slots__ = ("_number", "value")

    def __init__(self, value: Any, number: int) -> None:
        self.value, self._number = value, number

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Any]:
        return repeat(self.value, self._number)

    def __getitem__(self, at: Any) -> Any:
        return (self.value,) * len(range(self._number)[at]) if isinstance(at, slice) else self.value


def column_of(values: Sequence[Any]) -> Sequence[Any]:
    """Give values as they are, or as alike where all are one, of one type."""
    if isinstance(values, Alike) or not values or values.count(values[0]) < len(values):
        return values
    return Alike(values[0], len(values)) if len(set(map(type, values))) == 1 else values
