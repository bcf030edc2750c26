"""Rows of a register that cannot be taken."""

from intloffice.errors import OfficeError


class RefusedError(OfficeError):
    """A row that cannot be taken; ``target`` is what its cell holds."""

    def __init__(self, target: str, template: str, **facts: object) -> None:
        super().__init__(template, **facts)
        self.target = target


def refused(target: str, template: str, **facts: object) -> RefusedError:
    """Make the failure that refuses a row for one of its cells."""
    return RefusedError(target, template, **facts)
