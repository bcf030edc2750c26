"""What the office has made of a briefing: a sentence on France in its own words."""

from typing import Any

from intloffice.operations.sample.book import Book
from intloffice.records.edited_briefing import EDITED_BRIEFING


def fill_edited_briefing(book: Book) -> None:
    """Add a sentence that was rewritten."""
    sentence: dict[str, Any] = {
        "language": "en",
        "statement": "staff.appointed",
        "number": 0,
        "text": "{persons} from {country} holds a long-term post in {units}, the {unit_names}.",
        "computed": "{persons} from {country} hold long-term posts in {units}: {unit_names}.",
        "stood_for": "persons: 1 teacher\nunits: 1 school",
    }
    values = {"about": "country", "country": "FR"}
    book.add(EDITED_BRIEFING, "france", values, sentence=[sentence])
