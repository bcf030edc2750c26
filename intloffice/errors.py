"""The failures a user can be told about in plain words."""


class OfficeError(Exception):
    """A failure whose message may be shown as it is.

    ``template`` is the English sentence with named placeholders (it is the key of its
    translation); ``facts`` fill the placeholders and are never part of the key.
    """

    def __init__(self, template: str, **facts: object) -> None:
        super().__init__(template.format(**facts) if facts else template)
        self.template = template
        self.facts = facts


class ChangedMeanwhileError(OfficeError):
    """The record was changed by somebody else after it was read."""


class StillNamedError(OfficeError):
    """A record cannot be removed, for others name it; ``record_id`` tells which."""

    def __init__(self, template: str, record_id: int, **facts: object) -> None:
        super().__init__(template, **facts)
        self.record_id = record_id


class StoppedError(OfficeError):
    """What was asked for was stopped before it was done, by whoever asked for it."""


class InvalidValueError(OfficeError):
    """A value does not fit the field it was given for."""


class StoreError(OfficeError):
    """The store cannot be opened, or cannot be written as asked."""


class UncertainError(StoreError):
    """What was saved is in the store, but a failing disk may yet lose it."""
