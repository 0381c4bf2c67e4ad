"""The evening's last step: what is still missing, the record of the day, and a pack to keep safe; each by one key.

Nothing is closed by it. Whoever leaves it is where they were, and may come back to it at any time (``^p``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual import work

from facikit.errors import UserError
from facikit.session import agenda
from facikit.session.asides import incidents, parked
from facikit.session.status import Status, silent, status
from facikit.session.tallies import HELD_BACK, is_released, release, tallies
from facikit.tui.capture import picture_path
from facikit.tui.keys import bindings
from facikit.tui.screens.base import Command
from facikit.tui.screens.clocked import ClockedScreen
from facikit.tui.screens.picker import TYPED, Choice, Picker
from facikit.tui.text import cut, told

RECORD, PACK = "record", "pack"
PATIENCE_S = 2.0
"""How long the panel waits for the disk before it tells that something is not on it."""


class Closing(Picker):
    """The panel: what is left to do as a list, the record and the pack by their own keys as well."""

    BINDINGS = bindings("closing.record", "closing.pack")

    def action_record(self) -> None:
        """Write the record of the day."""
        self.dismiss(RECORD)

    def action_pack(self) -> None:
        """Put everything into one file."""
        self.dismiss(PACK)


class ClosingScreen(ClockedScreen):
    """A screen from which the day is closed."""

    def commands(self) -> Iterable[Command]:
        """The end of the day."""
        yield Command("Close the day", "what is missing, the record, a pack to keep safe", self.close_day)
        yield from super().commands()

    @work(exclusive=True, group="closing")
    async def close_day(self) -> None:
        """Show how the day stands, and do what is chosen, until it is left."""
        self.gather()
        done: list[str] = []
        chosen = ""
        while True:
            await asyncio.to_thread(self.session.flush, PATIENCE_S)
            found = status(self.session)
            choices = [*self._acts(), *self._missing(found)]
            hint = "\n".join([*done[-3:], self._facts(found)])
            answer = await self.app.push_screen_wait(
                Closing("The end of the day", choices, chosen=chosen, hint=hint, search=False)
            )
            if answer is None:
                return
            chosen = answer
            try:
                if answer == RECORD:
                    done.append(await self._write_record())
                elif answer == PACK:
                    done += await self._pack()
                elif not self._mend(answer):
                    return
            except UserError as error:
                done.append(f"! {told(error)}")

    # What is shown

    def _acts(self) -> list[Choice]:
        return [
            Choice(RECORD, "Write the record", "every entry, as Markdown", strong=True, key_name="^e"),
            Choice(PACK, "Pack it to keep it safe", "everything in one file", strong=True, key_name="^w"),
        ]

    def _facts(self, found: Status) -> str:
        """Return what there is, in a line."""
        lot, notes = len(parked(self.session)), len(incidents(self.session))
        parts = [f"{found.entries} {'entry' if found.entries == 1 else 'entries'}"]
        parts += [f"{lot} parked"] if lot else []
        parts += [f"{notes} noted"] if notes else []
        kept = "⌂ not all of it in the session's folder yet" if self.session.kept else "all of it on disk"
        parts += [f"! NOT SAVED: {self.session.unsaved}" if self.session.unsaved else kept]
        return " · ".join(parts)

    def _missing(self, found: Status) -> list[Choice]:
        """Return what is still to be had or done; each leads to where it is."""
        lines = []
        for one in found.writers:
            if one.run in self.session.run_ids:
                continue
            who = cut(one.who or "somebody", 24)
            if one.state == "missing":
                lines.append(Choice("status", f"Not all is here from {who}", one.sentence))
            elif one.state == "open":
                lines.append(
                    Choice("status", f"{who} may still be typing", f"{one.lines} lines, and no end to them yet")
                )
        for block in found.blocks:
            names = silent(block)
            if names:
                behind = ", ".join(cut(name, 20) for name in names[:4]) + (" …" if len(names) > 4 else "")
                first = next(count.group for count in block.groups if count.silent)
                lines.append(
                    Choice(f"block/{block.block}/{first}", f"Nothing yet in {cut(block.title, 30)}", f"from {behind}")
                )
        for at, spot in enumerate(self.desk.drafts.unfinished()):
            line = self.desk.drafts.unfinished()[spot]
            words = " · ".join(part for part in line.parts if part.strip())
            lines.append(Choice(f"line/{at}", f"Unfinished: {cut(words, 40)}", self.spot_words(spot)))
        for live in agenda.blocks(self.session):
            for field in live.fields:
                counted = field.kind in HELD_BACK and any(
                    one.by_group for one in tallies(self.session, live.id, field.field, [])
                )
                if counted and not is_released(self.session, live.id, field.field):
                    title = f"Held back: {cut(live.title, 24)}, {cut(field.title, 24)}"
                    lines.append(Choice(f"vote/{live.id}/{field.field}", title, "Enter lets the counts be seen"))
        return lines

    # What is done

    def _mend(self, answer: str) -> bool:
        """Do what belongs to a line; return whether the panel is to come back."""
        what, _, rest = answer.partition("/")
        if what == "vote":
            block, _, field = rest.partition("/")
            release(self.session, block, field)
            return True
        if what == "line":
            every = list(self.desk.drafts.unfinished())
            if int(rest) < len(every):
                self._go_to_line(every[int(rest)])
        elif what == "block":
            block, _, group = rest.partition("/")
            for one in agenda.groups_of(self.session, block):
                if one.id == group:
                    self.desk.choose_group(one)
            self.reach(block, 0)
        else:
            self.say("Bring the notes in when they come: Home has it, and 'facikit merge'.")
        return False

    async def _write_record(self) -> str:
        from facikit.tui.reader import Reader  # brings all of the reports along, which Run can do without

        made = await asyncio.to_thread(
            lambda: Reader(self.session.folder, self.desk.kits).write("md", "record", draft=False)
        )
        other = "" if made.path == made.wanted else " (somebody has changed the one before; it was left alone)"
        return f"✓ The record is written: {made.path}{other}"

    async def _pack(self) -> list[str]:
        """Ask where to, and put everything into one file there."""
        from facikit.tui import carrying

        places = await asyncio.to_thread(carrying.places)
        choices = [Choice(str(place), place.name or str(place), str(place)) for place in places]
        hint = "Everything: plan, notes and pictures, in one file. Into which folder? A stick is best."
        answer = await self.app.push_screen_wait(Picker("Pack it to keep it safe", choices, hint=hint, free="Into"))
        if not answer:
            return []
        into = picture_path(answer.removeprefix(TYPED).strip())
        made = await asyncio.to_thread(
            lambda: carrying.hand_out(self.session.folder, self.desk.who, into, self.desk.kits, for_notes=False)
        )
        return [f"✓ Everything is in this file: {made}"]
