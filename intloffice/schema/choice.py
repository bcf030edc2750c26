"""Closed lists of words to choose from."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A word to choose, kept as its value and shown by its label.

    Members are declared as ``NAME = "stored value", N_("Label")``.
    """

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def label_of(cls, word: str) -> str:
        """Give the label of a stored word; a word that is no longer a choice stands for itself."""
        return next((member.label for member in cls if member.value == word), word)
