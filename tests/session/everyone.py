"""Every place of a session that can hold somebody's name, each with a name of its own: a leak tells where it is from.

A name says where it was planted. Its sort says where it may come out, and where it must, so that a look that finds
nothing anywhere does not pass for a session that keeps its secrets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple


class Sort(NamedTuple):
    """Why such a name is kept back or not, and the outlets where it may and where it must be seen."""

    why: str
    may: frozenset[str]
    must: frozenset[str] = frozenset()


RAW = {"whole", "pack", "log"}
"""The session as it is: its document, its pack, its log. They are for those who hold the folder itself."""
STAFF = {"trace", "status"}
OUT = {"report", "record", "check", "table", "highlights", "codes", "plan", "handout", "notes pack", "said back"}
"""What goes to other people, or is said back to whoever typed a command."""
TYPED, SORTED, WRITTEN = {"capture"}, {"themes"}, {"write"}
SCREENS = TYPED | SORTED | WRITTEN | {"report screen", "plan screen", "home"}


def _sort(why: str, may: Iterable[str], must: Iterable[str] = ()) -> Sort:
    return Sort(why, frozenset(may) | frozenset(must), frozenset(must))


SORTS = {
    "never": _sort("nobody ever wrote it down to be kept", ()),
    "said": _sort("what the room said for others to read", {*RAW, *STAFF, *OUT, *SCREENS}, {"whole", "record"}),
    "voted": _sort(
        "what the room said, and voted on: with the counts that were released it is on the room's screen",
        {*RAW, *STAFF, *OUT, *SCREENS, "room"},
        {"whole", "record"},
    ),
    "off": _sort("off the record: for those who took the notes", {*TYPED, *SORTED, "pack"}, {"whole", "pack"}),
    "person": _sort("the register: its names are private", {"people", *TYPED, "pack", "log"}, {"whole", "people"}),
    "named": _sort(
        "a person of the register whom staff have named in their own text: they are asked about it",
        {"people", *RAW, *STAFF, *OUT, *SCREENS},
        {"people", "check", "report"},
    ),
    "role": _sort(
        "the register's roles and teams, of which reports speak",
        {"people", *RAW, *STAFF, *OUT, *SCREENS},
        {"people", "whole", "record"},
    ),
    "place": _sort(
        "where in the room somebody of the register sat", {"people", *TYPED, "pack", "log"}, {"whole", "people"}
    ),
    "pledge": _sort("what somebody promised themselves, shown to them alone", (), {"whole", "pack"}),
    "gone": _sort("taken out, undone, or said in other words since", {"pack", "log", "trace"}, {"log"}),
    "before": _sort("an earlier wording that nobody took back", {"pack", "log", "trace"}, {"log", "trace"}),
    "retitled": _sort("what the agenda said before", {"pack", "notes pack"}, {"log"}),
    "incident": _sort("a note of the day, for those who ran it", {*SCREENS, "pack", "log"}, {"whole"}),
    "half": _sort("a line that is not finished, on this laptop only", TYPED),
    "writer": _sort(
        "who typed, of whom no report speaks", {*RAW, *STAFF, *SCREENS, "doctor", "notes pack"}, {"whole", "status"}
    ),
    "raw": _sort(
        "what somebody said in a quote that staff have worded otherwise: in the record and in tables, in no report",
        {*RAW, *STAFF, *OUT, *SCREENS} - {"report", "report screen"},
        {"whole", "record", "table"},
    ),
    "worded": _sort("how staff have a quote worded", {*RAW, *STAFF, *OUT, *SCREENS}, {"whole", "report", "table"}),
    "aside": _sort(
        "set aside by staff: in the record, not in a considered report",
        {*RAW, *STAFF, *SCREENS, "table", "record", "check"},
        {"whole", "table", "record"},
    ),
    "reason": _sort("why staff decided something", {*RAW, *STAFF, *SCREENS, "table", "check"}, {"whole"}),
    "theme": _sort("a theme, its description, what is written under it", {*RAW, *STAFF, *OUT, *SCREENS}, {"whole"}),
    "plan": _sort(
        "the plan: who speaks, who hosts, what groups are called",
        {*RAW, *STAFF, *OUT, *SCREENS, "room", "doctor", "people"},
        {"whole"},
    ),
}

NAMES = {
    "Zpoint": "voted", "Zcellar": "said", "Zquoted": "said", "Znodule": "said", "Zkidnode": "said", "Zcaption": "said",
    "Zdescri": "said", "Zparked": "said", "Zcardone": "said", "Zlongtxt": "said",
    "Zlabeled": "plan", "Zgroupna": "plan", "Zspeaker": "plan", "Zoutcome": "plan", "Zauthored": "plan",
    "Zoffpoint": "off", "Zoffquote": "off", "Zofflabel": "off", "Zoffcell": "off", "Zoffnode": "off",
    "Zoffcaption": "off", "Zoffdescr": "off", "Zoffsheet": "off", "Zoffdots": "off", "Zofftext": "off",
    "Zoffwhy": "off", "Zoffanon": "off",
    "Zregname": "person", "Zregmail": "person", "Zphoneno": "person", "Zregnocon": "person",
    "Zincoded": "person", "Zinprose": "named",
    "Zregrole": "role", "Zregteam": "role", "Zreggrou": "place", "Zregdele": "gone", "Zregoldn": "gone",
    "Zpledged": "pledge", "Zpledadr": "pledge",
    "Zdeleted": "gone", "Zundone": "gone", "Zparkgon": "gone", "Zparkold": "gone", "Zincgone": "gone",
    "Zthemgon": "gone", "Zthemold": "gone", "Zmoveold": "retitled",
    "Zrawword": "raw", "Zwording": "worded", "Zoffword": "off", "Zwordold": "before",
    "Zearlier": "before", "Zoldprose": "before",
    "Zincident": "incident", "Zhalfway": "half", "Zfilenam": "never", "Zanonwho": "never",
    "Zwriter": "writer", "Zstaffer": "writer",
    "Zasideon": "aside", "Zwhyasid": "reason", "Zallowed": "reason",
    "Zthemenm": "theme", "Zthemtxt": "theme", "Zthemprs": "theme", "Zprosenm": "theme", "Zmerged": "theme",
}  # fmt: skip
"""Every planted name, and its sort."""
ENOUGH = 6
"""So many letters tell a name: a narrow screen cuts off the rest."""
assert len({name[:ENOUGH] for name in NAMES}) == len(NAMES), "each must be told from its beginning"


def found_in(text: str) -> set[str]:
    """Return the planted names of which enough stands in a text."""
    small = text.casefold()
    return {name for name in NAMES if name[:ENOUGH].casefold() in small}


def leaks(outlet: str, text: str, but: Collection[str] = ()) -> set[str]:
    """Return the planted names in a text that have no business at this outlet."""
    return {f"{name} ({SORTS[NAMES[name]].why})" for name in found_in(text) - set(but) if not _may(name, outlet)}


def missing(outlet: str, text: str) -> set[str]:
    """Return the names that should stand in a text and do not: then the look itself is not to be trusted."""
    return {name for name, sort in NAMES.items() if outlet in SORTS[sort].must} - found_in(text)


def _may(name: str, outlet: str) -> bool:
    return outlet in SORTS[NAMES[name]].may
