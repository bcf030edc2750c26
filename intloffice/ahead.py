"""Make the next while the one before is used."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


def ahead(made: Iterator[_T]) -> Generator[_T, None, None]:
    """Walk through what is made one step ahead, on a thread of its own, never two at once.

    It gains where whoever uses it lets go of the interpreter: to write a file, to wait. What the
    making raises is raised where the thing itself would have come.
    """
    with ThreadPoolExecutor(1, "ahead") as thread:
        coming = thread.submit(_next, made)
        while found := coming.result():
            coming = thread.submit(_next, made)
            yield found[0]


def _next(made: Iterator[_T]) -> tuple[_T] | None:
    for one in made:
        return (one,)
    return None
