"""The bot's own account on the simulated Telegram: its names, descriptions and menu."""

import re
from typing import Any

from bot.simulator.nudges import Nudges
from bot.simulator.telegram_refusals import bad_request
from bot.simulator.world import Json, World

USERNAME = "sparkplug_simulated_bot"

_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}", re.ASCII)
_MOST_COMMANDS = 100
_LONGEST_COMMAND_DESCRIPTION = 256


class Account:
    """What the bot says of itself, kept as notes of the world."""

    def __init__(self, world: World, nudges: Nudges, token: str) -> None:
        self.token = token
        self.id = int(token.partition(":")[0])
        self._world = world
        self._nudges = nudges

    @property
    def name(self) -> str:
        """The bot's name where no language has its own."""
        names: dict[str, str] = self._world.notes.get("name", {})
        return names.get("", "Sparkplug")

    def user(self) -> Json:
        """The bot, as a sender of messages."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.name,
            "username": USERNAME,
        }

    def get_me(self, _: Json) -> Json:
        """The bot, with what it is able to do."""
        return {
            **self.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def menu(self) -> dict[str, list[Json]]:
        """The commands that a private chat offers, by language ("": every other)."""
        kept: dict[str, list[Json]] = self._world.notes.get("commands", {})
        shown: dict[str, list[Json]] = {}
        for scope in ("default", "all_private_chats"):
            for key, commands in kept.items():
                of_scope, _, language = key.partition("|")
                if of_scope == scope:
                    shown[language] = commands
        return shown

    def set_commands(self, parameters: Json) -> bool:
        """Set the menu for a scope and a language."""
        commands = [dict(command) for command in parameters["commands"]]
        if len(commands) > _MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            command["command"] = command["command"].removeprefix("/")
            if not _COMMAND.fullmatch(command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= _LONGEST_COMMAND_DESCRIPTION:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._keep("commands", _scope(parameters), commands)
        self._nudges.tell("commands")
        return True

    def get_commands(self, parameters: Json) -> list[Json]:
        """The menu of exactly this scope and language."""
        commands: list[Json] = self._world.notes.get("commands", {}).get(_scope(parameters), [])
        return commands

    def delete_commands(self, parameters: Json) -> bool:
        """Go back to the menu of the wider scope."""
        self._keep("commands", _scope(parameters), [])
        self._nudges.tell("commands")
        return True

    def set_text(self, what: str, longest: int, parameters: Json) -> bool:
        """Set the name or a description in a language; an empty one is taken away."""
        text = parameters.get(what, "")
        if len(text) > longest:
            raise bad_request(f"{what} is too long")
        self._keep(what, _language(parameters), text)
        return True

    def get_text(self, what: str, parameters: Json) -> Json:
        """The name or a description in a language, or else in none."""
        texts: dict[str, str] = self._world.notes.get(what, {})
        default = self.name if what == "name" else texts.get("", "")
        return {what: texts.get(_language(parameters), default)}

    def set_menu_button(self, parameters: Json) -> bool:
        """Set what the button beside the text field opens."""
        button = parameters.get("menu_button", {"type": "default"})
        self._keep("menu_button", str(parameters.get("chat_id", "")), button)
        return True

    def get_menu_button(self, parameters: Json) -> Json:
        """What the button beside the text field opens."""
        buttons: dict[str, Json] = self._world.notes.get("menu_button", {})
        chat = str(parameters.get("chat_id", ""))
        return buttons.get(chat) or buttons.get("") or {"type": "commands"}

    def _keep(self, what: str, key: str, value: Any) -> None:
        kept = dict(self._world.notes.get(what, {}))
        kept[key] = value
        if not value:
            del kept[key]
        self._world.note(what, kept)


def _scope(parameters: Json) -> str:
    scope = parameters.get("scope", {"type": "default"})
    whose = "".join(f"/{scope[key]}" for key in ("chat_id", "user_id") if key in scope)
    return f"{scope['type']}{whose}|{_language(parameters)}"


def _language(parameters: Json) -> str:
    language: str = parameters.get("language_code", "")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("LANG_CODE_INVALID")
    return language
