"""What responses say, as Markdown: one as a point, a quote or a story, several as a sentence or rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from facikit.library.voices import is_code
from facikit.report import blocks
from facikit.report.layout import CODE
from facikit.report.text import inline, lines, linked, one_line, paragraphs
from facikit.report.views import Field, Response
from facikit.report.wording import row_end, words

NO_MARKS = ("observation", "exchange", "vignette")
"""The kinds of response that stand without quote marks: what was seen, and what has its speakers in it."""


def point(one: Response, kind: str) -> str:
    """Return a response as an item of a list: a text with its paragraphs, anything else with its lines."""
    if one.cells:
        said = linked(one.words)
    elif one.kind == "exchange":
        said = with_label(lines(one.text), one)
    elif one.kind == "vignette":
        said = with_label(paragraphs(one.text), one)
    elif kind == "text":
        said = paragraphs(one.text)
    elif one.kind == "quote" or kind == "quotes":
        said = with_label(in_marks(one, one.text), one)
    else:
        said = lines(one.text)
    return said if one.number is None else f"{said}: {one.number}" if said else str(one.number)


def whose(one: Response) -> str:
    """Return whom a response is attributed to; a code has a mark, so that the first one in a report is explained."""
    label = inline(one.label)
    return f"{label}{CODE}" if is_code(one.label) else label


def with_label(markdown: str, one: Response) -> str:
    """Return the words and whom they are attributed to: in brackets, unless the house has it otherwise."""
    label = whose(one)
    return f"{markdown} {words('label', label=label)}" if markdown and label else markdown


def quote(one: Response, kind: str) -> str:
    """Return a response as a block quote: an exchange as its script, a vignette as its story."""
    if one.kind in ("exchange", "vignette"):
        return script(one)
    words = one.words if one.cells else one.text
    several = kind == "text" and "\n\n" in paragraphs(words)
    return blocks.block_quote(paragraphs(words) if several else in_marks(one, words), whose(one))


def script(one: Response) -> str:
    """Return a response the way a play is printed, ``Role: words``; an exchange has the roles in its own lines."""
    if one.kind == "vignette":
        return vignette(one)
    if one.kind == "exchange":
        return blocks.block_quote(lines(one.text), whose(one))
    words, role = paragraphs(one.words), whose(one)
    return blocks.block_quote(f"{role}: {words}" if words and role else words)


def dashed(one: Response) -> str:
    """Return a response as a block quote with whom it is attributed to behind a dash, in the same line."""
    if one.kind in ("exchange", "vignette"):
        return script(one)
    said, label = in_marks(one, one.words if one.cells else one.text), whose(one)
    return blocks.block_quote(f"{said} – {label}" if said and label else said)


def in_marks(one: Response, words: str) -> str:
    """Return the words in quote marks; what a note-taker saw rather than heard has none."""
    return paragraphs(words) if one.kind == "observation" else blocks.quoted(words)


def vignette(one: Response) -> str:
    """Return a story in a box of its own, with its paragraphs, signed with a label."""
    said, label = paragraphs(one.words), whose(one)
    return blocks.block_quote(f"{said}\n\n{words('label', label=label)}" if said and label else said)


def with_lead(one: Response, kind: str, end: str) -> str:
    """Return a response with its first words in bold: a row's first cell, or what stands before a colon or a dash."""
    if one.cells:
        cells = [cell for cell in (one.text, *one.cells) if cell.strip()]
        label, rest = (inline(cells[0]), "; ".join(linked(cell) for cell in cells[1:])) if cells else ("", "")
    else:
        first, following = blocks.split_label(one.text)
        label, rest = inline(first), paragraphs(following) if kind == "text" else lines(following)
    if not label:
        return rest
    if end == "." and label[-1:] in ".!?…":
        end = ""
    return f"**{label}{end}** {rest}".rstrip() if rest else f"**{label}**"


def in_a_sentence(responses: Sequence[Response], kind: str, lead: str) -> str:
    quotes = kind == "quotes"
    said = [
        with_label(blocks.quoted_line(one.words) if one.kind not in NO_MARKS else linked(one.words), one)
        if quotes and one.kind != "observation"
        else linked(one.words)
        for one in responses
    ]
    row = blocks.in_a_row([one for one in said if one], last=row_end())
    if not row:
        return ""
    ended = row if one_line(responses[-1].words)[-1:] in (".", "!", "?", "…") else f"{row}."
    return blocks.paragraph(f"{lead} {ended}" if lead else ended)


def rows(field: Field) -> str:
    """Return the rows of a table field under its columns; what was typed beside the cells has a column of its own."""
    beside = any(one.text.strip() for one in field.responses)
    headings = [inline(column) or "–" for column in field.columns] + ([words("column_note")] if beside else [])
    body = []
    for one in field.responses:
        cells = [linked(cell) for cell in one.cells] + [""] * (len(field.columns) - len(one.cells))
        body.append([*cells, linked(one.text)] if beside else cells)
    return blocks.table(headings, body)
