"""Values at the door: cleaned once, checked once, and turned into plain JSON and back."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from intloffice.errors import InvalidValueError, OfficeError
from intloffice.i18n import N_
from intloffice.schema.alike import Alike
from intloffice.schema.field import Field, FieldType, Value
from intloffice.schema.kind import Kind, Rows, Values

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CODE_SHAPES = {
    "country": re.compile(r"[A-Z]{2}"),
    "currency": re.compile(r"[A-Z]{3}"),
    "language": re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
}
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
#: A comma stands between groups of three figures only: ``1,5`` may be meant as one and a half.
_AMOUNT = re.compile(r"[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]*)?")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(:[0-5][0-9](\.[0-9]+)?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}")
_PARTIAL_DAY = re.compile(r"(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
#: What is kept as it is written.
_FREE = frozenset({FieldType.LINE, FieldType.TEXT})
_NEEDED = N_("This is needed.")
_LARGEST = Decimal(10) ** 15
_FLAGS = {
    **dict.fromkeys(("", "0", "no", "false", "否", "いいえ"), False),
    **dict.fromkeys(("1", "yes", "true", "✓", "是", "はい"), True),
}
#: Full-width figures and signs, as Chinese and Japanese keyboards write them.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True)
class Problem:
    """Something wrong with a value, to be shown beside its field.

    ``rows`` and ``position`` say in which row of which rows, where it is not the record's own.
    """

    field: str
    template: str
    facts: dict[str, object] = dataclass_field(default_factory=dict)
    rows: str = ""
    position: int = -1


class InvalidRecordError(OfficeError):
    """A record that cannot be saved as it is; ``problems`` say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].template, **problems[0].facts)
        self.problems = tuple(problems)


def clean_text(text: str) -> str:
    """Take out what no store and no document can hold, and nothing else.

    Lone surrogates, NUL and other control characters and U+FFFE/U+FFFF go; line ends become LF.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(field: Field, value: Any) -> Value:
    """Bring a value into the shape its field keeps; raise InvalidValueError where it can't be."""
    empty = field.empty
    if value is None or value is empty:
        return empty
    if field.several:
        words = (_one(field, word) for word in _listed(field, value))
        return tuple(dict.fromkeys(word for word in words if word))
    cleaned: Value = _CLEANERS[field.type](field, value)
    return cleaned


def clean_all(field: Field, values: Sequence[Any]) -> Sequence[Value]:
    """Bring the values of a column into the shape their field keeps, as ``clean`` does one.

    One that comes again is cleaned once.
    """
    if isinstance(values, Alike):
        return Alike(clean(field, values.value), len(values))
    types = set(map(type, values))
    if types == {str} and field.type in _FREE and "".join(values).isprintable():
        stripped = list(map(str.strip, values))  # they hold nothing that is taken out
        if field.type is FieldType.LINE:
            return stripped
        return [value if left else "" for value, left in zip(values, stripped, strict=True)]
    if field.type is FieldType.DAY and types <= {date, type(None)}:
        return values
    if types <= {str, date, type(None)} or (types == {tuple} and _are_words(set(values))):
        known = {value: clean(field, value) for value in set(values)}
        return [known[value] for value in values]
    return [clean(field, value) for value in values]


def _are_words(values: Iterable[tuple[Any, ...]]) -> bool:
    return all(type(word) is str for value in values for word in value)


def _listed(field: Field, value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Iterable):
        raise _unfit(field, value, N_("“{value}” is not a list of words."))
    return [str(word) for word in value if word is not None]


def _written(value: Any) -> str:
    """Write what stands for a figure, a day or a code in plain figures and signs."""
    return str(value).translate(_HALF_WIDTH).strip()


def _one(field: Field, word: str) -> str:
    if field.type is FieldType.WORDS:
        return clean_text(word).replace("\n", " ").strip()
    return str(_CLEANERS[field.type](field, word))


def _clean_line(_field: Field, value: Any) -> str:
    if type(value) is str and value.isprintable():  # it holds nothing that is taken out
        return value.strip()
    return clean_text(str(value)).replace("\n", " ").strip()


def _clean_text(_field: Field, value: Any) -> str:
    written = clean_text(str(value)).strip("\n")
    return written if written.strip() else ""


def _clean_whole(field: Field, value: Any) -> int | None:
    if _written(value) == "":
        return None
    number = _whole(value)
    if number is None:
        raise _unfit(field, value, N_("“{value}” is not a whole number."))
    if abs(number) >= 2**63:
        raise _unfit(field, value, N_("“{value}” is too large a number."))
    return number


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    written = _written(value)
    return int(written) if _WHOLE.fullmatch(written) else None


def _clean_amount(field: Field, value: Any) -> Decimal | None:
    written = _written(value)
    if written == "":
        return None
    if isinstance(value, str) and not _AMOUNT.fullmatch(written):
        raise _unfit(field, value, N_("“{value}” is not an amount."))
    try:
        number = Decimal(written.replace(",", ""))
    except InvalidOperation:
        raise _unfit(field, value, N_("“{value}” is not an amount.")) from None
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise _unfit(field, value, N_("“{value}” is not an amount."))
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP) + 0  # nothing is not less than nothing


def _clean_day(field: Field, value: Any) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    written = _written(value)
    if written == "":
        return None
    if not _DAY.fullmatch(written):
        raise _unfit(field, value, N_("“{value}” is not a date."))
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise _unfit(field, value, N_("“{value}” is not a date.")) from None


