"""Which bodies English calls with an article."""

import pytest

from intloffice.names.articles import in_sentence


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("University of Porto", "the University of Porto"),
        ("Universities of Applied Sciences", "the Universities of Applied Sciences"),
        ("Excellence League", "the Excellence League"),
        ("Chinese Academy of Engineering", "the Chinese Academy of Engineering"),
        ("Embassy of Japan", "the Embassy of Japan"),
        ("Japan Student Services Organization", "the Japan Student Services Organization"),
        ("The Nippon Foundation", "The Nippon Foundation"),
        ("Tohoku University", "Tohoku University"),
        ("Nagoya Institute of Technology", "Nagoya Institute of Technology"),
    ],
)
def test_a_body_called_by_what_it_is_takes_the_article(name, called):
    assert in_sentence(name, "en") == called


@pytest.mark.parametrize("code", ["zh", "ja"])
def test_no_other_language_has_one(code):
    assert in_sentence("University of Porto", code) == "University of Porto"
