"""What can be asked over the control interface, each as the JSON of one request."""

from datetime import datetime

import msgspec

from bot.simulator.phones import Attachable, Sendable


class NewPerson(msgspec.Struct, forbid_unknown_fields=True):
    """POST /simulator/people"""

    name: str
    language: str = "en"
    start: str | None = None  # the payload of the link by which they come; None: they don't yet


class NewGroup(msgspec.Struct, forbid_unknown_fields=True):
    """POST /simulator/groups"""

    title: str
    members: list[int]


class Say(msgspec.Struct, forbid_unknown_fields=True, rename={"person": "as"}):
    """POST /simulator/chats/{chat}/say"""

    person: int
    text: str
    wait: bool = False


class PressButton(msgspec.Struct, forbid_unknown_fields=True, rename={"person": "as"}):
    """POST /simulator/chats/{chat}/press"""

    person: int
    message: int | None = None
    label: str | None = None
    data: str | None = None
    wait: bool = False


class Edit(msgspec.Struct, forbid_unknown_fields=True, rename={"person": "as"}):
    """POST /simulator/chats/{chat}/edit"""

    person: int
    message: int
    text: str
    wait: bool = False


class Send(msgspec.Struct, forbid_unknown_fields=True, rename={"person": "as"}):
    """POST /simulator/chats/{chat}/send"""

    person: int
    kind: Sendable
    caption: str = ""
    wait: bool = False


class Upload(msgspec.Struct, forbid_unknown_fields=True, rename={"person": "as"}):
    """POST /simulator/chats/{chat}/upload, in the address; the file is the body"""

    person: int
    kind: Attachable
    name: str
    caption: str = ""
    wait: bool = False


class Block(msgspec.Struct, forbid_unknown_fields=True):
    """POST /simulator/people/{id}/block"""

    blocked: bool


class Membership(msgspec.Struct, forbid_unknown_fields=True, rename={"person": "as"}):
    """POST /simulator/groups/{id}/bot"""

    person: int
    member: bool


class PushClock(msgspec.Struct, forbid_unknown_fields=True):
    """POST /simulator/clock: to an instant, or by as much as `30m`, `1h` or `7d`."""

    to: datetime | None = None
    by: str | None = None
    wait: bool = False
