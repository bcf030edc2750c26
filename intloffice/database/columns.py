"""How values that no database knows are kept in columns."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Text
from sqlalchemy.types import TypeDecorator

_MARK = "\n"


class Words(TypeDecorator[tuple[str, ...]]):
    """Several words in one text, a line each."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, _dialect: Any) -> str:
        """Put the words on lines."""
        return _MARK.join(value or ())

    def result_processor(
        self, _dialect: Any, _coltype: object
    ) -> Callable[[str | None], tuple[str, ...]]:
        """Take the lines apart, by a function without a layer around it: lists read many."""
        return _taken_apart


@lru_cache(maxsize=4096)
def _taken_apart(value: str | None) -> tuple[str, ...]:
    return tuple(value.split(_MARK)) if value else ()


class Amount(TypeDecorator[Decimal]):
    """An amount of money as its hundredths, so that no digit is ever lost."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Any) -> int | None:
        """Count the hundredths."""
        return None if value is None else int(value * 100)

    def process_result_value(self, value: int | None, _dialect: Any) -> Decimal | None:
        """Turn hundredths into an amount with two decimals."""
        return None if value is None else Decimal(value).scaleb(-2)
