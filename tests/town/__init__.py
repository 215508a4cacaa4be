"""A town to talk in: a few people, the bot they talk with, and a clock that stands still.

A test reads aloud:

    ana = town.voice("Ana")

    await ana.says("/pots")
    await ana.presses("More")

    assert ana.last_heard == "…"
"""

import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, update

from bot.app import TURN_LIMIT, App
from bot.clock import PushedClock
from bot.simulating import OFFICE_HOURS, STORY_BEGINS, demonstration, look_after
from bot.simulator.limits import UNHURRIED
from bot.simulator.phones import Sendable
from handlers.dispatch import FEATURES, Routing
from handlers.wording import LANGUAGES, wording
from storage import teams
from storage.alerts import Alert
from storage.areas import area_called
from storage.database import Database
from storage.questions import Question
from storage.safeguarding import SafeguardingContact
from storage.sealing import keys_in
from storage.teams import Team
from tests.town import rehearsal
from tests.town.both import OnBoth
from tests.town.core import Core, CoreOnPostgres
from tests.town.slack import OnSlack
from tests.town.telegram import OnTelegram
from tests.town.ways import Filled, Held, Own, Press, Seen, Way

__all__ = [
    "STORY_BEGINS", "WAYS", "Chat", "Core", "CoreOnPostgres", "Held", "House", "OnBoth", "OnSlack",
    "OnTelegram", "Own", "StillClock", "Town", "Voice", "Way", "opened", "running",
]  # fmt: skip

WAYS: tuple[type[Way], ...] = (Core, CoreOnPostgres, OnBoth, OnSlack)
"""Each conversation is held on every one of these."""

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

NEVER = timedelta(days=365).total_seconds()
"""Between two ticks of the machine's own: a test alone says when it is later."""


