"""What was erased is in no byte of what a laptop has, stays out whatever comes back, and takes nothing else along."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import msgspec
import pytest
from planted import BETTER, NAME, SECRET, holding, leave_drafts, planted, said
from rooms import FailingFiles, SetClock

from facikit.library.reading import read
from facikit.library.shapes import Plan
from facikit.report.erasing import carry_out
from facikit.report.keeping import keep
from facikit.session.doctor import look_over
from facikit.session.document import document, import_into, import_new, to_yaml
from facikit.session.drafts import Drafts
from facikit.session.erasing import Search, order, search_entries, search_person, search_words
from facikit.session.lines import encode
from facikit.session.merge import merge_all
from facikit.session.pack import pack
from facikit.session.people import people
from facikit.session.responses import Draft, add, response, responses
from facikit.session.run import Run
from facikit.session.session import Change, Session
from facikit.session.themes import themes
from facikit.session.undo import redo, undo


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The laptop's own memory, empty."""
    monkeypatch.setenv("FACIKIT_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("FACIKIT_DATA", str(tmp_path / "data"))
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


def erase(folder: Path, state: Path, search: str, *what: str, files: FailingFiles | None = None) -> Search:
    """Search and erase as the command does."""
    given = {"files": files} if files is not None else {}
    with Session.open(folder, "Lea", clock=SetClock(1_772_700_000_000), **given) as lea:
        ways = {"entries": lambda: search_entries(lea, what), "person": lambda: search_person(lea, *what)}
        found = ways.get(search, lambda: search_words(lea, *what))()
        order(lea, found)
        carry_out(lea, state, found)
    return found


def rest(folder: Path, *but: str) -> dict[str, object]:
    """Return every record as it is shown, without those named, without runs and orders."""
    with Session.open(folder, read_only=True) as session:
        every = [one for kind in session.records.kinds() for one in session.records.of_kind(kind)]
        return {
            one: session.records.get(one).values
            for one in sorted(every)
            if one.partition("/")[0] not in ("run", "erased") and one.rpartition("/")[2] not in but
        }


def test_an_erased_entry_is_gone_in_all_its_wordings_with_its_picture_and_everything_else_stays(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    before = rest(folder, ids["secret"])
    assert holding(folder, SECRET) and holding(folder, BETTER) and len(list((folder / "media").iterdir())) == 1
    found = erase(folder, state, "entries", ids["secret"])
    assert found.records == (f"response/{ids['secret']}",)
    assert holding(folder, SECRET, BETTER) == holding(state, SECRET, BETTER) == []
    assert list((folder / "media").iterdir()) == []
    assert rest(folder) == before
    with Session.open(folder) as session:
        assert [one for one in look_over(session) if one.weight == "trouble"] == []
        assert sum(line.gone for line in session.records.lines.values()) >= 4


def test_an_erased_name_is_in_no_byte_of_the_folder_and_of_the_laptop(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    assert len(holding(folder, NAME)) >= 4 and len(holding(state, NAME)) >= 4
    erase(folder, state, "person", NAME)
    assert holding(folder, NAME, "Quillfeather") == holding(state, NAME, "Quillfeather") == []
    with Session.open(folder) as session:
        assert response(session, ids["typed"]).text == "typed by herself" and response(session, ids["typed"]).who == ""
        assert response(session, ids["about"]).text == "What […]'s sister said was heard"
        assert response(session, ids["cells"]).cells == {"animal": "Owl", "why": "as […] is"}
        assert response(session, ids["card"]).text == "Thank you […]"
        assert [(one.name, one.team) for one in people(session)] == [("Ada", "[…]'s guests")]
        assert [(one.name, one.text) for one in themes(session)] == [("After […]", "What […] began.")]
        assert session.records.get(f"response/{ids['name']}").first is None
        assert session.plan.agenda[1].title == "Coffee with […]" and not session.problems
        assert session.records.get("position/someone").text("block") == "animals"
        assert [one for one in look_over(session) if one.weight == "trouble"] == []
    left = Drafts(state, session.plan.session, "run1").every()
    assert {one.text for one in left} >= {"and […] sai", "somebody else's half", "kept as it is"}
    assert (state / "names").read_text().split() == ["Bo", "Ada"]


def test_what_is_not_hers_is_word_for_word_as_it_was(tmp_path, state):
    folder, ids = planted(tmp_path)
    before = rest(folder, ids["name"], ids["person"])
    erase(folder, state, "person", NAME)
    after = rest(folder)
    assert {one.replace("zuzana-quillfeather", "someone") for one in before} == set(after)
    for record, values in before.items():
        if not any("uillfeather" in str(value).casefold() for value in (record, *values.values())):
            assert after[record] == values


def test_words_that_were_erased_leave_the_words_round_them(tmp_path, state):
    folder, ids = planted(tmp_path)
    with Session.open(folder, "Bo") as bo:
        longer = add(bo, said(f"She told us: {SECRET}. We were silent."))[0].id
    found = erase(folder, state, "words", SECRET)
    assert holding(folder, SECRET) == []
    with Session.open(folder) as session:
        assert response(session, longer).text == "She told us: […]. We were silent."
        assert response(session, ids["secret"]).text == BETTER
    assert found.records == ()


@pytest.mark.parametrize("way", ["undo", "redo"])
def test_undo_and_redo_bring_nothing_back_and_the_order_stands(tmp_path, state, way):
    folder, ids = planted(tmp_path)
    erase(folder, state, "entries", ids["secret"])
    erase(folder, state, "person", NAME)
    for who in ("Bo", "Lea", "someone"):
        with Session.open(folder, who) as session:
            for _ in range(60):
                if (undo if way == "undo" else redo)(session) is None:
                    break
    assert holding(folder, SECRET, BETTER, NAME) == []
    with Session.open(folder, read_only=True) as session:
        assert session.records.erased is not None and len(session.records.erased.orders) == 2
        assert all(one.records for one in session.records.erased.orders)
        assert all(session.records.get(one).get("told") for one in session.records.of_kind("erased"))
        assert session.records.get(f"response/{ids['secret']}").first is None


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


def test_damaged_and_edited_lines_lose_the_words_and_what_is_whole_in_them_stays(tmp_path, state):
    folder, ids = planted(tmp_path)
    log = next(path for path in (folder / "log").glob("*-bo-*") if SECRET.encode() in path.read_bytes())
    with Session.open(folder, read_only=True) as session:
        lines = session.records.lines_of(f"response/{ids['secret']}")
        kept = session.records.lines_of(f"response/{ids['rest']}")[0]
        by_hand = encode(msgspec.structs.replace(kept, id="x.1", set={"text": f"{NAME} by hand"}))
    spare = folder / "log" / "broken.jsonl"
    spare.write_bytes(
        b'{"half":"' + SECRET.encode() + b" " + encode(kept).rstrip(b"\n") + encode(lines[0])
        + encode(lines[1])[:-30] + b"\n"
        + by_hand.replace(b'"crc"', b'"note":"%b","crc"' % NAME.encode())
        + b'\xff\xfe torn text of nobody\n{"id":"zz.1","t":"2026","put":"response/' + ids["secret"].encode()
    )  # fmt: skip
    erase(folder, state, "entries", ids["secret"])
    erase(folder, state, "person", NAME)
    assert holding(folder, SECRET, NAME) == []
    data = spare.read_bytes()
    assert b"torn text of nobody" in data and encode(kept).rstrip() in data
    assert ids["secret"].encode() not in data
    assert log.exists()


def test_a_laptop_that_is_still_writing_loses_no_line_and_writes_no_erased_word_again(tmp_path, state):
    folder, _ = planted(tmp_path)
    with Session.open(folder, "Cy", clock=SetClock()) as cy:
        mine = add(cy, said(f"{NAME} is still here"))[0].id
        cy.flush()
        erase(folder, state, "person", NAME)
        assert holding(folder / "log", NAME) == []
        after = add(cy, said("and this came after"))[0].id
        assert cy.flush()
        assert cy.refresh()
        assert response(cy, mine).text == "[…] is still here"
    assert holding(folder / "log", NAME) == []
    with Session.open(folder) as session:
        assert response(session, after).text == "and this came after"
        assert response(session, mine).text == "[…] is still here"


class WritingMeanwhile(FailingFiles):
    """Somebody else's line reaches a log between its being read and its being replaced."""

    late = b""

    def write_whole(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        if self.late and path.suffix == ".jsonl" and path.exists():
            with path.open("ab") as file:
                file.write(self.late)
            self.late = b""
        super().write_whole(path, data, sync=sync)


def test_a_line_that_is_written_while_a_log_is_replaced_is_kept(tmp_path, state):
    folder, ids = planted(tmp_path)
    files = WritingMeanwhile()
    with Session.open(folder, "Lea", files=files) as lea:
        found = search_entries(lea, [ids["secret"]])
        order(lea, found)
        kept = lea.records.lines_of(f"response/{ids['rest']}")[0]
        fields = {**kept.set, "text": "written in that moment"}
        files.late = encode(msgspec.structs.replace(kept, id="zzzzzzzzzzzzzz.9", put="response/late", set=fields))
        carry_out(lea, state, found)
    with Session.open(folder, read_only=True) as session:
        assert response(session, "late").text == "written in that moment"


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


def test_the_same_words_elsewhere_are_named_and_left(tmp_path):
    folder, ids = planted(tmp_path)
    with Session.open(folder, "Bo") as bo:
        again = add(bo, said(f"As somebody said: {SECRET}."))[0].id
        found = search_entries(bo, [ids["secret"]])
    assert found.also == (f"response/{again}",)
    assert found.inside == ()


@pytest.mark.parametrize(
    "text", ["No! Never; not once?", "a\n\n\n   -----------------   b", "x" * 300, 'so (they) said: "go"']
)
def test_words_go_with_all_that_stands_between_them(tmp_path, state, text):
    folder, _ = planted(tmp_path)
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        one = add(bo, said(f"before {text} after"))[0].id
        whole = add(bo, said(text))[0].id
    assert erase(folder, state, "words", text).records == (f"response/{whole}",)
    with Session.open(folder) as session:
        assert response(session, one).text.startswith("before […]") and response(session, one).text.endswith(" after")


def test_a_cell_is_somebodys_words_whatever_its_column_is_called(tmp_path, state):
    folder, _ = planted(tmp_path)
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        cells = {"category": NAME, "block": f"of {NAME}", "id": NAME}
        one = add(bo, Draft(block="animals", field="animals", group="table-1", cells=cells))[0].id
    erase(folder, state, "person", NAME)
    with Session.open(folder) as session:
        assert response(session, one).cells == {"category": "[…]", "block": "of […]", "id": "[…]"}


def test_an_erasing_of_entries_that_was_stopped_takes_away_reports_that_can_be_made_again(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    with Session.open(folder, "Lea") as lea:
        report = keep(lea, folder / "reports" / "r.md", SECRET.encode())
        order(lea, search_entries(lea, [ids["secret"]]))
    with Session.open(folder, "Lea") as lea:
        carry_out(lea, state)
    assert not report.exists()
    assert holding(folder, SECRET) == []
    assert all(one.editing != ids["secret"] for one in Drafts(state, lea.plan.session, "run1").every())


def test_a_plan_that_is_no_utf8_is_left_and_named(tmp_path, state):
    folder, _ = planted(tmp_path)
    plan = folder / "session.yaml"
    plan.write_bytes(b"# caf\xe9\n" + plan.read_bytes())
    before = plan.read_bytes()
    with Session.open(folder, "Lea") as lea:
        found = search_person(lea, NAME)
        order(lea, found)
        receipt = carry_out(lea, state, found)
    assert plan.read_bytes() == before
    assert any(one.path == plan for one in receipt.left)


def test_a_run_that_begins_a_new_file_leaves_out_what_was_erased_since(tmp_path):
    run = Run(tmp_path / "log" / "a.jsonl")
    run.rewrite = lambda data: data.replace(b"bad", b"---")
    run.write([("r.1", b"bad\n")])
    assert run.flush()
    (tmp_path / "log" / "a.jsonl").unlink()
    run.write([("r.2", b"good\n")])
    assert run.close()
    assert [path.read_bytes() for path in (tmp_path / "log").iterdir()] == [b"---\ngood\n"]


def test_the_receipt_stays_in_the_notes_and_has_none_of_the_words(tmp_path, state):
    folder, _ = planted(tmp_path)
    reports = folder / "reports"
    (reports / "by hand.md").write_text(f"# Ours\n\nWe thank {NAME}.\n", encoding="utf-8")
    with Session.open(folder, "Lea") as lea:
        found = search_person(lea, NAME)
        order(lea, found)
        receipt = carry_out(lea, state, found)
    said_of_it = [one.shown for one in receipt.left]
    assert any("by hand.md" in one and "line 3" in one and "not touched" in one for one in said_of_it)
    assert any("Bo" in one and "copies" in one for one in said_of_it)
    assert NAME in (reports / "by hand.md").read_text(encoding="utf-8")
    with Session.open(folder, read_only=True) as session:
        (record,) = session.records.of_kind("erased")
        kept = session.records.get(record)
        assert kept.get("what") == "person" and kept.get("lines") == receipt.lines > 10
        assert kept.first is not None and kept.first.who == "Lea"
        assert NAME not in str(kept.values) and str(tmp_path) not in str(kept.values)


def test_packs_and_copies_within_reach_are_named(tmp_path, state):
    folder, ids = planted(tmp_path / "kit" / "sessions")
    copy = Path(shutil.copytree(folder, folder.parent / "second"))
    with Session.open(folder, read_only=True) as session:
        inside = pack(session, folder / "hers.facikit.zip")
    with Session.open(folder, "Lea") as lea:
        found = search_entries(lea, [ids["secret"]])
        order(lea, found)
        paths = [one.path for one in carry_out(lea, state, found).left]
    assert copy.resolve() in paths and inside in paths


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


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("José Núñez", "Jose Nunez, JOSÉ NÚÑEZ and Jose\u0301 Nu\u0301n\u0303ez", "[…], […] and […]"),
        ("Anna", "Anna's, anna-b@x.org, Annalena, Joanna", "[…]'s, […]-b@x.org, Annalena, Joanna"),
        ("Ana Bell", "Ana\n Bell; Bell, Ana; Ana told Bell; Ana", "[…]; […]; Ana told Bell; Ana"),
        ("田中", "昨日田中さんは話した", "昨日[…]さんは話した"),
        ("Ωmega*", "**ωMEGA** [x](y)", "**[…]** [x](y)"),
    ],
)
def test_names_are_found_as_whole_words_however_they_are_written(tmp_path, state, name, text, left):
    folder, _ = planted(tmp_path)
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        one = add(bo, said(text))[0].id
    erase(folder, state, "person", name)
    with Session.open(folder) as session:
        assert response(session, one).text == left


def test_a_plan_stays_a_plan_where_a_name_was_the_whole_of_a_value(tmp_path, state):
    folder, _ = planted(tmp_path)
    plan = folder / "session.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(f"# asked by {NAME}\n" + text.replace(f"Coffee with {NAME}", NAME), encoding="utf-8")
    before = read(plan, Plan)[0]
    erase(folder, state, "person", NAME)
    after, problems = read(plan, Plan)
    assert problems == [] and after is not None and before is not None
    assert after.agenda[1].title == "[…]" and [one.id for one in after.agenda] == [one.id for one in before.agenda]
    assert holding(folder, NAME) == []


def test_a_strangers_order_cannot_erase_what_stands_for_a_place_or_break_the_opening(tmp_path):
    folder, _ = planted(tmp_path)
    before = rest(folder)
    with Session.open(folder, "Eve", clock=SetClock()) as eve:
        bad = {"salt": {"a": 1}, "upto": {"a": "b"}, "media": ["../../etc/passwd"], "words": 3}
        eve.put([Change("erased/bad", {**bad, "records": ["session", "prose/animals/meaning", 7, None, "run/x"]})])
        eve.put([Change("erased/worse", {"records": {"a": 1}, "words": ["1:zz", "0:" + "0" * 20], "upto": []})])
    assert rest(folder) == before


class Stopped(BaseException):
    """The program is killed."""


class StoppedFiles(FailingFiles):
    """The program ends at the nth thing that it does to files."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at
        self.done = 0

    def _step(self) -> None:
        self.done += 1
        if self.done == self.at:
            raise Stopped

    def write_whole(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        self._step()
        super().write_whole(path, data, sync=sync)
        self._step()

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)


def test_stopped_at_any_step_nothing_else_is_lost_and_the_next_erasing_ends_it(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    before = rest(folder, ids["name"], ids["person"])
    once = Path(shutil.copytree(folder, tmp_path / "once"))
    erase(once, Path(shutil.copytree(state, tmp_path / "state-once")), "person", NAME)
    wanted = rest(once)
    for step in itertools.count(1):
        here = Path(shutil.copytree(folder, tmp_path / f"step{step}"))
        its_state = Path(shutil.copytree(state, tmp_path / f"state{step}"))
        files = StoppedFiles(step)
        session = Session.open(here, "Lea", clock=SetClock(1_772_700_000_000), files=files)
        found = search_person(session, NAME)
        try:
            order(session, found)
            carry_out(session, its_state, found)
        except Stopped:
            stopped = True
        else:
            stopped = False
        for run in session._runs.values():
            run.log.close()
        untouched = {key: value for key, value in rest(here).items() if value == before.get(key)}
        assert all(key in untouched for key, value in before.items() if "uillfeather" not in f"{key}{value}".casefold())
        with Session.open(here, "Lea") as again:
            carry_out(again, its_state)
        assert holding(here, NAME) == holding(its_state, NAME) == [], step
        assert rest(here) == wanted, step
        if not stopped:
            break
    assert step > 15
    assert len(responses(Session.open(here, read_only=True))) > 3


@pytest.mark.parametrize("call", ["write", "sync"])
def test_a_disk_that_refuses_once_is_told_and_the_next_erasing_ends_it(tmp_path, state, call):
    folder, ids = planted(tmp_path)
    files = FailingFiles()
    with Session.open(folder, "Lea", files=files) as lea:
        found = search_entries(lea, [ids["secret"]])
        order(lea, found)
        files.failing = {call: 28}
        receipt = carry_out(lea, state, found)
        assert any("cannot be written" in one.words for one in receipt.left)
        files.failing = {}
    with Session.open(folder, "Lea") as lea:
        carry_out(lea, state)
    assert holding(folder, SECRET) == []
