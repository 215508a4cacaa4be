"""Files from the bot, in three steps: ask where to, upload, share. And fetching people's files."""

from aiohttp import web
from msgspec import Struct

from bot.simulator.pictures import look_at
from bot.simulator.slack_chat_methods import Writable
from bot.simulator.slack_posting import Posting
from bot.simulator.slack_refusals import SlackRefused, bad_arguments
from bot.simulator.slack_shapes import Shapes
from bot.simulator.slack_world import BOT_USER, Post, SlackWorld
from bot.simulator.world import File, Json

UPLOAD_PATH = "/slack/upload/{id}"
DOWNLOAD_PATH = "/slack/files/{id}/{name}"
LARGEST = 1024 * 1024 * 1024  # bytes


class Promised(Struct):
    """A file that is to be uploaded, or has been."""

    name: str
    length: int
    alt: str
    content: bytes | None = None


class FileMethods:
    """`files.getUploadURLExternal`, `files.completeUploadExternal`, `files.info`, `.delete`."""

    def __init__(
        self, slack: SlackWorld, shapes: Shapes, posting: Posting, writable: Writable, token: str
    ) -> None:
        self._slack = slack
        self._shapes = shapes
        self._posting = posting
        self._writable = writable
        self._token = token
        self._promised: dict[str, Promised] = {}

    def get_upload_url(self, arguments: Json) -> Json:
        """Where to upload one file of this length."""
        if not 0 < arguments["length"] <= LARGEST:
            raise bad_arguments("must be more than 0 bytes [json-pointer:/length]")
        if len(arguments.get("alt_txt", "")) > 1000:
            raise SlackRefused("alt_txt_too_large")
        identifier = self._slack.next_id("F")
        self._promised[identifier] = Promised(
            arguments["filename"], arguments["length"], arguments.get("alt_txt", "")
        )
        address = self._shapes.address + UPLOAD_PATH.format(id=identifier)
        return {"upload_url": address, "file_id": identifier}

    async def upload(self, request: web.Request) -> web.Response:
        """The file itself, as the body or in a form."""
        promised = self._promised.get(request.match_info["id"])
        if promised is None:
            return web.Response(status=404, text="no such upload")
        if request.content_type == "multipart/form-data":
            fields = (await request.post()).values()
            contents = [one.file.read() for one in fields if isinstance(one, web.FileField)]
            content = contents[0] if contents else b""
        else:
            content = await request.read()
        if len(content) != promised.length:
            return web.Response(status=400, text="the length is not what was said")
        promised.content = content
        return web.Response(text=f"OK - {len(content)}")

    def complete(self, arguments: Json) -> Json:
        """Share what was uploaded, in a channel or with nobody yet."""
        place, thread = arguments.get("channel_id"), arguments.get("thread_ts")
        channel = self._writable.open(place) if place is not None else None
        if thread is not None and (channel is None or not self._slack.post(channel.id, thread)):
            raise SlackRefused("thread_not_found")
        files = [self._finished(one) for one in arguments["files"]]
        if channel is not None:
            self._writable.keep_pace(channel)
            comment = arguments.get("initial_comment", "")
            blocks = arguments.get("blocks")
            if blocks:
                blocks = self._posting.checked(comment, blocks)
            self._posting.add(
                Post(
                    channel=channel.id,
                    ts=self._slack.next_ts(),
                    sender=BOT_USER,
                    text=comment,
                    blocks=blocks or [],
                    thread=thread,
                    files=[file.id for file in files],
                )
            )
        return {"files": [self._shapes.file(file) for file in files]}

    def info(self, arguments: Json) -> Json:
        """What is known of a file that the bot may see."""
        file = self._slack.world.files.get(arguments["file"])
        if file is None:
            raise SlackRefused("file_not_found")
        return {"file": self._shapes.file(file), "comments": [], "content_truncated": False}

    def delete(self, arguments: Json) -> Json:
        """Delete a file of the bot's own; where it was shared, its place is empty."""
        file = self._slack.world.files.get(arguments["file"])
        if file is None:
            raise SlackRefused("file_not_found")
        if file.owner != BOT_USER:
            raise SlackRefused("cant_delete_file")
        self._slack.delete_file(file)
        return {}

    async def download(self, request: web.Request) -> web.Response:
        """A file, for the bot's token; without it Slack answers 200 with its sign-in page."""
        if request.headers.get("Authorization") != f"Bearer {self._token}":
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
        file = self._slack.world.files.get(request.match_info["id"])
        if file is None:
            return web.Response(status=404, text="not found")
        return web.Response(body=file.content, content_type=file.type)

    def _finished(self, asked: object) -> File:
        identifier = asked.get("id") if isinstance(asked, dict) else None
        promised = self._promised.get(str(identifier))
        if promised is None or promised.content is None:
            raise SlackRefused("file_not_found")
        del self._promised[str(identifier)]
        picture = look_at(promised.content)
        file = File(
            id=str(identifier),
            name=promised.name,
            type=picture.type if picture else "application/octet-stream",
            content=promised.content,
            alt=promised.alt,
            owner=BOT_USER,
        )
        self._slack.world.keep_file(file)
        return file
