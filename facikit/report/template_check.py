"""Everything that is wrong in a template, at once, each with its line: found by reading it, without a session.

What can only be seen by printing something is for ``template_trial``.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from facikit.errors import closest
from facikit.library.kinds import FORMS
from facikit.library.problems import Problem, in_order
from facikit.library.yaml_text import file_text
from facikit.report import template_types
from facikit.report.environment import FUNCTIONS, TAKEN_OUT, environment_of
from facikit.report.house import PLACES
from facikit.report.phrases import PHRASES
from facikit.report.template_types import Told
from facikit.report.templates import chain, extended, find, known_names, of_programmes, parsed
from facikit.report.views import Programme, Report

FROM_JINJA = ("self", "super", "caller", "loop", "varargs", "kwargs", "report")
"""Names that are there without being set."""
HTML = re.compile(r"<(?!https?:|[^\s<>]+@)[a-zA-Z/!?][^>\n]*>?")
HEADING = re.compile(r"^ {0,3}(#{1,6} +([^\n]*?))[ #]*$", re.MULTILINE)
WHOLE_FORMS = sorted({form for forms in FORMS.values() for form in forms})


def check(path: Path, kits: Sequence[Path]) -> list[Problem]:
    """Return everything that can be seen to be wrong in a template by reading it."""
    from jinja2 import TemplateSyntaxError

    source, problems = file_text(path)
    if source is None:
        return problems
    try:
        tree = parsed(source, path)
    except TemplateSyntaxError as error:
        return [Problem(str(path), error.lineno, "", _sentence(error.message or "cannot be read"))]
    links = chain(path, kits)
    trees = [link.tree for link in links] or [tree]
    told = [
        *_others(tree, kits),
        *_names(trees, kits),
        *_filters(tree, kits),
        *_statements(tree),
        *_calls(tree),
        *_uncalled(tree),
        *_html(tree),
        *_headings(tree),
        *template_types.unknown(trees, Programme if of_programmes(links) else Report),
    ]
    # What stands behind a template that cannot be found is not known.
    if extended(tree) and not extended(trees[-1]):
        told += [*_blocks(trees), *_outside(tree)]
    return in_order(Problem(str(path), line, key, message, hint) for line, key, message, hint in told)


def _sentence(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")


def _others(tree: Any, kits: Sequence[Path]) -> Iterator[Told]:
    """Give every template that is named and not there."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = node.template
        wanted = [named.value] if isinstance(named, nodes.Const) and isinstance(named.value, str) else []
        for name in wanted:
            if find(name, kits) is None and not getattr(node, "ignore_missing", False):
                hint = (
                    closest(name, known_names(kits)) or "it stands in templates/reports/ of a kit, or is facikit's own"
                )
                yield node.lineno, "", f"there is no template {name!r}", hint


