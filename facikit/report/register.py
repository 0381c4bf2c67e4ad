"""Who was there: how many, and by role and team. No names."""

from __future__ import annotations

from facikit.report import blocks
from facikit.report.page import Page
from facikit.report.text import inline
from facikit.report.wording import row_end, words


def roles(page: Page) -> str:
    """Return who was there, one role and team a line, without names."""
    page.register_printed = True
    listed = []
    for role in page.report.register:
        who = " / ".join(inline(part) for part in (role.role, role.team) if part.strip()) or words("role_not_given")
        listed.append(f"{who} ({role.number})" if role.number > 1 else who)
    return blocks.paragraph(page.took_part()) + blocks.bullets(listed)


def teams(page: Page) -> str:
    """Return the teams with how many came from each."""
    page.register_printed = True
    counts: dict[str, int] = {}
    for role in page.report.register:
        team = inline(role.team) or words("no_team_given")
        counts[team] = counts.get(team, 0) + role.number
    return blocks.paragraph(page.took_part()) + blocks.bullets(f"{team}: {number}" for team, number in counts.items())


def sentence(page: Page, lead: str) -> str:
    """Return the roles with how many came of each in a sentence that begins with ``lead``."""
    page.register_printed = True
    said = page.took_part()
    counts: dict[str, int] = {}
    for role in page.report.register:
        name = inline(role.role) or words("role_not_given_in_a_row")
        counts[name] = counts.get(name, 0) + role.number
    if not counts:
        return blocks.paragraph(said)
    listed = blocks.in_a_row([f"{name} ({number})" for name, number in counts.items()], last=row_end())
    lead = lead or f"{said.rstrip('.')}:"
    return blocks.paragraph(f"{lead} {listed}.")
