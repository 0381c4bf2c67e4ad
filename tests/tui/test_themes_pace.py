"""A coffee break is enough for eighty cards and nine topics, and the keys in sight are those that work."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import CHARACTERS, NARROW, Stage, at
from table import PLACE, cards, sorted_, written
from textual import events

from facikit.session import themes
from facikit.tui.widgets.key_bar import KeyBar

pytestmark = pytest.mark.slow

TOPICS = ("Time", "Trust", "Money", "Voice", "Space", "Skills", "Care", "Rules", "Hope")
WIDEST = (240, 36)


async def at_full_speed(stage: Stage, keys: list[str]) -> None:
    """Press keys one upon the other, none waiting for what the one before it does."""
    for key in keys:
        stage.app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))
    await stage.press("f8")  # a key of no meaning here: behind it all of them have been pressed


def fingers(said: list[str]) -> list[str]:
    """What one presses who goes through the cards once: a topic's name when it first comes up, later its digit."""
    known: list[str] = []
    keys: list[str] = []
    for text in said:
        topic = text.partition(":")[0]
        if topic in known:
            keys.append(str(known.index(topic) + 1))
        else:
            known.append(topic)
            keys += [*topic, "enter"]
    return keys


def seen(stage: Stage) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, one.members) for one in themes.themes(stage.session, *PLACE)]


async def test_eighty_cards_go_into_nine_topics_while_the_timer_of_the_room_runs_on(session_folder: Path) -> None:
    said = [f"{TOPICS[number * 7 % 9]}: card {number} [/]" for number in range(80)]
    written(session_folder, *said, names=())
    async with at(session_folder, "run", who="bo") as room, at(session_folder, "themes") as stage:
        await room.press("ctrl+n", "ctrl+t")
        keys = fingers(cards(stage))
        half = len(keys) // 2
        for some, left in ((keys[:half], "03:40"), (keys[half:], "02:20")):
            await at_full_speed(stage, some)
            room.clock.forward(80)
            assert 0 < len(themes.themes(stage.session, *PLACE)) <= 9
            stage.session.flush()
            await room.until(lambda: seen(room) == seen(stage))
            await room.until(lambda left=left: left[:4] in room.line_with("left of 5"))
        assert sorted(sorted_(stage)) == sorted(TOPICS) and "unthemed: 0 of 80" in stage.text
        assert all(text.startswith(f"{topic}: ") for topic, texts in sorted_(stage).items() for text in texts)
        assert sum(map(len, sorted_(stage).values())) == 80
        assert len(keys) / 80 < 1.6


def promised(stage: Stage) -> str:
    return stage.app.screen.query_one(KeyBar).render().plain


async def test_the_keys_in_sight_are_those_that_work_now(told: Path) -> None:
    async with at(told, "themes", size=WIDEST) as stage:
        first = promised(stage)
        assert "Space mark" in first and "^d set aside" in first and "^l all cards" in first and "Esc" not in first
        assert "^e wording" in first
        assert not {"Enter", "+", "^x", "^g", "^n", "^w", "^j"} & set(first.split())
        await stage.press("space")
        assert "Esc unmark" in promised(stage)
        await stage.press("w")
        assert "Enter Waiting" in promised(stage) and "Esc drop it" in promised(stage)
        assert not {"Space", "^d", "^k", "^o", "^a"} & set(promised(stage).split())
        await stage.press("x")
        assert "Enter new theme" in promised(stage)
        await stage.press("escape", "1")
        assert "+ also into" in promised(stage)
        await stage.press("ctrl+f")
        assert "Enter found" in promised(stage) and "Esc drop find" in promised(stage) and "^f" not in promised(stage)


async def test_on_a_small_screen_the_key_that_chooses_a_quote_is_in_sight_while_one_sorts(told: Path) -> None:
    async with at(told, "themes", size=NARROW) as stage:
        assert "^k quote it" in promised(stage) and "F1 help" in promised(stage)
        await stage.press("1")
        assert "^k quote it" in promised(stage)


async def test_each_theme_has_the_keys_that_fit_where_it_stands(told: Path) -> None:
    async with at(told, "themes", size=WIDEST) as stage:
        await stage.press("space", "tab")
        assert not {"^e", "^w", "^j", "^u", "^d", "^x"} & set(promised(stage).split())  # all cards are no theme
        await stage.press("home", "down", "down")
        first = promised(stage)
        assert "^e rename" in first and "Enter put 1 here" in first and "^d down" in first and "^x delete" in first
        assert not {"^u", "Right", "Left", "^k", "^o", "Space"} & set(first.split())
        await stage.press("down")
        assert "^u up" in promised(stage) and "Right under" in promised(stage)
        await stage.press("right")
        assert "Left out" in promised(stage) and not {"^u", "^d", "Right"} & set(promised(stage).split())
        await stage.press("tab")
        assert "^x" not in promised(stage).split()  # the marked card is in no theme, so it leaves none
