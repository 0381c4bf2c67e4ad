"""A report of 5,000 responses, against the sandboxed Jinja2 render of the same text, already escaped."""

from __future__ import annotations

import time

from benchmarks.made import session_of
from benchmarks.paired import Pair
from facikit.library.kits import kits
from facikit.report.render import render
from facikit.session.session import Session

TEMPLATE = "{% for line in lines %}{{ line }}\n{% endfor %}"


def pairs(responses: int = 5_000) -> list[Pair]:
    """Return the budget of a long report."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    folder = session_of(responses, sorted_=True)
    session = Session.open(folder, read_only=True)
    known = kits()
    lines = render(session, "session-report", kits=known).splitlines()
    template = ImmutableSandboxedEnvironment().from_string(TEMPLATE)

    def floor() -> float:
        start = time.perf_counter()
        template.render(lines=lines)
        return time.perf_counter() - start

    def ours() -> float:
        start = time.perf_counter()
        render(session, "session-report", kits=known)
        return time.perf_counter() - start

    return [
        Pair(
            f"report of {responses:,} responses",
            "sandboxed Jinja2 of the same text, already escaped",
            3,
            floor,
            ours,
            5,
            session.close,
        )
    ]
