"""A file that is hostile, damaged or not meant to be read is refused in one clear sentence, by both parsers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facikit.library.reading import read, read_text
from facikit.library.shapes import Exercise, Workshop
from facikit.library.yaml_text import MAX_BYTES, tree

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [*{before},*{before},*{before},*{before},*{before},*{before},*{before},*{before}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)

HOSTILE = {
    "aliases that explode": (LAUGHS, 1, "&a"),
    "an alias": ("title: x\nsay: *other\n", 2, "*other"),
    "an anchor": ("title: x\nsay: &name text\n", 2, "&"),
    "a merge of keys": ("title: x\n<<: *other\n", 2, "*other"),
    "code in a tag": ("title: x\nsay: !!python/object/apply:os.getpid []\n", 2, "sets a type"),
    "a tag": ("title: x\nsay: !thing text\n", 2, "begins with !"),
    "brackets 100,000 deep": ("title: x\nsay: " + "[" * 100_000 + "\n", 2, "deep"),
    "braces 100,000 deep": ("title: x\nsay: " + "{a: " * 100_000 + "\n", 2, "deep"),
    "brackets closed again, 100,000 deep": ("title: x\nsay: " + "[" * 100_000 + "]" * 100_000, 2, "deep"),
    "lists 31 deep": ("- " * 31 + "x\n", 1, "deep"),
    "too many parts": ("say: [" + "a," * 200_001 + "]\n", 1, "parts"),
    "two documents": ("title: x\n---\ntitle: y\n", 2, "second document"),
    "a list as a key": ("[a, b]: c\n", 1, "where a key should"),
    "a NUL": ("title: x\nsay: a\0b\n", 2, "U+0000"),
    "an escape sequence": ("title: x\nsay: \x1b[31mred\n", 2, "U+001B"),
    "half a character": ("title: x\nsay: \ud83d\n", 2, "U+D83D"),
    "nothing": ("", 0, "is empty"),
    "comments only": ("# one\n\n# two\n", 0, "is empty"),
    "too much": ("title: " + "x" * MAX_BYTES, 0, "larger than 1 MB"),
}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param(*case, id=name, marks=[pytest.mark.slow] * (name == "too many parts"))
        for name, case in HOSTILE.items()
    ],
)
def test_what_could_harm_is_refused_at_its_line(text: str, line: int, words: str, parser: str) -> None:
    node, problems = tree(text, "x.yaml", parser)
    assert node is None
    assert [problem.line for problem in problems][:1] == [line]
    assert words in problems[0].message


def test_thirty_deep_is_still_read(parser: str) -> None:
    node, problems = tree("- " * 29 + "x\n", "x.yaml", parser)
    assert (node is not None, problems) == (True, [])


FILES = {
    "ten megabytes": (b"title: " + b"x" * 10_000_000, "larger than 1 MB"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "is not text"),
    "Latin-1": ("title: Café\n".encode("latin-1"), "not text in UTF-8"),
    "UTF-16": ("title: Café\n".encode("utf-16"), "not text in UTF-8"),
    "nothing at all": (b"", "is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "is empty"),
}


@pytest.mark.parametrize(("data", "words"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_definition_says_so(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    found, problems = read(path, Exercise)
    assert found is None
    assert len(problems) == 1
    assert words in str(problems[0])
    assert str(problems[0]).startswith("x.yaml")


def test_a_folder_and_a_missing_file_say_so(tmp_path: Path) -> None:
    assert str(read(tmp_path, Exercise)[1][0]).endswith("is a folder, not a file")
    assert str(read(tmp_path / "no.yaml", Exercise)[1][0]) == "no.yaml: there is no such file"
    assert read(tmp_path / "a\0b", Exercise)[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    assert "not a file" in str(read(tmp_path / "x.yaml", Exercise)[1][0])


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: One\r\nsteps:\r\n  - title: Two\r\n")
    exercise, problems = read(path, Exercise)
    assert problems == []
    assert exercise is not None
    assert (exercise.title, exercise.steps[0].title) == ("One", "Two")


@pytest.mark.parametrize("text", ["just words", "- a\n- b\n", "3", "[]", "{}", "null", "'x'"])
@pytest.mark.parametrize("shape", [Exercise, Workshop])
def test_yaml_that_is_no_definition_is_explained(text: str, shape: type) -> None:
    _, problems = read_text(text, "x.yaml", shape)
    assert problems


SLOW = {
    "one quote mark a line": '- "\n' * 300_000,
    "one apostrophe, then many pairs": "- 'a\n" + "- ''''b\n" * 100_000,
    "one bracket a line": "[\n" * 500_000,
    "one bracket a line, deeper each time": "".join(" " * depth + "- [\n" for depth in range(1_400)),
    "a long line of spaces": "a" + " " * 1_000_000 + "b",
    "a long word in brackets": "[" + "a" * 1_000_000,
    "many quotes in brackets": "[" + '"a",' * 250_000,
    "many dashes": "- " * 500_000,
    "many colons": "a:" * 500_000,
    "many hashes": "a: " + " #b" * 300_000,
    "many strange keys": "".join(f"titel{number}: x\n" for number in range(50_000)),
}


@pytest.mark.slow
@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_a_megabyte_made_to_be_slow_is_answered(text: str) -> None:
    _, problems = read_text(text[:MAX_BYTES], "x.yaml", Exercise)
    assert problems
