"""Teams: channels of councils' people, to which questions go.

Whoever is in the channel is of the team; nothing else makes somebody one of its officers. A team
names its areas by their refs, so that it outlives an import of the areas.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    false,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.areas import Area, all_areas, around, locations
from storage.database import Base, BigId
from storage.earliest import Earliest

OTHERS = ("foi", "complaint", "own_data", "safeguarding")
"""What is no question but something else, with rules of its own, for a team that is set for it."""


State = Literal["gone", "public", "new", "waits", "unread", "exposed", "works"]
"""gone: no team (any more). public: everybody can read the channel. new: nobody has filled in the
form. waits: for an administrator. unread: nobody knows any more who is in the channel. exposed: an
administrator must say yes to who reads along. works: questions go to it."""


class Team(Base):
    """A channel whose members answer questions, once an administrator has said yes to it."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("platform", "channel"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    platform: Mapped[str]
    channel: Mapped[str]
    room: Mapped[str] = mapped_column(default="")
    """What the channel is called, without a #; empty: not known yet."""
    name: Mapped[str] = mapped_column(default="")
    """What volunteers are told it is called."""
    about: Mapped[str] = mapped_column(default="")
    """What it helps with, in its own words."""
    subjects: Mapped[list[str]] = mapped_column(default=list)
    """What these words are about, as the thesaurus names it."""
    hours: Mapped[str] = mapped_column(default="Mon,Tue,Wed,Thu,Fri 09:00-17:00")
    """When it works, as `working_hours` writes it."""
    answer_days: Mapped[int] = mapped_column(default=5)
    """Working days in which it promises an answer."""
    deputy: Mapped[str | None]
    """The member who is reminded when nobody takes a question; None: nobody is named."""
    backup_id: Mapped[int | None] = mapped_column(
        ForeignKey("team.id", ondelete="SET NULL"), index=True
    )
    """The team that is reminded after that; None: none is named."""
    front_door: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it gets what fits no other."""
    other: Mapped[str | None]
    """Which of the `OTHERS` it is set for, and takes nothing else; None: it takes questions."""

    proposed_by: Mapped[str | None]
    """The member who filled in the form last; None: nobody has yet."""
    proposed_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    """When an administrator said yes to it; None: none has yet."""
    gone_at: Mapped[datetime | None]
    """When we were put out of the channel, it was archived, or the answer was no; None: it is."""

    stopped_at: Mapped[datetime | None]
    """Since when it is not working; None: it is, or that was not noted yet."""

    unread_at: Mapped[datetime | None]
    """Since when it is too long ago that we were told who is in it; None: it is not."""
    private: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether nobody reads the channel but its members."""
    people: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many people are in it, us and other programs aside."""
    guests: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many of these are guests, or of another organisation."""
    shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether another organisation has the channel too."""
    exposed_ok: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether an administrator said yes to guests and other organisations reading along."""
    told: Mapped[str] = mapped_column(default="")
    """The state of which the channel and the administrators were told last, and of which outsiders;
    empty: of none."""
    wider: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What more one of its officers would have come to it, for an administrator to say yes to:
    about, takes and areas; None: nothing."""
    look_at: Mapped[datetime] = mapped_column(index=True)
    """When to read next who is in the channel."""
    reminded_at: Mapped[datetime | None]
    """When it was last reminded of questions; None: never."""
    overview_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it is told next, once a week, what is open; None: that is to be worked out."""

    @property
    def exposed(self) -> bool:
        """Whether others than the council's own people read along."""
        return self.shared or self.guests > 0

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.gone_at is not None:
            return "gone"
        if not self.private:
            return "public"
        if self.proposed_at is None:
            return "new"
        if self.approved_at is None:
            return "waits"
        if self.unread_at is not None:
            return "unread"
        return "works" if self.exposed_ok or not self.exposed else "exposed"

    @property
    def working(self) -> bool:
        """Whether questions may go to it, and its officers go on with those that it has."""
        return self.state == "works"

    def stop(self, now: datetime) -> datetime:
        """Note that it is not working, unless that is known: since when."""
        self.stopped_at = self.stopped_at or now
        return self.stopped_at


