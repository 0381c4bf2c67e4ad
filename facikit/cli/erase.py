"""``facikit erase``: take a person's words or name out of a session for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from facikit.report.erasing import Receipt
    from facikit.session.erasing import Search
    from facikit.session.session import Session

MOST_SHOWN = 200


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    entries: Annotated[
        list[str] | None, typer.Argument(metavar="[RESPONSE-ID...]", help="Entries to take out whole.")
    ] = None,
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="Somebody's name, wherever it stands.")] = "",
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="Words, wherever they stand.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be taken out.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="What would go, or the receipt, as JSON.")] = False,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who asks for it.")] = "",
) -> None:
    """Take a person's words or name out for good.

    It cannot be taken back. What it did, and what it did not reach, is printed, and kept in the notes without the
    words. Without anything to take out: carries out once more what was ordered before.
    """
    import msgspec

    from facikit.cli.opening import folder_to_type_in, to_read
    from facikit.cli.output import say, say_json
    from facikit.cli.usage import WrongUsage
    from facikit.cli.who import who_types
    from facikit.library.kits import state_folder
    from facikit.report.erasing import around, carry_out
    from facikit.session import own
    from facikit.session.erasing import order
    from facikit.session.session import Session

    if sum(map(bool, (entries, person, words))) > 1:
        raise WrongUsage("One thing at a time.", "Give ids of entries, or --person NAME, or --words TEXT.")
    state = state_folder()
    looked = to_read(ctx, session)
    if own.logs(state, looked.plan.session) and not dry_run:
        # What this laptop has kept for the session goes where it belongs first, so that it is looked through as well.
        Session.open(folder_to_type_in(ctx, session), state=state).close()
        looked = to_read(ctx, session)
    search = _search(looked, entries or [], person, words)
    if search is None and looked.records.erased is None:
        raise WrongUsage("What is to be erased?", "Give ids of entries, or --person NAME, or --words TEXT.")
    if search is not None:
        if dry_run or not yes:
            if as_json:
                say_json(
                    {**msgspec.to_builtins(search), "files": [str(one.path) for one in around(looked, search, state)]}
                )
            for line in () if as_json else [*_shown(looked, search, state), *_in_parts(looked, search, person)]:
                say(line)
        if dry_run:
            return
        if not yes:
            _ask()
    name = who_types(who)
    asks = "" if search is not None and search.finder.within(name) else name
    with Session.open(folder_to_type_in(ctx, session), asks, state=state) as opened:
        if search is not None:
            order(opened, search)
        receipt = carry_out(opened, state, search)
    if as_json:
        done, left = ([one.shown for one in part] for part in (receipt.done, receipt.left))
        say_json({"lines": receipt.lines, "files": receipt.files, "done": done, "left": left})
    else:
        _tell(receipt)


def _search(session: Session, entries: list[str], person: str, words: str) -> Search | None:
    from facikit.session.erasing import search_entries, search_person, search_words

    if entries:
        return search_entries(session, entries)
    if person:
        return search_person(session, person)
    return search_words(session, words) if words else None


def _ask() -> None:
    from facikit.cli.usage import WrongUsage, at_terminal
    from facikit.errors import UserError

    if not at_terminal():
        raise WrongUsage("Nothing was erased: it cannot be taken back.", "If what is listed may go, add --yes.")
    if not typer.confirm("Take all of this out for good?", err=True):
        raise UserError("Nothing was erased.")


def _shown(session: Session, search: Search, state: Path) -> list[str]:
    """Return what would be taken out, for the eyes of whoever may see it."""
    from facikit.cli.output import plain
    from facikit.report.erasing import around

    made = [f"Taken out whole: {len(search.records)}"]
    for record in search.records[:MOST_SHOWN]:
        wordings = dict.fromkeys(_said(session, record))
        made.append(f"  {plain(record)}: {' | '.join(plain(one) for one in wordings) or '(no words)'}")
    if search.words:
        made.append(f"Keeps its other words, with […] in the place of these: {len(search.inside)}")
        for record in search.inside[:MOST_SHOWN]:
            made.append(f"  {plain(record)}: {plain(' | '.join(_said(session, record)) or record)}")
    if search.writer:
        lines = sum(search.finder.within(line.who) for line in session.records.lines.values())
        made.append(f"Lines typed under that name, which stay and lose it: {lines}")
    made += [f"Picture: media/{name}" for name in search.media]
    places = around(session, search, state)
    if places:
        made.append(f"In files beside the notes: {len(places)}")
        made += [
            f"  {one.path}" + (f", line {', '.join(map(str, one.lines[:8]))}" if one.lines else "")
            for one in places[:MOST_SHOWN]
        ]
    if search.also:
        made.append("The same words stand elsewhere too, and would stay there (--words takes them out):")
        made += [
            f"  {plain(record)}: {plain(' | '.join(_said(session, record)))}" for record in search.also[:MOST_SHOWN]
        ]
    if search.empty and not places:
        made.append("Nothing of it is here. If it is erased all the same, it cannot come in from other laptops either.")
    return made


def _in_parts(session: Session, search: Search, person: str) -> list[str]:
    """Return where one word of a longer name stands alone: most people are called by their first."""
    from facikit.cli.output import plain
    from facikit.session.erasing import search_words

    known, made = {*search.records, *search.inside}, []
    for word in dict.fromkeys(person.split()) if len(person.split()) > 1 else ():
        if any(letter.isalpha() for letter in word):
            alone = search_words(session, word)
            places = len({*alone.records, *alone.inside} - known)
            if places:
                made.append(f"  ‘{plain(word)}’ in {places} other{'' if places == 1 else 's'}")
    head = (
        "The whole name is looked for. A word of it stands elsewhere too, and would stay there (ask once more for it):"
    )
    return [head, *made] if made else []


def _said(session: Session, record: str) -> list[str]:
    """Return everything that a record said in any of its wordings."""
    found: list[str] = []
    for line in session.records.lines_of(record):
        for key in ("name", "text", "wording", "description", "label", "role", "team", "title"):
            if isinstance(line.set.get(key), str) and line.set[key]:
                found.append(line.set[key])
        cells = line.set.get("cells")
        found += [str(cell) for cell in cells.values()] if isinstance(cells, dict) else []
    return list(dict.fromkeys(found))


def _tell(receipt: Receipt) -> None:
    from facikit.cli.output import plain, say

    say("Done:" if receipt.done else "Nothing was left to do.")
    for one in receipt.done:
        say(f"  {plain(one.shown)}")
    say("Not reached:")
    for one in receipt.left:
        say(f"  {plain(one.shown)}")
