"""Dots, choices and counts in words, in order, and as a table. Every number says of how many, or from how many groups.

A vote is what came first in this room, not a decision: so it prints in order, ties as ties, and what got nothing last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from facikit.analysis.counts import Heard
from facikit.analysis.tallies import first, percent, place
from facikit.library.shapes import ReportItem
from facikit.report import blocks, charts
from facikit.report.text import Text, inline
from facikit.report.views import Field, Group, Part, Tally
from facikit.report.wording import counted, row_end, words

UNIT = {"dots": "dot", "choice": "answer", "count": "count"}
THING = {"dots": "column_item", "choice": "column_option", "count": "column_item"}
THING_BY_GROUP = {
    "dots": "column_items_by_group",
    "choice": "column_options_by_group",
    "count": "column_counts_by_group",
}
NUMBER = {"dots": "column_dots", "choice": "column_answers", "count": "column_number"}


def ranked(field: Field, item: ReportItem) -> str:
    """Return a numbered list, most first, with counts and N. Where there are ties, ranks are written out."""
    every = tallies(field)
    standing = _standing(every, item.top)
    if not standing:
        return ""
    said = [_with_number(field, one) for _, one in standing]
    at = [rank for rank, _ in standing]
    if len(set(at)) == len(at):
        listed = blocks.numbered(said)
    else:
        # A Markdown list counts on by itself, so that two cannot share a number.
        listed = blocks.bullets(f"{_literal(place(rank, at))} {words}" for rank, words in zip(at, said, strict=True))
    return blocks.paragraph(_intro(field, every, len(standing))) + listed + _without_any(field, item)


def listed(field: Field, item: ReportItem) -> str:
    """Return the items alone, most first, those that nobody chose left out."""
    return blocks.bullets(named(one.name) for _, one in _standing(tallies(field), item.top) if not one.gone)


def sentence(field: Field, item: ReportItem) -> str:
    """Return everything in a sentence: dots with the most first, choices and counts in the order they were asked in."""
    words = _sentence(field, item.top)
    lead = inline(item.lead)
    return blocks.paragraph(f"{lead} {words}" if lead and words else words)


def table(field: Field, _item: ReportItem) -> str:
    """Return a row for each item, dots with the most first; percentages only of twenty and more."""
    every = _for_table(field)
    if not every:
        return ""
    colours = field.counted.colours if field.counted else ()
    of = {one.id: _of(field, one) for one in every}
    groups = _groups_in_all(field) > 1
    share = bool(every) and all(percent(one.number, of[one.id]) for one in every) and field.kind != "dots"
    headings = [words(THING[field.kind]), *(inline(colour) or "–" for colour in colours)]
    headings += [words(NUMBER[field.kind])]
    headings += [words("column_of")] if any(of.values()) else []
    headings += [words("column_share")] if share else []
    headings += [words("column_groups")] if groups else []
    rows = []
    for one in every:
        row = [named(one.name), *map(str, one.colours), str(one.number)]
        row += [str(of[one.id] or "–")] if any(of.values()) else []
        row += [_share(one.number, of[one.id])] if share else []
        row += [_groups_heard(field, [one])] if groups else []
        rows.append(row)
    if field.kind == "dots" or (field.kind == "choice" and not any(of.values())):
        sums = [str(sum(numbers)) for numbers in zip(*(one.colours for one in every), strict=True)]
        rows.append([words("all"), *sums, str(_total(every)), *([_groups_heard(field, every)] if groups else [])])
    return blocks.table(headings, rows)


def chart(field: Field, item: ReportItem) -> str:
    """Return it in words, as a picture where charts are drawn, and as a table."""
    said = ranked(field, item) if field.kind == "dots" else sentence(field, item)
    drawn = charts.draw(field, said, [(one, _number(field, one)) for one in _for_table(field)])
    return said + drawn + table(field, item)


def by_group_table(field: Field, _item: ReportItem) -> str:
    """Return a row for each item and a column for each group, the whole last where there are several."""
    every = _for_table(field)
    groups = list({part.group.id: part.group for one in every for part in one.parts}.values())
    order = {group.id: at for at, group in enumerate(field.groups)}
    groups.sort(key=lambda group: (order.get(group.id, len(order)), group.id))
    if not groups:
        return ""
    several = len(groups) > 1
    headings = [
        words(THING_BY_GROUP[field.kind]),
        *(inline(group.name) or "–" for group in groups),
        *([words("all")] if several else []),
    ]
    rows = []
    for one in every:
        here = {part.group.id: _cell(field, part) for part in one.parts}
        cells = [here.get(group.id, "–") for group in groups]
        rows.append([named(one.name), *cells, *([_cell(field, one)] if several else [])])
    if field.kind != "count":
        sums = [str(sum(part.number for one in every for part in one.parts if part.group == group)) for group in groups]
        rows.append([words("all"), *sums, *([str(_total(every))] if several else [])])
    return blocks.table(headings, rows)


def by_group_list(field: Field) -> str:
    """Return a point for each group with everything that it has counted, noughts among it."""
    said = []
    for group, part in by_group(field):
        every = tallies(part)
        row = "; ".join(blocks.said_of(named(one.name), _cell(part, one.parts[0])) for one in every)
        whole = (
            ""
            if field.kind == "count"
            else f" ({words('whole', counted=counted(_heard(part, every), UNIT[field.kind]))})"
        )
        said.append(blocks.labelled(inline(group.name) or "–", f"{row}{whole}"))
    return blocks.bullets(said)


def is_sparse(field: Field) -> bool:
    """Tell whether most groups have counted other items than most others: no table would be read."""
    every = tallies(field)
    groups = len(by_group(field))
    return groups > 2 and 2 * sum(len(one.parts) for one in every) < len(every) * groups


def by_group_sentence(field: Field, item: ReportItem) -> str:
    """Return a point for each group, with its numbers in a sentence, and the whole last where there are several."""
    said = [(inline(group.name), _sentence(part, item.top)) for group, part in by_group(field)]
    if len(said) > 1:
        said.append((words("all"), _sentence(field, item.top)))
    return blocks.bullets(blocks.labelled(name, words) for name, words in said if words)


def by_group(field: Field) -> list[tuple[Group, Field]]:
    """Return the field once for each group that has counted, with its numbers alone, in the order of the plan."""
    groups = {part.group.id: part.group for one in tallies(field) for part in one.parts}
    order = {group.id: at for at, group in enumerate(field.groups)}
    found = sorted(groups.values(), key=lambda group: (order.get(group.id, len(order)), group.id))
    return [(group, _only(field, group)) for group in found]


def in_words(field: Field) -> str:
    """Return how much was counted, as it stands in a sentence of somebody's prose."""
    every = tallies(field)
    if field.kind == "count":
        if len(every) == 1:
            return _out_of(every[0].number, every[0].out_of)
        return blocks.in_a_row(
            [blocks.said_of(named(one.name), _out_of(one.number, one.out_of)) for one in every], last=row_end()
        )
    return counted(_heard(field, every), UNIT[field.kind])


