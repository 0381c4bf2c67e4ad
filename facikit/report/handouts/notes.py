"""The note-taker's sheet: what the Note screen asks for, field for field, for a table without a laptop.

Same order, same labels, same columns, so that typing it in afterwards needs no thought. One entry of ``NOTES`` for
each kind in ``library/kinds.py``; a test fails where one is missing, or where the screen has other columns.
"""

from __future__ import annotations

from collections.abc import Callable

from facikit.library.kinds import (
    ChoiceField,
    CountField,
    DotsField,
    FieldBase,
    ListField,
    QuotesField,
    ScaleField,
    TableField,
    TreeField,
)
from facikit.report.handouts.amounts import entries
from facikit.report.handouts.parts import Blanks, Grid, Heading, Part, Sheet, Told
from facikit.report.handouts.work import Work

ALONE = ("plenary", "individuals")
USUAL, FEW, MANY = 8, 3, 12
LOW, ROW, HIGH = 9, 11, 34
"""Heights of a row: to count in, to write a line in, to write a paragraph in."""

VOICES: dict[str, str] = {
    "name": "Beside what somebody says stands their name.",
    "role-number": "Where several of one label speak, number them: the same number for the same person.",
    "organisation": "Beside what somebody says stands the organisation they are from, and no name.",
    "code": "Beside what somebody says stands the code on their badge, as in P3, and no name.",
    "none": "What is said is written down, and not who said it.",
}
"""How people are attributed, as a note-taker is told it."""

Maker = Callable[[FieldBase, Work], Grid]


def note_sheets(work: Work) -> list[Sheet]:
    """Return a sheet for each group's note-taker; none where all there is to write is the register."""
    if not any(field.kind != "people" for field in work.fields):
        return []
    return [_sheet(one) for one in work.each()]


def _sheet(work: Work) -> Sheet:
    return Sheet(
        kind="notes",
        title=work.title,
        parts=(*_top(work), *_steps(work)),
        day=work.day,
        group=work.group,
        copies="one" if work.group or work.block.setting in ALONE else "one for each group",
    )


def _top(work: Work) -> list[Part]:
    if work.block.anonymous:
        words = "No name is kept with what is written here: not that of a person, and not yours."
        return [Told(text=words), *_voices(work)]
    named = () if work.group or work.block.setting in ALONE else ("Group",)
    made: list[Part] = [Blanks(words=(*named, "Note-taker", "How many people"))]
    shown = work.labels if work.voices in ("", "role", "role-number") else ()
    if shown and any(isinstance(field, QuotesField) and not field.labels for field in work.fields):
        made.append(Told(text=f"Labels: {' · '.join(shown)}"))
    return [*made, *_voices(work)]


def _voices(work: Work) -> list[Part]:
    """Return what stands in the label's column, where the day says at which level people are attributed."""
    quoted = any(isinstance(field, QuotesField) for field in work.fields)
    return [Told(text=VOICES[work.voices])] if quoted and work.voices in VOICES else []


def _steps(work: Work) -> list[Part]:
    made: list[Part] = []
    capturing = [step for step in work.block.steps if step.capture]
    for step in capturing:
        if len(work.block.steps) > 1:
            made.append(Heading(text=step.title))
        made += [Told(text=step.ask)] if step.ask.strip() else []
        made += [NOTES[field.kind](field, work) for field in step.capture]
    return made


def _grid(
    field: FieldBase, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], tall: int, shares: tuple[int, ...] = ()
) -> Grid:
    title = "" if field.title in heads else field.title
    return Grid(heads=heads, rows=rows, tall=tall, title=title, hint=field.expect, shares=shares)


def _empty(field: FieldBase, columns: int, usual: int) -> tuple[tuple[str, ...], ...]:
    wanted = entries(field.expect) or (MANY if field.expect.lower().startswith("as many") else usual)
    return (("",) * columns,) * wanted


def _list(field: FieldBase, _work: Work) -> Grid:
    assert isinstance(field, ListField)
    if not field.categories:
        return _grid(field, (field.title,), _empty(field, 1, USUAL), ROW)
    rows = tuple(
        (item.text if number == 0 else "", "") for item in field.categories for number in range(FEW)
    )  # fmt: skip
    return _grid(field, ("Category", field.title), rows, ROW, (1, 3))


