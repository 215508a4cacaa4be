"""What is kept about me: see it, change it, take it away in a file, stop, erase."""

import json
from typing import Any

from handlers.messages import Attachment, Day, Message, button, in_rows, say, stacked
from handlers.turns import Routes, Turn
from handlers.wording import LANGUAGES, wording
from storage import people, talk

on = Routes()


@on.command("me", private=True)
async def me(turn: Turn, _: str) -> Message:
    """All that is kept, in words."""
    person, words = turn.person, wording(turn.person.language)
    since = person.met_at.astimezone(turn.here.zone).date()
    area = say("me-area", area=person.area.name) if person.area else say("me-no-area")
    return Message(
        (
            say("me-kept", name=person.name, language=words(say("language-name"))),
            area,
            say("me-since", day=Day(since, year=True)),
            say("me-talk"),
            say("me-stopped") if person.stopped_at else say("me-not-stopped"),
        ),
        buttons=stacked(
            button(say("me-change-area"), "area"),
            button(say("me-change-language"), "languages"),
            button(say("me-file"), "file"),
            button(say("me-resume"), "resume")
            if person.stopped_at
            else button(say("me-stop"), "stop"),
            button(say("me-erase"), "erase"),
        ),
    )


@on.command("language")
async def languages(turn: Turn, _: str) -> Message:
    """Offer the languages, each in its own words."""
    offered = [button(say(f"language-{each}"), "language", each) for each in LANGUAGES]
    return Message(say("language-which"), buttons=in_rows(offered, 2))


@on.press("languages")
async def pick_language(turn: Turn) -> Message:
    """The same from a button."""
    return await languages(turn, "")


@on.press("language", settles=True)
async def speak(turn: Turn, language: str) -> Message:
    """From now on in this language."""
    if language in LANGUAGES:
        turn.person.language = language
    return Message(say("language-set"))


@on.command("stop", private=True, any_time=True)
async def stop(turn: Turn, _: str) -> Message:
    """End all unasked-for messages at once. Nothing is erased; that is offered."""
    turn.person.stopped_at = turn.person.stopped_at or turn.now
    return Message(
        say("stop-done"),
        buttons=stacked(button(say("me-resume"), "resume"), button(say("me-erase"), "erase")),
    )


@on.press("stop", private=True, settles=True)
async def stop_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await stop(turn, "")


@on.press("resume", private=True, settles=True)
async def resume(turn: Turn) -> Message:
    """Unasked-for messages are welcome again."""
    turn.person.stopped_at = None
    return Message(say("resume-done"))


@on.press("file", private=True)
async def file(turn: Turn) -> Message:
    """All that is kept, as a file."""
    content = json.dumps(await _everything(turn), ensure_ascii=False, indent=2, default=str)
    return Message(
        say("file-here"),
        attached=Attachment("sparkplug-about-me.json", "application/json", content.encode()),
    )


@on.press("erase", private=True)
async def ask_to_erase(turn: Turn) -> Message:
    """Say what would go and what cannot be called back, before anything does."""
    return Message(
        say("erase-sure"),
        buttons=stacked(
            button(say("erase-yes"), "erase-now"), button(say("erase-no"), "erase-not")
        ),
    )


@on.press("erase-now", private=True, settles=True)
async def erase(turn: Turn) -> Message:
    """Erase everything."""
    await people.erase(turn.session, turn.person.id)
    turn.erased = True
    return Message(say("erase-done"))


@on.press("erase-not", private=True, settles=True)
async def keep(turn: Turn) -> Message:
    """Everything stays."""
    return Message(say("erase-kept"))


async def _everything(turn: Turn) -> dict[str, Any]:
    """The rows about a person, and the talk in progress, which is sealed in its rows, in words."""
    rows: dict[str, Any] = await people.export(turn.session, turn.person.id)
    now = await talk.talk_of(turn.session, turn.person.id, turn.now)
    return rows | {"talk_in_words": {topic: json.loads(text) for topic, text in now.items()}}
