"""Peers: joining, leaving, whom one never wants to meet, and what becomes of a report."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import invitations, peers, people
from storage.database import Database
from storage.peers import NeverWith, Peer

NOON = datetime(2026, 9, 14, 11, tzinfo=UTC)


async def met(session: AsyncSession, name: str) -> int:
    """Somebody who joined, and for whom somebody vouched."""
    account = await people.meet(
        session, "core", name, address=name, name=name, language="en", now=NOON
    )
    peer = peers.told_nothing(account.person_id, NOON)
    peer.adult_at = peer.vouched_at = NOON
    session.add(peer)
    await session.flush()
    return account.person_id


# --- Who is kept apart --------------------------------------------------------------------


async def test_two_are_kept_apart_whichever_of_them_wants_it(database: Database) -> None:
    async with database.transaction() as session:
        ana, ben, cy = [await met(session, name) for name in ("Ana", "Ben", "Cy")]
        await peers.keep_apart(session, ben, ana, NOON)
        await peers.keep_apart(session, ben, ana, NOON)  # again changes nothing

        assert await peers.blocks(session, [ana, ben, cy]) == {(ana, ben)}
        assert await peers.blocks(session, [ana, cy]) == set()
        assert not await peers.may_meet(session, [ana, ben], NOON)
        assert await peers.may_meet(session, [ana, cy], NOON)


@pytest.mark.parametrize(
    ("named", "called", "apart"),
    [
        ("gareth jones", "Gareth Jones", True),
        ("Gareth Jones", "Gareth", True),
        ("Gareth", "Gareth Jones", True),
        ("Siân", "SIAN Price", True),
        ("Gareth Jones", "Gareth Price", False),
        ("Gar", "Gareth", False),
        ("!", "Gareth", False),
        ("Gareth", "", False),
    ],
)
async def test_a_name_keeps_apart_from_everybody_who_may_be_called_so(
    database: Database, named: str, called: str, apart: bool
) -> None:
    async with database.transaction() as session:
        ana, other = await met(session, "Ana"), await met(session, called)
        await peers.keep_apart_by_name(session, ana, named, NOON)

        assert bool(await peers.blocks(session, [ana, other])) is apart


async def test_nobody_is_kept_apart_from_a_stranger_for_whoever_had_their_number(
    database: Database,
) -> None:
    async with database.transaction() as session:
        ana, ben = await met(session, "Ana"), await met(session, "Ben")
        await peers.keep_apart(session, ana, ben, NOON)
        await people.erase(session, ben)

    async with database.transaction() as session:
        assert (await session.scalars(select(NeverWith))).all() == []


# --- Who is in ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lacking",
    [
        {"adult_at": None},
        {"vouched_at": None},
        {"left_at": NOON},
        {"out_at": NOON},
        {"paused_until": NOON + timedelta(days=1)},
    ],
)
async def test_nobody_is_in_who_lacks_anything(
    database: Database, lacking: dict[str, datetime | None]
) -> None:
    async with database.transaction() as session:
        ana = await met(session, "Ana")
        peer = await session.get_one(Peer, ana)
        assert [each.person.name for each in await peers.all_in(session, NOON)] == ["Ana"]
        for name, value in lacking.items():
            setattr(peer, name, value)

        assert await peers.all_in(session, NOON) == []
        assert await peers.those_in(session, [ana], NOON) == []


async def test_whoever_stopped_or_rests_is_not_in(database: Database) -> None:
    async with database.transaction() as session:
        ana = await met(session, "Ana")
        person = await session.get_one(people.Person, ana)
        person.paused_until = NOON + timedelta(days=1)
        assert await peers.all_in(session, NOON) == []
        assert await peers.all_in(session, NOON + timedelta(days=2)) != []
        person.stopped_at = NOON

        assert await peers.all_in(session, NOON + timedelta(days=2)) == []


# --- Invitations --------------------------------------------------------------------------


async def test_an_invitation_is_good_for_so_many_and_so_long(database: Database) -> None:
    async with database.transaction() as session:
        word = await invitations.make(session, "core", "moira", 2, NOON)
        later = NOON + invitations.LASTS

        assert await invitations.invitation(session, "nonsense", NOON) is None
        assert await invitations.use(session, word, later) is None
        assert await invitations.use(session, f" {word.upper()} ", NOON)
        assert await invitations.use(session, word, NOON)
        assert await invitations.use(session, word, NOON) is None
