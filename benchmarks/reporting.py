"""A report of 5,000 responses, against a sandboxed Jinja2 template that walks the same words, escaped already.

The floor's template asks each response for its words and its label, as a house's own template would; nothing is read,
gathered, counted, escaped, looked for or laid out.
"""

from __future__ import annotations

import time

import msgspec

from benchmarks.made import session_of
from benchmarks.paired import Pair
from facikit.library.kits import kits
from facikit.report.render import render
from facikit.report.text import inline
from facikit.session.responses import responses
from facikit.session.session import Session

TEMPLATE = """\
# {{ title }}

{% for one in responses %}
- {{ one.text }}{% if one.label %} ({{ one.label }}){% endif %}

{% endfor %}
"""


class Said(msgspec.Struct, frozen=True):
    """What the floor knows of a response."""

    text: str
    label: str


def pairs(number: int = 5_000) -> list[Pair]:
    """Return the budget of a long report."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    folder = session_of(number, sorted_=True)
    session = Session.open(folder, read_only=True)
    known = kits()
    said = [Said(inline(one.text), inline(one.label)) for one in responses(session)]
    template = ImmutableSandboxedEnvironment(trim_blocks=True).from_string(TEMPLATE)

    def floor() -> float:
        start = time.perf_counter()
        template.render(title=session.plan.title, responses=said)
        return time.perf_counter() - start

    def ours() -> float:
        start = time.perf_counter()
        render(session, "session-report", kits=known)
        return time.perf_counter() - start

    return [
        Pair(
            f"report of {number:,} responses",
            "a sandboxed template that walks the same words, escaped already",
            3,
            floor,
            ours,
            9,
            session.close,
        )
    ]
