"""Templates that ask for anything: every one is written or refused, in bounds, and nobody's words become Markup.

What a template must not get is planted: a word of angle brackets among the responses, and a secret off the record, in
the process's environment and in a file. A template is the user's own file; it may be another's that was passed on.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_type_hints

from facikit.errors import UserError
from facikit.report import views
from facikit.report.environment import FUNCTIONS, environment_of, packaged, render_text
from facikit.report.gather import report_of
from facikit.report.page import Page
from facikit.session import prose, themes
from facikit.session.responses import Draft, add, edit
from facikit.session.session import Session

from .bounded import Outcome, Target, mutated
from .writing import made

SECRET = "never-for-a-template"
PLANTED = "<planted onclick='x'>"
LEAKED = re.compile(f"{SECRET}|root:x:")
BARE = re.compile(rf"<planted|{LEAKED.pattern}|object at 0x|<function|<class |<bound|<module|<built-in")
HIDDEN = (
    "__class__", "__mro__", "__subclasses__", "__globals__", "__init__", "__dict__", "__html__", "__struct_fields__",
    "__code__", "__self__", "__call__", "gi_frame", "f_globals", "_fields", "func_globals", "mro", "environ",
    "_asdict", "__reduce__", "format",
)  # fmt: skip
VIEWS = [one for one in vars(views).values() if isinstance(one, type) and issubclass(one, views.View)]
FIELDS = tuple(sorted({name for one in VIEWS for name in get_type_hints(one)}))
SIGNS = ("+", "-", "*", "/", "//", "%", "**", "~", "in", "==", "<", "and", "or")
METHODS = tuple(name for name in dir(str) if not name.startswith("__"))
NUMBERS = (
    "0",
    "1",
    "-1",
    "7",
    "2.5",
    "100",
    "99999",
    "100000",
    "10**9",
    "10*1000*1000*1000",
    "1000000000",
    "-1000000000",
    "1e308",
)
TEXTS = (
    "''", "'a'", "'*'", "'<b>'", "'%1000000000d'", "'{0.__class__}'", "'{:>1000000000}'", "'%s'", "'x' * 1000000",
    "'animals'", "'../../etc/passwd'", "'facikit/session-report.md.j2'", "'points'", "'__class__'", "'\\u2028'",
    "'a,b'",
)  # fmt: skip
NAMES = (
    "report", "report.agenda", "report.agenda[0]", "report.agenda[0].fields[0]",
    "report.agenda[0].fields[0].responses", "report.agenda[0].fields[0].responses[0]",
    "report.agenda[0].fields[0].responses[0].text", "report.agenda[0].fields[0].themes", "one", "loop", "self",
    "caller", "x", "x.y", "namespace", "range", "true", "none", "m", "varargs", "cycler", "joiner", "dict", "lipsum",
    "config", "request", "environment", "__builtins__", "get_flashed_messages",
)  # fmt: skip
WORDS = (
    "{{ ", " }}", "{% ", " %}", "{%- ", "-%}", "{# ", " #}", "{% raw %}", "|", ".", "(", ")", "[", "]", "'", "~",
    "\n", "# ", "- ", "**", *NAMES, *TEXTS, *NUMBERS, *HIDDEN, *FIELDS, *(f"{name}(" for name in FUNCTIONS),
)  # fmt: skip


def _expression(chance: random.Random, depth: int = 0) -> str:
    way = chance.randrange(16 if depth < 4 else 4)
    if way < 2:
        return chance.choice(NAMES)
    if way == 2:
        return chance.choice(TEXTS)
    if way == 3:
        return chance.choice(NUMBERS)
    one = _expression(chance, depth + 1)
    if way == 4:
        return f"{one}.{chance.choice((*HIDDEN, *FIELDS, *FIELDS))}"
    if way == 5:
        return f"{one}[{_expression(chance, depth + 1)}]"
    if way == 6:
        return f"{one}.{chance.choice(METHODS)}({_given(chance, depth)})"
    if way < 10:
        return f"{one}|{chance.choice(sorted(environment_of(()).filters))}({_given(chance, depth)})"
    if way < 12:
        return (
            f"{chance.choice((*FUNCTIONS, 'range', 'm', 'namespace', 'loop', 'super', one))}({_given(chance, depth)})"
        )
    if way == 12:
        return f"({one} {chance.choice(SIGNS)} {_expression(chance, depth + 1)})"
    if way == 13:
        return f"{one} is {chance.choice(sorted(environment_of(()).tests))}"
    if way == 14:
        return f"({one} if {_expression(chance, depth + 1)} else {_expression(chance, depth + 1)})"
    return f"[{one}, {_expression(chance, depth + 1)}]"


def _given(chance: random.Random, depth: int) -> str:
    names = ("", "", "", "attribute=", "width=", "length=", "by=", "default=", "heading=", "count=")
    return ", ".join(
        f"{chance.choice(names)}{_expression(chance, depth + 1)}" for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))
    )


def _part(chance: random.Random, depth: int = 0) -> str:
    way = chance.randrange(14 if depth < 3 else 5)
    if way < 5:
        return f"{chance.choice(('', '# ', '- ', '> ', '| '))}{{{{ {_expression(chance)} }}}}\n"
    inner = "".join(_part(chance, depth + 1) for _ in range(chance.randrange(1, 3)))
    if way < 8:
        return f"{{% for one in {_expression(chance)} {chance.choice(('', '', 'recursive'))} %}}{inner}{{% endfor %}}"
    if way == 8:
        return f"{{% if {_expression(chance)} %}}{inner}{{% endif %}}"
    if way == 9:
        return f"{{% macro m(x={_expression(chance)}) %}}{inner}{{% endmacro %}}{{{{ m({_given(chance, 2)}) }}}}"
    if way == 10:
        kept = f"{{% set x {chance.choice(('', '| upper '))}%}}{inner}{{% endset %}}"
        return f"{kept}{{% set y = {_expression(chance)} %}}{{{{ x }}}}"
    if way == 11:
        way_in = chance.choice(("include", "import", "extends"))
        return f"{{% {way_in} {_expression(chance)} {chance.choice(('', 'as x'))} %}}"
    if way == 12:
        return f"{{% call {chance.choice(('m', 'section'))}({_given(chance, 2)}) %}}{inner}{{% endcall %}}"
    return f"{{% block b{chance.randrange(3)} %}}{inner}{{% endblock %}}"


def _make(chance: random.Random, pool: Sequence[str]) -> str:
    return (
        "".join(_part(chance) for _ in range(chance.randrange(1, 4)))
        if chance.random() < 0.7
        else mutated(chance, pool, WORDS)
    )


def _seeds() -> Sequence[str]:
    """Return the templates that there are, and some that would never end or never fit."""
    never = "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}"
    nested = "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a %}{% endfor %}{% endfor %}"
    grows = "{% set n = namespace(x='a') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
    wide = [
        "{{ 'a'|center(1000000000) }}", "{{ 'a'.ljust(1000000000) }}", "{{ '%1000000000d' % 1 }}",
        "{{ 'a'.zfill(10000000000) }}", "{{ 'a\tb'.expandtabs(1000000000) }}",
        "{{ [1]|batch(1000000000, 'x')|list|length }}", "{{ 'a'|indent(1000000000, true) }}",
        "{{ '{:>1000000000}'.format(1) }}", "{{ '%1000000000d'|format(1) }}",
        "{{ range(100000)|join('x' * 100000)|length }}",
    ]  # fmt: skip
    return [
        never,
        nested,
        grows,
        *wide,
        *(path.read_text(encoding="utf-8") for path in sorted(packaged().glob("*.j2"))),
    ]


def _start(home: Path) -> Callable[[str], Outcome]:
    os.environ["SECRET"] = SECRET
    (home / "secret.md.j2").write_text(SECRET, encoding="utf-8")
    with Session.open(made(home / "base"), "Anna") as session:
        place = {"block": "animals", "field": "points", "group": "table-1"}
        first, second = add(session, Draft(text=f"{PLANTED} *said*", **place), Draft(text=SECRET, **place))
        edit(session, second.id, off_record=True)
        themes.make(session, "animals", "points", f"{PLANTED} theme", members=[first.id])
        prose.write(session, "animals", "meaning", "# So\n\nIt means.")
        report = report_of(session, "session-report")

    def try_one(source: str) -> Outcome:
        refused = ""
        try:
            written = render_text(source, Page(report), [home])
        except UserError as error:
            written = refused = error.message
            kind = re.sub(r"'[^']*'|\d+", "", refused)[-50:]
        else:
            kind = f"{len(written) // 200} {sorted(set(re.findall('[{}<>#|*-]', written)))}"
        # A refusal may name what it refuses, as "no element <class ...>".
        bare = (LEAKED if refused else BARE).search(written) if SECRET not in source else None
        return Outcome(
            kind, f"{bare[0]!r} stands in it: {written[max(0, bare.start() - 60) :][:160]!r}" if bare else ""
        )

    return try_one


TEMPLATES = Target(_seeds, _make, _start)
