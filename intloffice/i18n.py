"""Words, dates, numbers and lists in the languages of the office, without Qt.

English texts are the keys of the catalogues, so that a message without a translation is still
readable. Several languages may be in use at once: the window in one, a briefing in another.
"""

import errno
import gettext
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

#: The languages the program speaks, with the locale whose customs each follows.
LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN", "ja": "ja_JP"}
#: How each language calls itself.
OWN_NAMES = {"en": "English", "zh": "简体中文", "ja": "日本語"}


def N_(text: str) -> str:
    """Mark a text for translation where it is declared; translate it where it is shown."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark the two English forms of a text that depends on a number."""
    return one, many


class Word(str):
    """A marked text among the facts of a message, to be said in the message's language."""

    __slots__ = ()


#: What the operating system says when it refuses, to be said in the message's language.
_REASONS = {
    os.strerror(number): text
    for number, text in (
        (errno.ENOENT, N_("No such file or directory")),
        (errno.EACCES, N_("Permission denied")),
        (errno.EPERM, N_("Operation not permitted")),
        (errno.ENOSPC, N_("No space left on device")),
        (errno.EROFS, N_("Read-only file system")),
        (errno.EISDIR, N_("Is a directory")),
        (errno.ENOTDIR, N_("Not a directory")),
        (errno.EEXIST, N_("File exists")),
        (errno.EIO, N_("Input/output error")),
        (errno.ENAMETOOLONG, N_("File name too long")),
        (errno.ETIMEDOUT, N_("Connection timed out")),
    )
}


class Language:
    """One language to show things in; make it with :func:`language`."""

    def __init__(self, code: str, catalogue: gettext.NullTranslations) -> None:
        self.code = code
        self._catalogue = catalogue

    def text(self, message: str, **facts: object) -> str:
        """Translate a message and fill its named placeholders."""
        if not message:
            return ""
        translated = self._catalogue.gettext(message)
        if not facts:
            return translated
        said = {name: self._of_fact(fact) for name, fact in facts.items()}
        return translated.format(**said)

    def _of_fact(self, fact: object) -> object:
        if not isinstance(fact, str):
            return fact
        known = fact if isinstance(fact, Word) else _REASONS.get(fact)
        return self._catalogue.gettext(known) if known else fact

    def labelled(self, label: str, text: str) -> str:
        """Put a label before a text: ``Meetings: 26``, ``会见：26``."""
        return self.text(N_("{label}: {text}"), label=label, text=text)

    def bracketed(self, text: str, what: str) -> str:
        """Put what tells more of a text in brackets after it, as the language writes them."""
        return self.text(N_("{text} ({what})"), text=text, what=what)

    def together(self, sentences: Iterable[str]) -> str:
        """Put sentences after one another: with a blank between, but for Chinese and Japanese."""
        return ("" if self.code in ("zh", "ja") else " ").join(filter(None, sentences))

    def counted(self, forms: tuple[str, str], number: int, **facts: object) -> str:
        """Translate a message that depends on a number; ``{n}`` is the number as printed.

        ``forms`` are the English texts for one and for many, marked by :func:`NN_`.
        """
        translated = self._catalogue.ngettext(*forms, number)
        return translated.format(n=self.number(number), **facts)

    def number(self, value: int | Decimal) -> str:
        """Write a number with the language's grouping, as ``4,102``."""
        from babel.numbers import format_decimal  # noqa: PLC0415  Babel is not needed to paint

        return str(format_decimal(value, locale=self._locale))

    def amount(self, value: Decimal) -> str:
        """Write an amount of money: whole, or with both decimals, as ``4,250.50``."""
        from babel.numbers import format_decimal  # noqa: PLC0415

        pattern = "#,##0" if value == value.to_integral_value() else "#,##0.00"
        return str(format_decimal(value, pattern, locale=self._locale))

    def day(self, day: date, width: str = "long") -> str:
        """Write a day; ``width`` is ``long`` (31 December 2017), ``medium`` or ``iso``."""
        if width == "iso":
            return day.isoformat()
        from babel.dates import format_date  # noqa: PLC0415

        return str(format_date(day, width, locale=self._locale))

    def month(self, day: date) -> str:
        """Write a month with its year, as ``October 2017`` or ``2017年10月``."""
        from babel.dates import format_skeleton  # noqa: PLC0415

        return str(format_skeleton("yMMMM", day, locale=self._locale))

    def weekday(self, day: date) -> str:
        """Name the day of the week in short, as ``Mon`` or ``周一``."""
        from babel.dates import get_day_names  # noqa: PLC0415

        return str(get_day_names("abbreviated", "stand-alone", self._locale)[day.weekday()])

    @property
    def month_first(self) -> bool:
        """Whether 3.5 is always the fifth of March; in English it depends on who writes."""
        return self.code in ("zh", "ja")

    @property
    def first_weekday(self) -> int:
        """The day with which a week begins: 0 is Monday."""
        return int(self._locale.first_week_day)

    def partial(self, written: str) -> str:
        """Write a date known to the year, the month or the day (``1972``, ``1998-03`` …)."""
        parts = [int(part) for part in written.split("-")]
        if len(parts) == 1:
            return written if self.code == "en" else f"{written}年"
        day = date(*(*parts, 1)[:3])
        return self.month(day) if len(parts) == 2 else self.day(day)

    def money(self, amount: Decimal, currency: str) -> str:
        """Write an amount with the name of its currency after it."""
        from babel.numbers import get_currency_name  # noqa: PLC0415

        number = self.amount(amount)
        special = {("zh", "CNY"): "元人民币", ("ja", "CNY"): "人民元"}.get((self.code, currency))
        name = special or str(get_currency_name(currency, count=amount, locale=self._locale))
        return f"{number} {name}" if self.code == "en" else f"{number}{name}"

    def listed(self, items: Sequence[str], *, texts: Sequence[str] = ()) -> str:
        """Join items: ``A, B and C``, ``A、B和C``, ``A・B・C``.

        ``texts`` are what the items stand for, where they are marks only: names that hold the
        joining sign themselves are joined by another.
        """
        if self.code == "ja":
            mark = "、" if any("・" in item for item in texts or items) else "・"
            return mark.join(items)
        from babel.lists import format_list  # noqa: PLC0415

        return str(format_list(list(items), "standard", locale=self._locale))

    def country(self, code: str) -> str:
        """Name a country given by its ISO 3166 code; an unknown code is returned as it is."""
        return str(self._locale.territories.get(code.upper(), code))

    def language_name(self, code: str) -> str:
        """Name a language given by its BCP 47 code; an unknown code is returned as it is."""
        return str(self._locale.languages.get(code.partition("-")[0], code))

    def currency(self, code: str) -> str:
        """Name a currency given by its ISO 4217 code; an unknown code is returned as it is."""
        return str(self._locale.currencies.get(code.upper(), code))

    @cached_property
    def _locale(self) -> "Locale":
        from babel import Locale  # noqa: PLC0415

        return Locale.parse(LOCALES[self.code])


