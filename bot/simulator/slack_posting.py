"""How posts come into being, change and go, whoever writes them, and what the bot hears of it."""

from bot.simulator.slack_blocks import message_problems, with_ids
from bot.simulator.slack_events import Events
from bot.simulator.slack_refusals import SlackRefused
from bot.simulator.slack_shapes import Shapes
from bot.simulator.slack_world import BOT_USER, TEAM, Channel, Post, SlackWorld
from bot.simulator.world import Json

LONGEST_TEXT = 40_000


class Posting:
    """Puts posts into channels. The bot hears of all in its channels, its own too, as on Slack."""

    def __init__(self, slack: SlackWorld, shapes: Shapes, events: Events) -> None:
        self._slack = slack
        self._shapes = shapes
        self._events = events

    def checked(self, text: str, blocks: list[Json] | None) -> list[Json]:
        """The blocks with their ids, once text and blocks are such as Slack takes from a bot."""
        if blocks and (problems := message_problems(blocks)):
            raise SlackRefused("invalid_blocks", problems)
        if len(text) > LONGEST_TEXT:
            raise SlackRefused("msg_too_long")
        if not text.strip() and not blocks:
            raise SlackRefused("no_text")
        return with_ids(blocks or [], lambda: self._slack.next_id("b"))

    def add(self, post: Post) -> Post:
        """Put a new post into its channel."""
        self._slack.add(post)
        if post.only_for is None:
            shape = self._shapes.post(post)
            self._tell(post.channel, {**shape, "event_ts": post.ts})
            if post.sender != BOT_USER and f"<@{BOT_USER}" in post.text:
                self._tell_of_mention(post, shape)
        return post

    def change(self, post: Post, text: str, blocks: list[Json]) -> None:
        """Give a post another text and other blocks."""
        before = self._shapes.post(post)
        post.text, post.blocks = text, blocks
        post.edited = self._slack.next_ts()
        self._slack.keep_post(post)
        if post.only_for is None:
            self._tell(
                post.channel,
                self._hidden("message_changed")
                | {"message": self._shapes.post(post), "previous_message": before},
            )

    def delete(self, post: Post) -> None:
        """Take a post away."""
        before = self._shapes.post(post)
        post.deleted = True
        self._slack.keep_post(post)
        if post.only_for is None:
            self._tell(
                post.channel,
                self._hidden("message_deleted")
                | {"deleted_ts": post.ts, "previous_message": before},
            )

    def happened(self, subscription: str, channel: Channel, event: Json) -> None:
        """The bot hears of what happens where it is."""
        if channel.bot:
            self._events.put(subscription, event)

    # the steps of the above

    def _tell(self, channel_id: str, event: Json) -> None:
        channel = self._slack.channels[channel_id]
        kind = channel.kind
        subscription = f"message.{kind}" if kind == "im" else f"message.{kind}s"
        self.happened(subscription, channel, {**event, "channel": channel_id, "channel_type": kind})

    def _tell_of_mention(self, post: Post, shape: Json) -> None:
        """A mention comes a second time, as an event of its own; not from direct messages."""
        channel = self._slack.channels[post.channel]
        if not channel.is_dm:
            mention = {**shape, "type": "app_mention", "channel": post.channel}
            self.happened("app_mention", channel, {**mention, "event_ts": post.ts})

    def _hidden(self, subtype: str) -> Json:
        ts = self._slack.next_ts()
        return {"type": "message", "subtype": subtype, "hidden": True, "ts": ts, "event_ts": ts}


def joined(channel: Channel, user: str, ts: str) -> Json:
    """The event of somebody's coming into a channel."""
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.private else "C",
        "team": TEAM,
        "event_ts": ts,
    }


def left(channel: Channel, user: str, ts: str) -> Json:
    """The event of somebody's leaving a channel."""
    return {**joined(channel, user, ts), "type": "member_left_channel"}


def gone(how: str, channel: Channel, slack: SlackWorld) -> Json:
    """The event of the bot's leaving a channel, or of the channel's end: "left", "archive"."""
    return {
        "type": f"{channel.kind}_{how}",
        "channel": channel.id,
        "event_ts": slack.next_ts(),
    }
