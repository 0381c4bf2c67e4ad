"""What a template makes of words: an invented day printed twice, once in plain words and once in the nastiest.

Nobody's words may make a heading, a list or a link of themselves. So both reports must have the same headings and the
same blocks, and every word must stand in both. A template can only fail here by printing words where Markdown is none,
as in a fence or in HTML, or by leaving them out.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.finding import sessions
from facikit.library.kinds import (
    DotsField,
    Field,
    ListField,
    PeopleField,
    QuotesField,
    ScaleField,
    TableField,
    TreeField,
)
from facikit.library.kits import packaged_kit
from facikit.library.problems import Problem, in_order
from facikit.library.shapes import About, GroupSet, Plan, PlannedBlock, Slot, Step
from facikit.library.values import Item
from facikit.report.environment import ENDING, FOLDER
from facikit.report.house import house_of, unread
from facikit.report.render import compose
from facikit.report.template_check import check
from facikit.report.templates import chain, of_programmes, one_used, used
from facikit.report.text import one_line
from facikit.report.trial import Passing
from facikit.session import agenda, asides, prose, responses, themes
from facikit.session.create import create
from facikit.session.plain import add_lines
from facikit.session.responses import Draft
from facikit.session.session import Session
from facikit.session.tallies import release

# fmt: off
NASTY = ("# a heading", "*stars* and _lines_", "| a | b |", "1. a number", "> a reply", "<b>bold</b>", "[x](y)",
         "![i](j)", "```", "---", "&lt;script&gt;", "[[see:points]]", "{{ 7 * 7 }}", "a back\\slash\\", "~~gone~~",
         "+ a plus", "[^1]", "===", "<!-- hidden", "`code`")
# fmt: on
"""What people type, each on one line and without what a report takes apart: a comma, a colon, a dash."""
LOCATED = re.compile(r"(?P<name>\S+\.md\.j2):(?P<line>\d+): (?P<said>.*)", re.DOTALL)


class Seen(msgspec.Struct, frozen=True):
    """What a parser makes of a report: its headings' levels, how many blocks of each kind, and its words."""

    levels: tuple[str, ...]
    kinds: dict[str, int]
    words: str


def problems_of(name: str, kits: Sequence[Path]) -> list[Problem]:
    """Return everything that is wrong in a kind of report; without a name, in all that the kits have of their own."""
    own = [kit.resolve() for kit in kits if kit.resolve() != packaged_kit().resolve()]
    wanted = [one_used(name, kits)] if name else [one for one in used(kits) if one.of_house]
    files = dict.fromkeys([one.path for one in wanted])
    strays: list[Problem] = []
    for kit in [] if name else own:
        strays += unread(kit, [one.genre for one in used(kits)])
        files |= dict.fromkeys(sorted((kit / FOLDER).rglob(f"*{ENDING}")))
    found = {path: check(path, kits) for path in files}
    house = house_of(kits, name).problems + tuple(
        problem for one in (used(kits) if not name else []) for problem in house_of(kits, one.genre).problems
    )
    for one in wanted:
        # What cannot be read cannot be tried, and what is known to be wrong need not fail again.
        found[one.path] = found[one.path] or trial(one.genre, one.path, kits)
    return in_order([*house, *strays, *(problem for problems in found.values() for problem in problems)])


def trial(genre: str, path: Path, kits: Sequence[Path]) -> list[Problem]:
    """Return what goes wrong when the template at ``path``, which is used for ``genre``, prints something."""
    try:
        _print_sample(genre, path, kits)
        if of_programmes(chain(path, kits)):
            # What reports several sessions cannot be tried on one day.
            return []
        (plain, calm), (nasty, wild) = (_tried(genre, kits, words) for words in ((), NASTY))
    except UserError as error:
        return [_located(path, error)]
    return [Problem(str(path), 0, "trial", *told) for told in _compared(plain, calm, nasty, wild)]


