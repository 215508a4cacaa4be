"""Everybody who may ever press something, and one of each thing that belongs to one of them.

All that is somebody's own is the volunteer's: whoever else may do something with it may do so for
another reason than that it is theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import structs
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.simulating import ORGANISATION, STORY_BEGINS, look_after
from handlers.dispatch import ROUTING, take_turn
from handlers.mentorships import talks
from handlers.messages import (
    Answer,
    Command,
    Forms,
    Incoming,
    Left,
    Message,
    Pressed,
    Say,
    Sender,
    Submitted,
    What,
    read,
)
from handlers.teams import Reach, outsiders
from handlers.turns import Here, Moment
from storage import (
    administrators,
    circles,
    invitations,
    mailbox,
    mentoring,
    peers,
    people,
    questions,
    rounds,
    safeguarding,
    talk,
    teams,
)
from storage.administrators import Role
from storage.alerts import Alert
from storage.areas import area_called
from storage.circles import Circle
from storage.contacts import Contact
from storage.database import Database, new_id
from storage.everything import Base
from storage.groups import Group
from storage.mailbox import Letter
from storage.meaning import NotWorkedOut, Vector
from storage.mentoring import Stage as Phase
from storage.peers import Want
from storage.people import Account
from storage.pots import Pot
from storage.questions import Question
from storage.reminders import reminder_of
from storage.reports import Report
from storage.safeguarding import SafeguardingContact
from storage.talk import Topic
from storage.wanted import Wanted
from storage.wrong import Wrong

TELEGRAM, SLACK = "telegram", "slack"


@dataclass(frozen=True)
class Somebody:
    """One of the cast, as their platform knows them."""

    name: str
    platform: str = TELEGRAM

    @property
    def forms(self) -> Forms:
        """How they fill in a form."""
        return "shown" if self.platform == SLACK else "asked"


CAST: Mapping[str, Somebody] = {
    each.name: each
    for each in (
        Somebody("stranger"),  # has never written before
        Somebody("volunteer"),  # of Fernleigh; all that is anybody's is theirs
        Somebody("other"),  # another volunteer of Fernleigh, who agreed to check-ins as well
        Somebody("elsewhere"),  # a volunteer of Marlbury, whom nobody of Fernleigh looks after
        Somebody("young"),  # under 18, which they said
        Somebody("peer"),  # was introduced to the volunteer
        Somebody("guest", SLACK),  # of the workspace, from outside the council
        Somebody("rival", SLACK),  # officer of another team
        Somebody("officer", SLACK),  # of the team
        Somebody("removed", SLACK),  # an officer who was taken out of the channel
        Somebody("contact"),  # Fernleigh's safeguarding contact
        Somebody("coord"),  # coordinator
        Somebody("admin", SLACK),  # administrator
        Somebody("blocked"),  # may ask teams nothing for a time; has blocked the bot, and is back
        Somebody("erased"),  # has pressed "erase everything", and has the old buttons still
    )
}

LONDON = ZoneInfo("Europe/London")
_UPDATES = count(1)


class Undone(Exception):
    """What happened is not to have happened."""


Rows = Mapping[tuple[str, Any], tuple[Any, ...]]
"""Every row that belongs to the story, by its table and key."""

SCENERY = {
    "area", "community_group", "contact", "feed", "feed_piece", "import", "import_slice",
    "past_grant", "pot", "pot_changed", "prompt", "search_change", "signpost", "update_seen",
}  # fmt: skip
"""Tables of what was imported, and of what was handed over."""

STORY: Mapping[str, list[str]] = {
    table.name: table.columns.keys()
    for table in Base.metadata.sorted_tables
    if table.name not in SCENERY
}
"""All others, with their columns."""
KEYS = {
    name: [columns.index(each.name) for each in Base.metadata.tables[name].primary_key]
    for name, columns in STORY.items()
}
"""Where in a row its key stands."""


@dataclass
class Heard:
    """What came of something that somebody did."""

    keys: list[str]
    """The words that were said to them, by their keys."""
    answer: Answer | None
    before: Rows
    after: Rows

    @cached_property
    def changed(self) -> Rows:
        """The rows that are new, gone or not as they were, as they were or as they are."""
        keys = self.before.keys() | self.after.keys()
        different = [each for each in keys if self.before.get(each) != self.after.get(each)]
        return {each: self.before.get(each) or self.after[each] for each in different}


@dataclass
class Stage:
    """A database in which the story has been told so far, and nothing that is tried is kept."""

    database: Database
    here: Here
    things: dict[str, str] = field(default_factory=dict)
    """What buttons name, such as the pot that the volunteer keeps."""
    ids: dict[str, int] = field(default_factory=dict)
    """The persons whom we know, by their part in the cast."""
    now: datetime = STORY_BEGINS + timedelta(hours=1)
    before: Rows = field(default_factory=dict)
    """The rows as they are before anything is tried."""

    async def does(
        self, session: AsyncSession, who: str, what: What, *, public: bool = False
    ) -> Answer | None:
        """Let somebody do something."""
        one, senses = CAST[who], dict[str, Vector]()
        incoming = Incoming(
            one.platform,
            str(next(_UPDATES)),
            Sender(f"{who}-user", who.title(), "en"),
            "a-channel" if public else f"{who}-chat",
            what,
            public=public,
            forms=one.forms,
        )
        while True:
            try:
                async with session.begin_nested():
                    return await take_turn(session, self.now, incoming, self.here, ROUTING, senses)
            except NotWorkedOut as wanted:
                senses[wanted.said] = await self.here.search.work_out(wanted.said)

    async def tries(self, who: str, what: What, *, public: bool = False) -> Heard:
        """What would come of it if somebody did something."""
        heard: Heard | None = None
        try:
            async with self.database.transaction() as session:
                answer = await self.does(session, who, what, public=public)
                if isinstance(what, Submitted) and answer and answer.sheet and answer.sheet.given:
                    # They were shown what comes of it, and are sure.
                    sent = Submitted(what.form, what.answers, answer.sheet.given)
                    answer = await self.does(session, who, sent, public=public)
                await session.flush()
                after = await rows(session)
                chat = "a-channel" if public else f"{who}-chat"
                new = sorted(
                    key[0] for table, key in after.keys() - self.before.keys() if table == "letter"
                )
                letters = [await session.get_one(Letter, UUID(each)) for each in new]
                mine = [each for each in letters if each.address == chat]
                said = [read(mailbox.content(session, each)) for each in mine]
                heard = Heard(_keys(said, answer), answer, self.before, after)
                raise Undone
        except Undone:
            assert heard is not None
            return heard


async def rows(session: AsyncSession) -> Rows:
    """Every row of the story."""
    raw = await (await session.connection()).get_raw_connection()
    cursor = raw.driver_connection.cursor()  # type: ignore[union-attr]  # SQLite's
    found: dict[tuple[str, Any], tuple[Any, ...]] = {}
    for table, columns in STORY.items():
        await cursor.execute(f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(table)}")
        for row in await cursor.fetchall():
            found[table, tuple(row[place] for place in KEYS[table])] = row
    return found


def _quoted(name: str) -> str:
    return f'"{name}"'


def value(table: str, row: tuple[Any, ...], column: str) -> Any:
    """What stands in a column of a row; None: the table has no such column."""
    columns = STORY[table]
    return row[columns.index(column)] if column in columns else None


def _keys(said: list[Message], answer: Answer | None) -> list[str]:
    told = [words for message in said for words in (*message.paragraphs, *message.after)]
    if answer:
        told += [answer.toast] if answer.toast else []
        told += [answer.sheet.title] if answer.sheet else []
        told += answer.problems.values()
    return [each.key for each in told if isinstance(each, Say)]


# --- The story so far ---------------------------------------------------------------------


async def staged(database: Database) -> Stage:
    """The cast on a stage with the sample area, each with what makes them who they are."""
    here = Here(
        organisation=ORGANISATION,
        notice_url="",
        nation="England",
        zone=LONDON,
        overseen=frozenset({SLACK}),
    )
    stage = Stage(database, here)
    await here.refresh(database)
    async with database.transaction() as session:
        await _meet(stage, session)
    await here.refresh(database)
    async with database.transaction() as session:
        await _live(stage, session)
    async with database.transaction() as session:
        for who, one in CAST.items():
            account = await people.account_of(session, one.platform, f"{who}-user")
            if account:
                stage.ids[who] = account.person_id
        stage.before = await rows(session)
    stage.now += timedelta(minutes=1)
    return stage


async def _meet(stage: Stage, session: AsyncSession) -> None:
    """Everybody says hello, and is given what others give them."""
    for who, one in CAST.items():
        if who != "stranger":
            await stage.does(session, who, Command("start"))
            account = await people.account_of(session, one.platform, f"{who}-user")
            assert account
            place = "Marlbury" if who == "elsewhere" else "Fernleigh"
            account.person.area = await area_called(session, place)
    await administrators.add(session, TELEGRAM, "coord-user", Role.COORDINATOR, stage.now)
    await administrators.add(session, TELEGRAM, "coord-user", Role.AUDIT, stage.now)
    await administrators.add(session, SLACK, "admin-user", Role.ADMINISTRATOR, stage.now)
    await session.execute(delete(SafeguardingContact))
    second = Somebody("second")
    await look_after(
        session,
        (TELEGRAM, "contact-user", "Contact"),
        (TELEGRAM, f"{second.name}-user", "Second"),
    )


async def _live(stage: Stage, session: AsyncSession) -> None:
    """What the volunteer has; and that one has left, and one was there and is back."""
    for who in ("volunteer", "other"):
        await stage.does(session, who, Command("checkin"))
        await stage.does(session, who, Pressed("agree-check-ins 1", "1"))
    things, ana = stage.things, await _account(session, "volunteer")
    things["week"] = "2026-11-16"
    await _volunteers(stage, session, Pressed(f"mood {things['week']} hard", "1"))
    await _volunteers(stage, session, _submitted("week", week=things["week"], note="A hard one"))

    pot = (
        await session.scalars(select(Pot).where(Pot.closes_on.is_not(None)).order_by(Pot.id))
    ).first()
    assert pot
    things["pot"] = str(pot.id)
    await _volunteers(stage, session, Pressed(f"keep {pot.id}", "1"))
    await _volunteers(stage, session, Pressed(f"wanted-like {pot.id}", "1"))
    await _volunteers(stage, session, _submitted("wrong", pot=str(pot.id), what="other", note="No"))
    things["saved"] = (await session.scalars(select(Wanted))).one().id.hex
    things["wrong"] = (await session.scalars(select(Wrong))).one().id.hex
    things["contact"] = str(await session.scalar(select(func.min(Contact.id))))
    things["group"] = str(await session.scalar(select(func.min(Group.id))))
    fernleigh = await area_called(session, "Fernleigh")
    assert fernleigh
    brookside = await area_called(session, "Brookside")
    assert brookside
    things["area"] = str(brookside.id)

    await safeguarding.ask_four_questions(session, fernleigh, ask=True)
    await _volunteers(stage, session, Pressed("agree-ons4 1", "1"))
    things["day"], things["until"] = "2026-11-20", "2026-10-01"
    reminder = await reminder_of(session, ana.person_id)
    assert reminder
    reminder.open_on = date.fromisoformat(things["day"])
    session.add(Report(until=date.fromisoformat(things["until"]), made_at=stage.now))

    contact = (
        await session.scalars(
            select(SafeguardingContact).where(SafeguardingContact.name == "Contact")
        )
    ).one()
    things["number"] = str(contact.id)
    asks = _submitted("tell", kind="self", way="here")
    await _volunteers(stage, session, asks)
    things["taken"] = (await session.scalars(select(Alert))).one().id.hex
    await stage.does(session, "contact", Pressed(f"alert-take {things['taken']}", "1"))
    await _volunteers(stage, session, asks)
    taken = Alert.taken_at.is_(None)
    things["alert"] = (await session.scalars(select(Alert).where(taken))).one().id.hex

    await stage.does(session, "volunteer", Command("pots", "lunch club in FN1"))
    await stage.does(session, "volunteer", Pressed("rhythm rhythm-when", "1"))
    form = (await talk.talk_of(session, ana.person_id, stage.now))[Topic.FORM]
    things["enquiry"] = "1"
    things["form"] = msgspec.json.decode(form)["no"]
    await stage.does(session, "volunteer", Command("help"))  # the form waits

    await _teams(stage, session)
    await _peers(stage, session)
    await _mentoring(stage, session)
    await stage.does(session, "blocked", Left())
    await stage.does(session, "erased", Pressed("erase-now", "1"))


async def _peers(stage: Stage, session: AsyncSession) -> None:
    """The volunteer was introduced to the peer, and reported another; one more waits."""
    things, ids = stage.things, {}
    for who, known in (("volunteer", True), ("peer", True), ("blocked", True), ("other", False)):
        ids[who] = (await _account(session, who)).person_id
        peer = peers.told_nothing(ids[who], stage.now)
        peer.adult_at, peer.vouched_at = stage.now, stage.now if known else None
        session.add(peer)
    young = peers.told_nothing((await _account(session, "young")).person_id, stage.now)
    young.under_at = stage.now
    session.add(young)
    await session.flush()
    things["peer"], things["asks"] = str(ids["peer"]), str(ids["other"])
    await peers.acquaint(session, [ids["volunteer"], ids["peer"]], stage.now)
    await peers.keep_apart_by_name(session, ids["volunteer"], "Gareth", stage.now)
    ((number, _),) = await peers.names_kept_from(session, ids["volunteer"])
    things["named"] = number.hex
    case = await peers.report(
        session, ids["blocked"], ids["volunteer"], "AR03", "unkind", "", stage.now, stage.now
    )
    things["case"] = case.id.hex
    things["match"] = await _match(stage, session, 0, ids["volunteer"], ids["peer"])
    things["put"] = await _match(stage, session, 1, ids["volunteer"], ids["peer"])
    things["word"] = await invitations.make(session, TELEGRAM, "coord-user", 20, stage.now)
    await _circle(stage, session)


async def _circle(stage: Stage, session: AsyncSession) -> None:
    """The volunteer and the peer are in a circle; the volunteer hosts, and has written a note."""
    now, things = stage.now, stage.things
    circle = Circle(
        language="en", subject="gardening", place="", every="week", weekday=1, hour=19,
        made_at=now, began_at=now, ends_at=now + timedelta(weeks=8),
        next_at=now + timedelta(days=1),
    )  # fmt: skip
    session.add(circle)
    await session.flush()
    meeting = await circles.set_meeting(session, circle, now + timedelta(days=3))
    for who in ("volunteer", "peer"):
        person = (await _account(session, who)).person_id
        seat = await circles.offer(session, circle, person, now)
        circles.come(session, seat, f"{who}@example.org", now)
    volunteer = int((await _account(session, "volunteer")).person_id)
    await circles.let_host(session, meeting, volunteer)
    await circles.write_note(session, meeting, volunteer, "The café.", now)
    ((note, _),) = await circles.notes_by(session, volunteer)
    things["circle"], things["meeting"] = str(circle.id), str(meeting.id)
    things["agreed"] = note.id.hex


async def _mentoring(stage: Stage, session: AsyncSession) -> None:
    """The volunteer has a mentor, is shown another, and is or was or may be mentor to three."""
    things, now = stage.things, stage.now
    ana = (await _account(session, "volunteer")).person_id
    peer = await peers.peer_of(session, ana)
    assert peer
    peer.wants = [Want.MENTOR, Want.BE_MENTOR]
    await mentoring.offer(session, ana, 5, ["rules"], now)
    await mentoring.ask(session, ana, ["rules"], now)
    ours = mentoring.Role.MENTEE, mentoring.Role.MENTOR
    for thing, stage_, mine in (
        ("shown", Phase.SHOWN, ours[0]), ("has", Phase.RUNNING, ours[0]),
        ("wanted", Phase.ASKED, ours[1]), ("helps", Phase.RUNNING, ours[1]),
        ("helped", Phase.OVER, ours[1]),
    ):  # fmt: skip
        mate = await people.meet(session, TELEGRAM, f"{thing}-mate", address=f"{thing}-chat",
                                 name="Mate", language="en", now=now)  # fmt: skip
        other = peers.told_nothing(mate.person_id, now)
        other.adult_at = other.vouched_at = now
        session.add(other)
        await session.flush()
        it = mentoring.Mentoring(
            id=new_id(now), stage=stage_, made_at=now, moved_at=now, every="week", weekday=1,
            begins_on=now.date(), ends_on=now.date() + timedelta(weeks=8), proposals=1,
            over_at=now if stage_ is Phase.OVER else None,
        )  # fmt: skip
        session.add(it)
        await session.flush()
        plan = mentoring.Plan("Rules", "week", 1, 8)
        for role in ours:
            who = ana if role is mine else mate.person_id
            side = mentoring.Side(mentoring_id=it.id, role=role, person_id=who, told=b"")
            told = mentoring.Told() if role is mine else mentoring.Told(plan=plan)
            mentoring.write(session, side, told)
            session.add(side)
        things[thing] = it.id.hex
    things["talk"] = talks(mentoring.Agreed("week", 1, now.date(), it.agreed.ends_on))[
        0
    ].isoformat()
    await session.flush()


async def _match(stage: Stage, session: AsyncSession, ago: int, *people: int) -> str:
    """Two who are introduced, and of a week ago two who are in touch."""
    week = stage.now.date() - timedelta(days=stage.now.weekday() + 7 * ago)
    await rounds.set_down(session, week, stage.now)
    await rounds.enrol(session, week, people, people)
    await rounds.keep(session, week, [people], stage.now)
    round_ = await session.get(rounds.Round, week)
    assert round_
    await rounds.finish(session, round_, stage.now)
    await rounds.told(session, week, people, stage.now)
    match = (await session.scalars(select(rounds.Match).where(rounds.Match.week == week))).one()
    match.step = rounds.Step.TALK if ago else rounds.Step.ANSWER
    if ago:
        for side in await rounds.sides_of(session, match.id):
            rounds.say_yes(session, side, "@somebody", stage.now)
            side.put_at = stage.now
    return str(match.id)


async def _teams(stage: Stage, session: AsyncSession) -> None:
    """The officer's team, in whose channel the guest is too; the rival's; those that don't work."""

    async def one(
        name: str, *officers: str, yes: bool = True, guest: bool = False, private: bool = True
    ) -> str:
        team = await teams.look_at(session, SLACK, f"C{name}", stage.now)
        team.name, team.private = name, private
        team.proposed_by, team.proposed_at = f"{officers[0]}-user", stage.now
        team.approved_at = stage.now if yes else None
        await teams.set_areas(session, team.id, ["AR03"])
        guests = {"guest-user"} if guest else set()
        people = {f"{each}-user": each.title() for each in (*officers, *(["guest"] * guest))}
        await teams.set_members(session, team, people, guests, stage.now)
        team.exposed_ok = guest and name == "Parks"
        team.told = team.state
        await session.flush()
        return str(team.id)

    stage.things["team"] = await one("Parks", "officer", guest=True)
    stage.things["roads"] = await one("Roads", "rival")
    stage.things["waits"] = await one("Markets", "rival", yes=False)
    stage.things["exposed"] = await one("Events", "rival", guest=True)
    stage.things["public"] = await one("Notices", "rival", private=False)
    stage.things["again"] = await one("Depot", "rival")
    depot = await teams.the_team(session, int(stage.things["again"]))
    assert depot
    depot.gone_at = stage.now  # the bot was put out, and is let in again
    await teams.look_at(session, SLACK, "CDepot", stage.now)
    roads = await teams.the_team(session, int(stage.things["roads"]))
    exposed = await teams.the_team(session, int(stage.things["exposed"]))
    assert roads
    assert exposed
    reach = Reach("roads", "questions", ("AR03",))
    roads.wider, stage.things["mark"] = structs.asdict(reach), reach.mark
    moment = Moment(session, stage.now, stage.here)
    stage.things["seen"] = (await outsiders(moment, exposed)).split(" ")[1]
    stage.things["officer"] = str((await _account(session, "officer")).id)
    await _questions(stage, session)


