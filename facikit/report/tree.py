"""Read staff's Markdown into a tree in which nothing is hidden.

What a Markdown reader would swallow or leave out becomes words again: HTML, definitions of links that nobody uses,
notes that nobody calls, cells beyond the last column. Only HTML comments go, which nobody would see.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

DEEPEST = 40
"""How deep quotes and lists may nest; deeper than that, the words are printed as they were typed."""
REFERENCE = re.compile(r"\[\[(quote|theme|count|see):([^\[\]\n]{1,200})\]\]")
SPACE = " \t\n"

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")
_BEFORE_ROW = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t>]*")


class Node(msgspec.Struct, frozen=True):
    """A part of the prose: a block or a piece of a line. ``info`` is what tells it from others of its kind."""

    kind: str
    info: str = ""
    content: str = ""
    children: tuple[Node, ...] = ()


def read(text: str, *, html: bool = True, without: frozenset[str] = frozenset()) -> tuple[Node, ...] | None:
    """Return the tree of ``text``; None where it nests too deep. Whatever reading would hide is read as plain words."""
    from markdown_it.tree import SyntaxTreeNode

    used = _Used()
    env: dict[str, Any] = {"references": used}
    tokens = _parser(html, without).parse(text, env)
    if any(token.level > DEEPEST for token in tokens):
        return None
    hidden = set()
    if set(used) - used.asked or env.get("duplicate_refs"):
        hidden.add("reference")
    root = SyntaxTreeNode(tokens)
    lines = text.split("\n")
    if any(_overflows(row, lines) for row in root.walk() if row.type == "tr"):
        hidden.add("table")
    if hidden - without:
        return read(text, html=html, without=without | hidden)
    called = {str(node.meta["label"]) for node in root.walk() if node.type == "footnote_ref"}
    return tuple(_block_nodes(root.children, called))


class _Used(dict[str, Any]):
    """The link definitions found, remembering which were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        if key in self:
            self.asked.add(key)
        return super().get(key, default)


@functools.lru_cache(maxsize=16)
def _parser(html: bool, without: frozenset[str]) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("gfm-like", {"html": html, "maxNesting": DEEPEST + 10})
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    if parser.linkify is not None:
        # Only what begins with http:// or https://: "report.md" in a sentence is no link.
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
        for schema in ("mailto:", "ftp:", "//"):
            parser.linkify.add(schema, None)
    parser.inline.ruler.before("link", "reference_in_prose", _reference_rule)
    return parser.disable(sorted(without))


def _reference_rule(state: StateInline, silent: bool) -> bool:
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("reference_in_prose", "", 0)
        token.info, token.content = found[1], found[2].strip()
    state.pos = found.end()
    return True


def _overflows(row: SyntaxTreeNode, lines: Sequence[str]) -> bool:
    """Tell whether the row has more cells than the table has columns: they would not be shown."""
    if row.map is None:
        return False
    return cells_in(lines[row.map[0]]) > len(row.children)


def cells_in(line: str) -> int:
    """Return how many cells a line of a table was typed with; it may stand in a quote or a list."""
    cells = _PIPE.split(_BEFORE_ROW.sub("", line, count=1).strip())
    outer = (not cells[0]) + (len(cells) > 1 and not cells[-1])
    return len(cells) - outer


def _block_nodes(nodes: Iterable[SyntaxTreeNode], called: set[str]) -> Iterable[Node]:
    for node in nodes:
        if node.type == "html_block":
            yield from read(_COMMENT.sub("", node.content).strip("\n"), html=False) or ()
        elif node.type == "footnote_reference" and str(node.meta["label"]) not in called:
            # Nobody would see a note that nothing refers to.
            label = Node("text", content=f"[^{node.meta['label']}]: ")
            inside = tuple(_block_nodes(node.children, called))
            if inside and inside[0].kind == "paragraph":
                yield Node("paragraph", children=(label, *inside[0].children))
                yield from inside[1:]
            else:
                yield Node("paragraph", children=(label,))
                yield from inside
        else:
            made = _block_node(node, called)
            if made is not None:
                yield made


