"""Where templates are found, and the sandbox they run in.

A template is Markdown with Jinja2 in it: ``GENRE.md.j2``. The kits' come before the packaged ones, so a house file of
the same name is used instead; it begins with ``{% extends "facikit/GENRE.md.j2" %}`` and says only what it wants
otherwise. Every value is escaped on its way out by ``text.finalize``, whatever the template does with it first. The
sandbox is a seat belt: the templates are the user's own files.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from facikit.errors import UserError, closest
from facikit.library.finding import reports
from facikit.library.kits import packaged_kit
from facikit.report import bounds, functions, programme
from facikit.report.page import Page, page, writing
from facikit.report.text import Text, finalize
from facikit.report.views import Prose, View

if TYPE_CHECKING:
    from jinja2 import Environment

FUNCTIONS = functions.FUNCTIONS | programme.FUNCTIONS
FOLDER = Path("templates") / "reports"
ENDING = ".md.j2"
LARGEST = 50_000_000
"""How many characters a report may have: a loop without end shall not fill the memory."""

CALLED = ("bounds.py", "environment.py", "functions.py", "matter.py", "pieces.py", "programme.py", "wording.py")
"""The files of what templates call: an error raised in one of them is a refusal of what a template gave it."""

_OWN = Path(functions.__file__).parents[1]

TAKEN_OUT = ("striptags", "safe", "forceescape", "escape", "e", "xmlattr", "tojson", "urlize", "pprint", "attr")
"""Filters that would call something Markdown that is none, escape it twice, or look past the views."""


def genres(kits: Sequence[Path]) -> dict[str, Path]:
    """Return every genre of report with the file that is used for it."""
    return reports([*kits, packaged_kit()])


def packaged() -> Path:
    """Return the folder of the templates that come with facikit."""
    return packaged_kit() / FOLDER


def rendered(genre: str, one: Page, kits: Sequence[Path]) -> str:
    """Return what the template of ``genre`` writes on the page, marks of ``layout`` and all."""
    if genre not in genres(kits):
        names = sorted(genres(kits))
        raise UserError(
            f"There is no kind of report called '{genre}'.", closest(genre, names) or f"There is: {', '.join(names)}."
        )
    environment = environment_of(tuple(kits))
    with writing(one):
        return _run(environment, genre + ENDING, one.report) + one.footnotes()


def render_text(source: str, one: Page, kits: Sequence[Path] = ()) -> str:
    """Return what a template given as text writes on the page."""
    environment = environment_of(tuple(kits))
    with writing(one):
        return _guarded(lambda: environment.from_string(source).generate(report=one.report)) + one.footnotes()


def _run(environment: Environment, name: str, report: View) -> str:
    return _guarded(lambda: environment.get_template(name).generate(report=report))


def _guarded(generate: Callable[[], Any]) -> str:
    """Return the text that ``generate`` gives in pieces; a mistake in a template is told with its file and line."""
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    pieces, size = [], 0
    try:
        with bounds.counting():
            for piece in generate():
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST:
                    large = f"The report grows past {LARGEST // 1_000_000} million characters."
                    raise UserError(large, "Look for a loop.")
    except TemplateSyntaxError as error:
        raise UserError(f"{_named(error.filename, error.name)}:{error.lineno}: {error.message}") from error
    except TemplateNotFound as error:
        raise UserError(f"{_where(error)}there is no template '{error.message}'.") from error
    except SyntaxError as error:
        # Jinja made Python of it, and Python will not have it: an argument given twice, or twenty loops in each other.
        raise UserError(f"{error.filename or 'the template'}:{error.lineno or 0}: {error.msg}") from error
    except RecursionError as error:
        raise UserError(
            f"{_where(error)}the template goes round in circles.",
            "A file that extends one of the same name writes facikit/ before it.",
        ) from error
    except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError, NameError) as error:
        if not isinstance(error, TemplateError) and not _is_of_template(error):
            raise
        raise UserError(f"{_where(error)}{error}") from error
    return "".join(pieces)


def _named(filename: str | None, name: str | None) -> str:
    return Path(filename).name if filename and not filename.startswith("<") else name or "the template"


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(error.__traceback__))


def _of_template(filename: str) -> bool:
    return filename.endswith(ENDING) or filename in ("<template>", "<unknown>")


def _where(error: BaseException) -> str:
    """Return ``file:line: `` of the last place in a template that the error came through."""
    found = [frame for frame in _frames(error) if _of_template(frame.filename)]
    return f"{_named(found[-1].filename, None)}:{found[-1].lineno}: " if found else ""


def _is_of_template(error: BaseException) -> bool:
    """Tell whether the template asked for something that cannot be, rather than our own code going wrong.

    Then the error was raised in the template, in what Jinja does for it (and Python for Jinja), or by a function that
    refuses what it was given.
    """
    frames = [Path(frame.filename) for frame in _frames(error)]
    frames = [path for path in frames if _of_template(str(path)) or "jinja2" in path.parts or _OWN in path.parents]
    if not any(_of_template(str(path)) for path in frames):
        return "jinja2" in frames[-1].parts  # it was not even understood: a number of five thousand digits
    return _OWN not in frames[-1].parents or frames[-1].name in CALLED or _of_template(str(frames[-1]))


@functools.lru_cache(maxsize=8)
def environment_of(kits: tuple[Path, ...]) -> Environment:
    """Return the sandbox that templates of these kits run in."""
    from jinja2 import (
        ChoiceLoader,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
        TemplateSyntaxError,
        Undefined,
        nodes,
    )
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import BlockReference, LoopContext, Macro
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    own = FileSystemLoader(packaged())
    allowed = tuple(FUNCTIONS.values())

    class Sandbox(ImmutableSandboxedEnvironment):
        """Nothing can be called but our own functions, macros, and what texts and loops bring along."""

        intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            # Both would change words after they have been escaped, or keep them from being.
            for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.FilterBlock)):
                what = "filter" if isinstance(node, nodes.FilterBlock) else "autoescape"
                raise TemplateSyntaxError(f"{{% {what} %}} cannot be used in a report", node.lineno, name, filename)
            return tree

        def _generate(self, source: nodes.Template, *args: Any, **named: Any) -> str:
            bounds.in_bounds(source)
            return super()._generate(source, *args, **named)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            if isinstance(obj, View) and callable(value):
                return False
            return super().is_safe_attribute(obj, attr, value)

        def is_safe_callable(self, obj: Any) -> bool:
            # What is undefined says so itself when it is called.
            if any(obj is one for one in allowed) or isinstance(obj, Macro | BlockReference | LoopContext | Undefined):
                return True
            if obj is self.globals["range"] or obj is self.globals["namespace"]:
                return True
            owner = getattr(obj, "__self__", None)
            return isinstance(owner, str | tuple | LoopContext | BlockReference) and super().is_safe_callable(obj)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**":
                raise SecurityError("there are no powers in a template")
            bounds.calculated(left, right)
            if operator == "*":
                sizes = [len(side) if isinstance(side, str | tuple | list) else abs(side) for side in (left, right)]
                if sizes[0] * sizes[1] > bounds.LONGEST:
                    raise SecurityError("that would be too long")
            if operator == "%" and isinstance(left, str):
                bounds.look_at_widths(left)
            if operator == "+":
                bounds.still_grows(left), bounds.still_grows(right)
            return _as_text(super().call_binop(context, operator, left, right))

        def call(self, context: Any, obj: Any, /, *args: Any, **named: Any) -> Any:
            if not self.is_safe_callable(obj):
                raise SecurityError(f"{getattr(obj, '__name__', type(obj).__name__)}() cannot be called in a template")
            if any(obj is one for one in allowed):
                bounds.step(bounds.OF_A_FUNCTION)
                given, named = _fitting(obj, args, named)
                return _as_text(super().call(context, obj, *given, **named))
            bounds.step()
            if isinstance(getattr(obj, "__self__", None), str):
                bounds.look_at(obj.__self__, *args, *named.values())
            return _as_text(super().call(context, obj, *args, **named))

        def getitem(self, obj: Any, argument: Any) -> Any:
            return _as_text(super().getitem(obj, argument))

    class Bounded(FileSystemLoader):
        """Templates are read that are no larger than one may be."""

        def get_source(self, environment: Any, template: str) -> Any:
            for folder in self.searchpath:
                path = Path(folder, *template.split("/"))
                size = 0
                with contextlib.suppress(OSError, ValueError):  # a name that no file can have is told below
                    size = path.stat().st_size
                if size > bounds.LARGEST_FILE and path.is_file():
                    message = f"{path} is larger than {bounds.LARGEST_FILE >> 10} KB, which no template is."
                    raise UserError(message, "Is it the right file?")
            return super().get_source(environment, template)

    environment = Sandbox(
        loader=ChoiceLoader(
            [*(Bounded(kit / FOLDER) for kit in kits), own, PrefixLoader({"facikit": own})],
        ),
        autoescape=True,
        finalize=_finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in ("lipsum", "dict", "cycler", "joiner"):
        environment.globals.pop(name, None)
    for name in TAKEN_OUT:
        environment.filters.pop(name, None)
    environment.filters.update({name: _text_filter(name, one) for name, one in environment.filters.items()})
    environment.filters.update(bounds.FILTERS)
    tests: dict[str, Any] = dict(environment.tests)
    environment.tests.update({name: _weighed_test(one) for name, one in tests.items()})
    environment.globals.update(FUNCTIONS)
    return environment


def _as_text(value: Any) -> Any:
    """Return plain text that came out of words as ``Text`` again: upper case of somebody's words is still theirs."""
    if type(value) is str:
        return Text(value)
    return [_as_text(one) for one in value] if type(value) is list else value


