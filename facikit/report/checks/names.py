"""Names that should not be there: of people in the register, and of those who typed.

A report speaks of roles. A name slips in where somebody says it and somebody types it, and whoever writes knows
everybody in the room. Names are looked for word by word, as they are written in the register; words that are also
other things count only where they can hardly be those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facikit.report.checks import voices
from facikit.report.checks.looked import Looked
from facikit.report.checks.sources import Source, named, said, written
from facikit.report.findings import Finding, finding
from facikit.report.render import Told
from facikit.report.text import inline
from facikit.session import agenda
from facikit.session.people import people

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "the", "and", "von", "van", "der", "den"}
_ALSO_WORDS = (
    " art bell bill bishop black blue brown carol cliff cook cross dale daisy dawn day dean drew east field fisher fox "
    "frank gene grace grant gray green grey hall hardy heather hill holly hope hunt iris ivy jack joy king lane lily "
    "long love mark mason may miles miller moor moss north park pat pearl penny pike poppy potter price ray rich rob "
    "robin rock rose ross rowan ruby rush sage sandy shaw short singer smart smith south star stone sue summer violet "
    "wade walker ward waters way wells west white will wise wolf wood woods young "
)
"""Names that are other words as well: where a sentence begins, they are taken for those."""
_CAPITAL_ANYWAY = " april august avril china england france india ireland june london may paris scotland wales "
"""Names that have a capital whatever they mean: they count beside another name only."""
_SHORTEST, _SURELY_A_NAME = 3, 6
_ENDS = ".!?:;…\n–-•‘“\"'("


def names(looked: Looked) -> Iterator[Finding]:
    """Tell where a name from the register, or of somebody who typed, stands in what was said or written."""
    printed = {_bare(word) for word in _WORD.findall(looked.markdown)}
    printed |= {word.casefold() for word in printed}
    for told in looked.told:
        yield from voices.named(told)
        wanted = {word: who for word, who in _wanted(told).items() if word in printed or word.casefold() in printed}
        if not wanted:
            continue
        for source in (*written(told), *named(told), *said(told)):
            for word, start in _found(source.text, wanted):
                if source.record.startswith("response/") and not _stands(looked.markdown, source, start):
                    continue
                message = f"{_what(source)} has ‘{word}’ in it, {wanted[word]}."
                about = f"{source.record or source.text} {word.casefold()}"
                yield finding("names", source.where, message, about=about, record=source.record)


def _what(source: Source) -> str:
    kind = source.record.partition("/")[0]
    return {"prose": "What staff wrote", "theme": "A theme", "response": "A response"}.get(kind, "What was put aside")


def _wanted(told: Told) -> dict[str, str]:
    """Return every word of a name to look for, with whose it is; none that the report has in its own words anyway."""
    session, found = told.session, dict[str, str]()
    for record_id in session.records.of_kind("run"):
        words = _words(session.records.get(record_id).text("who"))
        # "anna" and "Anna Vale" are names; "note taker" and "table laptop" are not.
        if len(words) == 1 or all(word[:1].isupper() for word in words):
            found |= {word[:1].upper() + word[1:]: "the name of somebody who typed" for word in words}
    for person in people(session):
        found |= dict.fromkeys(_words(person.name), "a name from the register")
    own = _own_words(told)
    return {word: who for word, who in found.items() if word.casefold() not in own}


def _words(name: str) -> list[str]:
    found = [word.replace("’", "'") for word in _WORD.findall(name)]
    return [word for word in found if len(word) >= _SHORTEST and word.casefold() not in _TITLES]


def _own_words(told: Told) -> set[str]:
    """Return the words that the session itself says aloud: titles, places, groups, roles, speakers, who made it."""
    session, plan = told.session, told.session.plan
    said = [agenda.title(session), agenda.place(session), *(item.text for item in plan.labels)]
    said += [item.text for groups in plan.groups.values() for item in groups.names]
    for block in plan.agenda:
        said += [block.title, block.speaker, block.post, block.organisation]
    said += [text for person in people(session) for text in (person.role, person.team, person.group)]
    said += [text for person in plan.about.people for text in (person.name, person.organisation)]
    said += [item.text for item in plan.about.partners]
    return {word.casefold() for text in said for word in _WORD.findall(text)}


def _found(text: str, wanted: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Return every wanted name that stands in ``text``, as it is in the register, with where it stands first."""
    told: set[str] = set()
    loosely = {word.casefold(): word for word in wanted if len(word) >= _SURELY_A_NAME}
    before = ""
    for match in _WORD.finditer(text):
        word = _bare(match[0])
        low = word.casefold()
        name = word if word in wanted else loosely.get(low, "") if not _among(low, _ALSO_WORDS) else ""
        beside = before in wanted
        before = word
        if not name or name in told:
            continue
        if _among(low, _CAPITAL_ANYWAY) and not beside:
            continue
        if _among(low, _ALSO_WORDS) and not beside and _begins(text, match.start()):
            continue
        told.add(name)
        yield name, match.start()


def _among(word: str, words: str) -> bool:
    return f" {word} " in words


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).replace("’", "'")


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence begins there, where any word has a capital."""
    above = text[:at].rstrip(" \t")
    return not above or above[-1] in _ENDS


def _stands(markdown: str, source: Source, start: int) -> bool:
    """Tell whether what was said there is in the report; many a response is only counted in its theme."""
    end = source.text.find("\n", start)
    said = source.text[start : end if 0 <= end < start + 30 else start + 30]
    return inline(f",{said}")[1:] in markdown
