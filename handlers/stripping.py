"""Files as they go on to others: known by what they hold, without where and when they were made.

A picture is drawn anew from its points, so that nothing else that was in its file goes on: no
place, no camera, no preview, no words, nothing behind its end. A recording loses its labels. A
document goes as it is, but for the labels of the pictures in it. What could run is refused.

It runs in a process of its own, which ends: `python -m handlers.stripping`, a file in, a file out.
"""

import io
import re
import struct
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec
from PIL import Image, ImageOps

from handlers.files import Raw, Stripped, Unwanted, Why

MOST_POINTS = 64_000_000
"""Of a picture that we open: a file of a few bytes can say that it has billions."""
DRAWN_POINTS = 12_000_000
"""Of a picture that goes on; a larger one is drawn smaller."""
QUALITY = 88
LARGEST_DRAWN = 8 * 1024 * 1024
"""Bytes of a PNG; what would be larger is a photo, and goes as JPEG."""
MOST_PARTS = 5_000
"""Files in a document, which is a zip."""
LARGEST_PART = 30 * 1024 * 1024
LARGEST_WHOLE = 200 * 1024 * 1024
"""Bytes in a document, unpacked."""
MEMORY = 1024 * 1024 * 1024
SECONDS = 25


class _NotTaken(Exception):
    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def stripped(raw: Raw) -> Stripped | Unwanted:
    """A file as it may go on, or why not."""
    kind = next((each for looks, each in _KINDS if looks(raw.content)), _text)
    try:
        return kind(raw)
    except _NotTaken as no:
        return Unwanted(no.why)


# --- Pictures -----------------------------------------------------------------------------


def _picture(raw: Raw) -> Stripped:
    return _drawn(raw.content, keep=None)


_BROKEN_PICTURE = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error, OverflowError,
)  # fmt: skip
"""How opening one fails that is damaged."""


def _drawn(content: bytes, keep: Literal["JPEG", "PNG"] | None) -> Stripped:
    """A picture from its points alone, the right way up. `keep`: it has to be of this format."""
    try:
        with (
            warnings.catch_warnings(action="ignore"),  # nobody is there to read them
            Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as opened,
        ):
            if opened.width * opened.height > MOST_POINTS:
                raise _NotTaken("large")
            photo = keep == "JPEG" or (keep is None and opened.format not in ("PNG", "GIF"))
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            clear = "A" in upright.getbands() or "transparency" in upright.info
            pixels = upright.convert("RGBA" if clear else "RGB")
    except _BROKEN_PICTURE:
        raise _NotTaken("broken") from None
    except Image.DecompressionBombError:
        raise _NotTaken("large") from None
    points = pixels.width * pixels.height
    if points > DRAWN_POINTS:
        scale = (DRAWN_POINTS / points) ** 0.5
        size = max(1, int(pixels.width * scale)), max(1, int(pixels.height * scale))
        pixels = pixels.resize(size, Image.Resampling.LANCZOS)
    if photo and not (clear and keep is None):
        return _jpeg(pixels)
    drawn = _saved(pixels, "PNG", optimize=False)
    if keep is None and len(drawn) > LARGEST_DRAWN:
        return _jpeg(pixels)
    return Stripped("image/png", "png", drawn)


def _jpeg(pixels: Image.Image) -> Stripped:
    if pixels.mode == "RGBA":
        paper = Image.new("RGB", pixels.size, "white")
        paper.paste(pixels, mask=pixels.getchannel("A"))
        pixels = paper
    return Stripped("image/jpeg", "jpg", _saved(pixels, "JPEG", quality=QUALITY, optimize=True))


def _saved(pixels: Image.Image, form: str, **options: object) -> bytes:
    bare = Image.new(pixels.mode, pixels.size)  # with nothing beside its points
    bare.paste(pixels)
    file = io.BytesIO()
    bare.save(file, form, **options)
    return file.getvalue()


# --- Recordings ---------------------------------------------------------------------------


def _ogg(raw: Raw) -> Stripped:
    """Opus or Vorbis, as voice notes are; the labels of Opus are emptied."""
    content = bytearray(raw.content)
    if b"theora" in content[:512] or b"fishead" in content[:512]:
        raise _NotTaken("video")
    if b"OpusHead" not in content[:128] and b"\x01vorbis" not in content[:128]:
        raise _NotTaken("unknown")
    try:
        for start, body, end in _pages(content):
            if content[body : body + 8] == b"OpusTags":
                _empty_opus_tags(content, start, body, end)
            elif content[body : body + 7] == b"\x03vorbis" and _labelled(content, body + 7, end):
                raise _NotTaken("unknown")
    except (struct.error, LookupError):
        raise _NotTaken("broken") from None
    return Stripped("audio/ogg", "ogg", bytes(content))