def _fitting(
    function: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Return what a function is given, parts of the report where it wants such; refuse a block's name for the block."""
    wanted = _views_of(function)
    fit = {name: _fit(function, name, value, wanted.get(name)) for name, value in named.items()}
    names = [*wanted, *[""] * len(given)]
    return [_fit(function, name, value, wanted.get(name)) for name, value in zip(names, given, strict=False)], fit


def _fit(function: Callable[..., Any], name: str, value: Any, wanted: tuple[type, bool] | None) -> Any:
    if wanted is None:
        return value
    view, many = wanted
    every = tuple(value) if many else (value,)
    for one in every:
        if not isinstance(one, view):
            raise TypeError(
                f"{function.__name__}(): {name} is a {view.__name__.lower()}, as report has it; not {one!r:.40}"
            )
    return every if many else value


@functools.cache
def _views_of(function: Callable[..., Any]) -> dict[str, tuple[type, bool] | None]:
    """Return a function's parameters in order, each with the view that it must be, and whether it is many of them."""
    hints = get_type_hints(function)
    found: dict[str, tuple[type, bool] | None] = {}
    for name in inspect.signature(function).parameters:
        hint = hints.get(name)
        many = get_origin(hint) is Iterable
        one = get_args(hint)[0] if many else hint
        found[name] = (one, many) if isinstance(one, type) and issubclass(one, View) else None
    return found


def _text_filter(name: str, one: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(one)
    def wrapped(*args: Any, **named: Any) -> Any:
        bounds.step()
        bounds.look_at(*args, *named.values())
        for _ in range(1, bounds.SLOW.get(name, 1)):
            bounds.weigh(*args)
        if one.__name__ == "do_format":
            bounds.look_at_widths(str(args[0]))
        return _as_text(one(*args, **named))

    return wrapped


def _weighed_test(one: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(one)
    def wrapped(*args: Any, **named: Any) -> Any:
        bounds.step()
        bounds.weigh(*args, *named.values())
        return one(*args, **named)

    return wrapped


def _finalized(value: Any) -> Any:
    bounds.put_out(value)
    return page().prose(value) if isinstance(value, Prose) else finalize(value)
