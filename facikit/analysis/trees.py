"""Mind maps: points that hang on points, as an outline.

Two people may hang each other's points on one another, and a point may outlive the one it hung on. No point is lost by
that: it stands at the top.
"""

from __future__ import annotations

from collections.abc import Sequence


def outline(nodes: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Return (depth, index) of every node, given as (id, id of the one it hangs on), each exactly once.

    A node stands before what hangs on it; those side by side keep their order. Of a ring, the first stands at the top.
    """
    index_of: dict[str, int] = {}
    for index, (node_id, _) in enumerate(nodes):
        index_of.setdefault(node_id, index)
    parents = [index_of.get(parent) if parent else None for _, parent in nodes]
    under: list[list[int]] = [[] for _ in nodes]
    for index, parent in enumerate(parents):
        if parent is not None:
            under[parent].append(index)
    found: list[tuple[int, int]] = []
    placed: set[int] = set()

    def grow(root: int) -> None:
        waiting = [(0, root)]
        while waiting:
            depth, index = waiting.pop()
            if index not in placed:
                placed.add(index)
                found.append((depth, index))
                waiting += [(depth + 1, child) for child in reversed(under[index])]

    for index, parent in enumerate(parents):
        if parent is None:
            grow(index)
    for index in range(len(nodes)):
        if index not in placed:
            grow(min(_ring(index, parents)))
    return found


def _ring(start: int, parents: Sequence[int | None]) -> list[int]:
    """Return the ring that the way up from ``start`` ends in."""
    way: dict[int, None] = {}
    here: int | None = start
    while here is not None and here not in way:
        way[here] = None
        here = parents[here]
    every = list(way)
    return every[every.index(here) :] if here is not None else [start]