def _text(field: FieldBase, _work: Work) -> Grid:
    return _grid(field, (field.title,), _empty(field, 1, 2), HIGH)


def _quotes(field: FieldBase, work: Work) -> Grid:
    """The label has a column: on the screen it is chosen by key. Where nobody is attributed there is none."""
    assert isinstance(field, QuotesField)
    if work.voices == "none":
        return _grid(field, (field.title,), _empty(field, 1, 6), 16)
    shown = field.labels if work.voices in ("", "role", "role-number") else ()
    own = f" Labels: {' · '.join(item.text for item in shown)}." if shown else ""
    return Grid(
        heads=(field.title, "Label"), rows=_empty(field, 2, 6), tall=16, hint=f"{field.expect}{own}", shares=(5, 1)
    )


def _table(field: FieldBase, _work: Work) -> Grid:
    assert isinstance(field, TableField)
    heads = tuple(item.text for item in field.columns) or ("",)
    return _grid(field, heads, _empty(field, len(heads), USUAL), 14)


def _tree(field: FieldBase, _work: Work) -> Grid:
    assert isinstance(field, TreeField)
    kinds = f" Mark each as {' or '.join(item.text for item in field.kinds)}." if field.kinds else ""
    hint = f"{field.expect} Indent what hangs on the line above.{kinds}".strip()
    return Grid(heads=(field.root or field.title,), rows=(("",),) * MANY, tall=ROW, hint=hint)


def _counted(field: FieldBase, work: Work) -> Grid:
    """Dots, choices and numbers: what there is to count, and how many."""
    assert isinstance(field, DotsField | ChoiceField | CountField)
    colours = tuple(item.text for item in field.colours) if isinstance(field, DotsField) else ()
    colours = colours if len(colours) > 1 else ()
    what = "Dots" if isinstance(field, DotsField) else "Chosen by" if isinstance(field, ChoiceField) else "Number"
    if isinstance(field, CountField):
        items = work.items(field.of) if field.of else ("",)
    else:
        items = work.items(field.items if isinstance(field, DotsField) else field.options)
    of = "of" if isinstance(field, CountField) and " of " in field.expect.casefold() else ""
    rows = tuple((item, *("" for _ in colours), of) for item in items)
    title = "Item" if field.title == what else field.title
    return _grid(field, (title, *colours, what), rows, LOW, (4, *(1 for _ in colours), 1))


def _scale(field: FieldBase, work: Work) -> Grid:
    assert isinstance(field, ScaleField)
    points = tuple(str(point) for point in range(1, field.points + 1))
    rounds = [item.text for item in field.rounds]
    heads = (field.title, *(("Round",) if rounds else ()), *points, "N")
    rows = tuple(
        (statement if number == 0 else "", *((name,) if rounds else ()), *("" for _ in points), "")
        for statement in work.items(field.statements)
        for number, name in enumerate(rounds or [""])
    )
    ends = " · ".join(
        part
        for part in (f"1 = {field.low}" * bool(field.low), f"{field.points} = {field.high}" * bool(field.high))
        if part
    )
    shares = (6, *((2,) if rounds else ()), *(1 for _ in points), 1)
    return Grid(
        heads=heads, rows=rows, tall=LOW, hint=" ".join(part for part in (field.expect, ends) if part), shares=shares
    )


def _photo(field: FieldBase, _work: Work) -> Grid:
    return _grid(field, ("Picture file", "Caption", "Description"), _empty(field, 3, 2), 12, (1, 2, 3))


def _pledge(field: FieldBase, _work: Work) -> Grid:
    return _grid(field, (field.title,), _empty(field, 1, USUAL), ROW)


def _people(field: FieldBase, _work: Work) -> Grid:
    return _grid(field, ("Name", "Role", "Team"), _empty(field, 3, USUAL), ROW)


NOTES: dict[str, Maker] = {
    "list": _list,
    "text": _text,
    "quotes": _quotes,
    "table": _table,
    "scale": _scale,
    "dots": _counted,
    "tree": _tree,
    "count": _counted,
    "choice": _counted,
    "photo": _photo,
    "pledge": _pledge,
    "people": _people,
}
"""Every kind by its name in YAML."""
