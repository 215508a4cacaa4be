"""The simulated Slack workspace: its people, channels and posts, and what was put in App Homes."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec
from msgspec import Struct

from bot.simulator.nudges import Nudges
from bot.simulator.world import KEPT_PER_CHAT, File, Impossible, Json, World

TEAM = "T0SIMULATED"
TEAM_NAME = "Simulated Council"
TEAM_DOMAIN = "simulated-council"
APP = "A0SPARKPLUG"
BOT = "B0SPARKPLUG"
BOT_USER = "U0SPARKPLUG"
BOT_NAME = "Sparkplug"


class SlackPerson(Struct, kw_only=True, omit_defaults=True):
    """A member of the workspace."""

    id: str
    name: str
    language: str = "en"
    timezone: str = "Europe/London"
    guest: bool = False
    stranger: bool = False  # of another organisation, here by a shared channel
    gone: bool = False  # deactivated
    unread: int = 0  # of the bot's direct messages

    @property
    def dm(self) -> str:
        """Their conversation with the bot."""
        return f"D{self.id[1:]}"


class Channel(Struct, kw_only=True, omit_defaults=True):
    """A channel, or a person's conversation with the bot."""

    id: str
    name: str = ""
    private: bool = False
    members: list[str] = []  # people's ids; the bot is in where `bot` says so
    bot: bool = False
    topic: str = ""
    archived: bool = False
    shared: bool = False  # with another organisation
    made: int = 0  # seconds

    @property
    def is_dm(self) -> bool:
        """Whether it is a conversation of one person and the bot."""
        return self.id.startswith("D")

    @property
    def kind(self) -> str:
        """As events and lists name it."""
        if self.is_dm:
            return "im"
        return "group" if self.private else "channel"


class Post(Struct, kw_only=True, omit_defaults=True):
    """One message, as it stands now."""

    channel: str
    ts: str  # seconds with six decimals; no two posts have the same
    sender: str
    text: str = ""  # in Slack's own encoding: `&amp;`, `<@U…>`, `<https://…>`
    blocks: list[Json] = []
    thread: str | None = None  # the ts of the post that this answers
    broadcast: bool = False  # shown in the channel, too
    files: list[str] = []
    reactions: dict[str, list[str]] = {}  # who, by the emoji's name
    metadata: Json | None = None
    only_for: str | None = None  # the one person who sees it; None: everyone
    edited: str | None = None  # when, as a ts
    deleted: bool = False
    change: int = 0  # the world's count of changes when it last changed


class View(Struct, kw_only=True):
    """A modal, or what one person's App Home shows."""

    id: str
    person: str
    body: Json  # as the bot gave it, with an id for each block and element
    values: dict[str, dict[str, Json]]  # typed and chosen so far, by block and action
    hash: str  # another one with each change
    root: str  # the first view of the stack that it is on
    previous: str | None = None  # the view beneath it
    errors: dict[str, str] = {}  # shown at its blocks


