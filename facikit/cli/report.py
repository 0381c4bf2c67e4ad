"""``facikit report``: the session's report, in the form that such reports have, as Markdown, HTML or Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facikit.library.voices import LEVELS, Bound


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    genre: Annotated[
        str, typer.Option("-t", "--template", metavar="GENRE", help="Which report; the workshop's own if left out.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Into a file, not to standard output.")
    ] = None,
    form: Annotated[
        str, typer.Option("--to", metavar="md|html|docx", help="As Markdown, HTML or Word; else by the FILE's ending.")
    ] = "",
    edited: Annotated[
        Path | None, typer.Option("--from", metavar="FILE.md", help="HTML or Word of a report that you have edited.")
    ] = None,
    voices: Annotated[
        str,
        typer.Option("--voices", metavar="LEVEL", help=f"Attribute nobody above this level: {', '.join(LEVELS)}."),
    ] = "",
    draft: Annotated[bool, typer.Option("--draft", help="Show what is still missing as gaps.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Print what to look at before it goes out, and no report.")
    ] = False,
    allow: Annotated[
        str, typer.Option("--allow", metavar="CODE-ID", help="With --check: let what it found stand.")
    ] = "",
    because: Annotated[str, typer.Option("--because", metavar="REASON", help="Why that may stand.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="With --check: what was found, as JSON.")] = False,
    show: Annotated[
        str, typer.Option("--show", metavar="BLOCK.FIELD", help="With --as: print this field otherwise from now on.")
    ] = "",
    shown_as: Annotated[
        str, typer.Option("--as", metavar="FORM", help="Its form: themes, headings, list ...; 'planned' as it was.")
    ] = "",
    members: Annotated[
        str, typer.Option("--members", metavar="WHICH", help="What stands under its themes: all, highlighted or none.")
    ] = "",
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who allows or chooses it.")] = "",
) -> None:
    """Print the report as Markdown or HTML, or make a Word document.

    With -o it is written to a file; Word always is, into the folder reports of the session if you name none. One that a
    person has changed since is left alone, and the new one goes beside it.

    With --voices less is said of people than was captured, never more: what was said under a name stands under a role.

    With --show and --as a field is printed in another form, in this report and in all that are made after it; 'facikit
    undo' takes it back.

    With --check nothing is written: what to look at is told, with its place and its cure. Exit 1 while any of it is
    open; what is allowed, with a reason, is not.
    """
    from facikit.cli.opening import kits_of, to_read
    from facikit.cli.output import say, say_whole, tell
    from facikit.errors import UserError
    from facikit.library.finding import is_programme
    from facikit.report import programme
    from facikit.report.exporting import export, form_of, made
    from facikit.report.voicing import asked
    from facikit.session.samples import is_sample

    if voices and edited is not None:
        raise UserError(f"{edited} is written already.", "Say --voices where the report is made, then edit it.")
    ctx.with_resource(asked(_level(voices)))
    _see_usage(
        check=check,
        writes=bool(out or form or edited),
        allows=bool(allow),
        about=bool(because or as_json or (who and not show)),
    )
    if show or shown_as or members:
        from facikit.cli.report_form import choose_form

        choose_form(ctx, session, show, shown_as, members, who)
    if check:
        from facikit.cli.report_check import check_report

        check_report(ctx, session, genre, draft=draft, allow=allow, because=because, as_json=as_json, who=who)
        return
    to = form_of(form, out)
    if edited is not None and to == "md":
        raise UserError(f"{edited} is Markdown already.", "Say what to make of it: --to html or --to docx.")
    opened = to_read(ctx, session)
    kits = kits_of(ctx)
    if out is None and to != "docx":
        done = made(opened, to, genre, kits=kits, draft=draft, edited=edited)
        say_whole(done.data.decode())
        findings = done.findings
    else:
        if out is None and edited is None and is_sample(opened.folder):
            raise UserError(
                f"{opened.folder.name} came with facikit, so nothing is written there.", "Say where with -o."
            )
        written = export(opened, to, genre, out, kits=kits, draft=draft, edited=edited)
        if written.path.resolve() != written.wanted.resolve():
            tell(
                f"{written.wanted} has been changed by hand since, and is left as it is; {written.path} is the new one."
            )
        say(str(written.path))
        findings = written.findings
    if is_programme(opened.folder):
        for sentence in programme.folders(opened, kits)[1]:
            tell(sentence)
    for one in findings:
        tell(f"{one.where}: {one.message}" if one.where else one.message)


def _level(text: str) -> Bound:
    from facikit.cli.usage import WrongUsage
    from facikit.errors import closest

    for level in LEVELS:
        if text.strip().casefold() == level:
            return level
    if text:
        raise WrongUsage(f"There is no level '{text}'.", closest(text, LEVELS) or f"There is: {', '.join(LEVELS)}.")
    return ""


def _see_usage(*, check: bool, writes: bool, allows: bool, about: bool) -> None:
    """Refuse what does not go together, before anything is looked at."""
    from facikit.cli.usage import WrongUsage

    if check and writes:
        raise WrongUsage("--check writes nothing.", "Leave -o, --to and --from out, or --check.")
    if (allows or about) and not check:
        raise WrongUsage("--allow, --because, --json and --who go with --check.", "Write --check as well.")
