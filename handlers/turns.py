"""A moment in which we act, a turn in which a person spoke, and the routes to those who answer."""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from handlers import thesaurus
from handlers.forms import Filling, Form
from handlers.hours import Clock
from handlers.messages import Button, Incoming, Message, Toast, What, Words, all_typed, written
from handlers.places import Places
from handlers.understanding import Enquiry, OnePot, Wish
from storage import mailbox, safeguarding, talk, teams
from storage.areas import all_areas
from storage.database import Database
from storage.mailbox import Kind
from storage.meaning import Vector
from storage.people import Account, Person, zone_of
from storage.search import Search, changes
from storage.signposts import Signpost, all_signposts
from storage.talk import Topic
from storage.teams import Team


@dataclass(frozen=True)
class Held:
    """What somebody wrote for a team that sounds like danger: it waits for them to say so."""

    what: What
    form: str
    """The number of the filling-in that it belongs to; empty: it belongs to none."""
    until: datetime
    sent_by: str = ""
    """The update by which they said so; empty: none has yet."""


HELD_FOR = timedelta(minutes=30)


@dataclass
class Aside:
    """What is known in memory alone, and is nowhere once the process ends.

    What sounds like danger is kept nowhere else before whoever wrote it has sent it on.
    """

    _held: dict[int, Held] = field(default_factory=dict)
    _meant: dict[int, tuple[frozenset[str], datetime]] = field(default_factory=dict)

    def hold(self, person_id: int, what: What, form: str, now: datetime) -> None:
        """Have at hand what somebody wrote, for half an hour."""
        self._held[person_id] = Held(what, form, now + HELD_FOR)

    def take(self, person_id: int, update: str, now: datetime) -> Held | None:
        """What somebody wrote, which they mean as it is; None: it is forgotten or sent by now.

        The same update is given it again: its turn may have been undone, and begun anew.
        """
        held = self._held.get(person_id)
        if held is None or held.until <= now or held.sent_by not in ("", update):
            return None
        self._held[person_id] = replace(held, sent_by=update)
        self._meant[person_id] = frozenset(all_typed(held.what)), now + HELD_FOR
        return held

    def not_meant_yet(self, person_id: int, what: What, now: datetime) -> str:
        """What somebody wrote, without what they have just said that they mean as it is."""
        meant, until = self._meant.get(person_id, (frozenset[str](), now))
        return "\n".join(each for each in all_typed(what) if until <= now or each not in meant)

    def let_go(self, now: datetime) -> None:
        """Let go of what was written half an hour ago."""
        self._held = {each: held for each, held in self._held.items() if held.until > now}
        self._meant = {each: meant for each, meant in self._meant.items() if meant[1] > now}

    def forget(self, person_id: int) -> None:
        """Let go of what somebody wrote."""
        self._held.pop(person_id, None)
        self._meant.pop(person_id, None)


@dataclass
class Here:
    """What holds for the whole installation, wherever and whoever speaks."""

    organisation: str
    """Who runs this assistant."""
    notice_url: str
    """Where the privacy notice is; empty: not told."""
    nation: str
    """England, Scotland, Wales or Northern Ireland; empty: not told."""
    zone: ZoneInfo
    feed_hosts: frozenset[str] = frozenset()
    """Hosts of feeds that may be on our own network, and without https."""
    overseen: frozenset[str] = frozenset()
    """Platforms on which an employer may read along: nobody is asked there how they are."""
    council_on_slack: bool = False
    """People of the council may write about somebody where we can't see it."""
    search: Search = field(default_factory=lambda: Search(thesaurus.terms))
    places: Places = field(default_factory=lambda: Places(()))
    signposts: Sequence[Signpost] = ()
    """In memory, so that they are at hand when the database is not."""
    looked_after: bool = False
    """There are safeguarding contacts."""
    has_teams: bool = False
    """There are teams to whom questions go."""
    aside: Aside = field(default_factory=Aside)
    link: str = ""
    """What a link to us begins with, before the word that it brings; empty: there is none."""
    _known: tuple[int, int] | None = None
    """How often areas and signposts had changed when they were read; None: they were not."""

    async def refresh(self, database: Database) -> None:
        """Take in all that has changed, in slices: others get their turns in between."""
        async with database.reading() as session:
            numbers = await changes(session)
            self.looked_after = await safeguarding.any_ready(session)
            self.has_teams = await teams.connected(session, None)
            known = numbers.get("area", 0), numbers.get("signpost", 0)
            areas = await all_areas(session) if known != self._known else None
            if known != self._known:
                self.signposts = await all_signposts(session)
        if areas is not None:
            self.places = Places(areas)
        self._known = known
        while await self.search.refresh(database):
            pass
        await self.search.learn()


