"""People who join, for the tests of whatever peers do."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import administrators, peers
from storage.administrators import Role
from storage.peers import Peer, PeerReport, Want
from storage.people import Account
from tests.town import Town, Voice

JOINED = "You're in. I'll write to you when I've found somebody for you."

SAFETY = "The first time, meet somewhere public, and tell somebody where you are."
"""Stands once under everything that introduces somebody."""

PLAIN = (["Somebody to talk with"], "Every week", ["English"], "Anywhere")


async def fills_in(
    person: Voice, adult: str | None = None, line: str = "", word: str | None = None
) -> None:
    """Answer what is asked of whoever joins; None: that is not asked."""
    first = [adult] if adult else []
    last = [word] if word is not None else []
    await person.fills(*first, *PLAIN, [], [], ["Calls"], line, *last)


async def asks_to_join(
    person: Voice, adult: str | None = "Yes", line: str = "", word: str = ""
) -> None:
    """Ask to be introduced to others."""
    await person.says("/peers")
    await person.presses(
        "I'd like to join" if "I'd like to join" in person.buttons else "Change what I said"
    )
    await fills_in(person, adult, line, word)


async def nobody(town: Town) -> None:
    """Leave no peer of an earlier test, and no report."""
    async with town.database.transaction() as session:
        await session.execute(delete(PeerReport))
        await session.execute(delete(Peer))


async def coordinator(town: Town, name: str) -> Voice:
    """Somebody new, who is the only one who looks after volunteers; nobody is a peer yet."""
    await nobody(town)
    voice = town.voice(name)
    await voice.says("/start")
    async with town.database.transaction() as session:
        for platform, user in await administrators.who_are(session, Role.COORDINATOR):
            await administrators.remove(session, platform, user, Role.COORDINATOR)
        now = town.clock.now()
        await administrators.add(session, town.way.name, voice.id, Role.COORDINATOR, now)
    return voice


async def word_from(person: Voice, button: str = "Invite one person") -> str:
    """The word of an invitation that a coordinator makes."""
    await person.says("/peers")
    await person.presses(button)
    return person.last_heard.rstrip(")").rsplit(" ", 1)[1]


async def account_of(session: AsyncSession, voice: Voice) -> Account:
    """Somebody's account."""
    found = await session.scalar(select(Account).where(Account.user == voice.id))
    assert found
    return found


async def is_peer(town: Town, *voices: Voice, wants: Sequence[Want] = (Want.PEER,)) -> list[int]:
    """Let people be peers, for whom somebody has vouched; their ids."""
    ids = []
    for voice in voices:
        await voice.says("/start")
        async with town.database.transaction() as session:
            account = await account_of(session, voice)
            now = town.clock.now()
            peer = peers.told_nothing(account.person_id, now)
            peer.adult_at = peer.vouched_at = now
            peer.wants, peer.every, peer.languages = list(wants), "weekly", ["en"]
            peer.anywhere, peer.ways, peer.via = True, ["call"], "coordinator"
            session.add(peer)
            ids.append(account.person_id)
    return ids


async def peer_of(town: Town, voice: Voice) -> Peer | None:
    """What somebody said as a peer."""
    async with town.database.transaction() as session:
        return await peers.peer_of(session, (await account_of(session, voice)).person_id)
