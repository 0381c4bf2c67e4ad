"""Faults swept over everything that facikit does to files: see ``__main__`` for the table of all of them.

The small session of the session's own tests is used here too.
"""

import sys
from pathlib import Path

ROOMS = str(Path(__file__).resolve().parent.parent / "session")
if ROOMS not in sys.path:
    sys.path.append(ROOMS)
