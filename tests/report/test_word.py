"""A report as a Word document, read back: its words, and the structure that a screen reader and an editor need."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hostile import TEXTS
from making import PICTURES, block, plan, say, session_of
from needed import the_pandoc
from PIL import Image
from reading_back import body_of, headings, shape
from test_charts import voted
from test_hostile_reports import filled

from facikit.errors import UserError
from facikit.library.kits import packaged_kit
from facikit.report import pandoc, word
from facikit.report.exporting import made, reference
from facikit.report.html import Made
from facikit.report.render import render, write
from facikit.report.source import Pictures, read
from facikit.session.session import Session

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path.parent.name for path in (ROOT / "sessions").glob("*/session.yaml"))
PROGRAMMES = sorted(path.parent.name for path in (ROOT / "sessions").glob("*/programme.yaml"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE, EXTENT = f"{DRAWING}docPr", f"{DRAWING}extent"

needs_pandoc = pytest.mark.slow


class Document:
    """A Word document: its paragraphs with their styles, and its parts as XML."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            self.parts = {name: file.read(name) for name in file.namelist()}
        self.body = self.part("word/document.xml")
        self.paragraphs = [
            (style.get(f"{W}val") if (style := one.find(f"{W}pPr/{W}pStyle")) is not None else "", words_of(one))
            for one in self.body.iter(f"{W}p")
        ]

    def part(self, name: str) -> ElementTree.Element:
        """Return one of the parts."""
        return ElementTree.fromstring(self.parts[name])

    @property
    def words(self) -> str:
        """All words, white space folded."""
        return " ".join(" ".join(words for _, words in self.paragraphs).split())


def words_of(paragraph: ElementTree.Element) -> str:
    found = []
    for one in paragraph.iter():
        if one.tag == f"{W}t":
            found.append(one.text or "")
        elif one.tag in (f"{W}br", f"{W}tab"):
            found.append(" ")
        elif one.tag == PICTURE:
            found.append(one.get("descr", ""))
    return "".join(found)


def written(markdown: str, folder: Path = Path("nowhere"), style: Path | None = None) -> Made:
    the_pandoc()
    return word.document(read(markdown), Pictures(folder, [folder / "media"]), style or reference("", []))


def document(markdown: str, folder: Path = Path("nowhere"), style: Path | None = None) -> Document:
    return Document(written(markdown, folder, style).data)


@needs_pandoc
@pytest.mark.parametrize("genre", ["session-report", "record"])
@pytest.mark.parametrize("turn", range(3))
def test_every_text_in_every_place_is_the_same_words_in_the_document(tmp_path, genre, turn):
    the_pandoc()
    session = filled(tmp_path, TEXTS[turn * 50 :] + TEXTS[: turn * 50])
    (session.folder / "media").mkdir(exist_ok=True)
    Image.new("RGB", (8, 6)).save(session.folder / "media" / "wall.png")
    read_back = Document(made(session, "docx", genre, kits=[]).data)
    # Pandoc puts letters and their accents together, which looks the same.
    expected = unicodedata.normalize("NFC", shape(body_of(render(session, genre, kits=[])), "plugins")[1])
    assert unicodedata.normalize("NFC", read_back.words) == expected


@needs_pandoc
@pytest.mark.parametrize("name", [*SAMPLES, *PROGRAMMES])
def test_a_worked_session_read_back_by_pandoc_has_its_words_and_headings(name):
    program = the_pandoc()
    with Session.open(ROOT / "sessions" / name, read_only=True) as session:
        data = made(session, "docx", kits=[ROOT]).data
        markdown = body_of(render(session, kits=[ROOT]))
    again = [program, "-f", "docx", "--wrap=none", "-t"]
    back = subprocess.run([*again, word.READER], input=data, capture_output=True, check=True).stdout.decode()
    assert headings(back) == [(level - 1, words) for level, words in headings(markdown)[1:]]
    page = subprocess.run([*again, "html"], input=data, capture_output=True, check=True).stdout.decode()
    page = re.sub('<img[^>]* alt="([^"]*)"[^>]*>', r" \1 ", page)
    title = headings(markdown)[0][1]
    assert letters(title + re.sub("<[^>]*>", " ", page)) == letters(shape(markdown, "plugins")[1])