def _pages(content: bytearray) -> Iterator[tuple[int, int, int]]:
    """Of the first pages, in which labels are: where each starts, its body does, and it ends."""
    at = 0
    for _ in range(4):
        if content[at : at + 4] != b"OggS":
            return
        parts = content[at + 26]
        body = at + 27 + parts
        end = body + sum(content[at + 27 : body])
        yield at, body, end
        at = end


def _labelled(content: bytearray, at: int, end: int) -> bool:
    """Whether a comment header says more than which program made it."""
    (maker,) = struct.unpack_from("<I", content, at)
    (count,) = struct.unpack_from("<I", content, at + 4 + maker)
    return bool(count) or at + 8 + maker > end


def _empty_opus_tags(content: bytearray, start: int, body: int, end: int) -> None:
    """No comments (RFC 7845, section 5.2), zeros in their place, and the page's sum anew."""
    if content[start + 26] and content[body - 1] == 255:  # it goes on in the next page
        raise _NotTaken("unknown")
    (maker,) = struct.unpack_from("<I", content, body + 8)
    at = body + 12 + maker
    if at + 4 > end:
        raise _NotTaken("broken")
    content[at:end] = bytes(end - at)
    content[start + 22 : start + 26] = bytes(4)
    struct.pack_into("<I", content, start + 22, _ogg_sum(bytes(content[start:end])))


def _ogg_sum(page: bytes) -> int:
    """The checksum of an Ogg page (RFC 3533, section 6)."""
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1 ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
    return total


_LABELS = {b"udta", b"meta", b"uuid"}
"""The boxes of an MP4 in which titles, places and devices are named."""
_NESTED = {b"moov", b"trak", b"mdia", b"minf"}


def _mp4(raw: Raw) -> Stripped:
    """Sound as phones record it; what names something in it becomes free space."""
    brand = raw.content[8:12]
    if brand in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"):
        raise _NotTaken("heic")
    content = bytearray(raw.content)
    try:
        _free_labels(content, 0, len(content))
    except (struct.error, LookupError):
        raise _NotTaken("broken") from None
    return Stripped("audio/mp4", "m4a", bytes(content))


def _free_labels(content: bytearray, at: int, end: int) -> None:
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", content, at)
        begins = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, begins)
            begins += 8
        ends = end if size == 0 else at + size
        if not begins <= ends <= end:
            raise _NotTaken("broken")
        if kind in _LABELS:
            content[at + 4 : at + 8] = b"free"
            content[begins:ends] = bytes(ends - begins)
        elif kind == b"hdlr" and content[begins + 8 : begins + 12] == b"vide":
            raise _NotTaken("video")
        elif kind in _NESTED:
            _free_labels(content, begins, ends)
        at = ends


def _mp3(raw: Raw) -> Stripped:
    """Without the labels before and after the sound."""
    content = raw.content
    while content[:3] == b"ID3" and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    if content[-128:-125] == b"TAG":
        content = content[:-128]
    if not _is_mp3(content) or content[:3] == b"ID3":
        raise _NotTaken("broken")
    return Stripped("audio/mpeg", "mp3", content)


def _is_mp3(content: bytes) -> bool:
    """Whether it begins with a frame of MPEG sound, layer III."""
    return len(content) > 4 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2


# --- Documents ----------------------------------------------------------------------------


def _pdf(raw: Raw) -> Stripped:
    return Stripped("application/pdf", "pdf", raw.content)


_OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
_OPEN = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_RUNS = re.compile(
    r"vbaProject|(^|/)(Basic|Scripts)/|activeX|\.(bin|exe|dll|js|vbs)$", re.IGNORECASE
)
_HARMLESS = re.compile(r"printerSettings\d*\.bin$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(jpe?g|png)$", re.IGNORECASE)
_MARKS = (b"Exif\0", b"eXIf", b"http://ns.adobe.com/", b"Photoshop 3.0", b"<x:xmpmeta")


_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, LookupError, ValueError,
    RuntimeError,
)  # fmt: skip
"""How reading one fails that is damaged, locked, or packed in a way that we don't know."""