async def _questions(stage: Stage, session: AsyncSession) -> None:
    """What the volunteer has asked: one that nobody has, one that the officer has, one answered."""
    officer = Somebody("officer", SLACK)

    async def asked(words: str) -> str:
        before = {each.id for each in await session.scalars(select(Question))}
        await _volunteers(stage, session, _submitted("ask", words=words, kind="idea",
                                                     stance="asking", name="nobody"))  # fmt: skip
        new = [each for each in await session.scalars(select(Question)) if each.id not in before]
        return new[0].id.hex

    things = stage.things
    things["asked"], things["had"] = await asked("Mow"), await asked("Mow again")
    things["over"], things["bad"] = await asked("Mow soon"), await asked("Mow never")
    for name in ("had", "over"):
        await stage.does(session, officer.name, Pressed(f"card-take {things[name]}", "1"))
    question = await questions.question_with_id(session, things["over"])
    assert question
    questions.close(question, "answered", stage.now)
    question = await questions.question_with_id(session, things["bad"])
    assert question
    question.hidden = True
    for name, team in (("shut", "exposed"), ("seeable", "public"), ("left", "again")):
        things[name] = await asked(f"Mow {name}")
        question = await questions.question_with_id(session, things[name])
        assert question
        question.team_id, question.taken_by = int(things[team]), "rival-user"
    blocked = await _account(session, "blocked")
    await questions.stop(session, blocked.person_id, stage.now, stage.now + timedelta(days=9))


async def _account(session: AsyncSession, who: str) -> Account:
    account = await people.account_of(session, CAST[who].platform, f"{who}-user")
    assert account
    return account


async def _volunteers(stage: Stage, session: AsyncSession, what: What) -> None:
    await stage.does(session, "volunteer", what)


def _submitted(form: str, **answers: str) -> Submitted:
    return Submitted(form, answers)
