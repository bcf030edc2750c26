"""Processes that can be killed.

A drill that kills holds no store open when it forks: an open SQLite file must not be carried
across a fork. It forks a child that works, and another that looks at what the first has left.
"""

import gc
import json
import os
import pickle
import select
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any, NoReturn

#: Seconds after which a child that says nothing is held to be stuck.
PATIENCE = 300.0
_BLOCK = 1 << 16


class ChildFailedError(Exception):
    """A child ended otherwise than by its last line, or by the kill that was meant for it."""


def moment(chance: Random, takes: float) -> float:
    """Choose when to kill what takes some seconds: any time, or, as often, near its end.

    What a transaction has done is written at its end.
    """
    return chance.choice((chance.uniform(0, takes), chance.uniform(0.7 * takes, 1.1 * takes)))


class Child:
    """A forked process that does one job and tells of it, a line each time.

    The job is given a function to tell with. What was told before a kill is there after it.
    """

    def __init__(self, job: Callable[[Callable[[Any], None]], None]) -> None:
        reading, writing = os.pipe()
        self.process = _forked()
        if self.process == 0:
            os.close(reading)
            _work(job, writing)
        os.close(writing)
        self._pipe = reading
        self._buffer = b""
        self._ended = False

    def next(self) -> Any:
        """Wait for the next line; None where the child has ended."""
        while b"\n" not in self._buffer and not self._ended:
            self._take(PATIENCE)
        line, found, self._buffer = self._buffer.partition(b"\n")
        return json.loads(line) if found else None

    def kill(self, after: float) -> list[Any]:
        """Kill it with no warning after some seconds, and give all that it still told."""
        until = time.monotonic() + after
        while not self._ended and (left := until - time.monotonic()) > 0:
            self._take(left, stuck=False)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        return self.end(killed=True)

    def end(self, *, killed: bool = False) -> list[Any]:
        """Wait for its end and give what it told that was not asked for."""
        while not self._ended:
            self._take(PATIENCE)
        os.close(self._pipe)
        _, status = os.waitpid(self.process, 0)
        told = [json.loads(line) for line in self._buffer.split(b"\n")[:-1]]
        if status and not (killed and os.WIFSIGNALED(status)):
            failure = next((line["failed"] for line in told if _is_failure(line)), status)
            raise ChildFailedError(str(failure))
        return told

    def _take(self, seconds: float, *, stuck: bool = True) -> None:
        ready, _, _ = select.select([self._pipe], [], [], seconds)
        if not ready:
            if stuck:
                os.kill(self.process, signal.SIGKILL)
                raise ChildFailedError("it said nothing any more")
            return
        block = os.read(self._pipe, _BLOCK)
        self._buffer += block
        self._ended = not block


def asked(job: Callable[[], Any]) -> Any:
    """Run a job in a process of its own and give what it returns.

    Raise ChildFailedError where the process was ended, as by a crash, or the job raised.
    """
    reading, writing = os.pipe()
    process = _forked()
    if process == 0:
        os.close(reading)
        _answer(job, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        raise ChildFailedError(f"ended by {signal.Signals(os.WTERMSIG(status)).name}")
    failed, result = pickle.loads(answer)
    if failed:
        raise ChildFailedError(failed)
    return result


def _forked() -> int:
    """Fork; in the child nothing that was there before is ever looked through for garbage."""
    gc.collect()  # or what is garbage now would be kept for ever
    gc.freeze()
    process = os.fork()
    if process == 0:
        gc.disable()
    return process


def _is_failure(line: Any) -> bool:
    return isinstance(line, dict) and "failed" in line


def _work(job: Callable[[Callable[[Any], None]], None], pipe: int) -> NoReturn:
    def tell(what: Any) -> None:
        os.write(pipe, json.dumps(what).encode() + b"\n")

    code = 1
    try:
        job(tell)
        code = 0
    except BaseException:  # noqa: BLE001  whatever it was is told
        tell({"failed": traceback.format_exc()})
    finally:
        os._exit(code)


def _answer(job: Callable[[], Any], pipe: int) -> NoReturn:
    try:
        answer = pickle.dumps((None, job()))
    except BaseException:  # noqa: BLE001  whatever it was is told
        answer = pickle.dumps((traceback.format_exc(), None))
    try:
        with os.fdopen(pipe, "wb") as file:
            file.write(answer)
    finally:
        os._exit(0)
