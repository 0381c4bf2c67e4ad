"""What stands on a page of HTML: its tags, its words, its links, as a reader of HTML has them."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = ("meta", "img", "hr", "br")
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "figure", "figcaption", "blockquote", "br", "pre"}


class Page(HTMLParser):
    """A page: every tag with its attributes in order, and the words of its report."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.title = ""
        self._open: list[str] = []
        self._words: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self._open == [], "every tag is closed"
        self.words = " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._words.append(" " if tag in BLOCKS else "")
        if tag == "img":
            self._words.append(dict(attrs)["alt"] or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._words.append(" " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"]:
            self.title += data
        if "main" in self._open and "nav" not in self._open:
            self._words.append(data)

    def every(self, *names: str) -> list[dict[str, str]]:
        """Return the attributes of all tags of these names."""
        return [attrs for tag, attrs in self.tags if tag in names]

    def ids(self) -> list[str]:
        """Return every id."""
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]
