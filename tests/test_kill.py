"""The real bot in a process of its own, killed or stopped while people write."""

import signal
import time
from pathlib import Path

from bot.clock import WallClock
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from tests.kills import kill_while_people_write
from tests.processes import real_bot
from tests.serving import until


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
