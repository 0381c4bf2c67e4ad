"""Play the worked session through the real app without a terminal: typed at, stepped on, written into."""

from __future__ import annotations

import asyncio
from pathlib import Path


def play(folder: Path, kits: list[Path]) -> None:
    """Type a few responses at two tables, go a step on, and write a slot."""
    asyncio.run(_play(folder, kits))


async def _play(folder: Path, kits: list[Path]) -> None:
    raise NotImplementedError
