"""The pictures in docs/ show the program as it is, each of them is shown somewhere, and none fetches anything."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from facikit.tui.places import ALONE, PLACES

ROOT = Path(__file__).resolve().parents[2]
DOCS, FOLDER = ROOT / "docs", ROOT / "docs" / "pictures"
SCREENS = sorted(path.name for path in FOLDER.glob("*.svg"))
PAGES = sorted(path.name for path in FOLDER.glob("*.png"))
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
MOST_BYTES = 150_000
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What makes them, which is no part of the program."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module("make_pictures")


def shown(page: Path) -> list[tuple[str, Path]]:
    """Return the pictures that a page shows: what stands in their place for whoever does not see them, and the file."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [(words, (page.parent / path).resolve()) for words, path in PICTURE.findall(text)]


@pytest.mark.slow
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_its_picture_shows_it(making: ModuleType, name: str) -> None:
    [one] = [one for one in making.KEPT if one.name == name]
    kept = (FOLDER / name).read_text(encoding="utf-8")
    assert making.screen(one) == kept, f"python scripts/make_pictures.py --only {name}"


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_one_that_its_picture_was_drawn_from(making: ModuleType, name: str) -> None:
    [one] = [one for one in making.pages.PAGES if one.name == name]
    assert making.pages.digest(one) == making.drawn_from()[name], f"python scripts/make_pictures.py --only {name}"


def test_every_picture_is_made_by_the_script_and_is_small(making: ModuleType) -> None:
    names = {one.name for one in (*making.KEPT, *making.pages.PAGES)}
    assert {path.name for path in FOLDER.iterdir()} == names | {making.DRAWN_FROM}
    assert [path.name for path in FOLDER.iterdir() if path.stat().st_size > MOST_BYTES] == []


def test_every_screen_has_its_picture() -> None:
    called = {"designer": "live-check"}
    assert {f"{called.get(place.name, place.name)}.svg" for place in (*PLACES, *ALONE)} <= set(SCREENS)


def test_every_picture_is_on_the_page_of_screens() -> None:
    assert sorted(path.name for _, path in shown(DOCS / "screens.md")) == sorted([*SCREENS, *PAGES])


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda page: page.name)
def test_whoever_does_not_see_a_picture_is_told_what_is_on_it(page: Path) -> None:
    for words, path in shown(page):
        if path.parent == FOLDER:
            assert len(words) > 40 and words.endswith(".") and "picture" not in words.casefold(), (
                f"{path.name}: {words}"
            )


@pytest.mark.parametrize("name", SCREENS)
def test_a_picture_fetches_nothing_and_every_column_holds(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    drawn = ElementTree.fromstring(text)
    assert drawn.findtext(f"{SVG}title")
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"@import|@font-face|url\(|href|<script", text)
    words = drawn.findall(f"{SVG}text")
    assert words and all(int(one.attrib["textLength"]) % 10 == int(one.attrib["x"]) % 10 == 0 for one in words)
