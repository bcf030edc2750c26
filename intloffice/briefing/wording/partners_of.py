"""Whether the title of an agreement tells itself with whom it is."""

from typing import Literal

from intloffice.briefing.statement import Dated

#: How a title says with whom: one that does so is given no second “with”.
_WITH = {"en": " with ", "zh": "与", "ja": "との"}


def told_in_title(line: Dated, code: str) -> Literal["named", "otherwise", "no"]:
    """Tell whether the title names the partners.

    “Otherwise” is a title that says with whom, but by another name: a partner’s former one, or
    that of a faculty. The partners are then put in brackets after it.
    """
    title = line.named.in_language(code)
    if not line.partners or any(partner.in_language(code) in title for partner in line.partners):
        return "named"
    return "otherwise" if _WITH[code] in title else "no"
