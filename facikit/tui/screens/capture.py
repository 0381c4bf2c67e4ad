"""What Run and Note share: entries above, the line below, and all that can be done with them by key.

Groups, kinds and labels are chosen by key and shown before the line, people are counted, words parked and found.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import msgspec
from textual import on

from facikit.analysis.attributing import NOBODY, offers
from facikit.errors import UserError
from facikit.session import agenda
from facikit.session.agenda import Group
from facikit.session.asides import park
from facikit.session.headcounts import count_heads, heads
from facikit.session.people import people
from facikit.session.responses import Response, response, responses
from facikit.session.tallies import HELD_BACK, is_released, release
from facikit.session.voices import labels_at, level_of
from facikit.tui.capture import is_own, kinds_of, of
from facikit.tui.drafts import Spot
from facikit.tui.keys import bindings
from facikit.tui.off_record import off_record_command
from facikit.tui.screens.base import Command
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.screens.reshape import ReshapeScreen
from facikit.tui.screens.spot import fields_at
from facikit.tui.text import cut
from facikit.tui.widgets.choice_line import ChoiceLine


class CaptureScreen(ReshapeScreen):
    """A screen to type entries in."""

    BINDINGS = bindings(
        "room.group", "entry.", "room.park", "room.incident", "room.agenda", "room.pages-down", "room.pages-up"
    )

    def begin(self) -> None:
        """Begin, where one has come for the sake of an entry, with that entry."""
        super().begin()
        wanted, self.desk.wanted_entry = self.desk.wanted_entry, ""
        if wanted:
            self._found(wanted)

    # Group, kind, label

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done here and now."""
        if action == "group":
            return len(self.groups) > 1 and self.field is not None and self.field.kind != "people" and not self.changing
        if action == "kind":
            return self.field is not None and len(kinds_of(self.field)) > 1
        if action == "heads":
            return self.field is not None and self.field.kind != "people" and not self.changing
        if action == "release":
            return self.field is not None and self.field.kind in HELD_BACK
        if action == "label":
            return self.field is not None and of(self.field).labelled and self._may_have_labels()
        if action == "agenda":
            return self.block is not None
        if action == "incident":
            return not self.changing  # while an entry is being changed, the key belongs to that
        if action == "versions":
            return self.has_versions
        if action == "unfinished":
            return bool(self.elsewhere()) and not self.changing
        return super().check_action(action, parameters)

    def action_group(self) -> None:
        """Type for the next group."""
        ids = [one.id for one in self.groups]
        self.choose_group(self.groups[(ids.index(self.group.id) + 1) % len(ids)])

    def choose_group(self, group: Group) -> None:
        """Type for this group."""
        self.gather()
        self.desk.choose_group(group)
        self.show()

    @on(ChoiceLine.Clicked, "#groups")
    def _group_clicked(self, event: ChoiceLine.Clicked) -> None:
        for group in self.groups:
            if group.id == event.chosen:
                self.choose_group(group)

    def action_kind(self) -> None:
        """Make this entry the next kind: point, quote, observation."""
        assert self.field is not None
        self.gather()
        kinds = [one.id for one in kinds_of(self.field)]
        now = kinds.index(self.line.kind) if self.line.kind in kinds else -1
        kind = kinds[(now + 1) % len(kinds)]
        self.line = msgspec.structs.replace(self.line, kind=kind)
        if of(self.field).own_kinds is not None and not self.line.editing:
            self.desk.kinds[self.field.kind, self.field.field] = kind
        self.keep()
        self.show_entries()

    def key_words(self) -> dict[str, str]:
        """Tell what ``^o`` changes here. What has a Ctrl chord is shown with that."""
        rounds = self.field is not None and self.field.kind == "scale"
        noted = {} if self.changing else {"aside.note": ""}
        return noted | {"aside.park": ""} | ({"entry.kind": "round"} if rounds else {})

    # Counting

    def action_heads(self) -> None:
        """Say how many people are in the group."""
        if self.block is None:
            return
        block, group = self.block.id, self.group
        now = heads(self.session, block, group.id)
        hint = "How many people work on this now? The number holds for what comes after, until you give another."
        name = "the room" if group.id == agenda.PLENARY else group.name

        def said(text: str | None) -> None:
            if text is None:
                return
            with self.telling():
                if not text.strip().isdigit() or len(text.strip()) > 6:
                    raise UserError(f"'{cut(text, 30)}' is not a number of people.", "^k asks again.")
                count_heads(self.session, block, group.id, int(text))
            self.show()

        self.app.push_screen(Prompt(f"How many in {name}?", hint, "" if now is None else str(now)), said)

    def action_release(self) -> None:
        """Let the counts be seen, or hold them back again."""
        if self.spot is None:
            return
        seen = is_released(self.session, *self.spot[:2])
        with self.telling():
            release(self.session, *self.spot[:2], released=not seen)
            self.say("Held back again." if seen else "The counts may be seen now: on the room's screen and in reports.")
        self.show()

    def _may_have_labels(self) -> bool:
        """Whether there is anybody to attribute an entry to, or the key has to say that there is nobody."""
        level = level_of(self.session, self.block.planned) if self.block is not None else ""
        if level in ("none", "code") or labels_at(self.session, self.field):
            return True
        register = people(self.session) if level in ("name", "organisation") else []
        return any(one.name if level == "name" else one.team for one in register)

    def action_label(self) -> None:
        """Choose whom this entry is attributed to, at the level that holds in the block."""
        if self.block is None or self.field is None:
            return
        self.gather()
        every = {one.label: one for one in offers(self.session, self.block.id, self.field)}
        if not every and not self.line.label:
            self.say(NOBODY)
            return
        recent = [label for label in self.desk.recent_labels if label in every]
        ordered = [*recent, *(label for label in every if label not in recent)]
        choices = [Choice(f"={label}", every[label].shown, every[label].beside) for label in ordered]
        self.app.push_screen(
            Picker("Who said it?", [*choices, Choice("", "No label")], chosen=f"={self.line.label}"), self._labelled
        )

    def _labelled(self, chosen: str | None) -> None:
        if chosen is not None:
            self.line = msgspec.structs.replace(self.line, label=chosen.removeprefix("="))
            self.keep()
            self.show_line()

    # Parking, finding, the agenda

    def action_park(self) -> None:
        """Put the line, or something else, aside."""
        self.gather()
        if self.spot is not None and self.line.holds_text and not self.line.editing:
            text = " · ".join(part.strip() for part in self.line.parts if part.strip())
            with self.telling():
                self.desk.drafts.enter(self.spot, self.line, partial(park, self.session, text, self.aside_in()))
                self.begin_anew()
                self.say(f"Parked: {cut(text, 60)}")
            self.show()
        else:
            super().action_park()

    def action_incident(self) -> None:
        """Write down what has just happened."""
        self.action_note_it()

    def aside_in(self) -> str:
        """Return the block that one types in, wherever the room is."""
        return self.block.id if self.block is not None else ""

    def action_unfinished(self) -> None:
        """Go to a line that is not finished."""
        elsewhere = self.elsewhere()
        if elsewhere:
            self._go_to_line(elsewhere[0])

    def _go_to_line(self, spot: Spot) -> None:
        line = self.desk.drafts.at(spot)
        if self.choose_spot(spot) or line is None:
            return
        words = " · ".join(part.strip() for part in line.parts if part.strip())

        def parked(text: str | None) -> None:
            if text:
                self.desk.drafts.enter(spot, line, partial(park, self.session, text))
                self.show()

        self.app.push_screen(
            Prompt("Park it", "Its place is not in the agenda any more; these are its words.", words), parked
        )

    def action_find(self) -> None:
        """Find an entry anywhere in the session."""
        titles = {one.id: one.title for one in agenda.blocks(self.session)}
        names = {group.id: group.name for block_id in titles for group in agenda.groups_of(self.session, block_id)}
        private = {
            (block.id, field.field)
            for block in agenda.blocks(self.session)
            for field in block.fields
            if field.kind == "pledge"
        }
        choices = [
            Choice(
                one.id,
                _words_of(one),
                " · ".join(
                    part
                    for part in (
                        titles.get(one.block, one.block),
                        names.get(one.group, one.group),
                        one.label,
                        "off record" if one.off_record else "",
                    )
                    if part
                ),
            )
            for one in responses(self.session)
            if (one.block, one.field) not in private or is_own(self.session, one)
        ]
        self.app.push_screen(Picker("Find an entry", choices), self._found)

    def _found(self, entry_id: str | None) -> None:
        if entry_id is None:
            return
        with self.telling():
            one = response(self.session, entry_id)
            self.go_to_entry(one)

    def go_to_entry(self, one: Response) -> None:
        """Show an entry where it stands, in the line if that is free."""
        if not self.choose_spot((one.block, one.field, one.group)):
            self.say("Its block is not in the agenda any more.")
        elif self.spot == (one.block, one.field, one.group) and self.free_for_change():
            self.change(one.id)

    def choose_spot(self, spot: Spot) -> bool:
        """Go to a spot; return whether there is a way."""
        block_id, field, group_id = spot
        block = next((one for one in agenda.blocks(self.session) if one.id == block_id), None)
        if block is None:
            return False
        self.gather()
        self.desk.field = field
        for group in agenda.groups_of(self.session, block_id):
            if group.id == group_id:
                self.desk.choose_group(group)
        steps = [at for at in range(len(block.steps)) if field in [one.field for one in fields_at(block, at)]]
        self.reach(
            block_id,
            self.step
            if self.block is not None and block.id == self.block.id and self.step in steps
            else next(iter(steps), 0),
        )
        return True

    def reach(self, block: str, step: int) -> None:
        """Show a step for the sake of an entry in it."""
        self.go(block, step)

    def action_agenda(self) -> None:
        """Choose a step from the whole day."""
        choices = []
        for one in agenda.blocks(self.session):
            state = "cut" if one.cut else f"{one.minutes} min"
            choices.append(Choice(f"{one.id}/0", one.title, state, strong=True))
            if len(one.steps) > 1:
                choices += [
                    Choice(
                        f"{one.id}/{at}",
                        f"{at + 1}  {step.title}",
                        f"{step.minutes} min" if step.minutes else "",
                        indent=3,
                    )
                    for at, step in enumerate(one.steps)
                ]
        here = f"{self.block.id}/{self.step}" if self.block is not None else ""
        self.app.push_screen(Picker("The agenda", choices, chosen=here), self._agenda_chosen)

    def _agenda_chosen(self, chosen: str | None) -> None:
        if chosen is not None:
            block, _, step = chosen.rpartition("/")
            self.gather()
            self.go(block, int(step))

    def commands(self) -> Iterable[Command]:
        """Unfinished lines, an entry that is not to go out, and groups by name."""
        for spot in self.elsewhere():
            words = " · ".join(part for part in self.desk.drafts.unfinished()[spot].parts if part.strip())
            yield Command(
                f"Back to the unfinished line: {words}", self.spot_words(spot), partial(self._go_to_line, spot)
            )
        yield from off_record_command(self)
        for group in self.groups if len(self.groups) > 1 else ():
            yield Command(f"Type for {group.name}", "", partial(self.choose_group, group))
        yield from super().commands()


def _words_of(one: Response) -> str:
    return " · ".join(part for part in (one.text, *one.cells.values(), one.description) if part.strip())
