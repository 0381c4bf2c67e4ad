"""``facikit add``: what was said, from the command line, a file or another program, one response a line.

An id is printed when its response is on the disk and not before, so that whoever reads the ids knows what is safe.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facikit.library.kinds import Field
    from facikit.library.shapes import Slot
    from facikit.session.agenda import Group, LiveBlock
    from facikit.session.responses import Draft
    from facikit.session.session import Session

LONGEST = 400_000
"""Bytes of one response: with its escapes it must fit a line of the log, and nobody says more in one breath."""
END_OF_INPUT = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
OPTIONS = ("--group", "--label", "--kind", "--category", "--who", "--from", "--column", "--help")


class Words(TyperCommand):
    """A command whose words may begin with a dash."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take an unknown option for words, unless it looks like one that was misspelt."""
        for word in args[: args.index("--")] if "--" in args else args:
            name = word.partition("=")[0]
            if word.startswith("--") and " " not in name and name not in OPTIONS:
                self._check_spelling(name)
        return super().parse_args(ctx, args)

    def _check_spelling(self, name: str) -> None:
        from difflib import get_close_matches

        from facikit.cli.usage import WrongUsage

        near = get_close_matches(name, OPTIONS, n=1, cutoff=0.8)
        if near:
            raise WrongUsage(
                f"There is no option {name}.", f"did you mean {near[0]}? Words that look like it go after a lone --."
            )


SETTINGS = {"cls": Words, "context_settings": {"ignore_unknown_options": True}}


class Kind(StrEnum):
    """What a response is."""

    point = "point"
    quote = "quote"
    observation = "observation"
    exchange = "exchange"
    vignette = "vignette"


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    block: Annotated[str, typer.Argument(metavar="BLOCK", help="Its id or title; 'session' for the session's slots.")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="A field, or a slot for prose.")],
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="One response; if left out, one from each line of standard input."),
    ] = None,
    group: Annotated[str, typer.Option("--group", metavar="G", help="The group's name or id.")] = "",
    label: Annotated[str, typer.Option("--label", metavar="L", help="Whom it is attributed to.")] = "",
    kind: Annotated[Kind | None, typer.Option("--kind", metavar="KIND", help=f"What it is: {', '.join(Kind)}.")] = None,
    category: Annotated[
        str, typer.Option("--category", metavar="C", help="The category, where the field has any.")
    ] = "",
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
    file: Annotated[str, typer.Option("--from", metavar="FILE.csv", help="Take the responses from a table.")] = "",
    column: Annotated[str, typer.Option("--column", metavar="NAME", help="With --from: the column to take.")] = "",
) -> None:
    """Add what was said, and print its id once it is on disk.

    Cells of a table are separated by tabs. Blank lines are skipped. At a terminal it asks line by line.
    """
    from facikit.cli.opening import to_type
    from facikit.cli.output import tell
    from facikit.cli.usage import WrongUsage
    from facikit.errors import UserError

    if bool(file) != bool(column):
        raise WrongUsage("--from and --column go together.", "Write --from FILE.csv --column NAME.")
    if file and text:
        raise WrongUsage("The words are given twice: in a file and on the command line.")
    words = " ".join(text) if text else None
    if words is not None and not words.strip():
        raise UserError(
            "There are no words to add.", "Give them after FIELD, or one response a line on standard input."
        )
    with to_type(ctx, session, who) as opened:
        place = _place(opened, block, field)
        if not isinstance(place, tuple):
            _write_slot(opened, block, place, words, file, column)
            return
        live, found = place
        blank = _blank(opened, live, found, group=group, label=label, kind=kind, category=category)
        if words is not None:
            batches: Iterable[list[str]] = [[words]]
        elif file:
            from facikit.cli.taking_in import column_of

            batches = [column_of(file, column)]
        elif sys.stdin is not None and sys.stdin.isatty():
            batches = _asked(live, found, opened, blank)
        else:
            from facikit.cli.taking_in import stdin_lines

            batches = stdin_lines()
        unseen = _undescribed(opened, live, found)
        if not _add(opened, found, blank, _looked_at(opened, found, blank, batches)):
            tell("Nothing was added: there were no words.")
        if _undescribed(opened, live, found) > unseen:
            tell("A picture is not printed without a description. Give it after the caption and a tab, or in Note.")


