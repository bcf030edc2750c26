"""The manual: its pages in the order of their list, found by words and by where one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from intloffice import resources
from intloffice.gui import markup
from intloffice.names.folding import fold

#: The page with the list of all others.
CONTENTS = "README"
KEYBOARD = "keyboard"
#: The page of the manual for each page of the window; one of a kind goes before.
_OF_PLACES = {
    "welcome": "first-start",
    "home": CONTENTS,
    "calendar": "calendar",
    "list": "find",
    "list agreement": "expiring",
    "record": "visit",
    "record meeting": "visit",
    "record agreement": "agreement",
    "record mobility": "students",
    "record engagement": "students",
    "record person": "personal-data",
    "record award": "rows",
    "entry": "rows",
    "prepare": "meeting",
    "papers": "meeting",
    "course": "renew",
    "briefings": "briefing",
    "list edited_briefing": "edit-briefing",
    "record edited_briefing": "edit-briefing",
    "list narrative": "edit-briefing",
    "record narrative": "edit-briefing",
    "untranslated": "edit-briefing",
    "issued": "issued",
    "news": "news",
    "forms": "forms",
    "spreadsheets": "export",
    "charts": "charts",
    "duplicates": "duplicates",
    "settings": "settings",
    "backups": "backups",
    "trash": "history",
    "manual": CONTENTS,
}


@dataclass(frozen=True)
class Leaf:
    """A page: the name of its file, its title, its text in Markdown; ``group`` is its heading."""

    name: str
    title: str
    text: str
    group: str = ""


@dataclass(frozen=True)
class Found:
    """A page on which words stand, and how often."""

    leaf: Leaf
    times: int


@lru_cache(maxsize=4)
def leaves(code: str) -> tuple[Leaf, ...]:
    """Read the pages in a language: the contents, then those they lead to, in their order."""
    contents = _read(folder(code) / f"{CONTENTS}.md")
    found = [Leaf(CONTENTS, _title(contents), contents)]
    group = ""
    for line in contents.splitlines():
        group = line[3:] if line.startswith("## ") else group
        for to in markup.links(line):
            text = _read(folder(code) / to)
            found.append(Leaf(to.removesuffix(".md"), _title(text), text, group))
    return tuple(found)


def folder(code: str) -> Path:
    """Give the folder of the pages in a language."""
    return resources.folder("manual") / code


def leaf(code: str, name: str) -> Leaf:
    """Give a page by its name; the contents where there is none of that name."""
    every = leaves(code)
    return next((each for each in every if each.name == name), every[0])


def page_for(page: str, kind: str) -> str:
    """Name the page of the manual that fits a page of the window."""
    return _OF_PLACES.get(f"{page} {kind}", _OF_PLACES.get(page, CONTENTS))


def search(every: Sequence[Leaf], sought: str) -> list[Found]:
    """Find the pages on which all words stand: first those with one in their titles."""
    words = fold(sought).split()
    if not words:
        return [Found(each, 0) for each in every]
    texts = [(each, fold(markup.plain(each.text))) for each in every if each.name != CONTENTS]
    found = [
        Found(each, sum(text.count(word) for word in words))
        for each, text in texts
        if all(word in text for word in words)
    ]
    in_title = {hit.leaf: any(word in fold(hit.leaf.title) for word in words) for hit in found}
    return sorted(found, key=lambda hit: (not in_title[hit.leaf], -hit.times))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _title(text: str) -> str:
    return markup.plain(text.splitlines()[0])
