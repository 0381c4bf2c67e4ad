"""What follows on something that is printed apart, group by group or theme by theme, gets a heading of its own.

Headings make what stands below them theirs. Without one, the quotes of a whole room would stand below the last table's
name, and whoever reads, or hears the report read, would take them for that table's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from facikit.library.shapes import ReportItem
from facikit.report.page import Page
from facikit.report.text import inline
from facikit.report.views import Block

HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


def in_order(page: Page, block: Block, printed: Iterable[tuple[ReportItem, str]]) -> str:
    """Return what the items of a part printed, with a heading where one would else be taken for the last one's.

    Whoever wrote the items has said what stands below a heading of theirs; only headings that came of themselves, those
    of groups, categories, labels and themes, are minded here.
    """
    fields = {field.name: field for field in block.fields}
    made = []
    below = False
    for item, text in printed:
        field, titled = fields.get(item.show), bool(item.heading or item.parts)
        has_headings = HEADING.search(text) is not None
        if below and field is not None and not titled and not has_headings:
            title = inline(field.label) or inline(field.name)
            made.append(page.section(title, lambda text=text: text))  # type: ignore[misc]
            continue
        made.append(text)
        if has_headings:
            below = field is not None and not titled
    return "".join(made)