def language_of_system(environment: Mapping[str, str] = os.environ) -> str:
    """Tell which of the program's languages the user's system speaks; English where it is none.

    LANGUAGE, LC_ALL, LC_MESSAGES and LANG say it, in the order in which gettext asks them; where
    none does, Windows and macOS are asked.
    """
    asked = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next(filter(None, asked), "") or _told_by_system()
    plain = spoken.partition(".")[0] in ("", "C", "POSIX")
    wanted = [] if plain else [*environment.get("LANGUAGE", "").split(":"), spoken]
    codes = (name.replace("-", "_").partition("_")[0].partition(".")[0].lower() for name in wanted)
    return next((code for code in codes if code in LOCALES), "en")


def _told_by_system() -> str:
    """Ask systems that say it elsewhere than in the environment; empty where none is told."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415
        import locale  # noqa: PLC0415

        spoken = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return locale.windows_locale.get(spoken, "")
    if sys.platform == "darwin":
        import subprocess  # noqa: PLC0415

        asked = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
        with suppress(OSError, subprocess.SubprocessError):
            told = subprocess.run(asked, capture_output=True, text=True, timeout=2, check=True)
            return told.stdout.strip()
    return ""


@lru_cache(maxsize=8)
def language(code: str, folder: Path | None = None) -> Language:
    """Give a language by its code; ``folder`` holds the catalogues, without it English is shown."""
    catalogue: gettext.NullTranslations = gettext.NullTranslations()
    compiled = folder / f"{code}.mo" if folder else None
    if compiled and compiled.exists():
        with compiled.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
    return Language(code, catalogue)
