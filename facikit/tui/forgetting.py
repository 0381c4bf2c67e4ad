"""How somebody's words or name are erased: the app explains it and gives the command, no slip of a key away.

It is done in a terminal on purpose: it cannot be taken back, it asks first, and facikit is best closed meanwhile.
"""

from __future__ import annotations

from pathlib import Path

from facikit.tui.screens.base import Command, DeskScreen

WORDS = "Erase somebody's words or name"
TEXT = """\
Somebody asks you to forget what they said, or that they were there. Taking an entry out only hides it, so that ^z can bring it back. Erasing takes it out for good: from every log, the plan, the pictures, the reports that facikit wrote and nobody has changed, and from what this laptop keeps.

It is done in a terminal, with facikit closed on every laptop. With --dry-run it only shows what would go, and where else the same words stand:

# A name, wherever it stands

    facikit erase {folder} --person "Jo Bell" --dry-run

# Words, wherever they stand

    facikit erase {folder} --words "what was said" --dry-run

# Entries, by their ids

    facikit erase {folder} ID --dry-run

'facikit export {folder}' lists the ids. Without --dry-run it shows the same, asks once, and then it cannot be taken back.

Copies elsewhere are not reached: packs, sticks, mails, the laptops of note-takers. When such a copy is brought in later, what was erased stays out.
"""  # noqa: E501 - a paragraph is one line, wrapped for the screen that there is


def erasing(screen: DeskScreen, folder: Path, title: str = "") -> Command:
    """Return the command that shows how it is done for the session in ``folder``."""
    text = TEXT.format(folder=f'"{folder}"')

    def explain() -> None:
        from facikit.tui.screens.page import Page  # brings run sheets along, which every screen would wait for

        screen.app.push_screen(Page(WORDS, text))

    return Command(f"{WORDS}: {title}" if title else WORDS, "for good, and how", explain)
