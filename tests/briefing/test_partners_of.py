"""With whom an agreement is, is said once: by its title, or after it."""

from datetime import date
from typing import Any

import pytest

from intloffice import resources
from intloffice.briefing.sentence import Wording, plain
from intloffice.briefing.statement import Basis, Dated, Fact, Statement
from intloffice.briefing.wording import changes
from intloffice.i18n import language
from intloffice.operations.counting.naming import Named, Source

TITLES = {
    "en": "Agreement with Osaka City University",
    "zh": "与大阪市立大学学生交流协议",
    "ja": "大阪市立大学との交流協定",
}
NOW = {"en": "Osaka Metropolitan University", "zh": "大阪公立大学", "ja": "大阪公立大学"}


def said(code: str, titles: Any, day: str = "") -> str:
    source = Source("agreement", 1, "u")
    partner = Named(Source("organisation", 2, "v"), NOW)
    line = Dated(Named(source, titles), date.fromisoformat(day) if day else "", (partner,))
    statement = Statement("changes", {"began": Fact((line,), (source,))}, Basis("Said."))
    words = Wording(statement, language(code, resources.folder("translations")))
    return plain(changes._agreement(words, line, "began"))


@pytest.mark.parametrize(("code", "mark"), [("en", "with"), ("zh", "与"), ("ja", "との")])
def test_a_title_that_names_a_partner_that_was_renamed_is_given_no_second_with(code, mark):
    for day in ("", "2024-04-01"):
        told = said(code, TITLES, day)
        assert told.count(mark) == 1
        assert TITLES[code] in told
        assert NOW[code] in told


@pytest.mark.parametrize("code", ["en", "zh", "ja"])
def test_a_title_that_does_not_say_with_whom_is_given_the_partner(code):
    plainly = {"en": "Student exchange", "zh": "学生交流协议", "ja": "学生交流協定"}
    assert NOW[code] in said(code, plainly)
    named = {each: f"{NOW[each]} · {text}" for each, text in plainly.items()}
    assert said(code, named) == named[code]
