"""The paragraphs that the office keeps by hand."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, or_, select

from intloffice.briefing.question import Question
from intloffice.briefing.statement import Basis, Fact, Statement
from intloffice.i18n import N_
from intloffice.operations.counting.naming import Source, texts


def narratives(question: Question) -> Iterator[Statement]:
    """State what was kept for the country, the partners, or a meeting, and was valid on the day."""
    table = question.session.tables["narrative"]
    meeting = question.meeting.source.id if question.meeting else None
    query = select(table).where(
        or_(_about(question, table), table.c.meeting_id == meeting)
        if meeting is not None
        else _about(question, table),
        or_(table.c.valid_from.is_(None), table.c.valid_from <= question.day),
        or_(table.c.valid_until.is_(None), table.c.valid_until >= question.day),
    )
    for line in question.session.execute(query.order_by(table.c.id)).mappings():
        source = (Source("narrative", line["id"], line["uuid"]),)
        yield Statement(
            f"narrative.{line['section'].replace(' ', '_')}",
            {
                "text": Fact(texts(dict(line), "text"), source),
                "source": Fact(line["source"], source),
            },
            Basis(N_("Kept by hand; source: {source}."), {"source": line["source"]}),
            about=line["uuid"],
        )


def _about(question: Question, table: Any) -> Any:
    of_none = table.c.meeting_id.is_(None)
    if question.scope.country:
        there = table.c.country == question.scope.country
        return and_(there, table.c.organisation_id.is_(None), of_none)
    return and_(table.c.organisation_id.in_(question.there), of_none)
