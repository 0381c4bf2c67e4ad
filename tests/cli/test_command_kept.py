"""From the command line too: what the folder does not take is kept and brought in later; many logs become one."""

from __future__ import annotations

from pathlib import Path

from commands import Run


def test_entries_go_on_being_taken_where_the_folder_takes_none_and_merge_brings_them_in(
    run: Run, session_folder: Path
) -> None:
    (session_folder / "log").rmdir()
    (session_folder / "log").write_text("in the way of every log")
    added = run("add", "small", "round", "words", "kept for now")
    assert added.exit_code == 0 and len(added.stdout.split()) == 1
    assert "Saved on this laptop, not yet in the session's folder" in added.stderr
    looked = run("doctor", "small")
    assert looked.exit_code == 1 and "were typed on this laptop are not in the session's folder" in looked.stdout
    assert "does not go into its folder yet" in run("merge", "small").stderr
    (session_folder / "log").unlink()
    (session_folder / "log").mkdir()
    merged = run("merge", "small")
    assert merged.exit_code == 0
    assert "3 lines that this laptop had kept are in the session's folder now" in merged.stderr
    assert "kept for now" in run("export", "small", "--to", "csv").stdout
    assert "are not in the session's folder" not in run("doctor", "small").stdout


def test_seal_prints_the_one_log_that_there_is_then(run: Run, session_folder: Path) -> None:
    for number in range(3):
        run("add", "small", "round", "words", f"said {number}")
    before = run("export", "small").stdout
    sealed = run("seal", "small")
    (log,) = (session_folder / "log").iterdir()
    assert sealed.stdout == f"{log}\n" and "3 logs are one now" in sealed.stderr
    assert run("export", "small").stdout == before
    again = run("seal", "small")
    assert (again.exit_code, again.stdout) == (0, "") and "Nothing was sealed" in again.stderr
