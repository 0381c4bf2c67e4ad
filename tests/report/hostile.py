"""Nasty texts, and a grammar that makes more: what people paste, what they type, and what Markdown makes of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

# fmt: off
TEXTS = (
    "*", "**", "**bold** and __strong__", "a*b*c", "_x_ a_b __init__ _", "`code", "``` \nfence", "~~~", "~~gone~~ ~x~",
    "[x](y)", "[x]", "]", "![i](j)", "[^1]", "[^1]: note", "^note", "[a]: http://b", "![", "](", "[[see:x]]",
    "<b>bold</b>", "</div>", "<!-- gone", "-->", "<script>alert(1)</script>", "<?php", "<![CDATA[", "<", "a <",
    "a < b", "<3 you", "<http://a.b>", "<a@b.co>", "<style>*{display:none}", "&lt;", "&amp;", "&#35;", "&#x41;", "&",
    "R&D", "&copy", "# heading", "####### seven", "#", "##", "x #", "x ##", "# #", "C#", "#1", "===", "=", "---", "--",
    "-", "- x", "+ x", "+", "* x", "-:", ":-", ":-:", "|-|", "| a | b |", "a | b", "1. one", "1)", "1.", "12", "0) x",
    "1234567890. x", "2023. A year", "> quote", ">", ">>x", "    code", "\tcode", "a\n\nb", "a\nb", "a  \nb", "a\\\nb",
    "\\", "\\\\", "\\*", "C:\\new\\table", "ends with \\", "https://a.b/c\\<b>x", "https://a.b/c_d_e", "http://x",
    "www.example.org", "www.1a.com", "foo.com", "report.md", "e.g. walking", "e.g.walking", "mailto:a@b.co",
    "xmpp:a@b.co", "a@b.co", "@name", "x @ y", "//localhost", "//a.b", "ftp://x.y", "javascript:alert(1)", ":smile:",
    "10:30:15", ": definition", ":-", "::: note", "$x$ and $$y$$", "£50,000 & 10k", "{#id}", "{{ x }}", "{% raw %}",
    "{{ 7*7 }}", "#{x}", "%d %s %n", "- [ ] task", "[x] done", "+++", "...", "…leading", "trailing…", "[…]", "‘quoted’",
    "“quoted”", "'Twas", '"quoted"', "**「x」**y", "「x」", "é", "e\u0301", "😀", "😀.com", "\u200b", "a\u200bb",
    "\u00a0",
    "a\u00a0b", "\u3000x\u3000", "\u202eright to left", "عربى", "日本語。", "\x00", "a\x00b", "\x1b[31mred", "\x07",
    "a\u2028b", "a\u2029b", "a\x85b", "a\x0bb", "a\x0cb", "\ufeffbom", "a\r\nb", "a\rb", "\x100\x11", "\x03- x",
    "\x120\x13", "Aim", "## Also recorded", "a" * 300, "word " * 80, "NULL", "None", "undefined", "Label: rest",
    "Label - rest", "Label – rest", ": rest", "Label:", " - ", "http://a: b", "**x**: y", "a:\nb", "1. Name: x",
)
"""By hand: each has broken somebody's report."""

FRAGMENTS = (
    *"*_`[]<>&~|#-+=:.!()\\@^$ \n\t\"'{}/1a",
    "http://", "https://a.b/c", "www.", "mailto:", "xmpp:x@y.z", "foo.com", "a@b.co", "//localhost", "&lt;", "&#35;",
    "<b>", "</b>", "<!--", "-->", "```", "~~~", "---", "***", "===", "1. ", "2) ", "- ", "+ ", "> ", "# ", "###### ",
    "[x](y)", "![i](j)", "[^1]", "[^1]: ", "[a]: b", ":::", ":smile:", "$x$", "- [ ] ", "|-|", "-:", ":-", "\\\n",
    "  \n", "\n\n", "\u200b", "é", "ß", "「", "😀", "\u00a0", "\u3000", "word", "Two words", "//x", "ftp://x.y",
    "www.a",
    "_a_", "__", "<?", "<![CDATA[", "&amp", "end.", "e.g.the", "\x00", "\x1b", "\u2028", "\x03", "\x10",
)
# fmt: on


def made_up(count: int, seed: int) -> list[str]:
    """Return ``count`` texts put together at random from fragments, the same ones for the same seed."""
    chance = random.Random(seed)
    return ["".join(chance.choice(FRAGMENTS) for _ in range(chance.randint(1, 8))) for _ in range(count)]


def naughty_strings() -> list[str]:
    """Return the Big List of Naughty Strings where it lies beside the repository, else nothing."""
    path = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "naughty-strings.json"
    if not path.is_file():
        return []
    found = json.loads(path.read_text(encoding="utf-8"))
    return [
        text for text in (found if isinstance(found, list) else next(iter(found.values()))) if isinstance(text, str)
    ]
