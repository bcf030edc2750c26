"""What the program does for whoever calls it: a window, or a command."""

import ctypes
import importlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from intloffice.commands import arguments as command_line
from intloffice.commands import failing
from intloffice.commands.place import folder_of, place, settings_of, speaking
from intloffice.errors import StoppedError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    0: done. 1: a sentence was printed to stderr and nothing was changed. 2: the command line
    does not fit. 130: it was stopped by Ctrl+C.
    """
    _print_whatever_the_terminal_knows()
    try:
        arguments = command_line.read(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    arguments.data = place(arguments.data)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        failing.say(failing.stopped(), speaking(settings_of(arguments.data).language))
        return 130
    except StoppedError as stopped:
        failing.say(stopped, speaking(settings_of(arguments.data).language))
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  no failure ends in a traceback
        failing.say(error, speaking(settings_of(arguments.data).language))
        return 1


def _run(arguments: Namespace) -> int:
    if not arguments.module:
        return _show(arguments)
    # One at a time: a search needs neither openpyxl nor reportlab.
    command = importlib.import_module(f"intloffice.commands.{arguments.module}")
    return int(command.run(arguments))


def _show(arguments: Namespace) -> int:
    folder = folder_of(arguments.data)
    _expect_a_screen()
    try:
        from intloffice import app  # noqa: PLC0415  commands need no Qt

        return app.run(folder)
    except ImportError as error:
        if ".so" not in str(error):
            raise
        raise failing.no_library(str(error).partition(":")[0]) from error


def _expect_a_screen() -> None:
    """Refuse in words where Qt would end the program without a word."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise failing.no_screen()
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        raise failing.no_library("libxcb-cursor.so.0") from error


def _print_whatever_the_terminal_knows() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
