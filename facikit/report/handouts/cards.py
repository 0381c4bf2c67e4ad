"""Cards and postcards, to be cut out of A4: blank ones with their question, headings for the wall, lines to fill in.

Whether a field is written on cards is read from what the exercise says: its materials, what is done on paper, what is
expected ("one entry a card"). "The cards" are those that are there already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from facikit.library.kinds import FieldBase, ListField, PledgeField
from facikit.library.shapes import Step
from facikit.report.handouts.amounts import lines_to_fill
from facikit.report.handouts.parts import Card, Cards, Postcards, Sheet
from facikit.report.handouts.work import Work, asked

TO_PAGE = 8
POSTCARDS_TO_PAGE = 4
ROOMY = ((280, 8), (700, 4), (1600, 2))
"""The longest words that fit a card, by how many cards a page has."""
WRITTEN = ("list", "text", "quotes")
_CARD = re.compile(r"\bcards?\b", re.IGNORECASE)
_CARDS = re.compile(r"(?!the\b).*\bcards\b", re.IGNORECASE)
_WRITE = re.compile(r"\b(?:cards?|write)\b", re.IGNORECASE)
_OVERHEARD = re.compile(r"(?:said|heard|also)\b", re.IGNORECASE)
_POSTCARD = re.compile(r"\bpostcards?\b", re.IGNORECASE)


def on_cards(field: FieldBase, step: Step, work: Work) -> bool:
    """Tell whether the field is written on cards, a card an entry."""
    if field.kind not in WRITTEN or overheard(field) or (field.kind == "quotes" and asks(field.title)):
        return False
    if _CARD.search(field.expect) or _CARD.search(step.on_paper):
        return True
    first = next((one for one in work.fields if one.kind in WRITTEN), None)
    return field is first and any(_CARDS.match(one) for one in work.block.materials)


def overheard(field: FieldBase) -> bool:
    """Tell whether the field's words say that it is for the note-taker: "Said at the tables", "Also noted"."""
    return bool(_OVERHEARD.match(field.title))


def asks(title: str) -> bool:
    """Tell whether a field's words are a question that people answer themselves."""
    return title.rstrip().endswith("?")


def on_postcards(field: FieldBase, step: Step) -> bool:
    """Tell whether the field goes onto postcards."""
    return field.kind == "pledge" or (
        field.kind == "text" and bool(_POSTCARD.search(f"{step.on_paper} {field.expect}"))
    )


def cards(field: FieldBase, step: Step, work: Work) -> list[Sheet]:
    """Return the cards of a field: its headings to hang up, then blank ones, as many as there are people or a page."""
    if not on_cards(field, step, work):
        return []
    heading = field.title if len(_on_cards(work)) > 1 else _asked(step, work)
    blank = Card(heading=heading, lines=lines_to_fill(step.on_paper), foot=work.title)
    made: list[Card] = []
    if isinstance(field, ListField):
        made += [Card(words=item.text, foot=work.title) for item in field.categories]
    return [
        *_pages(made, work, "one of each, to hang up"),
        *_pages([blank] * (work.people or TO_PAGE), work, _enough(work)),
    ]


def _asked(step: Step, work: Work) -> str:
    """Return the question that the cards answer: of the step that has them on paper, else of the first to write one."""
    steps = (one for one in work.block.steps if _WRITE.search(f"{one.title} {one.say} {one.on_paper}"))
    return asked((step if _CARD.search(step.on_paper) else next(steps, step)).ask)


def _on_cards(work: Work) -> list[FieldBase]:
    return [field for step in work.block.steps for field in step.capture if on_cards(field, step, work)]


def _enough(work: Work) -> str:
    return f"one for each person: {work.people}" if work.people else "one for each person: copy as many as you need"


def _pages(made: Sequence[Card], work: Work, copies: str) -> list[Sheet]:
    if not made:
        return []
    longest = max(len(card.words) + len(card.heading) for card in made)
    to_page = next((number for room, number in ROOMY if longest <= room), 1)
    pages = tuple(Cards(cards=tuple(made[at : at + to_page]), to_page=to_page) for at in range(0, len(made), to_page))
    return [Sheet(kind="cards", title=work.title, parts=pages, day=work.day, copies=copies, shape="cards")]


def postcards(field: FieldBase, step: Step, work: Work) -> list[Sheet]:
    """Return postcards: a page of fronts and a page of backs for every four, to be printed on both sides."""
    if not on_postcards(field, step):
        return []
    posted = f"Posted {field.post_on}" if isinstance(field, PledgeField) and field.post_on else ""
    prompt = work.question if isinstance(field, PledgeField) else asked(step.ask) or field.title
    wanted = len(work.groups) if work.groups and not isinstance(field, PledgeField) else work.people or 1
    pages = -(-wanted // POSTCARDS_TO_PAGE)
    pair = (Postcards(front=True), Postcards(front=False, prompt=prompt, foot=posted))
    return [
        Sheet(
            kind="postcards",
            title=work.title,
            parts=pair * pages,
            day=work.day,
            copies="on stiff paper, on both sides; one for each person"
            if isinstance(field, PledgeField)
            else "on stiff paper, on both sides; one for each group",
            shape="postcards",
        )
    ]
