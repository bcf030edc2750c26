"""What a drill is asked to do, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random


@dataclass(frozen=True)
class Run:
    """How often, from which seed, on a sound program or (``control``) on a spoiled one.

    ``folder`` is empty, belongs to this run alone and is taken away after it.
    """

    times: int
    seed: int
    control: bool
    folder: Path

    @cached_property
    def chance(self) -> Random:
        """The run's own chance: the same from the same seed."""
        return Random(self.seed)


@dataclass
class Outcome:
    """Figures by name, in the order in which they are told, and whatever was not as promised.

    ``skipped`` says in a sentence why the drill cannot run on this machine.
    """

    figures: dict[str, int | str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    skipped: str = ""

    @property
    def held(self) -> bool:
        """Whether everything was as promised."""
        return not self.faults

    def count(self, name: str, more: int = 1) -> None:
        """Add to a figure; with 0 more it is told even where nothing is ever added."""
        found = self.figures.get(name, 0)
        assert isinstance(found, int)
        self.figures[name] = found + more

    def blame(self, name: str, faults: Iterable[str], where: str = "") -> None:
        """Keep faults, and count under a figure the one event to which they belong."""
        told = [f"{where}: {fault}" if where else fault for fault in faults]
        self.faults += told
        self.count(name, 1 if told else 0)