def _located(path: Path, error: UserError) -> Problem:
    """Return what stopped a report, at its line where it is this template's."""
    found = LOCATED.fullmatch(error.message)
    if found and found["name"] == path.name:
        return Problem(str(path), int(found["line"]), "", found["said"], error.hint)
    return Problem(str(path), 0, "", error.message, error.hint)


def _compared(plain: Seen, calm: _Words, nasty: Seen, wild: _Words) -> Iterator[tuple[str, str]]:
    lost = [one for one in calm.said if one not in plain.words]
    if lost:
        yield (
            f"{len(lost)} of {len(calm.said)} things that were said are not printed, as {lost[0]!r} is not",
            "print block_report(block) or recorded(block) for every block, or also_recorded(block) after your own",
        )
    if plain.levels != nasty.levels:
        yield (
            f"what people say changes the headings: {len(nasty.levels)} in the place of {len(plain.levels)}",
            "print words with {{ }} on their own, outside of HTML and of fences",
        )
    elif plain.kinds != nasty.kinds:
        kind = next(kind for kind in sorted({*plain.kinds, *nasty.kinds}) if plain.kinds[kind] != nasty.kinds[kind])
        yield (
            f"what people say changes the {kind} parts: {nasty.kinds[kind]} in the place of {plain.kinds[kind]}",
            "print words with {{ }} on their own, outside of HTML and of fences",
        )
    every = zip(wild.every, calm.every, strict=True)
    changed = [one for one, other in every if nasty.words.count(one) != plain.words.count(other)]
    if changed:
        yield (
            f"{len(changed)} of {len(wild.every)} things that people typed are printed otherwise, as {changed[0]!r} is",
            "print words with {{ }} on their own, outside of HTML and of fences, without filters that change them",
        )


def _seen(markdown: str) -> Seen:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(markdown.split("\n---\n", 1)[1])
    every = [child for token in tokens for child in (token.children or [token])]
    breaks = ("softbreak", "hardbreak", "text", "text_special", "inline")
    return Seen(
        levels=tuple(token.tag for token, _ in pairwise(tokens) if token.type == "heading_open"),
        kinds=Counter(token.type.removesuffix("_open") for token in every if token.type not in breaks),
        words=" ".join("".join(" " if one.type in breaks[:2] else one.content for one in every).split()),
    )


def _print_sample(genre: str, path: Path, kits: Sequence[Path]) -> None:
    """Print one of the worked sessions that came with facikit: one that ends in such a report, else any."""
    known = {link.name.rpartition("/")[2].removesuffix(".md.j2") for link in chain(path, kits)}
    folders = sessions([packaged_kit()])
    opened = (Session.open(folder, read_only=True) for folder in folders if folder.is_relative_to(packaged_kit()))
    samples = sorted(opened, key=lambda one: (one.plan.report not in known, one.folder.name))
    if samples:
        compose(samples[0], genre, kits=kits)


# The invented day


class _Words:
    """Gives words to say, and remembers what was said."""

    def __init__(self, nasty: Sequence[str]) -> None:
        self.nasty = nasty
        self.numbers = count(1)
        self.every: list[str] = []
        self.said: list[str] = []
        """Those that somebody said on the day, and no plan and no writer."""

    def __call__(self, *, said: bool = True) -> str:
        number = next(self.numbers)
        # The number keeps two things that somebody said apart.
        words = f"{self.nasty[number % len(self.nasty)]} {number} x" if self.nasty else f"plain words {number} x"
        self.every.append(one_line(words))
        self.said += [one_line(words)] if said else []
        return words


def _tried(genre: str, kits: Sequence[Path], nasty: Sequence[str]) -> tuple[Seen, _Words]:
    words = _Words(nasty)
    files = Passing()
    with tempfile.TemporaryDirectory(prefix="facikit-trial-", ignore_cleanup_errors=True) as place:
        folder = create(_plan(genre, words), Path(place), files)
        with Session.open(folder, files=files) as session:
            _fill(session, words)
            return _seen(compose(session, genre, kits=kits).markdown), words


