"""Make templates/reports/reference.docx: the styles that a report in Word is given, those of paper.css in Word's terms.

Written part by part, so that nothing is in it that we have not put there. A house opens the file in Word, changes the
styles, and keeps it as reference.docx beside its own templates.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "templates" / "reports" / "reference.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
INK, SOFT, LINE, PALE, ACCENT = "1B1F23", "48525C", "8A949E", "F3F5F6", "0B4A6F"
SANS, MONO = "Arial", "Consolas"
MARGIN = 1247
"""22 mm, in twentieths of a point."""


def spacing(before: int, after: int, line: int = 300) -> str:
    """Return space above and below in twentieths of a point, and the height of a line; 240 is single."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def letters(size: float = 0, color: str = "", bold: bool = False, font: str = "", more: str = "") -> str:
    """Return how letters look; ``size`` in points."""
    made = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else ""
    made += "<w:b/><w:bCs/>" if bold else ""
    made += f'<w:color w:val="{color}"/>' if color else ""
    made += f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>' if size else ""
    return f"<w:rPr>{made}{more}</w:rPr>" if made or more else ""


def ident(name: str) -> str:
    """Return what a style is called by in documents: ``block text`` is BlockText."""
    return name.title().replace(" ", "")


def style(
    name: str, *, on: str = "Normal", after: str = "", paragraph: str = "", run: str = "", own: bool = False
) -> str:
    """Return a style of paragraphs."""
    known = ' w:customStyle="1"' if own else ""
    following = f'<w:next w:val="{after}"/>' if after else ""
    inside = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="paragraph"{known} w:styleId="{ident(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{on}"/>'
        f"{following}<w:qFormat/>{inside}{run}</w:style>"
    )


def heading(level: int, size: float, before: int, color: str = ACCENT) -> str:
    """Return the style of a heading; the highest has a line above it."""
    rule = f'<w:pBdr><w:top w:val="single" w:sz="6" w:space="10" w:color="{LINE}"/></w:pBdr>' if level == 1 else ""
    shape = f'<w:keepNext/><w:keepLines/>{rule}{spacing(before, 60, 264)}<w:outlineLvl w:val="{level - 1}"/>'
    return style(f"heading {level}", after="BodyText", paragraph=shape, run=letters(size, color, bold=True))


def styles() -> str:
    """Return every style that pandoc asks for."""
    quote = (
        f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="24" w:space="12" w:color="{ACCENT}"/></w:pBdr>'
        f'{spacing(140, 140)}<w:ind w:left="360"/>'
    )
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>'
        '<w:top w:w="60" w:type="dxa"/><w:left w:w="110" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "<w:trPr><w:cantSplit/></w:trPr>"
        f'<w:tblStylePr w:type="firstRow">{letters(bold=True)}<w:trPr><w:tblHeader/></w:trPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr></w:style>'
    )
    characters = "".join(
        f'<w:style w:type="character" w:styleId="{ident(name)}"><w:name w:val="{name}"/>{run}</w:style>'
        for name, run in (
            ("Body Text Char", ""),
            ("Verbatim Char", letters(font=MONO)),
            ("footnote reference", letters(more='<w:vertAlign w:val="superscript"/>')),
            ("Hyperlink", letters(color=ACCENT, more='<w:u w:val="single"/>')),
        )
    )
    title = f"<w:keepNext/><w:keepLines/>{spacing(0, 160, 252)}"
    front = "<w:keepNext/>" + spacing(0, 120)
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:eastAsia="{SANS}" w:cs="{SANS}"/><w:color w:val="{INK}"/>'
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{spacing(0, 160)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        + style("Body Text", paragraph=spacing(0, 160))
        + style("First Paragraph", on="BodyText", after="BodyText", paragraph=spacing(140, 160), own=True)
        + style("Compact", on="BodyText", paragraph=spacing(0, 60), own=True)
        + style("Title", after="BodyText", paragraph=title, run=letters(26, ACCENT, bold=True))
        + style("Subtitle", after="BodyText", paragraph=front, run=letters(15.5, SOFT))
        + style("Author", after="BodyText", paragraph=front, own=True)
        + style("Date", after="BodyText", paragraph=front)
        + heading(1, 19, 480)
        + heading(2, 15.5, 320)
        + heading(3, 13, 260)
        + heading(4, 12, 220)
        + heading(5, 12, 200, INK)
        + heading(6, 12, 200, INK)
        + style("Block Text", on="BodyText", after="BodyText", paragraph=quote)
        # Bars of the same indent would run into one: of quotes in a row, every second stands a twentieth of a point in.
        + style("Block Text Next", on="BlockText", after="BodyText", paragraph='<w:ind w:left="361"/>', own=True)
        + style("footnote text", paragraph=spacing(0, 80, 264))
        + style("Caption", paragraph=spacing(60, 280), run=letters(color=SOFT))
        + style("Table Caption", on="Caption", paragraph="<w:keepNext/>", own=True)
        + style("Image Caption", on="Caption", own=True)
        + style("Figure", paragraph=spacing(240, 120), own=True)
        + style("Captioned Figure", on="Figure", paragraph="<w:keepNext/>", own=True)
        + style("Source Code", paragraph=spacing(0, 160), run=letters(font=MONO), own=True)
        + style("footer", paragraph='<w:jc w:val="center"/>', run=letters(11, SOFT))
        + characters
        + table
        + "</w:styles>"
    )


def field(name: str) -> str:
    """Return a number that Word puts in."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def parts() -> dict[str, str]:
    """Return what the file consists of."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{what}+xml"/>'
        for name, what in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("footer1", "footer"),
        )
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{what}" Target="{name}.xml"/>'
        for number, (name, what) in enumerate(
            (("styles", "styles"), ("settings", "settings"), ("footer1", "footer")), 1
        )
    )
    relationships = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    example = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{said}</w:t></w:r></w:p>'
        for name, said in (
            ("Title", "Title"),
            ("Heading1", "Heading 1"),
            ("BodyText", "Body Text: change the styles in this file, and every report takes them."),
            ("Heading2", "Heading 2"),
            ("BlockText", "Block Text: what somebody said."),
            ("Heading3", "Heading 3"),
            ("ImageCaption", "Image Caption"),
        )
    )
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships {relationships}><Relationship Id="rId1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"{HEAD}<Relationships {relationships}>{links}</Relationships>",
        "word/document.xml": f'{HEAD}<w:document {W} xmlns:r="{R}"><w:body>{example}<w:sectPr>'
        '<w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
        'w:header="624" w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>',
        "word/styles.xml": styles(),
        "word/settings.xml": f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:themeFontLang w:val="en-GB"/></w:settings>',
        "word/footer1.xml": f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{field("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{field("NUMPAGES")}</w:p></w:ftr>',
    }


def make(target: Path) -> None:
    """Write the file; the same bytes each time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, text)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
