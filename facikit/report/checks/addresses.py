"""E-mail addresses and telephone numbers in what was said and written. The report's own contact may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facikit.report.checks.looked import Looked
from facikit.report.checks.sources import named, said, written
from facikit.report.findings import Finding, finding

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"(?<![\w+./-])(?:\+\d{1,3}|\(?0\d{1,4}\)?)(?:[ \u00a0./-]?\(?\d{1,6}\)?){1,6}(?![\w/-])")
_NOT_WORDS = re.compile(r"\[\[[^\[\]\n]*\]\]|\]\([^)\n]{0,2000}\)|https?://\S+|<[^>\s]{1,2000}>")
"""References, and where links and pictures lead: a number in these is nobody's telephone."""
_FEWEST, _MOST = 9, 15
"""How many digits a telephone number has."""


def addresses(looked: Looked) -> Iterator[Finding]:
    """Tell where an address stands that nobody meant to publish."""
    for told in looked.told:
        about = told.session.plan.about
        meant = {about.contact.strip().casefold(), *(person.email.strip().casefold() for person in about.people)}
        printed = told.page.printed
        for source in (*written(told), *named(told), *said(told)):
            text = source.text
            kind, _, name = source.record.partition("/")
            if kind == "response" and name not in printed:
                continue
            what = "What staff wrote" if kind == "prose" else "A theme" if kind == "theme" else "What was said"
            if "@" in text and any(one.casefold() not in meant for one in _MAIL.findall(text)):
                message = f"{what} has an e-mail address in it."
                yield finding("addresses", source.where, message, about=f"{source.record} mail", record=source.record)
            if _has_number(text):
                message = f"{what} has what looks like a telephone number in it."
                yield finding("addresses", source.where, message, about=f"{source.record} phone", record=source.record)


def _has_number(text: str) -> bool:
    if "0" not in text and "+" not in text:
        return False
    words = _NOT_WORDS.sub(" ", text)
    return any(_FEWEST <= sum(map(str.isdigit, found[0])) <= _MOST for found in _PHONE.finditer(words))