def _block_node(node: SyntaxTreeNode, called: set[str]) -> Node | None:
    kind = node.type
    if kind in ("paragraph", "heading"):
        words = _line_nodes(node.children[0].children if node.children else [])
        return Node(kind, node.tag[1:] if kind == "heading" else "", children=words) if words else None
    if kind in ("bullet_list", "ordered_list"):
        loose = any(child.type == "paragraph" and not child.hidden for item in node.children for child in item.children)
        start = str(node.attrs.get("start", 1)) if kind == "ordered_list" else ""
        items = (Node("item", children=tuple(_block_nodes(item.children, called))) for item in node.children)
        return Node("list", f"{start}{' loose' if loose else ''}", children=tuple(items))
    if kind in ("fence", "code_block"):
        return Node("code", " ".join(node.info.split()), node.content.rstrip("\n"))
    if kind == "hr":
        return Node("rule")
    if kind == "table":
        rows = [row for part in node.children for row in part.children]
        styles = ",".join(str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in rows[0].children)
        cells = [[_line_nodes(cell.children[0].children) for cell in row.children] for row in rows]
        return Node(
            "table",
            styles,
            children=tuple(Node("row", children=tuple(Node("cell", children=c) for c in r)) for r in cells),
        )
    inside = tuple(_block_nodes(node.children, called))
    if kind == "footnote_reference":
        return Node("note", str(node.meta["label"]), children=inside)
    return Node("quote", children=inside) if inside else None


def _line_nodes(nodes: Iterable[SyntaxTreeNode]) -> tuple[Node, ...]:
    found: list[Node] = []
    for node in nodes:
        kind, inside = node.type, tuple(_line_nodes(node.children or []))
        if kind in ("text", "text_special"):
            found.append(Node("text", content=node.content))
        elif kind in ("softbreak", "hardbreak"):
            found.append(Node("break", kind))
        elif kind in ("em", "strong", "s"):
            found.append(Node("mark", kind, children=inside)) if inside else None
        elif kind == "code_inline":
            found.append(Node("code", content=node.content))
        elif kind == "link":
            auto = "auto" if node.info == "auto" else ""
            found.append(Node("link", auto, f"{node.attrs['href']}\n{node.attrs.get('title', '')}", inside))
        elif kind == "image":
            found.append(Node("image", node.content, f"{node.attrs['src']}\n{node.attrs.get('title', '')}", inside))
        elif kind == "footnote_ref":
            found.append(Node("noteref", str(node.meta["label"])))
        elif kind == "reference_in_prose":
            found.append(Node("reference", node.info, node.content))
        elif kind == "html_inline" and _LINE_BREAK.fullmatch(node.content):
            found.append(Node("break", "hardbreak"))
        elif kind == "html_inline" and not _COMMENT.fullmatch(node.content):
            found.append(Node("text", content=node.content))
    return tuple(found)


def joined(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes with neighbouring texts made one and white space folded, so that equal trees are equal."""
    made: list[Node] = []
    for node in nodes:
        if node.kind == "text" and made and made[-1].kind == "text":
            made[-1] = Node("text", content=made[-1].content + node.content)
        else:
            made.append(with_children(node, joined(node.children)))
    while made and (made[-1].kind == "break" or (made[-1].kind == "text" and not made[-1].content.strip(SPACE))):
        made.pop()
    for at, node in enumerate(made):
        if node.kind == "text":
            words = re.sub(f"[{SPACE}]+", " ", node.content)
            words = words.lstrip(SPACE) if at == 0 or made[at - 1].kind == "break" else words
            words = words.rstrip(SPACE) if at + 1 == len(made) or made[at + 1].kind == "break" else words
            made[at] = Node("text", content=words)
    return tuple(node for node in made if node.kind != "text" or node.content)


def with_children(node: Node, children: tuple[Node, ...]) -> Node:
    return node if children == node.children else Node(node.kind, node.info, node.content, children)
