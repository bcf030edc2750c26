"""Agreements as Erasmus Without Paper hands them between universities (IIA, version 7)."""
