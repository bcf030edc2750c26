"""Read workbooks in a process of their own, with limits.

Whatever a file does to the one who reads it – takes all memory, never ends, brings the library
down – the program goes on, and only a sentence comes of it. The other process is this program
itself, with a command that is not told of; what it has read comes back as lines of JSON, which
can hold values only.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from intloffice import beside
from intloffice.errors import OfficeError, StoppedError
from intloffice.i18n import N_
from intloffice.spreadsheets.blocks import Block, Rows, blocks_of
from intloffice.spreadsheets.sheet import Range, ReadSheet, Unknown

#: The command, as ``commands.arguments`` knows it.
COMMAND = "read-workbook"
STOPPED = N_("It was stopped. Nothing of it was kept.")
_LOOKED_EVERY = 0.05
#: So many rows are sent in a line: while a line is parsed, a window that waits stands still.
_ROWS = 500
_DAY_OR_NONE = frozenset({date, type(None)})


@dataclass(frozen=True)
class Limits:
    """How much reading may take: seconds of a processor, and twice that in all; bytes.

    ``memory`` is what the process may hold, ``answer`` what it may send back. Windows keeps the
    second of the seconds and the answer only.
    """

    seconds: int = 60
    memory: int = 768 * 2**20
    answer: int = 1024 * 2**20


class Taking:
    """Takes rows as they are read, while the other process reads on; this one does nothing."""

    def begin(self, title: str) -> None:
        """Begin a sheet."""

    def take_block(self, block: Block) -> None:
        """Take the next rows of the sheet."""

    def end(self) -> None:
        """End the sheet."""


def read(
    path: Path,
    stopped: Callable[[], bool] = lambda: False,
    limits: Limits | None = None,
    taking: Taking | None = None,
) -> list[ReadSheet]:
    """Read all sheets of a workbook, and let ``taking`` understand them meanwhile.

    Raise OfficeError where it is none, could do harm, or takes more than the limits allow, and
    StoppedError soon after ``stopped`` tells so.
    """
    limits = limits or Limits()
    with _begun(path, limits) as process, _watched(process, stopped, limits) as late:
        sheets = _taken(process.stdout, limits, taking or Taking()) if process.stdout else None
        if sheets is None:
            process.kill()
            process.wait()
    if stopped():
        raise StoppedError(STOPPED)
    if sheets is None:
        raise _too_slow(path, limits) if late.is_set() or _ran_out(process) else _too_much(path)
    if isinstance(sheets, OfficeError):
        raise sheets
    return sheets


def answer(path: Path, out: IO[bytes], limits: Limits) -> None:
    """Read a workbook and write down what it holds; what the other process does."""
    _limit_ourselves(limits)
    sys.stdout = sys.stderr  # libraries that print would print among what is sent
    # openpyxl would load it, for nothing.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    from intloffice.spreadsheets import formats  # noqa: PLC0415  only now there are limits

    try:
        begun = 0
        for number, piece in formats.pieces(path):
            if number != begun:
                _put(out, {"sheet": piece.title})
                begun = number
            for block in blocks_of(piece.rows):
                for part in block.parts(_ROWS):
                    _put(out, _as_lines(part))
            if piece.merged:
                _put(out, {"merged": piece.merged})
    except OfficeError as error:
        _put(out, {"refused": error.template, "facts": dict(error.facts)})
    else:
        _put(out, {"end": True})
    out.flush()


def _as_lines(block: Block) -> list[object]:
    """Give a block as JSON can hold it; of columns that hold days only the days are texts."""
    columns = dict(block.columns)
    days = [
        at
        for at, column in columns.items()
        if date in (types := set(map(type, column))) and types <= _DAY_OR_NONE
    ]
    for at in days:
        written = {day: day and day.isoformat() for day in set(columns[at])}
        columns[at] = list(map(written.__getitem__, columns[at]))
    return [list(columns), days, block.numbers, list(columns.values())]


def _block(said: Sequence[Any]) -> Block:
    """Take a block out of its lines; raise ValueError or TypeError where they hold none."""
    places, days, numbers, held = said
    columns = dict(zip(places, held, strict=True))
    for at in days:
        read = {text: text and date.fromisoformat(text) for text in set(columns[at])}
        columns[at] = list(map(read.__getitem__, columns[at]))
    if set(map(type, (*places, *numbers))) != {int} or set(map(len, held)) != {len(numbers)}:
        raise ValueError
    return Block(numbers, columns)


def _taken(
    lines: IO[bytes], limits: Limits, taking: Taking
) -> list[ReadSheet] | OfficeError | None:
    """Take what the other process sends: sheets, or why there are none; None if it broke off."""
    sheets: list[ReadSheet] = []
    rows, merged = Rows(), list[Range]()
    for said in _said(lines, limits):
        if isinstance(said, Block):
            rows.blocks.append(said)
            taking.take_block(said)
        elif isinstance(said, OfficeError):
            return said
        elif isinstance(said, list):
            merged += said
        else:
            if sheets:
                taking.end()
            if said is None:
                return sheets
            rows, merged = Rows(), []
            sheets.append(ReadSheet(said, rows, merged))
            taking.begin(said)
    return None


def _said(
    lines: IO[bytes], limits: Limits
) -> Iterator[Block | str | list[Range] | OfficeError | None]:
    """Read what is sent: titles of sheets, rows, cells made one, why nothing is; None at the end.

    It breaks off before the end where the other process does, or sends what means nothing.
    """
    left = limits.answer
    with suppress(ValueError, TypeError, KeyError, IndexError):
        while line := lines.readline(left):
            left -= len(line)
            said = json.loads(line, object_hook=_value)
            if isinstance(said, list):
                yield _block(said)
            elif "sheet" in said:
                yield str(said["sheet"])
            elif "merged" in said:
                yield [(*each,) for each in said["merged"]]
            elif "refused" in said:
                yield OfficeError(said["refused"], **said["facts"])
            else:
                yield None


@contextmanager
def _begun(path: Path, limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    words = [COMMAND, str(limits.seconds), str(limits.memory), str(path.absolute())]
    try:
        process = beside.begun(words)
    except OSError as error:
        raise OfficeError(
            N_("{name} could not be opened: {reason}."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    try:
        yield process
    finally:
        process.kill()
        if process.stdout:
            process.stdout.close()
        process.wait()


@contextmanager
def _watched(
    process: subprocess.Popen[bytes], stopped: Callable[[], bool], limits: Limits
) -> Iterator[Event]:
    """End the other process where it takes too long, which the event tells, or is stopped."""
    done, late = Event(), Event()

    def watch() -> None:
        for _ in range(int(2 * limits.seconds / _LOOKED_EVERY)):
            if done.wait(_LOOKED_EVERY):
                return
            if stopped():
                break
        else:
            late.set()
        process.kill()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield late
    finally:
        done.set()
        watcher.join()


def _limit_ourselves(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    for what, most, more in (
        (resource.RLIMIT_CPU, limits.seconds, 5),  # after these the system asks no more
        (resource.RLIMIT_AS, limits.memory, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with suppress(ValueError, OSError):  # macOS has no limit of memory; the others hold
            resource.setrlimit(what, (most, most + more))


def _ran_out(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether the system ended the process because its seconds were over."""
    import signal  # noqa: PLC0415

    return process.returncode == -getattr(signal, "SIGXCPU", 0)


def _put(out: IO[bytes], said: object) -> None:
    out.write(_ENCODER.encode(said).encode("utf-8", "surrogatepass") + b"\n")


def _plain(value: object) -> dict[str, object]:
    """Name what JSON has no word for."""
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    return {"unknown": value.shown if isinstance(value, Unknown) else str(value)}


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _value(said: dict[str, Any]) -> Any:
    if len(said) == 1:
        ((name, value),) = said.items()
        if name in _MADE:
            return _MADE[name](value)
    return said


_MADE: dict[str, Callable[[Any], object]] = {
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
    "unknown": Unknown,
}


def _too_slow(path: Path, limits: Limits) -> OfficeError:
    return OfficeError(
        N_(
            "{name} took more than {seconds} seconds to read, so nothing was read. If it is in "
            "order, save its sheets as workbooks of their own."
        ),
        name=path.name,
        seconds=limits.seconds,
    )


def _too_much(path: Path) -> OfficeError:
    return OfficeError(
        N_("{name} holds more, or other, than a workbook needs. Nothing was read."),
        name=path.name,
    )
