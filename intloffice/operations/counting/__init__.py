"""How records are counted, as of a date (records.md, *Rules of counting*).

The rules are plain functions on plain values, apart from the reading, so that each can be held
against a brute-force recount.
"""
