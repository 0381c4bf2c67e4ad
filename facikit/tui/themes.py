"""The two looks, light and dark, and which one this person chose.

Contrast is WCAG 2.2 AA or better for every pair of text and ground used (a test computes it). Nothing is said by
colour alone. A terminal that is to show no colours, or has but sixteen, keeps its own: what is marked is reversed
there. Ours would come out as black on black.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Any

from textual.app import App
from textual.filter import Monochrome, NoColor
from textual.theme import Theme

from facikit.library.kits import state_folder

DARK = Theme(
    name="facikit-dark",
    dark=True,
    primary="#7fc4c1",
    secondary="#9db8d9",
    accent="#f0c36d",
    foreground="#e4e6e3",
    background="#15191c",
    surface="#1d2327",
    panel="#283036",
    success="#8fcf9a",
    warning="#f0c36d",
    error="#ff9d8a",
    variables={
        "text-muted": "#a3afb5",
        "border": "#6f7d85",
        "border-blurred": "#3a444a",
        "scrollbar": "#6f7d85",
        "scrollbar-hover": "#a3afb5",
        "scrollbar-active": "#7fc4c1",
        "scrollbar-background": "#15191c",
        "block-cursor-background": "#1a4244",
        "block-cursor-foreground": "#f2f5f2",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#283036",
        "block-cursor-blurred-foreground": "#e4e6e3",
        "input-cursor-background": "#15191c",
        "input-cursor-foreground": "#e4e6e3",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "#3d5a6c",
        "input-selection-foreground": "#ffffff",
    },
)

LIGHT = Theme(
    name="facikit-light",
    dark=False,
    primary="#0b5e5a",
    secondary="#2f4f7a",
    accent="#8a4b08",
    foreground="#1c2326",
    background="#fbfaf6",
    surface="#f1efe8",
    panel="#e4e1d7",
    success="#1f6b34",
    warning="#8a4b08",
    error="#a32014",
    variables={
        "text-muted": "#566067",
        "border": "#7d796b",
        "border-blurred": "#c9c5b8",
        "scrollbar": "#7d796b",
        "scrollbar-hover": "#566067",
        "scrollbar-active": "#0b5e5a",
        "scrollbar-background": "#fbfaf6",
        "block-cursor-background": "#c9e0dc",
        "block-cursor-foreground": "#12302e",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#e4e1d7",
        "block-cursor-blurred-foreground": "#1c2326",
        "input-cursor-background": "#fbfaf6",
        "input-cursor-foreground": "#1c2326",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "#bcd6e6",
        "input-selection-foreground": "#1c2326",
    },
)

LOOKS = {look.name: look for look in (DARK, LIGHT)}
REMEMBERED = "look"
BARE = {
    "block-cursor-text-style": "bold reverse",
}
"""How a look marks things where there are no colours."""
FEW = (None, "standard", "windows")
"""What the terminal's colours are called where there are at most sixteen."""


def put_on(app: App[Any], name: str) -> None:
    """Dress an app. Before its first style is computed: dressing later would compute them all twice."""
    bare = app.no_color or app.console.color_system in FEW
    if bare:
        app.no_color = True
        # The framework makes greys of colours, and greys of sixteen are black on black as well.
        app._filters = [one for one in app._filters if not isinstance(one, Monochrome)] + [NoColor()]
    for look in LOOKS.values():
        app.register_theme(replace(look, variables=look.variables | BARE) if bare else look)
    # Not by the attribute itself, which would have every style read and computed once more.
    app.set_reactive(App.theme, name)
    dark = LOOKS[name].dark
    for mode, on in (("-dark-mode", dark), ("-light-mode", not dark), (f"-theme-{name}", True)):
        app.set_class(on, mode, update=False)
    app._refresh_truecolor_filter(app.ansi_theme)
    app.stylesheet.set_variables(app.get_css_variables())


def chosen() -> str:
    """Return the name of the look that was chosen on this machine; dark at first."""
    with contextlib.suppress(OSError, ValueError):
        name = (state_folder() / REMEMBERED).read_text(encoding="utf-8").strip()
        if name in LOOKS:
            return name
    return DARK.name


def choose(name: str) -> None:
    """Remember a look. Where state cannot be written, it lasts until the app is closed."""
    with contextlib.suppress(OSError):
        state_folder().mkdir(parents=True, exist_ok=True)
        (state_folder() / REMEMBERED).write_text(name + "\n", encoding="utf-8")