TEAMS_LANGUAGE = "en"
"""What is said in a team's channel, which several read."""


@dataclass
class Moment:
    """An instant at which we may read, write and send, in one transaction."""

    session: AsyncSession
    now: datetime
    here: Here

    @property
    def today(self) -> date:
        """The date where we are."""
        return self.now.astimezone(self.here.zone).date()

    def clock_of(self, person: Person) -> Clock:
        """Somebody's clock."""
        return Clock(zone_of(person.zone, self.here.zone), person.hour)

    async def send(
        self,
        to: Account,
        message: Message,
        kind: Kind,
        *,
        address: str | None = None,
        thread: str | None = None,
        only_for: str | None = None,
        replaces: str | None = None,
        home: bool = False,
        anonymous: bool = False,
        alert: UUID | None = None,
        event: UUID | None = None,
    ) -> None:
        """Post a letter to a person, in the chat we share unless another address is given.

        An anonymous one is not tied to them, and so outlives their erasure. One that tells of an
        alert goes with it, if whoever asked is erased before it is sent. How one ends that tells of
        an event of a question is noted there.
        """
        await mailbox.post(
            self.session,
            written(message),
            platform=to.platform,
            address=address or to.address,
            person_id=None if anonymous else to.person_id,
            language=to.person.language,
            kind=kind,
            now=self.now,
            thread=thread,
            only_for=only_for,
            replaces=replaces,
            home=home,
            alert=alert,
            event_id=event,
            shows=message.shows,
            tells_of=message.tells_of,
        )

    async def to_team(
        self,
        team: Team,
        message: Message,
        kind: Kind = Kind.COUNCIL,
        *,
        about: int | None = None,
        stands: UUID | None = None,
        thread_of: UUID | None = None,
        only_for: str | None = None,
        stale_at: datetime | None = None,
    ) -> None:
        """Post a letter to a team's channel.

        `about`: the person whose words it holds, with whom it goes; None: nobody's. `stands`: the
        standing message that it sends or brings up to date. `thread_of`: the one in whose thread
        it belongs. `only_for`: the one officer who sees it. `stale_at`: from when on it is not to
        be sent any more.
        """
        await mailbox.post(
            self.session,
            written(message),
            platform=team.platform,
            address=team.channel,
            person_id=about,
            language=TEAMS_LANGUAGE,
            kind=kind,
            now=self.now,
            only_for=only_for,
            standing_id=stands,
            thread_of_id=thread_of,
            stale_at=stale_at,
        )


class Album(msgspec.Struct):
    """What was sent together, of which each part comes by itself."""

    id: str
    """As its platform calls it."""
    went_with: str = ""
    """The number of the question with which its first files went; empty: with none."""
    files: tuple[str, ...] = ()
    """Those files, by the ids under which we keep them."""
    complained: bool = False
    """What is wrong with one of them was said."""


class Recent(msgspec.Struct):
    """The last half hour of a talk: what was offered to press, what was asked."""

    offered: tuple[Button, ...] = ()
    """The buttons under our last message: typing a number or a label presses one."""
    enquiry: Enquiry | None = None
    """What the person asked last, as it was understood."""
    enquiry_no: int = 0
    """Tells one enquiry from the next, so that an old list's *More* does not page a new one."""
    opened: OnePot | None = None
    """The pot whose details they look at; None: a list, or something else."""
    awaited: Wish | None = None
    """The list for which we asked what it is to be about; None: we did not."""
    typed: str = ""
    """What they asked or wrote last, to go to a team if they tap it; empty: nothing, or something
    of which nothing is kept."""
    files: tuple[str, ...] = ()
    """The files that came with that, by the ids under which we keep them."""
    album: Album | None = None
    """What the last file was sent together with; None: it came alone."""


