"""What is kept about me: see it, change it, take it away in a file, stop, erase.

Each feature tells its own part (`on.keeps`, `on.leaves`). A table about a person of which nobody
tells fails a test.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from handlers import attachments, erasing, keepsake
from handlers.messages import (
    Attachment,
    Day,
    Listing,
    Message,
    Words,
    button,
    in_rows,
    say,
    stacked,
)
from handlers.turns import Kept, Routes, Turn
from handlers.wording import LANGUAGES, wording
from storage import (
    administrators,
    hellos,
    mailbox,
    people,
    talk,
    unasked,
)
from storage.mailbox import Kind, State
from storage.talk import Topic

on = Routes()

# --- Seeing -------------------------------------------------------------------------------


@on.command("me", private=True)
async def me(turn: Turn, _: str) -> Message:
    """All that is kept, in words."""
    kept = await _kept(turn)
    return Message(
        (say("me-kept"), *(each.told for each in kept), say("me-silence")),
        buttons=stacked(
            *(each.change for each in kept if each.change),
            button(say("me-change-area"), "area"),
            button(say("me-change-language"), "languages"),
            button(say("me-when"), "when"),
            button(say("me-file"), "file"),
            button(say("me-resume"), "resume")
            if turn.person.stopped_at
            else button(say("me-stop"), "stop"),
            button(say("me-erase"), "erase"),
        ),
    )


async def _kept(turn: Turn) -> list[Kept]:
    """What every table holds about the person, themselves first."""
    told = [await turn.tellers.kept[table.name](turn) for table in people.personal_tables()]
    return [each for each in told if each]


@on.keeps("person")
async def tell_person(turn: Turn) -> Kept:
    """Their name, language and area, and since when."""
    person, words = turn.person, wording(turn.person.language)
    lines: list[Words] = [
        say("me-name", name=person.name),
        say("me-language", language=words(say("language-name"))),
        say("me-area", area=person.area.name) if person.area else say("me-no-area"),
        say("me-since", day=Day(turn.local(person.met_at).date(), year=True)),
        say("me-stopped") if person.stopped_at else say("me-not-stopped"),
    ]
    if not person.stopped_at:
        lines.append(say("me-number", count=person.weekly_number))
    if person.hour is not None:
        lines.append(say("me-hour", hour=person.hour))
    if person.zone:
        lines.append(say("me-zone", zone=person.zone))
    if person.paused_until and person.paused_until > turn.now:
        day = Day(turn.local(person.paused_until).date(), year=True)
        lines.append(say("me-paused", day=day))
    return Kept(say("me-title-person"), Listing(tuple(lines), apart=" "))


@on.keeps("account")
async def tell_accounts(turn: Turn) -> Kept:
    """How we reach them."""
    platform = say(f"me-on-{turn.account.platform}")
    known = say("me-known-as", user=turn.account.user, chat=turn.account.address)
    return Kept(say("me-title-account"), platform, [[platform, known]])


@on.keeps("talk")
async def tell_talk(turn: Turn) -> Kept:
    """What was offered last, and the form they are in the middle of."""
    rows: list[Sequence[Words]] = []
    if turn.recent.offered:
        offered = Listing(tuple(each.label for each in turn.recent.offered), apart=" · ")
        rows.append([say("me-offered"), offered])
    if turn.recent.enquiry:
        enquiry = turn.recent.enquiry
        said = [part.said for part in enquiry.subject] or enquiry.mentioned
        rows.append([say("me-asked"), ", ".join(dict.fromkeys(said))])
    if turn.recent.typed:
        rows.append([say("me-typed"), turn.recent.typed])
    form = (await talk.talk_of(turn.session, turn.person.id, turn.now)).get(Topic.FORM)
    if form:
        answers = msgspec.json.decode(form).get("answers", {})
        rows.append([say("me-form"), *(_joined(each) for each in answers.values() if each)])
    return Kept(say("me-title-talk"), say("me-talk"), rows)


def _joined(answer: str | list[str]) -> str:
    return answer if isinstance(answer, str) else ", ".join(answer)


@on.keeps("letter")
async def tell_letters(turn: Turn) -> Kept | None:
    """When we wrote to them."""
    letters = await mailbox.letters_to(turn.session, turn.person.id)
    if not letters:
        return None
    rows: list[Sequence[Words]] = []
    for letter in letters:
        at = turn.local(letter.ended_at or letter.due_at)
        state = letter.state if letter.state in (State.SENT, State.FAILED) else State.WAITING
        rows.append([say(f"me-letter-{state}", day=Day(at.date(), year=True), time=f"{at:%H:%M}")])
    return Kept(say("me-title-letter"), say("me-letters", count=len(letters)), rows)


@on.keeps("unasked")
async def tell_unasked(turn: Turn) -> Kept | None:
    """How many unasked-for messages they had lately."""
    kept = await unasked.weeks_of(turn.session, turn.person.id)
    if not kept:
        return None
    rows = [
        [say("me-unasked-week", day=Day(week, year=True), count=number)] for week, number in kept
    ]
    return Kept(say("me-title-unasked"), say("me-unasked"), rows)


# --- The language -------------------------------------------------------------------------


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


# --- Stopping -----------------------------------------------------------------------------


@on.command("stop", private=True, any_time=True)
async def stop(turn: Turn, _: str) -> Message:
    """End all unasked-for messages at once. Nothing is erased; that is offered."""
    turn.person.stopped_at = turn.person.stopped_at or turn.now
    await mailbox.withdraw(turn.session, turn.person.id, mailbox.BY_DAY)
    await hellos.answered(turn.session, turn.person.id)
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


# --- Taking away --------------------------------------------------------------------------


@on.press("file", private=True)
async def file(turn: Turn) -> Message:
    """All that is kept: a page to read, and the same for another program."""
    words = wording(turn.person.language)
    page = keepsake.page(
        words,
        say("page-title", name=turn.person.name),
        [say("page-made", organisation=turn.here.organisation, day=Day(turn.today, year=True))],
        await _kept(turn),
        [
            say("page-not-here"),
            *_officers(turn, "page-officers"),
            _whom_to_ask(turn),
            say("page-rights"),
        ],
    )
    rows: dict[str, Any] = await people.export(turn.session, turn.person.id)
    await turn.say_first(
        Message(
            (say("file-page"), *_officers(turn, "file-not-here"), _whom_to_ask(turn)),
            attached=Attachment("sparkplug-about-me.html", "text/html", page),
        )
    )
    for message in await attachments.to_take_away(turn):
        await turn.say_first(message)
    return Message(
        say("file-data"),
        attached=Attachment("sparkplug-about-me.json", "application/json", keepsake.data(rows)),
    )


def _officers(turn: Turn, words: str) -> Sequence[Words]:
    """What we can't reach of what people at the council may have written; nothing without Slack."""
    return [say(words)] if turn.here.council_on_slack else []