def tallies(field: Field) -> tuple[Tally, ...]:
    """Return what was counted of each item, those left out that nobody has counted."""
    return tuple(one for one in field.counted.tallies if one.parts) if field.counted else ()


def named(name: Text) -> str:
    """Return an item's words as Markdown; a dash where they show nothing."""
    return inline(name) or "–"


def _sentence(field: Field, top: int | None) -> str:
    every = tallies(field)
    if not every:
        return ""
    if field.kind == "dots":
        standing = [one for _, one in _standing(every, top)]
        row = blocks.in_a_row([f"{named(one.name)} ({_dots(field, one)})" for one in standing], last=row_end())
        return words("row_and_whole", row=row, counted=counted(_heard(field, every), "dot")) if row else ""
    row = blocks.in_a_row([blocks.said_of(named(one.name), _number(field, one)) for one in every], last=row_end())
    said = f"{row}."
    if field.kind == "choice" and field.counted and field.counted.many:
        said += f" {words('several_each', counted=counted(_heard(field, every), 'answer'))}"
    elif field.kind == "choice":
        said += f" {words('answers_in_all', counted=counted(_heard(field, every), 'answer'))}"
    elif _groups_in_all(field) > 1:
        said += f" {words('counted_in_groups', groups=_groups_heard(field, every))}"
    return said


