"""The people in the Slack workspace: what they say and do, and the events that come of it."""

import re
from collections.abc import Iterable

from bot.simulator.sample_files import SAMPLE_FILES
from bot.simulator.slack_deliveries import Deliveries
from bot.simulator.slack_events import Events
from bot.simulator.slack_interactions import Interactions
from bot.simulator.slack_modals import Modals
from bot.simulator.slack_posting import Posting, gone, joined, left
from bot.simulator.slack_response_urls import ResponseUrls
from bot.simulator.slack_shapes import Shapes
from bot.simulator.slack_shapes import person as person_shape
from bot.simulator.slack_text import encode
from bot.simulator.slack_triggers import Triggers
from bot.simulator.slack_world import BOT_NAME, BOT_USER, Channel, Post, SlackPerson, SlackWorld
from bot.simulator.world import File, Impossible, Json

LONGEST_SAID = 12_000  # characters, in Slack's own message field

_NOT_IN_A_NAME = re.compile(r"[^\w-]+")


class Workspace(Interactions):
    """Acts that nobody answers: they return at once, and the bot hears of them as it connects.

    What the bot has to acknowledge is in `Interactions`. `chat` "dm": the person's conversation
    with the bot.
    """

    def __init__(
        self,
        slack: SlackWorld,
        shapes: Shapes,
        modals: Modals,
        triggers: Triggers,
        response_urls: ResponseUrls,
        deliveries: Deliveries,
        posting: Posting,
        events: Events,
    ) -> None:
        super().__init__(slack, shapes, modals, triggers, response_urls, deliveries)
        self._posting = posting
        self._events = events

    # people and channels

    def meet(
        self, name: str, language: str = "en", timezone: str = "Europe/London", guest: bool = False
    ) -> SlackPerson:
        """Add a person."""
        person = self.slack.meet(name, language, timezone, guest)
        shape = person_shape(person, self.slack.world.clock.now(), with_locale=True)
        ts = self.slack.next_ts()
        self._events.put("team_join", {"type": "team_join", "user": shape, "event_ts": ts})
        return person

    def deactivate(self, person: str) -> None:
        """The person's account is closed; they leave every channel."""
        gone = self.slack.person(person)
        for channel in list(self.slack.channels.values()):
            if person in channel.members and not channel.is_dm:
                self.leave(person, channel.id)
        self.modals.clear(person)
        gone.gone = True
        self.slack.keep_person(gone)

    def make_channel(
        self,
        name: str,
        members: Iterable[str] = (),
        *,
        private: bool = False,
        bot: bool = False,
        topic: str = "",
    ) -> Channel:
        """A channel of these people, with or without the bot; the name as Slack writes such."""
        proper = _NOT_IN_A_NAME.sub("-", name.strip().casefold()).strip("-")[:80]
        if not proper:
            raise Impossible("a channel needs a name")
        if any(one.name == proper for one in self.slack.channels.values()):
            raise Impossible(f"there is a channel {proper} already")
        channel = Channel(
            id=self.slack.next_id("C"),
            name=proper,
            private=private,
            members=[self.slack.person(one).id for one in members],
            topic=topic,
            made=self.slack.seconds(),
        )
        self.slack.keep_channel(channel)
        if bot:
            self.invite_bot(channel.id)
        return channel

    def invite(self, person: str, channel: str) -> Channel:
        """A person comes into a channel."""
        place = self.slack.channel(channel)
        newcomer = self.slack.person(person)
        if place.is_dm:
            raise Impossible("nobody else comes into a direct message")
        if person in place.members:
            raise Impossible(f"{newcomer.name} is in {place.name} already")
        place.members.append(person)
        self.slack.keep_channel(place)
        event = joined(place, person, self.slack.next_ts())
        self._posting.happened("member_joined_channel", place, event)
        return place

    def leave(self, person: str, channel: str) -> Channel:
        """A person goes out of a channel."""
        place = self.slack.channel_of(person, channel)
        if place.is_dm:
            raise Impossible("nobody leaves a direct message")
        place.members.remove(person)
        self.slack.keep_channel(place)
        event = left(place, person, self.slack.next_ts())
        self._posting.happened("member_left_channel", place, event)
        return place

    def invite_bot(self, channel: str) -> Channel:
        """The bot comes into a channel."""
        place = self.slack.channel(channel)
        if place.bot:
            raise Impossible(f"the bot is in {place.name} already")
        place.bot = True
        self.slack.keep_channel(place)
        event = joined(place, BOT_USER, self.slack.next_ts())
        if place.members:
            event["inviter"] = place.members[0]
        self._posting.happened("member_joined_channel", place, event)
        return place

    def remove_bot(self, channel: str) -> Channel:
        """The bot is put out of a channel, and after that hears nothing more from there."""
        place = self.slack.channel(channel)
        if place.is_dm or not place.bot:
            raise Impossible("the bot is not in that channel")
        self._posting.happened(f"{place.kind}_left", place, gone("left", place, self.slack))
        place.bot = False
        self.slack.keep_channel(place)
        return place

    def close_off(self, channel: str, private: bool = True) -> Channel:
        """Make a public channel private, or a private one public; nobody is told."""
        place = self.slack.channel(channel)
        place.private = private
        self.slack.keep_channel(place)
        return place

    def share(self, channel: str, shared: bool = True) -> Channel:
        """Have another organisation in a channel, or no more."""
        place = self.slack.channel(channel)
        place.shared = shared
        self.slack.keep_channel(place)
        return place

    def archive(self, channel: str, archived: bool = True) -> Channel:
        """Close a channel, or open it again."""
        place = self.slack.channel(channel)
        if archived and not place.archived:
            event = gone("archive", place, self.slack)
            self._posting.happened(f"{place.kind}_archive", place, event)
        place.archived = archived
        self.slack.keep_channel(place)
        return place

    # messages

    def say(self, person: str, text: str, chat: str = "dm", thread: str | None = None) -> Post:
        """Write a message; `@Name` mentions, as does `<@id>`."""
        if not text.strip():
            raise Impossible("Slack does not send an empty message")
        if len(text) > LONGEST_SAID:
            raise Impossible(f"Slack sends at most {LONGEST_SAID} characters at once")
        return self._post(person, chat, thread, text=self._encoded(text))

    def upload(
        self,
        person: str,
        name: str,
        content: bytes,
        chat: str = "dm",
        *,
        kind: str = "application/octet-stream",
        text: str = "",
        thread: str | None = None,
    ) -> Post:
        """Share a file, with or without words."""
        file = self.bring(person, name, content, kind)
        return self._post(person, chat, thread, text=self._encoded(text), files=[file.id])

    def bring(
        self, person: str, name: str, content: bytes, kind: str = "application/octet-stream"
    ) -> File:
        """Give Slack a file that is shared nowhere yet, as when one is chosen in a form."""
        if not content:
            raise Impossible("Slack takes no empty file")
        file = File(id=self.slack.next_id("F"), name=name, type=kind, content=content, owner=person)
        self.slack.world.keep_file(file)
        return file

    def send(self, person: str, sample: str, chat: str = "dm", text: str = "") -> Post:
        """Share one of the sample files, a `photo` or a `document`."""
        if sample not in ("photo", "document"):
            raise Impossible("Slack's samples are a photo and a document")
        file = SAMPLE_FILES[sample]
        return self.upload(person, file.name, file.content, chat, kind=file.type, text=text)

    def edit(self, person: str, ts: str, text: str, chat: str = "dm") -> Post:
        """Change one's own message."""
        post = self._own(person, chat, ts)
        if not text.strip():
            raise Impossible("Slack does not send an empty message")
        self._posting.change(post, self._encoded(text), [])
        return post

    def delete(self, person: str, ts: str, chat: str = "dm") -> None:
        """Take one's own message back."""
        self._posting.delete(self._own(person, chat, ts))

    def react(self, person: str, ts: str, name: str, chat: str = "dm") -> Post:
        """Put an emoji under a message, by its name without colons."""
        channel = self.slack.channel_of(person, chat)
        post = self._seen(person, channel, ts)
        if person in post.reactions.get(name, []):
            raise Impossible("that reaction is there already")
        post.reactions.setdefault(name, []).append(person)
        self.slack.keep_post(post)
        self._posting.happened(
            "reaction_added",
            channel,
            {
                "type": "reaction_added",
                "user": person,
                "reaction": name,
                "item": {"type": "message", "channel": channel.id, "ts": ts},
                "item_user": post.sender,
                "event_ts": self.slack.next_ts(),
            },
        )
        return post

    def read(self, person: str) -> None:
        """Look at the direct messages: nothing is unread any more."""
        reader = self.slack.person(person)
        if reader.unread:
            reader.unread = 0
            self.slack.keep_person(reader)

    def open_home(self, person: str, tab: str = "home") -> None:
        """Open the bot's App Home, on the tab `home` or `messages`."""
        somebody = self.slack.person(person)
        event: Json = {
            "type": "app_home_opened",
            "user": person,
            "channel": somebody.dm,
            "tab": tab,
            "event_ts": self.slack.next_ts(),
        }
        view = self.slack.homes.get(person)
        if view is not None and tab == "home":
            event["view"] = self._shapes.view(view)
        self._events.put("app_home_opened", event)

    def seen_by(self, person: str, chat: str, thread: str | None = None) -> list[Post]:
        """The posts that a person sees in a channel, or in a thread of it, oldest first.

        In a channel those deleted are there too; in a thread its first post comes first.
        """
        channel = self.slack.channel_before(person, chat)
        visible = [post for post in self.slack.posts(channel.id) if post.only_for in (None, person)]
        if thread is not None:
            return [post for post in visible if thread in (post.ts, post.thread)]
        return [post for post in visible if post.thread is None or post.broadcast]

    # the steps of the above

    def _post(
        self, person: str, chat: str, thread: str | None, *, text: str, files: Iterable[str] = ()
    ) -> Post:
        channel = self.slack.channel_of(person, chat)
        if channel.archived:
            raise Impossible(f"{channel.name} is archived")
        if thread is not None and self._seen(person, channel, thread).thread is not None:
            raise Impossible("an answer can't be answered in a thread of its own")
        if channel.is_dm:
            self.read(person)
        return self._posting.add(
            Post(
                channel=channel.id,
                ts=self.slack.next_ts(),
                sender=person,
                text=text,
                thread=thread,
                files=list(files),
            )
        )

    def _encoded(self, text: str) -> str:
        names = {one.name: one.id for one in self.slack.people.values() if not one.gone}
        return encode(text.strip(), {**names, BOT_NAME: BOT_USER})

    def _seen(self, person: str, channel: Channel, ts: str) -> Post:
        post = self.slack.post(channel.id, ts)
        if post is None or post.only_for not in (None, person):
            raise LookupError(f"there is no message {ts} in the channel")
        return post

    def _own(self, person: str, chat: str, ts: str) -> Post:
        post = self._seen(person, self.slack.channel_of(person, chat), ts)
        if post.sender != person:
            raise Impossible("only one's own messages can be changed")
        return post
