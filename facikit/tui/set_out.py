"""Set a page of Markdown out for a terminal: calm, left-aligned, no wider than one reads."""

from __future__ import annotations

import io
import os
import re
from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown, MarkdownElement
from rich.padding import Padding
from rich.text import Text
from rich.theme import Theme

from facikit.library.pages import in_words

WIDEST = 96
CALM = Theme({"markdown.code": "bold cyan", "markdown.h1": "bold", "markdown.h2": "bold", "markdown.h3": "underline"})
TO_A_PAGE = re.compile(r"\[([^\]]+)\]\((?:docs/)?([\w-]+)\.md(?:#[^)]*)?\)")


class _Heading(Heading):
    """A heading at the left."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = "left"
        yield self.text


class _Code(CodeBlock):
    """Lines to type, set in by four, as they stand: no box, no background, nothing cut off."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Padding(Text(str(self.text).rstrip(), style="cyan", overflow="fold"), (0, 0, 0, 4))


class _Page(Markdown):
    """Markdown with these two."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
    }


def set_out(markdown: str, size: os.terminal_size) -> str:
    """Return the page as a terminal of this size shows it, its colours and weights with it (none under NO_COLOR)."""
    markdown = TO_A_PAGE.sub(r"\1 (`facikit help \2`)", in_words(markdown))
    into = io.StringIO()
    console = Console(
        file=into, force_terminal=True, width=max(20, min(WIDEST, size.columns)), legacy_windows=False, theme=CALM
    )
    console.print(_Page(markdown, hyperlinks=False))
    return into.getvalue()
