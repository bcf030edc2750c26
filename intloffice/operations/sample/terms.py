"""The office's official wordings, as the university's own pages have them."""

from intloffice.operations.sample.book import Book, in_three
from intloffice.records.term import TERM

#: Key, kind, wording in English, Chinese and Japanese, wordings to avoid, source.
_TERMS = (
    ("mission", "slogan",
     ("study academics, cultivate talents, inspire the country and lead the society",
      "研究学术、造就人才、佑启乡邦、振导社会",
      "学術を究め、人材を育て、郷土を啓き、社会を導く"),
     (), "The university's news of January 2018; the Japanese is the office's own (invented)"),
    ("dream", "programme",
     ("Dream-come-true Programme", "圆梦计划", "円夢計画"),
     (), "The university's news of January 2018"),
    ("double-first", "initiative",
     ("Double First-Class", "双一流", "双一流"),
     ("Double-First-Rate",), "Public record; the news of January 2018 words it otherwise"),
    ("global-experts", "programme",
     ("Recruitment Program of Global Experts", "海外高层次人才引进计划", ""),
     (), "The university's news of January 2018"),
)  # fmt: skip


def fill_terms(book: Book) -> None:
    """Add the glossary; one term has no Japanese wording yet."""
    for key, kind, wording, avoided, source in _TERMS:
        values = {"kind": kind, "avoided": avoided, "source": source}
        book.add(TERM, key, values | in_three("term", wording))
