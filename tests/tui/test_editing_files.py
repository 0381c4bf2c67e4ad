"""A file of one's own is opened in the text editor from the app, and what is wrong in it is said when one is back."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from stage import NARROW, WIDE, at, put

from facikit.errors import UserError
from facikit.library.kits import packaged_kit
from facikit.tui.editing import Editor, editor

pytestmark = pytest.mark.slow

SPOILS = "import sys; p = sys.argv[1]; t = open(p).read().replace('kind: table', 'kind: tabel'); open(p, 'w').write(t)"
MENDS = "import sys; p = sys.argv[1]; t = open(p).read().replace('tabel', 'table'); open(p, 'w').write(t)"


def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Have an editor that does one thing to the file and is closed."""
    script = put(tmp_path / "own editor" / "editor.py", code)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_file_is_edited_from_the_library_and_what_is_wrong_is_said(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at(None, "home", kits=[kit], size=size) as stage:
        await stage.until(lambda: "Change animals" in stage.text)
        await stage.press("tab")
        assert "Change animals" in stage.text
        while "See the room in pictures" not in stage.text:
            await stage.press("down")
        use(monkeypatch, tmp_path, SPOILS)
        await stage.press("ctrl+t")
        await stage.until(lambda: "did you mean" in " ".join(stage.text.split()))
        await stage.until(lambda: "! 1 to mend" in stage.text)
        use(monkeypatch, tmp_path, MENDS)
        await stage.press("ctrl+t")
        await stage.until(lambda: "no problems found" in stage.text)
        await stage.until(lambda: "to mend" not in stage.text)


async def test_only_one_s_own_files_are_for_editing(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, tmp_path, f"open({str(tmp_path / 'opened')!r}, 'w')")
    async with at(None, "home", kits=[packaged_kit()], size=WIDE) as stage:
        await stage.until(lambda: "Visioning day" in stage.text)
        await stage.press("tab", "ctrl+t")
        await stage.press("up")
    assert not (tmp_path / "opened").exists()
    async with at(None, "home", kits=[kit], size=WIDE) as stage:
        await stage.until(lambda: "Change animals" in stage.text)
        await stage.press("tab")
        await stage.press("ctrl+t")
        await stage.until((tmp_path / "opened").exists)


async def test_the_live_check_sees_what_the_editor_saved(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(None, "home", kits=[kit], size=WIDE) as stage:
        stage.app.desk.watched = kit / "exercises" / "animals.yaml"
        stage.app.show("designer")
        await stage.until(lambda: "looked at" in stage.text)
        use(monkeypatch, tmp_path, SPOILS)
        await stage.press("ctrl+t")
        await stage.until(lambda: "'tabel' is not a kind of field" in " ".join(stage.text.split()))


async def test_an_editor_that_cannot_be_started_is_told(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere --wait")
    async with at(None, "home", kits=[kit], size=WIDE) as stage:
        await stage.until(lambda: "Change animals" in stage.text)
        await stage.press("tab", "ctrl+t")
        await stage.until(lambda: "no-such-editor-anywhere cannot be started" in " ".join(stage.text.split()))


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"EDITOR": "nano"}, "linux", Editor(["nano"], True)),
        ({"EDITOR": "vi", "VISUAL": "code --wait"}, "linux", Editor(["code", "--wait"], False)),
        (
            {"EDITOR": '"C:\\Program Files\\Vim\\vim.exe" -n'},
            "win32",
            Editor(["C:\\Program Files\\Vim\\vim.exe", "-n"], True),
        ),
        ({}, "win32", Editor(["notepad"], False)),
        ({}, "darwin", Editor(["open", "-t"], False)),
    ],
)
def test_the_editor_is_the_one_that_was_chosen_else_the_system_s(
    environment: dict[str, str], platform: str, expected: Editor
) -> None:
    assert editor(environment, platform) == expected


@pytest.mark.parametrize("environment", [{"PATH": "/nowhere"}, {"EDITOR": "'unclosed"}])
def test_where_there_is_no_editor_it_says_how_to_have_one(environment: dict[str, str]) -> None:
    with pytest.raises(UserError) as told:
        editor(environment, "linux")
    assert "EDITOR" in f"{told.value.message} {told.value.hint}"
