"""The pages of help are at hand: listed, in a pipe as they are, set out at a terminal, found by near names."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from commands import Run, refused

from facikit.cli.main import COMMANDS
from facikit.library.pages import FIRST, page, pages
from facikit.tui.set_out import set_out

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
TOPICS = sorted(path.stem for path in DOCS.glob("*.md"))
STEERING = re.compile(r"\x1b\[[0-9;]*m")


def test_every_page_is_listed_on_a_line_of_its_own_with_what_it_is_about(run: Run) -> None:
    result = run("help")
    lines = result.stdout.splitlines()
    assert sorted(line.split()[0] for line in lines) == TOPICS
    assert all(len(line.split(maxsplit=1)) == 2 for line in lines)
    assert "facikit help TOPIC" in result.stderr
    listed = json.loads(run("help", "--json").stdout)
    assert [one["topic"] for one in listed] == [line.split()[0] for line in lines]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_into_a_pipe_is_its_markdown(run: Run, topic: str) -> None:
    assert run("help", topic).stdout == (DOCS / f"{topic}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_begins_with_a_heading_and_says_in_a_sentence_what_it_is_for(topic: str) -> None:
    found = page(topic)
    assert found.title and found.title != topic
    assert found.summary.endswith((".", ":", "?", "!")) and len(found.summary) < 260, found.summary


def test_what_one_looks_for_first_stands_first() -> None:
    assert [one.topic for one in pages()][: len(FIRST)] == list(FIRST)


def test_a_wrong_topic_is_told_with_the_near_one(run: Run) -> None:
    assert "'erasing'" in refused(run("help", "erasin"))
    assert "facikit help" in refused(run("help", "no-such-thing-at-all"))
    assert run("help", "ERASING.md").stdout == run("help", "erasing").stdout


@pytest.mark.parametrize("name", ["undo", "template"])
def test_a_command_is_a_topic_too(run: Run, name: str) -> None:
    assert name in COMMANDS
    result = run("help", name)
    assert result.exit_code == 0 and result.stdout.startswith(f"Usage: facikit {name} ")


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("topic", TOPICS)
def test_at_a_terminal_a_page_is_as_wide_as_one_reads(topic: str, columns: int) -> None:
    text = STEERING.sub("", set_out(page(topic).text, os.terminal_size((columns, 24))))
    assert max(len(line) for line in text.splitlines()) <= min(columns, 96)
    assert "```" not in text and not re.search(r"\]\([\w-]+\.md\)", text)


def test_what_is_to_be_typed_stands_whole_in_lines_of_its_own() -> None:
    text = STEERING.sub("", set_out("Try:\n\n```sh\nfacikit list  # [all]\n```\n", os.terminal_size((80, 24))))
    assert "    facikit list  # [all]" in [line.rstrip() for line in text.splitlines()]
    assert STEERING.sub("", set_out("See [keys](keys.md).", os.terminal_size((80, 24)))).split() == [
        *("See", "keys", "(facikit", "help", "keys)."),
    ]


def test_where_no_picture_can_be_shown_it_is_said_what_is_to_be_seen() -> None:
    text = set_out("Look:\n\n![The run screen,\nat work.](pictures/run.svg)\n", os.terminal_size((80, 24)))
    assert STEERING.sub("", text).split("\n\n")[-1].strip() == "To be seen here: The run screen, at work."
    made = set_out("```md\n![A wall](pictures/wall.jpg)\n```\n", os.terminal_size((80, 24)))
    assert "![A wall](pictures/wall.jpg)" in STEERING.sub("", made)


def test_every_link_from_a_page_leads_somewhere() -> None:
    for path in (*DOCS.glob("*.md"), DOCS.parent / "README.md", *DOCS.parent.glob("CONTRIBUTING.md")):
        text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", re.sub(r"`[^`\n]*`", "", text)):
            if "://" not in link and path.name != "report-blocks.md":
                assert (path.parent / link).exists(), f"{path.name}: {link}"