def _looked_at(session: Session, field: Field, blank: Draft, batches: Iterable[list[str]]) -> Iterator[list[str]]:
    """Return the batches as they are, and tell at once where a cell is too many or a point hangs on nothing."""
    from facikit.cli.output import tell
    from facikit.session.plain import overfull, unhung

    for batch in batches:
        for sentence in (overfull(field, batch), unhung(session, field, batch, blank)):
            if sentence:
                tell(sentence)
        yield batch


def _place(session: Session, block: str, field: str) -> tuple[LiveBlock, Field] | Slot:
    """Return the block and field meant, or the slot."""
    from facikit.cli.near import matching
    from facikit.errors import UserError, closest
    from facikit.session.meaning import called, find_block, find_field

    if block == "session":
        slots = session.plan.write
        found = matching(field, [(slot.slot, slot.heading) for slot in slots])
        if found is None:
            names = [slot.slot for slot in slots]
            raise UserError(
                f"The session has no slot '{field}' of its own.",
                closest(field, names) or (f"It has: {', '.join(names)}." if names else ""),
            )
        return slots[found]
    live = find_block(session, block)
    names = [one.field for one in live.fields]
    at = matching(field, [(slot.slot, slot.heading) for slot in live.slots])
    if at is not None and field not in names:
        return live.slots[at]
    try:
        return live, find_field(live, field)
    except UserError as error:
        every = [*names, *(slot.slot for slot in live.slots)]
        if not names or error.message.startswith("There is no"):
            told = [called(one.field, one.title) for one in live.fields] + [f"'{name}'" for name in every[len(names) :]]
            hint = closest(field, every) or (f"There is: {', '.join(told)}." if told else "It captures nothing.")
            raise UserError(f"{live.id} has no field and no slot '{field}'.", hint) from None
        raise


def _blank(
    session: Session, block: LiveBlock, field: Field, *, group: str, label: str, kind: Kind | None, category: str
) -> Draft:
    """Return what all responses of this run share."""
    from facikit.errors import UserError
    from facikit.session.agenda import groups_of
    from facikit.session.meaning import find_group
    from facikit.session.plain import category_of
    from facikit.session.responses import Draft

    groups = groups_of(session, block.id)
    if group:
        group_id = find_group(session, block.id, group).id
    elif len(groups) == 1 or field.kind == "people":
        group_id = groups[0].id
    else:
        raise UserError(
            f"{block.title} has {len(groups)} groups, so --group must say which.", f"There is: {_listed(groups)}."
        )
    if label:
        from facikit.analysis.attributing import fitted
        from facikit.cli.output import tell

        label, sentence = fitted(session, block.id, field, label)
        if sentence:
            tell(sentence)
    return Draft(
        block=block.id,
        field=field.field,
        group=group_id,
        kind=kind.value if kind else "point",
        label=label,
        category=category_of(field, category) if category else "",
    )


def _add(session: Session, field: Field, blank: Draft, batches: Iterable[list[str]]) -> int:
    """Add the batches, each saved before the next is taken; return how many responses there were."""
    from facikit.cli.opening import not_saved, refusal
    from facikit.errors import UserError
    from facikit.session.plain import add_lines
    from facikit.session.words import cleaned

    printer, saved, line = _Printer(), 0, 1
    iterator = iter(batches)
    while True:
        try:
            batch = next(iterator, None)
            if batch is None:
                return saved
            _check_lengths(batch, line)
            # A line of nothing but control characters has no words either.
            entries = add_lines(session, field, [one for one in batch if cleaned(one).strip()], blank)
        except UserError as error:
            if saved:
                raise UserError(f"{error.message.rstrip('.')}; the {saved} before it were saved.", error.hint) from None
            raise
        reason = refusal(session)
        if reason:
            what = f"{saved} of {saved + len(entries)} were saved, the rest could not be"
            raise not_saved(session, reason, what)
        printer.say([entry for entry, _ in entries])
        saved += len(entries)
        line += len(batch)


