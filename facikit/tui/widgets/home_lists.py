"""Home's two lists: the sessions, newest first, and the library."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content
from textual.widgets.option_list import Option

from facikit.tui.overview import Definition, Glance, today
from facikit.tui.text import cut, joined, plain
from facikit.tui.widgets.cursor_list import CursorList


class SessionList(CursorList):
    """The sessions: each a name at once, and how far it has got as soon as it has been read."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id, compact=True)
        self.folders: list[Path] = []
        self.glances: dict[Path, Glance] = {}

    @property
    def marked(self) -> Path | None:
        """The folder of the one that is marked."""
        at = self.highlighted
        return self.folders[at] if at is not None and at < len(self.folders) else None

    def show(self, folders: list[Path], marked: Path | None = None) -> None:
        """List these; what is known of them stays known."""
        self.folders = folders
        self.glances = {one: known for one, known in self.glances.items() if one in folders}
        self._list(marked)

    def learn(self, glance: Glance) -> None:
        """Tell of a session that has been read; after the last, put them in order."""
        self.glances[glance.folder] = glance
        at = self.folders.index(glance.folder)
        if len(self.glances) < len(self.folders):
            self.replace_option_prompt_at_index(at, self._line_of(glance.folder))
            return
        # The date may have been changed since the folder was named.
        marked = self.marked if self.highlighted else None  # who is at the top stays there
        self.folders.sort(key=lambda folder: not self.glances[folder].sample, reverse=True)
        own = [folder for folder in self.folders if not self.glances[folder].sample]
        own.sort(key=lambda folder: self.glances[folder].date or folder.name, reverse=True)
        self.folders = [*own, *(folder for folder in self.folders if self.glances[folder].sample)]
        self._list(marked)

    def cut_anew(self) -> None:
        """Cut the lines to the window as it is now."""
        for at, folder in enumerate(self.folders):
            self.replace_option_prompt_at_index(at, self._line_of(folder))

    def _list(self, marked: Path | None) -> None:
        self.clear_options()
        self.add_options([Option(self._line_of(folder)) for folder in self.folders])
        if self.folders:
            self.highlighted = self.folders.index(marked) if marked in self.folders else 0
        else:
            self.add_option(Option(plain("none yet: ^n makes one"), disabled=True))

    def _line_of(self, folder: Path) -> Content:
        known = self.glances.get(folder)
        if known is None:
            return plain(folder.name)
        also = " · came with facikit" if known.sample else ""
        room = max(24, min(64, self.app.size.width * 52 // 100) - 4)
        title = joined((cut(known.title, room - 12), "bold"), ("  " + known.date if known.date else "", "$text-muted"))
        words = joined((f"  {cut(f'{known.words}{also}', room - 2)}", "$text-muted"))
        lines = [title, words]
        if known.is_past(today()):
            lines.append(joined(("  ! past its keep-until date", "bold $warning")))
        return Content("\n").join(lines)


class LibraryList(CursorList):
    """The workshops and exercises, with what is to mend in them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id, compact=True)
        self.shelf: list[Definition] = []

    @property
    def marked(self) -> Definition | None:
        """The one that is marked."""
        at = self.highlighted
        return self.shelf[at] if at is not None and at < len(self.shelf) else None

    def show(self, shelf: list[Definition]) -> None:
        """List these; the mark stays on its file."""
        marked = self.marked
        self.shelf = shelf
        self.clear_options()
        self.add_options([Option(_line_of(one)) for one in shelf])
        if not shelf:
            self.add_option(Option(plain("no exercises here"), disabled=True))
        paths = [one.path for one in shelf]
        if marked is not None and marked.path in paths:
            self.highlighted = paths.index(marked.path)


def _line_of(one: Definition) -> Content:
    what = "workshop" if one.workshop is not None else f"{one.minutes} min" if one.minutes else ""
    poor = f"  ! {one.problems} to mend" if one.problems else ""
    bold = "bold" if one.workshop is not None else ""
    return joined((cut(one.title, 50), bold), (f"  {what}{poor}", "$text-muted"))
