"""A month of questions: people ask at any hour; teams work, forget, are away and have holidays.

Once an hour, at some minute of it, everybody does what comes into their head, and the clock is
turned. Then all that was said is read, and all that must be true is looked at.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from handlers import away, cards
from handlers import questions as asking
from handlers.hours import is_quiet
from handlers.messages import Command, Incoming, No, Say, Sender, Sorry, read
from handlers.turns import Here, Turn
from handlers.working_hours import Hours, bank_holidays, is_open, read_hours
from scheduler import clockwork
from scheduler.timetable import TIMETABLE, Job
from storage import mailbox, people, questions, teams
from storage.areas import Area
from storage.database import Database
from storage.mailbox import Letter
from storage.people import Account
from storage.questions import Question
from storage.teams import Team

UK = ZoneInfo("Europe/London")
NATION = "England"
BEGINS = datetime(2026, 12, 14, tzinfo=UTC)
"""A Monday: Christmas, Boxing Day's substitute and New Year's Day are to come."""
PLATFORM = "month"
TURNED = {"let_officers_return", "turn_the_clock", "redraw_cards", "tell_overviews", "follow_up"}
JOBS = [each for each in TIMETABLE if isinstance(each, Job) and each.run.__name__ in TURNED]
"""What the clock of questions is."""

ASLEEP = range(4 * 24 + 3, 5 * 24 + 1)
"""Hours in which nobody turns the clock, until one in the night."""
GONE_AT = 6 * 24 + 9
"""The hour in which we are put out of a team's channel."""
OFFICE = "Mon-Fri 9-17"
TEAMS = (
    # name, subjects, hours, officers, how likely they do something with a question in an hour
    ("Front door", (), OFFICE, 4, 0.25),
    ("Parks", ("parks",), "Mon-Thu 8:30-17; Fri 8:30-16", 3, 0.15),
    ("Housing", ("tenants",), OFFICE, 2, 0.03),
    ("Nights", ("councillors",), "Mon-Fri 22-6", 2, 0.1),
    ("Weekends", ("new_group",), "Sat-Sun 10-16", 2, 0.2),
    ("Nobody there", ("room_hire",), OFFICE, 1, 0.0),
)
WORDS = (
    "Who looks after the park?", "Is there a flat for our caretaker?",
    "How do I reach my councillor?", "We would like to set up a social enterprise.",
    "Where is a hall for sixty?", "Who can help?",
)  # fmt: skip


