"""Sheets as plain Markdown, for those who paste them into a form of their own: tables, lists, and lines to fill in.

Empty lines and rows are not counted out here: whoever pastes them makes as many as are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facikit.report.handouts.parts import (
    Beside,
    Blanks,
    Boxes,
    Card,
    Cards,
    Grid,
    Heading,
    Line,
    Middle,
    Part,
    Points,
    Postcards,
    Question,
    Ruled,
    Said,
    Sheet,
    Ticks,
    Times,
    Told,
    copies_told,
)
from facikit.report.prose import Place, placed
from facikit.report.text import inline, lines

RULE = "&#95;" * 24
"""A line to write on: underscores that no reader takes for a rule or for emphasis."""


def markdown(sheets: Sequence[Sheet]) -> str:
    """Return the sheets one after the other, each with a heading that says what it is."""
    return "\n\n".join(_sheet(sheet) for sheet in sheets) + "\n"


def _sheet(sheet: Sheet) -> str:
    facts = " · ".join(inline(fact) for fact in (sheet.day, sheet.group) if fact.strip())
    body = [text for part in sheet.parts if (text := WRITTEN[type(part)](part)).strip()]
    return "\n\n".join(
        part for part in (f"# {inline(sheet.title)}", facts, f"*{inline(copies_told(sheet))}*", *body) if part
    )


def _after(title: str, hint: str, *rest: str) -> str:
    over = [f"### {inline(title)}"] if title.strip() else []
    told = [inline(hint)] if hint.strip() else []
    return "\n\n".join([*over, *told, *(one for one in rest if one)])


def _list(points: Sequence[str]) -> str:
    return "\n".join(f"- {inline(point) or RULE}" for point in points)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    made = [list(heads), ["---"] * len(heads), *([inline(cell) for cell in row] for row in rows)]
    made[0] = [inline(head) for head in heads]
    return "\n".join(f"| {' | '.join(cell or ' ' for cell in row)} |" for row in made)


def _blanks(part: Part) -> str:
    assert isinstance(part, Blanks)
    return "\n\n".join(f"{inline(word)}: {RULE}" for word in part.words)


def _question(part: Part) -> str:
    assert isinstance(part, Question)
    return f"**{lines(part.text)}**" if part.text.strip() else RULE


def _told(part: Part) -> str:
    assert isinstance(part, Told)
    return lines(part.text)


def _heading(part: Part) -> str:
    assert isinstance(part, Heading)
    beside = f" ({inline(part.beside)})" if part.beside else ""
    return f"{'#' * min(max(part.level, 2), 4)} {inline(part.text)}{beside}"


def _ruled(part: Part) -> str:
    assert isinstance(part, Ruled)
    return _after(part.title, part.hint, "\n\n".join([RULE] * min(part.lines, 4)))


def _beside(part: Part) -> str:
    assert isinstance(part, Beside)
    return "\n\n".join(_ruled(one) for one in part.lists)


def _boxes(part: Part) -> str:
    assert isinstance(part, Boxes)
    empty = tuple("" for _ in part.headings)
    return _after(part.title, part.hint, _table(part.headings, [empty]))


def _grid(part: Part) -> str:
    assert isinstance(part, Grid)
    known = [row for row in part.rows if any(row)]
    return _after(part.title, part.hint, _table(part.heads, known or part.rows[:3]))


def _middle(part: Part) -> str:
    assert isinstance(part, Middle)
    kinds = f"Mark each point: {' or '.join(part.kinds)}." if part.kinds else ""
    return _after("", part.hint, inline(kinds), f"In the middle: {inline(part.text) or RULE}")


def _ticks(part: Part) -> str:
    assert isinstance(part, Ticks)
    return _after(part.title, part.hint, "\n".join(f"- ☐ {inline(one) or RULE}" for one in part.options))


def _line(part: Part) -> str:
    assert isinstance(part, Line)
    ends = [part.low, *("" for _ in range(part.points - 2)), part.high]
    numbers = [str(number) for number in range(1, part.points + 1)]
    rounds = _list([f"{one}: dots of this colour" for one in part.rounds])
    return _after("", "", f"**{inline(part.statement) or RULE}**", _table(numbers, [ends]), rounds)


def _cards(part: Part) -> str:
    assert isinstance(part, Cards)
    return "\n".join(f"- {_card(card)}" for card in part.cards)


def _card(card: Card) -> str:
    words = [inline(card.words or card.heading), *(f"{inline(line)}: {RULE}" for line in card.lines)]
    return " / ".join(word for word in words if word) or RULE


def _postcards(part: Part) -> str:
    assert isinstance(part, Postcards)
    if part.front:
        return f"- Front: room for a stamp, and {RULE}"
    told = " / ".join(inline(one) for one in (part.prompt, part.foot) if one.strip())
    return f"- Back: {told or RULE}"


def _said(part: Part) -> str:
    assert isinstance(part, Said)
    words = lines(part.text) if part.as_written else placed(part.text, Place(5, "", lambda _kind, _name: None))
    return f"**{inline(part.word)}**\n\n{words}" if part.word else words


def _points(part: Part) -> str:
    assert isinstance(part, Points)
    title = f"**{inline(part.title)}**\n\n" if part.title else ""
    return f"{title}{_list(part.points)}"


def _times(part: Part) -> str:
    assert isinstance(part, Times)
    return _table(("Time", "Minutes", ""), part.rows)


WRITTEN: dict[type[Part], Callable[[Part], str]] = {
    Blanks: _blanks,
    Question: _question,
    Told: _told,
    Heading: _heading,
    Ruled: _ruled,
    Beside: _beside,
    Boxes: _boxes,
    Grid: _grid,
    Middle: _middle,
    Ticks: _ticks,
    Line: _line,
    Cards: _cards,
    Postcards: _postcards,
    Said: _said,
    Points: _points,
    Times: _times,
}
"""Every kind of part."""
