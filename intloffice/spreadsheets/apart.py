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
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from intloffice import beside
from intloffice.errors import OfficeError, StoppedError
from intloffice.i18n import N_
from intloffice.spreadsheets.blocks import Block, Rows, blocks_of
from intloffice.spreadsheets.halves import Counted, Said, heard_meanwhile, put_together
from intloffice.spreadsheets.sheet import Range, ReadSheet, Unknown

#: The command, as ``__main__`` knows it.
COMMAND = "read-workbook"
STOPPED = N_("It was stopped. Nothing of it was kept.")
_LOOKED_EVERY = 0.05
#: So many rows are sent in a line: while a line is parsed, a window that waits stands still.
_ROWS = 500
#: The halves by the words of the command, and how large files are that are read so, in bytes.
_HALVES, _LARGE = ("first", "second"), 2 * 2**20
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

    def begin_anew(self) -> None:
        """Forget what was taken: all is read once more."""

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
    limits, taking = limits or Limits(), taking or Taking()
    sheets = None
    if _is_large(path):
        sheets = _by_halves(path, stopped, limits, taking)
        if sheets is None:
            taking.begin_anew()
    if sheets is None and not stopped():
        sheets = _whole(path, stopped, limits, taking)
    if sheets is None or stopped():
        raise StoppedError(STOPPED)
    return sheets


def _is_large(path: Path) -> bool:
    """Tell whether it may be a workbook that two processes read sooner than one."""
    with suppress(OSError), path.open("rb") as file:
        return path.stat().st_size >= _LARGE and file.read(2) == b"PK"
    return False


def _whole(
    path: Path, stopped: Callable[[], bool], limits: Limits, taking: Taking
) -> list[ReadSheet] | None:
    """Read a file in one process; give None where it was stopped, and raise as ``read``."""
    with _begun(path, limits) as process, _watched(process, stopped, limits) as late:
        sheets = _taken(_said(process.stdout, limits), taking) if process.stdout else None
        if sheets is None:
            process.kill()
            process.wait()
    if stopped():
        return None
    if sheets is None:
        raise _too_slow(path, limits) if late.is_set() or _ran_out(process) else _too_much(path)
    if isinstance(sheets, OfficeError):
        raise sheets
    return sheets


def _by_halves(
    path: Path, stopped: Callable[[], bool], limits: Limits, taking: Taking
) -> list[ReadSheet] | None:
    """Let two processes read the first and the second half of the rows of each sheet.

    Give None where they cannot, for whatever reason: one process then tells why, or can.
    """
    with ExitStack() as kept:
        first, second = (kept.enter_context(_begun(path, limits, half)) for half in _HALVES)
        for process in (first, second):
            kept.enter_context(_watched(process, stopped, limits))
        if not (first.stdout and second.stdout):
            return None
        told = kept.enter_context(heard_meanwhile(_said(second.stdout, limits), second))
        found = _taken(put_together(_said(first.stdout, limits), told), taking)
    return found if isinstance(found, list) else None


def answer(path: Path, out: IO[bytes], limits: Limits, half: str = "") -> None:
    """Read a workbook, or a half, and write down what it holds; what the other process does."""
    _limit_ourselves(limits)
    sys.stdout = sys.stderr  # libraries that print would print among what is sent
    for unneeded in ("numpy", "PIL"):  # openpyxl would load them, for nothing
        sys.modules[unneeded] = None  # type: ignore[assignment]
    for said in _told(path, half):
        _put(out, said)
    out.flush()


def _told(path: Path, half: str) -> Iterator[object]:
    """Tell all that is sent of a workbook, or of a half."""
    from intloffice.spreadsheets import formats  # noqa: PLC0415  only now there are limits
    from intloffice.spreadsheets.rowscan import Half  # noqa: PLC0415
    from intloffice.spreadsheets.rowtext import NotPlainError  # noqa: PLC0415

    its = Half(half == _HALVES[1]) if half else None
    try:
        yield from _in_lines(formats.pieces(path, its))
    except OfficeError as error:
        yield {"refused": error.template, "facts": dict(error.facts)}
    except NotPlainError:
        yield {"odd": True}
    else:
        if its:
            yield {"counted": [its.cells, its.rows]}
        yield {"end": True}


def _in_lines(pieces: Iterator[tuple[int, ReadSheet]]) -> Iterator[object]:
    begun = 0
    for number, piece in pieces:
        if number != begun:
            yield {"sheet": piece.title}
            begun = number
        for block in blocks_of(piece.rows):
            for part in block.parts(_ROWS):
                yield _as_lines(part)
        if piece.merged:
            yield {"merged": piece.merged}


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


def _taken(said_by_it: Iterator[Said], taking: Taking) -> list[ReadSheet] | OfficeError | None:
    """Take what another process says: sheets, or why there are none; None if it broke off."""
    sheets: list[ReadSheet] = []
    rows, merged = Rows(), list[Range]()
    for said in said_by_it:
        if isinstance(said, Block):
            rows.blocks.append(said)
            taking.take_block(said)
        elif isinstance(said, list):
            merged += said
        elif isinstance(said, OfficeError | Counted):
            return said if isinstance(said, OfficeError) else None
        else:
            if sheets:
                taking.end()
            if said is None:
                return sheets
            rows, merged = Rows(), []
            sheets.append(ReadSheet(said, rows, merged))
            taking.begin(said)
    return None


def _said(lines: IO[bytes], limits: Limits) -> Iterator[Said]:
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
            elif "counted" in said:
                cells, counted = said["counted"]
                yield Counted(int(cells), [int(number) for number in counted])
            elif "end" in said:
                yield None
            else:
                return


@contextmanager
def _begun(path: Path, limits: Limits, half: str = "") -> Iterator[subprocess.Popen[bytes]]:
    words = [COMMAND, str(limits.seconds), str(limits.memory), str(path.absolute())]
    if half:
        words.append(half)
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
