"""The room's screen as a page for the browser on the projector, and the small file beside it that says what to show.

The page asks nothing of a network, and may load nothing but that file. It counts the seconds by itself from the instant
at which time is up. Where nobody writes to it any more it says so, in words. Without scripts it reloads as plain text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from facikit.analysis.scene import Scene, spoken
from facikit.analysis.seen import Result

MADE_BY = "facikit present"
SIZES = (30, 70, 130, 240)
"""Letters up to which a question stands in each of the sizes, the largest first."""
ROWS = (4, 6)
MOST_ROWS = 8
"""Lines of results that can be read from the back of a room."""


def page(scene: Scene, now: int, *, data_file: str = "", dark: bool = False) -> str:
    """Return the page. With the name of a data file beside it it follows; else it stays as it is."""
    style, script = _own("room_page.css"), _own("room_page.js")
    files = "'self' file: " if data_file else ""
    policy = f"default-src 'none'; style-src '{_sha(style)}'; script-src {files}'{_sha(script)}'"
    lines = "\n".join(f'<p dir="auto">{escape(line)}</p>' for line in spoken(scene, now))
    reload_ = '<noscript><meta http-equiv="refresh" content="2"></noscript>\n' if data_file else ""
    return f"""<!doctype html>
<html lang="en-GB"{' class="dark"' if dark else ""} data-file="{escape(quote(data_file))}">
<head>
<meta charset="utf-8">
<meta name="generator" content="{MADE_BY}">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
{reload_}<title>The room’s screen</title>
<style>{style}</style>
</head>
<body>
<main id="scene" hidden>
<p id="above" dir="auto"></p>
<div id="middle">
<h1 id="words" dir="auto"></h1>
<div id="below"></div>
<div id="results"></div>
</div>
<footer><p id="time" role="timer"></p><div id="facts"><p id="clock"></p><p id="coming" dir="auto"></p></div></footer>
</main>
<p id="lost" role="status" hidden>Not connected: this is the last state.</p>
<noscript><div id="plain">
{lines}
</div></noscript>
<script type="application/json" id="first">{_as_json(scene, now)}</script>
<script>{script}</script>
</body>
</html>
"""


def data(scene: Scene, now: int) -> str:
    """Return the file that the page runs again and again: the scene, and the instant as a sign of life."""
    return f"facikitRoom({_as_json(scene, now)});\n"


def is_ours(path: Path) -> bool:
    """Tell whether a file is a page, or the file of data beside one, that was made here."""
    with path.open("rb") as file:
        beginning = file.read(1000)
    return f'content="{MADE_BY}"'.encode() in beginning or beginning.startswith(b"facikitRoom(")


def data_path(path: Path) -> Path:
    """Return where the data of the page at ``path`` stands."""
    return path.with_name(f"{path.stem}-data.js")


def fitted(results: tuple[Result, ...], most: int = MOST_ROWS) -> tuple[Result, ...]:
    """Return results with as many rows as a screen has room for; what is left out is counted."""
    found = []
    for result in results:
        rows = result.rows[:most]
        if result.rows and not rows:
            break
        most -= len(rows)
        left = len(result.rows) - len(rows)
        more = f"{left} more not shown" if left else ""
        note = ", ".join(part for part in (result.note, more) if part)
        found.append(replace(result, rows=rows, note=note))
    return tuple(found)


def sizes(scene: Scene) -> str:
    """Return the sizes of the words and of the results, by their length: the names of two classes."""
    size = 1 + sum(len(scene.words) > most for most in SIZES)
    lines = sum(max(1, len(one.rows)) * (2 if one.is_scale else 1) + 1 for one in scene.results)
    size = max(size, 4) if lines else size
    return f"size-{size} rows-{1 + sum(lines - 1 > most for most in ROWS)}"


def _as_json(scene: Scene, now: int) -> str:
    """Return the scene as JSON that is safe in a script: no letter of it ends one, and all are ASCII."""
    scene = replace(scene, results=fitted(scene.results))
    whole = {"beat": now, "sizes": sizes(scene), "scene": msgspec.to_builtins(scene)}
    text = json.dumps(whole, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _own(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _sha(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
