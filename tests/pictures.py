"""Pictures, recordings and documents as phones and offices make them, with where they were made."""

import io
import struct
import zipfile

from PIL import Image

from bot.simulator.voice_notes import voice_note as recorded

PLACE = b"Canal Walk 17"
"""Where all of them say that they were made."""


def photo(form: str = "JPEG", size: tuple[int, int] = (64, 48), *, turned: bool = False) -> bytes:
    """A picture with its place, in numbers and in words."""
    labels = Image.Exif()
    labels[0x010E] = PLACE.decode()  # the description
    if turned:
        labels[0x0112] = 6
    place = labels.get_ifd(0x8825)
    place.update({1: "N", 2: (51.0, 45.0, 7.2), 3: "W", 4: (1.0, 15.0, 27.7)})
    file = io.BytesIO()
    options: dict[str, object] = {"comment": PLACE} if form == "JPEG" else {}
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    picture.save(file, form, exif=labels, xmp=b"<x:xmpmeta>" + PLACE, **options)
    return file.getvalue() + PLACE


def voice_note() -> bytes:
    """Opus in Ogg, with its place among the labels."""
    return recorded(1, b"LOCATION=" + PLACE)


def memo() -> bytes:
    """Sound in an MP4, as an iPhone names it."""

    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + kind + body

    labels = box(b"udta", box(b"\xa9xyz", PLACE))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + b"soun" + bytes(13))) + labels)
    moov = box(b"moov", track + labels)
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + box(b"mdat", bytes(100))


def song() -> bytes:
    """An MP3 with labels before and after."""
    before = b"ID3\x04\0\0" + bytes([0, 0, 0, len(PLACE)]) + PLACE
    return before + b"\xff\xfb\x90\x44" + bytes(400) + (b"TAG" + PLACE).ljust(128, b"\0")


def document(**more: bytes) -> bytes:
    """A Word document with a photo in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document>Minutes</document>")
        packed.writestr("word/media/image1.jpeg", photo())
        for name, content in more.items():
            packed.writestr(name.replace("__", "/"), content)
    return file.getvalue()
