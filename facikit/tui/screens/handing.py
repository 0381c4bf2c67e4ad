"""Handing a session out and bringing notes back, from Home: choose a file, see what came of it.

Files are read away from the screen's thread, because a stick may take its time.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from textual import work
from textual.content import Content

from facikit.errors import UserError
from facikit.library.shapes import Exercise, Workshop
from facikit.session.status import hands
from facikit.tui import carrying
from facikit.tui.capture import picture_path
from facikit.tui.messages import OpenSession
from facikit.tui.paper import hand_outs
from facikit.tui.screens.base import DeskScreen
from facikit.tui.screens.page import Page
from facikit.tui.screens.picker import TYPED, Choice, Picker
from facikit.tui.text import joined, plain, told


class HandingScreen(DeskScreen):
    """A screen from which sessions are handed out and taken in."""

    def take(self) -> None:
        """Open a pack or a folder that came from elsewhere."""
        self._take()

    def bring(self, folder: Path, title: str) -> None:
        """Bring others' notes into a session."""
        self._bring(folder, title)

    def hand_out(self, folder: Path, title: str, *, for_notes: bool) -> None:
        """Put a session into one file."""
        self._hand_out(folder, title, for_notes)

    def print_out(self, name: str, title: str, made: Exercise | Workshop | None, session: Path | None = None) -> None:
        """Write the hand-outs of an exercise, a workshop or a session, to be printed from a browser."""
        self._print_out(name, title, made, session)

    @work(exclusive=True, group="carry")
    async def _print_out(self, name: str, title: str, made: Exercise | Workshop | None, session: Path | None) -> None:
        try:
            path = await asyncio.to_thread(hand_outs, self.desk.kits, name, made, session)
        except UserError as error:
            self.say(told(error), serious=True)
            return
        told_so = f"{path}\n\nOpen it in a browser and print it on A4. Cards have their cutting lines on them."
        await self.app.push_screen_wait(Page(f"To print: {title}", plain(told_so)))

    @work(exclusive=True, group="carry")
    async def _take(self) -> None:
        path = await self._chosen_file("Open a pack or a folder")
        if path is None:
            return
        try:
            folder = await asyncio.to_thread(carrying.take, path, self.desk.kits)
        except UserError as error:
            self.say(told(error), serious=True)
            return
        who = await self.ask_who(f"It is on this laptop now: {folder}" if path.is_file() else "")
        if who:
            self.post_message(OpenSession(folder, "note", who))

    async def ask_who(self, hint: str = "") -> str:
        """Ask who is typing; those who did before are listed."""
        names = list(dict.fromkeys([*carrying.last_names(), *([self.desk.who] if self.desk.who else [])]))
        choices = [Choice(name, name) for name in names]
        tells = "Your name stands beside what you type, for your colleagues only."
        hint = f"{hint}\n{tells}".strip()
        answer = await self.app.push_screen_wait(
            Picker("Who is typing?", choices, hint=hint, free="Type as", free_first=True)
        )
        who = (answer or "").removeprefix(TYPED).strip()
        if who:
            carrying.remember_name(who)
        return who

    async def _chosen_file(self, title: str) -> Path | None:
        """Let a file or folder be chosen: from what lies about, or by its path."""
        lying = await asyncio.to_thread(carrying.found)
        choices = [Choice(str(path), path.name, str(path.parent)) for path in lying]
        hint = "Found here, in your downloads, on the desktop and on sticks; or type a path, or drop the file here."
        nothing = (
            "Nothing was found here, in your downloads, on the desktop or on a stick: type its path, or drop it here."
        )
        answer = await self.app.push_screen_wait(Picker(title, choices, hint=hint if lying else nothing, free="Open"))
        return _path_of(answer)

    @work(exclusive=True, group="carry")
    async def _bring(self, folder: Path, title: str) -> None:
        path = await self._chosen_file(f"Bring notes into: {title}")
        if path is None:
            return
        bring = partial(carrying.bring, folder, self.desk.who, path, self.desk.kits)
        try:
            came = await asyncio.to_thread(bring)
            if isinstance(came, carrying.Joining):
                if not await self._joined(came):
                    return
                came = await asyncio.to_thread(partial(bring, join=True))
        except UserError as error:
            self.say(told(error), serious=True)
            return
        if isinstance(came, carrying.Brought):
            self.show_anew(folder)
            await self.app.push_screen_wait(Page(f"Brought into: {title}", told_of(came)))

    async def _joined(self, other: carrying.Joining) -> bool:
        """Show how another session goes with this one, and ask."""
        lines = [f"It is another session, “{other.title}” of {other.date}. Joined, its notes go so:"]
        lines += [f"{one.their_name} → {one.our_name or 'kept apart, under its own name'}" for one in other.pairs]
        choices = [Choice("no", "Leave it out"), Choice("yes", "Join them so")]
        answer = await self.app.push_screen_wait(
            Picker("Another session of the same workshop?", choices, hint="\n".join(lines[:16]), search=False)
        )
        return answer == "yes"

    def show_anew(self, folder: Path) -> None:
        """Show a session again: something in it has changed."""

    @work(exclusive=True, group="carry")
    async def _hand_out(self, folder: Path, title: str, for_notes: bool) -> None:
        places = await asyncio.to_thread(carrying.places)
        tells = (
            "For note-takers: the plan and the groups, and nobody's words. They open it from their Home."
            if for_notes
            else "Everything: plan, notes and pictures, in one file."
        )
        answer = await self.app.push_screen_wait(
            Picker(
                f"Hand out: {title}",
                [Choice(str(place), place.name or str(place), str(place)) for place in places],
                hint=f"{tells} Into which folder?",
                free="Into",
            )
        )
        into = _path_of(answer)
        if into is None:
            return
        make = partial(carrying.hand_out, folder, self.desk.who, into, self.desk.kits, for_notes=for_notes)
        try:
            made = await asyncio.to_thread(make)
        except UserError as error:
            self.say(told(error), serious=True)
            return
        after = (
            "Copy it to each note-taker's laptop; there, Home opens it." if for_notes else "Copy it wherever it goes."
        )
        await self.app.push_screen_wait(Page("It is in this file", plain(f"{made}\n\n{after}")))


def told_of(came: carrying.Brought) -> Content:
    """Return what came of bringing notes in, with how each writer's log stands now."""
    lines = [plain(came.words), *(joined((f"! {reason}", "bold $warning")) for reason in came.merged.refused)]
    lines += [plain(""), plain("WHO TYPED", "bold")]
    for one in hands(came.writers):
        style = "bold $warning" if one.state == "missing" else ""
        mark = "!" if one.state == "missing" else "✓" if one.state == "closed" else "…"
        lines.append(joined((f"{mark} {one.who or 'no name kept'}: {one.sentence}", style)))
    return Content("\n").join(lines)


def _path_of(answer: str | None) -> Path | None:
    text = (answer or "").removeprefix(TYPED).strip()
    return picture_path(text) if text else None
