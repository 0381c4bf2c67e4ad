"""What all tests share: a machine with nothing of its own on it, a small kit, and a session made from it."""

from __future__ import annotations

import gc
import os
import shutil
import textwrap
from pathlib import Path

import pytest
from hypothesis import settings

# At a desk the answer should come soon; where CI is set, more is tried. No example fails for being slow.
settings.register_profile("desk", max_examples=30, deadline=None)
settings.register_profile("thorough", deadline=None)
settings.load_profile("thorough" if os.environ.get("CI") else "desk")


def pytest_collection_finish() -> None:
    """Let the collector look neither through all tests nor after every few objects: a quarter of a screen's test."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


ANIMALS = """\
title: Change animals
aim: See the room in pictures.
steps:
  - title: Share
    minutes: 15
    say: Go round the table.
    ask: Which animal is change for you?
    capture:
      - {field: animals, kind: table, columns: [Animal, Why]}
      - {field: said, kind: quotes}
      - {field: points, kind: list, categories: [Near, Far]}
write:
  - {slot: meaning, heading: "What does this tell us?"}
"""
ROUND = """\
title: Round
setting: plenary
steps:
  - title: Round
    minutes: 5
    ask: How do you arrive?
    capture:
      - {field: words, kind: list, label: How people arrived}
write:
  - {slot: mood}
"""
CARDS = """\
title: Cards
setting: individuals
steps:
  - title: Write
    minutes: 5
    capture: [{field: now, kind: list}]
"""
REGISTER = """\
title: Register
setting: plenary
steps:
  - title: Sign
    minutes: 1
    capture: [{field: here, kind: people}]
"""
TALK = """\
title: Talk
setting: plenary
steps:
  - {title: Listen, minutes: 20}
"""
DAY = """\
title: A small day
start: "09:30"
report: session-report
outcomes: [Know why]
groups:
  tables: 3
labels: [Student, Practitioner]
agenda:
  - {exercise: round}
  - {exercise: animals, groups: tables}
  - {break: Coffee, minutes: 15}
  - {exercise: cards, title: Evaluation, anonymous: true}
  - {exercise: register}
  - {close: Goodbye, minutes: 5}
write:
  - {slot: introduction, heading: Introduction, place: start}
"""
EXERCISES = {"animals": ANIMALS, "round": ROUND, "cards": CARDS, "register": REGISTER, "talk": TALK}


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is on the developer's machine out of the tests, and the tests out of it."""
    machine = tmp_path / "machine"
    for variable, place in {
        "FACIKIT_STATE": "state",
        "FACIKIT_DATA": "data",
        "HOME": "home",
        "USERPROFILE": "home",
        "XDG_STATE_HOME": "home/state",
        "XDG_DATA_HOME": "home/data",
        "XDG_CONFIG_HOME": "home/config",
        "XDG_CACHE_HOME": "home/cache",
    }.items():
        monkeypatch.setenv(variable, str(machine / place))
    for variable in ("FACIKIT_KIT", "FACIKIT_WHO"):
        monkeypatch.delenv(variable, raising=False)
    return machine


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit with five small exercises and one workshop, ``small-day``."""
    return make_kit(tmp_path / "kit")


def make_kit(folder: Path) -> Path:
    """Write it there."""
    for name, text in EXERCISES.items():
        put(folder / "exercises" / f"{name}.yaml", text)
    put(folder / "templates" / "workshops" / "small-day.yaml", DAY)
    (folder / "sessions").mkdir()
    return folder


@pytest.fixture(scope="session")
def made_session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session of ``small-day`` as it is made: once for all tests, each of which gets a copy."""
    from facikit.library.finding import shelf
    from facikit.library.planning import plan
    from facikit.library.reading import read
    from facikit.library.shapes import Workshop
    from facikit.session.create import create

    folder = make_kit(tmp_path_factory.mktemp("made") / "kit")
    workshop, problems = read(folder / "templates" / "workshops" / "small-day.yaml", Workshop)
    assert workshop is not None and not problems
    made, problems = plan(
        workshop,
        shelf([folder]),
        session_id="k7q2m9xw4d3t0b",
        date="2026-03-04",
        zone="Europe/London",
        name="small-day",
    )
    assert not problems
    return create(made, folder / "sessions")


@pytest.fixture
def session_folder(kit: Path, made_session: Path) -> Path:
    """A session of ``small-day`` in the kit, with nothing in it yet."""
    return Path(shutil.copytree(made_session, kit / "sessions" / made_session.name))


def put(path: Path, text: str) -> Path:
    """Write a file, and the folders on the way to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path