class Awaited(msgspec.Struct, frozen=True):
    """A question about which a team has written to whoever asked, who may have a word for them."""

    number: str
    at: datetime
    """When it wrote."""
    fresh: bool = True
    """Nothing else was said since."""
    offered: tuple[Button, ...] = ()
    """The buttons under what was said: as long as nothing else was, typing a label presses one."""


@dataclass(frozen=True)
class Kept:
    """What a table holds about a person, in words."""

    title: Words
    told: Words
    """A sentence or two, for the chat."""
    rows: Sequence[Sequence[Words]] = ()
    """Row by row, a few lines each, for the file. Empty: `told` says it all."""
    change: Button | None = None
    """Leads to where it can be changed and deleted; None: the buttons that /me always has do."""


KeptTeller = Callable[["Turn"], Awaitable[Kept | None]]
"""Tells what a table holds about the person; None: nothing."""
StaysTeller = Callable[["Turn"], Awaitable[Words | None]]
"""Tells what stays, without the person, when they are erased; None: nothing of theirs."""


@dataclass(frozen=True)
class Tellers:
    """Those who tell what is kept about a person, and what of it would stay without them."""

    kept: Mapping[str, KeptTeller] = field(default_factory=dict)
    """By the table of which they tell."""
    stays: Sequence[StaysTeller] = ()


@dataclass
class Turn(Moment):
    """A moment in which a person spoke."""

    incoming: Incoming
    account: Account
    recent: Recent = field(default_factory=Recent)
    awaited: Awaited | None = None
    """The question of theirs about which a team wrote last; None: none did lately."""
    goes_on: bool = False
    """What came belongs to what came before it: nothing else was said."""
    erased: bool = False
    """All that was kept about the person is gone: what is said now is not tied to them."""
    forgotten: bool = False
    """What they have talked of before this turn is gone, with the form that was half filled in."""
    alert: UUID | None = None
    """The alert of which a safeguarding contact is told in what is said now; None: of none."""
    said_in: Mapping[str, str] = field(default_factory=dict)
    """Of the form that is filled in: the message in which each question was answered in words."""
    settled: str = ""
    """The name of a form that is of no use any more: it was answered by another way."""
    tellers: Tellers = field(default_factory=Tellers)
    senses: Mapping[str, Vector] = field(default_factory=dict)
    """What questions mean, worked out before the turn began."""

    @property
    def person(self) -> Person:
        """Who spoke."""
        return self.account.person

    @property
    def day(self) -> date:
        """The date where the person is."""
        return self.local(self.now).date()

    def local(self, at: datetime) -> datetime:
        """An instant as their clock shows it."""
        return at.astimezone(self.clock_of(self.person).zone)

    async def forget_talk(self) -> None:
        """Forget all that was talked of, and the form that is half filled in.

        How often they took something back stays for its day: how much they may ask hangs on it.
        """
        for topic in set(Topic) - {Topic.TAKEN_BACK}:
            await talk.drop(self.session, self.person.id, topic)
        self.recent = Recent()
        self.here.aside.forget(self.person.id)
        self.forgotten = True

    async def say_first(self, message: Message) -> None:
        """Say something before what the handler returns."""
        await self.send(
            self.account,
            message,
            Kind.ANSWER,
            address=self.incoming.address,
            thread=self.incoming.thread,
            only_for=self.incoming.only_for,
        )


Reply = Message | Form | Filling | Toast | None
"""What a handler returns: something to say, a form to open, a word on the spot, or nothing."""

Handler = Callable[..., Awaitable[Reply]]
H = TypeVar("H", bound=Handler)
HappenedHandler = Callable[[Moment, Incoming], Awaitable[None]]
"""Hears what happens to a chat: whoever did it is none who speaks with us."""
K = TypeVar("K", bound=KeptTeller)
S = TypeVar("S", bound=StaysTeller)


