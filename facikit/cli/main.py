"""The command line: which commands there are, and the one place where an error becomes a line on stderr.

A command is a module of its own, imported only when it is asked for, so that what one of them needs costs the others
nothing. stdout is data, stderr is narration. Exit 0: done. 1: told why not, or problems found. 2: wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from facikit.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Entry(NamedTuple):
    """A command: the module that has it, and its line in the help, so that the help needs none of the modules."""

    module: str
    line: str


COMMANDS = {
    "demo": Entry("demo", "Open a worked session in the app."),
    "init": Entry("init", "Make folders for your own exercises and sessions: a kit."),
    "list": Entry("list_", "List exercises, workshops, reports and sessions."),
    "show": Entry("show", "Show an exercise, a workshop or a session as a run sheet."),
    "check": Entry("check", "Tell what is wrong in exercises, workshops and plans."),
    "schema": Entry("schema", "Print the JSON Schema of what people write."),
    "new-exercise": Entry("new_exercise", "Write an exercise to begin with, every key explained."),
    "new-workshop": Entry("new_workshop", "Write a workshop to begin with, every key explained."),
    "handout": Entry("handout", "Print worksheets, cards and sheets for notes."),
    "new-programme": Entry("new_programme", "Write a programme to begin with: sessions in one report."),
    "new": Entry("new", "Make a session from a workshop and print its folder."),
    "run": Entry("run", "Run a session: what to say and ask, and the clock."),
    "note": Entry("note", "Take notes at a table, full screen."),
    "present": Entry("present", "Show the room the question, the time, released results."),
    "add": Entry("add", "Add what was said, and print its id once it is on disk."),
    "edit": Entry("edit", "Change the words of a response."),
    "release": Entry("release", "Let the counts of a vote be seen in reports."),
    "people": Entry("people", "Print the register; add people to it from a table."),
    "status": Entry("status", "Show what was captured where, and by whom."),
    "theme": Entry("theme", "Gather responses under a theme, and print its id."),
    "themes": Entry("themes", "Sort what was said into themes."),
    "quote": Entry("quote", "Choose a quote and its wording, beside the raw words."),
    "write": Entry("write", "Write what it all means, beside the evidence."),
    "also": Entry("also", "Let what is written stand in a programme's report too."),
    "report": Entry("report", "Print the report as Markdown or HTML, or make a Word document."),
    "template": Entry("template", "Have reports in your house's own form, and words."),
    "export": Entry("export", "Print a session, or its themes as a codebook."),
    "import": Entry("import_", "Read an exported session back, or start from a codebook."),
    "pack": Entry("pack", "Put a session into one file to carry, and print its path."),
    "merge": Entry("merge", "Bring other laptops' notes into a session."),
    "seal": Entry("seal", "Make one log of the many that a session gathers."),
    "doctor": Entry("doctor", "Look a session over for what needs doing."),
    "trace": Entry("trace", "Tell where a theme, a number or a quote comes from."),
    "undo": Entry("undo", "Take back your latest change."),
    "redo": Entry("redo", "Put back what your latest undo took."),
    "erase": Entry("erase", "Take a person's words or name out for good."),
    "log": Entry("log", "Show who did what when, oldest first."),
    "help": Entry("help_", "Read a page of help, or see which there are."),
    "completion": Entry("completion", "Print what lets your shell complete commands and names."),
    "bundle": Entry("bundle", "Make a folder for a stick, to install without a network."),
}
"""Every command, in the order of a workshop's life."""

PLAIN = {"rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}
"""Rich help would cost more than everything else that ``--help`` does."""

WASTE = 200_000
"""After so many new things Python looks which are waste. What a program begins with is none of it: left to itself, it
would look through all that again and again, for an eighth of the time that it takes until the first screen is there."""


class Commands(TyperGroup):
    """All commands, each made when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the framework's signature
        """Return the names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the framework's signature
        """Return the command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"facikit.cli.{COMMANDS[cmd_name].module}")
        if hasattr(module, "app"):
            several = typer.main.get_command(module.app)
            several.name = cmd_name
            return several
        one = typer.Typer(**PLAIN)  # type: ignore[arg-type]
        one.command(cmd_name, **getattr(module, "SETTINGS", {}))(module.command)
        return typer.main.get_command(one)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the framework's signature
        """Write the list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.line) for name, entry in COMMANDS.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take a near miss to the names that there are."""
        if args and args[0] not in COMMANDS:
            self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment] # only the names are looked at
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options that stand before the command; ``--kit`` may stand behind it too."""
        return super().parse_args(ctx, _kit_first(args))

    def main(self, args: Sequence[str] | None = None, *others: Any, **settings: Any) -> Any:
        """Run, and turn what went wrong into one line and an exit code."""
        # Windows would otherwise put file names in the place of somebody's "What?" and "*".
        settings["windows_expand_args"] = False
        try:
            try:
                return super().main(args, *others, **settings)
            finally:
                _flush()
        except UserError as error:
            _tell(error.message, error.hint)
            sys.exit(getattr(error, "exit_code", 1))
        except BrokenPipeError:
            drop_output()
            sys.exit(1)
        except OSError as error:
            drop_output()
            _tell(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
            sys.exit(1)


app = typer.Typer(cls=Commands, invoke_without_command=True, **PLAIN)  # type: ignore[arg-type]


@app.callback()
def start(
    ctx: typer.Context,
    kit: Annotated[
        Path | None,
        typer.Option("--kit", metavar="FOLDER", help="The folder with exercises/, templates/ and sessions/ to use."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Take a workshop from its definition to its published report, without a network.

    Without a command: the home screen.
    """
    ctx.obj = kit
    if version:
        from facikit import __version__

        print(f"facikit {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from facikit.cli.home import command

        command(ctx)


def main() -> None:
    """Run facikit: the entry point."""
    gc.set_threshold(WASTE)
    # Whatever the locale says: what people typed is UTF-8 on the way out, and never a traceback.
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
    try:
        app(sys.argv[1:], prog_name="facikit")
    finally:
        gc.freeze()  # what there is goes with the program: looking through it first would take longer than adding does


def _kit_first(args: list[str]) -> list[str]:
    """Return ``args`` with ``--kit FOLDER`` at the front, wherever it stood before a lone ``--``."""
    end = args.index("--") if "--" in args else len(args)
    for at, word in enumerate(args[:end]):
        if word == "--kit" and at + 1 < end:
            return [word, args[at + 1], *args[:at], *args[at + 2 :]]
        if word.startswith("--kit="):
            return [word, *args[:at], *args[at + 1 :]]
    return args


def _tell(message: str, hint: str = "") -> None:
    from facikit.cli.output import one_sentence, tell

    tell(one_sentence(message, hint))


def _flush() -> None:
    """Write out what is left now, while a full disk or a closed pipe can still be told."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def drop_output() -> None:
    """Keep the interpreter from trying again, and failing again, at its very end."""
    try:
        number = os.open(os.devnull, os.O_WRONLY)
        os.dup2(number, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return  # not a real file: nothing is tried again
