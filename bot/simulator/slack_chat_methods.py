"""The Web API's methods that write: messages, ephemeral ones, reactions."""

import math
import re
from time import monotonic

from bot.simulator.limits import Pace, SlackLimits
from bot.simulator.slack_posting import Posting
from bot.simulator.slack_refusals import SlackRefused, bad_arguments, ratelimited
from bot.simulator.slack_shapes import Shapes
from bot.simulator.slack_world import BOT_USER, TEAM_DOMAIN, Channel, Post, SlackWorld
from bot.simulator.world import Json

_EVENT_TYPE = re.compile(r"[A-Za-z0-9_.:-]{1,255}")


class Writable:
    """Where the bot may write, and how fast."""

    def __init__(self, slack: SlackWorld, limits: SlackLimits) -> None:
        self._slack = slack
        self._pace = Pace(limits.posts_per_second, limits.post_burst)

    def find(self, identifier: str) -> Channel:
        """The channel that the bot can see; a person's id stands for their conversation."""
        person = self._slack.people.get(identifier)
        channel = self._slack.channels.get(person.dm if person else identifier)
        if channel is None or (channel.private and not channel.bot):
            raise SlackRefused("channel_not_found")
        return channel

    def open(self, identifier: str) -> Channel:
        """The channel that the bot is in, if it is not archived."""
        channel = self.find(identifier)
        if not channel.bot:
            raise SlackRefused("not_in_channel")
        if channel.archived:
            raise SlackRefused("is_archived")
        return channel

    def keep_pace(self, channel: Channel) -> None:
        """Count one post, or refuse it because it comes too soon."""
        now = monotonic()
        wait = self._pace.wait(channel.id, now)
        if wait > 0:
            raise ratelimited(math.ceil(wait))
        self._pace.use(channel.id, now)


class ChatMethods:
    """`chat.*` and `reactions.add`."""

    def __init__(
        self, slack: SlackWorld, shapes: Shapes, posting: Posting, writable: Writable
    ) -> None:
        self._slack = slack
        self._shapes = shapes
        self._posting = posting
        self._writable = writable

    def post_message(self, arguments: Json) -> Json:
        """Write in a channel, a thread, or to a person."""
        channel = self._writable.open(arguments["channel"])
        post = self._made(channel, arguments)
        post.broadcast = arguments.get("reply_broadcast", False)
        post.metadata = _metadata(arguments)
        self._writable.keep_pace(channel)
        self._posting.add(post)
        return {"channel": channel.id, "ts": post.ts, "message": self._shapes.post(post)}

    def post_ephemeral(self, arguments: Json) -> Json:
        """Write what only one person sees, and only if they are there."""
        channel = self._writable.open(arguments["channel"])
        person = self._slack.people.get(arguments["user"])
        if person is None:
            raise SlackRefused("user_not_found")
        if person.id not in channel.members or person.gone:
            raise SlackRefused("user_not_in_channel")
        post = self._made(channel, arguments)
        post.only_for = person.id
        self._writable.keep_pace(channel)
        self._posting.add(post)
        return {"message_ts": post.ts}

    def update(self, arguments: Json) -> Json:
        """Change one of the bot's own messages. Without `blocks`, the former ones stay."""
        channel = self._writable.open(arguments["channel"])
        post = self._found(channel, arguments["ts"])
        if post.sender != BOT_USER:
            raise SlackRefused("cant_update_message")
        text = arguments.get("text", post.text)
        blocks = self._posting.checked(text, arguments.get("blocks", post.blocks))
        post.metadata = _metadata(arguments) or post.metadata
        self._posting.change(post, text, blocks)
        return {
            "channel": channel.id,
            "ts": post.ts,
            "text": text,
            "message": self._shapes.post(post),
        }

    def delete(self, arguments: Json) -> Json:
        """Take back one of the bot's own messages."""
        channel = self._writable.open(arguments["channel"])
        post = self._found(channel, arguments["ts"])
        if post.sender != BOT_USER:
            raise SlackRefused("cant_delete_message")
        self._posting.delete(post)
        return {"channel": channel.id, "ts": post.ts}

    def get_permalink(self, arguments: Json) -> Json:
        """Where a message can be read."""
        channel = self._writable.find(arguments["channel"])
        post = self._found(channel, arguments["message_ts"])
        place = f"https://{TEAM_DOMAIN}.slack.example/archives/{channel.id}"
        return {"channel": channel.id, "permalink": f"{place}/p{post.ts.replace('.', '')}"}

    def add_reaction(self, arguments: Json) -> Json:
        """Put an emoji under a message, once."""
        channel = self._writable.open(arguments["channel"])
        post = self._found(channel, arguments["timestamp"])
        name = arguments["name"]
        if ":" in name:
            raise SlackRefused("invalid_name")
        if BOT_USER in post.reactions.get(name, []):
            raise SlackRefused("already_reacted")
        post.reactions.setdefault(name, []).append(BOT_USER)
        self._slack.keep_post(post)
        return {}

    def _made(self, channel: Channel, arguments: Json) -> Post:
        text = arguments.get("text", "")
        blocks = self._posting.checked(text, arguments.get("blocks"))
        thread = arguments.get("thread_ts")
        if thread is not None:
            parent = self._slack.post(channel.id, thread)
            if parent is None:
                raise SlackRefused("thread_not_found")
            if parent.thread is not None or parent.only_for is not None:
                raise SlackRefused("cannot_reply_to_message")
        elif arguments.get("reply_broadcast"):
            raise bad_arguments("reply_broadcast needs thread_ts")
        return Post(
            channel=channel.id,
            ts=self._slack.next_ts(),
            sender=BOT_USER,
            text=text,
            blocks=blocks,
            thread=thread,
        )

    def _found(self, channel: Channel, ts: str) -> Post:
        """A message that the bot can name; ephemeral ones it can't."""
        post = self._slack.post(channel.id, ts)
        if post is None or post.only_for is not None:
            raise SlackRefused("message_not_found")
        return post


def _metadata(arguments: Json) -> Json | None:
    """What comes with a message for programs: https://docs.slack.dev/messaging/message-metadata."""
    metadata: Json | None = arguments.get("metadata")
    if metadata is None:
        return None
    if metadata.keys() != {"event_type", "event_payload"}:
        raise SlackRefused("invalid_metadata_format")
    kind, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(kind, str) or not _EVENT_TYPE.fullmatch(kind):
        raise SlackRefused("invalid_metadata_format")
    if not isinstance(payload, dict):
        raise SlackRefused("invalid_metadata_format")
    return metadata
