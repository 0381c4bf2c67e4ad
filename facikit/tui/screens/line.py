"""The line that is being typed, at its spot: taken up, kept at every change, finished into an entry.

Each spot has its own unfinished line on the desk, so that nothing typed is lost by going elsewhere and nothing typed is
ever read as a command.
"""

from __future__ import annotations

import asyncio
from functools import partial

import msgspec
from textual import on, work
from textual.content import Content
from textual.widgets import Static, TextArea

from facikit.errors import UserError
from facikit.session.responses import Draft
from facikit.tui import branching, line_words
from facikit.tui.capture import Column, Entry, Row, kinds_of, of, stops_of
from facikit.tui.desk import Desk
from facikit.tui.drafts import Spot, Unfinished
from facikit.tui.meeting import met
from facikit.tui.screens.spot import SpotScreen
from facikit.tui.text import joined, plain
from facikit.tui.widgets.entry_line import EntryLine


class LineScreen(SpotScreen):
    """A screen with an entry line."""

    AUTO_FOCUS = "EntryLine"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.line = Unfinished()
        self.rows: list[Row] = []
        """The entries at the spot, as last shown."""
        self._said_begun = False
        """Whether the line was begun when it was last said what Tab leads to."""

    @property
    def entry_line(self) -> EntryLine:
        """Where everything is typed."""
        return self.query_one(EntryLine)

    # Taken up and kept

    def put_down(self) -> None:
        """Leave what is typed on the desk."""
        self.gather()

    def come_to(self, spot: Spot | None) -> None:
        """Leave the line of one spot on the desk, and take up that of another."""
        if spot == self.spot:
            return
        self.gather()
        self.spot = spot
        if spot is not None and self.field is not None:
            self.load(self.desk.drafts.at(spot) or self.blank())

    def blank(self) -> Unfinished:
        """Return an empty line for the field."""
        assert self.field is not None
        capture = of(self.field)
        stops = [one.id for one in self.stops()]
        first = "" if capture.deep else next(iter(stops), "")
        kinds = [one.id for one in kinds_of(self.field)]
        kept = self.desk.kinds.get((self.field.kind, self.field.field), "")
        return Unfinished(
            parts=("",) * len(capture.columns(self.field)),
            kind=kept if kept in kinds else next(iter(kinds), "point"),
            category=self.desk.category if self.desk.category in stops else first,
        )

    def stops(self) -> list[Column]:
        """Return what Tab goes along besides columns and fields: categories, or what there is to count."""
        if self.field is None or self.block is None:
            return []
        return stops_of(self.session, self.field, (self.block.id, self.field.field, self.group.id))

    def load(self, line: Unfinished) -> None:
        """Take up a line: the box holds the part that is being typed."""
        assert self.field is not None
        count = len(of(self.field).columns(self.field))
        parts = (*line.parts, *("",) * count)[:count]
        self.line = msgspec.structs.replace(line, parts=parts, at=min(line.at, count - 1))
        box = self.entry_line
        box.roams = of(self.field).counted
        self.say_walks()
        box.put(self.line.parts[self.line.at], editing=bool(line.editing))
        self.keep()

    def walks(self) -> str:
        """Return what Tab leads to, in words; empty where it leads nowhere."""
        if self.field is None:
            return ""
        several = len(self.fields) > 1
        if of(self.field).deep:
            onward = "next field" if several and not self.line_is_begun else ""
            return "one level deeper" if self._deeper() is not None else onward
        return line_words.walks(self.field, self.line, self.stops(), several_fields=several)

    def say_walks(self) -> None:
        """Say in the line, and on the bar, what Tab leads to just now."""
        if self.field is not None:
            box = self.entry_line
            self._said_begun = self.line_is_begun
            box.walks = self.walks()
            box.placeholder = line_words.placeholder(self.field, self.line, box.walks)
            box.refresh_bindings()

    @property
    def line_is_begun(self) -> bool:
        """Whether there is anything in the line, or an entry is being changed in it."""
        return bool(self.line.editing) or self.line.holds_text

    def gather(self) -> None:
        """Take what the box holds into the line. It is read from the box, never from a message that may be late."""
        if self.spot is None:
            return
        parts = list(self.line.parts)
        if parts[self.line.at] != self.entry_line.text:
            parts[self.line.at] = self.entry_line.text
            self.line = msgspec.structs.replace(self.line, parts=tuple(parts))
            self.keep()

    def keep(self) -> None:
        """Remember the line as it is now."""
        if self.spot is not None:
            self.desk.drafts.keep(self.spot, self.line)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.gather()
        if self.line_is_begun is not self._said_begun:
            self.say_walks()
        self.show_line()

    @property
    def line_holds_text(self) -> bool:
        """Whether moving away would leave something behind."""
        self.gather()
        return self.spot is not None and (self.line.holds_text or bool(self.line.editing))

    # Shown

    def show_line(self) -> None:
        """Show what stands before the line and above it."""
        prompt, so_far = Content(), ""
        if self.field is not None:
            stops = [] if of(self.field).deep else self.stops()
            prompt = joined(*line_words.prompt(self.session, self.field, self.line, self.group.name, stops))
            so_far = line_words.so_far(self.session, self.field, self.spot, self.line) if self.spot is not None else ""
        self.put("#prompt", prompt)
        self.put("#so-far", plain(so_far))
        self.put("#notice", plain(self.notice()))

    def put(self, name: str, content: Content) -> None:
        """Show a part; an empty one takes no room."""
        part = self.query_one(name, Static)
        if part.content != content:
            part.update(content)
            part.display = bool(content)

    def notice(self) -> str:
        """Return what is worth saying about the line just now."""
        return line_words.notice(self.session, self.spot, self.line, self.elsewhere(), self.desk.drafts.left)

    def elsewhere(self) -> list[Spot]:
        """Return where else there are unfinished lines, those of an earlier run first."""
        unfinished = self.desk.drafts.unfinished()
        left = [spot for spot in self.desk.drafts.left if spot in unfinished]
        return [spot for spot in dict.fromkeys([*left, *unfinished]) if spot != self.spot]

    def spot_words(self, spot: Spot) -> str:
        """Return where a spot is, in words."""
        return line_words.spot_words(self.session, spot)

    # Finished

    @on(EntryLine.Finished)
    def _finished(self) -> None:
        self.gather()
        if self.field is None or self.spot is None:
            return
        capture = of(self.field)
        if capture.walks and self.line.parts[0].strip() and self.line.at < len(self.line.parts) - 1:
            self.walk_to(self.line.at + 1)
        elif self.line.holds_text:
            self._save()
        elif self.line.editing:
            self.take_out()

    def entry(self) -> Entry:
        """Return the line as an entry to be made."""
        assert self.field is not None and self.spot is not None
        block, field, group = self.spot
        line = met(self.session, self.field, self.line) if self.line.editing else self.line
        blank = Draft(
            block=block, field=field, group=group, kind=line.kind or "point", label=line.label, category=line.category
        )
        return Entry(self.field, blank, line.parts, line.seen)

    def _save(self) -> None:
        assert self.field is not None and self.spot is not None
        if of(self.field).prepare is not None:
            self._prepare(self.entry(), self.spot, self.line)
        else:
            self._put(self.entry(), self.spot, self.line)

    @work(group="prepare")
    async def _prepare(self, entry: Entry, spot: Spot, line: Unfinished) -> None:
        """Do what takes its time away from the screen; the line waits for it."""
        prepare = of(entry.field).prepare
        assert prepare is not None
        self.entry_line.read_only = True
        self.put("#notice", plain("The picture is being kept …"))
        try:
            entry = await asyncio.to_thread(prepare, self.session, entry)
            self._put(entry, spot, line)
        except UserError as error:
            self.say_error(error)
            if spot == self.spot:
                self.walk_to(0)  # the first part is what could not be had
        finally:
            self.entry_line.read_only = False
            self.show_line()

    def _put(self, entry: Entry, spot: Spot, line: Unfinished) -> None:
        capture, editing = of(entry.field), line.editing
        make = partial(capture.change, self.session, editing) if editing else partial(capture.add, self.session)
        onward = ""
        try:
            onward = capture.onward(self.session, entry) if capture.onward is not None else ""
            self.desk.drafts.enter(spot, line, partial(make, entry))
        except UserError as error:
            self.show_entries()
            if editing and spot == self.spot and not self.is_there(editing):
                self.say("Somebody has taken this entry out meanwhile. Enter makes a new one of your words.")
                self.load(msgspec.structs.replace(self.line, editing="", original=(), seen=()))
                self.show_line()
            else:
                self.say_error(error)
            return
        if entry.seen:
            self.say("Somebody else has changed this entry, too: both stand. Up, then ^w lets you choose.")
        if entry.blank.label:
            self.desk.used_label(entry.blank.label)
        if capture.onward is not None:
            self.desk.category = onward or self.desk.category
        if spot == self.spot:
            self.begin_anew()
        else:
            self.show()

    def is_there(self, entry_id: str) -> bool:
        """Tell whether an entry is at the spot."""
        return any(row.id == entry_id for row in self.rows)

    def begin_anew(self) -> None:
        """Start the next entry."""
        self.load((self.desk.drafts.at(self.spot) if self.spot is not None else None) or self.blank())
        self.show()

    def take_out(self) -> None:
        """Take out the entry that is in the line."""
        if self.field is not None and self.line.editing and self.spot is not None:
            with self.telling():
                of(self.field).remove(self.session, self.line.editing)
                self.say("The entry is taken out. ^z brings it back.")
            self.desk.drafts.drop(self.spot)
            self.begin_anew()

    # Going on: columns, categories, fields

    @on(EntryLine.Walked)
    def _walked(self, event: EntryLine.Walked) -> None:
        self.gather()
        if self.field is None:
            return
        capture = of(self.field)
        if capture.deep:
            self._hang(event.by)
            return
        columns, named = capture.columns(self.field), [one.id for one in self.stops()]
        stops = len(named) if named else len(columns)
        at = named.index(self.line.category) if self.line.category in named else self.line.at
        to = at + event.by
        if not 0 <= to < stops and len(self.fields) > 1:
            self._next_field(event.by)
        elif named:
            self.stop_at(named[to % stops])
        else:
            self.walk_to(to % stops)

    def _next_field(self, by: int) -> None:
        assert self.field is not None
        names = [one.field for one in self.fields]
        self.choose_field(names[(names.index(self.field.field) + by) % len(names)])

    def stop_at(self, stop: str) -> None:
        """Type under another category, or count another item."""
        self.desk.category = stop
        self.line = msgspec.structs.replace(self.line, category=stop)
        self.keep()
        self.show_line()
        if self.field is not None and of(self.field).counted:
            self.show_entries()

    def _hang(self, by: int) -> None:
        """Hang the line on the point above it, or let it go back towards the middle."""
        assert self.spot is not None
        if by > 0:
            on = self._deeper()
            if on is None and len(self.fields) > 1 and not self.line_is_begun:
                self._next_field(by)
                return
            if on is None:
                self.say("There is no point on this branch yet to hang this one on.")
                return
        elif not self.line.category and len(self.fields) > 1:
            self._next_field(by)
            return
        else:
            on = branching.back(self.session, self.spot, self.line.category)
        self.line = msgspec.structs.replace(self.line, category=on)
        if not self.line.editing:
            self.desk.category = on
        self.keep()
        self.say_walks()
        self.show_line()

    def _deeper(self) -> str | None:
        """Return the point that Tab would hang the line on; None where there is none."""
        if self.spot is None:
            return None
        return branching.deeper(self.session, self.spot, self.line.category, self.line.editing)

    def walk_to(self, at: int) -> None:
        """Type in another column of the line."""
        self.load(msgspec.structs.replace(self.line, at=at))
        self.show_entries()

    def choose_field(self, name: str) -> None:
        """Type into another field of the step."""
        self.desk.field = name
        self.show()
