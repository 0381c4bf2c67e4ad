"""What Home says beside its lists of the thing that is marked."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content

from facikit.session.status import hands
from facikit.tui.overview import Definition, Glance, today
from facikit.tui.text import joined, plain, wrapped


def blocks_of(definition: Definition) -> str:
    """Return how long a workshop is, in a few words."""
    assert definition.workshop is not None
    count = len(definition.workshop.agenda)
    return f"{count} block{'' if count == 1 else 's'}, starts {definition.workshop.start}"


def about_session(known: Glance | None, folder: Path, width: int) -> Content:
    """Return what there is to say of a session, at ``width`` cells."""
    if known is None:
        return plain(folder.name)
    lines = [joined((known.title, "bold $primary"))]
    lines.append(joined((f"{known.date}   {known.words}", "$text-muted")))
    if known.trouble:
        lines += [plain(""), joined((f"! {known.trouble}", "bold $error"))]
    if known.is_past(today()):
        words = f"! It was to be kept until {known.keep_until}: that is past."
        lines += [plain(""), joined((words, "bold $warning"))]
    missing = known.waiting_for()
    if missing:
        lines += [plain(""), joined(("STILL TO COME", "bold"))] + [_hung("  ", words, width) for words in missing]
    if known.status is not None and known.status.blocks:
        lines += [plain(""), joined(("BLOCKS", "bold"))]
        lines += [
            _hung(f"{one.entries or one.signed_in or '–':>5}  ", f"{one.title}{' (cut)' if one.cut else ''}", width)
            for one in known.status.blocks
        ]
    if known.status is not None:
        lines += [plain(""), joined(("WHO TYPED", "bold"))]
        lines += [
            _hung("  ", f"{one.who or 'no name kept'}: {one.sentence}", width) for one in hands(known.status.writers)
        ] or [plain("  nobody yet")]
        if known.status.damaged:
            lines.append(
                joined((f"! {known.status.damaged} lines are damaged: 'facikit doctor' tells more.", "$warning"))
            )
    lines += [plain(""), joined((str(folder), "$text-muted"))]
    return Content("\n").join(lines)


def about_definition(one: Definition, titles: dict[str, str], width: int) -> Content:
    """Return what there is to say of a workshop or an exercise, at ``width`` cells; ``titles`` are the exercises'."""
    lines = [joined((one.title, "bold $primary"))]
    if one.exercise is not None:
        exercise = one.exercise
        facts = [f"{one.minutes} min" if one.minutes else "", exercise.setting]
        lines += [
            joined((" · ".join(fact for fact in facts if fact), "$text-muted")),
            plain(""),
            plain(exercise.aim.strip()),
        ]
        if exercise.materials:
            lines += [plain(""), joined(("MATERIALS  ", "bold"), ", ".join(exercise.materials))]
        lines += [plain(""), joined(("STEPS", "bold"))]
        lines += [_hung(f"{step.minutes or '–':>5}  ", step.title, width) for step in exercise.steps]
        lines += [plain(""), joined(("Enter shows the run sheet.", "$text-muted"))]
    elif one.workshop is not None:
        lines += [joined((blocks_of(one), "$text-muted")), plain("")]
        lines += [_hung("  • ", outcome.text, width) for outcome in one.workshop.outcomes]
        lines += [plain(""), joined(("AGENDA", "bold"))]
        lines += [
            _hung("  ", block.title or block.input or block.break_ or block.close or titles.get(name, name), width)
            for block in one.workshop.agenda
            for name in [block.exercise or ""]
        ]
        lines += [plain(""), joined(("Enter makes a new session of it.", "$text-muted"))]
    if one.problems:
        lines += [plain(""), joined((f"! {one.problems} to mend: facikit check {one.path}", "bold $warning"))]
    return Content("\n").join([*lines, plain(""), joined((str(one.path), "$text-muted"))])


def _hung(before: str, words: str, width: int) -> Content:
    """Return words behind something; their further lines begin where the first one does."""
    first, *more = wrapped(words, width - len(before))
    return plain("\n".join([before + first, *(" " * len(before) + line for line in more)]))
