"""Charts of letters, drawn before they leave: by a process that ends, in no transaction."""

from contextlib import suppress

import msgspec
from msgspec import structs

from handlers.messages import Attachment, Chart, Levels, Message
from handlers.wording import Wording, wording
from scheduler.workers import NoProcess, worked

NAME = "sparkplug.png"


async def with_picture(message: Message, language: str) -> Message:
    """The message with its chart drawn, in a language of ours.

    Its words say the same: if drawing fails, they go alone.
    """
    if message.chart is None:
        return message
    words = wording(language)
    picture = None
    with suppress(NoProcess):
        asked = msgspec.json.encode(_worded(message.chart, words))
        picture = await worked("handlers.charts", asked)
    if picture is None:
        return structs.replace(message, chart=None)
    attached = Attachment(NAME, "image/png", picture, message.chart.description)
    return structs.replace(message, chart=None, attached=attached)


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
