"""Events: told to the bot until it has acknowledged them, or Slack gives up.

https://docs.slack.dev/apis/events-api/#retries
"""

import asyncio
import contextlib
import random
from collections import OrderedDict
from collections.abc import Mapping
from datetime import timedelta

import msgspec

from bot.simulator.limits import SlackLimits
from bot.simulator.slack_deliveries import Deliveries, Delivery
from bot.simulator.slack_world import APP, BOT_USER, TEAM, SlackWorld
from bot.simulator.world import Json

SUBSCRIBED = {
    "app_home_opened",
    "app_mention",
    "channel_archive",
    "channel_left",
    "group_archive",
    "group_left",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
}
REMEMBERED = 5_000  # so many can be told again
AT_ONCE = 20  # of those that were held back


class Events:
    """The events that nobody has acknowledged yet, each on its own way."""

    def __init__(self, slack: SlackWorld, deliveries: Deliveries, limits: SlackLimits) -> None:
        self.subscribed = set(SUBSCRIBED)  # as the app's manifest names them
        self.recent: OrderedDict[str, Json] = OrderedDict()  # the newest, by event id
        self._slack = slack
        self._deliveries = deliveries
        self._limits = limits
        self._tasks: set[asyncio.Task[None]] = set()
        self._moving: set[int] = set()  # by identity
        self._drained = asyncio.Event()
        self._drained.set()
        self._pushed = asyncio.Event()
        self._held: list[Json] | None = []  # until the start; None: nothing is held back
        self._loop: asyncio.AbstractEventLoop

    def load(self, kept: Mapping[str, bytes]) -> None:
        """Begin to tell; what was unacknowledged when the world was last closed comes first."""
        self._loop = asyncio.get_running_loop()
        for identifier in sorted(kept):
            self._start(msgspec.json.decode(kept[identifier]))
        self.release()

    def put(self, subscription: str, event: Json) -> str | None:
        """Something happened. Returns the event's id; None: the app has not subscribed to it."""
        if subscription not in self.subscribed:
            return None
        identifier = self._slack.next_id("Ev")
        self.inject(
            {
                "token": "simulated",
                "team_id": TEAM,
                "api_app_id": APP,
                "event": event,
                "type": "event_callback",
                "event_id": identifier,
                "event_time": self._slack.seconds(),
                "event_context": f"4-{identifier}",
                "is_ext_shared_channel": False,
                "authorizations": [
                    {
                        "enterprise_id": None,
                        "team_id": TEAM,
                        "user_id": BOT_USER,
                        "is_bot": True,
                        "is_enterprise_install": False,
                    }
                ],
            }
        )
        return identifier

    def inject(self, payload: Json) -> None:
        """Tell the bot of this, just as it is, well-formed or not."""
        identifier = str(payload.get("event_id"))
        self.recent[identifier] = payload
        if len(self.recent) > REMEMBERED:
            self.recent.popitem(last=False)
        self._slack.world.keep("slack_event", identifier, payload)
        if self._held is not None:
            self._held.append(payload)
        else:
            self._start(payload)

    def again(self, event_id: str) -> None:
        """Tell the bot of an event once more, with the same id, whatever it said to it."""
        self._start(self.recent[event_id])

    # holding back, for the order and the number to be changed

    def hold(self) -> None:
        """Keep what happens from now on back."""
        self._held = []

    def release(self, shuffle: random.Random | None = None, copies: int = 1) -> int:
        """Tell what was held back, each 1 to `copies` times, in any order. Returns how many."""
        held, self._held = self._held or [], None
        if shuffle is not None:
            held = [one for one in held for _ in range(shuffle.randint(1, copies))]
            shuffle.shuffle(held)
        else:
            held = [one for one in held for _ in range(copies)]
        gate = asyncio.Semaphore(AT_ONCE)
        for payload in held:
            self._start(payload, gate)
        return len(held)

    # time

    def clock_pushed(self) -> None:
        """The simulated time has moved on: what waited for it may be due."""
        self._pushed.set()
        self._pushed = asyncio.Event()

    async def wait_until_drained(self, seconds: float) -> None:
        """Return once nothing is on its way, or after so many seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._drained.wait(), seconds)

    async def stop(self) -> None:
        """Deliver no more; what is unacknowledged stays for the next start."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # the steps of the above

    def _start(self, payload: Json, gate: asyncio.Semaphore | None = None) -> None:
        delivery = Delivery(id=str(payload.get("event_id")), kind="events_api", payload=payload)
        self._begin(delivery)
        task = self._loop.create_task(self._carry(delivery, gate))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, delivery: Delivery, gate: asyncio.Semaphore | None) -> None:
        try:
            async with gate or contextlib.nullcontext():
                await self._attempt_all(delivery)
            self._slack.world.keep("slack_event", delivery.id, None)
        finally:
            self._rest(delivery)

    async def _attempt_all(self, delivery: Delivery) -> None:
        for wait in (None, *self._limits.retries):
            if wait is not None:
                delivery.attempt += 1
                await self._wait(delivery, wait)
            reply = await self._deliveries.send(delivery)
            if reply.failure is None or reply.is_final:
                return
            delivery.reason = reply.failure

    async def _wait(self, delivery: Delivery, seconds: float) -> None:
        """Until so much simulated time has gone by; meanwhile the event is not on its way."""
        clock = self._slack.world.clock
        due = clock.now() + timedelta(seconds=seconds)
        while (left := (due - clock.now()).total_seconds()) > 0:
            self._rest(delivery)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._pushed.wait(), left)
        self._begin(delivery)

    def _begin(self, delivery: Delivery) -> None:
        self._moving.add(id(delivery))
        self._drained.clear()

    def _rest(self, delivery: Delivery) -> None:
        self._moving.discard(id(delivery))
        if not self._moving:
            self._drained.set()
