"""What is known while one report is written: how deep we are, what has been printed, what led nowhere.

Templates call functions without handing this around, so it is found through ``page()``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from facikit.analysis.counts import Heard
from facikit.analysis.counts import people_words as people_words
from facikit.report import blocks, saying, scaled, tallied
from facikit.report.findings import Finding as Finding
from facikit.report.findings import finding
from facikit.report.layout import HEAD_OPEN, HEAD_SHUT, SEE_OPEN, SEE_SHUT, SPOT_OPEN, SPOT_SHUT
from facikit.report.prose import Place, placed
from facikit.report.text import Text, inline
from facikit.report.views import Block, Field, Prose, Report, Response, Slot, Theme
from facikit.report.wording import counted, took_part, words
from facikit.session.also import unmarked

if TYPE_CHECKING:
    from facikit.report.together import Together

UNITS = {
    "list": "point",
    "text": "text",
    "quotes": "quote",
    "table": "row",
    "scale": "mark",
    "dots": "dot",
    "tree": "point",
    "count": "count",
    "choice": "answer",
    "photo": "picture",
    "pledge": "pledge",
    "people": "person",
}
"""What one response of each kind of field is called when it is counted."""


WITH_LABEL = " (label)"
"""At the end of a quote's name in prose: in a sentence too it is to say whom it is attributed to."""


