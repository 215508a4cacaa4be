"""The workspace's nouns in the shapes in which Slack speaks of them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.simulator.slack_text import rich_text
from bot.simulator.slack_world import (
    APP,
    BOT,
    BOT_NAME,
    BOT_USER,
    TEAM,
    TEAM_DOMAIN,
    Channel,
    Post,
    SlackPerson,
    SlackWorld,
    View,
)
from bot.simulator.world import File, Json

_LOCALES = {"en": "en-GB"}
_FILE_TYPES = {"text/plain": "text", "image/jpeg": "jpg", "application/octet-stream": "binary"}

BOT_PROFILE: Json = {
    "id": BOT,
    "app_id": APP,
    "name": BOT_NAME,
    "team_id": TEAM,
    "deleted": False,
    "updated": 0,
    "icons": {},
}


def team() -> Json:
    """The workspace, in what it sends."""
    return {"id": TEAM, "domain": TEAM_DOMAIN}


def short_person(person: SlackPerson) -> Json:
    """Who did something."""
    name = handle(person)
    return {"id": person.id, "username": name, "name": name, "team_id": TEAM}


def handle(person: SlackPerson) -> str:
    """A person's name as one lower-case word."""
    return "".join(person.name.casefold().split())


def person(one: SlackPerson, now: datetime, with_locale: bool) -> Json:
    """Everything that a bot may know of a person."""
    offset = now.astimezone(ZoneInfo(one.timezone)).utcoffset()
    assert offset is not None
    first, _, last = one.name.partition(" ")
    shape: Json = {
        "id": one.id,
        "team_id": TEAM,
        "name": handle(one),
        "real_name": one.name,
        "deleted": one.gone,
        "tz": one.timezone,
        "tz_label": one.timezone,
        "tz_offset": int(offset.total_seconds()),
        "profile": {
            "real_name": one.name,
            "display_name": one.name,
            "first_name": first,
            "last_name": last,
            "team": TEAM,
        },
        "is_admin": False,
        "is_owner": False,
        "is_restricted": one.guest,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "is_stranger": one.stranger,
        "updated": 0,
    }
    if with_locale:
        shape["locale"] = _LOCALES.get(one.language, f"{one.language}-GB")
    return shape


def bot_user() -> Json:
    """The bot's own user."""
    return {
        "id": BOT_USER,
        "team_id": TEAM,
        "name": BOT_NAME.casefold(),
        "real_name": BOT_NAME,
        "deleted": False,
        "tz": "Europe/London",
        "profile": {"real_name": BOT_NAME, "display_name": "", "bot_id": BOT, "api_app_id": APP},
        "is_bot": True,
        "is_app_user": False,
        "updated": 0,
    }


def channel(one: Channel) -> Json:
    """A channel, or a conversation with the bot."""
    if one.is_dm:
        return {
            "id": one.id,
            "created": one.made,
            "is_im": True,
            "is_archived": False,
            "is_org_shared": False,
            "user": one.members[0],
            "context_team_id": TEAM,
        }
    return {
        "id": one.id,
        "name": one.name,
        "name_normalized": one.name,
        "created": one.made,
        "creator": one.members[0] if one.members else BOT_USER,
        "is_channel": not one.private,
        "is_group": one.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": one.private,
        "is_archived": one.archived,
        "is_general": False,
        "is_shared": one.shared,
        "is_ext_shared": one.shared,
        "is_org_shared": False,
        "is_member": one.bot,
        "context_team_id": TEAM,
        "topic": {"value": one.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


class Shapes:
    """Renders posts, files and views for the bot."""

    def __init__(self, slack: SlackWorld, address: str = "") -> None:
        self.address = address  # of the server
        self._slack = slack

    def post(self, post: Post) -> Json:
        """A message with all that it holds."""
        shape: Json = {
            "type": "message",
            "user": post.sender,
            "ts": post.ts,
            "text": post.text,
        }
        if post.sender == BOT_USER:
            shape |= {"bot_id": BOT, "app_id": APP, "bot_profile": BOT_PROFILE}
            blocks = post.blocks
        else:
            blocks = rich_text(post.text, "typed") if post.text else []
        if blocks:
            shape["blocks"] = blocks
        if post.files:
            files = self._slack.world.files
            shape |= {"files": [self.file(files[one]) for one in post.files], "upload": False}
            shape["subtype"] = "file_share"
        else:
            shape |= {"client_msg_id": f"simulated-{post.ts}", "team": TEAM}
        if post.thread is not None:
            shape["thread_ts"] = post.thread
            parent = self._slack.post(post.channel, post.thread)
            if parent is not None:
                shape["parent_user_id"] = parent.sender
        else:
            shape |= self._thread(post)
        if post.edited is not None:
            shape["edited"] = {"user": post.sender, "ts": post.edited}
        if post.metadata is not None:
            shape["metadata"] = post.metadata
        return shape

    def kept_post(self, post: Post, *, whole_metadata: bool) -> Json:
        """A message as it is read back later, with the reactions to it."""
        reactions = [
            {"name": name, "users": users, "count": len(users)}
            for name, users in post.reactions.items()
        ]
        shape = {**self.post(post), "reactions": reactions} if reactions else self.post(post)
        if post.metadata is not None and not whole_metadata:
            shape["metadata"] = {"event_type": post.metadata["event_type"]}
        return shape

    def file(self, file: File) -> Json:
        """A file that was shared; its address needs the bot's token."""
        _, dot, extension = file.name.rpartition(".")
        url = f"{self.address}/slack/files/{file.id}/{file.name}"
        shape: Json = {
            "id": file.id,
            "name": file.name,
            "title": file.name,
            "mimetype": file.type,
            "filetype": _FILE_TYPES.get(file.type, extension if dot else "binary"),
            "user": file.owner,
            "size": len(file.content),
            "mode": "hosted",
            "is_external": False,
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
        }
        return {**shape, "alt_txt": file.alt} if file.alt else shape

    def view(self, view: View) -> Json:
        """A view with what was typed into it."""
        body = view.body
        empty: dict[str, Any] = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
            "close": None,
            "submit": None,
            "clear_on_close": False,
            "notify_on_close": False,
        }
        return {
            **empty,
            **body,
            "id": view.id,
            "team_id": TEAM,
            "state": {"values": self._values(view)},
            "hash": view.hash,
            "root_view_id": view.root,
            "previous_view_id": view.previous,
            "app_id": APP,
            "app_installed_team_id": TEAM,
            "bot_id": BOT,
        }

    def _values(self, view: View) -> Json:
        """What was typed and chosen, files with all that Slack tells of them."""
        files = self._slack.world.files

        def told(field: Json) -> Json:
            if field["type"] != "file_input":
                return field
            return {**field, "files": [self.file(files[each]) for each in field["files"]]}

        return {
            block: {action: told(field) for action, field in actions.items()}
            for block, actions in view.values.items()
        }

    def _thread(self, post: Post) -> Json:
        replies = self._slack.replies(post.channel, post.ts)
        if not replies:
            return {}
        writers = list(dict.fromkeys(one.sender for one in replies))
        return {
            "thread_ts": post.ts,
            "reply_count": len(replies),
            "reply_users": writers,
            "reply_users_count": len(writers),
            "latest_reply": replies[-1].ts,
        }
