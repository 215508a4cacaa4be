"""How the control interface shows the world."""

from bot.simulator.telegram_account import Account
from bot.simulator.world import Button, Group, Json, Message, Person, World


def person_view(person: Person) -> Json:
    """Someone with a phone."""
    return {
        "id": person.id,
        "name": person.name,
        "language": person.language,
        "blocked": person.blocked,
        "unread": person.unread,
    }


def group_view(group: Group) -> Json:
    """A group chat."""
    return {
        "id": group.id,
        "title": group.title,
        "members": group.members,
        "bot": group.bot == "member",
    }


def message_view(message: Message, world: World, account: Account) -> Json:
    """A message as its readers see it."""
    is_bot = message.sender == account.id
    name = account.name if is_bot else world.people[message.sender].name
    file = world.files.get(message.file or "")
    url = f"/simulator/files/{message.file}" if file else None
    return {
        "id": message.id,
        "from": {"id": message.sender, "name": name, "bot": is_bot},
        "date": message.at,
        "edited": message.edited,
        "kind": message.kind,
        "text": message.text,
        "entities": message.entities,
        "keyboard": message.keyboard
        and [[_button(one) for one in row] for row in message.keyboard],
        "photo": url if message.kind == "photo" else None,
        "document": {"name": file.name, "size": len(file.content), "url": url}
        if file and message.kind != "photo"
        else None,
        "caption": message.kind in ("photo", "document", "voice"),
        "deleted": message.deleted,
    }


def _button(button: Button) -> Json:
    if button.url is not None:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "data": button.data}
