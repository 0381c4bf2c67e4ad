"""From a workshop to its published report, through the command line alone, on one laptop or on two."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

pytestmark = pytest.mark.slow

PARSERS = {name: MarkdownIt(name) for name in ("commonmark", "gfm-like")}
PIECES = [
    *"*_`#|<>[](){}!&%$@\"'\\/~^=+-:;,.?",
    "1. ",
    "- ",
    "> ",
    "<b>",
    "&lt;",
    "://",
    "www.a.b",
    "é",
    "中",
    "🙂",
    "\u202e",
    " ",
]


def facikit(*words: str, typed: str = "") -> str:
    """Run a command as a user does and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "facikit", *words], input=typed.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(facikit("new", "first-try", "--groups", "tables=2", "--in", str(tmp_path / "sessions")).strip())


def hostile(count: int) -> list[str]:
    """Return ``count`` different lines, each with a number of its own in the middle of awkward signs."""
    chance = random.Random(7)

    def noise() -> str:
        return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 12)))

    return [f"{noise()} number{number}end {noise()}" for number in range(count)]


def items(markdown: str, parser: str) -> list[str]:
    """Return the words of every list item, as the parser has them."""
    found, inside = [], 0
    for token in PARSERS[parser].parse(markdown.split("\n---\n", 1)[1]):
        inside += token.nesting if token.type.startswith("list_item") else 0
        if token.type == "inline" and inside:
            kinds = {child.type for child in token.children or []}
            assert kinds <= {"text", "softbreak", "hardbreak", "text_special"}, (kinds, token.content)
            found.append(" ".join("".join(child.content or " " for child in token.children or []).split()))
    return found


def test_five_hundred_hostile_responses_stand_in_the_record_once_each_as_text(folder):
    lines = hostile(500)
    facikit("add", str(folder), "discussion", "points", "--group", "Table 1", typed="\n".join(lines) + "\n")
    record = facikit("report", str(folder), "-t", "record")
    for parser in PARSERS:
        assert items(record, parser) == [" ".join(line.split()) for line in lines]


def test_two_laptops_merged_by_copying_files_make_one_report_in_either_order(folder, tmp_path):
    other = Path(shutil.copytree(folder, tmp_path / "other" / folder.name))
    lines = hostile(40)
    for place, who, group, said in ((folder, "Anna", "Table 1", lines[:20]), (other, "Bo", "Table 2", lines[20:])):
        facikit("add", str(place), "discussion", "points", "--group", group, "--who", who, typed="\n".join(said) + "\n")
        facikit("add", str(place), "discussion", "points", f"late, from {who}", "--group", "Table 1", "--who", who)
    for log in (other / "log").glob("*.jsonl"):
        shutil.copy(log, folder / "log" / f"copied {log.name}")
    for log in (folder / "log").glob("*.jsonl"):
        shutil.copy(log, other / "log" / log.name)
    reports = [facikit("report", str(place), "-t", "record") for place in (folder, other)]
    assert reports[0] == reports[1]
    assert len(items(reports[0], "commonmark")) == 42


def test_a_session_carried_as_one_document_makes_the_same_reports(tmp_path):
    sample = Path(__file__).parent.parent / "sessions" / "change-story"
    document = tmp_path / "whole.yaml"
    document.write_text(facikit("export", str(sample), "--to", "yaml"), encoding="utf-8")
    made = facikit("import", str(tmp_path / "again"), str(document)).split("\n")[0]
    again = Path(made) if made else tmp_path / "again"
    shutil.copytree(sample / "media", again / "media", dirs_exist_ok=True)
    for genre in ("record", "session-report"):
        assert facikit("report", str(again), "-t", genre) == facikit("report", str(sample), "-t", genre)
