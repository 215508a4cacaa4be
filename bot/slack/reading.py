"""A Slack payload in our words, as far as the payload itself tells.

https://docs.slack.dev/reference/events and https://docs.slack.dev/reference/interaction-payloads
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.rendering import unescaped
from bot.slack.sheets import answers_of, file_of, files_of, given_of
from handlers.messages import (
    Came,
    Changed,
    Command,
    HomeOpened,
    Joined,
    Left,
    Pressed,
    Said,
    Sent,
    Submitted,
    Went,
    What,
)

Payload = Mapping[str, Any]

BY_PEOPLE = (None, "file_share", "thread_broadcast", "me_message")
"""The subtypes of messages that people write; all others are Slack's own."""


@dataclass(frozen=True)
class Update:
    """What a payload brings. Of its sender it knows little: an id, at times a name."""

    id: str
    """The same for every time it is delivered."""
    user: str
    what: What
    channel: str
    """Where it happened; empty: in a modal or on the home page, which are nowhere."""
    name: str = ""
    private: bool = False
    """Surely between us two; False: the channel's id has to tell."""
    thread: str | None = None
    quiet: bool = False
    """Where others read along, only the sender may see the answer."""
    trigger: str = ""
    """What lets us open one modal, within three seconds; empty: nothing does."""


def update_of(payload: Payload, commands: Collection[str]) -> Update | None:
    """What a payload brings, or None: nothing that is for us.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is malformed.
    """
    match payload.get("type"):
        case "event_callback":
            return _event(payload, payload["event"])
        case "block_actions":
            return _pressed(payload, payload["actions"][0])
        case "view_submission":
            return _submitted(payload, payload["view"])
        case None if "command" in payload:
            return _command(payload, commands)
    return None


# --- Events -------------------------------------------------------------------------------


def _event(payload: Payload, event: Payload) -> Update | None:
    if event["type"] in HAPPENINGS:
        return _happening(payload, event)
    if "bot_id" in event or not (event.get("user") or "message" in event):
        return None
    match event["type"]:
        case "app_home_opened" if event["tab"] == "home":
            return Update(
                payload["event_id"], event["user"], HomeOpened(), event["channel"], private=True
            )
        case "app_mention":
            return _mention(payload, event)
        case "message" if event.get("channel_type") == "im":
            return _message(payload, event)
    return None


HAPPENINGS = frozenset({
    "member_joined_channel", "member_left_channel", "channel_left", "group_left",
    "channel_archive", "group_archive", "channel_deleted", "group_deleted",
})  # fmt: skip
"""Events of a channel's coming and going, and its members'."""


def _happening(payload: Payload, event: Payload) -> Update:
    what: What = Left()
    user = event.get("user") or ""
    ours = user in _bots(payload)
    if event["type"] == "member_joined_channel":
        what, user = (Joined(), event.get("inviter") or "") if ours else (Came(), user)
    elif event["type"] == "member_left_channel" and not ours:
        what = Went()
    return Update(payload["event_id"], user, what, event["channel"])


def _bots(payload: Payload) -> set[str]:
    """Our own users."""
    return {each["user_id"] for each in payload.get("authorizations") or ()}


def _mention(payload: Payload, event: Payload) -> Update:
    said = Said(plain(event["text"], without=_bots(payload)), event["ts"])
    thread = event.get("thread_ts") or event["ts"]
    channel = event["channel"]
    private = channel.startswith("D")
    return Update(payload["event_id"], event["user"], said, channel, private=private, thread=thread)


def _message(payload: Payload, event: Payload) -> Update | None:
    if event.get("subtype") == "message_changed":
        return _edit(payload, event, event["message"])
    if event.get("subtype") not in BY_PEOPLE:
        return None
    text = plain(event.get("text") or "")
    files = event.get("files") or ()
    what: What = Said(text, event["ts"])
    if files:
        what = Sent(_kind(files[0]), tuple(map(file_of, files)), event["ts"], text)
    return _alone(payload, event, what, event)


