"""Staff's own Markdown, put in its place so that it cannot swallow what follows.

Prose is not copied into the report, it is read into a tree and written out again. An unclosed fence is closed by that,
a stray ``<!--`` or ``<div>`` is text, headings stand below the heading they are written under with no level skipped,
footnotes of two slots cannot meet, and links by reference carry their address with them. What was written out is read
once more: where it does not give the same tree, the words are printed as they were typed. No word is lost; only HTML
comments, which nobody would see, go.

``[[quote:ID]]``, ``[[theme:ID]]``, ``[[count:BLOCK.FIELD]]`` and ``[[see:BLOCK]]`` are references: the caller says what
each becomes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from facikit.report.layout import FIRST, NEXT
from facikit.report.text import clean, inline, paragraphs, piece

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

DEEPEST = 40
"""How deep quotes and lists may nest; deeper than that, the words are printed as they were typed."""
REFERENCE = re.compile(r"\[\[(quote|theme|count|see):([^\[\]\n]{1,200})\]\]")

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OTHER_MARK = {False: {"-": "*"}, True: {".": ")"}}
SPACE = " \t\n"
_HELD = re.compile("\x10(\\d+)\x11")
_PIPE = re.compile(r"(?<!\\)\|")


class Node(msgspec.Struct, frozen=True):
    """A part of the prose: a block or a piece of a line. ``info`` is what tells it from others of its kind."""

    kind: str
    info: str = ""
    content: str = ""
    children: tuple[Node, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where prose goes: the level of its highest heading, what its footnotes are called, what its references become."""

    level: int
    prefix: str
    resolve: Callable[[str, str], str | None]
    """From kind and name of a reference to Markdown; None where it leads nowhere."""
    picture: Callable[[str, str], str] = lambda path, _description: path
    """From a picture's path and description to the path from where the report stands."""
    at_margin: bool = True
    """Whether it stands at the margin, where its lists must be kept apart from those of others."""


def placed(source: str, place: Place) -> str:
    """Return ``source`` as Markdown blocks for its place, without blank lines around them."""
    text = clean(source).strip("\n")
    if not text.strip():
        return ""
    tree = _read(text)
    if tree is None:
        return paragraphs(text)
    held: list[str] = []
    tree = _joined(_levelled(_prefixed(_held(tree, place, held), place), place.level))
    written = _blocks(tree, marked=place.at_margin)
    again = _read(written.replace(FIRST, "").replace(NEXT, ""))
    if again is None or _joined(again) != tree:
        return _restored(paragraphs(_HELD.sub(lambda found: held[int(found[1])], text)), held)
    return _restored(written, held)


# Reading


def _read(text: str, *, html: bool = True, without: frozenset[str] = frozenset()) -> tuple[Node, ...] | None:
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
        return _read(text, html=html, without=without | hidden)
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
    cells = _PIPE.split(lines[row.map[0]].strip())
    cells = cells[1:] if not cells[0].strip(" >-*+.)0123456789\t") else cells
    cells = cells[:-1] if cells and not cells[-1].strip() else cells
    return len(cells) > len(row.children)


def _block_nodes(nodes: Iterable[SyntaxTreeNode], called: set[str]) -> Iterable[Node]:
    for node in nodes:
        if node.type == "html_block":
            yield from _read(_COMMENT.sub("", node.content).strip("\n"), html=False) or ()
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


# Changing the tree


def _held(nodes: Sequence[Node], place: Place, held: list[str]) -> tuple[Node, ...]:
    """Return the nodes with every reference resolved, held aside under a mark that no text can contain."""
    made = []
    for node in nodes:
        if node.kind == "reference":
            resolved = place.resolve(node.info, node.content)
            if resolved is None:
                resolved = inline(f"[[{node.info}:{node.content}]]")
            held.append(resolved)
            made.append(Node("text", content=f"\x10{len(held) - 1}\x11"))
        elif node.kind == "image":
            address, _, title = node.content.partition("\n")
            made.append(Node("image", node.info, f"{place.picture(address, node.info)}\n{title}", node.children))
        else:
            made.append(_with(node, _held(node.children, place, held)))
    return tuple(made)


def _prefixed(nodes: Sequence[Node], place: Place) -> tuple[Node, ...]:
    return tuple(
        Node(
            node.kind,
            f"{place.prefix}-{node.info}" if node.kind in ("note", "noteref") else node.info,
            node.content,
            _prefixed(node.children, place),
        )
        for node in nodes
    )


def _levelled(nodes: Sequence[Node], level: int) -> tuple[Node, ...]:
    """Return the nodes with their headings at ``level`` and below, none skipped."""
    open_levels: list[int] = []

    def walk(some: Sequence[Node]) -> tuple[Node, ...]:
        made = []
        for node in some:
            if node.kind != "heading":
                made.append(_with(node, walk(node.children)))
                continue
            while open_levels and open_levels[-1] >= int(node.info):
                open_levels.pop()
            open_levels.append(int(node.info))
            made.append(Node("heading", str(min(6, level + len(open_levels) - 1)), children=node.children))
        return tuple(made)

    return walk(nodes)


