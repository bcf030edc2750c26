"""How each fact of a briefing is printed: the words that stand for it where it is traced."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from intloffice.briefing.document import BarChart

_TITLE = 120
_NAMED = 3


def titles(blocks: Any) -> dict[str, str]:
    """Tell how each fact is printed: its figure, its bar, or the first of its words."""
    words: dict[str, list[str]] = {}
    figures: dict[str, str] = {}
    for part in _parts(blocks):
        if isinstance(part, BarChart):
            figures |= _bars(part)
            continue
        text = getattr(part, "text", None)
        if text is None:
            figures.setdefault(part.fact, f"{part.value} {part.label}")
        elif text.strip():
            words.setdefault(part.fact, []).append(text.strip())
    return {key: _in_short(list(dict.fromkeys(said))) for key, said in words.items()} | figures


def _in_short(said: list[str]) -> str:
    text = " · ".join(said[:_NAMED]) + (" …" if len(said) > _NAMED else "")
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1]}…"


def _bars(chart: BarChart) -> dict[str, str]:
    return {
        fact: f"{category} · {series.label} · {value}"
        for series in chart.series
        for category, value, fact in zip(
            chart.categories, series.values, series.facts, strict=False
        )
        if fact
    }


def _parts(node: Any) -> Iterator[Any]:
    """Walk through a document for what is tied to facts: spans, key figures, charts."""
    if isinstance(node, tuple):
        for item in node:
            yield from _parts(item)
    elif is_dataclass(node):
        if getattr(node, "fact", "") or isinstance(node, BarChart):
            yield node
        for field in fields(node):
            yield from _parts(getattr(node, field.name))
