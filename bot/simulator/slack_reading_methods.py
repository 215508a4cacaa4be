"""The Web API's methods that read: the bot itself, people, channels and what was said there."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.simulator.slack_chat_methods import Writable
from bot.simulator.slack_refusals import SlackRefused
from bot.simulator.slack_shapes import BOT_PROFILE, Shapes, bot_user, channel, person
from bot.simulator.slack_world import (
    BOT,
    BOT_NAME,
    BOT_USER,
    TEAM,
    TEAM_DOMAIN,
    TEAM_NAME,
    Channel,
    Post,
    SlackWorld,
)
from bot.simulator.world import Json

_TYPES = {"im": "im", "public_channel": "channel", "private_channel": "group", "mpim": "mpim"}
_MOST = 1000
_USUAL = 100

Item = TypeVar("Item")


class ReadingMethods:
    """`auth.test`, `bots.info`, `users.*` and `conversations.*`."""

    def __init__(self, slack: SlackWorld, shapes: Shapes, writable: Writable) -> None:
        self._slack = slack
        self._shapes = shapes
        self._writable = writable

    # the bot and people

    def auth_test(self, _: Json) -> Json:
        """Who the token belongs to."""
        return {
            "url": f"https://{TEAM_DOMAIN}.slack.example/",
            "team": TEAM_NAME,
            "user": BOT_NAME.casefold(),
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT,
            "is_enterprise_install": False,
        }

    def bots_info(self, arguments: Json) -> Json:
        """The bot; there is no other."""
        if arguments.get("bot", BOT) != BOT:
            raise SlackRefused("bot_not_found")
        return {"bot": {**BOT_PROFILE, "user_id": BOT_USER}}

    def users_info(self, arguments: Json) -> Json:
        """One person, or the bot's user."""
        identifier = arguments["user"]
        if identifier == BOT_USER:
            return {"user": bot_user()}
        if identifier not in self._slack.people:
            raise SlackRefused("user_not_found")
        return {"user": self._person(identifier, arguments)}

    def users_list(self, arguments: Json) -> Json:
        """Everyone, those who have gone too, in pages."""
        everyone = [bot_user()] + [self._person(one, arguments) for one in self._slack.people]
        return _page("members", everyone, arguments)

    # conversations

    def open(self, arguments: Json) -> Json:
        """The bot's conversation with one person."""
        if "channel" in arguments:
            found = self._writable.find(arguments["channel"])
        else:
            users = [one.strip() for one in arguments.get("users", "").split(",") if one.strip()]
            if len(users) != 1:
                raise SlackRefused("not_enough_users" if not users else "too_many_users")
            if users[0] not in self._slack.people:
                raise SlackRefused("user_not_found")
            if self._slack.people[users[0]].gone:
                raise SlackRefused("user_disabled")
            found = self._writable.find(users[0])
        shape = channel(found) if arguments.get("return_im") else {"id": found.id}
        return {"channel": shape, "no_op": True, "already_open": True}

    def info(self, arguments: Json) -> Json:
        """One channel."""
        found = self._writable.find(arguments["channel"])
        shape = channel(found)
        if arguments.get("include_num_members"):
            shape["num_members"] = len(_everyone_in(found))
        return {"channel": shape}

    def members(self, arguments: Json) -> Json:
        """Who is in a channel, in pages."""
        found = self._writable.find(arguments["channel"])
        return _page("members", _everyone_in(found), arguments)

    def list(self, arguments: Json) -> Json:
        """The channels that the bot can see, in pages; public ones unless asked otherwise."""
        types = [one.strip() for one in arguments.get("types", "public_channel").split(",")]
        if unknown := [one for one in types if one not in _TYPES]:
            raise SlackRefused("invalid_types", [f"there is no type {unknown[0]}"])
        kinds = {_TYPES[one] for one in types}
        seen = [
            channel(one)
            for one in self._slack.channels.values()
            if one.kind in kinds
            and (one.bot or not one.private)
            and not (arguments.get("exclude_archived") and one.archived)
        ]
        return _page("channels", seen, arguments)

    def history(self, arguments: Json) -> Json:
        """What was said in a channel, newest first, in pages; answers in threads are elsewhere."""
        found = self._readable(arguments)
        posts = [
            post
            for post in reversed(self._slack.posts(found.id))
            if not post.deleted
            and post.only_for is None
            and (post.thread is None or post.broadcast)
            and _is_within(post, arguments)
        ]
        return _page("messages", posts, arguments, self._shape(arguments))

    def replies(self, arguments: Json) -> Json:
        """A thread: its first message, then the answers, oldest first, in pages."""
        found = self._readable(arguments)
        first = self._slack.post(found.id, arguments["ts"])
        if first is None or first.only_for is not None:
            raise SlackRefused("thread_not_found")
        answers = self._slack.replies(found.id, first.thread or first.ts)
        posts = [first] + [post for post in answers if _is_within(post, arguments)]
        return _page("messages", posts, arguments, self._shape(arguments))

    # the steps of the above

    def _shape(self, arguments: Json) -> Callable[[Post], Json]:
        whole = bool(arguments.get("include_all_metadata"))
        return lambda post: self._shapes.kept_post(post, whole_metadata=whole)

    def _person(self, identifier: str, arguments: Json) -> Json:
        now = self._slack.world.clock.now()
        with_locale = arguments.get("include_locale", False)
        return person(self._slack.people[identifier], now, with_locale)

    def _readable(self, arguments: Json) -> Channel:
        found = self._writable.find(arguments["channel"])
        if not found.bot:
            raise SlackRefused("not_in_channel")
        return found


def _everyone_in(one: Channel) -> Sequence[str]:
    return [*one.members, BOT_USER] if one.bot else one.members


def _is_within(post: Post, arguments: Json) -> bool:
    """Whether a post lies between `oldest` and `latest`, the ends only if `inclusive`."""
    oldest, latest = arguments.get("oldest"), arguments.get("latest")
    ends = (oldest, latest) if arguments.get("inclusive") else ()
    try:
        return post.ts in ends or (
            (oldest is None or float(post.ts) > float(oldest))
            and (latest is None or float(post.ts) < float(latest))
        )
    except ValueError as error:
        raise SlackRefused("invalid_ts_oldest") from error


def _page(
    name: str,
    items: Sequence[Item],
    arguments: Json,
    shape: Callable[[Item], object] = lambda item: item,
) -> Json:
    """One page of a list, and the cursor to the next."""
    limit = arguments.get("limit", _USUAL) or _USUAL
    if not 1 <= limit <= _MOST:
        raise SlackRefused("invalid_limit")
    start = _place(arguments.get("cursor", ""))
    end = start + limit
    has_more = end < len(items)
    page: Json = {name: [shape(item) for item in items[start:end]]}
    page["response_metadata"] = {"next_cursor": _cursor(end) if has_more else ""}
    return {**page, "has_more": has_more} if name == "messages" else page


def _cursor(place: int) -> str:
    return base64.b64encode(f"next:{place}".encode()).decode()


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError) as error:
        raise SlackRefused("invalid_cursor") from error