_WORKING: ColumnElement[bool] = and_(
    Team.approved_at.is_not(None),
    Team.gone_at.is_(None),
    Team.unread_at.is_(None),
    Team.private,
    or_(Team.exposed_ok, and_(~Team.shared, Team.guests == 0)),
)
"""`Team.working`, for SQL."""


class TeamArea(Base):
    """An area for which a team answers, and what lies in it."""

    __tablename__ = "team_area"

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    area_ref: Mapped[str] = mapped_column(primary_key=True)


class Member(Base):
    """Somebody in a team's channel, as it was when we last looked."""

    __tablename__ = "team_member"

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    user: Mapped[str] = mapped_column(primary_key=True, index=True)
    name: Mapped[str]
    guest: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether they only read along: a guest, or somebody of another organisation."""
    away_until: Mapped[datetime | None]
    """Until when their work is their deputy's; None: they are there."""
    seen_at: Mapped[datetime]
    """When we last saw that they are in the channel."""


# --- Which team -----------------------------------------------------------------------------

_WORK_FOR = (
    select(Team.id, TeamArea.area_ref)
    .join(TeamArea, TeamArea.team_id == Team.id)
    .where(_WORKING, func.coalesce(Team.other, "") == bindparam("set_for"))
    .order_by(Team.id)
)
_WITH_IDS = select(Team).where(Team.id.in_(bindparam("ids", expanding=True)))


async def the_team(session: AsyncSession, team_id: int) -> Team | None:
    """The team with one of our own numbers, or None; it may be gone."""
    return await session.get(Team, team_id)


async def team_of_channel(session: AsyncSession, platform: str, channel: str) -> Team | None:
    """The team that a channel is, was or is to be; None: it never was proposed."""
    return await session.scalar(
        select(Team).where(Team.platform == platform, Team.channel == channel)
    )


async def all_teams(session: AsyncSession) -> Sequence[Team]:
    """Every team that is not gone and for which the form was filled in, by name."""
    there = Team.gone_at.is_(None), Team.proposed_at.is_not(None)
    statement = select(Team).where(*there).order_by(Team.name, Team.id)
    return (await session.scalars(statement)).all()


async def team_for(
    session: AsyncSession, area_id: int | None, subject: str | None, broader: Sequence[str] = ()
) -> Team | None:
    """The working team for a question from an area: None only where `connected` is false.

    First those that know the subject, or else the first of what it is part of; then front doors;
    then those that named no subject; then any. Among equals, the one for the smallest area.
    """
    wanted = [*([subject] if subject else []), *broader]

    def fit(team: Team) -> int:
        known = [n for n, each in enumerate(wanted) if each in team.subjects]
        if known:
            return known[0]
        return len(wanted) + (0 if team.front_door else 1 if not team.subjects else 2)

    near = await _near(session, area_id)
    return min(near, key=lambda team: (fit(team), near.index(team)), default=None)


async def front_door_of(session: AsyncSession, area_id: int | None) -> Team | None:
    """The team that gets what fits no other; None: no team is connected."""
    return await team_for(session, area_id, None)


async def set_for(session: AsyncSession, area_id: int | None, other: str) -> Team | None:
    """The working team that is set for something else than questions; None: there is none."""
    near = await _near(session, area_id, other)
    return near[0] if near else None


async def connected(session: AsyncSession, area_id: int | None) -> bool:
    """Whether questions from an area reach a team; None: from those who told no area."""
    return bool(await _ids_near(session, area_id))


async def unconnected(session: AsyncSession) -> Sequence[Area]:
    """The areas from which questions reach no team, by name."""
    working = select(Team.id).where(_WORKING, Team.other.is_(None))
    refs = set(
        await session.scalars(select(TeamArea.area_ref).where(TeamArea.team_id.in_(working)))
    )
    areas = await all_areas(session)
    chains = around(areas)
    return [each for each in areas if refs.isdisjoint(chains[each.ref])]


async def _near(
    session: AsyncSession, area_id: int | None, other: str | None = None
) -> Sequence[Team]:
    """The working teams for an area, those for the smallest area around it first."""
    ids = await _ids_near(session, area_id, other)
    found = {each.id: each for each in await session.scalars(_WITH_IDS, {"ids": ids})}
    return [found[each] for each in ids]


