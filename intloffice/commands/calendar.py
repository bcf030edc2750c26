"""``intloffice calendar``: write the calendar of a year as a file that other calendars read."""

from argparse import Namespace
from datetime import UTC, date, datetime

from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.i18n import N_
from intloffice.operations import calendar, calendar_file


def run(arguments: Namespace) -> int:
    """Write the file; meetings, visits of experts, what falls due."""
    settings = settings_of(arguments.data)
    language = speaking(arguments.language or settings.language)
    expect(arguments.out, ".ics")
    year = arguments.year or settings.day(datetime.now(UTC).astimezone().date()).year
    with opened(arguments.data) as store, store.read() as session:
        found = calendar.entries(session, date(year, 1, 1), date(year, 12, 31), language.code)
    content = calendar_file.written(found, datetime.now(UTC), language)
    with replacing(arguments.out) as part:
        part.write_bytes(content)
    say = speaking(settings.language).text
    print(say(N_("The calendar of {year} is in {path}."), year=year, path=arguments.out))
    return 0
