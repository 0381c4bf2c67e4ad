"""What a house has of its own beside its templates: its words, and what stands on every report of it.

``templates/reports/wording.yaml`` says facikit's phrases otherwise, ``GENRE.yaml`` those of one kind of report, and
``house.yaml`` has the logo, the contact and the licence. Of several kits the first one's words are used, key by key,
and within a kit those of the genre. What is faulty in them is left out and told, so that no report fails for a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from facikit.errors import closest
from facikit.library.about import faults
from facikit.library.problems import Problem, in_order
from facikit.library.reading import convert, line_of, read_document
from facikit.library.shapes import About, Link, Shape
from facikit.library.values import Item
from facikit.library.voices import Bound
from facikit.library.yaml_text import Mapping, Node, Scalar
from facikit.library.yaml_text import Sequence as Listed
from facikit.report import about
from facikit.report.phrases import PHRASES, SECTIONS, Phrase
from facikit.report.wording import PLACE

FOLDER = Path("templates") / "reports"
WORDING, HOUSE = "wording.yaml", "house.yaml"
MONTHS = 12
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
QUOTE_MARK = re.compile("[‘’‚‛“”„‟'\"«»‹›「」『』–—][\u00a0\u202f]?|[\u00a0\u202f][»›]")
PLACES = {key: tuple(PLACE.findall(one if isinstance(one, str) else one[-1])) for key, one in PHRASES.items()}


class Furniture(Shape, frozen=True, kw_only=True):
    """What stands on every report of a house, where a workshop's own ``about:`` does not say otherwise."""

    noun: ClassVar[str] = "house.yaml"

    partners: Annotated[tuple[Item, ...], Meta(description="The organisations on the cover.")] = ()
    contact: Annotated[str, Meta(description="An e-mail address for questions.")] = ""
    links: Annotated[tuple[Link, ...], Meta(description="Where to read on.")] = ()
    logo: Annotated[str, Meta(description="A picture beside this file.")] = ""
    logo_description: Annotated[str, Meta(description="What the logo shows; without it, it does not print.")] = ""
    licence: Annotated[str, Meta(description="On what terms others may use it.")] = ""
    voices: Annotated[Bound, Meta(description="No report attributes anybody above this level.")] = ""
    few: Annotated[int, Meta(ge=1, le=100, description="Fewer people than this: a wider label.")] | None = None


class House(msgspec.Struct, frozen=True):
    """A house's words by key, what stands on all its reports, and what is wrong in all that."""

    wording: dict[str, Phrase]
    about: About
    problems: tuple[Problem, ...]
    voices: Bound = ""
    few: int | None = None


def house_of(kits: Sequence[Path], genre: str) -> House:
    """Return what the kits, the first one first, have for reports of this genre."""
    wording: dict[str, Phrase] = {}
    general = About()
    voices: Bound = ""
    few: int | None = None
    problems: list[Problem] = []
    for kit in reversed(kits):
        # A genre is whatever somebody typed, and no way out of the folder.
        own = [f"{genre}.yaml"] if Path(genre).name == genre else []
        for name in (WORDING, *own):
            said, found = read_wording(kit / FOLDER / name)
            wording |= said
            problems += found
        furniture, found = read_furniture(kit / FOLDER / HOUSE)
        problems += found
        if furniture is not None:
            general = _over(furniture, general)
            voices, few = furniture.voices or voices, furniture.few or few
    return House(wording, general, tuple(in_order(problems)), voices, few)


def unread(kit: Path, genres: Sequence[str]) -> list[Problem]:
    """Return the YAML files beside a kit's templates that no report looks into: most likely a slip in the name."""
    known = [WORDING, HOUSE, *(f"{genre}.yaml" for genre in genres)]
    return [
        Problem(str(path), 0, "", "is read for no kind of report", closest(path.name, known))
        for path in sorted((kit / FOLDER).glob("*.y*ml"))
        if path.name not in known
    ]


def with_house(own: about.About, house: House) -> about.About:
    """Return what a report says of itself, with what its house says where it says nothing."""
    general = about.about_of(house.about)
    names = [name for name in Furniture.__struct_fields__ if name not in ("logo_description", "voices", "few")]
    missing = {name: getattr(general, name) for name in names if not getattr(own, name)}
    if "logo" in missing:
        missing["logo_description"] = general.logo_description
    return msgspec.structs.replace(own, **missing)


def read_furniture(path: Path) -> tuple[Furniture | None, list[Problem]]:
    """Return what a house.yaml says, and what is wrong in it; nothing where there is no such file."""
    if not path.is_file():
        return None, []
    document, problems = read_document(path)
    if document is None:
        return None, problems
    furniture, more = convert(document, Furniture)
    told = list(faults(_over(furniture, About()))) if furniture is not None else []
    if furniture is not None and furniture.logo and not (path.parent / furniture.logo).is_file():
        told.append(("logo", f"there is no picture {furniture.logo!r} beside this file", "put it there"))
    problems += [*more, *(Problem(str(path), line_of(document.tree, one[0]), *one) for one in told)]
    return furniture, problems


