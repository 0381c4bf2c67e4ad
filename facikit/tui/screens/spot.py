"""Where one is when typing: a station on the agenda, and there a *spot*: block, field and group."""

from __future__ import annotations

from facikit.library.kinds import Field
from facikit.library.shapes import Step
from facikit.session import agenda
from facikit.session.agenda import Group, LiveBlock
from facikit.session.timer import Timer, timer_of
from facikit.tui.desk import Desk
from facikit.tui.drafts import Spot
from facikit.tui.screens.asides import AsidesScreen

Station = tuple[str, int]
"""A block and the number of a step in it, from 0."""


class SpotScreen(AsidesScreen):
    """A screen that is somewhere on the agenda."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.block: LiveBlock | None = None
        self.step = 0
        self.fields: list[Field] = []
        self.field: Field | None = None
        self.groups: list[Group] = []
        self.group = Group(agenda.PLENARY, "Plenary", "")
        self.spot: Spot | None = None

    def station(self) -> Station | None:
        """Return the block and step to show; None where there is nothing on the agenda."""
        raise NotImplementedError

    def go(self, block: str, step: int) -> None:
        """Go to another step."""
        raise NotImplementedError

    def stations(self) -> list[Station]:
        """Return every step of the day, blocks that were cut left out."""
        every = [one for one in agenda.blocks(self.session) if not one.cut]
        return [(one.id, step) for one in every for step in range(max(1, len(one.steps)))]

    @property
    def current_step(self) -> Step | None:
        """The step shown, if the block has any."""
        return self.block.steps[self.step] if self.block is not None and self.block.steps else None

    def timer(self) -> Timer | None:
        """Return the timer of the step shown."""
        return timer_of(self.session, self.block, self.step) if self.block is not None else None

    def spot_at(self, station: Station) -> Spot | None:
        """Return where the line would be at a step."""
        block = agenda.block(self.session, station[0])
        field = self._field_among(fields_at(block, station[1]))
        return (block.id, field.field, self.desk.group_in(block.id).id) if field is not None else None

    def _field_among(self, fields: list[Field]) -> Field | None:
        named = {field.field: field for field in fields}
        return named.get(self.desk.field) or next(iter(fields), None)

    def show(self) -> None:
        """Show everything as it is now; the line is touched only where one has come to another spot."""
        station = self.station()
        if station is not None:
            self.block, self.step = agenda.block(self.session, station[0]), station[1]
            self.step = min(self.step, max(0, len(self.block.steps) - 1))
            self.fields = fields_at(self.block, self.step)
            self.groups = agenda.groups_of(self.session, self.block.id)
            self.group = self.desk.group_in(self.block.id)
        else:
            self.block, self.step, self.fields, self.groups = None, 0, [], []
        self.field = self._field_among(self.fields)
        self.come_to(
            (self.block.id, self.field.field, self.group.id)
            if self.block is not None and self.field is not None
            else None
        )
        self.show_room()
        self.show_entries()
        self.refresh_bindings()

    def come_to(self, spot: Spot | None) -> None:
        """Be at a spot from now on; None where nothing can be typed."""
        self.spot = spot

    def show_room(self) -> None:
        """Show the step and what surrounds it."""

    def show_entries(self) -> None:
        """Show what is at the spot."""


def fields_at(block: LiveBlock, step: int) -> list[Field]:
    """Return what can be typed at a step: what it captures, else what the steps before it or after it do."""
    steps = block.steps
    for at in [step, *range(step - 1, -1, -1), *range(step + 1, len(steps))]:
        if 0 <= at < len(steps) and steps[at].capture:
            return list(steps[at].capture)
    return []