def _whom_to_ask(turn: Turn) -> Words:
    """Who answers for what is kept."""
    here = turn.here
    if not here.notice_url:
        return say("ask-whom-alone", organisation=here.organisation)
    return say("ask-whom", organisation=here.organisation, url=here.notice_url)


# --- Erasing ------------------------------------------------------------------------------


@on.press("erase", private=True)
async def ask_to_erase(turn: Turn) -> Message:
    """Say what would go, what stays and what cannot be called back, before anything does."""
    stays = [words for each in turn.tellers.stays if (words := await each(turn))]
    gone = [each.title for each in await _kept(turn)]
    return Message(
        (
            _bulleted(say("erase-gone"), gone),
            _bulleted(say("erase-stays"), stays) if stays else say("erase-no-rest"),
            say(f"erase-copies-{turn.account.platform}"),
            say("erase-backups"),
            *_officers(turn, "erase-officers"),
            _whom_to_ask(turn),
            say("erase-sure"),
        ),
        buttons=stacked(
            button(say("erase-yes"), "erase-now"), button(say("erase-no"), "erase-not")
        ),
    )


def _bulleted(first: Words, things: Sequence[Words]) -> Words:
    return Listing((first, *things), apart="\n• ")


@on.press("erase-now", private=True, settles=True)
async def erase(turn: Turn) -> Message:
    """Erase everything, and take back what we sent where others than its reader keep it."""
    if await mailbox.has_home(turn.session, turn.person.id):
        await turn.send(
            turn.account,
            Message(say("erase-done")),
            Kind.ANSWER,
            only_for=turn.account.user,
            home=True,
            anonymous=True,
        )
    await mailbox.unsend(turn.session, turn.person.id, turn.now)
    turn.here.aside.forget(turn.person.id)
    await erasing.erase(turn, turn.person.id)
    turn.erased = True
    return Message(say("erase-done"))


@on.press("erase-not", private=True, settles=True)
async def keep(turn: Turn) -> Message:
    """Everything stays."""
    return Message(say("erase-kept"))


@on.leaves
async def tell_role(turn: Turn) -> Words | None:
    """A role is its giver's to take away."""
    roles = await administrators.roles_of(turn.session, turn.account.platform, turn.account.user)
    return say("erase-stays-role") if roles else None
