"""The real bot in a process of its own, killed or stopped while people write."""

import asyncio
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from bot.clock import WallClock
from bot.simulating import look_after
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from storage.alerts import Alert
from storage.database import Database
from storage.mailbox import Letter
from storage.safeguarding import SafeguardingContact
from storage.sealing import new_keys
from tests.kills import AGAIN, kill_while_people_write
from tests.processes import Process, database_url, real_bot
from tests.serving import heard, until


@pytest.mark.timeout(400)
async def test_a_bot_killed_twenty_times_does_everything_once_and_answers_everybody(
    tmp_path: Path,
) -> None:
    await kill_while_people_write(tmp_path, kills=20, seed=20261122)


async def test_ctrl_c_ends_it_within_five_seconds_with_the_letters_under_way_settled(
    tmp_path: Path,
) -> None:
    simulator = Simulator(WallClock(), limits=Limits.none())
    await simulator.start()
    async with real_bot(tmp_path, simulator) as bot:
        people = [simulator.phones.meet(f"Person {n}").id for n in range(10)]
        simulator.faults.add(Fault(method="sendMessage", kind="delay", times=None, seconds=1.0))
        for person in people:
            simulator.phones.say(person, "/help")
        await until(lambda: not simulator.updates.count)
        began = time.monotonic()
        assert await bot.end(signal.SIGINT) == 0
        assert time.monotonic() - began < 5
        assert "Error" not in bot.log

        # What left is not sent again, what had not left is sent now: everybody hears once.
        simulator.faults.clear()
        await bot.start()
        last = simulator.phones.meet("The last one").id
        simulator.phones.say(last, "/help")
        await until(lambda: last in _heard(simulator))
        assert await bot.end(signal.SIGINT) == 0
        assert sorted(_heard(simulator)) == [*people, last]
    await simulator.stop()


def _heard(simulator: Simulator) -> list[int]:
    return [int(each.chat or 0) for each in simulator.ledger.calls("sendMessage") if each.ok]


# --- Alerts -------------------------------------------------------------------------------

TO_ALERT = ("Yes, tell Moira", "1. Write to me here")
"""What somebody presses until a contact is told."""


async def test_a_contact_is_told_of_each_who_asked_though_the_bot_is_killed_over_it(
    tmp_path: Path, furnished: Path
) -> None:
    simulator, chance = Simulator(WallClock(), limits=Limits.none()), random.Random(6)
    await simulator.start()
    moira = simulator.phones.meet("Moira", start="").id
    await _looked_after(tmp_path, furnished, moira)
    async with real_bot(tmp_path, simulator) as bot:
        asked = {f"P{n}": simulator.phones.meet(f"P{n}").id for n in range(6)}
        people = list(asked.values())
        for person in people:
            simulator.phones.say(person, "I want to kill myself")
        for label in TO_ALERT:
            await _press(simulator, people, label)
        await _kill(bot, simulator, chance.uniform(0, 0.1))
        for name, person in asked.items():
            await until(lambda: _once(simulator, person, "I have sent it"))  # noqa: B023
            await until(lambda: _once(simulator, moira, f"Name: {name}\n"))  # noqa: B023
        assert await bot.end(signal.SIGINT) == 0
    await simulator.stop()

    for name, person in asked.items():
        assert _once(simulator, person, "I have sent it")
        assert _once(simulator, moira, f"Name: {name}\n")
    await _check_alerts(tmp_path, len(asked))


async def _looked_after(folder: Path, furnished: Path, contact: int) -> None:
    """A database in which Moira alone is told of people in danger."""
    (folder / "data").mkdir()
    shutil.copy(furnished, folder / "data" / "sparkplug.sqlite")
    database = Database(database_url(folder), new_keys())
    async with database.transaction() as session:
        await session.execute(delete(SafeguardingContact))
        await look_after(session, ("telegram", str(contact), "Moira"))
    await database.close()


async def _press(simulator: Simulator, people: Sequence[int], label: str) -> None:
    """Each of them presses a button, once all have it."""
    await until(lambda: all(_has(simulator, each, label) for each in people))
    for person in people:
        simulator.phones.press(person, label)


def _has(simulator: Simulator, person: int, label: str) -> bool:
    try:
        return bool(simulator.phones.find_button(person, label, None))
    except LookupError:
        return False


async def _kill(bot: Process, simulator: Simulator, after: float) -> None:
    """Kill it a moment after it was handed what was pressed, and start it anew."""
    last = simulator.ledger.last
    await until(lambda: any(e.kind == "handed_out" for e in simulator.ledger.entries(last - 1)))
    await asyncio.sleep(after)
    await bot.end(signal.SIGKILL)
    await bot.start()


def _once(simulator: Simulator, person: int, words: str) -> bool:
    """Whether somebody has heard something; what a kill had sent again says that it is."""
    first, *more = [each for each in heard(simulator, person) if words in each] or [""]
    return bool(first) and all(each.startswith(AGAIN) for each in more)


async def _check_alerts(folder: Path, people: int) -> None:
    """Everybody has one alert, of which one letter tells."""
    database = Database(database_url(folder), new_keys())
    async with database.transaction() as session:
        alerts = (await session.scalars(select(Alert.person_id))).all()
        told = await session.execute(
            select(Letter.alert_id, func.count())
            .where(Letter.alert_id.is_not(None))
            .group_by(Letter.alert_id)
        )
        letters = Counter(count for _, count in told)
    await database.close()
    assert len(alerts) == len(set(alerts)) == people
    assert letters == {1: people}
