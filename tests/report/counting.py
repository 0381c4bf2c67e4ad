"""Things to count in a small session, and ways to count them."""

from __future__ import annotations

from facikit.library.kinds import ChoiceField, CountField, DotsField, PledgeField, ScaleField, TreeField
from facikit.library.values import Item, slug
from facikit.session import scales, tallies
from facikit.session.session import Session


def items(*texts: str) -> tuple[Item, ...]:
    """Return items whose ids are made from their words."""
    return tuple(Item(text, slug(text)) for text in texts)


DOTS = DotsField(field="votes", items=items("Pay", "Time", "Tea", "Trust"))
COLOURED = DotsField(field="votes", items=items("Pay", "Time"), colours=items("Red", "Blue"))
SCALE = ScaleField(field="marks", statements=items("Knowledge", "Confidence"), low="hardly any", high="plenty")
COUNT = CountField(field="cards", label="Postcards written")
COUNTS = CountField(field="seats", of=items("Students", "Staff"))
CHOICE = ChoiceField(field="choice", options=items("Yes", "No", "Not sure"))
MAP = TreeField(field="map", root="Our service", kinds=items("Opportunity", "Challenge"))
PLEDGE = PledgeField(field="pledges", post_on="2023-10-01")


def dots(session: Session, field: str = "votes", *, released: bool = True, **by_group: dict[str, int]) -> None:
    """Count items by group: ``table_1={"pay": 3}``; with colours ``table_1={"pay.red": 3}``."""
    for group, counts in by_group.items():
        for name, number in counts.items():
            item, _, colour = name.partition(".")
            tallies.tally(session, "talk", field, group.replace("_", "-"), item, number, *([colour] if colour else []))
    if released:
        tallies.release(session, "talk", field)


def marks(
    session: Session, statement: str, *points: int, group: str = "table-1", block: str = "talk", round_: str = "1"
) -> None:
    """Put how many marks stand at each point from 1 up."""
    for point, number in enumerate(points, 1):
        scales.mark(session, block, "marks", statement, point, number, group=group, round_=round_)
