"""What every part of a report that templates may look into has in common."""

from __future__ import annotations

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Anything that a template may look into."""
