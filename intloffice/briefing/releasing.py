"""Release the news on a meeting: what is sent out is kept, with the records it rests on."""

from dataclasses import dataclass, replace
from datetime import date

from intloffice.briefing import asked as asking
from intloffice.briefing import meeting as meetings
from intloffice.briefing import news
from intloffice.briefing.asked import Asked
from intloffice.briefing.freezing import freeze
from intloffice.briefing.issuing import expect_known, head_number, plain_options
from intloffice.briefing.statement import Basis, Briefing, Fact, Statement
from intloffice.database.session import Session
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import N_, Language
from intloffice.operations import attachments
from intloffice.operations import issued as keeping
from intloffice.operations.issued import NEWS, Issue, Issued
from intloffice.settings import Settings

#: What a change set is called that keeps a news item.
DESCRIPTION = N_("Keep the news item “{title}” as it was sent out")


@dataclass(frozen=True)
class Wanted:
    """The news to be kept: of which meeting, as of which day, in which language."""

    meeting: int
    as_of: date | None
    language: Language
    settings: Settings


def release(
    store: Store, wanted: Wanted, author: str, description: str, note: str = "", shown: str = ""
) -> Issued:
    """Keep the news on a meeting as it is drafted now.

    Raise OfficeError where anything is unfinished, or where the draft is another than was
    ``shown``.
    """
    from intloffice.briefing.pdf import render  # noqa: PLC0415  loaded only where it is printed

    with store.read() as session:
        draft = news.drafted(
            session, wanted.meeting, wanted.language, wanted.settings, wanted.as_of
        )
        news.refuse_unfinished(draft, wanted.language)
        if shown and draft.text != shown:
            raise OfficeError(
                N_(
                    "The records have changed since the draft was shown; nothing was kept. Look "
                    "at the draft again."
                )
            )
        briefing = _briefing(session, wanted)
        asked = Asked("meeting", record=wanted.meeting)
        about = asking.about(session, asked)
        scope = asking.scope_of(session, asked, briefing.as_of)
    laid_out = news.document(draft, wanted.language, wanted.settings, briefing.as_of, sent=True)
    pdf = render(laid_out).pdf
    with store.write(description, author) as session:
        expect_known(session, briefing)
        taken = attachments.keep(store.folder, f"{draft.title} {briefing.as_of}.pdf", pdf)
        return keeping.issue(
            session,
            Issue(
                NEWS,
                about,
                draft.title,
                wanted.language.code,
                briefing.as_of,
                plain_options(wanted.settings),
                scope,
                head_number(briefing),
                note,
                taken,
                draft.text,
                freeze(briefing, wanted.language),
            ),
        )


def claims(
    session: Session, meeting: int, language: Language, settings: Settings
) -> tuple[Statement, ...]:
    """State what the news says of the meeting itself, paragraph by paragraph."""
    basis = Basis(N_("As the meeting is on record."))
    return tuple(
        Statement(
            passage.id,
            {"text": Fact({language.code: passage.text}, passage.records)},
            basis,
            about=passage.about,
        )
        for passage in news.passages(session, meeting, language, settings)
    )


def _briefing(session: Session, wanted: Wanted) -> Briefing:
    """Gather all that the news says: of the meeting, and of the cooperation."""
    row = session.row("meeting", wanted.meeting) or {}
    day = wanted.as_of or news.usual_day(row["starts_on"])
    whole = meetings.compose(session, wanted.meeting, day, wanted.settings)
    own = claims(session, wanted.meeting, wanted.language, wanted.settings)
    told = (*own, *news.told_to_the_public(whole))
    return replace(whole, statements=told, left_out=(), checks=())
