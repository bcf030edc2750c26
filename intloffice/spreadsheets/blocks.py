"""Rows of a sheet kept by columns, block by block: very many are read and understood so.

Whoever looks at rows one by one finds each as its number and what its cells hold.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

#: A row: its number, from 1, and what its cells hold by their columns, from 0.
Row = tuple[int, Mapping[int, Any]]
#: So many rows are put together where they come one by one.
TOGETHER = 500


@dataclass(frozen=True)
class Block:
    """Some rows: their numbers, and by column what their cells hold; None is nothing."""

    numbers: Sequence[int]
    columns: Mapping[int, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self) -> Iterator[Row]:
        """Walk through the rows."""
        places = list(self.columns)
        lines = zip(*self.columns.values(), strict=True)
        if any(None in column for column in self.columns.values()):
            for number, line in zip(self.numbers, lines, strict=True):
                held = zip(places, line, strict=True)
                yield number, {at: value for at, value in held if value is not None}
        else:
            for number, line in zip(self.numbers, lines, strict=True):
                yield number, dict(zip(places, line, strict=True))

    def below(self, row: int) -> "Block":
        """Leave out the rows down to a number."""
        if min(self.numbers, default=row) > row:
            return self
        kept = [at for at, number in enumerate(self.numbers) if number > row]
        columns = {at: [column[one] for one in kept] for at, column in self.columns.items()}
        return Block([self.numbers[at] for at in kept], columns)

    def parts(self, most: int) -> "Iterator[Block]":
        """Cut it into blocks of so many rows at most."""
        for start in range(0, len(self), most):
            some = slice(start, start + most)
            columns = {at: column[some] for at, column in self.columns.items()}
            yield Block(self.numbers[some], columns)


class Rows(Sequence[Row]):
    """All rows of a sheet, in their blocks, each of which holds some."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self.blocks = list(blocks)

    def __len__(self) -> int:
        return sum(map(len, self.blocks))

    def __iter__(self) -> Iterator[Row]:
        for block in self.blocks:
            yield from block.rows()

    def __getitem__(self, at: Any) -> Any:
        return list(self)[at]


def blocks_of(rows: Iterable[Row]) -> Iterator[Block]:
    """Give the blocks of rows; those that come one by one are put together."""
    if isinstance(rows, Rows):
        yield from rows.blocks
        return
    left = iter(rows)
    while some := list(islice(left, TOGETHER)):
        places = sorted(set[int]().union(*(cells for _, cells in some)))
        columns = {at: [cells.get(at) for _, cells in some] for at in places}
        yield Block([number for number, _ in some], columns)
