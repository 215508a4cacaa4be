"""What passes between us and the process that strips a file (handlers/stripping.py).

It stands apart, so that who speaks with that process need not load what it reads pictures with.
"""

from typing import Literal

import msgspec

Why = Literal[
    "archive",
    "broken",
    "gone",
    "heic",
    "large",
    "macros",
    "old-office",
    "program",
    "unknown",
    "video",
]
"""Why a file is not taken; gone: it could not be fetched."""


class Raw(msgspec.Struct):
    """A file as somebody sent it."""

    name: str
    content: bytes


class Stripped(msgspec.Struct, tag="stripped"):
    """A file as it goes on."""

    media_type: str
    ending: str
    """What its name ends with."""
    content: bytes


class Unwanted(msgspec.Struct, tag="unwanted"):
    """A file that is not taken."""

    why: Why
