"""What people have on their phones to send."""

import base64
from typing import NamedTuple

from bot.simulator.voice_notes import voice_note
from bot.simulator.world import Json

_PICTURE = base64.b64decode(  # 32 × 32, all green
    "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mPQq82mKW"
    "IYtWDUglELRi0YtWDUglELRi0YtWDUglELhooFACMqWD0f3KU1AAAAAElFTkSuQmCC"
)


class SampleFile(NamedTuple):
    """A file, and what Telegram says of it beyond its id and size."""

    name: str
    type: str
    content: bytes
    fields: Json


SAMPLE_FILES = {
    "photo": SampleFile("photo.png", "image/png", _PICTURE, {"width": 32, "height": 32}),
    "voice": SampleFile(
        "voice.ogg", "audio/ogg", voice_note(3), {"duration": 3, "mime_type": "audio/ogg"}
    ),
    "sticker": SampleFile(
        "sticker.webp",
        "image/webp",
        b"RIFF",
        {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        },
    ),
    "document": SampleFile(
        "minutes.txt",
        "text/plain",
        b"Minutes of the last meeting\n",
        {"file_name": "minutes.txt", "mime_type": "text/plain"},
    ),
}
