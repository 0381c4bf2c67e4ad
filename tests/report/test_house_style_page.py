"""Every example in docs/house-style.md is right as it stands: whoever copies one gets what the page promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facikit.report.house import house_of
from facikit.report.template_trial import problems_of

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "house-style.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(yaml|jinja)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FOLDER = Path("templates") / "reports"
START = '{% extends "facikit/session-report.md.j2" %}\n'


def house(folder: Path) -> Path:
    """Return a kit with the files that the page names."""
    for kind, text in EXAMPLES:
        named = re.match(r"(?:#|\{#) templates/reports/(\S+)", text)
        if named:
            path = folder / FOLDER / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            assert path.suffix == {"yaml": ".yaml", "jinja": ".j2"}[kind]
    return folder


def test_the_words_and_the_furniture_on_the_page_are_right(tmp_path):
    kit = house(tmp_path)
    (kit / FOLDER / "logo.png").write_bytes(b"a picture")
    found = house_of([kit], "session-report")
    assert found.problems == ()
    assert found.wording["language"] == "cy"
    assert found.about.licence == "You may use this with credit to Harbour House."


@pytest.mark.parametrize("text", [text for kind, text in EXAMPLES if kind == "jinja" and "{# templates/" not in text])
def test_each_template_on_the_page_passes_the_check(tmp_path, text):
    kit = house(tmp_path)
    (kit / FOLDER / "logo.png").write_bytes(b"a picture")
    if "{% block" not in text:
        # A part of the block called block.
        rest = "{{ block_report(block) }}"
        text = (
            f"{{% block block %}}{{% call section(block.name, block) %}}\n{text}{rest}\n{{% endcall %}}{{% endblock %}}"
        )
    source = text if "{% extends" in text else START + text
    genre = re.search(r'"facikit/(\S+)\.md\.j2"', source)
    assert genre
    (kit / FOLDER / f"{genre[1]}.md.j2").write_text(source, encoding="utf-8")
    assert problems_of(genre[1], [kit]) == []


def test_there_are_examples_to_try():
    assert len(EXAMPLES) > 7