def _over(furniture: Furniture, under: About) -> About:
    said = msgspec.structs.asdict(furniture)
    given = {name: value for name, value in said.items() if value and name in About.__struct_fields__}
    return msgspec.structs.replace(under, **given)


def read_wording(path: Path) -> tuple[dict[str, Phrase], list[Problem]]:
    """Return the phrases in a file by key, those left out that are faulty, and what is wrong with these."""
    if not path.is_file():
        return {}, []
    document, problems = read_document(path)
    if document is None:
        return {}, problems
    if not isinstance(document.tree, Mapping):
        return {}, [*problems, Problem(str(path), 1, "", "has no keys", "see: facikit template wording")]
    wording: dict[str, Phrase] = {}
    seen: set[str] = set()
    for key, node in document.tree.pairs:
        faulty = list(_key_faults(key.text, seen)) or list(_faults(key.text, node))
        problems += [Problem(str(path), node.line or key.line, key.text, *told) for told in faulty]
        seen.add(key.text)
        if not faulty:
            wording[key.text] = _phrase(key.text, node)
    return wording, in_order(problems)


Told = tuple[str, str]
"""What is wrong, and what to do."""


def _key_faults(key: str, seen: set[str]) -> Iterator[Told]:
    if key not in PHRASES:
        yield "is not a phrase of a report", closest(key, PHRASES) or "all of them: facikit template wording"
    elif key in seen:
        yield "is there already", "keep one of the two"


def _faults(key: str, node: Node) -> Iterator[Told]:
    """Give what is wrong with what a house says for a key."""
    if key == "months":
        good = isinstance(node, Listed) and len(node.items) == MONTHS and all(_text(one) for one in node.items)
        if not good:
            yield "has to be a list of twelve names", "as in [January, February, ...]"
        return
    english = PHRASES[key]
    if isinstance(node, Mapping) and not isinstance(english, str):
        names = [name.text for name, _ in node.pairs]
        if sorted(names) != ["many", "one"]:
            yield "needs one: and many:, and nothing else", f"as in {_shown(english)}"
            return
        for name, said in node.pairs:
            yield from _text_faults(key, _text(said), _shown(english), may_drop_n=name.text == "one")
        return
    if not isinstance(node, Scalar):
        yield "has to be a text", f"as in {_shown(english)}; put it in quotes"
        return
    yield from _text_faults(key, node.text.strip(), _shown(english))
    if key == "language" and not LANGUAGE.fullmatch(node.text.strip()):
        yield f"{node.text!r} is not the short name of a language", "as in en-GB, cy or sco"
    if key.startswith("quote_") and not QUOTE_MARK.fullmatch(node.text):
        yield f"{node.text!r} is not a quote mark", "one mark, as in « or “"


def _text_faults(key: str, said: str, english: str, *, may_drop_n: bool = False) -> Iterator[Told]:
    if not said:
        yield "says nothing", "leave the key out, and facikit's own words stand"
        return
    wanted, given = PLACES[key], PLACE.findall(said)
    for name in dict.fromkeys(given):
        if name not in wanted:
            hint = closest(name, wanted) or (f"it can have {_places(wanted)}" if wanted else "nothing is put in here")
            yield f"{{{name}}} stands for nothing here", hint
        elif given.count(name) > 1:
            yield f"{{{name}}} stands here twice", "once is enough"
    missing = [name for name in wanted if name not in given and not (may_drop_n and name == "n")]
    if missing:
        yield f"{_places(missing)} is missing", f"in English it is {english}"


def _places(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _shown(phrase: Phrase) -> str:
    return f'"{phrase}"' if isinstance(phrase, str) else f'one: "{phrase[0]}", many: "{phrase[1]}"'


def _phrase(key: str, node: Node) -> Phrase:
    if isinstance(node, Listed):
        return tuple(_text(one) for one in node.items)
    if isinstance(node, Mapping):
        return tuple(_text(node.get(name) or node) for name in ("one", "many"))
    said = node.text if key.startswith("quote_") else node.text.strip()
    # Many languages have one form for any number.
    return said if isinstance(PHRASES[key], str) else (said, said)


def wording_text(wording: dict[str, Phrase]) -> str:
    """Return every phrase as a file to be changed: what ``wording`` says stands, English waits behind a #."""
    made = [
        "# What a report says of itself, in our words. Take the # away from a line and say it otherwise; what\n"
        "# stands in braces is put in. Everything stays in quotes. Check it with: facikit template check\n"
    ]
    for title, phrases in SECTIONS.items():
        made.append(f"\n# {title}\n")
        for key, english in phrases.items():
            # A file with nothing but comments would be no YAML.
            off = "" if key in wording or key == "language" else "# "
            made.append(f"{off}{key}: {_as_yaml(wording.get(key, english))}\n")
    return "".join(made)


def _as_yaml(phrase: Phrase) -> str:
    import json

    quoted = [json.dumps(one, ensure_ascii=False) for one in ((phrase,) if isinstance(phrase, str) else phrase)]
    if len(quoted) == MONTHS:
        return f"[{', '.join(quoted)}]"
    return quoted[0] if isinstance(phrase, str) else f"{{one: {quoted[0]}, many: {quoted[1]}}}"
