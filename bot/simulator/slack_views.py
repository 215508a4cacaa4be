"""How the control interface shows the Slack workspace."""

from msgspec import to_builtins

from bot.simulator.slack_shapes import Shapes
from bot.simulator.slack_text import Piece, read, read_blocks
from bot.simulator.slack_world import BOT_NAME, BOT_USER, Channel, Post, SlackPerson, SlackWorld
from bot.simulator.slack_world import View as OpenView
from bot.simulator.world import Json


def person_view(person: SlackPerson) -> Json:
    """A member of the workspace."""
    return {
        "id": person.id,
        "name": person.name,
        "language": person.language,
        "unread": person.unread,
    }


def channel_view(channel: Channel) -> Json:
    """A channel."""
    return {
        "id": channel.id,
        "name": channel.name,
        "private": channel.private,
        "members": channel.members,
        "bot": channel.bot,
    }


def post_view(post: Post, slack: SlackWorld) -> Json:
    """A post as its readers see it. `pieces` is how Slack reads its text and its blocks' texts."""
    is_bot = post.sender == BOT_USER
    shown = [] if post.deleted else [*read(post.text), *read_blocks(post.blocks)]
    return {
        "ts": post.ts,
        "thread": post.thread,
        "replies": 0 if post.thread else len(slack.replies(post.channel, post.ts)),
        "from": {
            "id": post.sender,
            "name": BOT_NAME if is_bot else slack.people[post.sender].name,
            "bot": is_bot,
        },
        "text": "" if post.deleted else post.text,
        "blocks": [] if post.deleted else post.blocks,
        "pieces": [_piece(one, slack) for one in shown],
        "edited": post.edited is not None,
        "deleted": post.deleted,
        "ephemeral": post.only_for is not None,
        "reactions": post.reactions,
        "files": [] if post.deleted else [_file(one, slack) for one in post.files],
    }


def view_view(view: OpenView | None, shapes: Shapes) -> Json | None:
    """A modal or an App Home, with what is typed so far; None: there is none."""
    return None if view is None else {**shapes.view(view), "errors": view.errors}


def _piece(piece: Piece, slack: SlackWorld) -> Json:
    shown: Json = to_builtins(piece)
    if piece.type == "user" and piece.text == f"@{piece.id}":
        person = slack.people.get(piece.id)
        name = BOT_NAME if piece.id == BOT_USER else person.name if person else piece.id
        shown["text"] = f"@{name}"
    if piece.type == "channel" and piece.text == f"#{piece.id}" and piece.id in slack.channels:
        shown["text"] = f"#{slack.channels[piece.id].name}"
    return shown


def _file(identifier: str, slack: SlackWorld) -> Json:
    file = slack.world.files[identifier]
    return {
        "name": file.name,
        "size": len(file.content),
        "url": f"/simulator/files/{file.id}",
        "image": file.type.startswith("image/"),
        "alt": file.alt,
    }
