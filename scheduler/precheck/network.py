"""Network: the most that flows from a source to a sink, and what holds it back (max-flow, min-cut; Dinic 1970)."""

from __future__ import annotations

SOURCE, SINK = 0, 1
ENDLESS = 1_000_000


class Network:
    """Nodes are numbers, 0 the source and 1 the sink; pipes hold whole amounts. `add` pipes, then `flow` once."""

    def __init__(self) -> None:
        self.ends: list[int] = []
        self.room: list[int] = []
        self.out: list[list[int]] = [[], []]

    def node(self) -> int:
        """A fresh node."""
        self.out.append([])
        return len(self.out) - 1

    def add(self, here: int, there: int, room: int) -> int:
        """A pipe with its room; pipe ^ 1 is the way back."""
        pipe = len(self.ends)
        self.ends += (there, here)
        self.room += (room, 0)
        self.out[here].append(pipe)
        self.out[there].append(pipe + 1)
        return pipe

    def flow(self) -> int:
        """Let flow as much as can; returns how much."""
        total = 0
        while (depth := self._depths())[SINK] >= 0:
            tried = [0] * len(self.out)
            while pushed := self._push(depth, tried):
                total += pushed
        return total

    def reached(self) -> set[int]:
        """Once all flows: the nodes more could still get to. Every pipe that leads out of them is full."""
        depth = self._depths()
        return {node for node, at in enumerate(depth) if at >= 0}

    def _depths(self) -> list[int]:
        depth = [-1] * len(self.out)
        depth[SOURCE] = 0
        queue = [SOURCE]
        for node in queue:
            for pipe in self.out[node]:
                there = self.ends[pipe]
                if depth[there] < 0 and self.room[pipe] > 0:
                    depth[there] = depth[node] + 1
                    queue.append(there)
        return depth

    def _push(self, depth: list[int], tried: list[int]) -> int:
        """One path by rising depth; `tried` remembers which pipes of a node lead nowhere."""
        path: list[int] = []
        node = SOURCE
        while node != SINK:
            for at in range(tried[node], len(self.out[node])):
                pipe = self.out[node][at]
                if self.room[pipe] > 0 and depth[self.ends[pipe]] == depth[node] + 1:
                    tried[node] = at
                    path.append(pipe)
                    node = self.ends[pipe]
                    break
            else:
                tried[node] = len(self.out[node])
                if not path:
                    return 0
                node = self.ends[path.pop() ^ 1]
                tried[node] += 1
        amount = min(self.room[pipe] for pipe in path)
        for pipe in path:
            self.room[pipe] -= amount
            self.room[pipe ^ 1] += amount
        return amount
