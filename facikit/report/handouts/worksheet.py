"""Worksheets: what people write on themselves, one for each group or each person, with room for as much as is expected.

One entry of ``WORKSHEET`` for each kind in ``library/kinds.py``; a test fails where one is missing. What goes onto
cards, lines and walls has sheets of its own, and what is overheard is the note-taker's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from facikit.library.kinds import ChoiceField, CountField, FieldBase, ListField, TableField, TextField, TreeField
from facikit.library.shapes import Step
from facikit.report.handouts.amounts import entries, lines_to_fill, rows
from facikit.report.handouts.cards import asks, on_cards, overheard
from facikit.report.handouts.parts import (
    Beside,
    Blanks,
    Boxes,
    Grid,
    Heading,
    Middle,
    Part,
    Question,
    Ruled,
    Sheet,
    Ticks,
)
from facikit.report.handouts.work import Work, asked

PAGE_LINES = 16
"""How many lines to write on one page holds, with a question above them."""
WIDE_LINES = 11
PAGE_ROOM = 25
"""How many lines fit where several steps share a page, their questions counted as lines."""
USUAL_ROWS = 6

_NAME = re.compile(r"\bname\b", re.IGNORECASE)

Written = tuple[Step, tuple[Part, ...]]
Maker = Callable[[FieldBase, Step, Work], tuple[Part, ...]]


def worksheets(work: Work) -> list[Sheet]:
    """Return the block's worksheets: one for each group that works apart, else one to be copied."""
    return [sheet for one in work.each() for sheet in _for_group(one)]


def _for_group(work: Work) -> list[Sheet]:
    written = [(step, _parts(step, work)) for step in work.block.steps]
    pages = _paged(_side_by_side([(step, parts) for step, parts in written if parts]))
    return [_sheet(work, page, first=number == 0) for number, page in enumerate(pages)]


def _sheet(work: Work, page: Sequence[Written], *, first: bool) -> Sheet:
    parts: list[Part] = _blanks(work, page) if first and not work.group else []
    several = len(page) > 1
    for step, made in page:
        question = _question(step, work)
        if question:
            parts.append(Question(text=asked(question)))
        elif several:
            parts.append(Heading(text=step.title))
        parts += [_alone(made[0], titled=not question, several=several)] if _is_alone(made) else made
        fill = () if on_its_own(step) else lines_to_fill(step.on_paper)
        parts += [Blanks(words=fill)] if fill else []
    return Sheet(
        kind="worksheet",
        title=work.title,
        parts=tuple(parts),
        day=work.day,
        group=work.group,
        copies=_copies(work),
        shape="wide" if any(_is_wide(part) for part in parts) else "tall",
        fills=True,
    )


def _blanks(work: Work, page: Sequence[Written]) -> list[Part]:
    """Return the lines for who has written it: a name only where the paper asks for one."""
    if work.block.setting == "individuals":
        named = not work.block.anonymous and any(_NAME.search(step.on_paper) for step, _ in page)
        return [Blanks(words=("Name (may stay empty)",))] if named else []
    return [] if work.block.setting == "plenary" else [Blanks(words=("Group",))]


def _is_wide(part: Part) -> bool:
    if isinstance(part, Beside):
        return len(part.lists) > 2
    return isinstance(part, Middle) or (isinstance(part, Grid) and len(part.heads) > 3)


def on_its_own(step: Step) -> bool:
    """Tell whether what the paper says is said of cards."""
    return bool(re.search(r"\bcards?\b", step.on_paper, re.IGNORECASE))


def _copies(work: Work) -> str:
    if work.block.setting == "individuals":
        return f"one for each person: {work.people}" if work.people else "one for each person"
    if work.block.setting == "pairs":
        return "one for each pair"
    if work.block.setting == "plenary":
        return "one for the wall"
    return "one" if work.group else "one for each group"


def _question(step: Step, work: Work) -> str:
    """Return what the step asks, behind what the step before it asked that has nothing to write."""
    found = [step.ask.strip()]
    at = next(number for number, one in enumerate(work.block.steps) if one is step)
    for before in reversed(work.block.steps[:at]):
        if before.capture:
            break
        found.insert(0, before.ask.strip())
    return "\n".join(dict.fromkeys([ask for ask in found if ask][-2:]))


def _is_alone(made: Sequence[Part]) -> bool:
    return len(made) == 1 and isinstance(made[0], Ruled)


def _alone(part: Part, *, titled: bool, several: bool) -> Part:
    """Return lone lines with all of the page; without their title where the question says what they are for."""
    assert isinstance(part, Ruled)
    title = part.title if titled else ""
    return msgspec.structs.replace(part, title=title, lines=part.lines if several else PAGE_LINES)


def _paged(written: Sequence[Written]) -> list[list[Written]]:
    """Return the steps page by page: short ones share a page, a table or a map has its own."""
    pages: list[list[Written]] = []
    room = 0
    for step, parts in written:
        needs = sum(_height(part) for part in parts) + (0 if _is_alone(parts) else 2)
        if pages and needs <= room:
            pages[-1].append((step, parts))
            room -= needs
        else:
            pages.append([(step, parts)])
            room = PAGE_ROOM - needs
    return pages