def letters(words: str) -> list[str]:
    """Return the words in order of the alphabet: notes stand elsewhere in what is read back, with their numbers."""
    return sorted(re.findall(r"[^\W\d]+", unescape(words)))


@needs_pandoc
def test_the_first_heading_is_the_title_and_the_rest_stand_a_level_higher():
    found = document("---\ntitle: Other\n---\n\n# A *day*\n\nWords\n\n## One\n\n### Two\n\n## One\n\n[there](#one-1)\n")
    assert found.paragraphs == [
        ("Title", "A day"),
        ("FirstParagraph", "Words"),
        ("Heading1", "One"),
        ("Heading2", "Two"),
        ("Heading1", "One"),
        ("FirstParagraph", "there"),
    ]
    [link] = found.body.iter(f"{W}hyperlink")
    marks = [one.get(f"{W}name") for one in found.body.iter(f"{W}bookmarkStart")]
    assert link.get(f"{W}anchor") == "one-1" and marks.count("one-1") == 1
    assert b"<dc:title>A day</dc:title>" in found.parts["docProps/core.xml"]


@needs_pandoc
def test_without_one_first_heading_the_title_is_that_of_the_front_matter():
    found = document('---\ntitle: "It\'s *so*"\n---\n\n# One\n\n# Two\n')
    assert found.paragraphs == [("Title", "It's *so*"), ("Heading1", "One"), ("Heading1", "Two")]


@needs_pandoc
def test_lists_restart_tables_have_header_rows_and_notes_are_notes():
    found = document(
        "---\nlang: cy\n---\n\n# T\n\n1. a\n2. b\n\nThen\n\n1. c\n\n"
        "| A | B |\n| - | - |\n| 1 | 2 |\n\nSaid[^1].\n\n[^1]: The note.\n"
    )
    numbers = [one.get(f"{W}val") for one in found.body.iter(f"{W}numId")]
    assert numbers[0] == numbers[1] != numbers[2]
    rows = list(found.body.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert "The note." in "".join(words_of(one) for one in found.part("word/footnotes.xml").iter(f"{W}p"))
    languages = {one.get(f"{W}val") for one in found.part("word/styles.xml").iter(f"{W}lang")}
    assert languages == {"cy"}


@needs_pandoc
def test_quotes_in_a_row_keep_apart_and_a_quote_of_several_lines_together(tmp_path):
    said = "# T\n\n> A\n>\n> a\n\n> B\n\n> C\n\nThen\n\n> D\n"
    quotes = [("BlockText", "A"), ("BlockText", "a"), ("BlockTextNext", "B"), ("BlockText", "C")]
    assert document(said).paragraphs[1:] == [*quotes, ("FirstParagraph", "Then"), ("BlockText", "D")]
    with zipfile.ZipFile(tmp_path / "own.docx", "w") as out, zipfile.ZipFile(reference("", [])) as packaged:
        for name in packaged.namelist():
            out.writestr(name, packaged.read(name).replace(b"Block Text Next", b"Else"))
    assert {style for style, _ in document(said, style=tmp_path / "own.docx").paragraphs} == {
        *("Title", "BlockText", "FirstParagraph")
    }


@needs_pandoc
def test_pictures_are_inside_with_their_descriptions_and_captions(tmp_path):
    the_pandoc()
    session = session_of(tmp_path, plan(block("talk", PICTURES)))
    (session.folder / "media").mkdir(exist_ok=True)
    Image.new("RGB", (4000, 3000), "red").save(session.folder / "media" / "wall.png")
    say(session, "talk", "pictures", "The wall", media="wall.png", description="Notes on *a* wall")
    say(session, "talk", "pictures", "Gone", media="gone.png", description="What was there")
    done = made(session, "docx", kits=[])
    found = Document(done.data)
    assert [one.get("descr") for one in found.body.iter(PICTURE)] == ["Notes on *a* wall"]
    assert ("ImageCaption", "The wall") in found.paragraphs and "What was there" in found.words
    assert ["gone.png" in one.message for one in done.findings] == [True]
    [size] = found.body.iter(EXTENT)
    assert round(int(size.get("cx", "")) / 360_000) == 16 and round(int(size.get("cy", "")) / 360_000) == 12


@needs_pandoc
def test_a_logo_on_the_cover_is_small(tmp_path):
    (tmp_path / "media").mkdir()
    Image.new("RGB", (1000, 1000), "red").save(tmp_path / "media" / "logo.png")
    found = document("# T\n\n![Us](media/logo.png)\n\n## A\n\n![Us](media/logo.png)\n", tmp_path)
    assert [round(int(size.get("cy", "")) / 360_000, 1) for size in found.body.iter(EXTENT)] == [3.5, 12.0]


@needs_pandoc
def test_a_chart_is_left_out_and_its_table_stands(tmp_path):
    the_pandoc()
    session = voted(tmp_path, ("Sooner", 4), ("Later", 1))
    for edited in (None, write(session, kits=[])):
        done = made(session, "docx", kits=[], edited=edited)
        found = Document(done.data)
        assert done.findings == () and not [name for name in found.parts if name.startswith("word/media/")]
        assert found.words.count("Sooner") == 2, "in the sentence and in the table"


@needs_pandoc
def test_nothing_from_elsewhere_and_nothing_alive_gets_in(tmp_path):
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    done = written(
        "# T\n\n![a](secret.png) ![b](http://a.example/x.png) ![c](file:///etc/hostname)\n\n<script>x</script>\n\n"
        "[d](javascript:x) [e](data:text/html,x)\n\n    code\n",
        tmp_path,
    )
    found = Document(done.data)
    assert not [name for name in found.parts if name.startswith("word/media/")]
    assert found.words == "T a b c <script>x</script> d e code"
    assert b"javascript" not in found.parts["word/_rels/document.xml.rels"]
    assert len(done.findings) == 3


@needs_pandoc
def test_the_same_report_gives_the_same_bytes_and_its_own_date():
    text = "---\ntitle: T\ndate: 2024-03-05\n---\n\n# T\n\nWords\n"
    first = written(text).data
    assert first == written(text).data
    assert b"2024-03-05T00:00:00Z" in Document(first).parts["docProps/core.xml"]
    assert b"1980-01-01" in Document(written("# T\n").data).parts["docProps/core.xml"]


@needs_pandoc
def test_a_house_has_its_own_styles(tmp_path):
    folder = tmp_path / "templates" / "reports"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "reference.docx", "w") as out, zipfile.ZipFile(reference("", [])) as packaged:
        for name in packaged.namelist():
            out.writestr(name, packaged.read(name).replace(b"Arial", b"Georgia"))
    assert b"Georgia" in document("# T\n", style=reference("", [tmp_path])).parts["word/styles.xml"]
    shutil.copy(folder / "reference.docx", folder / "record.docx")
    assert reference("record", [tmp_path]) == folder / "record.docx"
    assert reference("session-report", [tmp_path]) == folder / "reference.docx"
    (folder / "reference.docx").write_bytes(b"no document")
    with pytest.raises(UserError, match="Word"):
        document("# T\n", style=folder / "reference.docx")


