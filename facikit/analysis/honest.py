"""Whether an edited quote still says what was said: the check on staff's wording, beside the raw words.

Whoever edits a quote may leave words out, marked with ``…``, and may put words of their own in ``[ ]``. Every other
word has to be one that was said, in the order in which it was said. White space, punctuation and the case of a letter
where a sentence begins are the editor's; so is leaving out whole sentences before the quote begins or after it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple
from unicodedata import category, normalize

import msgspec

Kind = Literal["added", "left out", "order", "bracket"]

MOST = 3
"""So many faults are told at once: one mends them from the front."""
MOST_COMPARED = 300
"""So many words of an edited quote are looked at together, to say what is wrong with them."""
LONGEST = 80
"""Letters of what was left out that are repeated."""
_ENDS = re.compile(r"[.!?…\n]")
_BEGINS = re.compile(r"[.!?…:;\n‘’“”\"'«»„]")
_DOTS = re.compile(r"…|\.{3,}|\. \. \.")


class Fault(msgspec.Struct, frozen=True):
    """Something in an edited wording that was not said so: which words, and what kind of change it is."""

    kind: Kind
    words: str = ""

    @property
    def told(self) -> str:
        """What it is and what to do, in a sentence."""
        if self.kind == "added":
            return f"‘{self.words}’ was not said here: put it in [ ], or take it out."
        if self.kind == "left out":
            return f"‘{self.words}’ is left out: put … in its place."
        if self.kind == "bracket":
            return "A bracket is open: words of your own stand between [ and ]."
        return "The words stand in another order than they were said in."


class _Word(NamedTuple):
    """A word, whether a sentence begins or ends with it, and whether a bracket hangs on it, as in ``[W]e``."""

    text: str
    begins: bool
    ends: bool
    hung_before: bool = False
    hung_after: bool = False


class _Run(NamedTuple):
    """Words without a mark between them, and whether there is a mark before and after."""

    words: list[_Word]
    open_before: bool
    open_after: bool


def faults(said: str, wording: str) -> list[Fault]:
    """Return what in ``wording`` is neither said nor marked, from the front; nothing where all of it is honest."""
    raw = _words(_even(said))
    parts, shut = _parts(_even(wording))
    unshut = [] if shut else [Fault("bracket")]
    runs = _runs(parts)
    number, at = _placed(raw, runs)
    if number == len(runs):
        return unshut
    return unshut + (_explained(raw[at:], runs, number) or [Fault("order")])[:MOST]


def _even(text: str) -> str:
    """Return a text in which the same letters are the same."""
    return normalize("NFC", text).replace("’", "'").replace("ʼ", "'")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a text stand; a sign, and a letter of a script without spaces, is a word by itself."""
    at = 0
    while at < len(text):
        start, kind = at, _kind(text[at])
        at += 1
        if kind == "letter":
            while at < len(text) and (
                _kind(text[at]) == "letter"
                or (text[at] == "'" and at + 1 < len(text) and _kind(text[at + 1]) == "letter")
            ):
                at += 1
        if kind:
            yield start, at


def _kind(letter: str) -> str:
    if "\u3040" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter in "%&@#":
        return "sign"
    kind = category(letter)[0]
    return "letter" if kind in "LMN" or letter == "_" else "sign" if kind == "S" else ""


def _words(text: str) -> list[_Word]:
    spans = list(_spans(text))
    made = []
    for number, (start, end) in enumerate(spans):
        before = text[spans[number - 1][1] if number else 0 : start]
        after = text[end : spans[number + 1][0] if number + 1 < len(spans) else len(text)]
        first, last = number == 0, number == len(spans) - 1
        made.append(_Word(text[start:end], first or bool(_ENDS.search(before)), last or bool(_ENDS.search(after))))
    return made


def _parts(wording: str) -> tuple[list[tuple[bool, str]], bool]:
    """Return a wording in turns as (is it a mark, its text), and whether every bracket is shut."""
    parts: list[tuple[bool, str]] = []
    depth, start, shut = 0, 0, True
    for at, letter in enumerate(wording):
        if letter == "[":
            if not depth:
                parts.append((False, wording[start:at]))
                start = at
            depth += 1
        elif letter == "]" and depth:
            depth -= 1
            if not depth:
                parts.append((True, wording[start : at + 1]))
                start = at + 1
        elif letter == "]":
            shut = False
    parts.append((False, wording[start:]))
    return [
        one for is_mark, text in parts for one in ([(True, text)] if is_mark else _at_dots(text))
    ], shut and not depth


