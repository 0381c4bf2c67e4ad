"""``facikit quote``: choose a response as a quote, and say how it is worded; the raw words stay beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from facikit.session.responses import Response


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    response: Annotated[
        str, typer.Argument(metavar="[RESPONSE]", help="Its id, or enough of it; left out: who is quoted how often.")
    ] = "",
    wording: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDING]...", help="How it is quoted: … for what is left out, [ ] round own words."),
    ] = None,
    as_said: Annotated[bool, typer.Option("--as-said", help="Quote it as it was said.")] = False,
    not_a_quote: Annotated[bool, typer.Option("--drop", help="Not a quote any more; its wording stays.")] = False,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="As JSON, with the raw words and what is not honest.")
    ] = False,
) -> None:
    """Choose a quote and its wording, beside the raw words.

    Prints it as reports will have it. WORDING may leave words out, marked with …, and have words of your own in [ ].
    What was said stays as it is."""
    from facikit.analysis.honest import faults
    from facikit.cli.opening import see_saved, to_type
    from facikit.cli.output import say, say_json, tell
    from facikit.cli.usage import WrongUsage
    from facikit.session.responses import mark
    from facikit.session.responses import response as found
    from facikit.session.rewording import reword

    if not response:
        _balance(ctx, session, as_json=as_json)
        return
    words = " ".join(wording or ())
    if sum((bool(wording), as_said, not_a_quote)) > 1:
        raise WrongUsage("One thing at a time.", "Give a WORDING, or --as-said, or --drop.")
    with to_type(ctx, session, who) as opened:
        one = found(opened, response)
        _may_be_quoted(opened, one)
        if not_a_quote:
            mark(opened, "highlight", False, one.id)
        elif words.strip() or as_said:
            one = reword(opened, one.id, words, quote=True)
        else:
            mark(opened, "highlight", True, one.id)
        see_saved(opened)
        one = found(opened, one.id)
        wrong = faults(one.text, one.wording) if one.wording else []
        if as_json:
            say_json(_facts(one) | {"problems": [each.told for each in wrong]})
        elif not not_a_quote:
            say(" ".join((one.wording or _said(one)).split()))
    for each in wrong if not as_json else ():
        tell(each.told)


def _balance(ctx: typer.Context, session: str, *, as_json: bool) -> None:
    """Print who is quoted how often in the session's report, by label and by group."""
    from facikit.cli.opening import kits_of, to_read
    from facikit.cli.output import plain, say, say_json
    from facikit.report.balanced import BY, balance, sentences
    from facikit.report.render import compose

    told = [(one.session, one.page) for one in compose(to_read(ctx, session), kits=kits_of(ctx)).told]
    found = {by: balance(told, by) for by in BY}
    if as_json:
        say_json(
            {
                by: [
                    {"name": str(one.name), "quotes": one.share.quoted, "responses": one.share.said}
                    | {"people": one.share.people}
                    for one in every
                ]
                for by, every in found.items()
            }
        )
        return
    for by, every in found.items():
        say(f"By {by}:" if every else f"By {by}: nobody has said anything yet that could be quoted.")
        for line in sentences(every):
            say(f"  {plain(line)}")


def _may_be_quoted(session: Any, one: Response) -> None:
    """Refuse what is nobody's to read."""
    from facikit.errors import UserError
    from facikit.session.responses import private

    if one.off_record:
        raise UserError("That is off the record, so it is not quoted.", "Choose another response.")
    if (one.block, one.field) in private(session):
        raise UserError("A pledge is private, so it is not quoted.", "Reports say how many there are.")


def _said(one: Response) -> str:
    return " – ".join(part for part in (one.text, *one.cells.values()) if part.strip())


def _facts(one: Response) -> dict[str, object]:
    return {"id": one.id, "quote": one.highlight, "said": _said(one), "wording": one.wording, "label": one.label}
