"""Templates as they are written: which file is used for a genre and why, what it extends, and what its blocks print.

A chain is a template with those that it extends, itself first and facikit's own last.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from facikit import __version__
from facikit.errors import UserError, closest
from facikit.library.finding import hidden, reports
from facikit.library.kits import packaged_kit
from facikit.library.yaml_text import file_text
from facikit.report import programme
from facikit.report.environment import ENDING, FOLDER, FUNCTIONS, packaged
from facikit.report.phrases import PHRASES

if TYPE_CHECKING:
    from jinja2 import nodes

OWN = "facikit/"
NO_SUCH_KIND = "see: facikit template list; a new kind begins with: facikit template eject session-report --as NAME"
DEEPEST = 200
"""How many parts of a template may stand in each other, as brackets do: what looks it over goes as deep."""
LONGEST = 10
"""How many templates may extend one another before something is wrong."""


class Used(msgspec.Struct, frozen=True):
    """A genre: the file that is used for it and its kit, what it extends, and the files that stand back behind it."""

    genre: str
    path: Path
    kit: Path
    extends: str
    hides: tuple[Path, ...]

    @property
    def of_house(self) -> bool:
        """Whether it is a house's own, and not the one that came with facikit."""
        return self.kit != packaged_kit().resolve()


class Link(msgspec.Struct, frozen=True):
    """One template of a chain, by the name that templates know it by, with its tree."""

    name: str
    path: Path
    source: str
    tree: Any


class Part(msgspec.Struct, frozen=True):
    """A block: where it stands that is used, and a sentence on each thing that it prints."""

    name: str
    path: Path
    line: int
    prints: tuple[str, ...]


def used(kits: Sequence[Path]) -> list[Used]:
    """Return every genre with the file that is used for it."""
    kits = [kit.resolve() for kit in [*kits, packaged_kit()]]
    kits = list(dict.fromkeys(kits))
    back = hidden(kits, "reports")
    return [
        Used(genre, path, path.parents[2], _extends(path), tuple(back.get(genre, ())))
        for genre, path in reports(kits).items()
    ]


def one_used(name: str, kits: Sequence[Path]) -> Used:
    """Return the genre of this name, or facikit's own as ``facikit/NAME``. ``UserError`` where there is none."""
    genre = name.removesuffix(ENDING).removeprefix(OWN)
    found = {one.genre: one for one in used([] if name.startswith(OWN) else kits)}
    if genre not in found:
        raise UserError(f"there is no kind of report called '{genre}'", closest(genre, found) or NO_SUCH_KIND)
    return found[genre]


def parsed(source: str, path: Path) -> nodes.Template:
    """Return the tree of a template, as it was written: nothing in it is refused but what is no Jinja2 at all."""
    from jinja2 import Environment, TemplateSyntaxError

    reader = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=True)
    try:
        tree = reader.parse(source, path.name, str(path))
    except ValueError:
        raise TemplateSyntaxError("a number of thousands of digits stands in it", 0, path.name, str(path)) from None
    except RecursionError:
        raise TemplateSyntaxError("it is nested too deep", 0, path.name, str(path)) from None
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            raise TemplateSyntaxError("it is nested too deep", node.lineno, path.name, str(path))
        waiting += [(inner, depth + 1) for inner in node.iter_child_nodes()]
    return tree


def find(name: str, kits: Sequence[Path]) -> Path | None:
    """Return the file that a template means when it names another, or None."""
    if ".." in name.replace("\\", "/").split("/"):
        return None
    if name.startswith(OWN):
        places = [packaged() / name.removeprefix(OWN)]
    else:
        places = [*(kit / FOLDER / name for kit in kits), packaged() / name]
    return next((place for place in places if place.is_file()), None)


def known_names(kits: Sequence[Path]) -> list[str]:
    """Return every name that a template may extend, include or import."""
    names = [OWN + path.name for path in sorted(packaged().glob(f"*{ENDING}"))]
    for kit in kits:
        home = kit / FOLDER
        names += [path.relative_to(home).as_posix() for path in sorted(home.rglob(f"*{ENDING}"))]
    return list(dict.fromkeys(names))