def _zip(raw: Raw) -> Stripped:
    """A document of an office program, its pictures without their labels."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw.content)) as packed:
            ending, media_type = _office_kind(packed)
            return Stripped(media_type, ending, _without_labels(packed) or raw.content)
    except _BROKEN_ZIP:
        raise _NotTaken("broken") from None


def _office_kind(packed: zipfile.ZipFile) -> tuple[str, str]:
    parts = packed.infolist()
    names = [each.filename for each in parts]
    whole = sum(each.file_size for each in parts)
    if len(parts) > MOST_PARTS or whole > LARGEST_WHOLE:
        raise _NotTaken("large")
    if any(_RUNS.search(each) and not _HARMLESS.search(each) for each in names):
        raise _NotTaken("macros" if "[Content_Types].xml" in names else "archive")
    if "[Content_Types].xml" in names:
        for folder, kind in _OFFICE.items():
            if any(each.startswith(folder) for each in names):
                return kind
    if "mimetype" in names and packed.getinfo("mimetype").file_size < 100:
        media_type = packed.read("mimetype").decode("ascii", errors="replace").strip()
        if media_type in _OPEN:
            return _OPEN[media_type], media_type
    raise _NotTaken("archive")


def _without_labels(packed: zipfile.ZipFile) -> bytes | None:
    """The document anew; None: no picture in it is labelled, and it can go as it is."""
    redrawn = {}
    for part in packed.infolist():
        if not _PICTURE.search(part.filename):
            continue
        if part.file_size > LARGEST_PART:
            raise _NotTaken("large")
        content = packed.read(part)
        if any(mark in content for mark in _MARKS):
            form: Literal["JPEG", "PNG"] = "JPEG" if content[:2] == b"\xff\xd8" else "PNG"
            redrawn[part.filename] = _drawn(content, form).content
    if not redrawn:
        return None
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as anew:
        for part in packed.infolist():
            if part.file_size > LARGEST_PART:
                raise _NotTaken("large")
            content = redrawn.get(part.filename) or packed.read(part)
            plain = zipfile.ZipInfo(part.filename)
            anew.writestr(plain, content, part.compress_type)
    return file.getvalue()


_SCRIPT = re.compile(
    r"\.(bat|cmd|com|cpl|css|hta|html?|inf|jar|js|jse|lnk|mjs|msi|php|pl|ps1|psm1|py|pyw|rb|reg"
    r"|scf|scr|sh|svg|url|vb|vbe|vbs|ws|wsf|wsh|xht|xhtml|xml)$",
    re.IGNORECASE,
)


def _text(raw: Raw) -> Stripped:
    """Plain words, a table, a calendar's entry: what a program could run is refused."""
    if not raw.content:
        raise _NotTaken("broken")
    try:
        words = raw.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _NotTaken("unknown") from None
    if any(each < " " and each not in "\t\n\r\f" for each in words):
        raise _NotTaken("unknown")
    if words.startswith("#!") or words.lstrip().startswith("<") or _SCRIPT.search(raw.name):
        raise _NotTaken("program")
    table = raw.name.casefold().endswith(".csv")
    kind = ("text/csv", "csv") if table else ("text/plain", "txt")
    return Stripped(*kind, words.encode())


def _never(why: Why) -> Callable[[Raw], Stripped]:
    def refuse(_: Raw) -> Stripped:
        raise _NotTaken(why)

    return refuse


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[Raw], Stripped]], ...] = (
    (_begins(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"), _picture),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", _picture),
    (_begins(b"OggS"), _ogg),
    (lambda content: content[4:8] == b"ftyp", _mp4),
    (_begins(b"ID3"), _mp3),
    (_is_mp3, _mp3),
    (_begins(b"%PDF-"), _pdf),
    (_begins(b"PK\x03\x04"), _zip),
    (_begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _never("old-office")),
    (_begins(b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"), _never("program")),
    (_begins(b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), _never("archive")),
    (_begins(b"\x1aE\xdf\xa3", b"FLV", b"RIFF"), _never("video")),
)
"""What a file begins with, and what is done with it; the first that fits."""


def _limited() -> None:
    """This process takes no more of the machine than one file may."""
    try:
        import resource
    except ImportError:  # pragma: no cover: not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _limited()
    raw = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Raw)
    sys.stdout.buffer.write(msgspec.msgpack.encode(stripped(raw)))
