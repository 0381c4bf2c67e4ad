"""Everything that can be done here, to choose from: the keys with their tooltips, the screen's commands, the app's own.

Help and the list of screens are the same kind of thing. None of it is needed before somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.binding import ActiveBinding, Binding

from facikit.library.pages import page, pages
from facikit.tui import themes
from facikit.tui.keys import BY_ID, ORDER, name_of
from facikit.tui.places import ALONE, PLACES
from facikit.tui.screens.base import Command, DeskScreen
from facikit.tui.screens.help import Help
from facikit.tui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from facikit.tui.app import FacikitApp


def choose(app: FacikitApp, screen: DeskScreen) -> None:
    """Choose from everything that can be done on ``screen``."""
    every = [*commands_of_keys(app, screen), *screen.commands(), *commands_of_app(app)]
    choices = [Choice(str(number), one.words, one.behind, key_name=one.key_name) for number, one in enumerate(every)]

    def do(chosen: str | None) -> None:
        if chosen is not None:
            app.call_later(every[int(chosen)].do)

    app.push_screen(Picker("What shall be done?", choices), do)


def choose_screen(app: FacikitApp) -> None:
    """Choose another screen."""
    here = app.screen.PLACE if isinstance(app.screen, DeskScreen) else ""
    choices = [Choice(place.name, place.words, place.tells) for place in app.places()]
    app.push_screen(Picker("Go to", choices, chosen=here), lambda name: app.show(name) if name is not None else None)


def tell_help(app: FacikitApp, screen: DeskScreen) -> None:
    """Tell what can be done on ``screen``, and by which keys."""
    title = next((f"Help: {place.words}" for place in (*PLACES, *ALONE) if place.name == screen.PLACE), "Help")
    app.push_screen(Help(title, screen.HELP_TEXT, [(keys, active.tooltip) for active, keys in _acts(screen)]))


def commands_of_keys(app: FacikitApp, screen: DeskScreen) -> Iterable[Command]:
    """Return what the keys do here."""
    for active, keys in _acts(screen):
        binding = active.binding
        if binding.id != "app.commands":
            yield Command(binding.description, binding.tooltip, _action(app, active), name_of(keys[0]))


def commands_of_app(app: FacikitApp) -> Iterable[Command]:
    """Return what can be done wherever one is."""
    other = next(name for name in themes.LOOKS if name != app.theme)
    words = "The light look" if other == themes.LIGHT.name else "The dark look"
    yield Command(words, "kept for next time", partial(app.dress, other))
    yield Command("Read a page of help", "the pages of facikit help", partial(_choose_page, app))
    if app.desk.open is not None:
        for place in app.places():
            yield Command(f"Go to {place.words}", place.tells, partial(app.show, place.name))


def _acts(screen: DeskScreen) -> list[tuple[ActiveBinding, list[str]]]:
    """Return what keys do here, in their order, each with all its keys; of two for one thing the first has it."""
    found: dict[str, tuple[ActiveBinding, list[str]]] = {}
    known = (one for one in screen.active_bindings.values() if one.enabled and one.binding.id in ORDER)
    for active in sorted(known, key=lambda one: _rank(one.binding)):
        found.setdefault(active.tooltip, (active, []))[1].append(active.binding.key)
    return list(found.values())


def _rank(binding: Binding) -> tuple[int, int]:
    """Return where a key stands: as on the key bar, and of several names the one first that every terminal sends."""
    key_id = binding.id or ""
    return ORDER[key_id], BY_ID[key_id].keys.split(",").index(binding.key)


def _action(app: FacikitApp, active: ActiveBinding) -> Callable[[], object]:
    return lambda: app.run_action(active.binding.action, active.node)


def _choose_page(app: FacikitApp) -> None:
    def read(topic: str | None) -> None:
        if topic is not None:
            from facikit.tui.screens.reading import Reading

            app.push_screen(Reading(page(topic)))

    choices = [Choice(one.topic, one.title, one.topic) for one in pages()]
    app.push_screen(Picker("Which page?", choices), read)
