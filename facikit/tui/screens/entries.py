"""The entries of a spot above the line: shown, changed in the line where they were typed, pasted in, taken back.

A paste of several lines asks what it is to be. What is only counted has no entries of its own: its rows are the things
to count, and one of them is the one that is counted now.
"""

from __future__ import annotations

import asyncio

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facikit.library.kinds import Field
from facikit.session.clock import instant_of
from facikit.session.headcounts import heads_since
from facikit.session.plain import add_lines, overfull
from facikit.session.responses import responses
from facikit.session.undo import redo, undo
from facikit.tui.capture import Row, headings_of, of
from facikit.tui.counting import row_of
from facikit.tui.drafts import Spot
from facikit.tui.meeting import taken_up
from facikit.tui.screens.line import LineScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.text import cut, one_line, plain
from facikit.tui.versions import questions, settle
from facikit.tui.widgets.choice_line import ChoiceLine, Shown
from facikit.tui.widgets.entry_line import EntryLine
from facikit.tui.widgets.entry_list import EntryList, Lines


class EntriesScreen(LineScreen):
    """A screen with the entries of a spot."""

    _shown: Spot | None = None
    """Whose entries stand on the screen."""

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
        before = {row.id for row in self.rows}
        self.rows = self.listed(capture.rows(self.session, self.field, self.block.id, self.group.id))
        own = [
            row.id for row in self.rows if row.id not in before and row.line.partition(".")[0] in self.session.run_ids
        ]
        come = own[-1] if own else None
        self.query_one("#groups", ChoiceLine).show(self._group_counts(self.field), self.group.id, self.people_here())
        self.query_one("#fields", ChoiceLine).show(
            [Shown(one.field, one.title, self._count(one, self.group.id)) for one in self.fields], self.field.field
        )
        stops = [one.id for one in self.stops()]
        if capture.counted and stops and self.line.category not in stops:
            # What is counted comes from an earlier block, and has changed there.
            self.line = msgspec.structs.replace(self.line, category=stops[0])
        at = row_of(self.field, self.line.category, self.line.kind) if capture.counted else self.line.editing
        if self.spot != self._shown:
            # What is counted next, or what is being changed; else the latest.
            self._shown, come = self.spot, at if any(row.id == at for row in self.rows) else ""
        several = len(capture.columns(self.field)) > 1
        entries = self.query_one(EntryList)
        entries.lines.state = self.session.saved
        nothing_yet = "There is nothing to count yet." if capture.counted else self.nothing_yet()
        entries.show(
            headings_of(self.field),
            self.rows,
            nothing=f"{nothing_yet} {one_line(self.field.expect)}" if self.field.expect else nothing_yet,
            at=self.line.at if several else -1,
            come=come,
        )
        entries.lines.mark(at)
        if capture.deep:
            self.say_walks()  # somebody else's point may be there to hang on
        self.show_line()

    def listed(self, rows: list[Row]) -> list[Row]:
        """Return which of the entries at the spot are shown."""
        return rows

    def nothing_yet(self) -> str:
        """Say that there are no entries."""
        return "Nothing yet."

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
        lines = self.query_one_optional(Lines)
        if lines is not None:  # while the app closes, the parts of a screen go before it
            lines.refresh()

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
        elif self.free_for_change():
            self.change(event.entry)
        self.entry_line.focus()

    def free_for_change(self) -> bool:
        """Tell whether another entry may take the line; say why where it may not."""
        self.gather()
        if self.line.is_unsaved:
            self.say("Finish the line first: Enter makes it an entry.")
            return False
        return True

    def change(self, entry_id: str) -> None:
        """Take an entry into the line, to be changed."""
        assert self.field is not None
        with self.telling():
            self.load(taken_up(self.session, self.field, entry_id))
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
        if self.line.holds_text and (self.line.is_unsaved or not self.line.editing):
            # What stands in the other columns is typing too, and nearer than the last entry.
            self.walk_to(max(at for at, part in enumerate(self.line.parts) if part.strip()))
            return
        undone = None
        with self.telling():
            undone = redo(self.session) if event.again else undo(self.session)
            if undone is not None:
                self.say(f"{undone.words}.")
            else:
                self.say("There is nothing to put back." if event.again else "There is nothing of yours to take back.")
        self.show()
        if self.line.editing:
            # What was changed is in the line as it is now; what is no more gives way to what it was before.
            near = [record.removeprefix("response/") for record in (undone.records if undone is not None else ())]
            here = [entry for entry in (self.line.editing, *near) if self.is_there(entry)]
            if here:
                self.change(here[0])
            else:
                self.begin_anew()

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
                words = f"{len(lines)} entries. ^z takes them back together."
                self.say(f"{words} {overfull(self.field, lines)}".strip())
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
            if len(filled) > count and self.field is not None:
                self.say(overfull(self.field, ["\t".join(filled)]))
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

    def people_here(self) -> str:
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
