"""Issue a briefing: freeze what was printed, with its facts, and keep it for good."""

from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intloffice.briefing import asked as asking
from intloffice.briefing import logo, printing
from intloffice.briefing.asked import Asked
from intloffice.briefing.freezing import freeze
from intloffice.briefing.layout import document
from intloffice.briefing.statement import Briefing
from intloffice.briefing.telling import Base, Wanted
from intloffice.database.session import Session, WritingSession
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations import attachments
from intloffice.operations import issued as keeping
from intloffice.operations.issued import Issue, Issued
from intloffice.schema.days import read_day
from intloffice.settings import Settings

#: What a change set is called that issues a briefing.
DESCRIPTION = N_("Issue the briefing “{title}”")


@dataclass(frozen=True)
class Printed:
    """A briefing as it was asked for and printed; ``left_out`` are headings in English."""

    briefing: Briefing
    wanted: Wanted
    language: Language
    pdf: bytes
    left_out: frozenset[str] = frozenset()


def printed(
    briefing: Briefing, wanted: Wanted, language: Language, left_out: frozenset[str] = frozenset()
) -> Printed:
    """Print a briefing that is to be issued."""
    pdf = printing.pdf(briefing, language, wanted.settings).pdf
    return Printed(briefing, wanted, language, pdf, left_out)


def issue(store: Store, made: Printed, author: str, description: str, note: str = "") -> Issued:
    """Keep what was printed in the store, as it is, with its facts."""
    laid_out = document(made.briefing, made.language, made.wanted.settings)
    words = printing.written(".txt", made.briefing, made.language, made.wanted.settings).decode()
    facts = freeze(made.briefing, made.language)
    with store.write(description, author) as session:
        expect_known(session, made.briefing)
        which = made.wanted
        taken = attachments.keep(store.folder, f"{laid_out.title} {which.as_of}.pdf", made.pdf)
        return keeping.issue(
            session,
            Issue(
                which.asked.kind,
                asking.about(session, which.asked),
                laid_out.title,
                made.language.code,
                which.as_of,
                _options(made),
                asking.scope_of(session, which.asked, which.as_of),
                head_number(made.briefing),
                note,
                taken,
                words,
                facts,
            ),
        )


def last_related(session: Session, asked: Asked, as_of: date) -> Issued | None:
    """Find what was issued last about the same country, a same partner or a same guest."""
    found = keeping.related(session, asking.scope_of(session, asked, as_of))
    return next(iter(found), None)


def base_of(session: Session, asked: Asked, as_of: date, text: str, today: date) -> Base:
    """Tell with what to compare: ``last``, the reference of one that was issued, or a day.

    Raise OfficeError where nothing was issued, or the text is neither.
    """
    if text.strip().casefold() == "last":
        last = last_related(session, asked, as_of)
        if last is None:
            raise OfficeError(
                N_(
                    "Nothing has been issued yet about this country, partner or guest. Compare "
                    "with a day instead."
                )
            )
        return Base(last.id)
    issued = keeping.named(session, text)
    return Base(issued.id) if issued else Base(day=read_day(text, today))


def wanted_again(session: Session, issued: Issued, settings: Settings) -> Wanted | None:
    """Ask again for what was issued, with the rules and options it was made with.

    None where the record it is about is not there any more.
    """
    asked = asking.asked_for(session, issued)
    if asked is None:
        return None
    options = issued.options
    ruled = replace(settings, long_from_months=options["long_from_months"])
    return Wanted(
        asked,
        issued.as_of,
        replace(ruled, letterhead=options["letterhead"], accent=options["accent"]),
        appendix=options["appendix"],
        proved_words=options["proved_words"],
        known_on=issued.head.number,
    )


def _options(made: Printed) -> dict[str, Any]:
    wanted, since = made.wanted, made.briefing.since
    return plain_options(wanted.settings) | {
        "appendix": wanted.appendix,
        "proved_words": wanted.proved_words,
        "left_out": sorted(made.left_out),
        "known_on": wanted.known_on,
        "since": {"day": since.day.isoformat(), "reference": since.reference} if since else None,
    }


def plain_options(settings: Settings) -> dict[str, Any]:
    """Write down the rules and the look with which something is issued.

    The logo is kept as the picture that was printed: the file it came from may be another later.
    """
    return {
        "appendix": False,
        "proved_words": False,
        "letterhead": settings.letterhead,
        "accent": settings.accent,
        "logo": b64encode(logo.read(settings.logo)).decode() if settings.logo else "",
        "long_from_months": settings.long_from_months,
    }


def head_number(briefing: Briefing) -> int:
    """Give the change set from which a briefing was computed."""
    return int(briefing.state.partition("-")[0])


def expect_known(session: WritingSession, briefing: Briefing) -> None:
    """Raise OfficeError where the history is another than the one that was printed from."""
    number, _, short = briefing.state.partition("-")
    if not keeping.hash_at(session, int(number)).startswith(short):
        raise OfficeError(
            N_(
                "The office was put back to an earlier state meanwhile; nothing was issued. Look "
                "at the briefing again, then issue it."
            )
        )
