"""The reference pages are made from the program, and are what it says today."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from facikit.cli.main import COMMANDS
from facikit.library.kinds import FIELD_TYPES
from facikit.session.doctor import KNOWN_KINDS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.mark.parametrize(
    ("name", "script"), [("commands.md", "make_commands_page"), ("yaml-keys.md", "make_keys_of_yaml")]
)
def test_a_reference_page_is_what_the_program_says(monkeypatch: pytest.MonkeyPatch, name: str, script: str) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    made = importlib.import_module(script)
    assert made.page() == (DOCS / name).read_text(encoding="utf-8"), f"python scripts/{script}.py"


def test_every_command_has_its_part() -> None:
    headings = re.findall(r"^## (\S+)$", (DOCS / "commands.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == list(COMMANDS)


def test_every_kind_of_field_has_its_part_and_every_key_says_what_it_is() -> None:
    text = (DOCS / "yaml-keys.md").read_text(encoding="utf-8")
    assert [kind for kind in FIELD_TYPES if f"### A field of kind `{kind}`" not in text] == []
    assert not re.findall(r"^\| [^|]*\|\s*\|.*$", text.replace("| | |", ""), re.MULTILINE)


def test_every_kind_of_record_is_told_of() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    told = {
        name for cell in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE) for name in re.findall(r"`([a-z]+)", cell)
    }
    assert sorted(KNOWN_KINDS - told) == []
