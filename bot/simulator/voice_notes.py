"""A voice note as a phone records it: Opus in Ogg, here with nothing to be heard.

https://www.rfc-editor.org/rfc/rfc7845 (Opus in Ogg), https://www.rfc-editor.org/rfc/rfc3533 (Ogg)
"""

import struct

_SILENCE = b"\xf8\xff\xfe"
"""20 ms of it, in one channel."""
_EACH = 960
"""Samples in that, of 48,000 a second."""
_SKIPPED = 312
"""Samples until Opus has swung in."""
_FIRST, _LAST = 2, 4


def voice_note(seconds: int, *labels: bytes) -> bytes:
    """So many seconds of silence, five at most, with labels such as `LOCATION=…`."""
    head = struct.pack("<8sBBHIHB", b"OpusHead", 1, 1, _SKIPPED, 48_000, 0, 0)
    tags = b"OpusTags" + _counted(b"") + struct.pack("<I", len(labels))
    tags += b"".join(map(_counted, labels))
    packets = [_SILENCE] * (50 * seconds)
    ends = _SKIPPED + _EACH * len(packets)
    pages = ((_FIRST, 0, [head]), (0, 0, [tags]), (_LAST, ends, packets))
    return b"".join(page(n, *each) for n, each in enumerate(pages))


def _counted(text: bytes) -> bytes:
    return struct.pack("<I", len(text)) + text


def page(number: int, flags: int, ends: int, packets: list[bytes]) -> bytes:
    """A page of Ogg with its checksum."""
    lengths = b"".join(b"\xff" * (len(each) // 255) + bytes([len(each) % 255]) for each in packets)
    begins = struct.pack("<4sBBqII", b"OggS", 0, flags, ends, 7, number)
    rest = bytes([len(lengths)]) + lengths + b"".join(packets)
    return begins + struct.pack("<I", _sum(begins + bytes(4) + rest)) + rest


def _sum(content: bytes) -> int:
    total = 0
    for byte in content:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1) ^ (0x104C11DB7 if total >> 31 else 0)
    return total
