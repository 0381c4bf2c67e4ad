"""What was ordered to be erased, and what becomes of a line, and of a whole log, because of it.

An order is a record ``erased/ID``. It names records, pictures and fingerprints of words, never the words, and it
travels with the notes: whatever comes back later, from a stick or out of an old copy, is treated as it would have been
then. The same line becomes the same bytes on every laptop, so that laptops which erase apart do not differ.

A line of a record that was erased becomes ``{"id","t","gone":true}``. In other people's lines a mark stands in the
place of the words; where the words are the name of whoever typed, the line keeps no name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from facikit.session.fingerprints import Finder, Fingerprints
from facikit.session.lines import Line, Search, clean, decode, encode, salvage

ERASABLE = ("response", "person", "parked", "incident", "theme", "quote")
"""Kinds of record that are one thing that somebody said or is: what stands for a place is not erased as a whole."""
BINDING = {"block", "field", "category", "parent", "position", "media", "zone", "session", "app", "format", "kind"}
BINDING |= {"set", "merged_into"}
"""What says where something belongs, and is nobody's words."""
FIXED = {"id", "session", "format", "exercise", "date", "start", "at", "zone", "report", "workshop", "kind", "field"}
FIXED |= {"slot", "from", "setting", "keep_until"}
"""The same in a plan, and in a block of one."""
BY_ID = ("cells", "merged_from", "split_from")
"""What stands by ids that anybody chose."""
LINE_ID = re.compile(rb'"id"\s*:\s*"([^"\\]{1,80})"')
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
RUN_NAME = re.compile(r"(\d{6}-\d{4})-.+-([0-9a-z]{14})((?:-\d{1,4})?)")


class Order(msgspec.Struct, frozen=True):
    """One order to erase. Its words are looked for in what was written before it, not in what came after."""

    id: str
    t: str
    records: frozenset[str]
    media: frozenset[str]
    words: Fingerprints
    upto: dict[str, int]
    """How far each run had come that was here then: a clock that ran ahead hides nothing."""
    wordings: frozenset[str] = frozenset()
    """Responses whose edited wordings go, as they may hold pieces of the words."""

    def covers(self, line: Line) -> bool:
        """Tell whether the line was written before the order."""
        return line.t < self.t or 0 < line.number <= self.upto.get(line.run, 0)

    def signs(self, line: Line) -> bool:
        """Tell whether the words are the name of whoever wrote the line."""
        return self.covers(line) and self.words.within(line.who)

    def without(self, line: Line) -> Line:
        """Return the line without the words, and without what was made of them."""
        if "wording" in line.set and line.put in self.wordings and line.set["wording"]:
            line = msgspec.structs.replace(line, set={**line.set, "wording": None})
        if not _within(line, self.words):
            return line
        who = "" if line.who and self.words.within(line.who) else line.who
        put, kind = line.put, line.put.partition("/")[0]
        if kind == "position" and self.words.within(put):
            put = "position/someone"
        fields = {key: value if _binds(key, kind) else self._value(key, value) for key, value in line.set.items()}
        if who == line.who and put == line.put and fields == line.set:
            return line
        return msgspec.structs.replace(line, who=who, put=put, set=fields)

    def _value(self, key: str, value: Any) -> Any:
        if isinstance(value, str):
            return "" if key == "who" and self.words.within(value) else without(value, self.words)
        return without(value, self.words, by_id=key in BY_ID)