def _names(trees: Sequence[Any], kits: Sequence[Path]) -> Iterator[Told]:
    """Give every name that nothing has put there."""
    from jinja2 import nodes

    known = {*environment_of(tuple(kits)).globals, *FROM_JINJA}
    for tree in trees:
        stored = (node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param"))
        known |= {*stored, *(node.name for node in tree.find_all(nodes.Macro))}
        known |= {node.target for node in tree.find_all(nodes.Import)}
        taken = (one for node in tree.find_all(nodes.FromImport) for one in node.names)
        known |= {one if isinstance(one, str) else one[1] for one in taken}
    for node in trees[0].find_all(nodes.Name):
        if node.name not in known and node.ctx == "load":
            yield node.lineno, node.name, "is nothing that a template knows", closest(node.name, known) or _functions()


def _functions() -> str:
    return "what there is: docs/report-blocks.md"


def _filters(tree: Any, kits: Sequence[Path]) -> Iterator[Told]:
    from jinja2 import nodes

    environment = environment_of(tuple(kits))
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name in TAKEN_OUT and isinstance(node, nodes.Filter):
            yield (
                node.lineno,
                f"|{node.name}",
                "is not there: it could make something else of what people said",
                "take it out; words print as they were typed without it",
            )
        elif node.name not in known:
            sort = "filter" if isinstance(node, nodes.Filter) else "test"
            yield node.lineno, node.name, f"is no {sort}", closest(node.name, known)


def _statements(tree: Any) -> Iterator[Told]:
    """Give what would change words after they have been made safe, or keep them from being so."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.FilterBlock)):
        what = "filter" if isinstance(node, nodes.FilterBlock) else "autoescape"
        yield (
            node.lineno,
            f"{{% {what} %}}",
            "cannot be used in a report: it would change what people said",
            "take it out, and its end",
        )


def _calls(tree: Any) -> Iterator[Told]:
    """Give every call of one of our functions that cannot work."""
    from jinja2 import nodes

    called_with = {id(node.call) for node in tree.find_all(nodes.CallBlock)}
    for node in tree.find_all(nodes.Call):
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in FUNCTIONS or node.dyn_args is not None or node.dyn_kwargs is not None:
            continue
        named = {one.key: None for one in node.kwargs}
        if id(node) in called_with:
            named["caller"] = None
        elif name == "section" and "caller" not in named:
            yield node.lineno, "section()", "has nothing in it", "{% call section(...) %} ... {% endcall %}"
            continue
        try:
            inspect.signature(FUNCTIONS[name]).bind(*node.args, **named)
        except TypeError as error:
            yield node.lineno, f"{name}()", _sentence(str(error)), f"it is {name}{_signature(name)}"
            continue
        yield from _constants(node, name)


def _signature(name: str) -> str:
    said = [str(one.name) for one in inspect.signature(FUNCTIONS[name]).parameters.values() if one.name != "caller"]
    return f"({', '.join(said)})"


def _constants(node: Any, name: str) -> Iterator[Told]:
    """Give the words in a call that stand for nothing."""
    from jinja2 import nodes

    words = [one.value if isinstance(one, nodes.Const) else None for one in node.args]
    if name == "words" and words and isinstance(words[0], str) and words[0] not in PHRASES:
        hint = closest(words[0], PHRASES) or "all of them: facikit template wording"
        yield node.lineno, f'words("{words[0]}")', "is not a phrase of a report", hint
    elif name == "words" and words and isinstance(words[0], str) and not node.dyn_kwargs:
        given = {one.key for one in node.kwargs} | ({"n"} if len(words) > 1 else set())
        missing = [place for place in dict.fromkeys(PLACES[words[0]]) if place not in given]
        if missing:
            yield node.lineno, f'words("{words[0]}")', f"needs {' and '.join(missing)}", f"as in {missing[0]}=..."
    if name == "show" and len(words) > 2 and isinstance(words[2], str) and words[2] not in ("", *WHOLE_FORMS):
        hint = closest(words[2], WHOLE_FORMS) or f"there are {', '.join(WHOLE_FORMS)}"
        yield node.lineno, "show()", f"there is no form {words[2]!r}", hint


def _uncalled(tree: Any) -> Iterator[Told]:
    """Give what is to be called and stands there without its brackets: it would print what it is, not what it makes."""
    from jinja2 import nodes

    stored = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    to_call = ({*FUNCTIONS, "super", "caller"} | {node.name for node in tree.find_all(nodes.Macro)}) - stored
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.Name) and node.name in to_call:
                yield node.lineno, node.name, "stands without its brackets", f"{{{{ {node.name}() }}}}"


def _headings(tree: Any) -> Iterator[Told]:
    """Give the headings that are typed: their level is right in one report and wrong in the next."""
    from jinja2 import nodes

    for output in tree.find_all(nodes.Output):
        begins = True
        for node in output.nodes:
            data = node.data if isinstance(node, nodes.TemplateData) else ""
            for found in HEADING.finditer(data):
                if begins or found.start():
                    line = node.lineno + data.count("\n", 0, found.start())
                    yield (
                        line,
                        found[1],
                        "is a heading typed by hand, whose level may not fit where it stands",
                        "{% call section(" + json.dumps(found[2], ensure_ascii=False) + ") %} ... {% endcall %}",
                    )
            begins = data.endswith("\n")


def _html(tree: Any) -> Iterator[Told]:
    from jinja2 import nodes

    for node in tree.find_all(nodes.TemplateData):
        for found in HTML.finditer(node.data):
            line = node.lineno + node.data.count("\n", 0, found.start())
            yield line, found[0], "is HTML, which Word and the checks do not see", "write Markdown, or use a function"


def _blocks(trees: Sequence[Any]) -> Iterator[Told]:
    """Give the blocks that no template before this one has: they never print."""
    from jinja2 import nodes

    known = {block.name for tree in trees[1:] for block in tree.find_all(nodes.Block)}
    for block in trees[0].body:
        if isinstance(block, nodes.Block) and block.name not in known:
            hint = closest(block.name, known) or f"there are {', '.join(sorted(known))}"
            yield block.lineno, block.name, "is no block of what this extends, so it never prints", hint


def _outside(tree: Any) -> Iterator[Told]:
    """Give what a template that extends another prints outside of every block."""
    from jinja2 import nodes

    for node in tree.body:
        for one in node.nodes if isinstance(node, nodes.Output) else ():
            if not isinstance(one, nodes.TemplateData) or one.data.strip():
                at = one.data.count("\n", 0, len(one.data) - len(one.data.lstrip())) if hasattr(one, "data") else 0
                yield (
                    one.lineno + at,
                    "",
                    "stands outside of every block, so it never prints",
                    "put it between {% block … %} and {% endblock %}",
                )
                break