class SlackWorld:
    """What there is on Slack; kept with the rest of the world."""

    def __init__(self, world: World, nudges: Nudges) -> None:
        self.world = world
        self.people: dict[str, SlackPerson] = {}
        self.channels: dict[str, Channel] = {}
        self.homes: dict[str, View] = {}  # published, by person
        self._posts: dict[str, dict[str, Post]] = {}
        self._nudges = nudges

    def load(self, kept: Mapping[str, Mapping[str, bytes]]) -> None:
        """Take up what was kept."""
        decode = msgspec.json.decode
        for _, body in sorted(kept.get("slack_person", {}).items()):
            person = decode(body, type=SlackPerson)
            self.people[person.id] = person
        for _, body in sorted(kept.get("slack_channel", {}).items()):
            channel = decode(body, type=Channel)
            self.channels[channel.id] = channel
        posts = (decode(body, type=Post) for body in kept.get("slack_post", {}).values())
        for post in sorted(posts, key=lambda one: one.ts):
            self._posts.setdefault(post.channel, {})[post.ts] = post
            self.world.changes = max(self.world.changes, post.change)
        for body in kept.get("slack_home", {}).values():
            home = decode(body, type=View)
            self.homes[home.person] = home

    # time and ids

    def next_ts(self) -> str:
        """The present simulated instant as Slack writes it, later than any before it."""
        now = _microseconds(self.world.clock.now())
        latest = max(now, self.world.notes.get("last_slack_ts", 0) + 1)
        self.world.note("last_slack_ts", latest)
        return f"{latest // 1_000_000}.{latest % 1_000_000:06}"

    def next_id(self, prefix: str) -> str:
        """An id that begins as Slack's ids for such things do."""
        return f"{prefix}{self.world.next_id(f'slack_{prefix}'):010}"

    def seconds(self) -> int:
        """The present simulated instant, in whole seconds."""
        return int(self.world.clock.now().timestamp())

    # people and channels

    def meet(self, name: str, language: str, timezone: str, guest: bool) -> SlackPerson:
        """Add a person, with whom the bot can talk."""
        if not name.strip():
            raise Impossible("a person needs a name")
        person = SlackPerson(
            id=self.next_id("U"),
            name=name.strip(),
            language=language,
            timezone=timezone,
            guest=guest,
        )
        self.people[person.id] = person
        self.keep_person(person)
        dm = Channel(id=person.dm, private=True, members=[person.id], bot=True, made=self.seconds())
        self.keep_channel(dm)
        return person

    def person(self, identifier: str) -> SlackPerson:
        """The person with this id, who has not gone."""
        person = self.people.get(identifier)
        if person is None or person.gone:
            raise LookupError(f"there is no person {identifier} in the workspace")
        return person

    def channel(self, identifier: str) -> Channel:
        """The channel or conversation with this id."""
        if identifier not in self.channels:
            raise LookupError(f"there is no channel {identifier}")
        return self.channels[identifier]

    def channel_of(self, person: str, identifier: str) -> Channel:
        """A channel that this person is in; "dm" is their conversation with the bot."""
        somebody = self.person(person)
        channel = self.channel(somebody.dm if identifier == "dm" else identifier)
        if person not in channel.members:
            raise Impossible(f"{somebody.name} is not in {channel.name or 'that conversation'}")
        return channel

    def channel_before(self, person: str, identifier: str) -> Channel:
        """A channel that this person can look into: one they are in, or a public one."""
        channel = self.channels.get(identifier)
        if channel is not None and not channel.private and not self.person(person).guest:
            return channel
        return self.channel_of(person, identifier)

    def keep_person(self, person: SlackPerson) -> None:
        """Keep a person's change."""
        self.world.keep("slack_person", person.id, person)
        self._nudges.tell("slack", person.id, "people")

    def keep_channel(self, channel: Channel) -> None:
        """Keep a channel's change."""
        self.channels[channel.id] = channel
        self.world.keep("slack_channel", channel.id, channel)
        self._nudges.tell("slack", channel.id, "people")

    def keep_home(self, view: View) -> None:
        """Keep a change of what a person's App Home shows."""
        self.homes[view.person] = view
        self.world.keep("slack_home", view.person, view)
        self._nudges.tell("slack", view.person, "home")

    # posts

    def add(self, post: Post) -> Post:
        """Put a new post into its channel."""
        posts = self._posts.setdefault(post.channel, {})
        posts[post.ts] = post
        if len(posts) > KEPT_PER_CHAT:
            oldest = next(iter(posts))
            del posts[oldest]
            self.world.keep("slack_post", f"{post.channel}/{oldest}", None)
        channel = self.channels[post.channel]
        if channel.is_dm and post.sender == BOT_USER:
            person = self.people[channel.members[0]]
            person.unread += 1
            self.keep_person(person)
        self.keep_post(post)
        return post

    def keep_post(self, post: Post) -> None:
        """Keep a post's change."""
        post.change = self.world.count_change()
        self.world.keep("slack_post", f"{post.channel}/{post.ts}", post)
        self._nudges.tell("slack", post.channel)

    def post(self, channel: str, ts: str) -> Post | None:
        """A post that is there and not deleted."""
        post = self._posts.get(channel, {}).get(ts)
        return None if post is None or post.deleted else post

    def posts(self, channel: str) -> list[Post]:
        """A channel's posts, oldest first: in threads or not, deleted and ephemeral ones too."""
        return list(self._posts.get(channel, {}).values())

    def newest_first(self, channel: str) -> Iterator[Post]:
        """A channel's posts, newest first."""
        return reversed(self._posts.get(channel, {}).values())

    def delete_file(self, file: File) -> None:
        """A file is gone from wherever it was shared; a post with nothing else in it goes, too."""
        for posts in self._posts.values():
            for post in posts.values():
                if file.id in post.files:
                    post.files.remove(file.id)
                    post.deleted = post.deleted or not (post.files or post.text or post.blocks)
                    self.keep_post(post)
        self.world.forget_file(file)

    def replies(self, channel: str, thread: str) -> list[Post]:
        """The answers in a thread that everyone can see, oldest first."""
        return [
            post
            for post in self._posts.get(channel, {}).values()
            if post.thread == thread and not post.deleted and post.only_for is None
        ]


def _microseconds(instant: datetime) -> int:
    return round(instant.timestamp() * 1_000_000)
