"""Dates as a report prints them, whatever the laptop's language."""

from __future__ import annotations

import datetime

from facikit.report.wording import month, plain


def in_words(date: str, form: str = "day") -> str:
    """Return ``2023-08-15`` as ``15 August 2023``; what is no date comes back as it is.

    ``form``: day, else month (``August 2023``) or numbers (``15.08.2023``).
    """
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    if form == "numbers":
        return plain("date_numbers", day=f"{day.day:02}", month=f"{day.month:02}", year=day.year)
    if form == "month":
        return plain("date_month", month=month(day.month), year=day.year)
    return plain("date", day=day.day, month=month(day.month), year=day.year)
