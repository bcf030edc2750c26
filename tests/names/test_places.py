"""A city is found however it is written; where it is unknown, the capital stands for it."""

import pytest

from intloffice.names.places import located


@pytest.mark.parametrize(
    ("country", "city", "latitude", "longitude"),
    [
        ("JP", "Kumamoto", 32.8, 130.7),
        ("JP", "熊本", 32.8, 130.7),
        ("JP", "熊本市", 32.8, 130.7),
        ("jp", " KUMAMOTO ", 32.8, 130.7),
        ("DE", "Tübingen", 48.5, 9.05),
        ("DE", "Tubingen", 48.5, 9.05),
        ("DE", "图宾根", 48.5, 9.05),
        ("US", "New York", 40.7, -74.0),
        ("KR", "ソウル", 37.6, 127.0),
        ("GB", "Cambridge", 52.2, 0.1),
        ("JP", "Kumamoto / 熊本 / 熊本", 32.8, 130.7),
    ],
)
def test_a_city_is_found_in_any_script(country, city, latitude, longitude):
    found = located(country, city)
    assert found.exact
    assert (found.latitude, found.longitude) == (
        pytest.approx(latitude, abs=0.1),
        pytest.approx(longitude, abs=0.1),
    )


@pytest.mark.parametrize("city", ["", "Nowhere at all", "?"])
def test_an_unknown_city_is_shown_at_the_capital_and_said_to_be_inexact(city):
    found = located("JP", city)
    assert not found.exact
    assert found.latitude == pytest.approx(35.7, abs=0.2)


def test_a_city_of_another_country_is_not_taken():
    assert not located("JP", "Tübingen").exact


@pytest.mark.parametrize("country", ["", "XX", "JAPAN", "\t"])
def test_an_unknown_country_is_nowhere(country):
    assert located(country, "Kumamoto") is None
