"""An award: money to one recipient for one period."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice
from intloffice.schema.field import amount, choice, code, day, reference, whole
from intloffice.schema.kind import Kind, Section, Title


class RecipientKind(Choice):
    """Who receives."""

    STUDENT = "student", N_("Student")
    STAFF = "staff", N_("Staff member")
    EXPERT = "expert", N_("Expert")
    OTHER = "other", N_("Other")


class AmountPeriod(Choice):
    """For what the amount is paid."""

    MONTH = "month", N_("Per month")
    YEAR = "year", N_("Per year")
    WHOLE = "whole", N_("In all")


AWARD = Kind(
    name="award",
    singular=N_("Award"),
    plural=N_("Awards"),
    title=Title(fields=("recipient_id", "programme_id", "year")),
    own_fields=(
        reference("programme_id", N_("Programme or fund"), "programme", required=True),
        reference("funder_id", N_("Funder"), "organisation"),
        reference("recipient_id", N_("Recipient"), "person", required=True),
        choice("recipient_kind", N_("Recipient is"), RecipientKind),
        whole("year", N_("Year"), required=True),
        amount("amount", N_("Amount"), required=True),
        code("currency", N_("Currency"), "currency", required=True),
        choice("per", N_("Amount is"), AmountPeriod, required=True),
        day("paid_on", N_("Paid on")),
    ),
    sections=(
        Section(N_("Award"), ("programme_id", "funder_id", "recipient_id", "recipient_kind")),
        Section(N_("Amount"), ("year", "amount", "currency", "per", "paid_on")),
    ),
    columns=("year", "recipient_id", "programme_id", "amount", "currency", "per"),
    searched=("recipient_id", "programme_id", "funder_id"),
    year_field="year",
    newest_first=True,
)
