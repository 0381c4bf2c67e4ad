"""The page for the browser on the projector: what it holds, what it may load, and what a browser makes of it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browsing import Browser
from hostile import TEXTS

from facikit.analysis.scene import Countdown, Scene
from facikit.analysis.seen import Count, Result, Row
from facikit.report.room_page import MOST_ROWS, data, data_path, fitted, is_ours, page, sizes

NOW = 1_772_616_600_000
VOTE = Result("Dots", (Row("Bus shelters", 12), Row("A boat", 0)), "12 dots")
SCALE = Result(
    "How are we?",
    (Row("We listen", 3, parts=(Count("1", 2), Count("2", 0), Count("3", 1))),),
    "3 marks",
    ("Never", "Always"),
    is_scale=True,
)
STEP = Scene("step", above="Round", words="How do you arrive?", clock="09:30", coming="Coffee at 10:55")
USUAL = "What blows us along, what holds us, what lies ahead, and where are we going?"
"""As long as any question of the exercises that come with it."""
NASTY = [text for text in TEXTS if text.strip() and text.isprintable()]


def scene_in(text: str) -> dict[str, object]:
    """Return the scene that a file of data brings."""
    found = re.fullmatch(r"facikitRoom\((.*)\);\n", text, re.DOTALL)
    assert found is not None
    return dict(json.loads(found.group(1))["scene"])


class Scripts(HTMLParser):
    """What stands in the scripts and styles of a page, and which elements it has."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.settings: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.settings += attrs


def elements(text: str) -> list[str]:
    reader = Scripts()
    reader.feed(text)
    return reader.names


@pytest.mark.parametrize("text", NASTY)
def test_no_words_end_a_script_or_become_an_element(text: str) -> None:
    hostile = Scene("step", text, text, (text,), Countdown("ready", 60, minutes=text), (Result(text, ()),), text, text)
    usual = Scene("step", "a", "a", ("a",), Countdown("ready", 60, minutes="a"), (Result("a", ()),), "a", "a")
    made = page(hostile, NOW, data_file="a-data.js")
    assert elements(made) == elements(page(usual, NOW, data_file="a-data.js"))
    whole = data(hostile, NOW)
    assert whole.isascii() and not set("<>&") & set(whole)
    assert scene_in(whole)["words"] == text


def test_the_page_loads_nothing_but_the_file_beside_it_and_has_no_address_in_it() -> None:
    made = page(STEP, NOW, data_file="room-data.js")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)
    assert policy is not None and policy.group(1).startswith("default-src &#x27;none&#x27;; ")
    assert "unsafe" not in policy.group(1) and "http" not in policy.group(1)
    assert "http://" not in made and "https://" not in made and "@import" not in made and "url(" not in made
    reader = Scripts()
    reader.feed(made)
    assert not [value for name, value in reader.settings if name in ("src", "href", "style") or name.startswith("on")]


def test_a_page_that_stays_as_it_is_may_load_nothing_at_all() -> None:
    made = page(STEP, NOW)
    assert "file:" not in made and 'http-equiv="refresh"' not in made and 'data-file=""' in made


def test_without_scripts_it_is_plain_text_that_is_loaded_again() -> None:
    made = page(STEP, NOW, data_file="room-data.js")
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in made
    assert '<p dir="auto">How do you arrive?</p>' in made


def test_a_name_of_a_file_cannot_lead_elsewhere() -> None:
    assert 'data-file="a%20b%26c%3Ad-data.js"' in page(STEP, NOW, data_file="a b&c:d-data.js")


def test_a_longer_question_stands_in_smaller_letters_and_results_make_it_smaller() -> None:
    found = [sizes(Scene("step", words="x" * length)).split()[0] for length in (5, 60, 100, 200, 500)]
    assert found == ["size-1", "size-2", "size-3", "size-4", "size-5"]
    assert sizes(Scene("step", words="Why?", results=(VOTE,))) == "size-4 rows-1"
    many = Result("Dots", tuple(Row(str(number), number) for number in range(8)))
    assert sizes(Scene("step", words="Why?", results=(many,))) == "size-4 rows-3"


def test_what_has_no_room_is_left_out_and_counted() -> None:
    many = Result("Dots", tuple(Row(str(number), number) for number in range(12)), "66 dots")
    (one,) = fitted((many, VOTE))
    assert len(one.rows) == MOST_ROWS and one.note == "66 dots, 4 more not shown"
    assert fitted((VOTE, SCALE)) == (VOTE, SCALE)


def test_a_blank_screens_file_holds_no_word() -> None:
    found = scene_in(data(Scene("blank"), NOW))
    assert [value for value in found.values() if value] == ["blank"]


