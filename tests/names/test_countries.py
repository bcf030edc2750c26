"""Countries are named as the office prints them, and known however people write them."""

import subprocess
import sys

import pytest
from babel import Locale

from intloffice.names.countries import country_code, country_name


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("KR", "en", "South Korea"),
        ("kr", "zh", "韩国"),
        ("KR", "ja", "韓国"),
        ("HK", "en", "Hong Kong, China"),
        ("HK", "zh", "中国香港"),
        ("MO", "zh", "中国澳门"),
        ("JP", "en", "Japan"),
        ("QQ", "en", "QQ"),
    ],
)
def test_a_country_is_named_in_the_language(code, language, name):
    assert country_name(code, language) == name


def test_the_names_of_the_office_come_first():
    """records.md, rule 3: how a region is shown is a setting, never hard-coded."""
    assert country_name("TW", "zh", {"TW": "中国台湾"}) == "中国台湾"
    assert country_name("HK", "en", {"HK": "Hong Kong"}) == "Hong Kong"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Japan", "JP"),
        ("日本", "JP"),
        ("jp", "JP"),
        ("JPN", "JP"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("the United Kingdom", "GB"),
        ("英国", "GB"),
        ("英國", "GB"),
        ("イギリス", "GB"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("美国", "US"),
        ("米国", "US"),
        ("アメリカ合衆国", "US"),
        ("Republic of Korea", "KR"),
        ("韓国", "KR"),
        ("韩国", "KR"),
        ("DEU", "DE"),
        ("ドイツ", "DE"),
        ("Turkey", "TR"),
        ("TÜRKİYE", "TR"),
        ("Côte d'Ivoire", "CI"),
        ("Viet Nam", "VN"),
        ("Bosnia & Herzegovina", "BA"),
        ("香港", "HK"),
        ("中国香港特别行政区", "HK"),
        ("臺灣", "TW"),
        ("ＦＲＡＮＣＥ", "FR"),
    ],
)
def test_a_country_is_recognised(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "Atlantis", "Europe", "EU", "ZZ", "南朝鲜", "840", "\ud800"])
def test_what_is_no_country_is_not_guessed(text):
    assert country_code(text) is None


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_every_name_that_is_printed_is_recognised(language):
    for code in Locale.parse("en").territories:
        if len(code) == 2 and code not in {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}:
            assert country_code(country_name(code, language)) == code
            assert country_code(code) == code


def test_the_names_are_imported_without_their_dictionaries():
    """code.md: the window paints before anything heavy is loaded."""
    program = (
        "import sys, intloffice.names.countries, intloffice.names.checking, intloffice.schema.days;"
        "print({'pypinyin', 'opencc', 'babel'} & set(sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "set()"