@dataclass
class Month:
    """What happens, and what was heard of it."""

    database: Database
    chance: Random
    here: Here
    now: datetime = BEGINS
    diligence: dict[int, float] = field(default_factory=dict)
    """How likely a team does something with a question in an hour, by its id."""
    hours: dict[int, Hours] = field(default_factory=dict)
    officers: dict[int, list[str]] = field(default_factory=dict)
    reminders: list[tuple[int, datetime]] = field(default_factory=list)
    """The teams that were reminded, and when."""
    overviews: list[tuple[int, datetime]] = field(default_factory=list)
    called: list[tuple[str, date]] = field(default_factory=list)
    """The officers who were called, and on which day."""
    told_late: list[tuple[str, datetime]] = field(default_factory=list)
    """Who was told that an answer is late, and when."""
    done: Counter[str] = field(default_factory=Counter)
    """What everybody did, and how often."""
    hours_looked_at: int = 0
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def begin(self) -> None:
        """Let there be teams, each the backup of the one after it, and an area."""
        async with self.database.transaction() as session:
            session.add(
                Area(
                    ref="AR01", name="Fernleigh", kind="borough", also_called=[], landmarks=[],
                    postcode_districts=[], part_of="", notes="",
                )
            )  # fmt: skip
            await session.flush()
            before: Team | None = None
            for n, (name, subjects, hours, size, diligence) in enumerate(TEAMS):
                officers = [f"officer-{n}-{each}" for each in range(size)]
                team = Team(
                    platform=PLATFORM, channel=f"channel-{n}", name=name, about="",
                    subjects=list(subjects), hours=hours, answer_days=2 + n % 4,
                    deputy=officers[0] if n != 3 else None, front_door=not subjects, other=None,
                    backup_id=before.id if before else None, proposed_by="U0", proposed_at=BEGINS,
                    approved_by="U0", approved_at=BEGINS, gone_at=None, private=True,
                    look_at=BEGINS + timedelta(days=365),
                )  # fmt: skip
                session.add(team)
                await session.flush()
                await teams.set_areas(session, team.id, ["AR01"])
                await teams.set_members(session, team, dict.fromkeys(officers, ""), set(), BEGINS)
                self.diligence[team.id], self.officers[team.id] = diligence, officers
                self.hours[team.id] = read_hours(hours)
                before = team
        await self.here.refresh(self.database)

    async def live(self, days: int, asks: int) -> None:
        """Go through so many days, in which so many questions are asked."""
        hours = days * 24
        asked_at = Counter(self.chance.randrange(hours) for _ in range(asks))
        volunteers = [f"volunteer-{n}" for n in range(asks // 4)]
        for hour in range(hours):
            self.now = BEGINS + timedelta(hours=hour, minutes=self.chance.randrange(60))
            for _ in range(asked_at[hour]):
                await self._ask(self.chance.choice(volunteers))
            await self._everybody_acts()
            if hour == GONE_AT:
                await self._put_out("Nobody there")
            if hour not in ASLEEP:
                while await clockwork.tick(self.database, self.here, self.now, JOBS):
                    pass  # what a job makes due is for the next tick, seconds later
                await self._hear()
                await self._look()

    def must_hold(self) -> None:
        """What must be true of the whole of it."""
        for team, instant in [*self.reminders, *self.overviews]:
            assert self._works(team, instant)
        for said in (self.reminders, self.overviews):
            days = Counter((team, instant.astimezone(UK).date()) for team, instant in said)
            assert [each for each, times in days.items() if times > 1] == []
        assert [each for each, times in Counter(self.called).items() if times > 1] == []

    def _works(self, team: int, at: datetime) -> bool:
        return is_open(self.hours[team], at.astimezone(UK), bank_holidays(NATION))

    # --- What people do ---

    async def _ask(self, volunteer: str) -> None:
        async def ask(turn: Turn) -> None:
            await asking.send(turn, self.chance.choice(WORDS))

        await self._does(volunteer, ask, "ask")

    async def _everybody_acts(self) -> None:
        async with self.database.reading() as session:
            found = (await session.scalars(questions.open_ones().order_by(Question.id))).all()
            named = await session.execute(select(Account.id, Account.user))
            users = dict(named.all())
        works = {team for team in self.hours if self._works(team, self.now)}
        for each in found:
            if self.chance.random() < 0.01:
                await self._asker_acts(users[each.account_id], each)
            elif each.team_id in works and self.chance.random() < self.diligence[each.team_id]:
                anybody = self.chance.choice(self.officers[each.team_id])
                has_it = each.taken_by if self.chance.random() < 0.8 else None
                await self._officer_acts(has_it or anybody, each)
        for team in sorted(works):
            if self.chance.random() < 0.03:
                await self._goes_away(self.chance.choice(self.officers[team]))

    async def _asker_acts(self, user: str, question: Question) -> None:
        number = question.id.hex
        doings: dict[str, Callable[[Turn], Awaitable[object]]] = {
            "add": lambda turn: asking.add(turn, number, "And when?"),
            "edit": lambda turn: asking.edit(turn, number, "Who mows the other green?"),
            "take back": lambda turn: asking.take_back(turn, number),
        }
        weights = (8, 1, 1)
        (name,) = self.chance.choices(list(doings), weights)
        await self._does(user, doings[name], name)

    async def _officer_acts(self, user: str, question: Question) -> None:
        number, chance = question.id.hex, self.chance
        more = cards.more
        doings: dict[str, Callable[[Turn], Awaitable[object]]] = {
            "take": lambda turn: cards.take(turn, number),
            "reply": lambda turn: cards.reply(turn, number, "yes", words="On Fridays."),
            "say more": lambda turn: cards.reply(turn, number, "no", words="I am looking."),
            "ask back": lambda turn: more(turn, number, "ask_back", ask="Which one?"),
            "let go": lambda turn: more(turn, number, "let_go"),
            "close": lambda turn: more(turn, number, "close", why="not_council", told="No."),
            "pass on": lambda turn: more(
                turn, number, "pass_on", team=str(chance.choice(sorted(self.diligence)))
            ),
        }
        weights = (8, 6, 1, 3, 1, 1, 1) if question.taken_by else (8, 0, 0, 0, 0, 1, 1)
        (name,) = chance.choices(list(doings), weights)
        await self._does(user, doings[name], name)

    async def _put_out(self, name: str) -> None:
        async with self.database.transaction() as session:
            team = (await session.scalars(select(Team).where(Team.name == name))).one()
            team.gone_at = self.now
            await questions.see_to_soon(session, team.id, self.now)

    async def _goes_away(self, user: str) -> None:
        until = self.now.astimezone(UK).date() + timedelta(days=self.chance.randint(1, 8))
        await self._does(user, lambda turn: away.leave(turn, until), "go away")

    async def _does(self, user: str, act: Callable[[Turn], Awaitable[object]], name: str) -> None:
        try:
            async with self.database.transaction() as session:
                account = await people.account_of(session, PLATFORM, user)
                account = account or await people.meet(
                    session, PLATFORM, user, address=user, name=user, language="en", now=self.now
                )
                number = str(next(self._numbers))
                incoming = Incoming(PLATFORM, number, Sender(user, user, "en"), user, Command("x"))
                await act(Turn(session, self.now, self.here, incoming, account))
        except (No, Sorry):
            name = f"{name}, in vain"
        self.done[name] += 1

    # --- What is heard of it ---

    async def _hear(self) -> None:
        async with self.database.transaction() as session:
            teams_by_channel = {
                each.channel: each.id for each in await session.scalars(select(Team))
            }
            for letter in (await session.scalars(select(Letter).order_by(Letter.id))).all():
                message = read(mailbox.content(session, letter))
                keys = {each.key for each in message.paragraphs if isinstance(each, Say)}
                team = teams_by_channel.get(letter.address)
                if "clock-waiting" in keys:
                    assert team is not None
                    self.reminders.append((team, self.now))
                    today = self.now.astimezone(UK).date()
                    self.called += [(each, today) for each in message.calls]
                elif "clock-open" in keys:
                    assert message.calls == ()
                if "clock-open" in keys:
                    assert team is not None
                    self.overviews.append((team, self.now))
                elif keys & {"late-first", "late-again"}:
                    self.told_late.append((letter.address, self.now))
            await session.execute(delete(Letter))

    async def _look(self) -> None:
        """What must be true at any hour."""
        self.hours_looked_at += 1
        async with self.database.reading() as session:
            found = (await session.scalars(select(Question))).all()
            gone = {each.id: each.gone_at for each in await session.scalars(select(Team))}
        for each in found:
            if not each.open:
                assert each.next_at is None
                continue
            since = gone[each.team_id]
            assert since is None or self.now < since + timedelta(hours=2)
            assert each.next_at is not None
            assert each.next_at > self.now
            assert each.due_at is not None
            late = each.due_at <= self.now and not each.waits_for_asker
            if late and not is_quiet(self.now, UK, None):
                assert each.late_told_at is not None, "late, and its asker not told"


async def lived(database: Database, *, days: int, asks: int, seed: int) -> Month:
    """The month, or as much of it as so many days, when all that must be true of it was."""
    this = Month(database, Random(seed), Here("Fernleigh Together", "", NATION, UK))
    await this.begin()
    await this.live(days, asks)
    this.must_hold()
    return this
