"""Find words in texts by salted fingerprints of them, so that an order to erase a name does not hold the name.

Whole words are compared, letter case and accents aside. Where a script has no spaces between words, each letter counts
as a word. Somebody who has a list of names could try which of them fits: a fingerprint is less than a secret.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Protocol

MARK = "[…]"
"""What stands in the place of erased words in a text that stays."""
ALONE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
TOKEN = rf"[{ALONE}]|[^\W_{ALONE}](?:[^\W_{ALONE}]|[\u0300-\u036f])*"
PLAIN = re.compile("[a-z0-9]+")
"""The same, in lower-case ASCII."""
GAP = 8
"""More letters than this between two words, and they do not belong together."""
STOP = frozenset(";!?")
KEPT = 4
"""What longer runs of words are is not kept in mind: there are too many, and they hardly come twice."""
SHORT = 20
"""Names and ids come again and again: what was found in them is kept in mind."""
MOST_WORDS = 999
FORM = re.compile(r"[1-9]\d{0,2}:[0-9a-f]{20}")


class Finder(Protocol):
    """Whatever knows words that are to go."""

    def within(self, text: str) -> bool:
        """Tell whether the words stand in ``text``."""
        ...

    def without(self, text: str) -> str:
        """Return ``text`` with a mark in the place of the words."""
        ...


class Fingerprints:
    """Some runs of words, each by its length and its fingerprint."""

    def __init__(self, salt: str, prints: Iterable[str], *, close: bool = False) -> None:
        self.salt = salt[:64]
        self.prints = frozenset(one for one in prints if FORM.fullmatch(one))
        self._lengths = sorted({int(one.partition(":")[0]) for one in self.prints}, reverse=True)
        self.close = close
        """Whether the words must stand side by side, as those of a name do."""
        self._seen: dict[tuple[str, ...], bool] = {}
        self._short: dict[str, bool] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.prints)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the words stand in ``text``."""
        if not self._may(text):
            return []
        found = list(_token().finditer(text))
        words = tuple(_plain(one[0]) for one in found)
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(words):
            length = next((one for one in self._lengths if self._fits(words[at : at + one], one)), 0)
            run = found[at : at + length]
            pairs = itertools.pairwise(run) if self.close else ()
            if length and all(_belong(text[a.end() : b.start()]) for a, b in pairs):
                spans.append((run[0].start(), run[-1].end()))
                at += length
            else:
                at += 1
        return spans

    def _may(self, text: str) -> bool:
        """Tell quickly whether ``text`` has such a run of words at all: thousands of lines have none."""
        if not self.prints:
            return False
        words = PLAIN.findall(text.lower()) if text.isascii() else [_plain(one) for one in _token().findall(text)]
        for length in self._lengths:
            for run in zip(*(words[at:] for at in range(length)), strict=False):
                if self._fits(run, length):
                    return True
        return False

    def _fits(self, words: tuple[str, ...], length: int) -> bool:
        if len(words) < length:
            return False
        if length > KEPT:
            return _print(self.salt, words) in self.prints
        known = self._seen.get(words)
        if known is None:
            known = self._seen[words] = _print(self.salt, words) in self.prints
        return known

    def within(self, text: str) -> bool:
        """Tell whether the words stand in ``text``."""
        if len(text) > SHORT:
            return bool(self.spans(text))
        known = self._short.get(text)
        if known is None:
            known = self._short[text] = bool(self.spans(text))
        return known

    def whole(self, text: str) -> bool:
        """Tell whether ``text`` is the words, and nothing besides."""
        spans = self.spans(text)
        return len(spans) == 1 and not _token().search(text[: spans[0][0]]) and not _token().search(text[spans[0][1] :])

    def without(self, text: str) -> str:
        """Return ``text`` with a mark in the place of the words; the same object where they do not stand in it."""
        spans = self.spans(text)
        if not spans:
            return text
        parts, at = [], 0
        for start, end in spans:
            parts += [text[at:start], MARK]
            at = end
        return "".join([*parts, text[at:]])


def prints(salt: str, texts: Iterable[str]) -> list[str]:
    """Return the fingerprints of ``texts``; of a text without words there is none."""
    found = []
    for text in texts:
        words = tuple(_plain(one) for one in _token().findall(text))[:MOST_WORDS]
        if words:
            found.append(_print(salt[:64], words))
    return list(dict.fromkeys(found))


def looking_for(texts: Iterable[str], *, close: bool = False) -> Fingerprints:
    """Return what finds ``texts``, for as long as it is kept in memory."""
    return Fingerprints("", prints("", texts), close=close)


def names_of(name: str) -> list[str]:
    """Return the ways in which a name is written in lists and file names: also with the last word first."""
    from facikit.library.values import slug

    words = name.replace(",", " ").split()
    turned = [" ".join([words[-1], *words[:-1]])] if len(words) > 1 else []
    return [name, *turned, slug(name, "")]


@cache
def _token() -> re.Pattern[str]:
    """Return what finds words; made at the first use, as every command imports this module, and few erase."""
    return re.compile(TOKEN)


def _belong(between: str) -> bool:
    return len(between) <= GAP and not STOP.intersection(between)


def _print(salt: str, words: tuple[str, ...]) -> str:
    import hashlib

    text = "\x1f".join(words).encode("utf-8", "surrogatepass")
    made = hashlib.blake2b(text, key=salt.encode("utf-8", "surrogatepass")[:64], digest_size=10)
    return f"{len(words)}:{made.hexdigest()}"


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
