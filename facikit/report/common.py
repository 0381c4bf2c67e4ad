"""Themes that several sessions have in common, in print: a table by session, and each with what was said of it.

Responses and groups stand in tables of their own, each with its N, so that nobody adds the one to the other. What was
said is printed on the page of its own session, under that session's name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from facikit.analysis.counts import Heard
from facikit.analysis.crossing import Row, crossing
from facikit.library.programmes import folded, near
from facikit.report import blocks, saying
from facikit.report.page import Page, writing
from facikit.report.text import Text, inline, lines, one_line
from facikit.report.together import MEND, Seat, Together, lost, together_on
from facikit.report.views import CommonTheme, Response, Share, everyone
from facikit.report.wording import counted, row_end, words

NOT_THERE = "–"
MEMBERS = ("", "highlighted", "all", "none")
CHOOSE = "Choose one of them as a quote with ^k, in Themes of that session."


def themes(together: Together) -> tuple[CommonTheme, ...]:
    """Return the programme's themes as a template sees them."""
    found = together.across
    every = {seat.name: _members(seat) for seat in together.seats.values()}
    return tuple(
        CommonTheme(
            name=Text(one.name),
            text=Text(one.text),
            shares=tuple(
                Share(
                    session=share.session,
                    name=Text(together.seats[share.session].title),
                    called=tuple(Text(theme.name) for theme in share.themes),
                    number=len(share.members),
                    out_of=found.out_of[share.session],
                    groups_heard=share.groups,
                    groups_in_all=share.groups_in_all,
                    members=_in_order(every[share.session], {said.id for said in share.members}),
                )
                for share in one.shares
            ),
        )
        for one in found.themes
    )


def find_lost(here: Page) -> None:
    """Note what programme.yaml says of its themes and no session has."""
    for one in together_on(here).across.lost:
        said = f"{one.message}{f'; {one.hint}' if one.hint else ''}"
        here.find(
            f"Of the theme ‘{one_line(one.name)}’: {said}.".replace("?.", "?"), "references", about=one.key, cure=MEND
        )


def named(here: Page, some: Iterable[CommonTheme], name: str) -> CommonTheme | None:
    """Return the programme's theme of this name; None, and a finding, where there is none."""
    known = {folded(one.name): one for one in some}
    if folded(name) not in known:
        hint = near(name, [str(one.name) for one in known.values()])
        lost(here, name, f"is no theme of the programme; {hint}" if hint else "is no theme of the programme")
    return known.get(folded(name))


def table(here: Page, some: Collection[CommonTheme]) -> str:
    """Return how much was said of each theme in which session, and below it by how many groups."""
    if not some:
        return ""
    across = together_on(here).across
    together_on(here).used.update(across.out_of)
    first = next(iter(some)).shares
    titles = {one.session: inline(one.name) for one in first}
    whose = {f"{name}/{one}": name for name, ids in across.sorted.items() for one in ids}
    members = [
        [f"{share.session}/{said.id}" for share in one.shares for said in share.members] for one in across.themes
    ]
    made = crossing([(inline(one.name), ids) for one, ids in zip(some, members, strict=True)], whose, list(titles))
    heads = [*zip(titles.values(), made.of, strict=True), (words("all"), made.whole)]
    dashed = any(not share.called for one in some for share in one.shares)
    notes = [
        words("in_several_themes") if made.overlap else "",
        words("no_such_theme") if dashed else "",
        _not_sorted(together_on(here)),
    ]
    return (
        blocks.paragraph(words("responses_by_session"))
        + blocks.table(
            [words("column_theme"), *(words("column_of_n", name=name, n=number) for name, number in heads)],
            [
                *(_row(row, one.shares) for row, one in zip(made.rows, some, strict=True)),
                *([_row(made.loose, ())] if made.loose.whole else []),
            ],
        )
        + blocks.paragraph(" ".join(note for note in notes if note))
        + _groups(some, list(titles.values()))
    )


