"""Read a programme and find its sessions.

To everything but the report a programme is a session without an agenda: a folder with a log, and places for prose. So
its plan is made from programme.yaml each time that it is opened, and whoever writes into it writes as into any session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from facikit.errors import UserError, closest
from facikit.library import finding
from facikit.library.finding import PROGRAMME_FILE
from facikit.library.problems import Problem
from facikit.library.programme_shape import FINDINGS, Part, Programme, Sitting
from facikit.library.reading import read
from facikit.library.shapes import Plan, Slot
from facikit.library.values import slug, unique


def read_programme(folder: Path) -> tuple[Programme | None, list[Problem]]:
    """Return the programme in ``folder`` as far as it can be had, and what is wrong with it."""
    return read(folder / PROGRAMME_FILE, Programme)


def plan_of(programme: Programme, folder: Path) -> Plan:
    """Return the plan that a programme is to those who write into it."""
    return Plan(
        session=programme.programme or slug(folder.resolve().name),
        title=programme.title,
        date=programme.date or "",
        place=programme.place,
        report=programme.report,
        write=tuple(slots(programme)),
        about=programme.about,
    )


def slots(programme: Programme) -> Iterator[Slot]:
    """Return every place for the programme's own prose, in the report's order, each once."""
    taken: set[str] = set()
    for part in walk([*programme.sections, *programme.appendices]):
        found = [Slot(slot=part.slot, heading=part.heading, hint=part.hint)] if part.slot else []
        if part.answers is not None:
            hint = "What the answers to question {} come to. A quote stands in the text as [[quote:SESSION/ID]]."
            found += [Slot(slot=name, hint=hint.format(at)) for at, name in enumerate(part.answers.slots, 1) if name]
        for slot in found:
            if slot.slot not in taken:
                taken.add(slot.slot)
                yield slot


def walk(parts: Iterable[Part]) -> Iterator[Part]:
    """Return every part, those under others among them, in the report's order."""
    for part in parts:
        yield part
        yield from walk(part.parts)


def short_names(sittings: Sequence[Sitting]) -> list[str]:
    """Return by what each session goes in the programme: its ``as``, else its folder's name or its title."""
    taken = {one.as_ for one in sittings if one.as_}
    found = []
    for one in sittings:
        own = Path(one.session).name if one.session else one.title
        found.append(one.as_ or unique(slug(own, "session"), taken))
    return found


def folder_of(sitting: Sitting, programme: Path, kits: Iterable[Path]) -> Path:
    """Return the folder of one session of the programme in the folder ``programme``. ``UserError`` where there is none.

    A path is seen from the programme's folder; a name is looked for beside it first, then in the kits.
    """
    found = None
    for home in (programme.resolve(), programme.resolve().parent):
        try:
            if finding.is_session(home / sitting.session):
                found = (home / sitting.session).resolve()
                break
        except (ValueError, OSError):
            continue
    found = found or finding.find_session(sitting.session, kits)
    if finding.is_programme(found):
        raise UserError(f"{found.name} is a programme itself", "name its sessions here")
    return found


def of_reference(text: str) -> tuple[str, str, str]:
    """Return the session, the block and the name in ``SESSION/BLOCK.NAME``; parts that are not there are empty."""
    session, _, rest = text.strip().partition("/")
    block, dot, name = rest.rpartition(".")
    return (session.strip(), block.strip(), name.strip()) if dot else (session.strip(), rest.strip(), "")


def references(part: Part) -> Iterator[tuple[str, str]]:
    """Return every place in a part that names a session, as the key it stands under and what it says."""
    if part.from_:
        yield "from", part.from_
    if part.answers is not None:
        found = part.answers.from_
        several = found if isinstance(found, tuple) else (found,)
        for at, one in enumerate(several):
            yield f"answers.from[{at}]" if isinstance(found, tuple) else "answers.from", one
    for key in ("register", "report"):
        if getattr(part, key):
            yield key, getattr(part, key)


def folded(name: str) -> str:
    """Return a theme's name as it is compared: letter case and white space aside."""
    return " ".join(name.split()).casefold()


def near(name: str, names: Iterable[str]) -> str:
    """Return what was probably meant, else what there is."""
    known = list(names)
    return closest(name, known) or (f"there is {', '.join(known)}" if known else "")


def named(sections: Sequence[Part]) -> dict[str, Part]:
    """Return the parts that have a heading by the name that [[see:NAME]] calls them by; the first of each name."""
    found: dict[str, Part] = {}
    for part in walk(sections):
        # A whole report has its session's title for a heading.
        if part.heading or (part.report and part.name):
            found.setdefault(part.name or slug(part.heading), part)
    return found


def gathering(programme: Programme) -> Part | None:
    """Return the part that gathers what the sessions have placed in the report and in no part of it in particular."""
    every = walk([*programme.sections, *programme.appendices])
    return next((part for part in every if part.show == FINDINGS), None)


def places(programme: Programme) -> dict[str, str]:
    """Return where a text of a session may stand too, by name with its words; the part that gathers them by no name."""
    first = gathering(programme)
    found = {"": _heading_over([*programme.sections, *programme.appendices], first)} if first is not None else {}
    return found | {
        name: part.heading
        for name, part in named(programme.sections).items()
        # What stands right under a heading that gathers them is gathered there.
        if part.heading and part is not first and not any(below is first for below in part.parts)
    }


def _heading_over(parts: Sequence[Part], wanted: Part, above: str = "") -> str:
    """Return the heading that a part stands under; its own, where it has one."""
    for part in parts:
        heading = part.heading or above
        if part is wanted:
            return heading
        found = _heading_over(part.parts, wanted, heading)
        if found:
            return found
    return ""


def programmes_with(session: Path, kits: Iterable[Path]) -> list[tuple[Path, Programme]]:
    """Return the programmes that have this session, each with its folder. A file that cannot be read has none."""
    wanted, where = session.resolve(), list(kits)
    found = []
    for folder in finding.sessions([*where, wanted.parent.parent]):
        programme = read_programme(folder)[0] if finding.is_programme(folder) else None
        if programme is not None and any(_is(one, folder, where, wanted) for one in programme.sessions):
            found.append((folder, programme))
    return found


def _is(sitting: Sitting, programme: Path, kits: list[Path], wanted: Path) -> bool:
    try:
        return bool(sitting.session) and folder_of(sitting, programme, kits) == wanted
    except (UserError, OSError):
        return False
