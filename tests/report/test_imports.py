"""Asking for a report's code costs no more than it must, and never a screen."""

from __future__ import annotations

import subprocess
import sys


def test_nothing_heavy_is_imported_before_it_is_used():
    code = (
        "import sys; import facikit.report.render, facikit.report.runsheet, facikit.analysis.timing;"
        "print([name for name in ('textual', 'typer', 'rich', 'jinja2', 'markdown_it', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
