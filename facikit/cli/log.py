"""``facikit log``: who did what when, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from facikit.cli import log_counts

if TYPE_CHECKING:
    from facikit.report.traced import Scene
    from facikit.session.lines import Line
    from facikit.session.session import Session


WORDS = ("text", "cells", "wording", "label", "description", "media", "sheet", "set_aside_because", "category")
"""What a response says, of whom, and why it was set aside."""
KEPT_BACK = "(kept back)"


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    off_record: Annotated[
        bool, typer.Option("--off-record", help="With the words of what is off the record, and of pledges.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with every value.")] = False,
) -> None:
    """Show who did what when, oldest first.

    Wordings that were replaced, and what was taken out, stand here too. What was said in a block that keeps no names
    stands together, in no order.
    """
    from facikit.cli.opening import to_read
    from facikit.cli.output import plain, say, say_json
    from facikit.report.traced import Scene
    from facikit.session.clock import instant_of

    opened = to_read(ctx, session)
    scene = Scene(opened, off_record=off_record)
    lines = [(t, _as_told(scene, line)) for t, line in _in_order(opened)]
    if as_json:
        say_json([{"t": t, "who": line.who, "put": line.put, "set": line.set, "gone": line.gone} for t, line in lines])
        return
    for t, line in lines:
        words = _words(scene, line)
        if words:
            when = f"{opened.local(instant_of(t)):%Y-%m-%d %H:%M}"
            say(f"{when}  {plain(line.who) or '-'}  {plain(words)}")


def _in_order(session: Session) -> list[tuple[str, Line]]:
    """Return the lines with the time to show. In a block without names, only its minute, and no order within it."""
    from facikit.session.agenda import nameless

    unnamed = nameless(session)
    found: list[tuple[str, str, Line]] = []
    for line in session.records.lines.values():
        if not line.put.startswith("run/"):
            block = session.records.get(line.put).text("block") if line.put else ""
            hidden = not line.who and block in unnamed
            found.append((line.t[:16] + "Z", line.put, line) if hidden else (line.t, line.id, line))
    # Within the minute that they share, what keeps no order goes by the random id of its record.
    return [(t, line) for t, _, line in sorted(found, key=lambda one: (one[0], one[1]))]


def _as_told(scene: Scene, line: Line) -> Line:
    """Return the line as it may be told: where no names are kept without its place, words that are kept back hidden."""
    import msgspec

    fields = line.set
    if not line.who and scene.session.records.get(line.put).text("block") in scene.nameless:
        fields = {name: value for name, value in fields.items() if name != "position"}
    if line.put.startswith("response/"):
        fields = _hidden(scene, line.put, fields)
    return line if fields == line.set else msgspec.structs.replace(line, set=fields)


def _hidden(scene: Scene, record_id: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a response with its words hidden, where they are off the record or a pledge."""
    if scene.tells(hidden=scene.hides(scene.session.records.get(record_id))):
        return values
    return {name: KEPT_BACK if name in WORDS and value else value for name, value in values.items()}


def _words(scene: Scene, line: Line) -> str:
    """Return what the line did, in words; nothing for what is not worth a line."""
    if line.gone:
        return "something was erased here"
    session = scene.session
    kind, _, rest = line.put.partition("/")
    if kind == "link":
        return _link(scene, rest, line.set)
    values = {**session.records.get(line.put).values, **_replaced(session, line)}
    values = _hidden(scene, line.put, values) if kind == "response" else values
    values |= {field: value for field, value in line.set.items() if value is not None}
    say = _SAID.get(kind)
    words = say(session, rest, line.set, values) if say else f"changed {line.put}"
    return f"took back: {words}" if line.undoes and words else words


def _replaced(session: Session, line: Line) -> dict[str, Any]:
    """Return the values that the line took the place of, so that what is taken away can be named."""
    lines = session.records.lines
    return {
        field: lines[one].set[field]
        for field, replaced in line.over.items()
        for one in replaced
        if one in lines and lines[one].set.get(field) is not None
    }


def _response(session: Session, _: str, now: dict[str, Any], whole: dict[str, Any]) -> str:
    where = _where(session, whole)
    if "block" in now:
        return f"{where}: {_text(now)}" if now["block"] else f"{where}: “{_text(whole)}” away"
    if now.get("deleted"):
        return f"{where}: deleted “{_text(whole)}”"
    if "text" in now or "cells" in now:
        return f"{where}: changed to: {_text(now)}"
    if set(now) == {"position"}:
        return f"{where}: moved “{_text(whole)}”"
    return f"{where}: “{_text(whole)}”: {_settings(now)}"


def _theme(session: Session, _: str, now: dict[str, Any], whole: dict[str, Any]) -> str:
    where, name = _where(session, whole), str(whole.get("name", ""))
    if "block" in now:
        return f"{where}: theme “{now.get('name')}”" if now["block"] else f"{where}: theme “{name}” away"
    return f"{where}: theme “{name}”: {_settings(now)}"


def _link(scene: Scene, rest: str, now: dict[str, Any]) -> str:
    response, _, theme = rest.partition("/")
    name = scene.session.records.get(f"theme/{theme}").text("name") or theme
    text = _text(_hidden(scene, f"response/{response}", scene.session.records.get(f"response/{response}").values))
    return f"“{text}” {'into' if now.get('on') else 'out of'} the theme “{name}”"