async def _ids_near(
    session: AsyncSession, area_id: int | None, other: str | None = None
) -> Sequence[int]:
    """The ids of the working teams for an area, those for the smallest area around it first.

    Whoever has told no area is answered by those for an area around all that have any.
    """
    by_area: dict[str, list[int]] = {}
    for team, ref in await session.execute(_WORK_FOR, {"set_for": other or ""}):
        by_area.setdefault(ref, []).append(team)
    if not by_area:
        return []
    areas = await locations(session)
    chains = around(areas)
    if area_id is None:
        outer = [ref for ref in by_area if not set(chains.get(ref, [ref])[1:]) & by_area.keys()]
        return list(dict.fromkeys(team for ref in outer for team in by_area[ref]))
    here = next((chains[each.ref] for each in areas if each.id == area_id), [])
    return list(dict.fromkeys(team for ref in here for team in by_area.get(ref, [])))


async def reaches(session: AsyncSession, team_id: int, refs: Sequence[str]) -> bool:
    """Whether a team answers for all of some areas already, be it for what lies around them."""
    own, chains = set(await areas_of(session, team_id)), around(await all_areas(session))
    return all(own & {ref, *chains.get(ref, ())} for ref in refs)


async def areas_of(session: AsyncSession, team_id: int) -> Sequence[str]:
    """The refs of the areas for which a team answers."""
    statement = select(TeamArea.area_ref).where(TeamArea.team_id == team_id)
    return (await session.scalars(statement.order_by(TeamArea.area_ref))).all()


async def set_areas(session: AsyncSession, team_id: int, refs: Sequence[str]) -> None:
    """Have a team answer for these areas alone."""
    await session.execute(delete(TeamArea).where(TeamArea.team_id == team_id))
    session.add_all(TeamArea(team_id=team_id, area_ref=ref) for ref in sorted(set(refs)))
    await session.flush()


# --- Who is of it ---------------------------------------------------------------------------


async def is_member(session: AsyncSession, team_id: int, user: str) -> bool:
    """Whether somebody is an officer of a team that is not gone; one who reads along is not."""
    found = await session.scalar(
        select(Member.user)
        .join(Team, Team.id == Member.team_id)
        .where(
            Member.team_id == team_id, Member.user == user, ~Member.guest, Team.gone_at.is_(None)
        )
    )
    return found is not None


async def teams_of(session: AsyncSession, platform: str, user: str) -> Sequence[Team]:
    """The teams of which somebody is an officer, by name."""
    statement = (
        select(Team)
        .join(Member, Member.team_id == Team.id)
        .where(
            Team.platform == platform, Member.user == user, ~Member.guest, Team.gone_at.is_(None)
        )
        .order_by(Team.name, Team.id)
    )
    return (await session.scalars(statement)).all()


async def members(session: AsyncSession, team_id: int) -> Sequence[Member]:
    """Everybody in a team's channel, those who only read along too."""
    statement = select(Member).where(Member.team_id == team_id).order_by(Member.user)
    return (await session.scalars(statement)).all()


async def member(session: AsyncSession, team_id: int, user: str) -> Member | None:
    """Somebody in a team's channel; None: they are not."""
    return await session.get(Member, (team_id, user))


async def officers(session: AsyncSession) -> Sequence[Member]:
    """The officers of all teams that are not gone, by name; each once a team."""
    statement = (
        select(Member)
        .join(Team, Team.id == Member.team_id)
        .where(~Member.guest, Team.gone_at.is_(None))
        .order_by(Member.name, Member.user, Member.team_id)
    )
    return (await session.scalars(statement)).all()


async def set_members(
    session: AsyncSession, team: Team, people: Mapping[str, str], guests: Set[str], now: datetime
) -> None:
    """Note who is in a team's channel, and their names: those who are not in `people` are not."""
    known = {each.user: each for each in await members(session, team.id)}
    for user, name in people.items():
        if user not in known:
            known[user] = Member(team_id=team.id, user=user)
            session.add(known[user])
        each = known[user]
        each.name, each.guest, each.seen_at = name, user in guests, now
    for user in known.keys() - people.keys():
        await session.delete(known[user])
    team.people, team.guests = len(people), len(guests)
    await session.flush()


