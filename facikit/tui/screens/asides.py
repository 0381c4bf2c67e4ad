"""What does not belong to any group's words: things to park, and notes of what happened, each by one key and one line.

Every screen of a session has both, under the same two keys. Both have a list (``^p``), in which one is reworded, ticked
off or taken out. What is parked stands in the report; what was noted is for those who ran the day, and stands in none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from textual import work

from facikit.library.finding import is_programme
from facikit.session import agenda
from facikit.session.asides import Aside, Kind, asides, note_incident, park, reword, take_out, tick
from facikit.session.session import Session
from facikit.tui.desk import Desk
from facikit.tui.forgetting import erasing
from facikit.tui.keys import bindings
from facikit.tui.screens.base import Command, SessionScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import cut

TITLES: dict[Kind, str] = {"parked": "The parking lot", "incident": "What was noted"}
NOTHING: dict[Kind, str] = {
    "parked": "Nothing is parked yet: F7 asks what to park.",
    "incident": "Nothing was noted yet: F6 notes what has happened, with the time.",
}


class AsidesScreen(SessionScreen):
    """A screen of a session: from every one of them things are put aside. A programme has no day of its own."""

    BINDINGS = bindings("aside.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._has_day = not is_programme(desk.session.folder)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where there is a day."""
        if action in ("note_it", "park"):
            return self._has_day
        return super().check_action(action, parameters)

    def aside_in(self) -> str:
        """Return the id of the block in which something is put aside: on the day where the room is, later none."""
        at = agenda.position(self.session)
        today = f"{self.session.local(self.session.clock.now()):%Y-%m-%d}" == agenda.date(self.session)
        return at.block if at is not None and today else ""

    def action_note_it(self) -> None:
        """Write down what has just happened."""
        now = self.session.local(self.session.clock.now())
        hint = "For those who run the day: with the time, and in no report."
        self._put_aside(f"{now:%H:%M} · What happened?", hint, note_incident, "Noted")

    def action_park(self) -> None:
        """Put something aside."""
        self._put_aside("Park it", "It goes to the parking lot, and the room goes on.", park, "Parked")

    def _put_aside(self, title: str, hint: str, put: Callable[[Session, str, str], object], done: str) -> None:
        """Ask for the words and put them aside. What is being typed stays where it is."""
        self.put_down()
        block = self.aside_in()

        def asked(text: str | None) -> None:
            if text:
                with self.telling():
                    put(self.session, text, block)
                    self.say(f"{done}: {cut(text, 60)}")
                self.show()

        self.app.push_screen(Prompt(title, hint), asked)

    # The lists

    def commands(self) -> Iterable[Command]:
        """Both lists, and how somebody's words are erased."""
        for kind in TITLES if self._has_day else ():
            every = asides(self.session, kind)
            done = sum(one.done for one in every)
            behind = f"{len(every) - done} open{f', {done} done' if done else ''}" if every else "nothing yet"
            yield Command(TITLES[kind], behind, partial(self._list_asides, kind))
        yield erasing(self, self.session.folder)
        yield from super().commands()

    @work(exclusive=True, group="asides")
    async def _list_asides(self, kind: Kind) -> None:
        """Show the list; what is chosen is reworded, ticked off or taken out, and the list comes back."""
        chosen: str | None = ""
        while True:
            every = {one.id: one for one in asides(self.session, kind)}
            if not every:
                self.say(NOTHING[kind])
                return
            choices = [
                Choice(
                    one.id,
                    f"{'✓ ' if one.done else ''}{_time_of(self.session, one)} {one.text}",
                    _behind(self.session, one),
                )
                for one in every.values()
            ]
            hint = "Enter on one: change its words, tick it off, take it out. ✓ is done."
            chosen = await self.app.push_screen_wait(Picker(TITLES[kind], choices, chosen=chosen or "", hint=hint))
            if chosen is None or chosen not in every:
                return
            await self._deal_with_aside(kind, every[chosen])
            self.show()

    async def _deal_with_aside(self, kind: Kind, one: Aside) -> None:
        choices = [
            Choice("tick", "Not done yet" if one.done else "Done"),
            Choice("words", "Change its words"),
            Choice("out", "Take it out", "^z in Run, Note or Themes brings it back"),
        ]
        act = await self.app.push_screen_wait(
            Picker(
                cut(one.text, 60),
                choices,
                hint=f"{_time_of(self.session, one)} · {_behind(self.session, one)}",
                search=False,
            )
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


def _time_of(session: Session, one: Aside) -> str:
    return f"{session.local(one.instant):%H:%M}" if one.instant else ""


def _behind(session: Session, one: Aside) -> str:
    """Return where and by whom."""
    titles = {block.id: block.title for block in agenda.blocks(session)}
    return " · ".join(part for part in (cut(titles.get(one.block, ""), 30), cut(one.who, 20)) if part)