class Page:
    """One report being written."""

    def __init__(self, report: Report, media: str = "../media") -> None:
        self.report = report
        self.media = media
        self.level = 1
        self.where = ""
        self.findings: list[Finding] = []
        self.printed: set[str] = set()
        """The ids of responses that stand in the report, or are spoken for by their theme."""
        self.fields_shown: set[tuple[str, str]] = set()
        """The fields that stand in the report, by block and name: numbers have no responses to know them by."""
        self.register_printed = False
        self.shown_ahead: set[tuple[str, str]] = set()
        """What the template has printed by itself of a block's report, by block and name."""
        self.left_over: dict[str, list[tuple[Field, tuple[Response, ...]]]] = {}
        """What stands under "Also recorded", by block: fields, with the responses that nothing else printed."""
        self.placed: set[str] = set()
        """What staff wrote and stands in the report, as they wrote it."""
        self.places: list[str] = []
        """Every place for prose that the report has come to, written or not, in its order: the texts themselves."""
        self.watched: str | None = None
        """The text that is to be found again in what is printed: it stands between two marks."""
        self.unwritten: list[Slot] = []
        """The places for prose that the report would print and that hold none."""
        self.quoted_ids: set[str] = set()
        """The ids of responses that stand in the report as quotes, each with its label."""
        self.called: set[str] = set()
        """The ids of quotes that prose calls, within a sentence or apart."""
        self.told_whole: set[str] = set()
        """The ids of quotes and stories that stand whole where they belong, in prose or with a theme."""
        self.quote_style = "quotes"
        self.pictures: list[str] = []
        self.beside: Callable[[str], str | None] = lambda _name: None
        """The way to a logo or a signature by its file name, from where the report stands; None: it is not there."""
        self.base = 0
        """Where several sessions are reported together: the number of this one's first block among all of them."""
        self.prefix = ""
        """What keeps this session's footnotes apart from the others'."""
        self.title_mark = ""
        """What is put at the end of the report's title, so that it can be linked to."""
        self.together: Together | None = None
        self.beyond: Callable[[str, str], str | None] | None = None
        """Asked for what a reference leads to where it is in no block of this session."""
        self.notes: list[str] = []
        """What the template's footnotes say, as Markdown."""
        self._proses = 0
        self._in_prose: list[tuple[Response, str, bool]] = []
        """The quotes that prose calls, as printed, and whether each stands in a block of its own."""
        self._blocks = {one.id: one for one in report.agenda}
        self._responses: dict[str, tuple[Response, Block]] | None = None
        self._themes: dict[str, Theme] | None = None
        self._kinds: dict[str, str] = {}
        self._asked: dict[str, tuple[Text, Text]] = {}

    def find(
        self, message: str, code: str = "form", *, where: str = "", about: str = "", cure: str = "", record: str = ""
    ) -> None:
        """Note something for whoever publishes the report: a sentence, and of which kind it is."""
        found = finding(code, where or self.where, message, about=about, cure=cure, record=record)
        if found not in self.findings:
            self.findings.append(found)

    def told(self, responses: Iterable[Response]) -> None:
        """Note that these responses need not be listed again."""
        self.printed.update([one.id for one in responses])

    def shown(self, field: Field) -> None:
        """Note that a field stands in the report."""
        self.fields_shown.add((field.block, field.name))

    def took_part(self) -> str:
        """Return how many took part, as counted and as registered."""
        return took_part(self.report.stated, self.report.present)

    def section(self, heading: str, body: Callable[[], str], block: Block | None = None, mark: str = "") -> str:
        """Return a heading and, one level deeper, what ``body`` writes; nothing where that is nothing."""
        level, where = self.level, self.where
        if block is not None:
            self.where = block.name
            mark = f"{HEAD_OPEN}{self.base + block.number}{HEAD_SHUT}"
        if heading:
            self.level = level + 1
        try:
            inside = body()
        finally:
            self.level, self.where = level, where
        return f"{blocks.heading(level, heading, mark)}{inside}" if inside.strip() else ""

    def prose(self, source: Prose | str, *, at_margin: bool = True) -> str:
        """Return staff's Markdown in its place; not ``at_margin`` where that is inside a list."""
        self.places.append(source)
        made = self._placed(unmarked(source), at_margin=at_margin) if source.strip() else ""
        if made:
            self.placed.add(source)
        if source is self.watched:
            return f"\n\n{SPOT_OPEN}\n\n{made}\n\n{SPOT_SHUT}\n\n"
        return f"\n\n{made}\n\n" if made else ""

    def _placed(self, source: str, *, at_margin: bool) -> str:
        if not source.strip():
            return ""
        self._proses += 1
        self._in_prose.clear()
        place = Place(
            level=self.level,
            prefix=f"{self.prefix}n{self._proses}",
            resolve=self.resolve,
            quote=self._quote_apart,
            picture=self.picture_path,
            at_margin=at_margin,
        )
        made = placed(source, place)
        for one, printed, whole in self._in_prose:
            # Prose that cannot be placed is printed as typed, and then nobody has been quoted.
            if printed in made:
                self.told([one])
                self.called.add(one.id)
                self.told_whole.update([one.id] if whole else [])
        return made

    def footnote(self, note: str) -> str:
        """Keep a footnote for the end of the report; return the mark that calls it."""
        if not note:
            return ""
        if note not in self.notes:
            self.notes.append(note)
        return f"[^{self.prefix}t{self.notes.index(note) + 1}]"

    def footnotes(self) -> str:
        """Return what the footnotes say."""
        return "".join(blocks.paragraph(f"[^{self.prefix}t{at}]: {note}") for at, note in enumerate(self.notes, 1))

    def gap(self, what: str, named: str) -> str:
        """Return a visible gap in a draft; nothing in a finished report. ``what`` is the phrase for what is missing."""
        return blocks.paragraph(f"*{words(what)}: {inline(named)}*") if self.report.draft else ""

    def picture_path(self, path: str, _description: str) -> str:
        """Return a path as prose names it, from where the report stands."""
        for start in ("../media/", "media/"):
            if path.startswith(start):
                return f"{self.media}/{path.removeprefix(start)}"
        return path

    def resolve(self, kind: str, name: str) -> str | None:
        """Return what a reference in prose becomes, as Markdown; None, and a finding, where it leads nowhere."""
        found = self.look_up(kind, name)
        if found is None and self.beyond is not None:
            found = self.beyond(kind, name)
        if found is None:
            held = kind == "count" and (field := self._field(name)) is not None and field.held
            said = f"[[{kind}:{name}]]"
            if held:
                self.find(f"{said} is held back until the counts are released.", "held-back", about=said)
            else:
                self.find(f"{said} leads nowhere.", "references", about=said)
        return found

    def look_up(self, kind: str, name: str) -> str | None:
        """Return what a reference into this session becomes, as Markdown; None where it leads nowhere."""
        look = {"see": self._see, "theme": self._theme, "quote": self._quote, "count": self._count}[kind]
        return look(name)

    def _see(self, name: str) -> str | None:
        block = self._blocks.get(name)
        return f"{SEE_OPEN}{self.base + block.number}{SEE_SHUT}" if block else None

    def _theme(self, name: str) -> str | None:
        theme = self._theme_called(name)
        return inline(theme.name) if theme else None

    def _theme_called(self, name: str) -> Theme | None:
        """Return the theme with this id."""
        if self._themes is None:
            every = (theme for block in self.report.agenda for field in block.fields for theme in field.themes)
            self._themes = {theme.id: theme for theme in _with_parts(every)}
        return self._themes.get(name)

    def quoting(self, some: Iterable[Response], kind: str) -> None:
        """Note which of these stand in the report as somebody's words, in whatever form."""
        said = ("quote", "exchange", "vignette")
        self.quoted_ids.update(
            [one.id for one in some if one.kind in said or (kind == "quotes" and one.kind != "observation")]
        )

    def quoted(self, one: Response, kind: str = "quotes") -> str:
        """Return a response as a block quote, in the style of this report."""
        self.quoted_ids.add(one.id)
        styles = {"script": saying.script, "dash": saying.dashed}
        style = styles.get(self.quote_style) if kind == "quotes" or one.kind == "quote" else None
        return style(one) if style else saying.quote(one, kind)

    def kind_of(self, one: Response) -> str:
        """Return the kind of the field that a response was captured in."""
        if not self._kinds:
            every = (field for block in self.report.agenda for field in block.fields)
            self._kinds = {other.id: field.kind for field in every for other in field.responses}
        return self._kinds.get(one.id, "")

    def asked(self, some: Iterable[Response], field: Field) -> list[tuple[str, list[Response]]]:
        """Return responses by the field that they were said in, each with its label; as one where they share none."""
        found = list(some)
        if not field.lent or not found:
            return [("", found)] if found else []
        if not self._asked:
            every = ((block, one) for block in self.report.agenda for one in block.fields)
            self._asked = {other.id: (one.label, block.name) for block, one in every for other in one.responses}
        here = {self._asked[one.id] for one in (*field.responses, *field.lent) if one.id in self._asked}
        often = Counter(label for label, _ in here)
        parts: dict[str, list[Response]] = {}
        for one in found:
            label, block = self._asked.get(one.id, (Text(""), Text("")))
            # The same question in two blocks goes by the block.
            parts.setdefault(inline(label if often[label] < 2 else block), []).append(one)
        return list(parts.items())

    def not_told_whole(self, some: Iterable[Response]) -> tuple[Response, ...]:
        """Return the responses without those that stand whole elsewhere already."""
        return tuple(one for one in some if one.id not in self.told_whole)

    def _quote(self, name: str) -> str | None:
        one = self.response(name.removesuffix(WITH_LABEL))
        if one is None:
            return None
        printed = blocks.quoted_line(one.words)
        if name.endswith(WITH_LABEL):
            printed = saying.with_label(printed, one)
        self._in_prose.append((one, printed, False))
        return printed

    def _quote_apart(self, name: str) -> str | None:
        one = self.response(name.removesuffix(WITH_LABEL))
        if one is None:
            return self.beyond("apart", name) if self.beyond is not None else None
        printed = self.quoted(one).strip("\n")
        self._in_prose.append((one, printed, True))
        return printed

    def response(self, name: str) -> Response | None:
        """Return the response with this id, where there are words in it."""
        if self._responses is None:
            self._responses = {
                one.id: (one, block)
                for block in self.report.agenda
                for field in block.fields
                for one in field.responses
            }
        found = self._responses.get(name)
        return found[0] if found is not None and found[0].words.strip() else None

    def _field(self, name: str) -> Field | None:
        """Return the field that is called BLOCK.FIELD."""
        block_id, _, field_name = name.rpartition(".")
        block = self._blocks.get(block_id)
        return next((one for one in block.fields if one.name == field_name), None) if block else None

    def _count(self, name: str) -> str | None:
        theme = self._theme_called(name)
        if theme is not None:
            return counted(Heard(len(theme.members), theme.groups_heard, theme.groups_in_all), "response")
        field = self._field(name)
        if field is None or field.held:
            return None
        if field.kind == "people":
            return words("person", self.report.present if self.report.stated is None else self.report.stated)
        if field.counted is not None:
            return tallied.in_words(field)
        if field.scale is not None:
            return scaled.in_words(field)
        responses = (field.private or field).responses
        groups = {one.group.id for one in responses}
        every = groups | {group.id for group in field.groups}
        return counted(Heard(len(responses), len(groups), len(every)), UNITS[field.kind])


def _with_parts(themes: Iterable[Theme]) -> Iterator[Theme]:
    for theme in themes:
        yield theme
        yield from _with_parts(theme.parts)


_PAGE: ContextVar[Page] = ContextVar("page")


def page() -> Page:
    """Return the report that is being written."""
    return _PAGE.get()


@contextmanager
def writing(one: Page) -> Iterator[Page]:
    """Make ``one`` the report that is being written."""
    token = _PAGE.set(one)
    try:
        yield one
    finally:
        _PAGE.reset(token)
