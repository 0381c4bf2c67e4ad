"""The frame of everything that stands over a screen: as high as what is in it, with its keys on the last line.

The framework reckons with the whole of a long list, however little of it is shown, and leaves the rest of the frame
empty below the keys.
"""

from __future__ import annotations

from textual.containers import Vertical
from textual.geometry import Size


class Dialogue(Vertical):
    """A frame around parts, one below the other."""

    def __init__(self) -> None:
        super().__init__(id="dialog")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the height of the parts as they are shown."""
        return self.arrange(Size(width, viewport.height)).total_region.height
