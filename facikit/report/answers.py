"""Answers to a form, question by question, across everybody who answered, whichever session they were given in."""

from __future__ import annotations

from facikit.library.programme_shape import Answers
from facikit.library.programmes import near, of_reference
from facikit.library.voices import is_code
from facikit.report import blocks
from facikit.report.page import Page, writing
from facikit.report.text import inline, one_line
from facikit.report.together import Seat, lost
from facikit.report.views import Field, Prose, Response
from facikit.report.voicing import policy
from facikit.report.wording import plain, words

Given = list[tuple[Seat, Response]]


def printed(here: Page, asked: Answers) -> str:
    """Return how many answered, and each question as a heading over what was made of it and what was answered."""
    together = here.together
    assert together is not None
    said = asked.from_ if isinstance(asked.from_, tuple) else (asked.from_,)
    fields = [found for one in said if one and (found := _field(here, one)) is not None]
    questions = _by_question(fields)
    before = set(together.called)
    who = {(seat.name, one.label.strip()) for given in questions.values() for seat, one in given if one.label.strip()}
    made = _respondents(here, len(who), asked.codes)
    proses = [here.prose(together.slots.get(name, Prose(""))) for name in asked.slots]
    for at, (question, given) in enumerate(questions.items()):
        slot = proses[at] if at < len(proses) else ""
        # What the prose of any question has quoted need not stand there a second time.
        quoted = together.called - before
        left = [pair for pair in given if pair[1].id not in quoted and _wanted(pair[1], asked)]
        made += _question(here, question, slot, left, has_slot=at < len(asked.slots))
    if len(asked.slots) > len(questions):
        here.find(f"The answers have {len(questions)} questions, and there are {len(asked.slots)} slots for them.")
    return made


def _question(here: Page, question: str, prose: str, given: Given, *, has_slot: bool) -> str:
    def body() -> str:
        written = prose or (here.gap("not_written", question) if has_slot else "")
        return written + "".join(_quoted(here, seat, one) for seat, one in given)

    return here.section(inline(question), body)


def _quoted(here: Page, seat: Seat, one: Response) -> str:
    assert seat.page is not None
    with writing(seat.page):
        return here.quoted(one)


def _wanted(one: Response, asked: Answers) -> bool:
    if asked.only == "highlighted":
        return one.highlight
    return asked.only != "called"


def _respondents(here: Page, number: int, codes: str) -> str:
    """Return how many answered; what their codes stand for is a footnote to it, explained once in a report."""
    if not number:
        return ""
    said = words("answered", number)
    note = one_line(codes)
    policy().explained |= bool(note)
    return blocks.paragraph(f"{said}{here.footnote(inline(note))}")


def _by_question(fields: list[tuple[Seat, Field]]) -> dict[str, Given]:
    """Return the answers by question, in the order of the first form; the same words are the same question."""
    found: dict[str, tuple[str, Given]] = {}
    for _, field in fields:
        for question in field.categories:
            found.setdefault(_folded(question), (str(question), []))
    for seat, field in fields:
        for one in field.responses:
            said = one.category.strip() or str(plain("other"))
            found.setdefault(_folded(said), (said, []))[1].append((seat, one))
    return {question: sorted(given, key=_order) for question, given in found.values()}


def _order(pair: tuple[Seat, Response]) -> tuple[int, str, int]:
    """Codes by their number, P2 before P10; everybody else as captured."""
    label = pair[1].label.strip()
    if not is_code(label):
        return (1, "", 0)
    letters = label.rstrip("0123456789")
    return (0, letters, int(label.removeprefix(letters)))


def _folded(question: str) -> str:
    return one_line(question).casefold()


def _field(here: Page, said: str) -> tuple[Seat, Field] | None:
    together = here.together
    assert together is not None
    name, block_id, field_name = of_reference(said)
    seat = together.seats.get(name)
    if seat is None:
        lost(here, said, f"names no session of the programme; {near(name, together.seats)}")
        return None
    if seat.report is None:
        return None
    together.used.add(name)
    for block in seat.report.agenda:
        for field in block.fields:
            if (block.id, field.name) == (block_id, field_name):
                return seat, field
    lost(here, said, f"leads nowhere: {seat.title} has no such field")
    return None
