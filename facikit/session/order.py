"""Places in an order, as text that sorts: a new place can always be found between two others.

The first letter says how long the whole-number part is, so that adding at the end keeps places short; what follows is a
fraction. The method is that of "fractional indexing" (D. Greenspan, Figma), written anew.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "a0"


def _whole_length(head: str) -> int:
    if "a" <= head <= "z":
        return ord(head) - ord("a") + 2
    if "A" <= head <= "Z":
        return ord("Z") - ord(head) + 2
    return 0


def is_place(text: str) -> bool:
    """Tell whether ``text`` is a place that this module can build on."""
    if not text or len(text) > 400 or any(letter not in DIGITS for letter in text):
        return False
    length = _whole_length(text[0])
    return bool(length) and len(text) >= length and not (len(text) > length and text[-1] == "0")


def _step(whole: str, by: int) -> str | None:
    """Return the whole-number part one up or down; None past the end."""
    head, digits = whole[0], list(whole[1:])
    for at in reversed(range(len(digits))):
        value = DIGITS.index(digits[at]) + by
        if 0 <= value < len(DIGITS):
            digits[at] = DIGITS[value]
            return head + "".join(digits)
        digits[at] = DIGITS[0] if by > 0 else DIGITS[-1]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    place = letters.index(head) + by
    if not 0 <= place < len(letters):
        return None
    return letters[place] + (DIGITS[0] if by > 0 else DIGITS[-1]) * (_whole_length(letters[place]) - 1)


def _middle(low: str, high: str | None) -> str:
    """Return a fraction strictly between two others; ``high`` None is one."""
    if high is not None:
        same = 0
        while same < len(high) and (low[same] if same < len(low) else "0") == high[same]:
            same += 1
        if same:
            return high[:same] + _middle(low[same:], high[same:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high else len(DIGITS)
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return DIGITS[first] + _middle(low[1:], None)


def between(low: str = "", high: str = "") -> str:
    """Return a place after ``low`` and before ``high``; an empty one is the end of the list on that side.

    Places that are not ours, or that stand the wrong way round, are treated as absent: nothing refuses to be placed.
    """
    low = low if is_place(low) else ""
    high = high if is_place(high) else ""
    if low and high and low >= high:
        high = ""
    if not low:
        if not high:
            return FIRST
        whole = high[: _whole_length(high[0])]
        if whole < high:
            return whole
        return _step(whole, -1) or whole + _middle("", high[len(whole) :] or None)
    whole = low[: _whole_length(low[0])]
    fraction = low[len(whole) :]
    if not high:
        return _step(whole, 1) or whole + _middle(fraction, None)
    high_whole = high[: _whole_length(high[0])]
    if whole == high_whole:
        return whole + _middle(fraction, high[len(high_whole) :])
    after = _step(whole, 1)
    if after is not None and after < high:
        return after
    return whole + _middle(fraction, None)


def after(last: str, count: int) -> list[str]:
    """Return ``count`` places, in order, after ``last``."""
    places: list[str] = []
    for _ in range(count):
        last = between(last)
        places.append(last)
    return places
