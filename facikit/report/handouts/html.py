"""Sheets as one HTML page to print: A4, black on white, no script, nothing from a network, every text escaped.

One function per kind of part; a test fails where a part has none here or in ``markdown``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

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
from facikit.report.handouts.style import STYLE
from facikit.report.text import clean, one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONG, VERY_LONG = 90, 400
"""From how many letters on large words are set smaller, and smaller still."""
MOST_RULES = 18
MOST_TOGETHER = 150
"""How tall a table may be, in millimetres, that is not to be divided between two pages."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{sheets}
</body>
</html>
"""


def html(title: str, sheets: Sequence[Sheet]) -> str:
    """Return the sheets as one page that a browser prints."""
    return _PAGE.format(title=_words(title), style=STYLE, sheets="\n".join(_sheet(sheet) for sheet in sheets))


def _sheet(sheet: Sheet) -> str:
    shape = " ".join(["", sheet.kind, *([sheet.shape] if sheet.shape not in ("tall", sheet.kind) else [])])
    fills = " fills" if sheet.fills else ""
    copies = f'<p class="copies">{_words(copies_told(sheet))}</p>' if sheet.copies else ""
    body = "\n".join(WRITTEN[type(part)](part) for part in sheet.parts)
    if sheet.shape in ("cards", "postcards"):
        return f'<section class="sheet{shape}">{copies}\n{body}\n</section>'
    top = ""
    if sheet.day or sheet.group:
        day = "" if sheet.kind == "runsheet" and sheet.day == sheet.title else _words(sheet.day)
        top = f'<p class="top"><span>{day}</span><b>{_words(sheet.group)}</b></p>\n'
    return f'<section class="sheet{shape}{fills}">{copies}\n{top}{_title(sheet.title)}\n{body}\n</section>'


def _title(text: str) -> str:
    size = _size(text)
    return f'<h1 class="{size.strip()}">{_words(text)}</h1>' if size else f"<h1>{_words(text)}</h1>"


def _words(text: str) -> str:
    """Return text on one line."""
    return escape(one_line(text))


def _lines(text: str) -> str:
    """Return text with its own lines."""
    return escape("\n".join(line for line in clean(text).strip().split("\n")))


def _size(text: str) -> str:
    return " very-long" if len(text) > VERY_LONG else " long" if len(text) > LONG else ""


def _hint(text: str) -> str:
    return f'<p class="hint">{_words(text)}</p>' if text.strip() else ""


def _rules(count: int) -> str:
    return '<div class="rule"></div>' * count


def _blanks(part: Part) -> str:
    assert isinstance(part, Blanks)
    return f'<p class="blanks">{"".join(_blank(word) for word in part.words)}</p>'


def _blank(word: str) -> str:
    return f'<span class="blank">{_words(word)}<i></i></span>'


def _question(part: Part) -> str:
    assert isinstance(part, Question)
    if not part.text.strip():
        return f'<div class="question">{_rules(2)}</div>'
    return f'<p class="question{_size(part.text)}">{_lines(part.text)}</p>'


def _told(part: Part) -> str:
    assert isinstance(part, Told)
    return f'<p class="told">{_lines(part.text)}</p>'


def _heading(part: Part) -> str:
    assert isinstance(part, Heading)
    level = min(max(part.level, 2), 3)
    beside = f" <small>{_words(part.beside)}</small>" if part.beside else ""
    return f"<h{level}>{_words(part.text)}{beside}</h{level}>"


def _ruled(part: Part) -> str:
    assert isinstance(part, Ruled)
    title = f"<h3>{_words(part.title)}</h3>" if part.title.strip() else ""
    long = " long" if part.lines > MOST_RULES else ""
    return f'<div class="ruled{long}">{title}{_hint(part.hint)}{_rules(part.lines)}</div>'


def _beside(part: Part) -> str:
    assert isinstance(part, Beside)
    return f'<div class="beside">{"".join(_ruled(one) for one in part.lists)}</div>'


def _boxes(part: Part) -> str:
    assert isinstance(part, Boxes)
    boxes = "".join(f'<div class="box"><h3>{_words(heading)}</h3></div>' for heading in part.headings)
    return f'{_hint(part.hint)}<div class="boxes">{boxes}</div>'


def _grid(part: Part) -> str:
    assert isinstance(part, Grid)
    shares = part.shares or (1,) * len(part.heads)
    columns = "".join(f'<col style="width:{100 * share / sum(shares):.2f}%">' for share in shares)
    heads = "".join(f'<th scope="col">{_words(head)}</th>' for head in part.heads)
    flows = " flows" if part.tall * len(part.rows) > MOST_TOGETHER else ""
    tick = ' class="tick"' if any(row and row[-1] == "☐" for row in part.rows) else ""
    rows = "".join(f'<tr style="height:{part.tall}mm">{"".join(_cell(cell) for cell in row)}</tr>' for row in part.rows)
    title = f"<h3>{_words(part.title)}</h3>" if part.title.strip() else ""
    return (
        f'<div class="table{flows}">{title}{_hint(part.hint)}<table{tick}><colgroup>{columns}</colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(text: str) -> str:
    return f"<td>{_words(text)}</td>" if len(text) > LONG else f'<td class="mid">{_words(text)}</td>'


def _middle(part: Part) -> str:
    assert isinstance(part, Middle)
    kinds = f'<p class="told">Mark each point: {" or ".join(_words(kind) for kind in part.kinds)}.</p>'
    root = f'<p class="{_size(part.text).strip()}">{_words(part.text)}</p>'
    return f'{kinds if part.kinds else ""}{_hint(part.hint)}<div class="middle">{root}</div>'


def _ticks(part: Part) -> str:
    assert isinstance(part, Ticks)
    options = "".join(
        f"<li><i></i>{_words(option)}</li>" if option else f"<li><i></i>{_blank('')}</li>" for option in part.options
    )
    title = f"<h3>{_words(part.title)}</h3>" if part.title.strip() else ""
    return f'<div class="table">{title}{_hint(part.hint)}<ul class="ticks">{options}</ul></div>'


def _line(part: Part) -> str:
    assert isinstance(part, Line)
    words = f'<p class="words{_size(part.statement)}">{_words(part.statement)}</p>'
    points = "".join(f'<span class="point">{number}</span>' for number in range(1, part.points + 1))
    rounds = "".join(_blank(f"{name}: dots of this colour") for name in part.rounds)
    return (
        f'<div class="line">{words if part.statement else """<div class="write"></div>"""}<div class="room"></div>'
        f'<div class="points">{points}</div><p class="ends{_size(part.low + part.high)}">'
        f"<span>{_words(part.low)}</span><span>{_words(part.high)}</span></p>"
        f'{f"""<p class="blanks rounds">{rounds}</p>""" if rounds else ""}</div>'
    )


def _cards(part: Part) -> str:
    assert isinstance(part, Cards)
    return f'<div class="page of-{part.to_page}">{"".join(_card(card) for card in part.cards)}</div>'


def _card(card: Card) -> str:
    over = f'<p class="over">{_lines(card.heading)}</p>' if card.heading.strip() else ""
    if card.words:
        inside = f'<p class="words{_size(card.words)}">{_words(card.words)}</p>'
    elif card.lines:
        inside = "".join(f'<p class="fill"><span>{_words(line)}</span><i></i></p>' for line in card.lines)
    else:
        inside = '<div class="room"></div>'
    foot = f'<p class="foot">{_words(card.foot)}</p>' if card.foot.strip() else ""
    return f'<div class="card">{over}{inside}{foot}</div>'


def _postcards(part: Part) -> str:
    assert isinstance(part, Postcards)
    if part.front:
        right = f'<div class="stamp">stamp</div>{_rules(4)}'
        one = f'<div class="card front"><div class="left"></div><div class="right">{right}</div></div>'
    else:
        foot = f'<p class="foot{_size(part.foot)}">{_words(part.foot)}</p>' if part.foot else ""
        over = f'<p class="over{_size(part.prompt)}">{_lines(part.prompt)}</p>' if part.prompt.strip() else ""
        lines = 5 if len(part.prompt + part.foot) <= 2 * LONG else 3
        one = f'<div class="card back">{over}{_rules(lines)}{foot}</div>'
    return f'<div class="page post">{one * 4}</div>'


def _said(part: Part) -> str:
    assert isinstance(part, Said)
    inside = _lines(part.text) if part.as_written else _markdown(part.text)
    if not part.word:
        return f'<div class="said alone"><div>{inside}</div></div>'
    ask = " ask" if part.as_written else ""
    return f'<div class="said{ask}"><b>{_words(part.word)}</b><div>{inside}</div></div>'


def _markdown(text: str) -> str:
    """Return what a facilitator says: paragraphs, lists and emphasis. Anything else in it is text."""
    return str(_reader().render(clean(text)))


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["list", "emphasis", "escape"])


def _points(part: Part) -> str:
    assert isinstance(part, Points)
    points = "".join(f"<li>{_words(point)}</li>" for point in part.points)
    if part.title.isupper():
        return f'<div class="plain behind"><b>{_words(part.title)}</b><ul>{points}</ul></div>'
    title = f"<h3>{_words(part.title)}</h3>" if part.title else ""
    return f'<div class="plain">{title}<ul>{points}</ul></div>'


def _times(part: Part) -> str:
    assert isinstance(part, Times)
    rows = "".join(f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
    return (
        f'<table class="times"><colgroup><col style="width:18mm"><col style="width:18mm"><col></colgroup>{rows}</table>'
    )


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
