"""Who is quoted how often in a report: a table that a template asks for, and what the check and the screens look at.

What is quoted is known when all of the report is written. So a template's table is a mark first, which is filled in at
the end. Counted is what was said in a field of quotes, or in any field of which something is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from facikit.analysis.balance import Share, shares, whole
from facikit.analysis.voices import Known, behind
from facikit.report import blocks
from facikit.report.page import Page, people_words
from facikit.report.text import Text, inline, one_line
from facikit.report.views import Block, Response
from facikit.report.wording import plain, words
from facikit.session import agenda
from facikit.session.agenda import INDIVIDUALS, PAIRS, PLENARY
from facikit.session.people import people
from facikit.session.session import Session

By = Literal["label", "group"]
BY: tuple[By, ...] = ("label", "group")
SPOKEN = ("quote", "exchange", "vignette")
NOBODYS = (PLENARY, INDIVIDUALS, PAIRS, "")
"""What stands for a group where nobody worked in groups."""
OPEN, SHUT = "\x1c", "\x1d"
"""Around the report and the way of counting whose table goes there; no text of a person contains these."""
_MARK = re.compile(f"{OPEN}([^{SHUT}]*) (label|group){SHUT}")


class Named(msgspec.Struct, frozen=True):
    """A share, with what its label or group is called."""

    name: Text
    share: Share


def balance(pages: Iterable[tuple[Session, Page]], by: By, also: Collection[str] = ()) -> list[Named]:
    """Return who is quoted how often in the reports of these sessions, in the order of their plans.

    ``also``: the ids of what is quoted elsewhere, as in a programme's own prose.
    """
    said: dict[tuple[str, str], tuple[str, bool]] = {}
    names: dict[str, Text] = {"": plain("no_label") if by == "label" else plain("everyone")}
    order: list[str] = []
    counts: dict[str, int] = {}
    for session, page in pages:
        there = quoted(page).union(also)
        register = Known(session.plan.labels, people(session))
        order += [_folded(one) for one in agenda.labels(session)] if by == "label" else []
        for block in page.report.agenda:
            if by == "group":
                order += [_folded(group.name) for group in block.groups]
                counts |= {_folded(one.group): one.number for one in block.heads if one.group.strip()}
            for one in _quotable(block, there):
                name = one.voice if by == "label" else _group(one)
                key = _folded(name)
                names.setdefault(key, name)
                if by == "label" and key and key not in counts and (number := behind(str(name), register)):
                    counts[key] = number
                # A session may stand in a programme's report twice: in parts, and whole.
                _, before = said.get((page.report.id, one.id), ("", False))
                said[page.report.id, one.id] = key, before or one.id in there
    found = shares(said.values(), [key for key in order if key], counts)
    # What has no label, or no group, stands last.
    found.sort(key=lambda one: not one.key)
    return [Named(names[one.key], one) for one in found]


def quoted(page: Page) -> set[str]:
    """Return the ids of the responses that stand in a report as somebody's words."""
    return page.quoted_ids | page.called


def mark(page: Page, by: str) -> str:
    """Return what stands for the table until the report is written; nothing where nobody said anything in words."""
    if by not in BY:
        raise ValueError(f"balance(): there is no by={by!r}, only 'label' and 'group'")
    spoken = any(one.words.strip() for block in page.report.agenda for field in block.fields for one in field.responses)
    together = page.together is not None
    return f"\n\n{OPEN}{_safe(page.report.id)} {by}{SHUT}\n\n" if spoken or together else ""


def filled(text: str, told: Sequence[tuple[Session, Page]]) -> str:
    """Return a report with its tables in the place of their marks; a programme's own is of all its sessions."""

    def one(found: re.Match[str]) -> str:
        by: By = "label" if found[2] == "label" else "group"
        mine = [(session, page) for session, page in told if _safe(page.report.id) == found[1]]
        also = {name for _, page in mine if page.together is not None for name in page.together.called}
        everybody = any(page.together is not None for _, page in mine)
        return table(balance(told if everybody else mine, by, also), by).strip("\n") or words("nobody_quoted")

    return _MARK.sub(one, text) if OPEN in text else text


def table(every: Sequence[Named], by: By) -> str:
    """Return a row for each, and one for all; how many people there are only where any of it is known."""
    if not every:
        return ""
    known = any(one.share.people for one in every)
    headings = [words(f"column_{by}"), words("column_quotes"), words("column_responses")]
    headings += [words("column_people")] if known else []
    rows = [[inline(one.name) or "–", *_cells(one.share, known)] for one in every]
    if len(rows) > 1:
        quotes, said = whole(one.share for one in every)
        rows.append([words("all"), str(quotes), str(said)])
    return blocks.table(headings, rows)


def sentences(every: Sequence[Named]) -> list[str]:
    """Return a line for each, as people read it on a screen: every number with what it counts, and of how many."""
    quotes, said = whole(one.share for one in every)
    made = []
    for one in every:
        share = one.share
        from_people = f", {people_words(share.people)}" if share.people else ""
        made.append(
            f"{one_line(one.name)}: {share.quoted} of {quotes} {'quote' if quotes == 1 else 'quotes'}, "
            f"{share.said} of {said} {'response' if said == 1 else 'responses'}{from_people}"
        )
    return made


def _cells(one: Share, known: bool) -> list[str]:
    return [str(one.quoted), str(one.said), *([str(one.people or "–")] if known else [])]


def _quotable(block: Block, there: Collection[str]) -> Iterator[Response]:
    """Give what could be quoted: it says something, and it is somebody's words and not what was seen."""
    for field in block.fields:
        spoken = field.kind == "quotes" or any(one.id in there for one in field.responses)
        for one in field.responses:
            heard = spoken or one.kind in SPOKEN or one.id in there
            if heard and one.words.strip() and one.kind != "observation":
                yield one


def _group(one: Response) -> Text:
    return Text("") if one.group.id in NOBODYS else one.group.name


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _safe(name: str) -> str:
    return re.sub(r"[^\w-]", "-", name)
