"""The front and back matter of a report as templates see it: whose it is, who made it, where to read on.

Addresses are plain text here: only ``matter`` makes links of them, and only of those that are addresses on the web.
"""

from __future__ import annotations

from facikit.library import shapes
from facikit.report.dates import in_words
from facikit.report.text import Text
from facikit.report.view import View


class Person(View, frozen=True, kw_only=True):
    """Somebody, or an organisation, who had a part in making the report."""

    name: Text
    part: str
    """author, host, designed, led, facilitated, signs (the foreword) or compiled."""
    post: Text
    organisation: Text
    email: Text
    link: str
    signature: str
    """The file name of a picture of their signature."""


class Link(View, frozen=True, kw_only=True):
    """A place to read on: what is there, and its address."""

    text: Text
    url: str


class Reference(View, frozen=True, kw_only=True):
    """Something that the report cites; ``name`` is its title."""

    name: Text
    author: Text
    year: Text
    place: Text
    publisher: Text
    url: str


class About(View, frozen=True, kw_only=True):
    """What stands before and after a report."""

    subtitle: Text
    status: str
    """preliminary, final, or nothing."""
    date_as: str
    """How the date is printed: day, month or numbers."""
    dated: Text
    """When the report was put together; nothing where that was the day itself."""
    partners: tuple[Text, ...]
    people: tuple[Person, ...]
    contact: Text
    links: tuple[Link, ...]
    references: tuple[Reference, ...]
    logo: str
    """The file name of a picture."""
    logo_description: Text
    licence: Text


def about_of(said: shapes.About) -> About:
    """Return what a workshop, a plan or a programme says about its report, as templates see it."""
    return About(
        subtitle=Text(said.subtitle),
        status=said.status,
        date_as=said.date_as,
        dated=Text(in_words(said.dated or "", said.date_as)),
        partners=tuple(Text(one.text) for one in said.partners),
        people=tuple(
            Person(
                name=Text(one.name),
                part=one.part,
                post=Text(one.post),
                organisation=Text(one.organisation),
                email=Text(one.email.strip()),
                link=one.link.strip(),
                signature=one.signature.strip(),
            )
            for one in said.people
        ),
        contact=Text(said.contact.strip()),
        links=tuple(Link(text=Text(one.text), url=one.url.strip()) for one in said.links),
        references=tuple(
            Reference(
                name=Text(one.title),
                author=Text(one.author),
                year=Text(one.year),
                place=Text(one.place),
                publisher=Text(one.publisher),
                url=one.url.strip(),
            )
            for one in said.references
        ),
        logo=said.logo.strip(),
        logo_description=Text(said.logo_description),
        licence=Text(said.licence),
    )
