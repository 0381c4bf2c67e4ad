"""What holds for every screen in each state in which people see it: in one app for each, as the way there is long."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE
from test_contrast import can_be_read_in_both_looks
from test_key_bar import bar, reaches_what_it_names
from test_without_colour import what_has_the_keys_is_seen
from visits import VISITS, visited

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", [visit.name for visit in VISITS])
async def test_every_key_on_its_bar_reaches_what_it_names_all_can_be_read_and_one_sees_what_has_the_keys(
    told: Path, name: str
) -> None:
    async with visited(name, told) as stage:
        reaches_what_it_names(stage)
        await can_be_read_in_both_looks(stage)
        await stage.pilot.resize_terminal(*NARROW)
        await stage.until(lambda: stage.app.screen.size == NARROW and bar(stage).render().plain.strip() in stage.text)
        reaches_what_it_names(stage)
        await stage.pilot.resize_terminal(*WIDE)
        await what_has_the_keys_is_seen(stage)