def _at_dots(text: str) -> Iterator[tuple[bool, str]]:
    at = 0
    for found in _DOTS.finditer(text):
        yield False, text[at : found.start()]
        yield True, found[0]
        at = found.end()
    yield False, text[at:]


def _runs(parts: Sequence[tuple[bool, str]]) -> list[_Run]:
    """Return the words between the marks."""
    runs = []
    for number, (is_mark, text) in enumerate(parts):
        spans = [] if is_mark else list(_spans(text))
        if not spans:
            continue
        before = any(mark for mark, _ in _back_to_words(parts[:number]))
        after = any(mark for mark, _ in _back_to_words(reversed(parts[number + 1 :])))
        words = []
        for at, (start, end) in enumerate(spans):
            between = text[spans[at - 1][1] if at else 0 : start]
            words.append(
                _Word(
                    text[start:end],
                    begins=(at == 0) or bool(_BEGINS.search(between)),
                    ends=False,
                    hung_before=start == 0 and number > 0 and parts[number - 1][1].endswith("]"),
                    hung_after=end == len(text) and number + 1 < len(parts) and parts[number + 1][1].startswith("["),
                )
            )
        runs.append(_Run(words, before, after))
    return runs


def _back_to_words(parts: Sequence[tuple[bool, str]] | Iterator[tuple[bool, str]]) -> Iterator[tuple[bool, str]]:
    """Yield the parts from the last one back, as far as there are no words."""
    for is_mark, text in reversed(list(parts)):
        if not is_mark and any(True for _ in _spans(text)):
            return
        yield is_mark, text


def _placed(raw: Sequence[_Word], runs: Sequence[_Run]) -> tuple[int, int]:
    """Return how many runs stand in the raw words, one after the other, and behind which word the last of them ends."""
    at = 0
    for number, run in enumerate(runs):
        begins = number == 0 and not run.open_before
        ends = number == len(runs) - 1 and not run.open_after
        # The two halves of a word with a bracket in its middle are one word of those said.
        first = at - 1 if at and run.words[0].hung_before and runs[number - 1].words[-1].hung_after else at
        length = len(run.words)
        for start in range(first, len(raw) - length + 1):
            here = raw[start : start + length]
            if begins and not here[0].begins:
                continue
            if ends and not here[-1].ends:
                continue
            if all(_same(said, word) for said, word in zip(here, run.words, strict=True)):
                at = start + length
                break
        else:
            return number, at
    return len(runs), at


def _same(said: _Word, word: _Word) -> bool:
    if word.hung_before or word.hung_after:
        whole, part = said.text.casefold(), word.text.casefold()
        if word.hung_before and word.hung_after:
            return part in whole
        return whole.endswith(part) if word.hung_before else whole.startswith(part)
    if said.text == word.text:
        return True
    return (said.begins or word.begins) and said.text.casefold() == word.text.casefold()


def _explained(raw: Sequence[_Word], runs: Sequence[_Run], number: int) -> list[Fault]:
    """Return what was added in a run, and left out without a mark, as it lies best beside the words that are left.

    Only so far as one reads at a glance: the time that it takes grows with both of them together.
    """
    run = runs[number]
    words, raw = run.words[:MOST_COMPARED], raw[: 10 * MOST_COMPARED]
    cut = len(words) < len(run.words)
    free_before, free_after = number > 0 or run.open_before, number < len(runs) - 1 or run.open_after or cut
    found = []
    matcher = SequenceMatcher(
        None, [one.text.casefold() for one in raw], [one.text.casefold() for one in words], autojunk=False
    )
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(raw[i1:i2], words[j1:j2], strict=True)
            found += [Fault("added", word.text) for said, word in pairs if not _same(said, word)]
        elif kind == "delete":
            before = j1 == 0 and (free_before or (i2 < len(raw) and raw[i2].begins))
            after = j1 == len(words) and (free_after or (i1 > 0 and raw[i1 - 1].ends))
            if not before and not after:
                found.append(Fault("left out", _shortened([one.text for one in raw[i1:i2]])))
        elif not (cut and j2 == len(words)):
            own = [word for word in words[j1:j2] if not (word.hung_before or word.hung_after)]
            if own:
                found.append(Fault("added", _shortened([word.text for word in own])))
    return found


def _shortened(words: Sequence[str]) -> str:
    said = " ".join(words)
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"
