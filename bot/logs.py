"""Logs for operators: what happened and where, never what anybody wrote, never a token.

An exception's message may hold a person's words or a statement's values, so a traceback shows its
frames and the exception's type alone.
"""

import copy
import logging
import re
import traceback
from types import TracebackType

_TOKEN = re.compile(r"\b\d{6,}:[\w-]{30,}|xox[a-z]-[\w-]+|xapp-[\w-]+")


class Discreet(logging.Formatter):
    """Writes frames and types, and blots out tokens."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as text. What another handler made of its exception is not reused."""
        own = copy.copy(record)
        own.exc_text = None
        return _TOKEN.sub("(token)", super().format(own))

    def formatException(  # noqa: N802
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Frames and types, from the cause to what came of it."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__))
            where = "".join(f"  {f.filename}:{f.lineno} in {f.name}\n" for f in frames)
            lines.insert(0, f"{type(error).__name__}\n{where}".rstrip())
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Log discreetly. The HTTP libraries, which log addresses with tokens, speak up less."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "aiohttp.access", "apscheduler", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
