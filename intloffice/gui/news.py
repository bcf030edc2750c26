"""What the page of the news draft asks, off the window's thread."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.settings import Settings


@dataclass(frozen=True)
class ToFinish:
    """What is to be finished, or looked at: the record and a sentence."""

    kind: str
    id: int
    sentence: str


@dataclass(frozen=True)
class DraftShown:
    """A draft: its title and paragraphs, the introduction, and what keeps it back."""

    title: str
    paragraphs: tuple[str, ...]
    heading: str
    introduction: tuple[str, ...]
    unfinished: tuple[ToFinish, ...]
    unsure: tuple[ToFinish, ...]
    text: str
    word: bytes


@dataclass(frozen=True)
class Sent:
    """The news as it is sent out: of which meeting and day, in which language, and its text."""

    meeting: int
    as_of: date | None
    said_in: Language
    settings: Settings
    text: str
    note: str = ""


def keep(store: Any, sent: Sent, author: str, description: str) -> str:
    """Keep the news as it is shown; give its reference."""
    from intloffice.briefing.releasing import Wanted, release

    wanted = Wanted(sent.meeting, sent.as_of, sent.said_in, sent.settings)
    return release(store, wanted, author, description, sent.note, sent.text).reference


def draft(
    session: Any,
    meeting: int,
    as_of: date | None,
    languages: tuple[Language, Language],
    settings: Settings,
) -> DraftShown:
    """Draft the news on a meeting in the first language; what is told is in the second.

    Raise OfficeError where the meeting is gone.
    """
    from intloffice.briefing.news import document, drafted
    from intloffice.briefing.news_check import Unfinished
    from intloffice.briefing.word import word

    said_in, spoken = languages
    if session.row("meeting", meeting) is None:
        raise OfficeError(N_("This record is gone. Choose another."))

    def told(each: Unfinished) -> ToFinish:
        return ToFinish(each.source.kind, each.source.id, each.told(spoken))

    found = drafted(session, meeting, said_in, settings, as_of)
    day = as_of or session.row("meeting", meeting)["starts_on"]
    written = b"" if found.unfinished else word(document(found, said_in, settings, day))
    return DraftShown(
        found.title,
        found.paragraphs,
        found.heading,
        found.introduction,
        tuple(map(told, found.unfinished)),
        tuple(map(told, found.unsure)),
        found.text,
        written,
    )