async def last_told(session: AsyncSession, team_id: int) -> datetime | None:
    """When we were last told who is in a team's channel; None: nobody is."""
    return await session.scalar(select(func.max(Member.seen_at)).where(Member.team_id == team_id))


async def drop_member(session: AsyncSession, team: Team, user: str) -> None:
    """Note that somebody left a team's channel."""
    await session.execute(delete(Member).where(Member.team_id == team.id, Member.user == user))


# --- Looking again --------------------------------------------------------------------------


async def look_at(session: AsyncSession, platform: str, channel: str, now: datetime) -> Team:
    """Have a channel looked at as one that may become a team; one that was gone begins anew."""
    team = await team_of_channel(session, platform, channel)
    if team is None:
        team = Team(platform=platform, channel=channel, gone_at=now)
        session.add(team)
    if team.gone_at is not None:
        team.gone_at = team.approved_at = team.approved_by = team.proposed_at = None
        team.exposed_ok, team.told, team.wider = False, "", None
    team.look_at = now
    await session.flush()
    return team


async def take_due(session: AsyncSession, now: datetime, again: datetime) -> Team | None:
    """A team whose channel is to be looked at, which is then due `again`; None: none is."""
    due = await session.scalar(
        select(Team)
        .where(Team.look_at <= now, Team.gone_at.is_(None))
        .order_by(Team.look_at, Team.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if due is not None:
        due.look_at = again
        await session.flush()
    return due


async def look_soon(session: AsyncSession, platform: str, channel: str, now: datetime) -> None:
    """Have a channel looked at with the next tick."""
    await session.execute(
        update(Team)
        .where(Team.platform == platform, Team.channel == channel)
        .values(look_at=now)
        .execution_options(synchronize_session="fetch")
    )


async def look_later(session: AsyncSession, team_id: int, at: datetime) -> None:
    """Leave a channel alone until an instant."""
    await session.execute(update(Team).where(Team.id == team_id).values(look_at=at))


# --- Who is there ---------------------------------------------------------------------------


async def there(session: AsyncSession, team_id: int, now: datetime) -> frozenset[str]:
    """The officers of a team who are not away."""
    found = await session.scalars(
        select(Member.user).where(
            Member.team_id == team_id,
            ~Member.guest,
            or_(Member.away_until.is_(None), Member.away_until <= now),
        )
    )
    return frozenset(found)


async def away_until(session: AsyncSession, team_id: int, user: str) -> datetime | None:
    """Until when an officer is away; None: they are there."""
    found = await member(session, team_id, user)
    return found.away_until if found else None


async def go_away(session: AsyncSession, platform: str, user: str, until: datetime | None) -> None:
    """Note that an officer is away from all their teams until an instant; None: they are back."""
    theirs = select(Team.id).where(Team.platform == platform)
    await session.execute(
        update(Member)
        .where(Member.user == user, Member.team_id.in_(theirs))
        .values(away_until=until)
        .execution_options(synchronize_session="fetch")
    )


async def back(session: AsyncSession, now: datetime, at_most: int) -> Sequence[tuple[str, str]]:
    """Officers who are back, by platform and user; they are away no longer."""
    found = await session.execute(
        select(Team.platform, Member.user)
        .join(Team, Team.id == Member.team_id)
        .where(Member.away_until <= now)
        .distinct()
        .order_by(Team.platform, Member.user)
        .limit(at_most)
    )
    those = [(platform, user) for platform, user in found]
    for platform, user in those:
        await go_away(session, platform, user, None)
    return those


NEXT_BACK = Earliest(select(func.min(Member.away_until)))
"""When the next officer is back; None: all are there."""


# --- Every week -----------------------------------------------------------------------------


async def to_overview(session: AsyncSession, now: datetime, at_most: int) -> Sequence[Team]:
    """The teams that are to be told what is open, or for which it is to be worked out when."""
    statement = (
        select(Team)
        .where(_WORKING, or_(Team.overview_at.is_(None), Team.overview_at <= now))
        .order_by(Team.id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


NEXT_OVERVIEW = Earliest(
    select(func.min(func.coalesce(Team.overview_at, Team.approved_at))).where(_WORKING)
)
"""When the next team is to be told what is open; None: there is none."""
