"""What leads from one place of the report to another: references, links to headings, appendices by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from facikit.report.checks.looked import Looked, inside
from facikit.report.checks.sources import record_with, written
from facikit.report.findings import Finding, finding
from facikit.report.layout import anchors
from facikit.report.tree import REFERENCE

_LIKE_ONE = re.compile(r"\[\[\s*(?:quote|theme|count|see)\b[^\[\]\n]{0,200}\]\]", re.IGNORECASE)
_APPENDIX = re.compile(r"\b[Aa]ppendi(?:x|ces) +(\d{1,3}|[A-Z])\b")
_APPENDIX_HEADING = re.compile(r"appendix +(\d{1,3}|[a-z])\b", re.IGNORECASE)
_CURE = "Put in a reference with ^r in Write, which counts for itself, or mend the number."


def references(looked: Looked) -> Iterator[Finding]:
    """Tell what leads nowhere, beyond what was found while the report was written."""
    known = set(anchors([part.heading for part in looked.document.parts]))
    for piece in looked.own.pieces:
        if "](#" in piece.text or "](<#" in piece.text:
            for token in inside(piece):
                address = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
                if address.startswith("#") and unquote(address[1:]) not in known:
                    said = f"A link leads to {unquote(address)}, which is no heading of this report."
                    record = record_with(looked, address)
                    yield finding("references", piece.where, said, line=piece.line, record=record)
    numbers = {
        found[1].casefold() for part in looked.document.parts if (found := _APPENDIX_HEADING.match(part.heading))
    }
    for told in looked.told:
        for source in written(told):
            for found in _LIKE_ONE.finditer(source.text) if "[[" in source.text else ():
                if not REFERENCE.fullmatch(found[0]):
                    said = f"{found[0]} is not written as a reference is."
                    yield finding("references", source.where, said, about=source.record + said, record=source.record)
            for number in dict.fromkeys(_APPENDIX.findall(source.text)):
                if number.casefold() not in numbers:
                    said = f"There is no Appendix {number} in this report."
                    about = f"{source.record} appendix {number}"
                    yield finding("references", source.where, said, about=about, cure=_CURE, record=source.record)
