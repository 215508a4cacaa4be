"""What can be asked of the Slack half over the control interface, each as JSON."""

from typing import Any

import msgspec

AS = {"person": "as"}


class NewPerson(msgspec.Struct, forbid_unknown_fields=True):
    """POST /simulator/slack/people"""

    name: str
    language: str = "en"
    timezone: str = "Europe/London"
    guest: bool = False


class NewChannel(msgspec.Struct, forbid_unknown_fields=True):
    """POST /simulator/slack/channels"""

    name: str
    members: list[str]
    private: bool = False
    bot: bool = False
    topic: str = ""


class Joining(msgspec.Struct, forbid_unknown_fields=True):
    """POST /simulator/slack/channels/{id}/members: a person comes, or the bot does or goes."""

    person: str | None = None
    bot: bool | None = None


class Say(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/chats/{chat}/say"""

    person: str
    text: str
    thread: str | None = None
    wait: bool = False


class Edit(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/chats/{chat}/edit"""

    person: str
    ts: str
    text: str
    wait: bool = False


class Delete(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/chats/{chat}/delete"""

    person: str
    ts: str


class React(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/chats/{chat}/react"""

    person: str
    ts: str
    name: str
    wait: bool = False


class Send(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/chats/{chat}/send: one of the sample files."""

    person: str
    kind: str
    text: str = ""
    wait: bool = False


class Bring(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/files, in the address; the file is the body"""

    person: str
    name: str


class Command(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/chats/{chat}/command"""

    person: str
    command: str = "/sparkplug"
    text: str = ""
    wait: bool = False


class Press(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/press: in a chat, in the open modal, or in the App Home."""

    person: str
    chat: str | None = None
    home: bool = False
    view: str | None = None
    ts: str | None = None
    label: str | None = None
    action: str | None = None
    block: str | None = None
    value: Any = None
    wait: bool = False


class Fill(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/view/set"""

    person: str
    block: str
    value: Any = None
    action: str | None = None
    wait: bool = False


class Person(msgspec.Struct, forbid_unknown_fields=True, rename=AS):
    """POST /simulator/slack/view/submit and …/close"""

    person: str
    wait: bool = False
