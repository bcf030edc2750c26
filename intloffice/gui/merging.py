"""What the window asks of duplicates and merging; each function runs on a worker thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intloffice.schema.kind import Kind

if TYPE_CHECKING:
    from intloffice.operations.find import Hit
    from intloffice.operations.merging import Sides


@dataclass(frozen=True)
class Likely:
    """Two records that are perhaps the same, what each is called, and why."""

    ids: tuple[int, int]
    captions: tuple[str, str]
    reasons: tuple[str, ...]


def likely(session: Any, kind: Kind, language: str, *, apart: bool = False) -> list[Likely]:
    """List the records of a kind that are perhaps the same, or those known not to be."""
    from intloffice.operations import browse, duplicates

    found = duplicates.told_apart(session, kind) if apart else duplicates.likely(session, kind)
    ids = sorted({each for pair in found for each in (pair.first, pair.second)})
    called = browse.captions(session, kind.name, ids, language)
    return [
        Likely((pair.first, pair.second), (called[pair.first], called[pair.second]), pair.reasons)
        for pair in found
    ]


def like(
    session: Any,
    kind: Kind,
    values: dict[str, Any],
    names: Sequence[str],
    language: str,
    regions: tuple[str, ...] = (),
) -> "list[Hit]":
    """Find what is perhaps the same as a record that is being entered."""
    from intloffice.operations import duplicates, find

    found = duplicates.like(session, kind, values, names)
    return find.hits(session, kind, found, language, regions)


def sides(session: Any, kind: Kind, ids: tuple[int, int], language: str) -> "Sides":
    """Read two records to compare them."""
    from intloffice.operations import merging

    return merging.sides(session, kind, ids, language)


def set_apart(session: Any, kind: Kind, ids: tuple[int, int]) -> None:
    """Remember that two records are not the same."""
    from intloffice.operations import duplicates

    duplicates.set_apart(session, kind, *ids)


def bring_together(session: Any, kind: Kind, ids: tuple[int, int]) -> None:
    """Forget that two records are not the same."""
    from intloffice.operations import duplicates

    duplicates.bring_together(session, kind, *ids)


def merge(
    session: Any,
    kind: Kind,
    kept: tuple[int, int],
    other: tuple[int, int],
    values: dict[str, Any],
    rows: dict[str, list[tuple[int | None, dict[str, Any]]]],
) -> int:
    """Make one record of two."""
    from intloffice.operations import edit, merging

    lines = {name: [edit.Line(*line) for line in given] for name, given in rows.items()}
    return merging.merge(session, kind, kept, other, values, lines)
