"""The Markdown in which the manual is written, as the HTML that the window shows.

Only what the manual needs: headings, paragraphs, lists, tables, blocks of commands, pictures,
links, stressed and strong words, and names of what stands in the window, between ‹ and ›.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

_HEADING = re.compile(r"(#{1,3}) (.+)")
_STEP = re.compile(r"\d+\. (.+)")
_POINT = re.compile(r"- (.+)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_INLINE = re.compile(
    r"(?P<link>\[(?P<text>[^\]]+)\]\((?P<to>[^)]+)\))"
    r"|\*\*(?P<strong>[^*]+)\*\*|\*(?P<stressed>[^*]+)\*|`(?P<code>[^`]+)`|‹(?P<named>[^›]+)›"
)


def as_html(text: str) -> str:
    """Write a page as HTML; how it looks is said by the stylesheet of the view."""
    return "\n".join(_blocks(text.splitlines()))


def plain(text: str) -> str:
    """Give what one reads on a page, without marks; a line each for blocks and cells."""
    words = _PICTURE.sub("", text)
    words = re.sub(r"^(```.*|\|[-| ]+\||#+ |- |\d+\. )", "", words, flags=re.MULTILINE)
    words = _INLINE.sub(lambda found: found["text"] or found[found.lastgroup or 0], words)
    return "\n".join(filter(None, (line.strip(" |") for line in words.splitlines())))


def links(text: str) -> list[str]:
    """Give where the links of a page lead."""
    return [found["to"] for found in _INLINE.finditer(_PICTURE.sub("", text)) if found["link"]]


def pictures(text: str) -> list[str]:
    """Give the pictures of a page."""
    return [found[2] for found in _PICTURE.finditer(text)]


def named(text: str) -> list[str]:
    """Give what a page names of the window, between ‹ and ›."""
    return re.findall(r"‹([^›]+)›", text)


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    fenced: list[str] | None = None
    gathered: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("```"):
            yield from _block(gathered)
            gathered = []
            if fenced is not None:
                yield f"<pre>{escape(chr(10).join(fenced))}</pre>"
            fenced = [] if fenced is None else None
        elif fenced is not None:
            fenced.append(line)
        elif line.strip():
            gathered.append(line)
        else:
            yield from _block(gathered)
            gathered = []


def _block(lines: Sequence[str]) -> Iterator[str]:
    """Write lines between two empty ones."""
    for sort, run in groupby(_joined(lines), _sort):
        body = list(run)
        if sort == "table":
            yield _table(body)
        elif sort in ("ol", "ul"):
            matched = (_STEP.fullmatch(line) or _POINT.fullmatch(line) for line in body)
            items = "".join(f"<li>{_inline(each[1])}</li>" for each in matched if each)
            yield f"<{sort}>{items}</{sort}>"
        else:
            yield from map(_single, body)


def _joined(lines: Iterable[str]) -> list[str]:
    """Put a line that goes on behind the one that it belongs to."""
    whole: list[str] = []
    for line in lines:
        if whole and _sort(line) == "p" and _sort(whole[-1]) in ("p", "ol", "ul"):
            whole[-1] = f"{whole[-1]} {line.strip()}"
        else:
            whole.append(line)
    return whole


def _sort(line: str) -> str:
    marks = (("table", "|"), ("heading", "#"), ("picture", "!["), ("ul", "- "))
    sort = next((sort for sort, mark in marks if line.startswith(mark)), "")
    return sort or ("ol" if _STEP.fullmatch(line) else "p")


def _single(line: str) -> str:
    heading, picture = _HEADING.fullmatch(line), _PICTURE.fullmatch(line)
    if heading:
        level = len(heading[1])
        return f"<h{level}>{_inline(heading[2])}</h{level}>"
    if picture:
        alt = escape(picture[1])
        return f'<p class="picture"><img src="{escape(picture[2])}" alt="{alt}" title="{alt}"></p>'
    return f"<p>{_inline(line)}</p>"


def _table(lines: Sequence[str]) -> str:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    head, *others = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    made = "".join(f"<th align='left'>{_inline(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in others
    )
    return f"<table width='100%' cellspacing='0' cellpadding='6'><tr>{made}</tr>{body}</table>"


def _inline(text: str) -> str:
    made, at = "", 0
    for found in _INLINE.finditer(text):
        made += escape(text[at : found.start()]) + _marked(found)
        at = found.end()
    return made + escape(text[at:])


def _marked(found: re.Match[str]) -> str:
    if found["link"]:
        return f'<a href="{escape(found["to"])}">{_inline(found["text"])}</a>'
    if found["strong"]:
        return f"<b>{escape(found['strong'])}</b>"
    if found["stressed"]:
        return f"<em>{_inline(found['stressed'])}</em>"
    if found["code"]:
        return f"<code>{escape(found['code'])}</code>"
    return f'<span class="named">{escape(found["named"])}</span>'
