"""Understand the rows of a register of scholarships, grants and prizes."""

from collections.abc import Mapping
from typing import Any

from intloffice.i18n import N_
from intloffice.records.award import AWARD
from intloffice.schema.money import Money, currency_in, times
from intloffice.spreadsheets.entry import Entry, Pointer, RowEntry
from intloffice.spreadsheets.registers.meanings import PERIODS, RECIPIENTS, meant
from intloffice.spreadsheets.registers.refusing import refused
from intloffice.spreadsheets.registers.understanding import Understanding, own_entry
from intloffice.spreadsheets.registers.values import money, plain, says_nothing


class Awards:
    """Makes awards of rows; the recipient, the programme and the funder are found or made."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def take(self, row: RowEntry, said: Mapping[str, Any], notes: list[str]) -> list[Entry]:
        """Make an award of a row; raise RefusedError where it cannot be made."""
        read = self._understanding
        named = read.named(said)
        if len(named) != 1:
            none = N_("The row names no recipient.")
            more = N_("The row names more than one recipient; give each a row.")
            raise refused("name", more if named else none)
        paid = read.day(said, "paid_on")
        year = read.day(said, "year")
        when = int(read.always("year") or 0) or None
        when = year.first.year if year else paid.first.year if paid else when
        if when is None:
            raise refused("year", N_("The row does not say for which year."))
        amount = self._amount(said)
        per = meant(said.get("per"), PERIODS) or meant(said.get("amount"), PERIODS)
        per = per or read.always("per") or "whole"
        programme = read.programme(said, row)
        if not programme:
            raise refused("programme", N_("The row does not say under which programme or fund."))
        funder = [*read.body(said, "funder", row, "funder_country"), ""][0]
        facts = read.facts(said)
        row.values |= {
            "recipient_kind": meant(said.get("recipient_kind"), RECIPIENTS),
            "year": when,
            "amount": amount.amount,
            "currency": amount.currency,
            "per": per,
            "paid_on": paid.first if paid and paid.first == paid.last else None,
            "notes": "\n".join(notes),
        }
        row.pointers |= {"programme_id": Pointer(uuid=programme)}
        if funder:
            row.pointers["funder_id"] = Pointer(uuid=funder)
        row.pointers["recipient_id"] = read.person(named[0], facts, row)
        words = (row.pointers["recipient_id"].uuid, programme, str(when), str(amount.amount))
        return [own_entry(row, AWARD, words, read.office.bodies)]

    def _amount(self, said: Mapping[str, Any]) -> Money:
        """Read the amount, with what its heading says of it: 金额（万元）, “Monthly (USD)”."""
        cell = said.get("amount")
        found = None if says_nothing(cell) else money(cell)
        if found is None:
            template = N_("“{value}” is not an amount.")
            raise refused("amount", template, value=plain(cell)[:80])
        currency = found.currency or _currency(said.get("currency"))
        currency = currency or self._understanding.always("currency")
        if not currency:
            raise refused("amount", N_("It is not said in which currency the amount is."))
        says_itself = isinstance(cell, str) and (
            found.currency or any(sign in cell for sign in "万萬千億亿")
        )
        many = 1 if says_itself else times(self._understanding.always("times"))
        return Money(found.amount * many, currency)


def _currency(cell: Any) -> str:
    text = plain(cell).upper()
    return text if len(text) == 3 and text.isascii() and text.isalpha() else currency_in(text)
