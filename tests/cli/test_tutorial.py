"""The tutorial is typed, line by line, in a fresh folder: what it says comes is what comes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from commands import Run

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
EDIT = re.compile(r"in `([^`]+)`, change\s+`([^`]+)` to `([^`]+)`")
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HOLE = "…"


def steps() -> list[tuple[str, ...]]:
    """Return what the reader does, in order: lines typed, each with what is said to come, and edits of files."""
    text = TUTORIAL.read_text(encoding="utf-8")
    found: list[tuple[int, tuple[str, ...]]] = [(one.start(), one.groups()) for one in EDIT.finditer(text)]
    for block in CONSOLE.finditer(text):
        for number, part in enumerate(re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]):
            line, _, comes = part.partition("\n")
            found.append((block.start() + number, (line, comes)))
    return [one for _, one in sorted(found)]


def matches(said: str, came: str) -> bool:
    """Tell whether ``came`` is what was ``said``: a hole stands for some of a line, on its own for some lines."""
    lone = [line.strip() == HOLE for line in said.splitlines()]
    parts = [
        r"(?:.*\n)+" if alone else re.escape(line).replace(re.escape(HOLE), ".*") + r"\n"
        for line, alone in zip(said.splitlines(), lone, strict=True)
    ]
    return re.fullmatch("".join(parts), came) is not None


def test_every_line_of_the_tutorial_does_what_it_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "fresh"
    here.mkdir()
    monkeypatch.chdir(here)
    typed = 0
    ids: list[str] = []
    for step in steps():
        if len(step) == 3:
            name, old, new = step
            text = Path(name).read_text(encoding="utf-8")
            assert old in text, step
            Path(name).write_text(text.replace(old, new, 1), encoding="utf-8")
            continue
        line, comes = step
        program, *words = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(words[0])
            continue
        assert program == "facikit", line
        came = run(*(ids[0] if word == "ID" else word for word in words))
        typed += 1
        ids += came.stdout.split() if words[:4] == ["add", "our-meetings", "discussion", "points"] else []
        told = [one for one in comes.splitlines(keepends=True) if one.startswith("facikit: ")]
        data = [one for one in comes.splitlines(keepends=True) if not one.startswith("facikit: ")]
        assert matches("".join(data), came.stdout), f"$ {line}\n{came.stdout}{came.stderr}"
        assert matches("".join(told), came.stderr), f"$ {line}\n{came.stderr}"
    assert typed > 15


@pytest.mark.parametrize(
    ("said", "came", "right"),
    [
        ("a\n", "a\n", True),
        ("a\n", "a\nb\n", False),
        ("a …\n", "a b c\n", True),
        ("a\n…\nz\n", "a\nb\nc\nz\n", True),
        ("a\n…\nz\n", "a\nb\nc\n", False),
        ("…\n", "", False),
        ("a.\n", "ab\n", False),
    ],
)
def test_what_stands_for_anything_stands_for_no_more_than_that(said: str, came: str, right: bool) -> None:
    assert matches(said, came) is right
