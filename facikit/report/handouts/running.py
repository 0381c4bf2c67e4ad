"""The facilitator's run sheet as a page to print: what ``report/runsheet`` tells in a terminal, as parts of a sheet."""

from __future__ import annotations

from facikit.library.shapes import PlannedBlock, Slot
from facikit.report.handouts.parts import Heading, Part, Points, Said, Sheet, Times, Told
from facikit.report.handouts.work import Day
from facikit.report.runsheet import PARTS, SETTINGS, captured, minutes, times
from facikit.report.text import one_line

COPIES = "one for you"


def run_sheet(day: Day) -> Sheet:
    """Return the run sheet of an exercise, or of the whole day with every block in it."""
    if day.plan is None:
        block = day.works[0].block
        parts = [*_block(block, level=2), *_afterwards(block.write)]
        return Sheet(kind="runsheet", title=day.title, parts=tuple(parts), copies=COPIES)
    parts = []
    if day.plan.outcomes:
        parts.append(Points(title="Outcomes", points=tuple(item.text for item in day.plan.outcomes)))
    parts.append(Times(rows=tuple(times(day.plan.agenda, day.plan.start))))
    for block in day.plan.agenda:
        told = _block(block, level=3)
        parts += [Heading(text=block.title or block.id), *told] if told else []
    parts += _afterwards(day.plan.write)
    return Sheet(kind="runsheet", title=day.title, parts=tuple(parts), day=day.line, copies=COPIES)


def _block(block: PlannedBlock, level: int) -> list[Part]:
    who = ""
    if block.kind == "exercise":
        who = f"in {block.groups}" if block.groups not in ("", "groups", *SETTINGS) else SETTINGS[block.setting]
    bring = f"bring {', '.join(one_line(one) for one in block.materials)}" if block.materials else ""
    facts = [part for part in (minutes(block.minutes), who if block.steps else "", bring) if part]
    speaker = ", ".join(part for part in (block.speaker, block.post, block.organisation) if part.strip())
    made: list[Part] = [Told(text=f"Speaker: {speaker}")] if speaker else []
    made += [Said(word="", text=block.aim)] if block.aim.strip() else []
    made += [Told(text=" · ".join(facts))] if facts and (block.steps or bring) else []
    for number, step in enumerate(block.steps, 1):
        made.append(Heading(text=f"{number}. {step.title}", beside=minutes(step.minutes), level=level))
        made += [
            Said(word=word, text=getattr(step, name), as_written=name == "ask")
            for word, name in PARTS
            if getattr(step, name).strip()
        ]
        if step.capture:
            made.append(Points(title="CAPTURE", points=tuple(captured(field) for field in step.capture)))
    return made


def _afterwards(slots: tuple[Slot, ...]) -> list[Part]:
    if not slots:
        return []
    names = [slot.heading or slot.slot.replace("-", " ").capitalize() for slot in slots]
    told = tuple(f"{name}: {slot.hint}" if slot.hint.strip() else name for name, slot in zip(names, slots, strict=True))
    return [Heading(text="To write afterwards"), Points(points=told)]