def _row(row: Row, shares: Collection[Share]) -> list[str]:
    there = [bool(one.called) for one in shares] or [True] * len(row.numbers)
    cells = [str(number) if is_there else NOT_THERE for number, is_there in zip(row.numbers, there, strict=True)]
    return [row.name or words("in_none_of_these"), *cells, str(row.whole)]


def _groups(some: Collection[CommonTheme], titles: list[str]) -> str:
    """Return how many groups spoke of each theme in each session; nothing where no session had groups."""
    if not any(share.groups_in_all > 1 for one in some for share in one.shares):
        return ""
    rows = [[inline(one.name), *map(_of_groups, one.shares)] for one in some]
    return blocks.paragraph(words("groups_by_session")) + blocks.table([words("column_theme"), *titles], rows)


def _of_groups(share: Share) -> str:
    if not share.called:
        return NOT_THERE
    if share.groups_in_all < 2:
        return words("whole_room")
    return words("of", number=share.groups_heard, all=share.groups_in_all)


def _not_sorted(together: Together) -> str:
    titles = [inline(together.seats[name].title) for name in together.across.unsorted]
    return words("not_sorted", sessions=blocks.in_a_row(titles, last=row_end())) if titles else ""


def section(here: Page, one: CommonTheme, members: str = "", *, but: Collection[str] = ()) -> str:
    """Return what a theme is about, how often it came up, and session by session what was said, less ``but``.

    ``members`` are the responses to print: those that staff highlighted, all, or none.
    """
    if members not in MEMBERS:
        raise ValueError(f"common_theme(): there is no members={members!r}, only 'highlighted', 'all' and 'none'")
    heard = [share for share in one.shares if share.called]
    if not heard:
        return blocks.paragraph(lines(one.text))
    whole = words("response", one.number)
    came_up = words("came_up", counted=whole, sessions=len(heard), all=len(one.shares))
    said = {share.session: [] if members == "none" else _chosen(share, members, but) for share in heard}
    if one.number and members != "none" and not any(said.values()):
        told = f"Of the theme ‘{one_line(one.name)}’ nothing that was said is printed: no response is highlighted."
        here.find(told, "theme-evidence", about=f"theme {one_line(one.name)}", cure=CHOOSE)
    return (
        blocks.paragraph(lines(one.text))
        + blocks.paragraph(came_up)
        + "".join(_of_session(here, share, said[share.session], one.name, members) for share in heard)
    )


def _chosen(share: Share, members: str, but: Collection[str]) -> list[Response]:
    return [one for one in share.members if (members == "all" or one.highlight) and one.id not in but]


def _of_session(here: Page, share: Share, chosen: list[Response], name: str, members: str) -> str:
    """Return which session it is and how much was said there, and what of it is printed."""
    together = together_on(here)
    seat = together.seats[share.session]
    heard = counted(Heard(share.number, share.groups_heard, share.groups_in_all), "response")
    lead = words("came_up_at", session=f"**{inline(share.name)}**", counted=heard)
    others = dict.fromkeys(f"‘{inline(one)}’" for one in share.called if folded(one) != folded(name))
    if others:
        lead += f" {words('called_there', names=blocks.in_a_row(list(others), last=row_end()))}"
    made = blocks.paragraph(lead)
    with together.visiting(seat, here.level) as there, writing(there):
        there.told(chosen)
        points: list[str] = []
        for one in there.not_told_whole(chosen):
            kind = there.kind_of(one)
            if members == "all" and kind not in ("quotes", "text") and one.kind != "quote":
                points.append(saying.point(one, kind))
                continue
            made += blocks.bullets(points) + there.quoted(one, kind)
            points = []
        return made + blocks.bullets(points)


def _members(seat: Seat) -> dict[str, Response]:
    """Return what is in any theme of a session, by id, in the report's order."""
    if seat.report is None:
        return {}
    fields = [field for block in seat.report.agenda for field in block.fields]
    found = {one.id: one for field in fields for one in field.responses}
    for one in (one for field in fields for theme in field.themes for one in everyone(theme)):
        found.setdefault(one.id, one)
    return found


def _in_order(every: dict[str, Response], ids: Collection[str]) -> tuple[Response, ...]:
    return tuple(one for name, one in every.items() if name in ids)
