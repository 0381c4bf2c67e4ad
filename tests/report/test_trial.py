"""An exercise tried with invented entries: the report shows each of its fields, and nothing of the trial is left."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from facikit.library import standins
from facikit.library.kinds import FIELD_TYPES, FORMS
from facikit.library.kits import packaged_kit
from facikit.library.reading import document_of, exercise_of, read_document
from facikit.library.starters import exercise_text
from facikit.report.invented import INVENTED
from facikit.report.trial import Trial, trial

OWN = {
    "table": "columns: [What, Why]",
    "scale": "statements: [We are heard.]",
    "dots": "items: [A bench]",
    "choice": "options: [Yes]",
}
EACH = [(kind, form) for kind, forms in FORMS.items() for form in forms]


def tried(text: str) -> Trial:
    document, problems = document_of(text, "tried.yaml")
    assert document is not None and not problems
    exercise, problems = exercise_of(document, standins.values(document.tree))
    assert exercise is not None and not problems
    return trial(exercise, [packaged_kit()])


def test_every_kind_has_something_invented() -> None:
    assert set(INVENTED) == set(FIELD_TYPES)


@pytest.mark.parametrize(("kind", "form"), EACH)
def test_every_kind_prints_something_in_every_form(kind: str, form: str) -> None:
    own = f", {OWN[kind]}" if kind in OWN else ""
    made = tried(
        f"title: T\nsteps: [{{title: S, capture: [{{field: f, kind: {kind}{own}}}]}}]\n"
        f"report: [{{show: f, as: {form}}}]\n"
    )
    assert made.findings == ()
    assert len(made.markdown.splitlines()) > 2, made.markdown


@pytest.mark.parametrize("path", sorted((packaged_kit() / "exercises").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_exercise_that_is_shipped_can_be_tried(path: Path) -> None:
    document, _ = read_document(path)
    assert document is not None
    exercise, _ = exercise_of(document, standins.values(document.tree))
    assert exercise is not None
    made = trial(exercise, [packaged_kit()])
    assert made.findings == ()
    assert made.markdown.startswith("# ")


def test_blanks_and_items_of_earlier_blocks_are_stood_in_for() -> None:
    made = tried(
        """\
title: T
blanks: {items: , each: , question: }
steps:
  - title: S
    ask: <question>
    capture:
      - {field: votes, kind: dots, items: <items>, each: <each>}
      - {field: more, kind: choice, options: {from: before.ideas}}
report: [question, {show: votes, as: table}, {show: more, as: table}]
"""
    )
    assert made.findings == ()
    assert made.markdown.count("| Second |") == 2
    assert "question" in made.markdown


def test_what_the_report_leaves_out_is_seen_too() -> None:
    made = tried("title: T\nsteps: [{title: S, capture: [{field: f, kind: list}]}]\nreport: [aim]\n")
    assert "Also recorded" in made.markdown


def test_nothing_is_left_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there"))
    (tmp_path / "there").mkdir()
    assert tried(exercise_text("Mine")).markdown
    assert list((tmp_path / "there").iterdir()) == []