def _side_by_side(written: list[Written]) -> list[Written]:
    """Return two steps that fill a list each, without a question of their own, as one with both lists beside."""
    if len(written) != 2 or not all(_is_alone(parts) and "?" not in step.ask[-2:] for step, parts in written):
        return written
    lists = tuple(part for _, parts in written for part in parts if isinstance(part, Ruled))
    both = tuple(msgspec.structs.replace(one, lines=PAGE_LINES - 2) for one in lists)
    return [(written[0][0], (Beside(lists=both),))]


def _height(part: Part) -> int:
    """Return about how many lines a part takes."""
    if isinstance(part, Ruled):
        return part.lines + 2
    if isinstance(part, Beside):
        return max(one.lines for one in part.lists) + 2
    if isinstance(part, Boxes):
        return 8 * ((len(part.headings) + 1) // 2)
    if isinstance(part, Grid):
        return 2 * len(part.rows) + 2
    return len(part.options) + 2 if isinstance(part, Ticks) else 24


def _parts(step: Step, work: Work) -> tuple[Part, ...]:
    """Return what of a step is written by people themselves."""
    fields = [field for field in step.capture if _theirs(field, step, work)]
    if work.block.setting == "individuals":
        # One person fills in one thing; what else is taken down is for whoever types it.
        fields = [field for at, field in enumerate(fields) if at == 0 or asks(field.title)]
    made: list[Part] = []
    lists = [field for field in fields if isinstance(field, ListField) and not field.categories]
    if len(lists) in (2, 3) and len(lists) == len(fields) and not any(asks(field.title) for field in lists):
        most = PAGE_LINES if len(lists) == 2 else WIDE_LINES
        made.append(Beside(lists=tuple(_ruled(field, most) for field in lists)))
    else:
        for field in fields:
            made += WORKSHEET[field.kind](field, step, work)
    return tuple(made)


def _theirs(field: FieldBase, step: Step, work: Work) -> bool:
    if field.kind not in ("list", "text", "quotes") or asks(field.title):
        return True
    first = next(one for one in work.fields if one.kind in ("list", "text", "quotes"))
    # Where the first thing taken down is what was said word for word, people talk and do not write.
    talk = first.kind == "quotes" or (field.kind == "list" and work.block.setting == "plenary")
    return not talk and not on_cards(field, step, work) and not overheard(field)


def _ruled(field: FieldBase, usual: int) -> Ruled:
    wanted = entries(field.expect)
    return Ruled(title=field.title, lines=min(2 * wanted, usual) if wanted else usual, hint=field.expect)


def _list(field: FieldBase, _step: Step, _work: Work) -> tuple[Part, ...]:
    assert isinstance(field, ListField)
    named = tuple(item.text for item in field.categories)
    if not named:
        return (_ruled(field, 8),)
    if any(asks(name) for name in named):
        return tuple(Ruled(title=name, lines=6) for name in named)
    if len(named) == 3:
        return (Beside(lists=tuple(Ruled(title=name, lines=WIDE_LINES) for name in named)),)
    return (Boxes(title=field.title, headings=named, hint=field.expect),)


def _text(field: FieldBase, _step: Step, _work: Work) -> tuple[Part, ...]:
    assert isinstance(field, TextField)
    return (Ruled(title=field.title, lines=6, hint=field.expect),)


def _quotes(field: FieldBase, _step: Step, _work: Work) -> tuple[Part, ...]:
    """What is said word for word is the note-taker's, unless the field is itself a question that people answer."""
    return (Ruled(title=field.title, lines=6),) if asks(field.title) else ()


def _table(field: FieldBase, step: Step, work: Work) -> tuple[Part, ...]:
    assert isinstance(field, TableField)
    heads = tuple(item.text for item in field.columns) or ("", "", "")
    several = sum(len(one.capture) for one in work.block.steps) > 2
    count = rows(step.on_paper) or entries(field.expect) or (4 if several and len(step.capture) > 1 else USUAL_ROWS)
    return (Grid(heads=heads, rows=(("",) * len(heads),) * count, tall=16, title=field.title, hint=field.expect),)


def _tree(field: FieldBase, _step: Step, _work: Work) -> tuple[Part, ...]:
    assert isinstance(field, TreeField)
    return (Middle(text=field.root, kinds=tuple(item.text for item in field.kinds), hint=field.expect),)


def _choice(field: FieldBase, _step: Step, work: Work) -> tuple[Part, ...]:
    assert isinstance(field, ChoiceField)
    hint = "As many as fit." if field.many else "One only."
    return (Ticks(title=field.title, options=work.items(field.options), hint=hint),)


def _count(field: FieldBase, _step: Step, work: Work) -> tuple[Part, ...]:
    """Strokes for each thing that is counted. A single number has its place on the note-taker's sheet."""
    assert isinstance(field, CountField)
    if not field.of:
        return ()
    counted = tuple((item, "", "") for item in work.items(field.of))
    return (Grid(heads=(field.title, "Strokes", "Number"), rows=counted, tall=12, hint=field.expect, shares=(3, 4, 1)),)


def _elsewhere(_field: FieldBase, _step: Step, _work: Work) -> tuple[Part, ...]:
    return ()


WORKSHEET: dict[str, Maker] = {
    "list": _list,
    "text": _text,
    "quotes": _quotes,
    "table": _table,
    "scale": _elsewhere,
    "dots": _elsewhere,
    "tree": _tree,
    "count": _count,
    "choice": _choice,
    "photo": _elsewhere,
    "pledge": _elsewhere,
    "people": _elsewhere,
}
"""Every kind by its name in YAML. Scales, dots, pledges and the register have sheets of their own; see ``sheets``."""