def test_a_page_of_ours_is_known_again_and_nobody_elses_is(tmp_path: Path) -> None:
    path = tmp_path / "room.html"
    path.write_text(page(STEP, NOW, data_file=data_path(path).name), encoding="utf-8")
    data_path(path).write_text(data(STEP, NOW), encoding="utf-8")
    assert data_path(path).name == "room-data.js"
    assert is_ours(path) and is_ours(data_path(path))
    path.write_text("<!doctype html><title>My report</title>", encoding="utf-8")
    assert not is_ours(path)


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("look", [":root", ":root.dark"])
def test_every_colour_of_letters_stands_out_from_its_ground(look: str) -> None:
    rule = re.search(rf"^{re.escape(look)} {{(.*?)}}", page(STEP, NOW), re.MULTILINE)
    assert rule is not None
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", rule.group(1)))
    ground = brightness(colours["ground"])
    for name in ("text", "muted", "strong", "alarm"):
        light, dark = sorted((brightness(colours[name]), ground), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, name


class Room:
    """The page on the disk, opened in a browser as a projector shows it."""

    def __init__(self, folder: Path, chromium: Browser) -> None:
        self.path = folder / "the room.html"
        self._chromium = chromium

    def write(self, scene: Scene, told: str | None = None) -> None:
        """Put the page there, and beside it what it is told: nothing, a file that stays, or one that lives."""
        self.path.write_text(page(scene, NOW, data_file=data_path(self.path).name), encoding="utf-8")
        if told is not None:
            data_path(self.path).write_text(told, encoding="utf-8")

    def see(self, seconds: int, expression: str = "document.documentElement.outerHTML") -> str:
        """Return the page as it stands after so many seconds, which take no time; or what else it answers."""
        with self._chromium.page(self.path.as_uri(), (1024, 768)) as shown:
            self._chromium.let_pass(shown, seconds)
            assert self._chromium.says(shown, "document.getElementById('words') != null")
            return str(self._chromium.says(shown, expression))


@pytest.fixture
def room(tmp_path: Path, chromium: Browser) -> Room:
    return Room(tmp_path, chromium)


def element(page_text: str, name: str) -> str:
    found = re.search(rf'<(\w+) id="{name}"([^>]*)>(.*?)</\1>', page_text, re.DOTALL)
    assert found is not None
    return f"{found.group(2)}|{found.group(3)}"


@pytest.mark.slow
def test_a_browser_shows_what_the_file_beside_the_page_says_and_that_nobody_writes_it(room: Room) -> None:
    room.write(STEP, data(Scene("step", words="Written since"), NOW))
    soon = room.see(2)
    assert element(soon, "words").endswith("|Written since")
    assert "hidden" in element(soon, "lost")
    later = room.see(8)
    assert "hidden" not in element(later, "lost") and "Not connected" in element(later, "lost")


@pytest.mark.slow
def test_as_long_as_somebody_writes_it_says_nothing_of_that(room: Room) -> None:
    alive = data(STEP, NOW).replace(f'"beat":{NOW}', '"beat":Date.now()')
    assert "Date.now()" in alive
    room.write(STEP, alive)
    assert "hidden" in element(room.see(12), "lost")


@pytest.mark.slow
def test_without_the_file_it_shows_what_it_was_made_with(room: Room) -> None:
    room.write(STEP)
    found = room.see(8)
    assert element(found, "words").endswith("|How do you arrive?")
    assert "hidden" not in element(found, "lost")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("timer", "told"),
    [
        ("ready", "15 minutes"),
        ("running", r"0[01]:\d\d left"),
        ("over", r"over by 0\d:\d\d"),
        ("paused", "08:12 left, paused"),
        ("paused over", "over by 01:05, paused"),
    ],
)
def test_time_is_told_in_the_same_words_as_everywhere(room: Room, timer: str, told: str) -> None:
    import time

    now = time.time_ns() // 1_000_000
    one = {
        "ready": Countdown("ready", 900, minutes="15 minutes"),
        "running": Countdown("running", 100, now + 100_000),
        "over": Countdown("running", 100, now - 100_000),
        "paused": Countdown("paused", 492),
        "paused over": Countdown("paused", -65),
    }[timer]
    room.write(Scene("step", words="Why?", timer=one))
    assert re.search(rf"\|{told}$", element(room.see(1), "time"))


@pytest.mark.slow
def test_hostile_words_are_words_in_a_browser_too(room: Room) -> None:
    text = "</script><img src=x onerror=document.title='broken'> <b>bold</b> {{ 7*7 }} &lt;"
    room.write(Scene("step", above=text, words=text, below=(text,), results=(Result(text, (Row(text, 1),)),)))
    found = room.see(2)
    assert "<title>The room’s screen</title>" in found
    shown = found.partition("<noscript>")[0] + found.partition("<script")[0]
    assert "<img" not in shown and "<b>" not in shown
    assert element(found, "words").partition("|")[2] == (
        "&lt;/script&gt;&lt;img src=x onerror=document.title='broken'&gt; &lt;b&gt;bold&lt;/b&gt; {{ 7*7 }} &amp;lt;"
    )


@pytest.mark.slow
@pytest.mark.parametrize("words", ["Why?", "word " * 60, "word " * 200, "x" * 400, "What\nnow?", USUAL])
def test_everything_fits_the_screen_and_a_question_of_usual_length_takes_a_twelfth_of_its_height(
    room: Room, words: str
) -> None:
    room.write(Scene("step", "Above", words, timer=Countdown("ready", 60, minutes="1 minute"), results=(VOTE, SCALE)))
    fits_down, fits_across, height = room.see(
        2,
        """{ const m = document.getElementById("middle"), w = document.getElementById("words");
        [m.scrollHeight <= m.clientHeight + 1, m.scrollWidth <= m.clientWidth + 1,
        parseFloat(getComputedStyle(w).fontSize) / innerHeight].join(" ") }""",
    ).split()
    assert (fits_down, fits_across) == ("true", "true")
    if len(words) < 100:
        assert float(height) >= 1 / 12
