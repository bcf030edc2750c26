"""Nobody's name in the place of a person's, in what was issued: in its facts and in its texts.

Facts are read here as the plain values they are frozen to (``briefing.freezing``).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_SHORTEST = 2


class Blank:
    """Puts nobody's name in the place of a person's, wherever it stands.

    ``places`` are those of the person's record among the frozen ones; ``forms`` are written with
    it, or parts of it.
    """

    def __init__(self, uuid: str, places: Iterable[int], forms: Iterable[str], nobody: str) -> None:
        self._uuid, self._places, self._nobody = uuid, frozenset(places), nobody
        long_enough = {form for form in forms if len(form) >= _SHORTEST and form != nobody}
        self.forms = tuple(sorted(long_enough, key=lambda form: (-len(form), form)))

    def everywhere(self, value: Any) -> Any:
        """Blank the names of a person, texts that hold one, and what tells of nobody else."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.everywhere(each) for each in value]
        return self._within(value) if isinstance(value, dict) else value

    def text(self, text: str) -> str:
        """Blank the forms of a name in a text; one in Latin letters only as a whole word."""
        for form in self.forms:
            if form.isascii():
                pattern = rf"(?<![A-Za-z]){re.escape(form)}(?![A-Za-z])"
                text = re.sub(pattern, self._nobody, text, flags=re.IGNORECASE)
            else:
                text = text.replace(form, self._nobody)
        return text.replace(f"{self._nobody} ({self._nobody})", self._nobody)

    def _within(self, value: dict[str, Any]) -> dict[str, Any]:
        if value.get("is") == "Statement" and value["about"] == self._uuid:
            return {**value, "facts": self._unsaid(value["facts"])}
        if self._uuid in value.get("statement", "").split("/"):
            return {**value, "text": self._nobody}
        if _place(value) in self._places:
            names = dict.fromkeys(value["names"]["words"], self._nobody)
            return {**value, "names": {"words": names}, "parts": {"words": {}}}
        return {
            key: each if key == "records" else self.everywhere(each) for key, each in value.items()
        }

    def _unsaid(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Leave of what is told of the person alone only who is told of, who is nobody now."""
        told = {}
        for name, fact in facts["words"].items():
            if name == "guest":
                told[name] = self.everywhere(fact)
            else:
                told[name] = {**fact, "value": _nothing(fact["value"])}
        return {"words": told}


def printed_forms(value: Any, places: Iterable[int]) -> list[str]:
    """Collect the forms in which frozen facts write the name of a person."""
    if isinstance(value, list):
        return [form for each in value for form in printed_forms(each, places)]
    if not isinstance(value, dict):
        return []
    if _place(value) in places:
        written = value["parts"]["words"].values()
        parts = ["".join(part for part, _ in each) for each in written]
        return [*value["names"]["words"].values(), *parts]
    return [form for each in value.values() for form in printed_forms(each, places)]


def _nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {"words": {}}
    return [] if isinstance(value, list) else ""


def _place(value: Mapping[str, Any]) -> int:
    """Tell which record a frozen name is of; -1 where this is none."""
    source = value.get("source")
    is_name = "names" in value and isinstance(source, dict)
    return int(source.get("record", -1)) if is_name and source else -1
