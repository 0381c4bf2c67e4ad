"""What types cannot say of the front and back matter of a report: that addresses lead somewhere, and names are files.

The rules stand here once. The check tells of them before the day; the report prints as plain words what breaks them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facikit.library.shapes import About

Told = tuple[str, str, str]
"""A key below ``about``, what is wrong there, and what to do."""

_WEB = re.compile(r"https?://[^\s<>|\\^`{}\x00-\x20\x7f]+", re.IGNORECASE)
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")
_PICTURE = re.compile(r"(?!\.)[^/\\:\x00-\x1f]{1,80}\.(?:png|jpe?g)", re.IGNORECASE)


def is_web(text: str) -> bool:
    """Tell whether ``text`` is an address on the web, and nothing besides."""
    return _WEB.fullmatch(text) is not None


def is_mail(text: str) -> bool:
    """Tell whether ``text`` is one e-mail address."""
    return _MAIL.fullmatch(text) is not None


def is_picture(text: str) -> bool:
    """Tell whether ``text`` is the name of a picture, with no folder before it."""
    return _PICTURE.fullmatch(text) is not None


def faults(about: About) -> Iterator[Told]:
    """Give everything that would print otherwise than it is meant."""
    for index, person in enumerate(about.people):
        here = f"people[{index}]"
        yield from _mail(f"{here}.email", person.email)
        yield from _web(f"{here}.link", person.link)
        yield from _picture(f"{here}.signature", person.signature)
    yield from _mail("contact", about.contact)
    for index, link in enumerate(about.links):
        yield from _web(f"links[{index}].url", link.url)
    for index, reference in enumerate(about.references):
        yield from _web(f"references[{index}].url", reference.url)
    yield from _picture("logo", about.logo)
    if about.logo and not about.logo_description.strip():
        yield "logo", "has no description, so it will not print", "logo_description: what it shows"


def _web(key: str, text: str) -> Iterator[Told]:
    if text and not is_web(text):
        yield key, f"{text!r} is not an address on the web", "it begins with https:// and has no spaces"


def _mail(key: str, text: str) -> Iterator[Told]:
    if text and not is_mail(text):
        yield key, f"{text!r} is not an e-mail address", "as in name@example.org"


def _picture(key: str, text: str) -> Iterator[Told]:
    if text and not is_picture(text):
        yield key, f"{text!r} is not the name of a picture", "a file name only, ending in .png or .jpg"
