"""What Run and Note share: entries above, the line below, and all that can be done with them by key.

Groups, kinds and labels are chosen by key and shown before the line. Entries are changed in the line, where they were
typed. A paste of several lines asks what it is to be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facikit.errors import UserError
from facikit.library.kinds import Field
from facikit.session import agenda
from facikit.session.agenda import Group
from facikit.session.clock import instant_of
from facikit.session.headcounts import count_heads, heads, heads_since
from facikit.session.parking import park
from facikit.session.plain import add_lines, labels_of
from facikit.session.responses import Response, response, responses
from facikit.session.tallies import is_released, release
from facikit.session.undo import redo, undo
from facikit.tui.capture import headings_of, is_own, kinds_of, of
from facikit.tui.counting import row_of
from facikit.tui.drafts import Spot, Unfinished
from facikit.tui.keys import bindings
from facikit.tui.screens.base import Command
from facikit.tui.screens.line import LineScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.screens.spot import fields_at
from facikit.tui.text import cut, one_line, plain
from facikit.tui.versions import questions, settle
from facikit.tui.widgets.choice_line import ChoiceLine, Shown
from facikit.tui.widgets.entry_line import EntryLine
from facikit.tui.widgets.entry_list import EntryList, Lines


class CaptureScreen(LineScreen):
    """A screen to type entries in."""

    BINDINGS = bindings("room.group", "entry.", "room.park", "room.agenda", "room.pages-down", "room.pages-up")

    def compose_capture(self) -> ComposeResult:
        """Groups, fields, entries, and the line."""
        with Vertical(id="capture"):
            yield ChoiceLine("groups")
            yield ChoiceLine("fields")
            yield EntryList()
            yield Static(id="nothing")
            yield Static(id="notice")
            yield Static(id="so-far")
            with Horizontal(id="typing"):
                yield Static(id="prompt")
                yield EntryLine()

    def on_mount(self) -> None:
        """Begin, where one has come for the sake of an entry, with that entry."""
        super().on_mount()
        wanted, self.desk.wanted_entry = self.desk.wanted_entry, ""
        if wanted:
            self._found(wanted)

    # Entries

    def show_entries(self) -> None:
        """Show the entries of the spot, and the line below them."""
        capturing = self.field is not None
        for name in ("#groups", "#typing"):
            self.query_one(name).display = capturing
        self.query_one(EntryList).display = capturing
        self.query_one("#fields").display = len(self.fields) > 1
        nothing = self.query_one("#nothing", Static)
        nothing.display = not capturing
        nothing.update(plain("Nothing is written down in this block."))
        if self.field is None or self.block is None:
            self.rows = []
            self.show_line()
            return
        capture = of(self.field)
        self.rows = capture.rows(self.session, self.field, self.block.id, self.group.id)
        self.query_one("#groups", ChoiceLine).show(self._group_counts(self.field), self.group.id, self._people())
        self.query_one("#fields", ChoiceLine).show(
            [Shown(one.field, one.title, self._count(one, self.group.id)) for one in self.fields], self.field.field
        )
        stops = [one.id for one in self.stops()]
        if capture.counted and stops and self.line.category not in stops:
            # What is counted comes from an earlier block, and has changed there.
            self.line = msgspec.structs.replace(self.line, category=stops[0])
        several = len(capture.columns(self.field)) > 1
        entries = self.query_one(EntryList)
        entries.lines.state = self.session.saved
        nothing_yet = "There is nothing to count yet." if capture.counted else "Nothing yet."
        entries.show(
            headings_of(self.field),
            self.rows,
            nothing=f"{nothing_yet} {one_line(self.field.expect)}" if self.field.expect else nothing_yet,
            at=self.line.at if several else -1,
        )
        at = row_of(self.field, self.line.category, self.line.kind) if capture.counted else self.line.editing
        entries.lines.mark(at)
        self.show_line()

    def _group_counts(self, field: Field) -> list[Shown]:
        if field.kind == "people":
            return [Shown(one.id, one.name, len(self.rows)) for one in self.groups]
        return [Shown(one.id, one.name, self._count(field, one.id)) for one in self.groups]

    def _count(self, field: Field, group: str) -> int:
        assert self.block is not None
        if field.kind == "people":
            return len(of(field).rows(self.session, field, self.block.id, group))
        amount = of(field).amount
        if amount is not None:
            return amount(self.session, field, (self.block.id, field.field, group))
        return len(responses(self.session, self.block.id, field.field, group))

    def show_saved(self) -> None:
        """Draw the marks anew."""
        super().show_saved()
        self.query_one(Lines).refresh()

    def page_entries(self, by: int) -> None:
        """Turn a page in the entries."""
        lines = self.query_one(Lines)
        lines.scroll_relative(y=by * max(1, lines.size.height - 1), animate=False)

    @on(ChoiceLine.Clicked, "#fields")
    def _field_clicked(self, event: ChoiceLine.Clicked) -> None:
        self.choose_field(event.chosen)

    # Changing entries

    @on(EntryLine.Chosen)
    def _chosen(self, event: EntryLine.Chosen) -> None:
        self.gather()
        if self.field is not None and of(self.field).counted:
            stops = [one.id for one in self.stops()]
            at = stops.index(self.line.category) + event.by if self.line.category in stops else 0
            if 0 <= at < len(stops):
                self.stop_at(stops[at])
            return
        if not self.line.editing and self.line.holds_text:
            return
        if self.line.editing and self.line.is_unsaved:
            self.say("Enter saves the change first, Esc leaves the entry as it was.")
            return
        ids = [row.id for row in self.rows]
        if not self.line.editing and event.by < 0 and self.block is not None and self.block.planned.anonymous:
            # The list shows no order of entry, so the last one is looked for among what this desk has written.
            own = [row for row in self.rows if row.line.partition(".")[0] in self.session.run_ids]
            if own:
                self.change(max(own, key=lambda row: int(row.line.partition(".")[2])).id)
                return
        at = ids.index(self.line.editing) if self.line.editing in ids else len(ids)
        to = at + event.by
        if to >= len(ids):
            self.begin_anew()
        elif to >= 0:
            self.change(ids[to])

    @on(Lines.Clicked)
    def _clicked(self, event: Lines.Clicked) -> None:
        if self.field is not None and of(self.field).counted:
            stop = event.entry.partition("/")[0]
            if stop in [one.id for one in self.stops()]:
                self.stop_at(stop)
        elif self._free_for_change():
            self.change(event.entry)
        self.entry_line.focus()

    def _free_for_change(self) -> bool:
        """Tell whether another entry may take the line; say why where it may not."""
        self.gather()
        if self.line.is_unsaved:
            self.say("Finish the line first: Enter makes it an entry.")
            return False
        return True

    def change(self, entry_id: str) -> None:
        """Take an entry into the line, to be changed."""
        assert self.field is not None
        capture = of(self.field)
        with self.telling():
            parts = capture.parts(self.session, self.field, entry_id)
            line = Unfinished(parts=parts, at=1 if capture.walks else 0, editing=entry_id)
            if capture.deep:
                found = response(self.session, entry_id)
                line = msgspec.structs.replace(line, kind=found.category, label=found.label, category=found.parent)
            elif capture.kinds:
                found = response(self.session, entry_id)
                line = msgspec.structs.replace(line, kind=found.kind, label=found.label, category=found.category)
            self.load(msgspec.structs.replace(line, original=line.typed))
        self.show_entries()

    @property
    def has_versions(self) -> bool:
        """Whether the entry in the line was changed by two people who did not see each other."""
        return bool(self.line.editing) and self.session.records.get(f"response/{self.line.editing}").versions > 1

    def notice(self) -> str:
        """Where several versions stand, how to settle them."""
        if self.has_versions:
            return "Two people changed this entry without seeing each other: ^w shows both and lets one stand."
        return super().notice()

    @work(exclusive=True, group="versions")
    async def action_versions(self) -> None:
        """Choose which version shall stand, part by part."""
        self.gather()
        field, entry = self.field, self.line.editing
        if self.line.is_unsaved or field is None:
            self.say("Enter saves the change first, Esc leaves the entry as it was.")
            return
        answers = []
        for question in questions(self.session, field, entry):
            choices = [Choice(str(at), one.words, one.behind) for at, one in enumerate(question.versions)]
            hint = "The others stay in the session's log: nothing is lost by choosing."
            title = f"{question.title}: which shall stand?"
            chosen = await self.app.push_screen_wait(Picker(title, choices, hint=hint, search=False))
            if chosen is None:
                return
            answers.append((question, question.versions[int(chosen)]))
        with self.telling():
            settle(self.session, entry, answers)
        self.say("Settled: this version stands.")
        self.change(entry)

    @on(EntryLine.Left)
    def _left(self) -> None:
        if self.spot is not None:
            self.desk.drafts.drop(self.spot)
            self.begin_anew()

    @on(EntryLine.TakenBack)
    def _taken_back(self, event: EntryLine.TakenBack) -> None:
        self.gather()
        if self.line.holds_text:
            # What stands in the other columns is typing too, and nearer than the last entry.
            self.walk_to(max(at for at, part in enumerate(self.line.parts) if part.strip()))
            return
        with self.telling():
            undone = redo(self.session) if event.again else undo(self.session)
            if undone is not None:
                self.say(f"{undone.words}.")
            else:
                self.say("There is nothing to put back." if event.again else "There is nothing of yours to take back.")
        self.show()

    # Pasting

    @on(EntryLine.Pasted)
    def _pasted(self, event: EntryLine.Pasted) -> None:
        self.gather()
        if self.field is None:
            return
        lines = [line for line in event.text.split("\n") if line.strip()]
        if len(lines) < 2:
            self._paste_one(event.text)
            return
        count = len(lines)
        choices = [
            Choice("many", f"{count} entries, one for each line"),
            Choice("one", "One entry, its lines kept"),
        ]
        self.app.push_screen(
            Picker(
                f"{count} lines were pasted: {count} entries or one?",
                choices,
                chosen="one" if self.field.kind == "text" else "many",
                hint="\n".join(cut(line, 80) for line in lines[:4]) + ("\n…" if count > 4 else ""),
                search=False,
            ),
            lambda answer: self._paste(answer, lines, event.text),
        )

    def _paste(self, answer: str | None, lines: list[str], text: str) -> None:
        if answer == "one":
            self.entry_line.insert_text(text)
        elif answer == "many" and self.field is not None:
            if of(self.field).prepare is not None:
                self._paste_prepared(lines)
                return
            many = of(self.field).add_many
            with self.telling():
                if many is not None:
                    many(self.session, self.entry(), lines)
                else:
                    add_lines(self.session, self.field, lines, self.entry().blank)
                self.say(f"{len(lines)} entries. ^z takes them back together.")
            self.show()

    def _paste_one(self, text: str) -> None:
        """One line: its tabs are the columns of a table, and nothing else elsewhere."""
        cells = text.split("\t")
        if len(cells) > 1 and len(self.line.parts) > 1:
            before, after = self.line.parts[: self.line.at], self.line.parts[self.line.at :]
            filled = (*before, *cells, *after[len(cells) :])
            count = len(self.line.parts)
            parts = (*filled[: count - 1], " ".join(filled[count - 1 :]))
            at = min(self.line.at + len(cells) - 1, count - 1)
            self.load(msgspec.structs.replace(self.line, parts=parts, at=at))
            self.show_entries()
        else:
            self.entry_line.insert_text(text.replace("\t", " "))

    @work(group="prepare")
    async def _paste_prepared(self, lines: list[str]) -> None:
        entry, field = self.entry(), self.field
        assert field is not None
        capture = of(field)
        assert capture.prepare is not None
        rest = ("",) * (len(capture.columns(field)) - 1)
        for number, line in enumerate(lines, 1):
            self.put("#notice", plain(f"Picture {number} of {len(lines)} is being kept …"))
            with self.telling():
                one = msgspec.structs.replace(entry, parts=(line, *rest))
                capture.add(self.session, await asyncio.to_thread(capture.prepare, self.session, one))
        self.show()

    # Group, kind, label

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done here and now."""
        if action == "group":
            return len(self.groups) > 1 and self.field is not None and self.field.kind != "people"
        if action == "kind":
            return self.field is not None and len(kinds_of(self.field)) > 1
        if action == "heads":
            return self.field is not None and self.field.kind != "people"
        if action == "release":
            return self.field is not None and of(self.field).counted
        if action == "label":
            return self.field is not None and of(self.field).labelled and bool(self._labels())
        if action == "agenda":
            return self.block is not None
        if action == "versions":
            return self.has_versions
        if action == "unfinished":
            return bool(self.elsewhere())
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
        """Tell what ``^o`` changes here."""
        rounds = self.field is not None and self.field.kind == "scale"
        return {"entry.kind": "round"} if rounds else {}

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

    def _people(self) -> str:
        """Return how many people are in the group, and since when that is known."""
        if self.block is None:
            return ""
        number, block = heads_since(self.session, self.block.id, self.group.id)
        if number is None:
            return ""
        words = "1 person" if number == 1 else f"{number} people"
        if block == self.block.id:
            return words
        last = self.session.records.get(f"headcount/{block}/{self.group.id}").last
        at = f"{self.session.local(instant_of(last.t)):%H:%M}" if last is not None else ""
        return f"{words} (as at {at})" if at else words

    def action_release(self) -> None:
        """Let the counts be seen, or hold them back again."""
        if self.spot is None:
            return
        seen = is_released(self.session, *self.spot[:2])
        with self.telling():
            release(self.session, *self.spot[:2], released=not seen)
            self.say("Held back again." if seen else "The counts may be seen now: on the room's screen and in reports.")
        self.show()

    def _labels(self) -> list[str]:
        return labels_of(self.field, agenda.labels(self.session)) if self.field is not None else []

    def action_label(self) -> None:
        """Choose whom this entry is attributed to."""
        self.gather()
        every = self._labels()
        recent = [label for label in self.desk.recent_labels if label in every]
        ordered = [*recent, *(label for label in every if label not in recent)]
        choices = [Choice(f"={label}", label) for label in ordered]
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
        if self.line.holds_text and not self.line.editing:
            self._park(" · ".join(part.strip() for part in self.line.parts if part.strip()), clear=True)
        else:
            hint = "It goes to the parking lot, and the room goes on."
            self.app.push_screen(Prompt("Park it", hint), lambda text: self._park(text or "", clear=False))

    def _park(self, text: str, *, clear: bool) -> None:
        if not text.strip():
            return
        with self.telling():
            put = partial(park, self.session, text, self.block.id if self.block is not None else "")
            if clear and self.spot is not None:
                self.desk.drafts.enter(self.spot, self.line, put)
                self.begin_anew()
            else:
                put()
            self.say(f"Parked: {cut(text, 60)}")
        self.show()

    def action_unfinished(self) -> None:
        """Go to a line that is not finished."""
        elsewhere = self.elsewhere()
        if elsewhere:
            self._go_to_line(elsewhere[0])

    def _go_to_line(self, spot: Spot) -> None:
        line = self.desk.drafts.at(spot)
        if self._choose_spot(spot) or line is None:
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
                    for part in (titles.get(one.block, one.block), names.get(one.group, one.group), one.label)
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
        if not self._choose_spot((one.block, one.field, one.group)):
            self.say("Its block is not in the agenda any more.")
        elif self.spot == (one.block, one.field, one.group) and self._free_for_change():
            self.change(one.id)

    def _choose_spot(self, spot: Spot) -> bool:
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
        """Groups by name, unfinished lines, and taking out the entry in the line."""
        if self.line.editing:
            yield Command("Take this entry out", "^z brings it back", self.take_out)
        for spot in self.elsewhere():
            words = " · ".join(part for part in self.desk.drafts.unfinished()[spot].parts if part.strip())
            yield Command(
                f"Back to the unfinished line: {words}", self.spot_words(spot), partial(self._go_to_line, spot)
            )
        for group in self.groups if len(self.groups) > 1 else ():
            yield Command(f"Type for {group.name}", "", partial(self.choose_group, group))


def _words_of(one: Response) -> str:
    return one.text or " · ".join(text for text in one.cells.values() if text) or one.description
