"""Dates as a report prints them."""

from __future__ import annotations

import datetime

# fmt: off
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
"""As they are printed, whatever the laptop's language."""
# fmt: on


def in_words(date: str) -> str:
    """Return ``2023-08-15`` as ``15 August 2023``; what is no date comes back as it is."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