def _prose(session: Session, rest: str, now: dict[str, Any], __: dict[str, Any]) -> str:
    block, _, slot = rest.partition("/")
    if block == "theme":
        block, slot = "theme", session.records.get(f"theme/{slot}").text("name") or slot
    return f"wrote {block}, {slot}: {now.get('text') or '(nothing)'}"


def _position(session: Session, _: str, now: dict[str, Any], __: dict[str, Any]) -> str:
    titles = {block.id: (block.title, block.steps) for block in session.plan.agenda}
    title, steps = titles.get(str(now.get("block", "")), (str(now.get("block", "")), ()))
    step = now.get("step", 0)
    inside = f", {steps[step].title}" if isinstance(step, int) and 0 <= step < len(steps) else ""
    return f"went to {title}{inside}"


def _parked(_: Session, __: str, now: dict[str, Any], whole: dict[str, Any]) -> str:
    return f"parked: {now.get('text') or whole.get('text', '')}"


def _person(_: Session, __: str, now: dict[str, Any], whole: dict[str, Any]) -> str:
    parts = [str(whole.get(key, "")) for key in ("name", "role", "team", "group") if whole.get(key)]
    return f"register: {', '.join(parts)}{' (deleted)' if now.get('deleted') else ''}"


def _also(session: Session, rest: str, _: dict[str, Any], whole: dict[str, Any]) -> str:
    block, slot, programme = (*rest.split("/"), "", "", "")[:3]
    slot = session.records.get(f"theme/{slot}").text("name") or slot if block == "theme" else slot
    where = f"the report of the programme {programme}{', ' if whole.get('at') else ''}{whole.get('at') or ''}"
    return f"{'placed' if whole.get('on') else 'took'} {block}, {slot} {'in' if whole.get('on') else 'out of'} {where}"


def _allow(_: Session, rest: str, now: dict[str, Any], __: dict[str, Any]) -> str:
    return f"allowed {rest}: {now['reason']}" if now.get("reason") else f"{rest} is to be looked at again"


def _printed(_: Session, rest: str, now: dict[str, Any], __: dict[str, Any]) -> str:
    form = " ".join(str(part) for part in (now.get("as"), now.get("members")) if part)
    return f"the report prints {rest.replace('/', '.', 1)} {f'as {form}' if form else 'as the exercise has it'}"


def _shares(_: Session, rest: str, now: dict[str, Any], __: dict[str, Any]) -> str:
    into = f"{now.get('block')}.{now['field']}" if now.get("field") else ""
    own = "its own themes" if "field" in now and now["field"] is not None else "the themes that the exercise says"
    return f"{rest.replace('/', '.', 1)} is sorted into {f'the themes of {into}' if into else own}"


def _block(_: Session, rest: str, now: dict[str, Any], __: dict[str, Any]) -> str:
    # Starting and ending follow from where the room is taken, which has a line of its own.
    return "" if set(now) <= {"started", "ended"} else f"agenda, {rest}: {_settings(now)}"


def _timer(_: Session, rest: str, now: dict[str, Any], __: dict[str, Any]) -> str:
    if "running_since" in now:
        return f"{'started' if now['running_since'] else 'stopped'} the clock of {rest}"
    return f"the clock of {rest}: {_settings(now)}"


def _screen(_: Session, __: str, now: dict[str, Any], ___: dict[str, Any]) -> str:
    return "blanked the room's screen" if now.get("blank") else "let the room see its screen again"


def _short(_: Session, rest: str, now: dict[str, Any], __: dict[str, Any]) -> str:
    return f"{rest} {'in its short form' if now.get('on') else 'in full again'}"


def _incident(_: Session, __: str, now: dict[str, Any], whole: dict[str, Any]) -> str:
    return f"noted: {now.get('text') or whole.get('text', '')}{' (taken out)' if now.get('deleted') else ''}"


def _erased(_: Session, __: str, now: dict[str, Any], ___: dict[str, Any]) -> str:
    number = len(now["records"]) if isinstance(now.get("records"), list) else 0
    what = {"person": "a name", "words": "some words"}.get(str(now.get("what")), "")
    entries = f"{number} record{'s' * (number != 1)}" if number or not what else ""
    return "" if "what" not in now else f"ordered to erase {' and '.join(part for part in (what, entries) if part)}"


def _session(_: Session, __: str, now: dict[str, Any], ___: dict[str, Any]) -> str:
    return f"the session: {_settings(now)}"


_SAID = {
    "response": _response,
    "theme": _theme,
    "prose": _prose,
    "position": _position,
    "parked": _parked,
    "person": _person,
    "block": _block,
    "timer": _timer,
    "screen": _screen,
    "short": _short,
    "checked": log_counts.checked,
    "tally": log_counts.tally,
    "mark": log_counts.mark,
    "headcount": log_counts.headcount,
    "release": log_counts.release,
    "incident": _incident,
    "session": _session,
    "allow": _allow,
    "also": _also,
    "printed": _printed,
    "shares": _shares,
    "erased": _erased,
}
"""How each kind of record is told."""


def _where(session: Session, values: dict[str, Any]) -> str:
    return log_counts.where(session, *(str(values.get(key) or "") for key in ("block", "field", "group")))


def _text(values: dict[str, Any]) -> str:
    cells = values.get("cells")
    told = " · ".join(str(cell) for cell in cells.values()) if isinstance(cells, dict) else ""
    return str(values.get("text") or told or values.get("media") or "")


def _settings(now: dict[str, Any]) -> str:
    return ", ".join(f"{key} {'none' if value is None else value}" for key, value in now.items())