class Erased:
    """All orders of a session together."""

    def __init__(self, orders: Iterable[Order]) -> None:
        self.orders = tuple(orders)
        self.records: frozenset[str] = frozenset().union(*(one.records for one in self.orders))
        self.media: frozenset[str] = frozenset().union(*(one.media for one in self.orders))
        self._worded = tuple(one for one in self.orders if one.words)
        self._wordings: frozenset[str] = frozenset().union(*(one.wordings for one in self.orders))
        together: dict[tuple[str, bool], set[str]] = {}
        for one in self._worded:
            together.setdefault((one.words.salt, one.words.close), set()).update(one.words.prints)
        self._together = tuple(Fingerprints(salt, every, close=close) for (salt, close), every in together.items())
        """The words of all orders, so that a line is gone through once and not for each."""

    def line(self, line: Line) -> Line:
        """Return what is left of a line; the same object where nothing of it is to go."""
        if line.gone:
            return line
        if line.put in self.records:
            return Line(id=line.id, t=line.t, gone=True)
        if self._may_hold(line):
            for order in self._worded:
                if order.covers(line):
                    line = order.without(line)
        return line

    def holds(self, line: Line) -> bool:
        """Tell whether a line has words that were to go, whenever it was written."""
        return self._may_hold(line) and any(order.without(line) is not line for order in self.orders)

    def _may_hold(self, line: Line) -> bool:
        return line.put in self._wordings or any(_within(line, words) for words in self._together)

    def within(self, text: str) -> bool:
        """Tell whether words that were to go stand in a text, whenever it was written."""
        return any(order.words.within(text) for order in self._worded)

    def without(self, text: str) -> str:
        """Return a text without any words that were to go."""
        for order in self._worded:
            text = order.words.without(text)
        return text

    def log(
        self, data: bytes, is_gone: Callable[[str], bool] = lambda _: False, words: Fingerprints | None = None
    ) -> bytes:
        """Return what is left of a log. A line that is not touched keeps its bytes, a damaged one as well.

        Of a damaged line that holds what is to go only the lines inside it stay that their checksums prove. ``is_gone``
        knows the ids of erased lines; ``words`` are further words to find in what is damaged.
        """
        left, search = bytearray(), Search()
        for piece in io.BytesIO(data):
            bare = piece.removesuffix(b"\n")
            left += self._piece(bare, is_gone, words, search)
            left += piece[len(bare) :]
        return bytes(left)

    def _piece(self, piece: bytes, is_gone: Callable[[str], bool], words: Fingerprints | None, search: Search) -> bytes:
        bare = clean(piece)
        line, state = decode(bare) if bare else (None, "whole")
        if not bare:
            return piece
        if line is None:
            inside = salvage(bare, search)
            left = [self.line(one) for one in inside]
            if left == inside and not self._touches(bare, is_gone, words):
                return piece
            return b"".join(encode(one) for one in left).rstrip(b"\n")
        left_of = self.line(line)
        if not line.gone and is_gone(line.id):
            left_of = Line(id=line.id, t=line.t, gone=True)
        if left_of is not line:
            return encode(left_of).rstrip(b"\n")
        if state == "edited" and (line.gone or self._touches(bare, is_gone, words)):
            # Somebody's editor may have left words where no field of ours is.
            return encode(line).rstrip(b"\n")
        return piece

    def _touches(self, piece: bytes, is_gone: Callable[[str], bool], words: Fingerprints | None) -> bool:
        if any(is_gone(found.decode("utf-8", "replace")) for found in LINE_ID.findall(piece)):
            return True
        if any(record.encode("utf-8", "surrogatepass") in piece for record in self.records):
            return True
        text = ESCAPED.sub(lambda one: chr(int(one[1], 16)), piece.decode("utf-8", "replace"))
        return self.within(text) or (words is not None and words.within(text))

    def log_name(self, name: str, data: bytes) -> str:
        """Return what a log with these contents may be called: program and people put names into names of files."""
        stem = name[: -len(".jsonl")]
        if not self.within(stem) and not self._names_writer(data):
            return name
        ours = RUN_NAME.fullmatch(stem)
        if ours:
            return f"{ours[1]}-someone-{ours[2]}{ours[3]}.jsonl"
        import hashlib  # every command imports this module, and few erase

        return f"log-{hashlib.sha256(self.log(data)).hexdigest()[:12]}.jsonl"

    def _names_writer(self, data: bytes) -> bool:
        if not self._worded:
            return False
        for piece in io.BytesIO(data):
            line, _ = decode(clean(piece)) if b'"who":"' in piece else (None, "")
            if line is not None and line.who and any(order.signs(line) for order in self._worded):
                return True
        return False


def _within(line: Line, words: Fingerprints) -> bool:
    if line.who and words.within(line.who):
        return True
    kind = line.put.partition("/")[0]
    if kind == "position" and words.within(line.put):
        return True
    return any(_holds(value, words) for key, value in line.set.items() if not _binds(key, kind))


def _binds(key: str, kind: str) -> bool:
    return key in BINDING or (key == "group" and kind != "person") or (kind == "erased" and key != "told")


def _holds(value: Any, words: Fingerprints) -> bool:
    if isinstance(value, str):
        return words.within(value)
    if isinstance(value, dict):
        return any(_holds(one, words) for one in value.values())
    return isinstance(value, list) and any(_holds(one, words) for one in value)


def without(value: Any, words: Finder, key: str = "", *, by_id: bool = False) -> Any:
    """Return a value, a plan for one, without the words; what binds its parts together stays."""
    if isinstance(value, dict):
        return {name: without(one, words, "" if by_id else str(name)) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [without(one, words, key) for one in value]
    if not isinstance(value, str) or key in FIXED or key == "groups":
        return value
    return words.without(value)


def order_of(record_id: str, t: str, values: dict[str, Any]) -> Order:
    """Return the order that a record holds, whatever a stranger's line has put there."""
    from facikit.session.media import NAME

    upto = values.get("upto")
    return Order(
        id=record_id.removeprefix("erased/"),
        t=t,
        records=frozenset(one for one in _texts(values.get("records")) if one.partition("/")[0] in ERASABLE),
        media=frozenset(one for one in _texts(values.get("media")) if NAME.fullmatch(one)),
        words=Fingerprints(
            str(values.get("salt") or ""), _texts(values.get("words")), close=values.get("what") == "person"
        ),
        upto={k: v for k, v in upto.items() if isinstance(v, int)} if isinstance(upto, dict) else {},
        wordings=frozenset(one for one in _texts(values.get("wordings")) if one.startswith("response/")),
    )


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