def _clean_partial_day(field: Field, value: Any) -> str:
    if isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    written = _written(value)
    if not written:
        return ""
    if not _PARTIAL_DAY.fullmatch(written):
        raise _unfit(field, value, N_("“{value}” is not a date."))
    if len(written) == len("2017-12-31"):
        _clean_day(field, written)
    return written


def _clean_clock(field: Field, value: Any) -> str:
    written = _written(value)
    if not written:
        return ""
    read = _CLOCK.fullmatch(written)
    if not read:
        raise _unfit(field, value, N_("“{value}” is not a time of day."))
    return f"{int(read[1]):02}:{read[2]}"


def _clean_flag(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    written = _written(value).casefold()
    if written not in _FLAGS:
        raise _unfit(field, value, N_("“{value}” is neither yes nor no."))
    return _FLAGS[written]


def _clean_choice(field: Field, value: Any) -> str:
    written = str(value).strip()
    if written and (not field.choices or written not in field.choices.__members__.values()):
        raise _unfit(field, value, N_("“{value}” is not one of the choices."))
    return written


def _clean_code(field: Field, value: Any) -> str:
    written = _written(value)
    if field.codes in ("country", "currency"):
        written = written.upper()
    if written and not _CODE_SHAPES[field.codes].fullmatch(written):
        raise _unfit(field, value, N_("“{value}” is not a known code."))
    return written


def _unfit(field: Field, value: Any, template: str) -> InvalidValueError:
    shown = "…" if field.protected else clean_text(str(value))[:80]
    return InvalidValueError(template, value=shown)


_CLEANERS: dict[FieldType, Callable[[Field, Any], Any]] = {
    FieldType.LINE: _clean_line,
    FieldType.TEXT: _clean_text,
    FieldType.WHOLE: _clean_whole,
    FieldType.AMOUNT: _clean_amount,
    FieldType.DAY: _clean_day,
    FieldType.PARTIAL_DAY: _clean_partial_day,
    FieldType.CLOCK: _clean_clock,
    FieldType.FLAG: _clean_flag,
    FieldType.CHOICE: _clean_choice,
    FieldType.CODE: _clean_code,
    FieldType.REFERENCE: _clean_whole,
}


def problems(kind: Kind, values: Values, rows: Mapping[str, Sequence[Values]]) -> list[Problem]:
    """List what keeps a record, given with all its values and rows, from being saved."""
    return list(_found(_problems, kind, values, rows))


def missing(kind: Kind, values: Values, rows: Mapping[str, Sequence[Values]]) -> list[Problem]:
    """List what is needed and not there; whatever stands in a field counts, understood or not."""
    return list(_found(_missing, kind, values, rows))


def first_faulty(declared: Kind | Rows, columns: Mapping[str, Sequence[Value]]) -> int | None:
    """Tell which of many rows, given by columns, is the first that has a problem."""
    judged = declared.judged
    sound: set[tuple[Value, ...]] = set()
    for number, values in enumerate(zip(*(columns[name] for name in judged), strict=True)):
        if values not in sound:
            if any(_problems(declared, dict(zip(judged, values, strict=True)))):
                return number
            sound.add(values)
    return None


def _found(
    look: Callable[[Kind | Rows, Values], Iterable[Problem]],
    kind: Kind,
    values: Values,
    rows: Mapping[str, Sequence[Values]],
) -> Iterator[Problem]:
    yield from look(kind, values)
    for name, lines in rows.items():
        for position, line in enumerate(lines):
            for found in look(kind.rows_by_name[name], line):
                yield Problem(found.field, found.template, found.facts, name, position)


def _problems(declared: Kind | Rows, values: Values) -> Iterator[Problem]:
    yield from _missing(declared, values)
    for earlier, later in declared.ordered:
        first, last = str(values.get(earlier) or ""), str(values.get(later) or "")
        known = min(len(first), len(last))  # of 1998-03 and 1998 only the years can be compared
        if last[:known] < first[:known]:
            yield Problem(later, N_("The end cannot be before the beginning."))


def _missing(declared: Kind | Rows, values: Values) -> Iterator[Problem]:
    for field, names in declared.needed:
        if not any(values.get(name, field.empty) != field.empty for name in names):
            told = N_("This is needed in one language at least.") if field.language else _NEEDED
            yield Problem(field.name, told)


def to_plain(value: Value) -> Any:
    """Turn a value into what JSON can hold."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def all_to_plain(values: Sequence[Value]) -> Sequence[Any]:
    """Turn the values of a column into what JSON can hold, as ``to_plain`` does one."""
    if isinstance(values, Alike):
        return Alike(to_plain(values.value), len(values))
    types = set(map(type, values))
    if types <= {str, type(None)}:
        return values
    if types <= {date, type(None)}:
        known = {value: to_plain(value) for value in set(values)}
        return [known[value] for value in values]
    return [to_plain(value) for value in values]


def from_plain(field: Field, value: Any) -> Value:
    """Turn a value back from what JSON held; what was once kept is not judged again."""
    if value is None:
        return field.empty
    if field.several:
        return tuple(value)
    if field.type is FieldType.DAY:
        return date.fromisoformat(value)
    if field.type is FieldType.AMOUNT:
        return Decimal(value)
    kept: Value = value
    return kept
