"""Briefings: statements computed from the records, worded in a language, laid out last."""
