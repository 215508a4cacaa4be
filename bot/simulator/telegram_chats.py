"""Which chats the bot may write in, and how often."""

import math
from time import monotonic

from bot.simulator.limits import Limits, Pace
from bot.simulator.telegram_account import Account
from bot.simulator.telegram_refusals import Refused, bad_request, forbidden, too_many
from bot.simulator.telegram_shapes import group_chat
from bot.simulator.world import Group, Json, Message, Person, World


class Chats:
    """Finds chats and messages for the bot's methods; refuses where Telegram would."""

    def __init__(self, world: World, account: Account, limits: Limits) -> None:
        self._world = world
        self._account = account
        self._overall = Pace(limits.overall_per_second, limits.overall_burst)
        self._per_person = Pace(limits.chat_per_second, limits.chat_burst)
        self._per_group = Pace(limits.group_per_minute / 60, limits.group_burst)

    def find(self, number: int | str) -> Person | Group:
        """The chat with this id."""
        if isinstance(number, int):  # nobody here has an @name
            chat = self._world.people.get(number) or self._world.groups.get(number)
            if chat is not None:
                return chat
        raise bad_request("chat not found")

    def writable(self, number: int | str) -> Person | Group:
        """The chat with this id, if the bot may write in it."""
        chat = self.find(number)
        if isinstance(chat, Group):
            _must_be_in(chat)
        elif chat.gone:
            raise forbidden("user is deactivated")
        elif chat.blocked:
            raise forbidden("bot was blocked by the user")
        elif not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def own_message(self, parameters: Json) -> Message:
        """The bot's own message that is to be changed."""
        if "chat_id" not in parameters:
            raise bad_request("chat_id is empty")
        if "message_id" not in parameters:
            raise bad_request("message identifier is not specified")
        chat = self.writable(parameters["chat_id"])
        message = self._world.message(chat.id, parameters["message_id"])
        if message is None:
            raise bad_request("message to edit not found")
        if message.sender != self._account.id:
            raise bad_request("message can't be edited")
        return message

    def keep_pace(self, chat: Person | Group) -> None:
        """Count one message or edit, or refuse it because it comes too soon."""
        now = monotonic()
        in_chat = self._per_group if isinstance(chat, Group) else self._per_person
        wait = max(self._overall.wait(0, now), in_chat.wait(chat.id, now))
        if wait > 0:
            raise too_many(math.ceil(wait))
        self._overall.use(0, now)
        in_chat.use(chat.id, now)


def _must_be_in(group: Group) -> None:
    if group.became is not None:
        raise Refused(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=group.became,
        )
    kind = group_chat(group)["type"]
    if group.bot == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if group.bot == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")
