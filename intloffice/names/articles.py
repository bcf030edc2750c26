"""The article that the name of a body takes in an English sentence."""

import re

#: What kind of body is called by a place or a subject, as in “the University of Porto”.
_OF = re.compile(
    r"(Academy|Agency|Association|Bureau|Chamber|Centre|Center|College|Commission|Consulate"
    r"|Consulate General|Council|Department|Embassy|Faculty|Graduate School|Institute|Ministry"
    r"|Office|Polytechnic|School|Technical University|Universit(y|ies))( of| for| in) "
)
#: Kinds of bodies that take it whatever stands before them.
_ALWAYS = re.compile(
    r"\b(Academy|Agency|Alliance|Association|Commission|Consortium|Consulate|Council|Embassy"
    r"|Federation|Foundation|Fund|Group|League|Ministry|Organi[sz]ation|Society|Union)\b"
)


def article(name: str, code: str) -> str:
    """Give the article and a space, or nothing where the name takes none or has its own."""
    takes_one = code == "en" and (_OF.match(name) or _ALWAYS.search(name))
    return "the " if takes_one and not name.casefold().startswith("the ") else ""


def in_sentence(name: str, code: str) -> str:
    """Give a name as it stands within a sentence of a language."""
    return article(name, code) + name
