"""Who was there: how many, and by role and team. No names, and where that is asked for nobody by a rare role."""

from __future__ import annotations

from facikit.analysis.counts import merged
from facikit.report import blocks
from facikit.report.page import Page
from facikit.report.text import inline
from facikit.report.wording import row_end, words


def roles(page: Page, few: int | None = None) -> str:
    """Return who was there, one role and team a line, without names; fewer than ``few`` people stand together."""
    page.register_printed = True
    few = page.report.few if few is None else few
    listed = []
    for who, number in merged(_by_role(page, few), few, words("others")).items():
        listed.append(f"{who} ({number})" if number > 1 else who)
    return blocks.paragraph(page.took_part()) + blocks.bullets(listed)


def _by_role(page: Page, few: int) -> dict[str, int]:
    """Return how many there were of each role and team; where teams make them too few, of each role."""
    wide: dict[str, int] = {}
    for role in page.report.register:
        if role.number < few:
            wide[inline(role.role)] = wide.get(inline(role.role), 0) + role.number
    counts: dict[str, int] = {}
    for role in page.report.register:
        name = inline(role.role)
        parts = [name] if role.number < few <= wide[name] else [name, inline(role.team)]
        who = " / ".join(part for part in parts if part.strip()) or words("role_not_given")
        counts[who] = counts.get(who, 0) + role.number
    return counts


def teams(page: Page) -> str:
    """Return the teams with how many came from each."""
    page.register_printed = True
    counts: dict[str, int] = {}
    for role in page.report.register:
        team = inline(role.team) or words("no_team_given")
        counts[team] = counts.get(team, 0) + role.number
    counts = merged(counts, page.report.few, words("others"))
    return blocks.paragraph(page.took_part()) + blocks.bullets(f"{team}: {number}" for team, number in counts.items())


def sentence(page: Page, lead: str) -> str:
    """Return the roles with how many came of each in a sentence that begins with ``lead``."""
    page.register_printed = True
    said = page.took_part()
    counts: dict[str, int] = {}
    for role in page.report.register:
        name = inline(role.role) or words("role_not_given_in_a_row")
        counts[name] = counts.get(name, 0) + role.number
    counts = merged(counts, page.report.few, words("others_in_a_row"))
    if not counts:
        return blocks.paragraph(said)
    listed = blocks.in_a_row([f"{name} ({number})" for name, number in counts.items()], last=row_end())
    lead = lead or f"{said.rstrip('.')}:"
    return blocks.paragraph(f"{lead} {listed}.")