def test_the_styles_that_come_with_it_are_those_of_their_script(tmp_path):
    script = ROOT / "scripts" / "make_reference.py"
    subprocess.run([sys.executable, script, tmp_path / "made.docx"], check=True)
    packaged = packaged_kit() / "templates" / "reports" / "reference.docx"
    with zipfile.ZipFile(tmp_path / "made.docx") as new, zipfile.ZipFile(packaged) as old:
        assert {name: new.read(name) for name in new.namelist()} == {name: old.read(name) for name in old.namelist()}


def test_without_pandoc_one_sentence_tells_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pandoc.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(UserError) as told:
        word.document(read("# T"), Pictures(tmp_path, []), None)
    assert "pandoc" in told.value.message and "pip install 'facikit[word]'" in told.value.hint


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_pandoc_that_hangs_or_fails_is_told(monkeypatch, tmp_path):
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(pandoc, "program", lambda: str(slow))
    monkeypatch.setattr(pandoc, "SECONDS", 0.2)
    with pytest.raises(UserError, match="not done after"):
        pandoc.run([], b"", tmp_path)
    slow.write_text("#!/bin/sh\necho 'disk on fire' >&2\nexit 3\n", encoding="utf-8")
    monkeypatch.setattr(pandoc, "SECONDS", 60)
    with pytest.raises(UserError, match="disk on fire"):
        pandoc.run([], b"", tmp_path)
