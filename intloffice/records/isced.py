"""The broad fields of ISCED-F 2013, by which ministries ask for students."""

from intloffice.i18n import N_
from intloffice.schema.choice import Choice


class BroadField(Choice):
    """A broad field: the first two figures of a code."""

    GENERIC = "00", N_("00 Generic programmes")
    EDUCATION = "01", N_("01 Education")
    ARTS = "02", N_("02 Arts and humanities")
    SOCIAL = "03", N_("03 Social sciences, journalism and information")
    BUSINESS = "04", N_("04 Business, administration and law")
    NATURAL = "05", N_("05 Natural sciences, mathematics and statistics")
    COMPUTING = "06", N_("06 Information and communication technologies")
    ENGINEERING = "07", N_("07 Engineering, manufacturing and construction")
    AGRICULTURE = "08", N_("08 Agriculture, forestry, fisheries and veterinary")
    HEALTH = "09", N_("09 Health and welfare")
    SERVICES = "10", N_("10 Services")


_KNOWN = frozenset(BroadField)


def broad(code: str) -> str:
    """Tell the broad field of a code of two to four figures; empty where it is none."""
    text = code.strip()
    is_one = text.isascii() and text.isdecimal() and 2 <= len(text) <= 4
    return text[:2] if is_one and text[:2] in _KNOWN else ""
