"""What was erased stays out, whatever comes back, in any order."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

from planted import BETTER, NAME, SECRET, erase, holding, planted, rest, said
from rooms import SetClock

from facikit.session.doctor import look_over
from facikit.session.document import document, import_into, import_new, to_yaml
from facikit.session.merge import merge_all
from facikit.session.pack import pack
from facikit.session.responses import add, response
from facikit.session.session import Change, Session


def test_old_copies_come_back_in_any_order_and_it_stays_gone(tmp_path, state):
    folder, ids = planted(tmp_path)
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    with Session.open(copy, "Cy", clock=SetClock()) as cy:
        cy.put([Change(f"response/{ids['secret']}", {"text": SECRET + ", said Cy"})])
        later = add(cy, said(f"{NAME} was seen by Cy"))[0].id
    with Session.open(copy, read_only=True) as cy:
        packed = pack(cy, tmp_path / "dirty.facikit.zip")
        exported = to_yaml(cy)
    logs = sorted((copy / "log").iterdir())
    loose = Path(shutil.copyfile(logs[0], tmp_path / f"Mail from {NAME}.jsonl"))
    erase(folder, state, "entries", ids["secret"])
    erase(folder, state, "person", NAME)
    clean = Path(shutil.copytree(folder, tmp_path / "clean"))
    wanted = None
    for number, sources in enumerate(itertools.permutations([copy, packed, loose, logs[-1]], 4)):
        again = Path(shutil.copytree(clean, tmp_path / f"again{number}"))
        with Session.open(again, "Lea") as lea:
            merge_all(lea, sources)
            import_into(lea, exported, "old.yaml")
        assert holding(again, SECRET, BETTER, NAME) == []
        assert list((again / "media").iterdir()) == []
        found = rest(again)
        wanted = wanted or found
        assert found == wanted
        assert found[f"response/{later}"]["text"] == "[…] was seen by Cy"


def test_a_dirty_log_dropped_into_the_folder_is_cleaned_when_it_is_opened_next(tmp_path, state):
    folder, ids = planted(tmp_path)
    dirty = tmp_path / "dirty"
    shutil.copytree(folder / "log", dirty)
    erase(folder, state, "entries", ids["secret"])
    erase(folder, state, "person", NAME)
    for path in dirty.iterdir():
        shutil.copyfile(path, folder / "log" / f"{path.stem} (conflicted copy).jsonl")
    with Session.open(folder, read_only=True) as session:
        assert not any(SECRET in str(line.set) or NAME in str(line) for line in session.records.lines.values())
        assert session.records.forks == {}
        assert any("erased" in one.message for one in look_over(session) if one.weight == "trouble")
    Session.open(folder, "Lea").close()
    assert holding(folder, SECRET, BETTER, NAME) == []


def test_the_laptop_that_merges_the_clean_notes_loses_the_words_too(tmp_path, state):
    folder, ids = planted(tmp_path)
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    erase(folder, state, "entries", ids["secret"])
    erase(folder, state, "person", NAME)
    with Session.open(other, "Cy") as cy:
        merge_all(cy, [folder])
    assert holding(other / "log", SECRET, BETTER, NAME) == []
    assert list((other / "media").iterdir()) == []
    here, there = (sorted(path.read_bytes() for path in (one / "log").iterdir()) for one in (folder, other))
    assert set(here) <= set(there)


def test_two_laptops_that_erase_apart_agree(tmp_path, state):
    folder, ids = planted(tmp_path)
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    for one in (folder, other):
        erase(one, state, "entries", ids["secret"])
    with Session.open(folder, "Lea") as lea:
        merge_all(lea, [other])
        assert lea.records.forks == {}
        assert [one for one in look_over(lea) if one.weight == "trouble"] == []


def test_a_laptop_that_merges_with_its_own_lines_open_writes_none_of_the_words_again(tmp_path, state):
    folder, ids = planted(tmp_path)
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    with Session.open(other, "Cy", clock=SetClock()) as cy:
        cy.put([Change(f"response/{ids['secret']}", {"text": SECRET + ", said Cy"})])
        add(cy, said(f"{NAME} again"))
        cy.flush()
        erase(folder, state, "entries", ids["secret"])
        erase(folder, state, "person", NAME)
        (merged,) = merge_all(cy, [folder])
        assert merged.orders == 2
        stays = add(cy, said("and on it goes"))[0].id
    assert holding(other / "log", SECRET, NAME) == []
    with Session.open(other, read_only=True) as cy:
        assert response(cy, stays).text == "and on it goes"
        assert [one.about for one in look_over(cy) if "holds a name" in one.message] == [
            "session.yaml",
            ".plan-as-made.yaml",
        ]


def test_a_document_made_before_brings_nothing_back_and_one_made_after_keeps_the_order(tmp_path, state):
    folder, ids = planted(tmp_path)
    with Session.open(folder, read_only=True) as session:
        old = to_yaml(session)
    erase(folder, state, "entries", ids["secret"])
    erase(folder, state, "person", NAME)
    with Session.open(folder, "Lea") as lea:
        import_into(lea, old, "old.yaml")
        new = to_yaml(lea)
        here = document(lea)
    assert holding(folder, SECRET, NAME) == []
    assert NAME not in new and SECRET not in new
    made = import_new(new, "new.yaml", tmp_path / "elsewhere")
    with Session.open(made, "Lea") as lea:
        assert lea.records.erased is not None and lea.records.erased.records
        assert document(lea)["blocks"] == here["blocks"]
        import_into(lea, old, "old.yaml")
        assert f"response/{ids['secret']}" not in lea.records.of_kind("response")
    assert holding(made, SECRET) == []


def test_what_is_typed_after_the_order_is_kept_as_typed_and_the_doctor_tells(tmp_path, state):
    folder, _ = planted(tmp_path)
    erase(folder, state, "person", NAME)
    with Session.open(folder, "Bo", clock=SetClock(1_772_800_000_000)) as bo:
        again = add(bo, said(f"{NAME} came back in June"))[0].id
    with Session.open(folder, "Bo") as bo:
        assert response(bo, again).text == f"{NAME} came back in June"
        assert any("erased" in one.message and "since" in one.message for one in look_over(bo))


def test_a_strangers_order_cannot_erase_what_stands_for_a_place_or_break_the_opening(tmp_path):
    folder, _ = planted(tmp_path)
    before = rest(folder)
    with Session.open(folder, "Eve", clock=SetClock()) as eve:
        bad = {"salt": {"a": 1}, "upto": {"a": "b"}, "media": ["../../etc/passwd"], "words": 3}
        eve.put([Change("erased/bad", {**bad, "records": ["session", "prose/animals/meaning", 7, None, "run/x"]})])
        eve.put([Change("erased/worse", {"records": {"a": 1}, "words": ["1:zz", "0:" + "0" * 20], "upto": []})])
    assert rest(folder) == before
