"""Neighbours: made-up volunteers of the simulator who would like to meet others.

Each has a telephone on the page, so that whoever tries it out can be introduced to one, and answer
for both.
"""

from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from bot.simulator.server import Simulator
from storage import circles, mentoring, peers, people
from storage.areas import area_called
from storage.peers import Cadence, Want

ON_TELEGRAM = "telegram"


class Neighbour(NamedTuple):
    """Somebody of the sample area."""

    name: str
    area: str
    languages: tuple[str, ...]
    interests: tuple[str, ...]
    lived: tuple[str, ...]
    line: str
    wants: tuple[Want, ...] = (Want.PEER,)


NEIGHBOURS = (
    Neighbour("Ravi Shah", "Canalside", ("en", "gu"), ("shared_meals", "cooking"),
              ("first_grant", "no_volunteers"), "I cook for the Friday lunch at Lock Street.",
              (Want.PEER, Want.CIRCLE)),
    Neighbour("Bronwen Rees", "Brookside", ("en", "cy"), ("gardening", "shared_meals"),
              ("lost_venue", "bank_account", "handing_over"),
              "Twenty years of allotments, and three treasurers.",
              (Want.PEER, Want.BE_MENTOR, Want.CIRCLE)),
    Neighbour("Tom Adeyemi", "Millfield", ("en",), ("young_people", "sport"),
              ("refused", "alone"), "Wednesday football for anybody who turns up.",
              (Want.PEER, Want.MENTOR, Want.CIRCLE)),
    Neighbour("Leila Haddad", "Central", ("en", "ar"), ("arts", "community_events"),
              ("first_event", "permission"), "I ran our first street party this summer.",
              (Want.PEER, Want.CIRCLE)),
    Neighbour("Kasia Nowak", "Brookside", ("en", "pl"), ("music", "shared_meals"),
              ("insurance", "accounts"), "Choir on Mondays. Tea afterwards is the best part.",
              (Want.PEER, Want.CIRCLE)),
)  # fmt: skip


async def acquaint(session: AsyncSession, simulator: Simulator) -> None:
    """Let them be peers, unless somebody is one already."""
    now = simulator.clock.now()
    if await peers.all_in(session, now):
        return
    for each in NEIGHBOURS:
        user = str(simulator.phones.meet(each.name, start="").id)
        account = await people.meet(
            session, ON_TELEGRAM, user, address=user, name=each.name, language="en", now=now
        )
        account.person.area = await area_called(session, each.area)
        peer = peers.told_nothing(account.person_id, now)
        peer.adult_at = peer.vouched_at = now
        peer.via = "coordinator"
        peer.wants, peer.every = list(each.wants), Cadence.WEEKLY
        peer.languages, peer.anywhere = list(each.languages), True
        peer.interests, peer.lived = list(each.interests), list(each.lived)
        peer.ways = ["call", "message", "in_person"]
        peers.write_line(session, peer, each.line)
        session.add(peer)
        await session.flush()
        if Want.CIRCLE in each.wants:
            await circles.wait(session, peer.person_id, now)
        if Want.BE_MENTOR in each.wants:
            await mentoring.offer(session, peer.person_id, 2, each.lived, now)
