"""Files on their way from a platform to us: tried again, given up, never twice, never too large."""

import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bot.simulator.faults import Fault, FaultKind
from handlers.attachments import LARGEST
from handlers.messages import NotToBeHad, TryLater
from scheduler.fetching import LEASE, WAITS
from storage import attachments, people
from storage.attachments import About, Told
from tests import pictures
from tests.town import Core, OnBoth, OnTelegram, Own, Town, Voice

FILES = "What goes with it?"
BENCH = Own("bench.jpg", pictures.photo())


async def files_of(town: Town, voice: Voice) -> list[Told]:
    async with town.database.transaction() as session:
        met = [await people.account_of(session, on, voice.id) for on in ("core", "telegram")]
        (account,) = [each for each in met if each]
        return list(await attachments.of_person(session, account.person_id))


async def sends(town: Town, file: Own = BENCH) -> tuple[Core, Voice]:
    """Somebody who is asked for files and sends one."""
    ana, core = town.voice("Ana"), town.way
    assert isinstance(core, Core)
    await ana.says("/parcel A bench")
    await ana.encloses(file)
    return core, ana


async def test_a_platform_that_is_busy_is_asked_again(own_town: Town) -> None:
    town, core = own_town, own_town.way
    assert isinstance(core, Core)
    core.withholds = [TryLater(1.0), TimeoutError()]

    _, ana = await sends(town)
    assert [each.here for each in await files_of(town, ana)] == [False]
    await town.later(seconds=WAITS[0].total_seconds())
    await town.later(seconds=WAITS[1].total_seconds())

    assert [each.here for each in await files_of(town, ana)] == [True]
    assert ana.last_heard == f"{FILES}\n\nWith it so far: bench.jpg."


async def test_a_file_for_which_there_is_no_process_is_tried_again(
    own_town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(tmp_path / "is not there"))
        _, ana = await sends(own_town)
    assert [each.here for each in await files_of(own_town, ana)] == [False]

    await own_town.later(seconds=WAITS[0].total_seconds())

    assert [each.here for each in await files_of(own_town, ana)] == [True]


async def test_a_file_that_can_not_be_had_is_told_at_last(own_town: Town) -> None:
    town, core = own_town, own_town.way
    assert isinstance(core, Core)
    core.withholds = [TryLater(1.0)] * (len(WAITS) + 1)

    _, ana = await sends(town)
    await town.later(minutes=30)

    assert ana.last_heard == (
        "I couldn't fetch bench.jpg.\n\nYou can send another now, or go on without it."
    )
    await ana.says("done")
    await ana.says("no")
    assert ana.last_heard == "A bench: nothing"


async def test_a_file_that_is_gone_is_told_at_once(own_town: Town) -> None:
    town, core = own_town, own_town.way
    assert isinstance(core, Core)
    core.withholds = [NotToBeHad()]

    _, ana = await sends(town)

    assert ana.last_heard.startswith("I couldn't fetch bench.jpg.")


async def test_what_says_that_it_is_too_large_is_not_fetched(own_town: Town) -> None:
    _, ana = await sends(own_town, Own("film.jpg", bytes(LARGEST + 1)))

    assert ana.hears == [
        "I can't take film.jpg: it is larger than 10 MB. A smaller one is fine.",
        FILES,
    ]
    assert await files_of(own_town, ana) == []


async def test_a_file_under_way_when_we_were_killed_is_fetched_again(own_town: Town) -> None:
    town, core = own_town, own_town.way
    assert isinstance(core, Core)
    core.withholds = [TryLater(1.0)]
    _, ana = await sends(town)

    async with town.database.transaction() as session:
        later = town.clock.now() + WAITS[0]
        (claimed,) = await attachments.claim(session, later, LEASE, 5)
        assert await attachments.claim(session, later, LEASE, 5) == []
    await town.later(seconds=(WAITS[0] + LEASE).total_seconds())

    (kept,) = await files_of(town, ana)
    assert (kept.id, kept.here, kept.tries) == (claimed.id, True, 3)


async def test_what_is_wanted_no_more_is_not_kept(own_town: Town) -> None:
    async with own_town.database.transaction() as session:
        assert await attachments.keep(session, UUID(int=1), About("", "photo", ""), b"x") is None


async def test_files_of_a_form_that_was_left_go_after_a_day(own_town: Town) -> None:
    _, ana = await sends(own_town)
    assert len(await files_of(own_town, ana)) == 1

    await own_town.later(hours=24.1)

    assert await files_of(own_town, ana) == []


@pytest.mark.parametrize("way", [OnBoth], indirect=True)
@pytest.mark.parametrize("kind", ["500", "drop", "429"])
async def test_telegrams_trouble_is_waited_for(town: Town, kind: FaultKind) -> None:
    assert isinstance(town.way, OnTelegram)
    town.way.simulator.faults.add(Fault(method="getFile", kind=kind, times=1, seconds=1))
    ana = town.voice("Ana")

    await ana.says("/parcel A bench")
    await ana.encloses(BENCH)
    assert [each.here for each in await files_of(town, ana)] == [False]
    await town.later(seconds=WAITS[0].total_seconds())

    assert [each.here for each in await files_of(town, ana)] == [True]


def test_a_file_is_ours_for_longer_than_it_takes() -> None:
    assert timedelta(seconds=60) < LEASE
