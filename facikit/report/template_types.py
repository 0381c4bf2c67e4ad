"""What a template looks up in a view that has no such thing, where it can be known what the view is.

A name counts as known where everything that is put into it, in a template and those it extends, is of one type. What is
not certain is not told: the trial finds it.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any

from facikit.errors import closest
from facikit.report.environment import FUNCTIONS
from facikit.report.views import View

SAME = ("list", "sort", "reverse", "selectattr", "rejectattr", "select", "reject", "unique", "default", "d")
"""Filters that give what they were given, or some of it."""
ONE = ("first", "last", "random", "min", "max")
"""Filters that give one of several."""
LOOKING = ("selectattr", "rejectattr", "sort", "map", "groupby", "sum", "unique", "min", "max")
"""Filters that look up an attribute by its name."""

Told = tuple[int, str, str, str]
"""A line, what stands there, what is wrong with it, what to do."""


def unknown(trees: Sequence[Any], report: type[View]) -> Iterator[Told]:
    """Give what the first of ``trees`` looks up and cannot find; the others are the templates that it extends.

    ``report`` is what the name of that name stands for.
    """
    from jinja2 import nodes

    names = _names(trees, report)
    for node in trees[0].find_all((nodes.Getattr, nodes.Filter)):
        if isinstance(node, nodes.Getattr):
            yield from _missing(_type(node.node, names), node.attr, node.lineno)
        elif node.name in LOOKING and node.node is not None:
            yield from _missing(_part(_type(node.node, names)), _looked_up(node), node.lineno)


def _missing(view: Any, name: str, line: int) -> Iterator[Told]:
    if name and _is_view(view) and name not in (known := _attributes(view)):
        hint = closest(name, known) or f"it has {', '.join(sorted(known))}"
        yield line, f".{name}", f"a {view.__name__.lower()} has nothing called {name!r}", hint


def _looked_up(node: Any) -> str:
    """Return the attribute that a filter looks up; nothing where it is worked out, or a position."""
    from jinja2 import nodes

    by_name = [one.value for one in node.kwargs if one.key == "attribute"]
    by_place = node.args[:1] if node.name in ("selectattr", "rejectattr", "groupby") else []
    value = next((one.value for one in [*by_name, *by_place] if isinstance(one, nodes.Const)), "")
    return value.partition(".")[0] if isinstance(value, str) else ""


def _names(trees: Sequence[Any], report: type[View]) -> dict[str, Any]:
    """Return the type of every name that is always of one."""
    from jinja2 import nodes

    names: dict[str, Any] = {"report": report}
    # A name may depend on one that is set further down, in a template that this one extends.
    for _ in range(4):
        found: dict[str, list[Any]] = {"report": [report]}
        for tree in trees:
            for node in tree.find_all((nodes.For, nodes.Assign, nodes.Name)):
                if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
                    found.setdefault(node.target.name, []).append(_part(_type(node.iter, names)))
                elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                    found.setdefault(node.target.name, []).append(_type(node.node, names))
            for node in tree.find_all(nodes.Name):
                if node.ctx in ("store", "param") and not _plain_target(tree, node):
                    found.setdefault(node.name, []).append(None)
        names = {name: every[0] for name, every in found.items() if all(one == every[0] for one in every)}
    return names


def _plain_target(tree: Any, name: Any) -> bool:
    """Tell whether a name that is stored is the one thing that a loop or a set puts its value into."""
    from jinja2 import nodes

    return any(node.target is name for node in tree.find_all((nodes.For, nodes.Assign)))


def _type(node: Any, names: dict[str, Any]) -> Any:
    """Return the type that an expression has, as far as it is known."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return names.get(node.name)
    if isinstance(node, nodes.Getattr):
        view = _type(node.node, names)
        return _attributes(view).get(node.attr) if _is_view(view) else None
    if isinstance(node, nodes.Getitem):
        several = _type(node.node, names)
        return several if isinstance(node.arg, nodes.Slice) else _part(several)
    if isinstance(node, nodes.Filter) and node.node is not None:
        given = _type(node.node, names)
        return given if node.name in SAME else _part(given) if node.name in ONE else None
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
        return _without_none(typing.get_type_hints(FUNCTIONS[node.node.name]).get("return"))
    return None


def _part(several: Any) -> Any:
    """Return the type of what stands in a tuple."""
    return typing.get_args(several)[0] if typing.get_origin(several) is tuple else None


def _is_view(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, View)


def _attributes(view: type) -> dict[str, Any]:
    """Return what a template can look up in a view, with its type."""
    hints = typing.get_type_hints(view)
    found = {name: hints[name] for name in view.__struct_fields__}  # type: ignore[attr-defined]
    for base in view.__mro__:
        for name, value in vars(base).items():
            if isinstance(value, property) and value.fget is not None:
                found[name] = typing.get_type_hints(value.fget).get("return")
    return {name: _without_none(kind) for name, kind in found.items()}


def _without_none(kind: Any) -> Any:
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        rest = [one for one in typing.get_args(kind) if one is not type(None)]
        return rest[0] if len(rest) == 1 else None
    return kind
