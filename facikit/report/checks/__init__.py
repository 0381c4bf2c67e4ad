"""The gate before a report goes out: everything found in it, less what staff have allowed, with a reason.

Each check is a pure function of the composed report. What can only be known while the report is written, such as a
picture that could not be printed, is found there, and comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from facikit.report.checks import (
    addresses,
    balance,
    captured,
    names,
    numbers,
    outcomes,
    pictures,
    placed,
    quotes,
    references,
    structure,
    voices,
)
from facikit.report.checks.looked import Looked, document
from facikit.report.checks.sources import written
from facikit.report.findings import Finding, of_session
from facikit.report.render import Composed, Told, compose
from facikit.report.text import one_line
from facikit.session.allowed import Allowed, allowed
from facikit.session.session import Session

Check = Callable[[Looked], Iterable[Finding]]

CHECKS: dict[str, Check] = {
    "headings": structure.headings,
    "empty": structure.empty,
    "tables": structure.tables,
    "footnotes": structure.footnotes,
    "links": structure.links,
    "pictures": pictures.pictures,
    "references": references.references,
    "headcount": numbers.headcount,
    "counts": numbers.counts,
    "count-without-n": numbers.count_without_n,
    "held-back": numbers.held_back,
    "unlabelled": quotes.unlabelled,
    "labels": quotes.labels,
    "few-people": voices.few_people,
    "wording": quotes.wording,
    "balance": balance.balanced,
    "outcome-evidence": outcomes.outcomes,
    "names": names.names,
    "addresses": addresses.addresses,
    "not-printed": captured.not_printed,
    "not-by-theme": captured.not_by_theme,
    "not-recorded": captured.not_recorded,
    "not-written": captured.not_written,
    "placed": placed.placed,
    "versions": captured.versions,
    "logs": captured.logs,
}
"""Every check by the code of what it finds."""

OF_A_WHOLE = {
    "balance",
    "headcount",
    "counts",
    "held-back",
    "labels",
    "outcome-evidence",
    "not-printed",
    "not-by-theme",
    "not-recorded",
    "not-written",
}
"""What is not asked of a session of which a programme shows only a part."""


class Excused(msgspec.Struct, frozen=True):
    """A finding that was allowed, and why."""

    finding: Finding
    reason: str
    who: str
    t: str


class Checked(msgspec.Struct, frozen=True):
    """A report and what was found in it, in its order: what is open, and what was allowed."""

    composed: Composed
    open: tuple[Finding, ...]
    allowed: tuple[Excused, ...]


def check(session: Session, genre: str = "", *, kits: Sequence[Path], draft: bool = False) -> Checked:
    """Compose the session's report and look it over."""
    return sorted_out(compose(session, genre, kits=kits, draft=draft))


def sorted_out(composed: Composed) -> Checked:
    """Look a report over, and put aside what was allowed, in any of the sessions that it tells."""
    found = everything(composed)
    reasons = {one: why for told in reversed(composed.told) for one, why in allowed(told.session).items()}
    return Checked(
        composed,
        tuple(one for one in found if one.id not in reasons),
        tuple(_excused(one, reasons[one.id]) for one in found if one.id in reasons),
    )


def everything(composed: Composed) -> list[Finding]:
    """Return all that is found, each once, in the order of the report; what is about the whole of it first."""
    whole = document(composed.markdown)
    every: list[Finding] = []
    for number, told in enumerate(composed.told):
        looked = Looked(composed.markdown, whole, (told,), first=number == 0)
        found = [_placed(one, told) for one in told.page.findings]
        for code, look in CHECKS.items():
            if not told.partial or code not in OF_A_WHOLE:
                found += look(looked)
        every += [of_session(_titled(one, told), told.session.plan.session) for one in found]
    lines = {_letters(part.heading): part.line for part in reversed(whole.parts) if part.level > 1}
    once: dict[str, Finding] = {}
    for one in every:
        if one.line is None:
            one = msgspec.structs.replace(one, line=lines.get(_letters(one.where.rpartition(": ")[2])))
        once.setdefault(one.id, one)
    places = {one.where: at for at, one in reversed([*enumerate(once.values())])}
    return sorted(once.values(), key=lambda one: (-1 if one.line is None else one.line, places[one.where]))


def _titled(one: Finding, told: Told) -> Finding:
    """Return the finding as sentences, with the title of its session where the report has several."""
    where = ": ".join(one_line(part) for part in (told.title, one.where) if part.strip())
    return msgspec.structs.replace(one, where=where, message=_sentence(one.message), cure=_sentence(one.cure))


def _sentence(said: str) -> str:
    said = one_line(said)
    ended = said if said[-1:] in (".", "!", "?", "…") else f"{said}."
    # A file's name is left as it is.
    return ended[:1].upper() + ended[1:] if ended.partition(" ")[0].isalpha() else ended


def _placed(one: Finding, told: Told) -> Finding:
    """Return what was found in prose with the place that this is written in."""
    if one.record or not one.message.startswith("[["):
        return one
    name = one.message.partition("]]")[0] + "]]"
    for source in written(told):
        if name in source.text:
            return msgspec.structs.replace(one, record=source.record, where=one.where or source.where)
    return one


def _excused(one: Finding, why: Allowed) -> Excused:
    return Excused(one, why.reason, why.who, why.t)


def _letters(heading: str) -> str:
    """Return what of a heading is the same however it is written."""
    return "".join(filter(str.isalnum, one_line(heading).casefold()))
