"""Whether quotes come from all who said something: asked, not judged, and only where there are quotes enough to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facikit.analysis.balance import outweighing, unquoted, whole
from facikit.report.balanced import Named, balance
from facikit.report.checks.looked import Looked
from facikit.report.findings import Finding, finding
from facikit.report.render import COMPLETE
from facikit.report.text import one_line

MOST_NAMED = 6


def balanced(looked: Looked) -> Iterator[Finding]:
    """Tell whose quotes outweigh the others, and which groups are not quoted at all."""
    for told in looked.told:
        if told.page.report.genre in COMPLETE:
            # The record has everything that was said.
            continue
        pages = [(told.session, told.page)]
        yield from _outweighing([one for one in balance(pages, "label") if one.share.key])
        yield from _unquoted([one for one in balance(pages, "group") if one.share.key])


def _outweighing(every: Sequence[Named]) -> Iterator[Finding]:
    shares = [one.share for one in every]
    quotes, said = whole(shares)
    for share in outweighing(shares):
        name = _name(every, share.key)
        of = "1 response" if share.said == 1 else f"{share.said} responses"
        yield finding(
            "balance",
            "",
            f"{share.quoted} of {quotes} quotes with a label are of ‘{name}’, who said {of} of {said}: "
            "is that whom the report should be heard from?",
            about=f"label {share.key}",
        )


def _unquoted(every: Sequence[Named]) -> Iterator[Finding]:
    found = unquoted([one.share for one in every])
    if not found:
        return
    names = [_name(every, one.key) for one in found]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    number = sum(one.said for one in found)
    of = "1 response" if number == 1 else f"{number} responses"
    yield finding(
        "balance",
        "",
        f"Nothing is quoted from {', '.join(names[:MOST_NAMED])}{more}, of {of} that could be: "
        "is there something of theirs to choose?",
        about=f"groups {' '.join(sorted(one.key for one in found))}",
    )


def _name(every: Sequence[Named], key: str) -> str:
    return one_line(next(one.name for one in every if one.share.key == key))
