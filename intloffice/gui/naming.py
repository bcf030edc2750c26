"""What the window asks about a person's name; it runs on a worker thread and knows no session."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intloffice.names.checking import Fault

_SPELLING = ("latin_family", "latin_given")


@dataclass(frozen=True)
class Findings:
    """What can be said of a name: values to propose, how it is printed, what is wrong with it."""

    proposed: dict[str, str]
    printed: tuple[tuple[str, str], ...]
    faults: "tuple[Fault, ...]"


def findings(values: Mapping[str, Any], former: Mapping[str, Any]) -> Findings:
    """Examine a name as it stands in the form; what was proposed ``former`` may be replaced."""
    from intloffice.names.checking import faults
    from intloffice.names.person import PersonName, language_of, propose, reading, shown

    typed = {name: values[name] for name in PersonName._fields}
    typed["spelling_state"] = typed["spelling_state"] or "unknown"
    name = PersonName(**typed)
    nationalities = values["nationalities"]
    bare: dict[str, Any] = {k: "" for k, value in former.items() if values.get(k) == value}
    if any(key in former and key not in bare for key in _SPELLING):
        bare = {key: "" for key in bare if key not in (*_SPELLING, "latin_order", "spelling_state")}
    if bare.pop("spelling_state", None) is not None:
        bare |= {"spelling_state": "unknown"}
    asked: Any = name._replace(**bare)
    asked = asked._replace(native_language=language_of(asked, nationalities))
    made = propose(asked)
    if made.native_language.partition("-")[0] != "zh" and not made.chinese_reading:
        made = made._replace(chinese_reading=reading(made))
    wanted = (
        "native_language",
        "latin_family",
        "latin_given",
        "latin_order",
        "spelling_state",
        "chinese_reading",
    )
    found = {key: str(getattr(made, key)) for key in wanted}
    found = {key: "" if found[key] == "unknown" else found[key] for key in wanted}
    changed = {key: text for key, text in found.items() if text != (values[key] or "")}
    if values["spelling_state"] == "unknown" and changed.get("spelling_state") == "":
        del changed["spelling_state"]
    printed = tuple((code, shown(name, code)) for code in ("en", "zh", "ja"))
    wrong = (each for each in faults(name, nationalities) if each.kind != "unconfirmed spelling")
    return Findings(changed, printed, tuple(wrong))
