"""How a field is printed in the report: chosen from the forms that it can take, those by theme first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from facikit.library.kinds import BY_THEME, FORM_WORDS, Field
from facikit.session import agenda
from facikit.session.printing import choices, form_of, print_as
from facikit.session.themes import themes
from facikit.tui.screens.base import Command, SessionScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.text import cut

WHOLE = "headings all"
"""Themes as headings with everything that was said, which many reports have; as it stands in a choice's key."""
MORE = {"all": "everything that was said", "highlighted": "only what was chosen", "none": "nothing of what was said"}


def command(screen: SessionScreen, theme_id: str) -> Iterator[Command]:
    """Give the palette the choice for the field of a theme that is written about."""
    theme = next((one for one in themes(screen.session) if one.id == theme_id), None)
    if theme is not None and may_be_chosen(screen, (theme.block, theme.field)):

        def chosen(how: str) -> None:
            screen.say(f"Printed as {how}.")
            screen.show()

        do = partial(ask, screen, (theme.block, theme.field), chosen)
        yield Command("How this theme's field is printed in the report", "by theme, or as a list", do)


def may_be_chosen(screen: SessionScreen, place: tuple[str, str]) -> bool:
    """Tell whether there is a field here that can be printed in more than one form."""
    found = _found(screen, place)
    return found is not None and len(choices(found[1])) > 1


def ask(screen: SessionScreen, place: tuple[str, str], then: Callable[[str], None]) -> None:
    """Choose how the field is printed; ``then`` is told what it is now, where it is another way than before."""
    found = _found(screen, place)
    if found is None:
        return
    if screen.session.read_only:
        screen.say("This session is open for reading only.")
        return
    block, field = found
    planned, now = (" ".join(form_of(items, field)).strip() for items in (block.planned.report, block.report))
    forms = choices(field)
    usual = [form for form in ("themes", "headings", WHOLE, "nested", "run-in") if form.split()[0] in forms]
    keys = [*usual, *(form for form in forms if form not in BY_THEME)]
    keys += [one for one in dict.fromkeys((planned, now)) if one and one not in keys]
    listed = [Choice(key, in_words(key), "as planned" if key == planned else "") for key in keys]

    def take(key: str | None) -> None:
        if key is None or key == now:
            return
        form, _, members = ("", "", "") if key == planned else key.partition(" ")
        with screen.telling():
            print_as(screen.session, block.id, field, form, members)
            then(in_words(key))

    hint = "In every report of this session. Nothing of what was said changes."
    screen.app.push_screen(
        Picker(f"How is ‘{cut(field.title, 40)}’ printed?", listed, chosen=now, hint=hint, search=False), take
    )


def in_words(key: str) -> str:
    """Return a form, and which members stand in it, as one chooses it."""
    form, _, members = key.partition(" ")
    if key == WHOLE:
        return "by theme: a heading each, your text, everything that was said"
    words = FORM_WORDS.get(form, form)
    return f"{words}: {MORE[members]}" if members in MORE else words


def _found(screen: SessionScreen, place: tuple[str, str]) -> tuple[agenda.LiveBlock, Field] | None:
    """Return the block and the field at a place; None where the plan does not have them."""
    block = next((one for one in agenda.blocks(screen.session) if one.id == place[0]), None)
    field = next((one for one in block.fields if one.field == place[1]), None) if block is not None else None
    return (block, field) if block is not None and field is not None else None