@dataclass(frozen=True)
class Route:
    """A handler and how it wants to be called."""

    handler: Handler
    private: bool = False
    """Not to be answered where others read along."""
    in_place: bool = False
    """What it says takes the place of the message that was pressed."""
    settles: bool = False
    """The press makes a choice: the other buttons beside it are of no use any more."""
    hides: bool = False
    """The message that was pressed is to be deleted."""
    stands: bool = False
    """The message that was pressed is kept up to date by letters: the press leaves it as it is."""
    in_menu: bool = True
    """The platform's menu shows it."""
    to_teams: bool = False
    """The menu shows it only where there are teams."""
    any_time: bool = False
    """Its phrases are heard in the middle of a form, too."""

    @property
    def opens_form(self) -> bool:
        """Whether the handler may return a form, as its signature says."""
        returned = inspect.signature(self.handler).return_annotation
        return bool({Form, Filling} & {returned, *get_args(returned)})

    def values(self, words: Sequence[str]) -> list[str | int]:
        """A button's words as the types the handler's parameters have, the turn left out.

        Raises:
            ValueError: they are too few, too many, of another type, or no number of ours.
        """
        wanted = list(inspect.signature(self.handler).parameters.values())[1:]
        if len(words) != len(wanted):
            raise ValueError(f"{len(wanted)} values wanted, {len(words)} given")
        return [
            _number(word) if each.annotation is int else word
            for word, each in zip(words, wanted, strict=True)
        ]


def _number(word: str) -> int:
    """A whole number that the database can hold."""
    number = int(word)
    if abs(number) >= 1 << 63:
        raise ValueError(f"no number of ours: {word}")
    return number


class Routes:
    """The handlers of a feature, declared where they are read: `on = Routes()`, `@on.command`."""

    def __init__(self) -> None:
        self.commands: dict[str, Route] = {}
        self.presses: dict[str, Route] = {}
        self.finishes: dict[str, tuple[Form, Route]] = {}
        self.asked: Route | None = None
        self.not_read: Route | None = None
        self.at_home: Route | None = None
        self.happened: HappenedHandler | None = None
        self.kept: dict[str, KeptTeller] = {}
        self.stays: list[StaysTeller] = []

    def command(
        self,
        name: str,
        *,
        private: bool = False,
        in_menu: bool = True,
        to_teams: bool = False,
        any_time: bool = False,
    ) -> Callable[[H], H]:
        """Answer `/name`. The handler takes the turn, and what came after the command."""

        def keep(handler: H) -> H:
            self.commands[name] = Route(
                handler, private, in_menu=in_menu, to_teams=to_teams, any_time=any_time
            )
            return handler

        return keep

    def press(
        self,
        name: str,
        *,
        private: bool = False,
        in_place: bool = False,
        settles: bool = False,
        hides: bool = False,
        stands: bool = False,
    ) -> Callable[[H], H]:
        """Answer a button. The handler takes the turn, and the values the button carries."""

        def keep(handler: H) -> H:
            self.presses[name] = Route(handler, private, in_place, settles, hides, stands)
            return handler

        return keep

    def finish(self, form: Form) -> Callable[[H], H]:
        """Take a form that is filled in. The handler takes the turn, and the answers by name."""

        def keep(handler: H) -> H:
            self.finishes[form.name] = (form, Route(handler, private=True))
            return handler

        return keep

    def ask(self, handler: H) -> H:
        """Answer free text. The handler takes the turn and the text."""
        self.asked = Route(handler)
        return handler

    def home(self, handler: H) -> H:
        """Fill the person's home page. The handler takes the turn."""
        self.at_home = Route(handler, private=True)
        return handler

    def happens(self, handler: HappenedHandler) -> HappenedHandler:
        """Hear what happens to a chat. The handler takes the moment and the incoming."""
        self.happened = handler
        return handler

    def unreadable(self, handler: H) -> H:
        """Answer what we cannot read. The handler takes the turn and the kind of thing it is."""
        self.not_read = Route(handler)
        return handler

    def keeps(self, table: str) -> Callable[[K], K]:
        """Tell what a table holds about the person."""

        def keep(teller: K) -> K:
            self.kept[table] = teller
            return teller

        return keep

    def leaves(self, teller: S) -> S:
        """Tell what stays, without the person, when they are erased."""
        self.stays.append(teller)
        return teller
