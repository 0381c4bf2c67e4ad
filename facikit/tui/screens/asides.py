"""What does not belong to any group's words: things to park, and notes of what happened, each by one key and one line.

Both have a list (``^p``), in which one is reworded, ticked off or taken out. What is parked stands in the report; what
was noted is for those who ran the day, and stands in none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import work

from facikit.session import agenda
from facikit.session.asides import Kind, reword, take_out, tick
from facikit.session.clock import instant_of
from facikit.session.incidents import Incident, incidents, note_incident
from facikit.session.parking import Parked, parked
from facikit.tui.screens.base import Command
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.screens.reshape import ReshapeScreen
from facikit.tui.text import cut

TITLES: dict[Kind, str] = {"parked": "The parking lot", "incident": "What was noted"}
NOTHING: dict[Kind, str] = {
    "parked": "Nothing is parked yet: ^r parks what is in the line, or asks.",
    "incident": "Nothing was noted yet: ^x notes what has happened, with the time.",
}


class AsidesScreen(ReshapeScreen):
    """A screen from which things are put aside."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While an entry is being changed, the key belongs to that."""
        if action == "incident":
            return not self.changing
        return super().check_action(action, parameters)

    def action_incident(self) -> None:
        """Write down what has just happened."""
        self.gather()
        now = self.session.clock.now()
        block = self.block.id if self.block is not None else ""

        def noted(text: str | None) -> None:
            if text:
                with self.telling():
                    note_incident(self.session, text, block)
                    self.say(f"Noted: {cut(text, 60)}")
                self.show()

        hint = "For those who run the day: with the time, and in no report."
        self.app.push_screen(Prompt(f"{self.session.local(now):%H:%M} · What happened?", hint), noted)

    # The lists

    def commands(self) -> Iterable[Command]:
        """Both lists."""
        for kind in TITLES:
            every = self._every(kind)
            done = sum(one.done for one in every)
            behind = f"{len(every) - done} open{f', {done} done' if done else ''}" if every else "nothing yet"
            yield Command(TITLES[kind], behind, partial(self._look_at, kind))
        yield from super().commands()

    def _every(self, kind: Kind) -> list[Parked] | list[Incident]:
        return parked(self.session) if kind == "parked" else incidents(self.session)

    @work(exclusive=True, group="asides")
    async def _look_at(self, kind: Kind) -> None:
        """Show the list; what is chosen is reworded, ticked off or taken out, and the list comes back."""
        chosen: str | None = ""
        while True:
            every = {one.id: one for one in self._every(kind)}
            if not every:
                self.say(NOTHING[kind])
                return
            choices = [
                Choice(one.id, f"{'✓ ' if one.done else ''}{self._when(one)} {one.text}", self._behind(one))
                for one in every.values()
            ]
            hint = "Enter on one: change its words, tick it off, take it out. ✓ is done."
            chosen = await self.app.push_screen_wait(Picker(TITLES[kind], choices, chosen=chosen or "", hint=hint))
            if chosen is None or chosen not in every:
                return
            await self._deal_with(kind, every[chosen])
            self.show()

    def _when(self, one: Parked | Incident) -> str:
        instant = one.instant if isinstance(one, Incident) else instant_of(one.t)
        return f"{self.session.local(instant):%H:%M}" if instant else ""

    def _behind(self, one: Parked | Incident) -> str:
        """Return where and by whom."""
        titles = {block.id: block.title for block in agenda.blocks(self.session)}
        return " · ".join(part for part in (cut(titles.get(one.block, ""), 30), cut(one.who, 20)) if part)

    async def _deal_with(self, kind: Kind, one: Parked | Incident) -> None:
        choices = [
            Choice("tick", "Not done yet" if one.done else "Done"),
            Choice("words", "Change its words"),
            Choice("out", "Take it out", "^z brings it back"),
        ]
        act = await self.app.push_screen_wait(
            Picker(cut(one.text, 60), choices, hint=f"{self._when(one)} · {self._behind(one)}", search=False)
        )
        if act == "words":
            text = await self.app.push_screen_wait(Prompt("Its words", "Enter keeps them, Esc leaves them.", one.text))
            if text is not None and text != one.text:
                with self.telling():
                    reword(self.session, kind, one.id, text)
        elif act is not None:
            with self.telling():
                if act == "out":
                    take_out(self.session, kind, one.id)
                else:
                    tick(self.session, kind, one.id, not one.done)
