"""What Run and Note share: typing for a field and a group, one entry after another, at the speed of talk.

Where one is, is a *spot*: block, field and group. Each spot has its own unfinished line, kept on the desk at every
change, so that nothing typed is lost by going elsewhere. Nothing typed is ever read as a command.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, TextArea

from facikit.errors import UserError
from facikit.library.kinds import Field
from facikit.library.shapes import Step
from facikit.session import agenda
from facikit.session.agenda import Group, LiveBlock
from facikit.session.parking import park
from facikit.session.plain import add_lines, labels_of
from facikit.session.responses import Draft, Response, response, responses
from facikit.session.timer import Timer, timer
from facikit.session.undo import redo, undo
from facikit.tui.capture import Column, Entry, Row, categories, of
from facikit.tui.desk import Desk
from facikit.tui.drafts import Spot, Unfinished
from facikit.tui.keys import bindings
from facikit.tui.screens.base import Command, SessionScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import cut, joined, one_line, plain, told
from facikit.tui.widgets.choice_line import ChoiceLine, Shown
from facikit.tui.widgets.entry_line import EntryLine
from facikit.tui.widgets.entry_list import EntryList, Lines

Station = tuple[str, int]
"""A block and the number of a step in it, from 0."""
WHOLE_BLOCK = "block"
"""Stands for the step where a block has none."""


class CaptureScreen(SessionScreen):
    """A screen with an entry line."""

    BINDINGS = bindings("room.group", "entry.", "room.park", "room.agenda", "room.pages-down", "room.pages-up")
    AUTO_FOCUS = "EntryLine"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.block: LiveBlock | None = None
        self.step = 0
        self.fields: list[Field] = []
        self.field: Field | None = None
        self.groups: list[Group] = []
        self.group = Group(agenda.PLENARY, "Plenary", "")
        self.spot: Spot | None = None
        self.line = Unfinished()
        self.rows: list[Row] = []

    # Parts

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

    @property
    def entry_line(self) -> EntryLine:
        """Where everything is typed."""
        return self.query_one(EntryLine)

    # Where one is

    def station(self) -> Station | None:
        """Return the block and step to show; None where there is nothing on the agenda."""
        raise NotImplementedError

    def go(self, block: str, step: int) -> None:
        """Go to another step."""
        raise NotImplementedError

    def stations(self) -> list[Station]:
        """Return every step of the day, blocks that were cut left out."""
        every = [one for one in agenda.blocks(self.session) if not one.cut]
        return [(one.id, step) for one in every for step in range(max(1, len(one.steps)))]

    @property
    def current_step(self) -> Step | None:
        """The step shown, if the block has any."""
        return self.block.steps[self.step] if self.block is not None and self.block.steps else None

    def timer(self) -> Timer | None:
        """Return the timer of the step shown."""
        if self.block is None:
            return None
        step = self.current_step
        alone = len(self.block.steps) < 2
        minutes = (step.minutes if step is not None and not alone else 0) or (self.block.minutes if alone else 0)
        return timer(self.session, self.block.id, step.id if step is not None else WHOLE_BLOCK, minutes)

    def spot_at(self, station: Station) -> Spot | None:
        """Return where the line would be at a step."""
        block = agenda.block(self.session, station[0])
        field = self._field_among(fields_at(block, station[1]))
        return (block.id, field.field, self.desk.group_in(block.id).id) if field is not None else None

    def _field_among(self, fields: list[Field]) -> Field | None:
        named = {field.field: field for field in fields}
        return named.get(self.desk.field) or next(iter(fields), None)

    # Showing

    def show(self) -> None:
        """Show everything as it is now; the line is touched only where one has come to another spot."""
        station = self.station()
        if station is not None:
            self.block, self.step = agenda.block(self.session, station[0]), station[1]
            self.step = min(self.step, max(0, len(self.block.steps) - 1))
            self.fields = fields_at(self.block, self.step)
            self.groups = agenda.groups_of(self.session, self.block.id)
            self.group = self.desk.group_in(self.block.id)
        else:
            self.block, self.step, self.fields, self.groups = None, 0, [], []
        self.field = self._field_among(self.fields)
        self._come_to(
            (self.block.id, self.field.field, self.group.id)
            if self.block is not None and self.field is not None
            else None
        )
        self.show_room()
        self.show_entries()
        self.refresh_bindings()

    def show_room(self) -> None:
        """Show the step and what surrounds it."""

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
            self._show_line()
            return
        capture = of(self.field)
        self.rows = capture.rows(self.session, self.field, self.block.id, self.group.id)
        self.query_one("#groups", ChoiceLine).show(self._group_counts(self.field), self.group.id)
        self.query_one("#fields", ChoiceLine).show(
            [Shown(one.field, one.title, self._count(one, self.group.id)) for one in self.fields], self.field.field
        )
        named = categories(self.field)
        columns = [Column("", "Category"), *capture.columns(self.field)] if named else capture.columns(self.field)
        entries = self.query_one(EntryList)
        entries.lines.state = self.session.saved
        entries.show(
            [column.title for column in columns],
            self.rows,
            nothing=f"Nothing yet. {one_line(self.field.expect)}" if self.field.expect else "Nothing yet.",
            at=self.line.at if len(columns) > 1 and not named else -1,
        )
        entries.lines.mark(self.line.editing)
        self._show_line()

    def _group_counts(self, field: Field) -> list[Shown]:
        if field.kind == "people":
            return [Shown(one.id, one.name, len(self.rows)) for one in self.groups]
        return [Shown(one.id, one.name, self._count(field, one.id)) for one in self.groups]

    def _count(self, field: Field, group: str) -> int:
        assert self.block is not None
        if field.kind == "people":
            return len(of(field).rows(self.session, field, self.block.id, group))
        return len(responses(self.session, self.block.id, field.field, group))

    def show_saved(self) -> None:
        """Draw the marks anew."""
        super().show_saved()
        self.query_one(Lines).refresh()

    def _show_line(self) -> None:
        self._update("#prompt", joined(*self._prompt()))
        self._update("#so-far", plain(self._so_far()))
        self._update("#notice", plain(self.notice()))

    def _update(self, name: str, content: object) -> None:
        part = self.query_one(name, Static)
        if part.content != content:
            part.update(content)  # type: ignore[arg-type]
            part.display = bool(str(content))

    def _prompt(self) -> Iterator[str | tuple[str, str]]:
        if self.field is None:
            return
        line = self.line
        capture = of(self.field)
        parts = [cut(self.group.name, 20)]
        if capture.kinds and line.kind != capture.kinds[0]:
            parts.append(line.kind)
        if line.label:
            parts.append(cut(line.label, 20))
        named = {one.id: one.title for one in categories(self.field)}
        columns = capture.columns(self.field)
        parts.append(cut(named.get(line.category, "") or columns[min(line.at, len(columns) - 1)].title, 24))
        yield " · ".join(parts[:-1]) + " · ", "$text-muted"
        yield parts[-1], "bold"
        yield " ›", "$text-muted"

    def _so_far(self) -> str:
        """Return what the other columns of the line hold."""
        if self.field is None or not any(part for at, part in enumerate(self.line.parts) if at != self.line.at):
            return ""
        columns = of(self.field).columns(self.field)
        named = zip(columns, self.line.parts, strict=False)
        return "   ".join(
            f"{column.title}: {one_line(part) or ('…' if at == self.line.at else '–')}"
            for at, (column, part) in enumerate(named)
        )

    def notice(self) -> str:
        """Return what is worth saying about the line just now."""
        if self.line.editing:
            return "Changing an entry: Enter saves it, Esc leaves it as it was, Enter on nothing takes it out."
        elsewhere = [spot for spot in self.desk.drafts.unfinished() if spot != self.spot]
        if elsewhere:
            return (
                f"Unfinished elsewhere: {'; '.join(self._spot_words(spot) for spot in elsewhere[:3])}. ^p goes there."
            )
        return ""

    def _spot_words(self, spot: Spot) -> str:
        block_id, _, group_id = spot
        with self.telling():
            block = agenda.block(self.session, block_id)
            names = {group.id: group.name for group in agenda.groups_of(self.session, block_id)}
            return f"{block.title}, {names.get(group_id, group_id)}"
        return block_id

    # The line

    def _come_to(self, spot: Spot | None) -> None:
        if spot == self.spot:
            return
        self.gather()
        self.spot = spot
        if spot is not None and self.field is not None:
            self._load(self.desk.drafts.at(spot) or self._blank())

    def _blank(self) -> Unfinished:
        assert self.field is not None
        capture = of(self.field)
        named = [one.id for one in categories(self.field)]
        category = self.desk.category if self.desk.category in named else next(iter(named), "")
        kind = next(iter(capture.kinds), "point")
        return Unfinished(parts=("",) * len(capture.columns(self.field)), kind=kind, category=category)

    def _load(self, line: Unfinished) -> None:
        """Take up a line: the box holds the part that is being typed."""
        assert self.field is not None
        count = len(of(self.field).columns(self.field))
        parts = (*line.parts, *("",) * count)[:count]
        self.line = msgspec.structs.replace(line, parts=parts, at=min(line.at, count - 1))
        box = self.entry_line
        box.walks = self._walks()
        box.placeholder = self._placeholder(box.walks)
        box.put(self.line.parts[self.line.at], editing=bool(line.editing))
        self._keep()

    def _placeholder(self, walks: str) -> str:
        """Say in an empty line what can be done in it."""
        assert self.field is not None
        if self.field.kind == "photo" and self.line.at == 0:
            return "Drop the picture's file here, or type its path"
        tab = f" · Tab: {walks}" if walks else ""
        return f"Enter saves{tab}"

    def gather(self) -> None:
        """Take what the box holds into the line. It is read from the box, never from a message that may be late."""
        if self.spot is None:
            return
        parts = list(self.line.parts)
        if parts[self.line.at] != self.entry_line.text:
            parts[self.line.at] = self.entry_line.text
            self.line = msgspec.structs.replace(self.line, parts=tuple(parts))
            self._keep()

    def _keep(self) -> None:
        if self.spot is not None:
            self.desk.drafts.keep(self.spot, self.line)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.gather()
        self._show_line()

    @property
    def line_holds_text(self) -> bool:
        """Whether moving away would leave something behind."""
        self.gather()
        return self.spot is not None and (self.line.holds_text or bool(self.line.editing))

    @on(EntryLine.Finished)
    def _finished(self) -> None:
        self.gather()
        if self.field is None or self.spot is None:
            return
        capture = of(self.field)
        if capture.walks and self.line.parts[0].strip() and self.line.at < len(self.line.parts) - 1:
            self._walk_to(self.line.at + 1)
        elif self.line.holds_text:
            self._save()
        elif self.line.editing:
            with self.telling():
                capture.remove(self.session, self.line.editing)
                self.say("The entry is taken out. ^z brings it back.")
            self._begin_anew()

    def _entry(self) -> Entry:
        assert self.field is not None and self.spot is not None
        block, field, group = self.spot
        line = self.line
        blank = Draft(
            block=block, field=field, group=group, kind=line.kind or "point", label=line.label, category=line.category
        )
        return Entry(self.field, blank, line.parts)

    def _save(self) -> None:
        assert self.field is not None and self.spot is not None
        if of(self.field).prepare is not None:
            self._prepare(self._entry(), self.spot, self.line.editing)
        else:
            self._put(self._entry(), self.spot, self.line.editing)

    @work(group="prepare")
    async def _prepare(self, entry: Entry, spot: Spot, editing: str) -> None:
        """Do what takes its time away from the screen; the line waits for it."""
        prepare = of(entry.field).prepare
        assert prepare is not None
        self.entry_line.read_only = True
        self._update("#notice", plain("The picture is being kept …"))
        try:
            with self.telling():
                entry = await asyncio.to_thread(prepare, self.session, entry)
                self._put(entry, spot, editing)
        finally:
            self.entry_line.read_only = False
            self._show_line()

    def _put(self, entry: Entry, spot: Spot, editing: str) -> None:
        capture = of(entry.field)
        try:
            if editing:
                capture.change(self.session, editing, entry)
            else:
                capture.add(self.session, entry)
        except UserError as error:
            self.say_error(error)
            if editing and spot == self.spot and not self._is_there(editing):
                # Somebody took the entry out meanwhile: its words become a new one, rather than be lost.
                self.line = msgspec.structs.replace(self.line, editing="")
            return
        if entry.blank.label:
            self.desk.used_label(entry.blank.label)
        self.desk.drafts.drop(spot)
        if spot == self.spot:
            self._begin_anew()
        self.show()

    def _is_there(self, entry_id: str) -> bool:
        return any(row.id == entry_id for row in self.rows)

    def _begin_anew(self) -> None:
        self._load(self._blank())
        self.show()

    # Going on: columns, categories, fields

    def _walks(self) -> str:
        if self.field is None:
            return ""
        columns, named = of(self.field).columns(self.field), categories(self.field)
        if len(columns) > 1 and self.line.at < len(columns) - 1:
            return "next column"
        if named and len(named) > 1:
            return "next category"
        if len(self.fields) > 1:
            return "next field"
        return "first column" if len(columns) > 1 else ""

    @on(EntryLine.Walked)
    def _walked(self, event: EntryLine.Walked) -> None:
        self.gather()
        if self.field is None:
            return
        columns, named = of(self.field).columns(self.field), [one.id for one in categories(self.field)]
        stops = len(named) if named else len(columns)
        at = named.index(self.line.category) if self.line.category in named else self.line.at
        to = at + event.by
        if not 0 <= to < stops and len(self.fields) > 1:
            names = [one.field for one in self.fields]
            self._choose_field(names[(names.index(self.field.field) + event.by) % len(names)])
        elif named:
            self.desk.category = named[to % stops]
            self.line = msgspec.structs.replace(self.line, category=self.desk.category)
            self._keep()
            self._show_line()
        else:
            self._walk_to(to % stops)

    def _walk_to(self, at: int) -> None:
        self._load(msgspec.structs.replace(self.line, at=at))
        self.show_entries()

    def _choose_field(self, name: str) -> None:
        self.desk.field = name
        self.show()

    @on(ChoiceLine.Clicked, "#fields")
    def _field_clicked(self, event: ChoiceLine.Clicked) -> None:
        self._choose_field(event.chosen)

    # Changing entries

    @on(EntryLine.Chosen)
    def _chosen(self, event: EntryLine.Chosen) -> None:
        self.gather()
        if not self.line.editing and self.line.holds_text:
            return
        if self.line.editing and self._is_changed():
            self.say("Enter saves the change first, Esc leaves the entry as it was.")
            return
        ids = [row.id for row in self.rows]
        at = ids.index(self.line.editing) if self.line.editing in ids else len(ids)
        to = at + event.by
        if to >= len(ids):
            self._begin_anew()
        elif to >= 0:
            self.change(ids[to])

    @on(Lines.Clicked)
    def _clicked(self, event: Lines.Clicked) -> None:
        if self._free_for_change():
            self.change(event.entry)
        self.entry_line.focus()

    def _free_for_change(self) -> bool:
        """Tell whether another entry may take the line; say why where it may not."""
        self.gather()
        if (self.line.editing and self._is_changed()) or (not self.line.editing and self.line.holds_text):
            self.say("Finish the line first: Enter makes it an entry.")
            return False
        return True

    def _is_changed(self) -> bool:
        assert self.field is not None
        with self.telling():
            return self.line.parts != of(self.field).parts(self.session, self.field, self.line.editing)
        return True

    def change(self, entry_id: str) -> None:
        """Take an entry into the line, to be changed."""
        assert self.field is not None
        capture = of(self.field)
        with self.telling():
            parts = capture.parts(self.session, self.field, entry_id)
            line = Unfinished(parts=parts, at=1 if capture.walks else 0, editing=entry_id)
            if capture.kinds or categories(self.field):
                found = response(self.session, entry_id)
                line = msgspec.structs.replace(line, kind=found.kind, label=found.label, category=found.category)
            self._load(line)
        self.show_entries()

    @on(EntryLine.Left)
    def _left(self) -> None:
        if self.spot is not None:
            self.desk.drafts.drop(self.spot)
            self._begin_anew()

    @on(EntryLine.TakenBack)
    def _taken_back(self, event: EntryLine.TakenBack) -> None:
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
            with self.telling():
                add_lines(self.session, self.field, lines, self._entry().blank)
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
            self._load(msgspec.structs.replace(self.line, parts=parts, at=at))
            self.show_entries()
        else:
            self.entry_line.insert_text(text.replace("\t", " "))

    @work(group="prepare")
    async def _paste_prepared(self, lines: list[str]) -> None:
        entry, field = self._entry(), self.field
        assert field is not None
        capture = of(field)
        assert capture.prepare is not None
        rest = ("",) * (len(capture.columns(field)) - 1)
        for number, line in enumerate(lines, 1):
            self._update("#notice", plain(f"Picture {number} of {len(lines)} is being kept …"))
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
            return self.field is not None and len(of(self.field).kinds) > 1
        if action == "label":
            return self.field is not None and of(self.field).labelled and bool(self._labels())
        if action == "agenda":
            return self.block is not None
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
        kinds = of(self.field).kinds
        now = kinds.index(self.line.kind) if self.line.kind in kinds else -1
        self.line = msgspec.structs.replace(self.line, kind=kinds[(now + 1) % len(kinds)])
        self._keep()
        self._show_line()

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
            self._keep()
            self._show_line()

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
            park(self.session, text, self.block.id if self.block is not None else "")
            self.say(f"Parked: {cut(text, 60)}")
            if clear and self.spot is not None:
                self.desk.drafts.drop(self.spot)
                self._load(self._blank())
        self.show()

    def action_find(self) -> None:
        """Find an entry anywhere in the session."""
        titles = {one.id: one.title for one in agenda.blocks(self.session)}
        names = {group.id: group.name for block_id in titles for group in agenda.groups_of(self.session, block_id)}
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
        """Groups by name, and unfinished lines."""
        for spot, line in self.desk.drafts.unfinished().items():
            if spot != self.spot:
                words = " · ".join(part for part in line.parts if part.strip())
                yield Command(
                    f"Back to the unfinished line: {words}", self._spot_words(spot), partial(self._choose_spot, spot)
                )
        for group in self.groups if len(self.groups) > 1 else ():
            yield Command(f"Type for {group.name}", "", partial(self.choose_group, group))

    def page_entries(self, by: int) -> None:
        """Turn a page in the entries."""
        lines = self.query_one(Lines)
        lines.scroll_relative(y=by * max(1, lines.size.height - 1), animate=False)

    # Telling

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say what a person can be told, instead of stopping."""
        try:
            yield
        except UserError as error:
            self.say_error(error)

    def say_error(self, error: UserError) -> None:
        """Say an error and its way out."""
        self.say(told(error), serious=True)


def fields_at(block: LiveBlock, step: int) -> list[Field]:
    """Return what can be typed at a step: what it captures, else what the steps before it or after it do."""
    steps = block.steps
    for at in [step, *range(step - 1, -1, -1), *range(step + 1, len(steps))]:
        if 0 <= at < len(steps) and steps[at].capture:
            return list(steps[at].capture)
    return []


def _words_of(one: Response) -> str:
    return one.text or " · ".join(text for text in one.cells.values() if text) or one.description
