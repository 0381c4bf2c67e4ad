"""Hand-outs as a browser prints them: so many pages, each of its size, whatever people write on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Browser

from facikit.library.finding import exercises
from facikit.library.kinds import Field, ListField, PledgeField, ScaleField, TreeField
from facikit.library.kits import packaged_kit
from facikit.library.reading import read
from facikit.library.shapes import Exercise, Step
from facikit.library.values import Item
from facikit.report.handouts.html import html
from facikit.report.handouts.page import sheets_of
from facikit.report.handouts.parts import Kind
from facikit.report.handouts.work import of_exercise

pytestmark = pytest.mark.slow
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
A4 = (595, 842)
Printed = Callable[..., list[tuple[int, int]]]


@pytest.fixture
def printed(tmp_path: Path, chromium: Browser) -> Printed:
    """Print an exercise's sheets of these kinds, and return the width and height of every page, in points."""

    def sizes(exercise: Exercise, *only: Kind, people: int | None = None) -> list[tuple[int, int]]:
        file = tmp_path / "page.html"
        file.write_text(html("x", sheets_of(of_exercise(exercise, number=people), only)), encoding="utf-8")
        with chromium.page(file.as_uri()) as page:
            return page_sizes(chromium.pdf(page))

    return sizes


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    found = re.findall(rb"/MediaBox *\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in found]


def exercise_of(name: str) -> Exercise:
    found, _ = read(exercises([packaged_kit()])[name], Exercise)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "kind", "people", "pages"),
    [
        ("words-on-a-card", "cards", 8, [A4]),
        ("words-on-a-card", "cards", 17, [A4] * 3),
        ("pledge", "postcards", 5, [A4[::-1]] * 4),
        ("dot-scales", "scales", None, [A4[::-1]] * 3),
        ("research-ideas", "worksheet", None, [A4[::-1]]),
        ("three-questions", "worksheet", None, [A4]),
        ("empathy-map", "worksheet", None, [A4, A4, A4[::-1]]),
        ("swot", "worksheet", None, [A4, A4]),
        ("register", "attendance", None, [A4]),
        ("register", "attendance", 30, [A4] * 2),
        ("dot-vote", "dots", None, [A4]),
        ("mind-map", "worksheet", None, [A4[::-1]]),
    ],
)
def test_a_sheet_takes_the_pages_that_it_is_meant_to_take(
    printed: Printed, name: str, kind: Kind, people: int | None, pages: list[tuple[int, int]]
) -> None:
    assert printed(exercise_of(name), kind, people=people) == pages


@pytest.mark.parametrize(
    ("field", "kind", "pages"),
    [
        (ListField(field="a", expect="One entry a card", categories=(Item(LONG, "a"),)), "cards", 2),
        (ScaleField(field="a", statements=(Item(LONG, "a"),), low=LONG, high=LONG), "scales", 1),
        (PledgeField(field="a", post_on=LONG), "postcards", 2),
        (TreeField(field="a", root=LONG), "worksheet", 1),
    ],
)
def test_words_without_an_end_wrap_and_push_nothing_onto_another_page(
    printed: Printed, field: Field, kind: Kind, pages: int
) -> None:
    one = Exercise(title=LONG, steps=(Step(title=LONG, ask=LONG, capture=(field,)),))
    assert len(printed(one, kind)) == pages