def _joined(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes with neighbouring texts made one and white space folded, so that equal trees are equal."""
    made: list[Node] = []
    for node in nodes:
        if node.kind == "text" and made and made[-1].kind == "text":
            made[-1] = Node("text", content=made[-1].content + node.content)
        else:
            made.append(_with(node, _joined(node.children)))
    while made and (made[-1].kind == "break" or (made[-1].kind == "text" and not made[-1].content.strip(SPACE))):
        made.pop()
    for at, node in enumerate(made):
        if node.kind == "text":
            words = re.sub(f"[{SPACE}]+", " ", node.content)
            words = words.lstrip(SPACE) if at == 0 or made[at - 1].kind == "break" else words
            words = words.rstrip(SPACE) if at + 1 == len(made) or made[at + 1].kind == "break" else words
            made[at] = Node("text", content=words)
    return tuple(node for node in made if node.kind != "text" or node.content)


def _with(node: Node, children: tuple[Node, ...]) -> Node:
    return node if children == node.children else Node(node.kind, node.info, node.content, children)


# Writing


def _blocks(nodes: Sequence[Node], *, tight: bool = False, marked: bool = False) -> str:
    made: list[str] = []
    marks = ""
    for node in nodes:
        if node.kind == "list":
            # Two lists in a row stay two only if their marks differ.
            marks = _OTHER_MARK[node.info[:1].isdigit()].get(marks, "." if node.info[:1].isdigit() else "-")
            made.append(_list(node, marks, marked=marked))
        else:
            marks = ""
            made.append(_block(node))
    return ("\n" if tight else "\n\n").join(made)


def _list(node: Node, mark: str, *, marked: bool) -> str:
    start, _, loose = node.info.partition(" ")
    items = []
    for offset, item in enumerate(node.children):
        bullet = f"{int(start) + offset}{mark} " if start else f"{mark} "
        inside = _blocks(item.children, tight=not loose)
        flag = (NEXT if offset else FIRST) if marked else ""
        items.append((flag + bullet + _indented(inside, " " * len(bullet))).rstrip())
    return ("\n\n" if loose else "\n").join(items)


def _block(node: Node) -> str:
    if node.kind == "heading":
        return f"{'#' * int(node.info)} {_line(node.children, breaks=False)}"
    if node.kind == "quote":
        return "\n".join(f"> {line}".rstrip() for line in _blocks(node.children).split("\n"))
    if node.kind == "code":
        tick = "~" if "`" in node.info else "`"
        longest = max((len(run) for run in re.findall(f"{tick}+", node.content)), default=0)
        fence = tick * max(3, longest + 1)
        return f"{fence}{_fence_info(node.info)}\n{node.content}\n{fence}"
    if node.kind == "rule":
        return "___"
    if node.kind == "table":
        return _table(node)
    if node.kind == "note":
        return f"[^{node.info}]: {_indented(_blocks(node.children), '    ')}"
    return _line(node.children)


def _fence_info(info: str) -> str:
    return info.replace("\\", "\\\\").replace("&", "&amp;")


def _table(node: Node) -> str:
    rules = {"left": ":---", "right": "---:", "center": ":---:"}
    rows = [[_line(cell.children, breaks=False, cell=True) for cell in row.children] for row in node.children]
    rows.insert(1, [rules.get(style, "---") for style in node.info.split(",")])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _indented(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if at and line else line for at, line in enumerate(text.split("\n")))


def _line(nodes: Sequence[Node], *, breaks: bool = True, cell: bool = False) -> str:
    made = ""
    for node in nodes:
        inside = _line(node.children, breaks=breaks, cell=cell) if node.children else ""
        if node.kind == "text":
            parts = _HELD.split(node.content)
            for at, part in enumerate(parts):
                made += f"\x10{part}\x11" if at % 2 else piece(part, begins=made == "" or made.endswith("\n"))
        elif node.kind == "break":
            made = made.rstrip(" ") + ((("\\\n") if node.info == "hardbreak" else "\n") if breaks else " ")
        elif node.kind == "mark":
            mark = {"em": "*", "strong": "**", "s": "~~"}[node.info]
            if inside.startswith("*") or inside.endswith("*") or made.endswith("*"):
                mark = mark.replace("*", "_")
            made += f"{mark}{inside}{mark}"
        elif node.kind == "code":
            made += _code(node.content, cell=cell)
        elif node.kind == "link":
            made += _link(node, inside)
        elif node.kind == "image":
            made += f"![{inline(node.info)}]({_address(node.content)})"
        elif node.kind == "noteref":
            made += f"[^{node.info}]"
    return made if breaks else made.strip()


def _code(content: str, *, cell: bool) -> str:
    longest = max((len(run) for run in re.findall("`+", content)), default=0)
    ticks = "`" * next(n for n in range(1, longest + 2) if not re.search(f"(?<!`){'`' * n}(?!`)", content))
    pad = " " if content[:1] in ("`", " ") or content[-1:] in ("`", " ") else ""
    pad = "" if not content.strip(" ") else pad
    return f"{ticks}{pad}{content.replace('|', chr(92) + '|') if cell else content}{pad}{ticks}"


def _link(node: Node, inside: str) -> str:
    address = node.content.partition("\n")[0]
    words = "".join(child.content for child in node.children)
    if node.info and re.fullmatch(r"[^\s<>|\x10\x11]+", words) and words in (address, address.removeprefix("mailto:")):
        return f"<{words}>"
    return f"[{inside}]({_address(node.content)})"


def _address(content: str) -> str:
    address, _, title = content.partition("\n")
    address = address.replace("&", "&amp;").replace("|", "%7C")
    address = f"<{address}>" if not address or re.search(r"[()\s]", address) else address
    if not title:
        return address
    title = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("|", "\\|")
    return f'{address} "{title}"'


def _restored(text: str, held: Sequence[str]) -> str:
    return _HELD.sub(lambda found: held[int(found[1])], text)
