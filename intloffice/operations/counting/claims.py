"""Words that must be proved by the data before they are offered (records.md, rule 10)."""

import itertools
from collections.abc import Sequence


def nearly(value: int) -> int | None:
    """Give the round number that a value is nearly, or None.

    Round numbers are one digit and noughts, and fives; nearly N is 0.9 N ≤ v < N, from 30 up.
    """
    return next((n for n in _round_numbers(value) if _is_nearly(value, n)), None)


def over(value: int) -> int | None:
    """Give the round number that a value is just over (N < v ≤ 1.1 N), or None."""
    found = [n for n in _round_numbers(value) if n < value <= n + n // 10]
    return max(found) if found and value >= 30 else None


def grows(values: Sequence[int]) -> bool:
    """Tell whether a series may be called growing: last ≥ 1.5 × first, no two falls in a row."""
    if len(values) < 2 or values[0] <= 0 or 2 * values[-1] < 3 * values[0]:
        return False
    falls = [later < earlier for earlier, later in itertools.pairwise(values)]
    return not any(first and second for first, second in itertools.pairwise(falls))


def _is_nearly(value: int, number: int) -> bool:
    return value >= 30 and 9 * number <= 10 * value and value < number


def _round_numbers(value: int) -> list[int]:
    power = 10 ** (len(str(max(value, 1))) - 1)
    return sorted({digit * power for digit in range(1, 11)} | {5 * power // 10, 15 * power})
