"""The schema that this program reads and writes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Schema:
    """A schema of the file: the number of its last migration, and the folder of them all."""

    version: int
    migrations: Path


SCHEMA = Schema(4, Path(__file__).parent / "migrations")
