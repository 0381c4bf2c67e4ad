"""What stands before and after a report: cover, foreword's signatures, credits, links, references, sign-off.

All of it comes from ``report.about``; where that says nothing, nothing is printed. An address becomes a link only where
it is an address and nothing else; otherwise it stands there as the words it is. A session's report inside a programme's
leaves to that what stands on a cover and under a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from facikit.library.about import is_mail, is_picture, is_web
from facikit.report import blocks
from facikit.report.about import Person, Reference
from facikit.report.page import Page, page
from facikit.report.text import destination, inline, linked
from facikit.report.views import Report
from facikit.report.wording import plain, row_end, words


def where_and_when(report: Report) -> Markup:
    """Print the date and the place on one line."""
    return Markup(blocks.paragraph(_where_and_when(report)))


def cover(report: Report) -> Markup:
    """Print what a cover says below the title: subtitle, status, partners, authors, host, date and place, logo."""
    about = report.about
    if _inside():
        return where_and_when(report)
    by = _people(report, "author", _with_post)
    hosts = _people(report, "host", _linked_name)
    below = [
        words(f"status_{about.status}") if about.status else "",
        blocks.in_a_row([inline(one) for one in about.partners], last=row_end()),
        words("by", people=by) if by else "",
        words("hosted_by", people=hosts) if hosts else "",
        _where_and_when(report),
    ]
    # Each on a line of its own, and all of them one paragraph: that is how a cover reads.
    said = blocks.paragraph(inline(about.subtitle)) + blocks.paragraph(_lines(below))
    return Markup(said + str(logo(report)))


def logo(report: Report) -> Markup:
    """Print the logo with its description."""
    return Markup(_picture(page(), report.about.logo, report.about.logo_description))


def signatures(report: Report) -> Markup:
    """Print those who sign the foreword, one below the other: signature, name, post and organisation."""
    here, made = page(), ""
    for one in report.about.people:
        if one.part == "signs":
            made += _picture(here, one.signature, plain("signature_of", person=one.name)) if one.signature else ""
            parts = (_linked_name(one), inline(one.post), inline(one.organisation))
            made += blocks.paragraph(_lines(parts))
    return Markup(made)


def credits(report: Report) -> Markup:  # noqa: A001
    """Print who designed, led and facilitated it, in a sentence each."""
    made: list[str] = []
    if _inside():
        return Markup("")
    for part in ("designed", "led", "facilitated"):
        people = _people(report, part, lambda one: _linked_name(one) + _in_brackets(inline(one.organisation)))
        made += [words(f"{part}_by", people=people)] if people else []
    return Markup(blocks.paragraph(" ".join(made)))


def signoff(report: Report) -> Markup:
    """Print who put the report together, with post, date and address; else whose workshop it was; and the licence."""
    made = ""
    if _inside():
        return Markup("")
    day = inline(report.about.dated or report.day)
    for one in report.about.people:
        if one.part == "compiled":
            parts = (words("compiled_by", person=_with_post(one)), day, _mail(one.email))
            made += blocks.paragraph(_lines(parts))
    hosts = "" if made else _people(report, "host", _linked_name)
    return Markup(made + blocks.paragraph(hosts) + blocks.paragraph(inline(report.about.licence)))


def contact(report: Report) -> Markup:
    """Print where to write to."""
    address = "" if _inside() else _mail(report.about.contact)
    return Markup(blocks.paragraph(words("write_to", address=address)) if address else "")


def links(report: Report) -> Markup:
    """Print where to read on, as a list of links."""
    return Markup(blocks.bullets(_link(one.text, one.url) for one in report.about.links))


def references(report: Report) -> Markup:
    """Print what the report cites: author, year, title, place and publisher, address."""
    return Markup(blocks.bullets(_reference(one) for one in report.about.references))


def link(words: object, url: str) -> Markup:
    """Print words that lead to an address on the web; where it is no address, both as words."""
    return Markup(_link(str(words), str(url)))


FUNCTIONS: dict[str, Callable[..., object]] = {
    one.__name__: one
    for one in (
        where_and_when,
        cover,
        logo,
        signatures,
        credits,
        signoff,
        contact,
        links,
        references,
        link,
    )
}
"""Everything by the name that a template calls it by."""


def _inside() -> bool:
    """Tell whether this is one session's report inside a programme's."""
    here = page()
    return here.beyond is not None and here.together is None


def _where_and_when(report: Report) -> str:
    return ", ".join(inline(part) for part in (report.day, report.place) if part.strip())


def _people(report: Report, part: str, say: Callable[[Person], str]) -> str:
    return blocks.in_a_row([say(one) for one in report.about.people if one.part == part], last=row_end())


def _with_post(one: Person) -> str:
    return ", ".join(part for part in (_linked_name(one), inline(one.post), inline(one.organisation)) if part)


def _linked_name(one: Person) -> str:
    return _link(one.name, one.link) if one.link else inline(one.name)


def _in_brackets(markdown: str) -> str:
    return f" ({markdown})" if markdown else ""


def _link(text: str, url: str) -> str:
    """Return a link as Markdown; the address alone where there are no words for it."""
    said = inline(text)
    if not is_web(url):
        return f"{said}{_in_brackets(inline(url))}" if said else inline(url)
    return f"[{said}]({destination(url)})" if said else linked(url)


def _mail(address: str) -> str:
    return f"<{address}>" if is_mail(address) else inline(address)


def _reference(one: Reference) -> str:
    """Return ``Vale R. (2019) *Small tests*. Leith: Harbour Press. <https://example.org/x>``."""
    author, year, name = inline(one.author), inline(one.year), inline(one.name)
    where = ": ".join(part for part in (inline(one.place), inline(one.publisher)) if part)
    first = " ".join(part for part in (author, _in_brackets(year).strip(), f"*{name}*" if name else "") if part)
    return " ".join(_ended(part) for part in (first, where) if part) + (f" {_link('', one.url)}" if one.url else "")


def _ended(markdown: str) -> str:
    return markdown if markdown.rstrip("*")[-1:] in tuple(".!?…") else f"{markdown}."


def _picture(here: Page, name: str, description: str) -> str:
    """Return a picture that is in media/ or beside the template; what hinders it is for whoever publishes."""
    if not name:
        return ""
    path = here.beside(name) if is_picture(name) else None
    if path is None:
        said = f"The picture {name} is neither in the session's folder media nor beside the templates."
        here.find(said, "pictures", about=name, cure="Put it there, or mend its name under 'about:'.")
        return ""
    if not description.strip():
        said = f"The picture {name} has no description, so it is not printed."
        here.find(said, "pictures", about=name, cure="Say under 'about:' what it shows, in 'logo_description'.")
        return ""
    return blocks.picture(path, description)


def _lines(parts: Iterable[str]) -> str:
    """Return the parts that are there, each on a line of its own."""
    return "\\\n".join(part for part in parts if part)
