"""A session's folder that is renamed while it is open: it is said once, and what is typed is not lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import at

from facikit.session.responses import responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow


async def test_a_folder_renamed_while_it_is_open_is_told_once_and_loses_nothing(session_folder: Path) -> None:
    elsewhere = session_folder.with_name("2026-03-04-renamed-k7q2m9")
    async with at(session_folder, "note") as stage:
        await stage.enter("before")
        stage.session.flush()
        session_folder.rename(elsewhere)
        await stage.until(lambda: "is not where it was" in stage.told)
        stage.app.clear_notifications()
        await stage.enter("after [/]")
        await stage.until(lambda: "! after" in stage.text)
        assert "is not where it was" not in stage.told
        assert not session_folder.exists(), "no second folder is made under the old name"
        assert stage.texts() == ["before", "after [/]"]
        elsewhere.rename(session_folder)
        await stage.until(lambda: "is there again" in stage.told)
        await stage.until(lambda: "✓ after" in stage.text)
    with Session.open(session_folder, read_only=True) as session:
        assert [one.text for one in responses(session)] == ["before", "after [/]"]
