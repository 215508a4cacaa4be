"""Mentors and those who ask for one, for the tests of what becomes of them."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from storage import peers
from storage.mentoring import Mentee, Mentor, Mentoring
from storage.people import Account
from tests.town import Town, Voice

BANK = "Opening a group bank account"
GRANT = "Our first grant"


async def is_peer(
    town: Town, voice: Voice, line: str = "", languages: Sequence[str] = ("en",)
) -> int:
    """Let somebody be a peer, for whom somebody has vouched; their id."""
    await voice.says("/start")
    async with town.database.transaction() as session:
        account = await session.scalar(select(Account).where(Account.user == voice.id))
        assert account
        now = town.clock.now()
        peer = peers.told_nothing(account.person_id, now)
        peer.adult_at = peer.vouched_at = now
        peer.languages, peer.anywhere, peer.ways = list(languages), True, ["call"]
        peer.via, peer.every = "coordinator", "weekly"
        peers.write_line(session, peer, line)
        session.add(peer)
        return account.person_id


async def offers(
    town: Town, name: str, *topics: str, most: str = "1", languages: Sequence[str] = ("en",)
) -> Voice:
    """Somebody new who offers time."""
    mentor = town.voice(name)
    await is_peer(town, mentor, f"I am {name}, and I listen.", languages)
    await mentor.says("/mentoring")
    await mentor.presses("I could be a mentor")
    await mentor.fills(list(topics or (BANK,)), most)
    return mentor


async def asks(town: Town, name: str, *topics: str) -> Voice:
    """Somebody new who asks for a mentor."""
    mentee = town.voice(name)
    await is_peer(town, mentee, f"I am {name}.")
    await mentee.says("/mentoring")
    await mentee.presses("I'd like a mentor")
    await mentee.fills(list(topics or (BANK,)))
    return mentee


async def say_yes(town: Town, mentee: Voice, mentor: Voice) -> None:
    """Both say yes, and how to reach them."""
    await mentee.presses(f"Yes, ask {mentor.name}")
    await mentee.fills(f"{mentee.name.lower()}@example.org")
    await town.later(seconds=5)
    await mentor.presses("Yes, I'd like to")
    await mentor.fills("07700 900123")


async def agree(
    mentee: Voice, mentor: Voice, goal: str = "Open an account", every: str = "Every week",
    day: str = "Tuesday", weeks: str = "8 weeks",
) -> None:  # fmt: skip
    """The mentee suggests a plan, and the mentor says yes to it."""
    await mentee.presses("Suggest a plan")
    await mentee.fills(goal, every, day, weeks)
    await mentor.presses("Yes, let's do that")


async def starts(town: Town, mentee: Voice, mentor: Voice, **plan: str) -> None:
    """From two yeses to a plan that holds."""
    await say_yes(town, mentee, mentor)
    await agree(mentee, mentor, **plan)


async def part(town: Town) -> None:
    """Leave no mentor, and nobody who wants one, to the next test."""
    async with town.database.transaction() as session:
        for table in (Mentoring, Mentor, Mentee):
            await session.execute(delete(table))
