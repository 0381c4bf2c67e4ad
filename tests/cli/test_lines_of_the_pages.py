"""What the pages of docs/ say to type is typed, page by page, in a kit with two sessions: each line does its work.

The README has a test of its own, and so has the tutorial, where also what is answered is compared.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from commands import Run, needs_pandoc, put

from facikit.library.kits import packaged_kit

pytestmark = pytest.mark.slow

DOCS = Path(__file__).resolve().parents[2] / "docs"
ON_A_SCREEN = ("run", "note", "present", "themes", "write", "demo")
STANDS_FOR = {
    "SESSION": "change-story",
    "BLOCK": "north-star",
    "FIELD": "indicators",
    "SLOT": "meaning",
    "/media/stick/from-table-3": "from-table-3",
    "two-lists.left": "change-animals.animals",
}
"""What a word of the pages is, in the worked session that they are tried with."""
NOT_TRIED = {
    "bundle": "fetches from a network; it has tests of its own",
    "present SESSION --html": "goes on until it is told to stop",
    "release SESSION": "this day had no vote; test_command_release has one",
    "trace PROGRAMME": "a programme of one's own; test_command_themes has one",
    "note FILE.zip": "a screen, and the file is made on another laptop",
}
FENCE = re.compile(r"^\s*```sh\n(.*?)^\s*```$", re.MULTILINE | re.DOTALL)


def lines(page: Path) -> list[list[str]]:
    """Return the words of every line of a page that begins with facikit; two on one line are two."""
    text = page.read_text(encoding="utf-8")
    typed = [part for block in FENCE.findall(text) for line in block.splitlines() for part in line.split(" && ")]
    found = [shlex.split(line, comments=True) for line in typed if line.strip().startswith("facikit ")]
    return [words[1:] for words in found if not any(" ".join(words[1:]).startswith(one) for one in NOT_TRIED)]


PAGES = [page for page in sorted(DOCS.glob("*.md")) if page.stem not in ("tutorial", "commands") and lines(page)]


@pytest.fixture
def kit_with_sessions(run: Run, kit: Path) -> Path:
    """A kit with a copy of the worked session, one of first-try with somebody in it, and what a stick brings."""
    shutil.copytree(packaged_kit() / "sessions" / "change-story", kit / "sessions" / "change-story")
    run("new", "first-try", "--groups", "tables=Red,Blue")
    run("add", "first-try", "discussion", "said", "They never ask us, we do not have the time.", "--group", "Red")
    run("people", "first-try", "-", input="name,role\nAda Vale,Nurse\n")
    put(kit / "notes.txt", "More time\nFewer forms\n")
    put(kit / "line.txt", "What was really said\n")
    put(kit / "introduction.md", "We met.\n")
    (kit / "STICK").mkdir()
    return kit


def meant(run: Run, kit: Path, words: list[str]) -> list[str]:
    """Return a line as it is typed here: the words of the page that stand for something are that."""
    session = "first-try" if "first-try" in words else "change-story"
    if re.search("RESPONSE|9f3xk2", " ".join(words)):
        field = "discussion.said" if session == "first-try" else "north-star.indicators"
        first = re.search(r"^ +- (\w+) ", run("trace", session, field).stdout, re.MULTILINE)
        assert first
        words = [word.replace("RESPONSE", first[1]).replace("9f3xk2", first[1]) for word in words]
    if "--allow" in words:
        found = json.loads(run("report", session, "--check", "--json").stdout)
        words[words.index("--allow") + 1] = found["open"][0]["id"]
    if words[0] == "merge":
        handed_in = next((kit / "sessions").glob("*spring-day*"), kit / "sessions" / "change-story")
        shutil.copytree(handed_in, kit / "from-table-3", dirs_exist_ok=True)
        for pack in (kit / "STICK").glob("table-1*"):
            shutil.copy(pack, pack.with_name("table-2.facikit.zip"))
    return [STANDS_FOR.get(word, word) for word in words]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_line_of_a_page_does_its_work(
    run: Run, kit_with_sessions: Path, monkeypatch: pytest.MonkeyPatch, page: Path
) -> None:
    kit = kit_with_sessions
    if "docx" in page.read_text(encoding="utf-8"):
        needs_pandoc()
    for typed in lines(page):
        words = meant(run, kit, typed)
        given = None
        if "<" in words:
            given = (kit / words[words.index("<") + 1]).read_bytes()
            del words[words.index("<") :]
        if ">" in words:
            del words[words.index(">") :]
        if "--watch" in words:
            # At a terminal it is left open beside the editor; the file is there in any case.
            assert run(*words).exit_code == 2
            words.remove("--watch")
        result = run(*words, input=given)
        # A check tells with 1 that there is something to look at: that is the session's own affair.
        fine = (2,) if words[0] in ON_A_SCREEN else (0, 1) if "--check" in words else (0,)
        assert result.exit_code in fine, (typed, result.stdout[-300:], result.stderr)
        if words[0] == "init":
            kit = kit / words[1]
            monkeypatch.chdir(kit)
    assert lines(page)


def test_what_is_not_tried_stands_on_a_page() -> None:
    every = "\n".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    assert [one for one in NOT_TRIED if f"facikit {one}" not in every] == []
