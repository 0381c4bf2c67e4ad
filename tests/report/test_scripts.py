"""What was said as it was said: scripts, exchanges of several speakers, vignettes, speakers with a number."""

from __future__ import annotations

import pytest
from hostile import TEXTS
from making import SAID, STORY, block, findings, plan, report, say, session_of, theme
from reading_back import PARSERS, shape

from facikit.library.values import Item
from facikit.report.text import clean

LABELS = (Item("Practitioner", "practitioner"), Item("Manager", "manager"))


def one_block(tmp_path, *fields, **more):
    return session_of(tmp_path, plan(block("talk", *fields, **more), labels=LABELS))


def body(session, **more):
    return report(session, **more).split("## Talk\n\n", 1)[1]


def test_a_quote_can_be_printed_the_way_a_play_is(tmp_path):
    session = one_block(tmp_path, SAID, report=[{"show": "said", "as": "script"}])
    say(session, "talk", "said", "We had … no time.\nNone.", label="Practitioner 2")
    say(session, "talk", "said", "Nobody asked.")
    say(session, "talk", "said", "long laughter", kind="observation")
    assert body(session) == "> Practitioner 2: We had … no time.\\\n> None.\n\n> Nobody asked.\n\n> long laughter\n"


@pytest.mark.parametrize("form", ["quotes", "script"])
def test_an_exchange_is_one_quote_with_its_speakers_in_it(tmp_path, form):
    session = one_block(tmp_path, SAID, report=[{"show": "said", "as": form}])
    say(session, "talk", "said", "Practitioner: Why?\nPractitioner 2: Because.\n\n…\nManager: Yes.", kind="exchange")
    assert body(session) == "> Practitioner: Why?\\\n> Practitioner 2: Because.\\\n> …\\\n> Manager: Yes.\n"
    assert report(session, "record").endswith(
        "- Practitioner: Why?\\\n  Practitioner 2: Because.\\\n  …\\\n  Manager: Yes.\n"
    )


@pytest.mark.parametrize("field", [SAID, STORY], ids=["quotes", "text"])
def test_a_vignette_keeps_its_paragraphs_in_a_box_signed_with_its_label(tmp_path, field):
    session = one_block(tmp_path, field, report=[{"show": field.field, "as": "quotes"}])
    say(session, "talk", field.field, "She rang.\n\nNobody came.", kind="vignette", label="Manager")
    assert body(session) == "> She rang.\n>\n> Nobody came.\n>\n> (Manager)\n"
    assert "(Manager)" in report(session, "record")
    assert report(session, "record").count("Manager") == 1


def test_quotes_of_every_kind_stand_under_the_heading_of_their_theme(tmp_path):
    session = one_block(tmp_path, SAID, report=[{"show": "said", "as": "headings", "members": "all"}])
    made = [
        *say(session, "talk", "said", "Manager: A?\nPractitioner: B.", kind="exchange"),
        *say(session, "talk", "said", "One.\n\nTwo.", kind="vignette", label="Manager"),
        *say(session, "talk", "said", "So.", kind="quote", label="Manager"),
    ]
    theme(session, "talk", "said", "Asked", *made)
    assert body(session) == (
        "### Asked\n\n> Manager: A?\\\n> Practitioner: B.\n\n> One.\n>\n> Two.\n>\n> (Manager)\n\n"
        "> ‘So.’\\\n> (Manager)\n"
    )


def test_the_speakers_of_one_label_stand_together_and_keep_their_numbers(tmp_path):
    session = one_block(tmp_path, SAID, report=[{"show": "said", "by": "label"}])
    for label in ("Practitioner", "Manager 1", "practitioner 2", "Passer-by 3"):
        say(session, "talk", "said", f"I am {label}", label=label)
    assert [line for line in body(session).split("\n") if line] == [
        "### Practitioner", "> ‘I am Practitioner’\\", "> (Practitioner)", "> ‘I am practitioner 2’\\",
        "> (practitioner 2)", "### Manager", "> ‘I am Manager 1’\\", "> (Manager 1)",
        "### Passer-by 3", "> ‘I am Passer-by 3’\\", "> (Passer-by 3)",
    ]  # fmt: skip


def test_nothing_of_this_is_a_finding(tmp_path):
    session = one_block(tmp_path, SAID, report=[{"show": "said", "as": "script"}])
    say(session, "talk", "said", "x", label="Manager")
    assert findings(session) == []


def typed(text):
    """Return a text as an entry has it: without lines that show nothing."""
    return "\n".join(line for line in clean(text).split("\n") if line.strip()) or "words"


@pytest.mark.parametrize("kind", ["quote", "exchange", "vignette"])
def test_nasty_words_stay_words_in_scripts(tmp_path, kind):
    sessions = []
    for name, change in (("nasty", typed), ("plain", lambda text: "\n".join("words" for _ in typed(text).split("\n")))):
        session = one_block(tmp_path / name, SAID, report=[{"show": "said", "as": "script"}])
        for text in TEXTS:
            said = change(text)
            say(session, "talk", "said", f"Manager: {said}\n{said}", kind=kind, label=" ".join(said.split()))
        sessions.append(session)
    for parser in PARSERS:
        kinds, words = shape(report(sessions[0]), parser)
        assert kinds == shape(report(sessions[1]), parser)[0], parser
        assert [text for text in TEXTS if " ".join(typed(text).split()) not in words] == []
