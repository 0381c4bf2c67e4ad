"""Whom an entry can be attributed to while it is typed: what is offered at each level, and what becomes of a label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from facikit.analysis.voices import Known, level_of, lowered
from facikit.errors import UserError, closest
from facikit.library.kinds import FieldBase
from facikit.library.values import Label
from facikit.library.voices import LEVELS, Bound, folded, is_code, without_number
from facikit.session.codes import LETTER, codes, number_of, used
from facikit.session.people import Person, people
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.voices import labels_at, level_at

MOST = 99
"""Codes that are offered where nobody knows how many people there are."""
AT_LEAST = 12
NOBODY = "Nobody is attributed here, so there is nothing to choose."


class Offer(msgspec.Struct, frozen=True):
    """One to choose: the label that is kept, what is shown for it, and what stands beside that."""

    label: str
    shown: str
    beside: str = ""


def offers(session: Session, block_id: str, field: FieldBase) -> list[Offer]:
    """Return what an entry of this field may be attributed to, at the level that holds in the block."""
    level, labels, register = level_at(session, block_id), labels_at(session, field), people(session)
    listed = [Offer(item.text, item.text) for item in labels]
    if level == "none":
        return []
    if level == "name":
        named = [Offer(one.name, one.name, _what(one)) for one in register if one.name.strip()]
        return _once([*named, *listed])
    if level == "organisation":
        return _once([Offer(one.team, one.team) for one in register if one.team.strip()]) or listed
    if level == "code":
        return _codes(session, labels, register)
    if level == "role-number":
        return [*listed, *_numbered(session, block_id, field, labels)]
    return listed


def fitted(session: Session, block_id: str, field: FieldBase, label: str) -> tuple[str, str]:
    """Return the label that an entry keeps where ``label`` was given, and a sentence where it is not that one.

    A label off the list is kept as it was typed. Not so a name where people are not named: the log would have it.
    """
    level, labels, register = level_at(session, block_id), labels_at(session, field), people(session)
    if not label.strip():
        return "", ""
    if level == "none":
        return "", "Nobody is attributed here, so the label was left out."
    key = _key(session) if level == "code" else {}
    known = Known(labels, register, key)
    same = next((one for one in _texts(labels, register, level) if folded(one) == folded(label)), None)
    if level == "code" and is_code(label.strip().upper()):
        return label.strip().upper(), ""
    if same is not None and (not level or LEVELS.index(level_of(same, known)) >= LEVELS.index(level)):
        return same, ""
    if level and level != "name" and level_of(label, known) == "name":
        return _instead_of_a_name(label, level, known)
    if level == "role-number" and level_of(label, known) == "role-number":
        return label.strip(), ""
    every = _texts(labels, register, level)
    hint = closest(label, every) or (f"the list has: {', '.join(every)}" if every else "the list is empty")
    return label, f"'{label}' is not on the list of labels and is kept as it is; {hint}"


def _instead_of_a_name(label: str, level: Bound, known: Known) -> tuple[str, str]:
    named = any(folded(one.name) == folded(label) for one in known.people)
    shown = lowered(label, level, known)
    if shown:
        return shown, f"'{shown}' stands in the place of the name, as people are not named here."
    if level == "code":
        raise UserError(
            "People go by codes here, and that label is none.",
            "Give a code, as in P3; 'facikit people SESSION --codes' tells them where the key is.",
        )
    if named:
        return "", "People are not named here, and the register does not say what this one is: the label was left out."
    every = [item.text for item in known.labels]
    hint = closest(label, every) or (f"the list has: {', '.join(every)}" if every else "the list is empty")
    return label, f"'{label}' is not on the list of labels and is kept as it is; {hint}"


def _texts(labels: Sequence[Label], register: Sequence[Person], level: Bound) -> list[str]:
    found = [item.text for item in labels]
    if level == "name":
        found += [one.name for one in register if one.name.strip()]
    if level == "organisation":
        found += [one.team for one in register if one.team.strip()]
    return list(dict.fromkeys(found))


def _codes(session: Session, labels: Sequence[Label], register: Sequence[Person]) -> list[Offer]:
    """Offer people by name where the key is on this laptop, and else codes alone."""
    key = _key(session)
    found = [Offer(key[one.id], one.name or _what(one), key[one.id]) for one in register if one.id in key]
    listed = [item.text for item in labels if is_code(item.text)]
    others = listed + used(session)
    if not found and not listed:
        highest = max([len(register) or AT_LEAST, *(number_of(one) + 1 for one in others)])
        others += [f"{LETTER}{number}" for number in range(1, min(highest, MOST) + 1)]
        others.sort(key=lambda code: (code.rstrip("0123456789"), number_of(code)))
    taken = {one.label for one in found}
    return [*found, *(Offer(code, code) for code in dict.fromkeys(others) if code not in taken)]


def _key(session: Session) -> Mapping[str, str]:
    try:
        return codes(session) or {}
    except UserError:
        # 'facikit people --codes' tells why it cannot be read; typing goes on by codes.
        return {}


def _numbered(session: Session, block_id: str, field: FieldBase, labels: Sequence[Label]) -> list[Offer]:
    """Offer each label with the numbers that were used, and the next one."""
    said = [one.label for one in responses(session, block_id, field.field) if one.label]
    listed = {folded(item.text) for item in labels}
    found = []
    for item in labels:
        mine = {folded(one) for one in said if folded(without_number(one)) == folded(item.text)}
        numbers = [int(one.rpartition(" ")[2]) for one in mine if one != folded(item.text)]
        found += [
            Offer(f"{item.text} {number}", f"{item.text} {number}")
            for number in range(1, max([1, *numbers]) + 2)
            if folded(f"{item.text} {number}") not in listed and without_number(item.text) == item.text
        ]
    return found


def _what(one: Person) -> str:
    return " · ".join(part for part in (one.role, one.team) if part.strip())


def _once(some: list[Offer]) -> list[Offer]:
    return list({folded(one.label): one for one in reversed(some)}.values())[::-1]
