"""What there is none of, in words."""

from intloffice.briefing.document import Spans
from intloffice.briefing.nothing import LOOKED_FOR
from intloffice.briefing.sentence import Wording
from intloffice.briefing.statement import Briefing
from intloffice.i18n import N_


def nothing(words: Wording, briefing: Briefing) -> list[Spans]:
    """Say of what there is none."""
    facts, language = words.statement.facts, words.language
    window = f"{briefing.as_of.year - 4}–{briefing.as_of.year}"
    none = [
        words.spans(language.text(label, when=window), name)
        for name, (label, _) in LOOKED_FOR.items()
        if name in facts and facts[name].value == 0
    ]
    if not none:
        return []
    return [
        words.say(
            N_("As of {date} there are none of these: {list}."),
            date=language.day(briefing.as_of),
            list=words.listed(none),
        )
    ]