def _fields(words: _Words) -> dict[str, Field]:
    items = tuple(Item(words(said=False), f"item-{at}") for at in range(3))
    columns = (Item(words(said=False), "one"), Item(words(said=False), "two"))
    return {
        "points": ListField(field="points", label=words(said=False)),
        "said": QuotesField(field="said", label=words(said=False)),
        "rows": TableField(field="rows", columns=columns),
        "map": TreeField(field="map", root=words(said=False)),
        "votes": DotsField(field="votes", items=items),
        "marks": ScaleField(field="marks", statements=items, low=words(said=False), high=words(said=False)),
        "aims": ListField(field="aims"),
        "agreed": ListField(field="agreed"),
    }


def _plan(genre: str, words: _Words) -> Plan:
    slots = {"aims": ("story", "learning"), "agreed": ("method",), "points": ("meaning", "overview")}
    agenda_ = tuple(
        PlannedBlock(
            id=name,
            title=words(said=False),
            groups="tables",
            speaker=words(said=False),
            post=words(said=False),
            steps=(Step(title="Do it", id="do-it", ask=words(said=False), capture=(field,)),),
            write=tuple(Slot(slot=slot, heading=words(said=False)) for slot in slots.get(name, ())),
        )
        for name, field in _fields(words).items()
    )
    register = PlannedBlock(
        id="people", title="People", steps=(Step(title="Come", id="come", capture=(PeopleField(field="people"),)),)
    )
    return Plan(
        session="0" * 14,
        title=words(said=False),
        date="2000-01-01",
        place=words(said=False),
        report=genre,
        outcomes=(Item(words(said=False), "first"), Item(words(said=False), "second")),
        groups={"tables": GroupSet(names=(Item(words(said=False), "one"), Item(words(said=False), "two")))},
        agenda=(*agenda_, register),
        about=About(subtitle=words(said=False), licence=words(said=False)),
    )


def _fill(session: Session, words: _Words) -> None:
    for block in agenda.blocks(session):
        for field in block.fields:
            for group in agenda.groups_of(session, block.id):
                _enter(session, field, Draft(block=block.id, field=field.field, group=group.id), words)
            release(session, block.id, field.field)
        for slot in block.slots:
            prose.write(session, block.id, slot.slot, "What staff write, *here*.")
    members = responses.responses(session, "points", "points")[:2]
    themes.make(session, "points", "points", words(said=False), words(said=False), members=[one.id for one in members])
    # A theme may stand for what is in it.
    words.said = [one for one in words.said if one not in [one_line(member.text) for member in members]]
    asides.park(session, words(said=False), "points")


def _enter(session: Session, field: Field, blank: Draft, words: _Words) -> None:
    if isinstance(field, ListField | QuotesField):
        # Not every quote has a label.
        labels = [words(said=False) if isinstance(field, QuotesField) else "", ""]
        for label in labels:
            responses.add(session, msgspec.structs.replace(blank, text=words(), label=label))
    elif isinstance(field, TableField):
        responses.add(session, msgspec.structs.replace(blank, cells={"one": words(), "two": words()}))
    elif isinstance(field, TreeField):
        (first,) = responses.add(session, msgspec.structs.replace(blank, text=words()))
        responses.add(session, msgspec.structs.replace(blank, text=words(), parent=first.id))
    elif isinstance(field, DotsField):
        add_lines(session, field, ["item-0\t5", "item-1\t2"], blank)
    elif isinstance(field, ScaleField):
        add_lines(session, field, ["item-0\t0\t1\t2\t3\t4", "item-1\t1\t2\t0\t0\t1"], blank)
    else:
        add_lines(session, field, [f"Sam\t{words(said=False)}\t{words(said=False)}"], blank)