class StillClock(PushedClock):
    """Stands still until it is pushed, so that a test knows the time to the second."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self.stops: list[datetime] = []
        """Where it was pushed to since the test began."""

    def now(self) -> datetime:
        return self._now

    def push_to(self, instant: datetime) -> None:
        self._now = max(self._now, instant)
        self.stops.append(self._now)

    def set(self, instant: datetime) -> None:
        """Begin another test at an instant."""
        self._now = instant
        self.stops.clear()


@dataclass(frozen=True)
class House:
    """A running bot and the way its people reach it."""

    way: Way
    app: App
    clock: StillClock

    @property
    def database(self) -> Database:
        return self.app.database


@asynccontextmanager
async def opened(
    way: Way,
    furnished: Path,
    folder: Path,
    *,
    turn_limit: float = TURN_LIMIT,
    lines_within: float = UNHURRIED,
) -> AsyncIterator[House]:
    """A house on its own copy of a furnished database."""
    settings = demonstration(folder, port=0)
    shutil.copy(furnished, folder / "simulator.sqlite")
    database = Database(settings.database_url, keys_in(settings.key_file))
    async with running(
        way, database, folder, turn_limit=turn_limit, lines_within=lines_within
    ) as house:
        yield house


@asynccontextmanager
async def running(
    way: Way,
    database: Database,
    folder: Path,
    *,
    turn_limit: float = TURN_LIMIT,
    lines_within: float = UNHURRIED,
) -> AsyncIterator[House]:
    """A house on a database, which is closed with it."""
    for language in LANGUAGES:
        wording(language).bundle.add_resource(rehearsal.WORDS, allow_overrides=True)
    settings = demonstration(folder, port=0)
    clock = StillClock(STORY_BEGINS)
    routing = Routing.of([*FEATURES, rehearsal])
    platforms = [await way.open(clock)]
    if isinstance(way, OnBoth):
        platforms.append(way.open_office())
    app = App(settings, clock, database, platforms, routing, turn_limit, NEVER, lines_within)
    await app.start()
    try:
        yield House(way, app, clock)
    finally:
        await app.stop()
        await way.close()


class Chat:
    """A chat, and what the bot has said in it."""

    def __init__(self, town: "Town", chat: str, way: Way) -> None:
        self.id = chat
        self.way = way
        self._town = town
        self._before: dict[str, Seen] = {}
        self._last = ""

    def mark(self) -> None:
        """What is there now was heard before."""
        self._before = {seen.id: seen for seen in self._seen()}

    def listen(self) -> None:
        """Hear what has come since the mark."""
        new = self._new()
        self._last = new[-1].id if new else self._last

    @property
    def hears(self) -> list[str]:
        """The texts that came or changed in the last turn."""
        return [seen.text for seen in self._new()]

    @property
    def texts(self) -> list[str]:
        """All the bot's messages as they stand now."""
        return [seen.text for seen in self._seen()]

    @property
    def last_heard(self) -> str:
        """The last text that came or changed."""
        return self._last_seen.text

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons under it."""
        return [held.label for held in self._last_seen.buttons]

    @property
    def file(self) -> tuple[str, bytes] | None:
        """The name and content of the file that came with it."""
        return self._last_seen.file

    def button(self, label: str) -> Held:
        """The newest button with a label."""
        for seen in reversed(self._seen()):
            for held in seen.buttons:
                if held.label == label:
                    return held
        raise LookupError(f"no button {label!r}, but {self.buttons}")

    @property
    def _last_seen(self) -> Seen:
        return next((seen for seen in self._seen() if seen.id == self._last), Seen("", ""))

    def _seen(self) -> list[Seen]:
        return self.way.read(self.id)

    def _new(self) -> list[Seen]:
        """What came or changed since the mark; another keyboard is no change."""

        def told(seen: Seen | None) -> Seen | None:
            return seen and replace(seen, buttons=())

        return [seen for seen in self._seen() if told(seen) != told(self._before.get(seen.id))]


class Voice(Chat):
    """Somebody who talks with the bot: in their own chat, or in a group."""

    def __init__(self, town: "Town", chat: str, name: str, way: Way) -> None:
        super().__init__(town, chat, way)
        self.name = name
        self._said = ""
        self._press: Press | None = None

    async def says(self, text: str, to: Chat | None = None) -> None:
        """Write a message."""
        async with self._town.turn():
            self._said = await self.way.say(self.id, (to or self).id, text)

    async def fills(self, *answers: Filled) -> None:
        """Answer a form, to its end: each question in order, by a label or in words; "" skips."""
        async with self._town.turn():
            await self.way.fill(self.id, answers, self._town.app.settle)

    async def edits(self, text: str) -> None:
        """Change the last message."""
        async with self._town.turn():
            await self.way.edit(self.id, self.id, self._said, text)

    async def presses(self, button: str | Held, to: Chat | None = None) -> None:
        """Press the newest button with a label, or one that was held on to."""
        held = (to or self).button(button) if isinstance(button, str) else button
        async with self._town.turn():
            self._press = await self.way.press(self.id, (to or self).id, held)

    async def sends(self, kind: Sendable, to: Chat | None = None) -> None:
        """Send something that is not text."""
        async with self._town.turn():
            await self.way.post(self.id, (to or self).id, kind)

    async def encloses(self, file: Own) -> None:
        """Send a file of one's own."""
        async with self._town.turn():
            await self.way.enclose(self.id, self.id, file)

    async def blocks(self) -> None:
        """Want no more of the bot."""
        async with self._town.turn():
            await self.way.block(self.id)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        async with self._town.turn():
            await self.way.unblock(self.id)

    @property
    def toast(self) -> str | None:
        """What was shown for a moment after the last press."""
        return self._press.toast if self._press else None


class Channel(Chat):
    """A channel of an office."""

    team: int
    """The id of the team that it is."""

    @property
    def link(self) -> str:
        """What stands under a question whose card can be opened from there."""
        return "\nOpen the card" if self.way.name == "slack" else ""

    def calling(self, *voices: Voice) -> str:
        """What stands at the head of a message that is pointed out to some of its people."""
        mention = "<@{}>" if self.way.name == "slack" else "@{}"
        return " ".join(mention.format(each.id) for each in voices) + "\n\n"

    async def invites_bot(self) -> None:
        """Have the bot in, and wait until it has looked around."""
        async with self._town.turn():
            await self.way.bring_in(self.id)
        await self._town.later(seconds=5)

    async def puts_bot_out(self) -> None:
        """Remove the bot."""
        async with self._town.turn():
            await self.way.put_out(self.id)

    async def is_archived(self) -> None:
        """Come to its end."""
        async with self._town.turn():
            await self.way.archive(self.id)

    async def takes_in(self, person: "Voice") -> None:
        """Have somebody come in, and wait until the bot has looked around."""
        async with self._town.turn():
            await self.way.come(person.id, self.id)
        await self._town.later(seconds=5)

    async def lets_go(self, person: "Voice") -> None:
        """Have somebody leave."""
        async with self._town.turn():
            await self.way.go(person.id, self.id)


