"""Charts of letters, drawn before they leave: by a process that ends, in no transaction."""

import asyncio
import logging
import sys

import msgspec
from msgspec import structs

from handlers.messages import Attachment, Chart, Levels, Message
from handlers.wording import Wording, wording

log = logging.getLogger(__name__)

LONGEST = 30.0
"""Seconds that drawing may take."""
NAME = "sparkplug.png"


async def with_picture(message: Message, language: str) -> Message:
    """The message with its chart drawn, in a language of ours.

    Its words say the same: if drawing fails, they go alone.
    """
    if message.chart is None:
        return message
    words = wording(language)
    picture = await _drawn(_worded(message.chart, words))
    if picture is None:
        return structs.replace(message, chart=None)
    attached = Attachment(NAME, "image/png", picture, message.chart.description)
    return structs.replace(message, chart=None, attached=attached)


async def _drawn(chart: Chart) -> bytes | None:
    """The picture; None: drawing failed."""
    try:
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-I", "-m", "handlers.charts"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # what goes wrong could tell what was to be drawn
        )
    except OSError as error:  # no memory or no number for another process
        log.error("a chart could not be drawn: no process for it (%s)", error.strerror)
        return None
    try:
        async with asyncio.timeout(LONGEST):
            picture, _ = await worker.communicate(msgspec.json.encode(chart))
    except TimeoutError:
        picture = b""
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()
    if worker.returncode == 0 and picture:
        return picture
    log.error("a chart could not be drawn: status %s", worker.returncode)
    return None


def _worded(chart: Chart, words: Wording) -> Chart:
    """The chart in plain words: the worker knows no language."""
    told = structs.replace(chart, title=words(chart.title), description="")
    if isinstance(told, Levels):
        columns = tuple(structs.replace(each, label=words(each.label)) for each in told.columns)
        return structs.replace(told, levels=tuple(map(words, told.levels)), columns=columns)
    bars = (
        structs.replace(each, label=words(each.label), told=words(each.told)) for each in told.bars
    )
    return structs.replace(told, bars=tuple(bars))
