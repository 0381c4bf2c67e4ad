"""Every line with facikit in it, on any page, could be typed: the command is there, and so is each of its options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from facikit.cli.main import COMMANDS, app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^\s*```(?:sh|console|bat)?\n(.*?)^\s*```$", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"(?:^|&& )\s*(?:\$ )?facikit (.*)$")
EVERYWHERE = {"--help", "--kit", "--version"}


def lines(page: Path) -> list[list[str]]:
    """Return the words of every line to type on a page: in a fence, or in one stroke of code in a sentence."""
    text = page.read_text(encoding="utf-8")
    typed = [line for fence in FENCE.findall(text) for line in fence.splitlines()]
    typed += re.findall(r"`(facikit [^`\n]*)`", FENCE.sub("", text))
    found = []
    for line in typed:
        if match := TYPED.search(line):
            words = re.split(r"\s{2,}|\s#|[|<>]| && ", match[1])[0]
            try:
                found.append(shlex.split(words))
            except ValueError:
                found.append(words.split())
    return [words for words in found if words]


def options_of(words: list[str]) -> set[str]:
    """Return the options that the command at the head of ``words`` has."""
    start: Any = typer.main.get_command(app)
    command = start.get_command(None, words[0])
    if hasattr(command, "commands"):
        command = command.commands.get(words[1]) if len(words) > 1 else None
    return {name for one in getattr(command, "params", ()) for name in (*one.opts, *one.secondary_opts)} | EVERYWHERE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_a_page_is_there_with_its_options(page: Path) -> None:
    for words in lines(page):
        if words[0] == "--kit":
            words = words[2:]
        name = words[0] if words else ""
        if name.startswith("--") or not re.fullmatch(r"[a-z-]+", name):
            continue
        assert name in COMMANDS, words
        before_a_lone_dash = words[: words.index("--")] if "--" in words else words
        asked = {re.split(r"[=.,]", word)[0].rstrip("]") for word in before_a_lone_dash if re.match(r"--?[a-z]", word)}
        assert asked <= options_of(words), words


def test_lines_are_found_on_the_pages() -> None:
    assert sum(len(lines(page)) for page in PAGES) > 150