class Town:
    """The people of one test, new to the bot, and their time."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.way = house.way
        self.app = house.app
        self.clock = house.clock
        self.database = house.database
        self._chats: list[Chat] = []
        self._channels = 0

    def voice(self, name: str, language: str = "en") -> Voice:
        """Somebody new, whose app is set to a language."""
        return self._voice(name, language, self.way)

    def officer(self, name: str, language: str = "en") -> Voice:
        """Somebody new where teams are."""
        return self._voice(name, language, self.way.office)

    def guest(self, name: str) -> Voice:
        """Somebody new where teams are, who is a guest there."""
        office = self.way.office
        voice = Voice(self, office.guest(name), name, office)
        self._chats.append(voice)
        return voice

    def _voice(self, name: str, language: str, way: Way) -> Voice:
        voice = Voice(self, way.meet(name, language), name, way)
        self._chats.append(voice)
        return voice

    async def team(
        self,
        name: str,
        *officers: str,
        subjects: Sequence[str] = (),
        area: str = "Fernleigh",
        hours: str = OFFICE_HOURS,
        answer_days: int = 5,
        front_door: bool = False,
        other: str | None = None,
        backup: "Channel | None" = None,
    ) -> tuple["Channel", list[Voice]]:
        """A team's private channel, approved, and somebody new in it for each name.

        The first of them is its deputy.
        """
        voices = [self.officer(each) for each in officers]
        office = self.way.office
        channel = self.channel(name, *voices)
        now = self.clock.now()
        async with self.database.transaction() as session:
            found = await area_called(session, area)
            assert found is not None, area
            team = Team(
                platform=office.name, channel=channel.id, name=name, about=", ".join(subjects),
                subjects=list(subjects), hours=hours, answer_days=answer_days,
                deputy=voices[0].id if voices else None, front_door=front_door, other=other,
                backup_id=backup.team if backup else None,
                proposed_by="U0MOIRA", proposed_at=now, approved_by="U0MOIRA", approved_at=now,
                gone_at=None, private=True, told="works", look_at=now + timedelta(days=4000),
            )  # fmt: skip
            session.add(team)
            await session.flush()
            await teams.set_areas(session, team.id, [found.ref])
            await teams.set_members(
                session, team, {each.id: each.name for each in voices}, set(), now
            )
        channel.team = team.id
        return channel, voices

    def channel(
        self, title: str, *members: Voice, private: bool = True, bot: bool = True
    ) -> "Channel":
        """A channel of some people and the bot, where teams are."""
        office = self.way.office
        self._channels += 1
        people = [each.id for each in members]
        channel = Channel(self, office.channel(title, people, private=private, bot=bot), office)
        self._chats.append(channel)
        return channel

    async def part(self) -> None:
        """Leave no team to the next test, and no question to a team."""
        if self._channels:
            async with self.database.transaction() as session:
                await session.execute(delete(Question))
                await session.execute(update(Team).values(gone_at=self.clock.now()))

    async def contact_voices(self, *names: str, hours: str = OFFICE_HOURS) -> list[Voice]:
        """Somebody new for each name, who are Fernleigh's only safeguarding contacts from now on.

        They have written to the bot, accepted, and answered a test.
        """
        voices = [self.voice(name) for name in names]
        for voice in voices:
            await voice.says("/start")
        async with self.database.transaction() as session:
            for each in (Alert, SafeguardingContact):
                await session.execute(delete(each))
            contacts = [(self.way.name, voice.id, voice.name) for voice in voices]
            await look_after(session, *contacts, hours=hours)
        return voices

    def group(self, title: str, *members: Voice) -> Chat:
        """A group chat of some people and the bot."""
        group = Chat(self, self.way.gather(title, [each.id for each in members]), self.way)
        self._chats.append(group)
        return group

    async def later(self, **span: float) -> None:
        """Push the clock on; what falls due on the way happens."""
        async with self.turn():
            await self.app.push(self.clock, self.clock.now() + timedelta(**span))
        left = await self.app.next_due(after=LONG_AGO)
        assert not left or left > self.clock.now(), "nothing due is left undone"

    async def off(self, **span: float) -> None:
        """Push the clock on as if the bot had been off: what fell due meanwhile happens late."""
        async with self.turn():
            self.clock.push_to(self.clock.now() + timedelta(**span))
            await self.app.tick()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Do something, and hear what comes of it until the bot has nothing left to do."""
        for chat in self._chats:
            chat.mark()
        yield
        await self.app.settle()
        for chat in self._chats:
            chat.listen()
