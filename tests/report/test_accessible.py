"""Every worked session's report as HTML, looked at by axe in a browser: WCAG 2.2 AA and good practice, no violation.

The browser is called without a driver: axe stands in a copy of the page and leaves what it found in it.
"""

from __future__ import annotations

import html
import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hostile import TEXTS
from needed import missing, the_browser
from test_hostile_reports import filled
from test_word import PROGRAMMES, ROOT, SAMPLES

from facikit.report import html as page
from facikit.report.exporting import made
from facikit.report.source import Pictures, read
from facikit.session.session import Session

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = (1280, 900), (390, 800)
LOOK = """
<script src="axe.min.js"></script>
<script>
window.addEventListener("load", async () => {
  const found = await axe.run(document, {runOnly: TAGS, resultTypes: ["violations", "passes"]});
  const told = {
    version: axe.version,
    violations: found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))]),
    passes: found.passes.map(one => one.id),
    wide: document.documentElement.scrollWidth,
    width: window.innerWidth,
  };
  document.body.textContent = JSON.stringify(told);
});
</script>
</head>
""".replace("TAGS", json.dumps(TAGS))

pytestmark = pytest.mark.slow


def axe() -> Path:
    """Return axe's file, which the package axe-playwright-python carries; nothing else of that is needed."""
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        missing("axe (pip install --no-deps axe-playwright-python)")
    return Path(spec.origin).with_name("axe.min.js")


def looked_at(data: bytes, folder: Path, size: tuple[int, int] = DESK) -> dict[str, Any]:
    """Return what axe says of a page in a window of this size."""
    browser, script = the_browser(), axe()
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(script, folder / "axe.min.js")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", data.decode(), count=1)
    (folder / "page.html").write_text(text.replace("</head>\n", LOOK, 1), encoding="utf-8")
    flags = [
        *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
        *("--virtual-time-budget=30000", f"--window-size={size[0]},{size[1]}", f"--user-data-dir={folder / 'browser'}"),
    ]
    done = subprocess.run(
        [browser, *flags, "--dump-dom", (folder / "page.html").as_uri()], capture_output=True, timeout=120, check=False
    )
    found = re.search(r"<body>(\{.*\})</body>", done.stdout.decode(), re.DOTALL)
    assert found, done.stderr.decode()[-2000:]
    told: dict[str, Any] = json.loads(html.unescape(found[1]))
    assert "color-contrast" in told["passes"] and "document-title" in told["passes"], "axe has looked"
    return told


@pytest.mark.parametrize(
    ("name", "genre", "size"),
    [(name, "", PHONE) for name in (*SAMPLES, *PROGRAMMES)] + [(name, "record", DESK) for name in SAMPLES],
)
def test_the_report_of_a_worked_session_is_accessible(name, genre, size, tmp_path):
    with Session.open(ROOT / "sessions" / name, read_only=True) as session:
        told = looked_at(made(session, "html", genre, kits=[ROOT]).data, tmp_path, size)
    assert told["violations"] == []
    assert told["wide"] <= told["width"], "nothing but a table has to be moved sideways"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_report_of_a_session_full_of_nasty_texts_is_accessible(tmp_path, size):
    session = filled(tmp_path / "session", [*TEXTS, "a" * 300])
    told = looked_at(made(session, "html", kits=[]).data, tmp_path / "look", size)
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


def test_whatever_markdown_has_is_accessible_but_for_a_level_that_its_writer_left_out(tmp_path):
    data = page.page(read(EVERYTHING), Pictures(tmp_path, [])).data
    assert [name for name, _ in looked_at(data, tmp_path)["violations"]] in ([], ["heading-order"])


FAULTS = {
    "image-alt": '<img src="data:image/png;base64,">',
    "color-contrast": '<p style="color:#999;background:#fff">Pale words</p>',
    "link-name": '<a href="https://a.example"></a>',
    "heading-order": "<h5>Too deep</h5>",
    "target-size": "<button style='width:9px;height:9px;padding:0;border:0'>.</button><button>x</button>",
    "scope-attr-valid": '<table><tr><th scope="wrong">A</th><td>1</td></tr></table>',
}


def test_planted_faults_are_found(tmp_path):
    data = page.page(read("# T\n\nWords.\n"), Pictures(tmp_path, [])).data
    told = looked_at(data.replace(b"</main>", f"{''.join(FAULTS.values())}</main>".encode()), tmp_path)
    assert {name for name, _ in told["violations"]} == set(FAULTS)
