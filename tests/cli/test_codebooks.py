"""Codebooks go out to other programs and come in from them: names, nesting and descriptions, whatever they say."""

from __future__ import annotations

import csv
import importlib
import io
import os
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from commands import Run, put, refused
from nasty import nasty_lines

from facikit.library.codebooks import DEEPEST, MOST_CODES
from facikit.session import themes
from facikit.session.responses import Draft, add, mark
from facikit.session.session import Session
from facikit.session.undo import undo

IN = "{urn:QDA-XML:codebook:1.0}"
GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
SCHEMA = f"""\
<xsd:schema xmlns="urn:QDA-XML:codebook:1.0" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
    targetNamespace="urn:QDA-XML:codebook:1.0" elementFormDefault="qualified">
  <xsd:element name="CodeBook"><xsd:complexType>
    <xsd:sequence>
      <xsd:element name="Codes"><xsd:complexType><xsd:sequence>
        <xsd:element name="Code" type="CodeType" maxOccurs="unbounded"/>
      </xsd:sequence></xsd:complexType></xsd:element>
    </xsd:sequence>
    <xsd:attribute name="origin" type="xsd:string"/>
  </xsd:complexType></xsd:element>
  <xsd:complexType name="CodeType">
    <xsd:sequence>
      <xsd:element name="Description" type="xsd:string" minOccurs="0"/>
      <xsd:element name="Code" type="CodeType" minOccurs="0" maxOccurs="unbounded"/>
    </xsd:sequence>
    <xsd:attribute name="guid" use="required"><xsd:simpleType><xsd:restriction base="xsd:token">
      <xsd:pattern value="{GUID}"/>
    </xsd:restriction></xsd:simpleType></xsd:attribute>
    <xsd:attribute name="name" type="xsd:string" use="required"/>
    <xsd:attribute name="isCodable" type="xsd:boolean" use="required"/>
  </xsd:complexType>
</xsd:schema>
"""
"""What REFI-QDA 1.5 says of a codebook, as far as ours goes."""


@pytest.fixture
def sorted_out(session_folder: Path) -> Path:
    """A session with nested and described themes of one field."""
    with Session.open(session_folder, "anna") as session:
        owl, bee, cat = add(
            session,
            *(Draft(block="animals", field="points", group=group, text=text)
              for group, text in (("table-1", "Owl"), ("table-2", "=Bee"), ("table-2", "Cat"))),
        )  # fmt: skip
        top = themes.make(session, "animals", "points", "Ways & <means>", 'What "they" do\nand why', members=[owl.id])
        low = themes.make(session, "animals", "points", "Flying", parent=top.id, members=[owl.id, bee.id])
        themes.make(session, "animals", "points", "High", "Above all", parent=low.id)
        themes.make(session, "animals", "points", "+ More")
        mark(session, "off_record", True, cat.id)
    return session_folder


def shape(element: ElementTree.Element) -> list[tuple[object, ...]]:
    """Return names, descriptions and nesting."""
    return [(one.get("name"), one.findtext(f"{IN}Description", ""), shape(one)) for one in element.findall(f"{IN}Code")]


