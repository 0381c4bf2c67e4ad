"""The key bar never lies: every key that it shows reaches what it names, from wherever one is, and does something."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from stage import CHARACTERS, Stage
from visits import do, uncoloured, visited

from facikit.tui.keys import ALWAYS, name_of
from facikit.tui.screens.base import DeskScreen
from facikit.tui.widgets.key_bar import KeyBar

pytestmark = pytest.mark.slow

PRESSED = ["home", "library", "timer", "typing", "marked cards", "themes", "write", "evidence", "to look at", "plan"]
"""Where each key is pressed: that takes its time."""
PAUSES = 60
"""How often to look whether a key has done something."""


def bar(stage: Stage) -> KeyBar:
    return stage.app.screen.query_one(KeyBar)


def shown(stage: Stage) -> list[tuple[str, str]]:
    """Return the id and the key of everything on the bar."""
    return [(key_id, key) for key_id, key, _ in bar(stage).shown()]


def state(stage: Stage) -> tuple[object, ...]:
    """Return all that a key may have changed, as far as anybody can tell."""
    app = stage.app
    return (
        [type(screen) for screen in app.screen_stack],
        app.focused,
        uncoloured(stage),
        stage.told,
        _logged(stage),
        app._exit,
    )


def _logged(stage: Stage) -> int:
    folder = stage.app.desk.open.folder if stage.app.desk.open is not None else None
    if folder is None:
        return 0
    stage.session.flush()
    return sum(path.read_bytes().count(b"\n") for path in folder.rglob("*.jsonl"))


def reaches_what_it_names(stage: Stage) -> None:
    """Check every key on the bar from where one is."""
    screen = stage.app.screen
    keys = shown(stage)
    assert keys
    for key_id, key in keys:
        active = screen.active_bindings[key]
        assert (active.binding.id, active.enabled) == (key_id, True), key
        letter = CHARACTERS.get(key, key if len(key) == 1 else None)
        swallowed = screen.focused is not None and screen.focused.check_consume_key(key, letter)
        assert active.binding.priority or not swallowed, f"{key} is taken for a letter"
    drawn = bar(stage).render().plain
    assert drawn.strip() in stage.text, "the bar is in sight"
    assert all(name_of(key) in drawn for _, key in keys)
    if isinstance(screen, DeskScreen):
        assert {key_id for key_id, _ in keys} >= set(ALWAYS)


@pytest.mark.parametrize("name", PRESSED)
async def test_every_key_on_the_bar_does_something(
    told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    async with visited(name, _copy(told, tmp_path / "first")) as stage:
        keys = shown(stage)
    idle, number = [], 0
    while keys:
        # A machine of its own: on the same one a session that stands in two folders is asked about.
        monkeypatch.setenv("FACIKIT_STATE", str(tmp_path / f"state-{number}"))
        async with visited(name, _copy(told, tmp_path / f"{number}")) as stage:
            before = state(stage)
            while keys and state(stage) == before:
                key_id, key = keys.pop(0)
                await do(stage, key)
                if not await _changed(stage, before):
                    idle.append(key_id)
                elif not stage.app._exit:
                    await do(stage, "escape")  # where all is as it was then, the next key is tried in the same app
        number += 1
    assert idle == []


async def _changed(stage: Stage, before: tuple[object, ...]) -> bool:
    # Not until all workers are done: one that asks something waits for an answer.
    for _ in range(PAUSES):
        await stage.pilot.pause()
        if state(stage) != before:
            return True
    return False


def _copy(folder: Path, target: Path) -> Path:
    """Return the session in a kit of its own, as it was before any key."""
    kit = folder.parent.parent
    shutil.copytree(kit, target)
    return target / folder.relative_to(kit)