def _with_number(field: Field, one: Tally) -> str:
    return blocks.said_of(named(one.name), _number(field, one))


def _number(field: Field, one: Tally) -> str:
    """Return an item's count with its N: dots from so many groups, answers and counts out of so many."""
    if field.kind == "dots":
        return counted(_heard(field, [one]), "dot", _colours(field, one.colours))
    return _out_of(one.number, _of(field, one))


def _dots(field: Field, one: Tally) -> str:
    return counted(Heard(one.number, 0, 0), "dot", _colours(field, one.colours))


def _of(field: Field, one: Tally) -> int | None:
    """Return of how many: as was said with the count, else all answers, where nobody could give several."""
    if one.out_of is not None or field.kind != "choice" or (field.counted and field.counted.many):
        return one.out_of
    return _total(tallies(field))


def _cell(field: Field, one: Tally | Part) -> str:
    detail = _colours(field, one.colours)
    return _out_of(one.number, one.out_of) + (f" ({detail})" if detail else "")


def _colours(field: Field, numbers: Sequence[int]) -> str:
    colours = field.counted.colours if field.counted else ()
    if not colours or not numbers:
        return ""
    said = [f"{inline(colour)} {number}" for colour, number in zip(colours, numbers, strict=True) if number]
    return ", ".join(said)


def _standing(every: Sequence[Tally], top: int | None) -> list[tuple[int, Tally]]:
    return [(rank, every[index]) for rank, index in first([one.number for one in every], top)]


def _intro(field: Field, every: Sequence[Tally], shown: int) -> str:
    unit = UNIT[field.kind]
    chosen = sum(1 for one in every if one.number)
    order = words(f"most_{unit}s_first" if shown == chosen else f"with_most_{unit}s", shown=shown, all=len(every))
    return words("order_and_whole", order=order, counted=counted(_heard(field, every), unit))


def _without_any(field: Field, item: ReportItem) -> str:
    none = [named(one.name) for one in tallies(field) if not one.number]
    if item.top is not None or not none:
        return ""
    return blocks.paragraph(words(f"no_{UNIT[field.kind]}s", items=blocks.in_a_row(none, last=row_end())))


def _for_table(field: Field) -> list[Tally]:
    every = tallies(field)
    if field.kind != "dots":
        return list(every)
    return [*(one for _, one in _standing(every, None)), *(one for one in every if not one.number)]


def _out_of(number: int, of: int | None) -> str:
    """Return ``17 of 40``, or the number alone where nobody said of how many."""
    return str(number) if of is None else words("of", number=number, all=of)


def _share(number: int, of: int | None) -> str:
    said = percent(number, of)
    bounds = {"under 1%": "under_one_percent", "over 99%": "over_99_percent"}
    return words(bounds[said]) if said in bounds else words("percent", number=said.removesuffix("%"))


def _total(every: Iterable[Tally]) -> int:
    return sum(one.number for one in every)


def _heard(field: Field, every: Sequence[Tally]) -> Heard:
    """Return how many there are, from how many of all groups. A nought is an answer to a count, but no vote."""
    groups = {part.group.id for one in every for part in one.parts if part.number or field.kind == "count"}
    return Heard(_total(every), len(groups), _groups_in_all(field))


def _groups_heard(field: Field, every: Sequence[Tally]) -> str:
    heard = _heard(field, every)
    return _out_of(heard.groups, heard.groups_in_all)


def _groups_in_all(field: Field) -> int:
    spoke = {part.group.id for one in tallies(field) for part in one.parts}
    return len(spoke | {group.id for group in field.groups})


def _only(field: Field, group: Group) -> Field:
    assert field.counted is not None
    kept = tuple(
        msgspec.structs.replace(one, parts=tuple(part for part in one.parts if part.group.id == group.id))
        for one in field.counted.tallies
    )
    return msgspec.structs.replace(field, groups=(group,), counted=msgspec.structs.replace(field.counted, tallies=kept))


def _literal(rank: str) -> str:
    """Return a written-out rank that begins no list."""
    return rank.replace(".", "\\.")
