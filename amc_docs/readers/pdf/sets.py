"""Which things belong together, told pair by pair."""

from __future__ import annotations


class Sets:
    """Union-find over 0 … n-1."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """Return the set's representative."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Make both sets one."""
        self._parent[self.find(one)] = self.find(other)
