"""Every worked session's report as HTML, looked at by axe in a browser: WCAG 2.2 AA and good practice, no violation.

The browser is told what to do without a driver, through its pipes: the page is the very one that people get.
"""

from __future__ import annotations

import functools
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import Browser
from hostile import TEXTS
from needed import missing
from test_hostile_reports import filled
from test_word import PROGRAMMES, ROOT, SAMPLES

from facikit.report import html as page
from facikit.report.exporting import made
from facikit.report.source import Pictures, read
from facikit.session.session import Session

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = (1280, 900), (390, 800)
LOOK = """
axe.run(document, {runOnly: TAGS, resultTypes: ["violations", "passes"]}).then(found => ({
  violations: found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))]),
  passes: found.passes.map(one => one.id),
  wide: document.documentElement.scrollWidth,
  width: window.innerWidth,
}))
""".replace("TAGS", json.dumps(TAGS))
Look = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.slow


@functools.cache
def axe() -> str:
    """Return axe's script, which the package axe-playwright-python carries; nothing else of that is needed."""
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        missing("axe (pip install --no-deps axe-playwright-python)")
    return Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def looked_at(tmp_path: Path, chromium: Browser) -> Look:
    """Let axe look at a page in a window of a size, and return what it says."""

    def look(data: bytes, size: tuple[int, int] = DESK) -> dict[str, Any]:
        file = tmp_path / "page.html"
        file.write_bytes(data)
        with chromium.page(file.as_uri(), size) as page:
            chromium.says(page, f"{axe()}; 0")
            told: dict[str, Any] = chromium.says(page, LOOK)
        assert told["width"] == size[0]
        assert "color-contrast" in told["passes"] and "document-title" in told["passes"], "axe has looked"
        return told

    return look


@pytest.mark.parametrize(
    ("name", "genre", "size"),
    [(name, "", PHONE) for name in (*SAMPLES, *PROGRAMMES)] + [(name, "record", DESK) for name in SAMPLES],
)
def test_the_report_of_a_worked_session_is_accessible(name, genre, size, looked_at):
    with Session.open(ROOT / "sessions" / name, read_only=True) as session:
        told = looked_at(made(session, "html", genre, kits=[ROOT]).data, size)
    assert told["violations"] == []
    assert told["wide"] <= told["width"], "nothing but a table has to be moved sideways"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_report_of_a_session_full_of_nasty_texts_is_accessible(tmp_path, looked_at, size):
    session = filled(tmp_path / "session", [*TEXTS, "a" * 300])
    told = looked_at(made(session, "html", kits=[]).data, size)
    assert told["violations"] == []
    assert told["wide"] <= told["width"]


EVERYTHING = """---
title: Everything there is
---

# Everything there is

Words[^1] and a [link](https://a.example), <https://b.example>, ~~gone~~, `code`.

### A third level at once

![There is no such picture](media/none.png)

## Two

1. a

   > Said.
   >
   > - b

```
code
```

| A | | C | D |
| --- | --- | :-: | --: |
| 1 | 2 | 3 | 4 |

---

## Two

[there](#two-1)

[^1]: Note.
"""


def test_whatever_markdown_has_is_accessible_but_for_a_level_that_its_writer_left_out(tmp_path, looked_at):
    data = page.page(read(EVERYTHING), Pictures(tmp_path, [])).data
    assert [name for name, _ in looked_at(data)["violations"]] in ([], ["heading-order"])


FAULTS = {
    "image-alt": '<img src="data:image/png;base64,">',
    "color-contrast": '<p style="color:#999;background:#fff">Pale words</p>',
    "link-name": '<a href="https://a.example"></a>',
    "heading-order": "<h5>Too deep</h5>",
    "target-size": "<button style='width:9px;height:9px;padding:0;border:0'>.</button><button>x</button>",
    "scope-attr-valid": '<table><tr><th scope="wrong">A</th><td>1</td></tr></table>',
}


def test_planted_faults_are_found(tmp_path, looked_at):
    data = page.page(read("# T\n\nWords.\n"), Pictures(tmp_path, [])).data
    told = looked_at(data.replace(b"</main>", f"{''.join(FAULTS.values())}</main>".encode()))
    assert {name for name, _ in told["violations"]} == set(FAULTS)
