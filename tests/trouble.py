"""A database in trouble."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from sqlalchemy import event

from storage.database import Database


@contextmanager
def failing(
    database: Database, error: BaseException, at: str = "", times: float = inf
) -> Iterator[None]:
    """Fail each statement that begins with some words, on its way to the database."""
    left = times

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal left
        if statement.startswith(at) and left > 0:
            left -= 1
            raise error

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", fail)