def chain(path: Path, kits: Sequence[Path]) -> list[Link]:
    """Return a template and those that it extends, as far as they can be found and parsed."""
    from jinja2 import TemplateSyntaxError

    found: list[Link] = []
    name, following = path.name, path
    while following is not None and len(found) < LONGEST and following not in [one.path for one in found]:
        source, _ = file_text(following)
        if source is None:
            break
        try:
            found.append(Link(name, following, source, parsed(source, following)))
        except TemplateSyntaxError:
            break
        name = extended(found[-1].tree)
        parent = find(name, kits) if name else None
        if parent is None:
            break
        following = parent
    return found


def of_programmes(links: Sequence[Link]) -> bool:
    """Tell whether a template, given with those that it extends, reports several sessions together."""
    from jinja2 import nodes

    called = (call.node for link in links for call in link.tree.find_all(nodes.Call))
    return any(isinstance(one, nodes.Name) and one.name in programme.FUNCTIONS for one in called)


def extended(tree: nodes.Template) -> str:
    """Return the name of the template that this one extends; nothing where it extends none, or one worked out."""
    from jinja2 import nodes

    named = (one.template for one in tree.find_all(nodes.Extends))
    return next((one.value for one in named if isinstance(one, nodes.Const) and isinstance(one.value, str)), "")


def parts(links: Sequence[Link]) -> list[Part]:
    """Return the blocks in the order in which they are printed, each from the template whose version is used."""
    from jinja2 import nodes

    names: list[str] = []
    winner: dict[str, tuple[Link, Any]] = {}
    for link in reversed(links):
        for block in link.tree.find_all(nodes.Block):
            names += [block.name] if block.name not in names else []
            winner[block.name] = (link, block)
    return [Part(name, winner[name][0].path, winner[name][1].lineno, tuple(_prints(winner[name][1]))) for name in names]


def house_file(genre: str, kits: Sequence[Path], own: str = "") -> str:
    """Return a template that extends facikit's own of this genre, every block of it there to be taken into use.

    ``own`` is the name that it gets, where it is a new kind of report and no other form of this one.
    """
    new = own and own != genre
    first = f"{own}: a {genre}, and" if new else f"Our own {genre}:"
    made = [
        f"{{#- {first} where it differs from the one that comes with facikit. -#}}\n",
        f'{{% extends "{OWN}{genre}{ENDING}" %}}\n',
        "{#- What stands below is switched off, and prints as facikit has it. To have a block your own way, delete\n"
        "    the lines above it from the brace and # on, and the # and brace below it; then change what is between.\n"
        "    super() is what facikit has there. -#}\n",
    ]
    for part in parts(chain(packaged() / f"{genre}{ENDING}", kits)):
        said = "".join(f"   {line}\n" for line in part.prints).replace("#}", "")
        made.append(
            f"\n{{# The block {part.name}:\n{said}{{% block {part.name} %}}\n{{{{ super() }}}}\n{{% endblock %}}\n#}}\n"
        )
    return "".join(made)


def whole_file(genre: str) -> str:
    """Return facikit's own template of this genre, with a line that says of which version it is a copy."""
    source = (packaged() / f"{genre}{ENDING}").read_text(encoding="utf-8")
    header = f"{{#- Copied whole from facikit {__version__}: what facikit mends in its own does not come here. -#}}\n"
    first, end, rest = source.partition("-#}\n")
    return f"{first}{end}{header}{rest}" if source.startswith("{#") and end else header + source


def _extends(path: Path) -> str:
    from jinja2 import TemplateSyntaxError

    source, _ = file_text(path)
    try:
        return extended(parsed(source, path)) if source is not None else ""
    except TemplateSyntaxError:
        return ""


def _prints(block: Any) -> Iterator[str]:
    """Give a sentence for each of our functions that a block calls, with the heading where it is one."""
    from jinja2 import nodes

    told = set()
    for call in block.find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name == "section":
            heading = _heading(call)
            if heading:
                yield f'A part headed "{heading}".'
        elif name in FUNCTIONS and name not in ("words", "has", "field", "slot") and name not in told:
            told.add(name)
            yield f"{name}: {(inspect.getdoc(FUNCTIONS[name]) or '').partition(chr(10))[0].replace('``', '')}"


def _heading(call: Any) -> str:
    from jinja2 import nodes

    first = call.args[0] if call.args else None
    if isinstance(first, nodes.Const):
        return str(first.value)
    if isinstance(first, nodes.Call) and isinstance(first.node, nodes.Name) and first.node.name == "words":
        key = first.args[0] if first.args else None
        phrase = PHRASES.get(key.value) if isinstance(key, nodes.Const) else None
        return phrase if isinstance(phrase, str) else ""
    return ""
