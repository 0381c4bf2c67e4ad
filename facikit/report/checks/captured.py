"""What the room and its staff brought, held against what the report prints of it; and whether all of it is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from facikit.library.values import From
from facikit.report.checks.looked import Looked
from facikit.report.checks.sources import slot_records, themes, title
from facikit.report.findings import Finding, finding
from facikit.report.page import UNITS, Page
from facikit.report.prose import REFERENCE
from facikit.report.render import COMPLETE, Told
from facikit.report.standing import places
from facikit.report.text import one_line
from facikit.report.views import Block, Field, Response
from facikit.session.agenda import blocks
from facikit.session.doctor import look_over
from facikit.session.prose import SESSION, THEME, wordings
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.theme_sets import home

_MAY_STAY_EMPTY = re.compile(r"\s*(?:only|optional|if)\b", re.IGNORECASE)
_NOBODY_ASKED = ("people",)


def not_printed(looked: Looked) -> Iterator[Finding]:
    """Tell what stands under "Also recorded", and what stands nowhere at all."""
    for told in looked.told:
        page = told.page
        for block in page.report.agenda:
            for field, left in page.left_over.get(block.id, []):
                said = f"{_many(field, left)} of ‘{one_line(field.label)}’ stand under “Also recorded”."
                yield _left(block, field, left, said)
            for field in block.fields:
                lost = [one for one in field.responses if one.id not in page.printed]
                if lost:
                    said = f"{_many(field, lost)} of ‘{one_line(field.label)}’ stand nowhere in this report."
                    yield _left(block, field, lost, said)


def _many(field: Field, some: Iterable[Response]) -> str:
    number = len(list(some))
    if not number:
        return "The numbers"
    unit = UNITS[field.kind]
    return f"1 {unit}" if number == 1 else f"{number} {'people' if unit == 'person' else unit + 's'}"


def _left(block: Block, field: Field, some: Iterable[Response], said: str) -> Finding:
    ids = sorted(one.id for one in some)
    about = f"{block.id}.{field.name} {' '.join(ids)}"
    said = said.replace("stand ", "stands ") if len(ids) == 1 else said
    record = f"response/{ids[0]}" if ids else ""
    return finding("not-printed", one_line(block.name), said, about=about, record=record)


def not_by_theme(looked: Looked) -> Iterator[Finding]:
    """Tell of which fields staff sorted what was said and the report prints no themes, less those that prose names.

    Themes that became groups, or what was voted on, have done their work. A programme says itself what it follows.
    """
    for told in looked.told:
        page, session = told.page, told.session
        if told.title or page.report.genre in COMPLETE:
            continue
        here, called, taken = {slot for where, slot in places(page) if where == THEME}, _called(page), _taken(session)
        for block in page.report.agenda:
            for field in block.fields:
                sorted_into = [theme for theme in themes(field.themes) if theme.members]
                about = f"{block.id}.{field.name}"
                missing = [theme for theme in sorted_into if not {theme.id, theme.name} & called]
                if missing and about not in taken and not any(theme.id in here for theme in sorted_into):
                    names = _listed([one_line(theme.name) for theme in missing])
                    said = f"The report prints ‘{one_line(field.label)}’ without its themes: {names}."
                    record = f"printed/{block.id}/{field.name}"
                    yield finding("not-by-theme", one_line(block.name), said, about=about, record=record)


def _called(page: Page) -> set[str]:
    """Return what references in the report's prose name."""
    return {found[2].strip() for text in page.placed for found in REFERENCE.finditer(text)}


def _taken(session: Session) -> set[str]:
    """Return the fields whose themes became groups or items, as ``block.field``."""
    asked = [getattr(field, "items", ()) for block in blocks(session) for field in block.fields]
    found = {one.from_ for one in asked if isinstance(one, From) and one.take == "themes"}
    found |= {one.from_ for one in session.plan.groups.values() if one.from_ and one.take == "themes"}
    return {".".join(home(session, *one.rpartition(".")[::2])) for one in found}


def not_recorded(looked: Looked) -> Iterator[Finding]:
    """Tell which parts of the agenda ask for something and brought nothing. A talk may pass without a question."""
    for told in looked.told:
        empty = [block for block in told.page.report.agenda if _brought_nothing(block)]
        if empty:
            names = _listed([one_line(block.name) for block in empty])
            left = "this part" if len(empty) == 1 else "these parts"
            said = f"Nothing was captured or written in {names}, so the report leaves {left} out."
            yield finding("not-recorded", "", said, about=" ".join(block.id for block in empty))


def _brought_nothing(block: Block) -> bool:
    asks = [field for field in block.fields if field.kind not in _NOBODY_ASKED]
    waits = any(field.held for field in asks)
    return bool(asks) and block.kind == "exercise" and not (block.cut or block.told or waits)


def not_written(looked: Looked) -> Iterator[Finding]:
    """Tell which places for prose the report would print and hold none; not those that may stay empty."""
    for told in looked.told:
        records = slot_records(told)
        empty: dict[str, dict[str, str]] = {}
        for slot in told.page.unwritten:
            where, record = records.get(id(slot), ("", ""))
            if not _MAY_STAY_EMPTY.match(slot.hint):
                empty.setdefault(where, {})[record] = title(slot)
        for where, names in empty.items():
            said = f"Nothing is written yet under {_listed(list(names.values()))}."
            yield finding("not-written", where, said, about=" ".join(names), record=next(iter(names)))


def _listed(names: list[str]) -> str:
    quoted = [f"‘{name}’" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 else quoted[0]


def versions(looked: Looked) -> Iterator[Finding]:
    """Tell what two people have changed without seeing each other, and nobody has settled."""
    for told in looked.told:
        session, titles = told.session, {block.id: one_line(block.name) for block in told.page.report.agenda}
        for one in responses(session):
            if one.versions > 1 and not one.off_record:
                said = f"A response stands in {one.versions} versions, and the report prints the latest."
                record = f"response/{one.id}"
                yield finding("versions", titles.get(one.block, ""), said, about=record, record=record)
        for block, slot, where in _slots(told, titles):
            number = len(wordings(session, block, slot))
            if number > 1:
                said = f"What staff wrote stands in {number} wordings, and the report prints the latest."
                record = f"prose/{block}/{slot}"
                yield finding("versions", where, said, about=record, record=record)


def _slots(told: Told, titles: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    report = told.page.report
    yield from ((SESSION, slot.name, title(slot)) for slot in (*report.opening, *report.closing))
    for block in report.agenda:
        yield from ((block.id, slot.name, titles[block.id]) for slot in block.slots)
        for field in block.fields:
            yield from ((THEME, theme.id, one_line(theme.name)) for theme in themes(field.themes))


def logs(looked: Looked) -> Iterator[Finding]:
    """Tell what is not on the disk, or not whole."""
    for told in looked.told:
        unsaved = told.session.unsaved
        if unsaved:
            said = f"{unsaved} {'line is' if unsaved == 1 else 'lines are'} not saved yet."
            yield finding("logs", "", said, about="unsaved", cure="Wait until the mark beside it is ✓.")
        for trouble in look_over(told.session):
            if trouble.weight == "trouble":
                yield finding("logs", "", trouble.message, cure=trouble.cure)
