"""One of several processes that share a PostgreSQL: `python -m tests.standby URL KEYS NAME [NOW]`.

It says "holds" or "stands by" on its standard output whenever that changes, and "sent …" for each
letter. One called "stuck" says "sending …" instead and never comes back from it. Its clock may be
told what time it is as it starts; then it also ticks often, so that nobody waits for that.
"""

import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.app import App, Door
from bot.clock import Clock, PushedClock, WallClock
from bot.settings import Settings
from handlers.messages import Message, NotToBeHad, Outgoing
from scheduler import clockwork
from scheduler.pace import Chats, Pace
from storage.database import Database
from storage.sealing import keys_in

UNHURRIED = Pace(1e6, burst=1_000_000)
OFTEN = 0.25
"""Seconds between two ticks."""


class Told:
    """A platform that tells what it was given to send, and polls for nothing."""

    platform = "told"
    pace = UNHURRIED
    at_once = 4

    def __init__(self, *, stuck: bool) -> None:
        self.chats = Chats(lambda _: UNHURRIED)
        self._stuck = stuck
        self._watch: asyncio.Task[None] | None = None

    async def start(self, door: Door) -> None:
        self._watch = asyncio.create_task(self._poll(door))

    async def _poll(self, door: Door) -> None:
        tell("stands by")
        await door.our_turn()
        tell("holds")

    async def stop(self) -> None:
        if self._watch:
            self._watch.cancel()

    async def close(self) -> None:
        pass

    async def rest(self) -> None:
        pass

    async def send(self, letter: Outgoing) -> str:
        again = " again" if letter.again else ""
        if self._stuck:
            tell(f"sending {letter.message.text}{again}")
            await asyncio.Event().wait()
        tell(f"sent {letter.message.text}{again}")
        return "1"

    async def fetch(self, file: str, at_most: int) -> bytes:
        raise NotToBeHad

    async def readers(self, address: str) -> None:
        pass

    async def send_now(self, address: str, message: Message, language: str) -> str | None:
        return "1"


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def app(
    url: str,
    key_file: Path,
    clock: Clock,
    *,
    stuck: bool = False,
    tick_every: float = clockwork.EVERY,
) -> App:
    """The app as `sparkplug run` wires it, with that one platform."""
    settings = Settings(data_dir=key_file.parent, database_url=url, key_file=key_file)
    database = Database(url, keys_in(key_file))
    return App(settings, clock, database, [Told(stuck=stuck)], tick_every=tick_every)


async def main(arguments: Sequence[str]) -> None:
    """Run until killed."""
    url, key_file, name, *now = arguments
    clock = PushedClock(datetime.fromisoformat(now[0])) if now else WallClock()
    tick_every = OFTEN if now else clockwork.EVERY
    await app(url, Path(key_file), clock, stuck=name == "stuck", tick_every=tick_every).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
