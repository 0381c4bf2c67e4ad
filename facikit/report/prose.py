"""Staff's own Markdown, put in its place so that it cannot swallow what follows.

Prose is not copied into the report, it is read into a tree and written out again. An unclosed fence is closed by that,
a stray ``<!--`` or ``<div>`` is text, headings stand below the heading they are written under with no level skipped,
footnotes of two slots cannot meet, and links by reference carry their address with them. What was written out is read
once more: where it does not give the same tree, the words are printed as they were typed. No word is lost.

``[[quote:ID]]``, ``[[theme:ID]]``, ``[[count:BLOCK.FIELD]]`` and ``[[see:BLOCK]]`` are references: the caller says what
each becomes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from facikit.report.layout import FIRST, HELD_OPEN, HELD_SHUT, NEXT
from facikit.report.text import clean, inline, paragraphs, piece
from facikit.report.tree import REFERENCE, Node, joined, read, with_children

__all__ = ["REFERENCE", "Place", "placed"]

_OTHER_MARK = {False: {"-": "*"}, True: {".": ")"}}
_HELD = re.compile(f"{HELD_OPEN}(\\d+){HELD_SHUT}")


class Place(msgspec.Struct, frozen=True):
    """Where prose goes: the level of its highest heading, what its footnotes are called, what its references become."""

    level: int
    prefix: str
    resolve: Callable[[str, str], str | None]
    """From kind and name of a reference to Markdown; None where it leads nowhere."""
    quote: Callable[[str], str | None] = lambda _name: None
    """From the name of a quote that stands alone on its line to the block it becomes; None: as within a sentence."""
    picture: Callable[[str, str], str] = lambda path, _description: path
    """From a picture's path and description to the path from where the report stands."""
    at_margin: bool = True
    """Whether it stands at the margin, where its lists must be kept apart from those of others."""


def placed(source: str, place: Place) -> str:
    """Return ``source`` as Markdown blocks for its place, without blank lines around them."""
    text = clean(source).strip("\n")
    if not text.strip():
        return ""
    tree = read(text)
    if tree is None:
        return paragraphs(text)
    held: list[str] = []
    tree = _held(_quotes_apart(tree, place, held), place, held)
    tree = joined(_levelled(_prefixed(tree, place), place.level))
    written = _blocks(tree, marked=place.at_margin)
    again = read(written.replace(FIRST, "").replace(NEXT, ""))
    if again is None or joined(again) != tree:
        return paragraphs(text)
    return _restored(written, held)


# Changing the tree


def _quotes_apart(nodes: Sequence[Node], place: Place, held: list[str]) -> tuple[Node, ...]:
    """Return the nodes with each quote that is called alone on a line of a paragraph as a paragraph of its own."""
    made: list[Node] = []
    for node in nodes:
        lines = _lines_of(node) if node.kind == "paragraph" else []
        blocks = [_alone(line, place) for line in lines]
        if not any(blocks):
            made.append(node)
            continue
        words: list[Node] = []
        for line, block in zip(lines, blocks, strict=True):
            if block:
                made += [Node("paragraph", children=tuple(words))] if words else []
                words = []
                held.append(block)
                mark = Node("text", content=f"{HELD_OPEN}{len(held) - 1}{HELD_SHUT}")
                made.append(Node("paragraph", children=(mark,)))
            else:
                words += [Node("break", "softbreak"), *line] if words else line
        made += [Node("paragraph", children=tuple(words))] if words else []
    return tuple(made)


def _lines_of(node: Node) -> list[list[Node]]:
    lines: list[list[Node]] = [[]]
    for child in node.children:
        if child.kind == "break":
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _alone(line: Sequence[Node], place: Place) -> str:
    """Return the block that a line becomes which calls one quote and says nothing else; else nothing."""
    said = [node for node in line if node.kind != "text" or node.content.strip()]
    if len(said) != 1 or said[0].kind != "reference" or said[0].info != "quote":
        return ""
    return (place.quote(said[0].content) or "").strip("\n")


def _held(nodes: Sequence[Node], place: Place, held: list[str]) -> tuple[Node, ...]:
    """Return the nodes with every reference resolved, held aside under a mark that no text can contain."""
    made = []
    for node in nodes:
        if node.kind == "reference":
            resolved = place.resolve(node.info, node.content)
            if resolved is None:
                resolved = inline(f"[[{node.info}:{node.content}]]")
            held.append(resolved)
            made.append(Node("text", content=f"{HELD_OPEN}{len(held) - 1}{HELD_SHUT}"))
        elif node.kind == "image":
            address, _, title = node.content.partition("\n")
            made.append(Node("image", node.info, f"{place.picture(address, node.info)}\n{title}", node.children))
        else:
            made.append(with_children(node, _held(node.children, place, held)))
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
                made.append(with_children(node, walk(node.children)))
                continue
            while open_levels and open_levels[-1] >= int(node.info):
                open_levels.pop()
            open_levels.append(int(node.info))
            made.append(Node("heading", str(min(6, level + len(open_levels) - 1)), children=node.children))
        return tuple(made)

    return walk(nodes)


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
                made += (
                    f"{HELD_OPEN}{part}{HELD_SHUT}" if at % 2 else piece(part, begins=made == "" or made.endswith("\n"))
                )
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
