"""Marks on scales in words and as a table: how they are spread, their median and N, round beside round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from facikit.analysis import scales
from facikit.analysis.counts import Heard
from facikit.analysis.tallies import FEWEST
from facikit.library.shapes import ReportItem
from facikit.report import blocks, charts
from facikit.report.tallied import named
from facikit.report.text import inline
from facikit.report.views import Field, Group, Marked, Round, Scale, Statement
from facikit.report.wording import counted, words


def sentence(field: Field, _item: ReportItem) -> str:
    """Return a sentence for each statement; where there are several rounds, one below the other."""
    if field.scale is None:
        return ""
    rounds = _rounds(field.scale)
    said = [_statement(field, one, rounds) for one in field.scale.statements]
    said = [words for words in said if words]
    if not said:
        return ""
    listed = blocks.bullets(said) if len(said) > 1 or len(rounds) > 1 else blocks.paragraph(said[0])
    return blocks.paragraph(_ends(field.scale)) + listed + _caution(field, rounds)


def by_group_sentence(field: Field, _item: ReportItem) -> str:
    """Return each statement with a point for each group, and the whole last where there are several."""
    scale = field.scale
    rounds = _rounds(scale) if scale else []
    if scale is None or not rounds:
        return ""
    apart = by_group(field)
    said = []
    for at, statement in enumerate(scale.statements):
        parts = [(inline(group.name) or "–", part) for group, part in apart]
        parts += [(words("all"), field)] if len(apart) > 1 else []
        lines = [(name, _standing(part, at, rounds)) for name, part in parts]
        inside = blocks.nested(f"{blocks.said_of(name, line)}" for name, line in lines if line)
        said.append(f"{named(statement.name)}\n{inside}" if inside else "")
    return blocks.paragraph(_ends(scale)) + blocks.bullets(said) + _caution(field, rounds)


def _standing(field: Field, statement: int, rounds: list[int]) -> str:
    """Return where the marks on one statement stand, round after round; nothing where there are none."""
    assert field.scale is not None
    one = field.scale.statements[statement]
    made = [(one.rounds[at], _words(field, one.rounds[at])) for at in rounds if one.rounds[at].number]
    if len(rounds) < 2:
        return "".join(f"{line}." for _, line in made)
    return " ".join(f"{blocks.said_of(named(each.name), line)}." for each, line in made)


def table(field: Field, _item: ReportItem) -> str:
    """Return a row for each statement and round, with how many marks stand at each point and in all."""
    return _table(field, with_groups=False)


def chart(field: Field, item: ReportItem) -> str:
    """Return it in words, as a picture where charts are drawn, and as a table."""
    said = sentence(field, item)
    return said + charts.draw(field, said) + _table(field, with_groups=False, caution=False)


def by_group_table(field: Field, _item: ReportItem) -> str:
    """Return a row for each statement, round and group, the whole last where there are several."""
    return _table(field, with_groups=True)


def by_group(field: Field) -> list[tuple[Group, Field]]:
    """Return the field once for each group that has marks, with its marks alone, in the order of the plan."""
    parts = [part for _, one in _every(field) for part in one.parts]
    order = {group.id: at for at, group in enumerate(field.groups)}
    groups = {part.group.id: part.group for part in parts}
    found = sorted(groups.values(), key=lambda group: (order.get(group.id, len(order)), group.id))
    return [(group, _only(field, group)) for group in found]


def own(field: Field) -> Field:
    """Return the field without the rounds of the block that it repeats."""
    if field.scale is None:
        return field
    kept = tuple(
        msgspec.structs.replace(one, rounds=tuple(each for each in one.rounds if not each.earlier))
        for one in field.scale.statements
    )
    return msgspec.structs.replace(field, scale=msgspec.structs.replace(field.scale, statements=kept))


def in_words(field: Field) -> str:
    """Return how many marks there are, as it stands in a sentence of somebody's prose."""
    mine = [one for _, one in _every(field) if not one.earlier]
    return counted(_heard(field, mine), "mark")


def _every(field: Field) -> list[tuple[Statement, Round]]:
    return [(one, each) for one in field.scale.statements for each in one.rounds] if field.scale else []


def _rounds(scale: Scale) -> list[int]:
    """Return the rounds that have any marks, by their number."""
    statements = scale.statements
    every = range(len(statements[0].rounds)) if statements else range(0)
    return [at for at in every if any(one.rounds[at].number for one in statements)]


def _statement(field: Field, one: Statement, rounds: list[int]) -> str:
    if not rounds:
        return ""
    if len(rounds) == 1:
        return blocks.said_of(named(one.name), f"{_words(field, one.rounds[rounds[0]])}.")
    parts = [blocks.said_of(named(one.rounds[at].name), f"{_words(field, one.rounds[at])}.") for at in rounds]
    return f"{named(one.name)}\n{blocks.nested([*parts, _change([one.rounds[at] for at in rounds])])}"


