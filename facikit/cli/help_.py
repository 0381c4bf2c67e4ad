"""``facikit help``: the pages to read, at hand without a network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.library.pages import HelpPage


def command(
    ctx: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="[TOPIC]", help="A page, or a command; left out: the list.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The list as JSON.")] = False,
) -> None:
    """Read a page of help, or see which there are.

    At a terminal it is set out to be read, page by page. Into a file or another program goes its Markdown.
    """
    from facikit.cli.main import COMMANDS
    from facikit.cli.output import say, say_json, say_whole, tell
    from facikit.library.pages import page, pages

    if not topic or as_json:
        every = [page(topic)] if topic else pages()
        if as_json:
            say_json([{"topic": one.topic, "title": one.title, "summary": one.summary} for one in every])
            return
        width = max(len(one.topic) for one in every)
        for one in every:
            say(f"{one.topic:<{width}}  {one.title}")
        tell("Read one with: facikit help TOPIC. What a command takes: facikit help COMMAND")
        return
    names = {one.topic for one in pages()}
    if topic in COMMANDS and topic not in names:
        command = ctx.find_root().command.get_command(ctx, topic)  # type: ignore[attr-defined]
        command.main(["--help"], prog_name=f"facikit {topic}", standalone_mode=False)
        return
    found = page(topic)
    if sys.stdout is None or not sys.stdout.isatty():
        say_whole(found.text)
        return
    _show(found)


def _show(page: HelpPage) -> None:
    """Set a page out on the terminal; a longer one is turned page by page where there is a program for it."""
    import os
    import shutil

    from facikit.tui.set_out import set_out

    text = set_out(page.text, shutil.get_terminal_size())
    if text.count("\n") < shutil.get_terminal_size().lines or not (shutil.which("less") or os.environ.get("PAGER")):
        sys.stdout.write(text)
        return
    import pydoc

    os.environ.setdefault("LESS", "-R")
    pydoc.pager(text)
