"""What whoever publishes a report should look at first: its place, what it is, and how it is mended.

Each finding has a code, which says what kind it is, and an id, which is the same as long as it is about the same thing:
so that it can be allowed, with a reason, and stays so when the report is made again.
"""

from __future__ import annotations

import hashlib

import msgspec


class Code(msgspec.Struct, frozen=True):
    """A kind of finding: what is looked for, and the usual cure."""

    looks_for: str
    cure: str


class Finding(msgspec.Struct, frozen=True):
    """One thing to look at: where it is, what it is, and what to do about it, each in a sentence."""

    code: str
    where: str
    """A block's title, a heading or a theme; empty where it is about the whole report."""
    message: str
    cure: str
    id: str
    """The code and a short hash of what it is about."""
    line: int | None = None
    """The line of the report's Markdown, from 0; None where it stands on none."""
    record: str = ""
    """The record that mends it, as ``response/ID`` or ``prose/BLOCK/SLOT``; empty where none does."""


CODES = {
    "headings": Code(
        "One title, headings in order with no level left out, and none without words.",
        "Mend the template's headings, or the title of the part in session.yaml.",
    ),
    "empty": Code(
        "No heading with nothing under it.",
        "Write something under it, or take the heading away.",
    ),
    "pictures": Code(
        "Every picture with a description, for those who cannot see it.",
        "Say in a sentence what can be seen in it.",
    ),
    "references": Code(
        "Every reference and every link within the report leads somewhere.",
        "Choose what it should lead to once more in Write, with ^r, or take it out.",
    ),
    "footnotes": Code(
        "A note for every mark, and a mark for every note.",
        "Write the note as [^name]: on a line of its own, and [^name] where it belongs.",
    ),
    "links": Code(
        "Links whose words say where they lead.",
        "Put what one finds there in the place of the link's words.",
    ),
    "tables": Code(
        "Tables with as many cells in every row as in the first.",
        "Give every row as many cells as the heading has; an empty cell is a space between two bars.",
    ),
    "headcount": Code(
        "As many people in the register as were counted in the room.",
        "Add who is missing to the register, put the count right, or allow it and say why they differ.",
    ),
    "unlabelled": Code(
        "A label on every quote where the session has labels.",
        "Choose a label for each in Note, with ^l.",
    ),
    "labels": Code(
        "No label that is not on the session's list.",
        "Change it in the entry, or add it to the labels, in Plan or in session.yaml.",
    ),
    "few-people": Code(
        "Nothing beside a label of few people that tells who they are.",
        "See that nothing beside it tells who it was; 'facikit help voices' tells how a wider label stands for it.",
    ),
    "wording": Code(
        "Nothing in an edited quote that was not said, unless it is marked.",
        "Put … where words are left out and [ ] around words of your own: ^e on the quote, in Write or in Themes.",
    ),
    "balance": Code(
        "Quotes from all who said something, none of them outweighing the rest.",
        "See who is quoted how often with ^p in Write, choose another quote with ^k, or let it stand and say why.",
    ),
    "counts": Code(
        "No more dots, hands and marks than there can have been.",
        "Look at the sheet again, and type the count once more in Note.",
    ),
    "count-without-n": Code(
        "Of how many, wherever staff write how many.",
        "Say of how many: 6 of 40 people, 30 % of 40.",
    ),
    "held-back": Code(
        "No vote whose counts nobody has released.",
        "Release them with ^l where they were typed, or with 'facikit release'.",
    ),
    "theme-evidence": Code(
        "Something that was said under every theme.",
        "Put responses into it in Themes, choose one as a quote with ^k, or delete the theme.",
    ),
    "theme-prose": Code(
        "Words of staff under every theme that is a heading.",
        "Say in Write what the theme is about.",
    ),
    "outcome-evidence": Code(
        "Something that tells whether each outcome of the session was met.",
        "Ask for it with the exercise outcomes-met, or write of it in a place that has outcomes in its name.",
    ),
    "names": Code(
        "Nobody from the register, and nobody who typed, by name.",
        "Put a role in the place of the name, or […] for it in the quote.",
    ),
    "addresses": Code(
        "No e-mail address and no telephone number in what was said or written.",
        "Take it out; an address for questions belongs to 'contact' under 'about' in session.yaml.",
    ),
    "not-printed": Code(
        "Everything that was captured in the place that the report has for it.",
        "Name the field under 'report' in the exercise, sort its entries into themes, or set them aside in Write.",
    ),
    "not-by-theme": Code(
        "The themes of every field that was sorted.",
        "Choose how it is printed: ^r beside its themes, in Themes, or 'facikit report' with --show and --as.",
    ),
    "not-recorded": Code(
        "Something from every part of the agenda that asks for something.",
        "Type it from the paper in Note, or cut the part from the agenda.",
    ),
    "not-written": Code(
        "Words in every place that the report has for them.",
        "Write it, or allow it and say why it stays empty.",
    ),
    "versions": Code(
        "One version of everything that two people changed without seeing each other.",
        "Open it, look at both with ^w in Note or ^t in Write, and choose.",
    ),
    "logs": Code(
        "Every line of every log there, whole and saved.",
        "Look with 'facikit doctor'.",
    ),
    "sessions": Code(
        "Every session of a programme, with something of it in the report.",
        "Bring its folder here, or mend programme.yaml.",
    ),
    "placed": Code(
        "Words in every text that is placed in a programme's report as well, and a part there that takes it.",
        "Write it, place it elsewhere in Write, with ^a, or take it out there.",
    ),
    "form": Code(
        "Every part of the report as the exercise asks for it.",
        "Mend it where the report is laid out: under 'report' in session.yaml, in the template or in programme.yaml.",
    ),
}
"""Every kind of finding by its code."""


def of_session(one: Finding, session_id: str) -> Finding:
    """Return the finding with an id that no other session's has, and that is the same wherever the session is told."""
    told = hashlib.sha256(f"{session_id} {one.id}".encode()).hexdigest()
    return msgspec.structs.replace(one, id=f"{one.code}-{told[:6]}")


def finding(
    code: str, where: str, message: str, *, about: str = "", cure: str = "", line: int | None = None, record: str = ""
) -> Finding:
    """Return a finding. ``about`` is what makes it the same one again; left out, its place and its message."""
    told = hashlib.sha256((about or f"{where}\n{message}").encode("utf-8", "surrogatepass")).hexdigest()
    return Finding(code, where, message, cure or CODES[code].cure, f"{code}-{told[:6]}", line, record)