def _change(rounds: Sequence[Round]) -> str:
    """Return what is different between the first round with marks and the last, the number of marks first of all."""
    there = [one for one in rounds if sum(one.points)]
    if len(there) < 2:
        return ""
    first, last = there[0], there[-1]
    begun, ended = named(first.name), named(last.name)
    if first.length != last.length:
        return words("rounds_apart", first=begun, last=ended, before=first.length, after=last.length)
    before, after = (words((scales.where(one.points) or "no_marks").replace(" ", "_")) for one in (first, last))
    here = words("same_where", where=after) if before == after else words("other_where", before=before, after=after)
    low, high = _median(first), _median(last)
    median = words("same_median", median=high) if low == high else words("other_median", before=low, after=high)
    was, now = sum(first.points), sum(last.points)
    key = "same_marks" if was == now else "more_marks" if now > was else "fewer_marks"
    marks = words(key, was if was == now else abs(now - was), before=was, after=now)
    return words("round_change", first=begun, last=ended, where=here, median=median, marks=marks)


def _median(one: Round) -> str:
    found = scales.median(one.points)
    if found is None:
        return ""
    low, high = found
    return str(low) if low == high else words("between_points", low=low, high=high)


def spread(points: Sequence[int], marks: str) -> str:
    """Return ``lower end; 6 at 1, 9 at 2 (median 2 of 5, 15 marks)``; ``marks`` says how many there are."""
    found = scales.median(points)
    if found is None:
        return words("no_marks")
    (low, high), of = found, len(points)
    standing = [(number, point) for point, number in enumerate(points, 1) if number]
    between = words("median_between", low=low, high=high, points=of)
    return words(
        "spread",
        where=words(scales.where(points).replace(" ", "_")),
        spread=", ".join(words("at_point", number=number, point=point) for number, point in standing),
        median=words("median", point=low, points=of) if low == high else between,
        marks=marks,
    )


def _words(field: Field, one: Round) -> str:
    beyond = f"; {words('off_the_scale', number=one.beyond)}" if one.beyond else ""
    return spread(one.points, counted(_heard(field, [one], beyond=False), "mark")) + beyond


def _heard(field: Field, rounds: Iterable[Round], *, beyond: bool = True) -> Heard:
    parts = [part for one in rounds for part in one.parts if _marks(part, beyond)]
    every = {group.id for group in field.groups} | {part.group.id for _, one in _every(field) for part in one.parts}
    return Heard(sum(_marks(part, beyond) for part in parts), len({part.group.id for part in parts}), len(every))


def _marks(part: Marked, beyond: bool) -> int:
    return sum(part.points) + (part.beyond if beyond else 0)


def _ends(scale: Scale) -> str:
    """Return what the ends of the line mean."""
    low, high = inline(scale.low), inline(scale.high)
    if not (low or high):
        return ""
    first, last = f"1{f' ({low})' if low else ''}", f"{scale.points}{f' ({high})' if high else ''}"
    return words("scale_ends", low=first, high=last)


def _caution(field: Field, rounds: list[int]) -> str:
    """Return what is to be kept in mind where there are several rounds: not the same people, few, more or fewer."""
    if field.scale is None or len(rounds) < 2:
        return ""
    numbers = [[one.rounds[at].number for at in rounds if one.rounds[at].number] for one in field.scale.statements]
    said = [words("rounds_caution")]
    fewest = min((number for row in numbers for number in row), default=0)
    if fewest < FEWEST:
        said.append(words("rounds_caution_few", n=fewest))
    if any(len(set(row)) > 1 for row in numbers):
        said.append(words("rounds_caution_uneven"))
    return blocks.paragraph(" ".join(said))


def _table(field: Field, *, with_groups: bool, caution: bool = True) -> str:
    scale = field.scale
    rounds = _rounds(scale) if scale else []
    if scale is None or not rounds:
        return ""
    lengths = {one.length for _, one in _every(field)}
    beyond = any(one.beyond for _, one in _every(field))
    points = [str(point) for point in range(1, max(lengths) + 1)]
    if len(lengths) == 1:
        points[0] += f": {inline(scale.low)}" if inline(scale.low) else ""
        points[-1] += f": {inline(scale.high)}" if inline(scale.high) else ""
    headings = [
        words("column_statement"),
        *([words("column_round")] if len(rounds) > 1 else []),
        *([words("column_group")] if with_groups else []),
    ]
    rows = []
    for statement in scale.statements:
        for at in rounds:
            one = statement.rounds[at]
            first = [named(statement.name), *([named(one.name)] if len(rounds) > 1 else [])]
            if with_groups:
                for part in one.parts:
                    cells = _cells(part.points, part.beyond, len(points), beyond)
                    rows.append([*first, inline(part.group.name) or "–", *cells])
                if len(one.parts) < 2:
                    continue
                first.append(words("all"))
            rows.append([*first, *_cells(one.points, one.beyond, len(points), beyond)])
    printed = blocks.table(
        [*headings, *points, *([words("column_off_the_scale")] if beyond else []), words("column_marks")], rows
    )
    return printed + (_caution(field, rounds) if caution else "")


def _cells(points: tuple[int, ...], off: int, width: int, beyond: bool) -> list[str]:
    cells = [*map(str, points), *["–"] * (width - len(points))]
    return [*cells, *([str(off)] if beyond else []), str(sum(points) + off)]


def _only(field: Field, group: Group) -> Field:
    assert field.scale is not None
    statements = tuple(
        msgspec.structs.replace(
            one,
            rounds=tuple(
                msgspec.structs.replace(each, parts=tuple(part for part in each.parts if part.group.id == group.id))
                for each in one.rounds
            ),
        )
        for one in field.scale.statements
    )
    return msgspec.structs.replace(
        field, groups=(group,), scale=msgspec.structs.replace(field.scale, statements=statements)
    )
