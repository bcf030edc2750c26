"""Instants, kept as UTC in ISO 8601, written in this place's time."""

from datetime import datetime


def instant(at: str) -> str:
    """Write the day and the time."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def short_instant(at: str) -> str:
    """Write the time of an instant of today, and the day of any other."""
    told, now = datetime.fromisoformat(at).astimezone(), datetime.now().astimezone()
    return f"{told:%H:%M}" if told.date() == now.date() else f"{told:%Y-%m-%d}"
