"""Enough of picture formats to know a picture, and its size, when one comes."""

import struct
from typing import NamedTuple


class Picture(NamedTuple):
    """What sort of picture it is, as in HTTP's Content-Type, and its size in pixels."""

    type: str
    width: int
    height: int


def look_at(content: bytes) -> Picture | None:
    """The PNG, GIF or JPEG picture that a file holds; None: it holds none."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return Picture("image/png", *struct.unpack(">II", content[16:24]))
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        return Picture("image/gif", *struct.unpack("<HH", content[6:10]))
    if content.startswith(b"\xff\xd8"):
        return _look_at_jpeg(content)
    return None


def _look_at_jpeg(content: bytes) -> Picture | None:
    """The size stands in the first "start of frame" segment."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = struct.unpack(">BH", content[at + 1 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Picture("image/jpeg", width, height)
        at += 2 + length
    return None