def _edit(payload: Payload, event: Payload, message: Payload) -> Update | None:
    """A person changed what they wrote; Slack tells of unfurled links in the same way."""
    before = event.get("previous_message") or {}
    if "bot_id" in message or "edited" not in message or message["text"] == before.get("text"):
        return None
    said = Said(plain(message["text"]), message["ts"], edited=True)
    return _alone(payload, event, said, message)


def _alone(payload: Payload, event: Payload, what: What, message: Payload) -> Update:
    """In the chat that a person has with us."""
    return Update(
        payload["event_id"],
        message["user"],
        what,
        event["channel"],
        private=True,
        thread=message.get("thread_ts"),
    )


def _kind(file: Payload) -> str:
    """What a file is, in the words that Telegram's adapter uses, too."""
    if file.get("subtype") == "slack_audio":
        return "voice"
    kind = (file.get("mimetype") or "").split("/")[0]
    return {"image": "photo", "audio": "audio", "video": "video"}.get(kind, "document")


# --- Commands, buttons, forms -------------------------------------------------------------


def _command(payload: Payload, commands: Collection[str]) -> Update:
    """A slash command: ours by its first word, or else a question."""
    text = plain(payload.get("text") or "")
    first, _, rest = text.partition(" ")
    name = first.lstrip("/").casefold()
    trigger = payload["trigger_id"]
    what: What = Said(text, trigger)
    if not text:
        what = Command("help")
    elif name in commands:
        what = Command(name, rest.strip())
    return Update(
        trigger,
        payload["user_id"],
        what,
        payload["channel_id"],
        name=payload.get("user_name") or "",
        quiet=True,
        trigger=trigger,
    )


def _pressed(payload: Payload, action: Payload) -> Update | None:
    user, container = payload["user"], payload["container"]
    view = payload.get("view") or {}
    trigger = payload["trigger_id"]
    name = user.get("name") or user.get("username") or ""
    if view.get("type") == "modal":
        changed = Changed(view["callback_id"], answers_of(view), given_of(view))
        return Update(trigger, user["id"], changed, "", name, trigger=trigger)
    if action["type"] != "button" or "value" not in action:
        return None
    if view:
        return Update(trigger, user["id"], Pressed(action["value"], ""), "", name, trigger=trigger)
    channel = container["channel_id"]
    return Update(
        trigger,
        user["id"],
        Pressed(action["value"], container["message_ts"]),
        channel,
        name,
        private=channel.startswith("D"),  # a bot is in no conversation of two but its own
        thread=(payload.get("message") or container).get("thread_ts"),
        quiet=container.get("is_ephemeral", False),
        trigger=trigger,
    )


def _submitted(payload: Payload, view: Payload) -> Update:
    """A form that was sent off. Its effect is tied to the form and what was in it.

    Slack delivers it once, and a person whose answer is late sends the same again.
    """
    user = payload["user"]
    answers, files = answers_of(view), files_of(view)
    attached = [each.id for several in files.values() for each in several]
    said = json.dumps([answers, attached], sort_keys=True)
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    return Update(
        f"{view['id']} {view['hash']} {digest}",
        user["id"],
        Submitted(view["callback_id"], answers, given_of(view), files),
        "",
        user.get("name") or "",
        trigger=payload.get("trigger_id") or "",
    )


# --- Text ---------------------------------------------------------------------------------

_TOKEN = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


def plain(text: str, without: Collection[str] = ()) -> str:
    """What somebody typed, without Slack's encoding and without mentions of these users."""

    def typed(found: re.Match[str]) -> str:
        target, label = found[1], found[2] or ""
        if target[0] in "@#!":
            return "" if target[1:] in without else label or target[0] + target[1:].split("^")[0]
        return label or target.removeprefix("mailto:")

    return unescaped(_TOKEN.sub(typed, text)).strip()
