"""Where time and chance come from, so that tests and samples can bring their own.

Times are instants: milliseconds since 1970 in UTC. In files they stand as ISO 8601 with milliseconds, which sorts as
text.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is mistaken for another."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """The laptop's clock."""

    def now(self) -> int:
        """Return the present instant, in milliseconds."""
        return time.time_ns() // 1_000_000


class Ids:
    """Random names. Twelve letters are sixty bits: two laptops will not draw the same."""

    def new(self, length: int = 12) -> str:
        """Return ``length`` random letters."""
        return "".join(LETTERS[byte % len(LETTERS)] for byte in os.urandom(length))  # 256 is a multiple of 32


def text_of(instant: int) -> str:
    """Return ``instant`` as ISO 8601, UTC, with milliseconds: ``2023-08-15T09:42:03.123Z``."""
    try:
        moment = EPOCH + timedelta(milliseconds=instant)
    except OverflowError:
        moment = datetime.max.replace(tzinfo=UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def instant_of(text: str) -> int:
    """Return the instant that ``text`` names; 0 where it is no time."""
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return 0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - EPOCH) // timedelta(milliseconds=1)
