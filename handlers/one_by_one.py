"""What is due of a slice of rows, done for each by itself: one that fails holds up no other."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.turns import Moment
from storage.database import clashed

log = logging.getLogger(__name__)

LATER = timedelta(hours=1)
"""When it is tried again for one that failed."""

Key = TypeVar("Key")


async def one_by_one(
    moment: Moment,
    keys: Sequence[Key],
    do: Callable[[Moment, Key], Awaitable[None]],
    put_off: Callable[[AsyncSession, Key, datetime], Awaitable[None]],
) -> int:
    """Do what is due for each of some rows; how many they are.

    What failed is undone, logged with its key alone, and put off. Keys are given and no rows: what
    is undone has to be read again, so each reads its own when its turn comes.

    Raises:
        DBAPIError: the database had trouble that is no row's: all of it is to be tried again.
    """
    for key in keys:
        try:
            async with moment.session.begin_nested():
                await do(moment, key)
        except Exception as error:
            if isinstance(error, DBAPIError) and (error.connection_invalidated or clashed(error)):
                raise
            log.exception("%s failed for %s", do.__qualname__, key)
            await put_off(moment.session, key, moment.now + LATER)
    return len(keys)
