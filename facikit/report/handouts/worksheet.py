"""Worksheets: what people write on themselves, one for each group or each person, with room for as much as is expected.

One entry of ``WORKSHEET`` for each kind in ``library/kinds.py``; a test fails where one is missing. What goes onto
cards, lines and walls has sheets of its own, and what is overheard is the note-taker's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

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
from facikit.report.handouts.work import Work

PAGE_LINES = 16
"""How many lines to write on one page holds, with a question above them."""
PAGE_ROOM = 25
"""How many lines fit where several steps share a page, their questions counted as lines."""
USUAL_ROWS = 6

Maker = Callable[[FieldBase, Step, Work], tuple[Part, ...]]


def worksheets(work: Work) -> list[Sheet]:
    """Return the block's worksheets: one for each group that works apart, else one to be copied."""
    written = [(step, _parts(step, work)) for step in work.block.steps]
    pages = _paged([(step, parts) for step, parts in written if parts])
    return [
        sheet for group in work.apart for number in range(len(pages)) for sheet in [_sheet(work, pages, number, group)]
    ]


def _sheet(work: Work, pages: Sequence[Sequence[tuple[Step, tuple[Part, ...]]]], number: int, group: str) -> Sheet:
    block, page = work.block, pages[number]
    parts: list[Part] = []
    if block.setting == "individuals":
        parts += [] if block.anonymous else [Blanks(words=("Name (may stay empty)",))]
    elif not group and number == 0 and block.setting != "plenary":
        parts.append(Blanks(words=("Group",)))
    several = len(page) > 1
    for step, made in page:
        question = _question(step, made, work) or ("" if several else work.question)
        parts.append(Question(text=question) if question or not several else Heading(text=step.title))
        parts += _untitled(made[0], several=several) if _is_alone(made) else made
        fill = [] if on_its_own(step) else lines_to_fill(step.on_paper)
        parts += [Blanks(words=tuple(fill))] if fill else []
    wide = any(isinstance(part, Middle) or (isinstance(part, Grid) and len(part.heads) > 3) for part in parts) or any(
        isinstance(part, Beside) and len(part.lists) > 2 for part in parts
    )
    return Sheet(
        kind="worksheet",
        title=work.title,
        parts=tuple(parts),
        day=work.day,
        group=group,
        copies=_copies(work, group),
        shape="wide" if wide else "tall",
        fills=True,
    )


def on_its_own(step: Step) -> bool:
    """Tell whether what the paper says is said of cards."""
    return bool(re.search(r"\bcards?\b", step.on_paper, re.IGNORECASE))


def _copies(work: Work, group: str) -> str:
    if work.block.setting == "individuals":
        return f"one for each person: {work.people}" if work.people else "one for each person"
    if work.block.setting == "pairs":
        return "one for each pair"
    if work.block.setting == "plenary":
        return "one for the wall"
    return "one" if group else "one for each group"


def _question(step: Step, made: Sequence[Part], work: Work) -> str:
    """Return what the step asks; over boxes and tables, also what the steps before it asked to fill them with."""
    asked = [step.ask.strip()]
    if isinstance(made[0], Boxes | Grid):
        at = next(number for number, one in enumerate(work.block.steps) if one is step)
        for before in reversed(work.block.steps[:at]):
            if before.capture:
                break
            asked.insert(0, before.ask.strip())
    return "\n".join(dict.fromkeys(ask for ask in asked[-2:] if ask))


def _is_alone(made: Sequence[Part]) -> bool:
    return len(made) == 1 and isinstance(made[0], Ruled)


def _untitled(part: Part, *, several: bool) -> list[Part]:
    """Return lone lines without their title: the question says what they are for."""
    assert isinstance(part, Ruled)
    return [Ruled(title="", lines=part.lines if several else PAGE_LINES, hint=part.hint)]


def _paged(written: Sequence[tuple[Step, tuple[Part, ...]]]) -> list[list[tuple[Step, tuple[Part, ...]]]]:
    """Return the steps page by page: short ones share a page, a table or a map has its own."""
    pages: list[list[tuple[Step, tuple[Part, ...]]]] = []
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
    made: list[Part] = []
    lists = [field for field in fields if isinstance(field, ListField) and not field.categories]
    if len(lists) in (2, 3) and len(lists) == len(fields) and not any(asks(field.title) for field in lists):
        made.append(Beside(lists=tuple(_ruled(field, PAGE_LINES) for field in lists)))
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
    return Ruled(title=field.title, lines=min(2 * wanted, PAGE_LINES) if wanted else usual, hint=field.expect)


def _list(field: FieldBase, _step: Step, _work: Work) -> tuple[Part, ...]:
    assert isinstance(field, ListField)
    named = tuple(item.text for item in field.categories)
    if not named:
        return (_ruled(field, 8),)
    if any(asks(name) for name in named):
        return tuple(Ruled(title=name, lines=6) for name in named)
    if len(named) == 3:
        return (Beside(lists=tuple(Ruled(title=name, lines=PAGE_LINES) for name in named)),)
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