def named(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the description of each theme, and the name of the one it stands under."""
    with Session.open(folder, read_only=True) as session:
        every = themes.themes(session)
        names = {one.id: one.name for one in every}
        return {one.name: (one.text, names.get(one.parent, "")) for one in every}


EXPECTED = {
    "Ways & <means>": ('What "they" do\nand why', ""),
    "Flying": ("", "Ways & <means>"),
    "High": ("Above all", "Flying"),
    "+ More": ("", ""),
}


def test_a_codebook_has_the_themes_nested_and_described(run: Run, sorted_out: Path) -> None:
    text = run("export", sorted_out, "--to", "qdc").stdout
    root = ElementTree.fromstring(text)
    assert root.tag == f"{IN}CodeBook" and root.get("origin", "").startswith("facikit")
    [codes] = root
    assert shape(codes) == [
        ("Ways & <means>", 'What "they" do\nand why', [("Flying", "", [("High", "Above all", [])])]),
        ("+ More", "", []),
    ]
    assert {one.get("isCodable") for one in codes.iter(f"{IN}Code")} == {"true"}


def test_a_theme_has_the_same_guid_each_time_and_another_than_any_other(run: Run, sorted_out: Path) -> None:
    def guids() -> list[str | None]:
        root = ElementTree.fromstring(run("export", sorted_out, "--to", "qdc").stdout)
        return [one.get("guid") for one in root.iter(f"{IN}Code")]

    before = guids()
    with Session.open(sorted_out, "bo") as session:
        for one in themes.themes(session):
            themes.edit(session, one.id, name=one.name + "!")
    assert guids() == before and len(set(before)) == 4


def test_a_theme_that_began_as_a_code_keeps_its_guid_once_in_each_codebook(
    run: Run, sorted_out: Path, tmp_path: Path
) -> None:
    def guids(file: Path) -> dict[str | None, str | None]:
        found = [one for one in ElementTree.parse(file).getroot().iter(f"{IN}Code") if one.get("isCodable") == "true"]
        assert len({one.get("guid") for one in found}) == len(found)
        return {one.get("name"): one.get("guid") for one in found}

    file, back, both = (tmp_path / name for name in ("a.qdc", "b.qdc", "c.qdc"))
    run("export", sorted_out, "--to", "qdc", "-o", file)
    run("import", sorted_out, file, "--into", "round.words")
    run("export", sorted_out, "--to", "qdc", "--of", "round.words", "-o", back)
    assert guids(back) == guids(file)
    # Both fields in one codebook: no id stands in it twice.
    run("export", sorted_out, "--to", "qdc", "-o", both)
    assert len(guids(both)) == 4


def test_themes_of_several_fields_stand_below_codes_that_only_hold_them(run: Run, sorted_out: Path) -> None:
    with Session.open(sorted_out, "anna") as session:
        themes.make(session, "round", "words", "Tired")
    root = ElementTree.fromstring(run("export", sorted_out, "--to", "qdc").stdout)
    holders = root.findall(f"{IN}Codes/{IN}Code")
    assert [(one.get("name"), one.get("isCodable")) for one in holders] == [
        ("Round: How people arrived", "false"),
        ("Change animals: Points", "false"),
    ]
    only = ElementTree.fromstring(run("export", sorted_out, "--to", "qdc", "--of", "round.words").stdout)
    assert [one.get("name") for one in only.iter(f"{IN}Code")] == ["Tired"]


def test_fields_that_come_in_as_themes_are_told_of(run: Run, sorted_out: Path, tmp_path: Path) -> None:
    file = tmp_path / "themes.qdc"
    run("export", sorted_out, "--to", "qdc", "-o", file)
    assert "only hold others" not in run("import", sorted_out, file, "--into", "animals.points").stderr
    with Session.open(sorted_out, "anna") as session:
        themes.make(session, "round", "words", "Tired")
    file.unlink()
    run("export", sorted_out, "--to", "qdc", "-o", file)
    told = run("import", sorted_out, file, "--into", "cards.now").stderr
    assert "‘Round: How people arrived’, ‘Change animals: Points’" in told and "Delete them in Themes" in told


@pytest.mark.parametrize("to", ["qdc", "codebook"])
def test_a_codebook_that_went_out_comes_in_again(run: Run, sorted_out: Path, tmp_path: Path, to: str) -> None:
    file = tmp_path / ("themes.qdc" if to == "qdc" else "themes.csv")
    assert run("export", sorted_out, "--to", to, "-o", file).exit_code == 0
    with Session.open(sorted_out, "anna") as session:
        for one in themes.themes(session):
            themes.delete(session, one.id)
    result = run("import", sorted_out, file, "--into", "animals.said")
    assert result.exit_code == 0 and "4 themes made" in result.stderr
    assert len(result.stdout.split()) == 4
    assert named(sorted_out) == EXPECTED


def test_coming_in_twice_makes_nothing_twice_and_keeps_what_staff_wrote(
    run: Run, sorted_out: Path, tmp_path: Path
) -> None:
    file = tmp_path / "themes.qdc"
    run("export", sorted_out, "--to", "qdc", "-o", file)
    with Session.open(sorted_out, "anna") as session:
        high = themes.find_theme(session, "animals", "points", "High")
        top = themes.find_theme(session, "animals", "points", "Ways & <means>")
        assert high is not None and top is not None
        themes.edit(session, high.id, text="In our words")
        themes.edit(session, top.id, text="")
    result = run("import", sorted_out, file, "--into", "animals.points")
    assert result.stdout == "" and "0 themes made, 4 were there already" in result.stderr
    assert named(sorted_out) == EXPECTED | {"High": ("In our words", "Flying")}


def test_a_codebook_comes_in_as_one_change(run: Run, session_folder: Path, tmp_path: Path) -> None:
    file = put(tmp_path / "c.csv", "tag,description\nA,a\nB,b\n")
    run("import", session_folder, file, "--into", "animals.points")
    with Session.open(session_folder, "anna") as session:
        assert undo(session) is not None
        assert not themes.themes(session)


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:1:0", "urn:QDA-XML:project:1.0", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_codebook_is_read_in_the_forms_that_other_programs_write(
    run: Run, session_folder: Path, tmp_path: Path, namespace: str, encoding: str
) -> None:
    space = f' xmlns="{namespace}"' if namespace else ""
    declared = "utf-16" if encoding == "utf-16" else "utf-8"
    text = f"""<?xml version="1.0" encoding="{declared}"?>
<CodeBook{space}><Codes>
  <Code guid="{{X}}" name="Folder" isCodable="false" color="#fff">
    <NoteRef targetGUID="X"/>
    <Code guid="Y" name="Café" isCodable="true"><Description>a &lt;b&gt; <![CDATA[&c]]></Description></Code>
    <Code guid="Z" name="  " isCodable="true"><Code name="Orphan"/></Code>
  </Code>
</Codes><Sets><Set guid="S" name="No theme"><Description>no</Description></Set></Sets></CodeBook>"""
    file = put(tmp_path / "other.qdc", text.encode(encoding))
    assert run("import", session_folder, file, "--into", "animals.points").exit_code == 0
    assert named(session_folder) == {"Folder": ("", ""), "Café": ("a <b> &c", "Folder"), "Orphan": ("", "Folder")}


@pytest.mark.parametrize("separator", ["/", " / ", ".", " > ", ": "])
def test_a_table_is_nested_where_a_name_begins_with_another_and_nowhere_else(
    run: Run, session_folder: Path, tmp_path: Path, separator: str
) -> None:
    rows = ["Name;Description", f"Food{separator}Apple;red", "Food;", "Now/Wow;", "e.g. this;"]
    file = put(tmp_path / "c.csv", "\r\n".join(rows))
    run("import", session_folder, file, "--into", "animals.points")
    assert named(session_folder) == {
        "Food": ("", ""),
        "Apple": ("red", "Food"),
        "Now/Wow": ("", ""),
        "e.g. this": ("", ""),
    }


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CodeBook><Codes><Code name="&a;"/></Codes></CodeBook>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "DOCTYPE"),
        (OUTSIDE, "DOCTYPE"),
        ('<!DOCTYPE CodeBook SYSTEM "http://x/y.dtd"><CodeBook/>', "DOCTYPE"),
        ("<html/>", "is no codebook"),
        ("<CodeBook><Codes>", ":1: this is not XML"),
        ("no XML", "not XML"),
        ("", "not XML"),
        ("<CodeBook><Codes>" + "<Code name='x'>" * (DEEPEST + 1), "deep"),
        ("<CodeBook><Codes>" + "<Code name='x'/>" * (MOST_CODES + 1), "more than"),
        ("<CodeBook><Codes><Code name='&undefined;'/></Codes></CodeBook>", "not XML"),
    ],
)
def test_what_is_no_codebook_or_would_do_harm_is_refused(
    run: Run, session_folder: Path, tmp_path: Path, text: str, said: str
) -> None:
    assert said in refused(run("import", session_folder, put(tmp_path / "x.qdc", text), "--into", "animals.points"))
    assert named(session_folder) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column"),
        ("code,about\nA,b\n", "no column 'tag'"),
        (b"tag\n\xff\xfe", "not UTF-8"),
        ("tag\n" + "".join(f"T{at}\n" for at in range(MOST_CODES + 1)), "more than"),
    ],
)
def test_a_table_that_is_no_codebook_is_refused(
    run: Run, session_folder: Path, tmp_path: Path, text: str | bytes, said: str
) -> None:
    assert said in refused(run("import", session_folder, put(tmp_path / "x.csv", text), "--into", "animals.points"))


def test_whose_themes_they_are_to_be_must_be_said(run: Run, session_folder: Path, tmp_path: Path) -> None:
    file = put(tmp_path / "x.qdc", "<CodeBook/>")
    assert "--into BLOCK.FIELD" in refused(run("import", session_folder, file), 2)
    assert "not BLOCK.FIELD" in refused(run("import", session_folder, file, "--into", "points"), 2)
    assert "--of goes with" in refused(run("export", session_folder, "--to", "yaml", "--of", "animals.points"), 2)


def test_without_themes_there_is_no_codebook(run: Run, session_folder: Path) -> None:
    assert "no themes" in refused(run("export", session_folder, "--to", "qdc"))


def test_any_name_and_description_comes_back_from_xml_and_from_a_table(
    run: Run, session_folder: Path, tmp_path: Path
) -> None:
    texts = dict.fromkeys(" ".join(line.split()) for line in nasty_lines(200))
    with Session.open(session_folder, "anna") as session:
        for text in texts:
            if text and themes.find_theme(session, "animals", "points", text) is None:
                themes.make(session, "animals", "points", text, text=text)
    before = named(session_folder)
    assert len(before) > 100
    for to, into in (("qdc", "animals.said"), ("codebook", "round.words")):
        file = tmp_path / f"all{'.qdc' if to == 'qdc' else '.csv'}"
        run("export", session_folder, "--to", to, "--of", "animals.points", "-o", file)
        assert run("import", session_folder, file, "--into", into).exit_code == 0
        with Session.open(session_folder, read_only=True) as session:
            block, field = into.split(".")
            back = {one.name: one.text.strip() for one in themes.themes(session, block, field)}
        if to == "qdc":
            assert back == {name: text.strip() for name, (text, _) in before.items()}
        else:
            # In a table one name may begin with another and a separator: then it comes back below that, cut short.
            assert sum(name in back for name in before) > len(before) * 0.8


def test_highlights_have_taguettes_columns_and_nothing_that_should_stay_here(run: Run, sorted_out: Path) -> None:
    text = run("export", sorted_out, "--to", "highlights").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["id", "document", "tag", "content"]
    assert [(row["document"], row["tag"], row["content"]) for row in rows] == [
        ("Change animals – Table 1", "Ways & <means>", "Owl"),
        ("Change animals – Table 1", "Ways & <means> / Flying", "Owl"),
        ("Change animals – Table 2", "Ways & <means> / Flying", "'=Bee"),
    ]
    assert "Cat" not in text and "anna" not in text


def test_the_table_of_a_codebook_has_taguettes_columns_and_is_no_formula(run: Run, sorted_out: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("export", sorted_out, "--to", "codebook").stdout)))
    assert rows[0] == ["tag", "description", "number of highlights", "number of documents"]
    assert [(row[0], *row[2:]) for row in rows[1:]] == [
        ("Ways & <means>", "1", "1"),
        ("Ways & <means> / Flying", "2", "2"),
        ("Ways & <means> / Flying / High", "0", "0"),
        ("'+ More", "0", "0"),
    ]


def test_a_codebook_is_what_the_standard_says_one_is(run: Run, sorted_out: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema") if not os.environ.get("CI") else importlib.import_module("xmlschema")
    schema = xmlschema.XMLSchema(SCHEMA)
    text = run("export", sorted_out, "--to", "qdc").stdout
    schema.validate(text.encode())
    assert not schema.is_valid(text.replace("isCodable", "codable").encode())
