"""Enough of picture formats to know a picture, and its size, when one comes."""

import struct
from typing import NamedTuple


class Size(NamedTuple):
    """In pixels."""

    width: int
    height: int


def picture_size(content: bytes) -> Size | None:
    """The size of a PNG, GIF or JPEG picture; None: it isn't one."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return Size(*struct.unpack(">II", content[16:24]))
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        return Size(*struct.unpack("<HH", content[6:10]))
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> Size | None:
    """The size stands in the first "start of frame" segment."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = struct.unpack(">BH", content[at + 1 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Size(width, height)
        at += 2 + length
    return None