def _check_lengths(lines: list[str], first: int) -> None:
    from facikit.errors import UserError

    for number, text in enumerate(lines, first):
        if len(text) * 4 > LONGEST and len(text.encode("utf-8", "replace")) > LONGEST:
            raise UserError(
                f"Line {number} is larger than one response can be ({LONGEST:,} bytes).",
                "Divide it into several lines.",
            )


def _undescribed(session: Session, block: LiveBlock, field: Field) -> int:
    """Return how many pictures of the field say nothing of what can be seen."""
    from facikit.session.responses import responses

    return sum(bool(one.media) and not one.description.strip() for one in responses(session, block.id, field.field))


class _Printer:
    """Prints ids at once. Where nobody reads them any longer, adding goes on: the words matter more."""

    def __init__(self) -> None:
        self.reader_there = True

    def say(self, ids: list[str]) -> None:
        if not ids or not self.reader_there or sys.stdout is None:
            return
        try:
            sys.stdout.write("".join(f"{one}\n" for one in ids))
            sys.stdout.flush()
        except BrokenPipeError:
            self.reader_there = False
            from facikit.cli.main import drop_output

            drop_output()


def _asked(block: LiveBlock, field: Field, session: Session, blank: Draft) -> Iterator[list[str]]:
    """Ask line by line, with the terminal's own line editing, until the end of input."""
    from facikit.cli.output import plain, tell
    from facikit.library.kinds import TableField
    from facikit.session.agenda import groups_of

    names = {one.id: one.name for one in groups_of(session, block.id)}
    columns = " <tab> ".join(column.text for column in field.columns) if isinstance(field, TableField) else ""
    tell(f"{block.title}, {field.title}{f' ({columns})' if columns else ''}. One response a line; {END_OF_INPUT} ends.")
    prompt = f"{plain(names.get(blank.group, blank.group))}> "
    while True:
        try:
            yield [_ask(prompt)]
        except EOFError:
            print(file=sys.stderr)
            return


def _ask(prompt: str) -> str:
    import contextlib

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - gives input() arrow keys and the lines typed before

    if sys.stdout is not None and sys.stdout.isatty():
        return input(prompt)
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removesuffix("\n")


def _write_slot(session: Session, block: str, slot: Slot, words: str | None, file: str, column: str) -> None:
    """Write prose into a slot: all of standard input at once, under what stands there already."""
    from facikit.cli.opening import see_saved
    from facikit.cli.output import say, tell
    from facikit.cli.taking_in import column_of, file_text
    from facikit.errors import UserError
    from facikit.session.meaning import find_block
    from facikit.session.prose import SESSION, wordings, write

    block_id = SESSION if block == "session" else find_block(session, block).id
    if words is None:
        if file:
            words = "\n\n".join(cell for cell in column_of(file, column) if cell.strip())
        else:
            if sys.stdin is not None and sys.stdin.isatty():
                tell(
                    f"{slot.heading or slot.slot}: as many lines as you like; {END_OF_INPUT} on a line of its own ends."
                )
            words = file_text("-")[1]
    words = words.strip("\r\n")
    if not words.strip():
        tell("Nothing was written: there were no words.")
        return
    _check_lengths([words], 1)
    standing = wordings(session, block_id, slot.slot)[-1:]
    before = standing[0].text if standing else ""
    if before.strip():
        tell("It stands as a new paragraph under what was there.")
    whole = f"{before.rstrip()}\n\n{words}" if before.strip() else words
    if len(whole.encode("utf-8", "replace")) > LONGEST:
        raise UserError(f"{slot.slot} would become larger than one slot can be ({LONGEST:,} bytes).")
    # Another wording that stands there beside the one shown is left for whoever settles the two.
    write(session, block_id, slot.slot, whole, seen=[one.line for one in standing])
    see_saved(session)
    say(f"prose/{block_id}/{slot.slot}")


def _listed(groups: list[Group]) -> str:
    return ", ".join(group.name for group in groups)
