"""People's words into Markdown, as the text they are.

One escape serves every position: each value is written as if it stood in a link text and in a heading and in a table
cell at once, on one line. So nobody who writes a template can choose the wrong one. The rules, and what each is needed
for, were measured against five Markdown parsers; every alternative of ``_SPECIAL`` is one of them. Where a place may
hold several lines, ``lines`` and ``paragraphs`` keep them, and each line is escaped by itself.

Nothing is lost but control characters, and white space is folded.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BLANK_LINES = re.compile(r"\n\s*\n")
_SPACES = re.compile(r"[ \t\n]+")

_MEANING = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\\\\*`\\[\\]~|$_<&@#:./"
_PLAIN = re.compile(rf"[^\W\d_][^{_MEANING}]*+(?:(?:\.(?!\w)|/(?!/)|:(?=\ ))[^{_MEANING}]*+)*+(?<!\s)")
"""Most sentences: they begin with a letter, have nothing in them that means anything, and need no closer look."""

_BEGINS = r"(?=[:./@<\d\\*`\[\]~|$_&\#>+\-=^])"
"""What any of them begins with: elsewhere none need be tried, and that is nearly everywhere."""
_SPECIAL = re.compile(
    _BEGINS
    + r"""(?:
      (?P<word>   (?i: (?<=mailto) | (?<=xmpp) ): | (?i: (?<=www) )\. )   # the beginning of a bare link
    | (?P<scheme> :// )
    | (?P<slashes> //(?=\S) )
    | (?P<host>   (?<=\S)\.(?=[^\W\d_]{2}) )                              # some parsers link word.word
    | (?P<at>     (?<=\S)@(?=\S) )
    | (?P<tag>    <(?=[A-Za-z/!?]|\Z) )        # an entity: a backslash would be eaten by a bare link before it
    | (?P<number> \A\d{1,9}[.)](?=\s|\Z) )     # a numbered list
    | (?P<bare>
          \\(?=[!-/:-@\[-`{-~]|\Z)
        | [*`\[\]~|$]
        | (?<!\w)_+ | _+(?!\w)
        | &(?=\#[0-9]{1,7};|\#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};|\Z)
        | :(?=[A-Za-z0-9_+-]+:)                # an emoji's short name
        | \A(?: \#(?=\#{0,5}(?:\s|\Z)) | > | [-+](?=\s|\Z) | -(?=--)       # heading, quote, bullet, rule
             | :(?=[\s-]|\Z) | =(?==*\Z) | [-:](?=[-:|\ ]*\Z) | \^ )         # definition, underline, table, footnote
        | (?<!\S)\#(?=\#*\Z)                   # what would close a heading
      )
    )""",
    re.VERBOSE,
)

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9+.-])(?i:https?)://[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,}(?::\d{1,5})?"
    r"(?:[/?#][\w\-.~/?#=&+,:;@!$'()*%\[\]]*)?(?=[.,:;!?'*_~)\]]*(?:[\s\"<>’”»…–—]|\Z))",
    re.ASCII,
)
"""A web address that stands by itself. What ends its sentence may hang on it; anything stranger: plain words."""
_ENTITY_IN_ADDRESS = re.compile(r"&(?=#?\w+;)")

_INSTEAD = {"word": None, "scheme": "&#58;//", "slashes": "/&#47;", "host": "&#46;", "at": "&#64;", "tag": "&lt;"}
_ENTITY = {":": "&#58;", ".": "&#46;"}


def clean(text: str) -> str:
    """Return ``text`` with plain line ends and without control characters; nothing else changes."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return ``text`` on one line, its white space folded."""
    return _SPACES.sub(" ", clean(text)).strip()


def inline(text: str) -> str:
    """Return ``text`` as Markdown that says exactly this, on one line, wherever it is put."""
    if _PLAIN.fullmatch(text):
        return str(text)
    return _SPECIAL.sub(_instead, one_line(text))


def piece(text: str, *, begins: bool) -> str:
    """Return a part of a line as Markdown, with the spaces at its ends: what stands beside it is somebody else's.

    ``begins`` tells whether it is the first thing on its line.
    """
    if not text:
        return ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    # Seen from behind a comma, nothing is at the beginning of a line.
    folded = inline(text) if begins else inline(f",{before}{text.strip()}")[1 + len(before) :]
    return f"{before}{folded}{after}" if folded else " "


def linked(text: str) -> str:
    """Return ``text`` as ``inline`` does, with web addresses in it as links. Not for the words of another link."""
    if "://" not in text:
        return inline(text)
    line = one_line(text)
    made, at = "", 0
    for found in _ADDRESS.finditer(line):
        address = _trimmed(found[0])
        made += piece(line[at : found.start()], begins=at == 0) + _link(address)
        at = found.start() + len(address)
    return made + piece(line[at:], begins=at == 0)


def destination(address: str) -> str:
    """Return a web address as it stands in the round brackets of a link."""
    return _ENTITY_IN_ADDRESS.sub("&amp;", address).replace("(", "%28").replace(")", "%29")


def _trimmed(address: str) -> str:
    """Return an address without the marks that end the sentence around it."""
    while address[-1] in ".,:;!?'*_~" or (address[-1] in ")]" and _unopened(address)):
        address = address[:-1]
    return address


def _unopened(address: str) -> bool:
    shut = address[-1]
    return address.count(shut) > address.count({")": "(", "]": "["}[shut])


def _link(address: str) -> str:
    """Return an address as a link that shows itself: in angle brackets, where every reader shows it unchanged."""
    plain = "%" not in address and "xn--" not in address.lower() and not _ENTITY_IN_ADDRESS.search(address)
    return f"<{address}>" if plain else f"[{inline(address)}]({destination(address)})"


def lines(text: str, indent: str = "") -> str:
    """Return ``text`` with its lines kept, as one paragraph; ``indent`` stands before each line but the first."""
    if _PLAIN.fullmatch(text):
        return str(text)
    return f"\\\n{indent}".join(linked(line) for line in clean(text).split("\n") if line.strip())


def paragraphs(text: str, indent: str = "") -> str:
    """Return ``text`` with its paragraphs and lines kept; ``indent`` stands before each line but the first."""
    cleaned = clean(text).strip()
    if "\n" not in cleaned:
        return linked(cleaned)
    found = (lines(paragraph, indent) for paragraph in _BLANK_LINES.split(cleaned))
    return f"\n{indent.rstrip()}\n{indent}".join(paragraph for paragraph in found if paragraph)


def escape(value: object) -> Markup:
    """Return any value as Markdown: people's words escaped, what is Markdown already as it is."""
    if hasattr(value, "__html__"):
        return Markup(value.__html__())
    return Markup(inline(str(value)))


class Text(str):
    """Words that somebody typed. In a template they print as the text they are, without anybody doing anything."""

    __slots__ = ()

    def __html__(self) -> str:
        return inline(self)


def finalize(value: Any) -> Any:
    """Return what a template's ``{{ value }}`` puts out: nothing for None, Markdown for everything else."""
    if value is None:
        return ""
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, int | float):
        return str(value)
    return Markup(inline(str(value)))


def _instead(match: re.Match[str]) -> str:
    found, kind = match[0], match.lastgroup or ""
    if kind == "bare":
        # An underscore run needs every one escaped; of the others one backslash before the first is enough.
        return found.replace("_", "\\_") if found[0] == "_" else f"\\{found}"
    if kind == "number":
        return f"{found[:-1]}\\{found[-1]}"
    return _INSTEAD[kind] or _ENTITY[found]
