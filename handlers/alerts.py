"""Telling a safeguarding contact about somebody in danger, who said yes to it, and hearing back.

The one who asks hears when a contact reads, before they say yes; afterwards only what is true:
"nobody has picked this up yet" until a contact has pressed *I'm on it*. The decisions are told in
docs/safeguarding.md.
"""

import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from handlers.crisis import HIDDEN, KINDS, numbers
from handlers.forms import Filling, Form, NotUnderstood, Pick, Write
from handlers.messages import Button, Day, Listing, Message, Sorry, Words, button, say, stacked
from handlers.recognising import Danger
from handlers.turns import Kept, Moment, Routes, Turn
from handlers.wording import wording
from handlers.working_hours import (
    DAYS,
    bank_holidays,
    clock,
    in_words,
    is_open,
    opens_next,
    read_hours,
)
from storage import alerts, safeguarding
from storage.alerts import Alert, Told
from storage.mailbox import Kind
from storage.safeguarding import SafeguardingContact
from storage.sealing import CannotOpen

log = logging.getLogger(__name__)

on = Routes()

TAKEN_WITHIN = timedelta(minutes=15)
"""How long a contact has before the next one is told."""
GIVEN_UP_AFTER = timedelta(days=5)
"""How long contacts are asked again each day that they read."""

WITHOUT_WORDS = frozenset({"child", "adult"})
"""Kinds of danger of which nothing is to be written: it would name a child, or somebody else."""

A_WORD = "a-word"
"""What somebody asks for who is in no danger, and would like a person to get in touch."""
ASKED_FOR = (*KINDS, "urgent", A_WORD)
"""What an alert may be about; urgent: it was not told."""
GRAVEST = (
    "self", "medical", "others", "child", "adult", "attacked", "worried", "burnout", "unclear",
    "urgent", A_WORD,
)  # fmt: skip
WORDS_AT_MOST = 2000
"""Of all that somebody wrote who asked more than once."""

Contacts = Sequence[SafeguardingContact]


# --- The offer ----------------------------------------------------------------------------


async def offer(turn: Turn, danger: Danger) -> Message | None:
    """Ask, after the help lines, if a contact is to be told. None: nothing is asked here."""
    if turn.incoming.public or danger.kind in (*HIDDEN, "medical"):
        return None  # who waits for an ambulance has something else to do
    contacts = await contacts_for(turn)
    return _offered(turn, contacts, danger.kind) if contacts else None


@on.press("tell-whom", private=True)
async def offer_pressed(turn: Turn, kind: str) -> Message:
    """The same for whoever asks for it."""
    if kind not in ASKED_FOR:
        raise Sorry(say("unknown-button"))
    contacts = await contacts_for(turn)
    return _offered(turn, contacts, kind) if contacts else _nobody_there(turn, kind)


def _nobody_there(turn: Turn, kind: str) -> Message:
    lines = numbers(turn.here, "urgent" if kind == A_WORD else kind)
    return Message((say("tell-nobody-there"), lines))


def _offered(turn: Turn, contacts: Contacts, kind: str) -> Message:
    """When they read, then the question. The hours of each are told where they differ."""
    seen = (say("tell-a-word-seen", names=_names(contacts)),) if kind == A_WORD else ()
    return Message(
        (*_who_reads(contacts), *_closed_now(turn, contacts, kind), *seen, say("tell-ask")),
        buttons=stacked(
            button(say("tell-yes", names=_names(contacts)), "tell", kind),
            button(say("tell-no"), "tell-not"),
        ),
    )


def _who_reads(contacts: Contacts) -> list[Words]:
    by_hours: dict[str, list[SafeguardingContact]] = {}
    for each in contacts:
        by_hours.setdefault(each.hours, []).append(each)
    return [
        say(
            "tell-who-reads",
            names=_names(those),
            count=len(those),
            hours=in_words(read_hours(hours)),
        )
        for hours, those in by_hours.items()
    ]


def _closed_now(moment: Moment, contacts: Contacts, kind: str) -> list[Words]:
    """That nobody reads now, and when they do next; nothing where somebody does."""
    if _reading(moment, contacts):
        return []
    here = _local(moment)
    opens = _opening(moment, contacts)
    part = "morning" if here.hour < 12 else "afternoon" if here.hour < 18 else "evening"
    return [
        say(
            "tell-a-word-closed" if kind == A_WORD else "tell-closed-now",
            now=say(f"part-{part if here.hour < 22 else 'night'}", day=_weekday(here)),
            opens=say("tell-opens", day=_weekday(opens), time=clock(opens.time())),
        )
    ]


def _names(contacts: Contacts) -> Words:
    return _joined_names([each.name for each in contacts])


def _joined_names(told: Sequence[Words]) -> Words:
    names = [each for n, each in enumerate(told) if each not in told[:n]]
    if len(names) == 1:
        return names[0]
    return say("tell-names", first=Listing(tuple(names[:-1])), last=names[-1])


def _weekday(at: datetime) -> Words:
    return say(f"weekday-{DAYS[at.weekday()]}")


@on.press("tell-not", private=True, settles=True)
async def tell_nobody(_: Turn) -> Message:
    """They would rather not: that is theirs to say, and may change."""
    return Message(say("tell-not-told"))


# --- How to be reached --------------------------------------------------------------------

MOST_NUMBER = 40
"""Characters."""

_NUMBER = re.compile(r"(?:[0-9+()/.\s-]|ext|x)+", re.IGNORECASE)
"""As people write them, with an extension: in no word that says how somebody is."""


def can_be_rung(text: str) -> bool:
    """Whether it is a number, and nothing beside it."""
    digits = sum(each.isdigit() for each in text)
    return digits >= 7 and _NUMBER.fullmatch(text.strip()) is not None


def to_ring(text: str) -> str:
    """A number to ring. Nothing else is to be kept of what is typed there (`NotUnderstood`)."""
    if not can_be_rung(text):
        raise NotUnderstood(say("tell-number-not"))
    return text


async def read_way(turn: Turn, text: str) -> Sequence[str]:
    """A number that was typed where it is asked how to reach them, or a no."""
    if len(text) <= MOST_NUMBER and can_be_rung(text):
        return [text.strip()]
    said = text.strip(" .,!").casefold()
    no = wording(turn.person.language).alternatives("tell-no-said")
    return ["no"] if said in no else []


TELL = Form(
    "tell",
    (
        Pick("kind", ASKED_FOR),
        Pick("way", ("here", "number"), reader=read_way),
        Write(
            "number",
            at_most=MOST_NUMBER,
            reads=to_ring,
            when=lambda said: said["way"] == "number",
        ),
    ),
    about_danger=True,
)


@on.press("tell", private=True, settles=True)
async def tell(turn: Turn, kind: str) -> Filling | Message:
    """Ask how to reach them."""
    if kind not in ASKED_FOR:
        raise Sorry(say("unknown-button"))
    return TELL.filled(kind=kind)


@on.finish(TELL)
async def make_alert(turn: Turn, kind: str, way: str, number: str = "") -> Message:
    """Tell the first contact, and say what happens next. Nothing is said to be seen yet."""
    if way == "no":
        return await tell_nobody(turn)
    if way not in ("here", "number"):
        number = way  # typed at once
    contacts = await contacts_for(turn)
    if not contacts:
        return _nobody_there(turn, kind)
    told = Told(turn.person.name, kind, number)
    area_ref = contacts[0].area_ref
    if open_one := await alerts.waiting(turn.session, turn.person.id, area_ref):
        return await _asked_again(turn, open_one, told)
    alert = await alerts.make(turn.session, turn.account, area_ref, told, turn.now)
    await _go_on(turn, alert)
    if _reading(turn, contacts):
        sent = (say("tell-sent"), say("tell-sent-next", minutes=_minutes(TAKEN_WITHIN)))
        return Message(sent, buttons=_may_add(alert, told))
    closed = (say("tell-sent-closed"), *_closed_now(turn, contacts, kind))
    return Message(closed, buttons=_may_add(alert, told))


def _may_add(alert: Alert, told: Told) -> tuple[tuple[Button, ...], ...]:
    """Words of their own go along only once it is sent: whoever has none is not kept from it."""
    add = stacked(button(say("tell-words-add"), "tell-words", alert.id.hex))
    may = not {*WITHOUT_WORDS, A_WORD} & {told.kind, *told.also}
    return (*(add if may else ()), *_hide(told))


WORDS = Form("tell_words", (Write("alert"), Write("words", at_most=1000)), about_danger=True)


@on.press("tell-words", private=True)
async def add_words(turn: Turn, number: str) -> Filling:
    """The contacts are to read something in their own words, too."""
    await _own(turn, number)
    return WORDS.filled(alert=number)


@on.finish(WORDS)
async def words_added(turn: Turn, alert: str, words: str) -> Message:
    """Pass them on to whoever was told, or to the one who has it."""
    found = await _own(turn, alert)
    if found.taken_by is not None:
        return await answered_back(turn, alert, words)
    before = _told_in(turn, found)
    told = replace(before, words=_together(before.words, words), lost=False)
    return await _tell_more(turn, found, before, told)


async def _own(turn: Turn, number: str) -> Alert:
    """An alert of the one who pressed; raises `Sorry`."""
    alert = await alerts.alert_with_id(turn.session, number)
    if alert is None or alert.person_id != turn.person.id:
        raise Sorry(say("alert-gone"))
    return alert


async def _asked_again(turn: Turn, alert: Alert, told: Told) -> Message:
    """Add to what waits; nothing begins anew."""
    alert.account = turn.account
    before = _told_in(turn, alert)
    return await _tell_more(turn, alert, before, told if before.lost else _joined(before, told))


async def _tell_more(turn: Turn, alert: Alert, before: Told, both: Told) -> Message:
    """Keep what is new of an alert that nobody has; who was told of it hears it."""
    if both != before:
        alerts.tell(turn.session, alert, both)
        contacts = await _telling(turn, alert)
        reading = {each.id for each in _reading(turn, contacts)}
        for each in contacts:
            if str(each.id) in alert.ever_told:
                await _alert(turn, alert, each, in_hours=each.id in reading)
    return Message(say("tell-sent-again"), buttons=_may_add(alert, both))


def _joined(before: Told, told: Told) -> Told:
    """Both of what somebody asked for: the gravest kind first, the last way to reach them."""
    asked = {before.kind, *before.also, told.kind}
    kinds = sorted(asked - {"urgent", A_WORD} or asked, key=GRAVEST.index)
    return Told(told.name, kinds[0], told.number, before.words, tuple(kinds[1:]))


def _together(before: str, words: str) -> str:
    """All that somebody wrote, each once."""
    if words in before:
        return before
    return "\n".join(each for each in (before, words) if each)[-WORDS_AT_MOST:]


def _hidden(told: Told) -> bool:
    """Whether somebody may look at their phone."""
    return bool(HIDDEN & {told.kind, *told.also})


def _hide(told: Told) -> tuple[tuple[Button, ...], ...]:
    return stacked(button(say("crisis-hide"), "hide")) if _hidden(told) else ()


# --- Who is told when ---------------------------------------------------------------------


async def tell_next(moment: Moment, at_most: int) -> int:
    """Tell the next contact of each alert that nobody has picked up in time."""
    found = await alerts.due(moment.session, moment.now, at_most)
    for alert in found:
        await _go_on(moment, alert)
    return len(found)


async def _go_on(moment: Moment, alert: Alert) -> None:
    """One step for an alert that is due: tell a contact, and set when the next is told.

    In hours one after the other is told, and each has fifteen minutes. Out of hours all are told
    at once; when hours begin, it begins anew.
    """
    contacts = await _telling(moment, alert)
    dropped = alert.taken_at is not None
    if dropped:  # who had it is a contact no longer
        alert.taken_at, alert.told = None, []
    late = bool(alert.told) or dropped
    if not contacts or moment.now - alert.made_at >= GIVEN_UP_AFTER:
        alert.due_at = None
        gone = "alert-given-up" if contacts else "alert-none-there"
        await _say_nobody(moment, alert, say(gone), dropped=dropped)
        return
    reading = _reading(moment, contacts)
    left = [each for each in reading or contacts if str(each.id) not in alert.told]
    now_told = left[:1] if reading else left
    for each in now_told:
        await _alert(moment, alert, each, in_hours=bool(reading))
    ids = [str(each.id) for each in now_told]
    alert.ever_told = list(dict.fromkeys([*alert.ever_told, *ids]))
    if reading and left:
        alert.told, alert.due_at = [*alert.told, *ids], moment.now + TAKEN_WITHIN
        following: Words = say("alert-next-told")
    else:
        opens = _opening(moment, contacts)
        alert.told, alert.due_at = [], opens.astimezone(UTC)
        following = say("alert-next-opens", day=_weekday(opens), time=clock(opens.time()))
    if late:
        await _say_nobody(moment, alert, following, dropped=dropped)


async def _telling(moment: Moment, alert: Alert) -> Contacts:
    """Those who may be told of an alert."""
    found = await safeguarding.contacts_of(moment.session, alert.area_ref)
    return [each for each in found if each.ready and each.person_id != alert.person_id]


def _told_in(moment: Moment, alert: Alert) -> Told:
    """What a contact is told; where it can't be opened, no more than the name."""
    try:
        return alerts.told_in(moment.session, alert)
    except CannotOpen:
        log.warning("alert %s can't be opened", alert.id)
        return Told(alert.account.person.name, "unclear", lost=True)


async def _say_nobody(moment: Moment, alert: Alert, following: Words, *, dropped: bool) -> None:
    """Tell the one who asked that nobody has picked it up, with the numbers again."""
    told = _told_in(moment, alert)
    lost = (say("alert-dropped"),) if dropped else ()
    if _hidden(told):
        message = Message(say("alert-nobody-quiet"), buttons=_hide(told))
    elif told.kind == A_WORD:
        message = Message((*lost, say("alert-nobody-a-word"), following))
    else:
        lines = numbers(moment.here, told.kind)
        message = Message((*lost, say("alert-nobody-yet"), lines, following))
    await moment.send(alert.account, message, Kind.ANSWER)


async def _alert(
    moment: Moment, alert: Alert, contact: SafeguardingContact, *, in_hours: bool
) -> None:
    told = _told_in(moment, alert)
    asked = _local(moment, alert.made_at)
    when = say("alert-when", day=Day(asked.date()), time=clock(asked.time()))
    lines: list[Words] = [say("alert-who", name=told.name)]
    if told.lost:
        lines += [when, say("alert-lost")]
    else:
        kinds = tuple(say(f"tell-kind-{each}") for each in (told.kind, *told.also))
        lines += [say("alert-kind", kind=Listing(kinds, apart="; ")), when, _way(told)]
    if _hidden(told):
        lines.append(say("alert-may-be-seen"))
    if told.words:
        lines.append(say("alert-words", words=told.words))
    message = Message(
        (
            say("alert-again" if str(contact.id) in alert.ever_told else "alert-new"),
            Listing(tuple(lines), apart="\n"),
            say("alert-do" if in_hours else "alert-do-closed", minutes=_minutes(TAKEN_WITHIN)),
        ),
        buttons=stacked(button(say("alert-on-it"), "alert-take", alert.id.hex)),
    )
    await moment.send(contact.account, message, Kind.ANSWER, alert=alert.id)


# --- Somebody has it ----------------------------------------------------------------------


@on.press("alert-take", private=True, settles=True)
async def take(turn: Turn, number: str) -> Message:
    """A contact is on it: only now may the one who asked be told that somebody is."""
    alert, contact = await _to_contact(turn, number)
    told = _told_in(turn, alert)
    if alert.taken_by not in (None, contact.id):
        other = await safeguarding.contact_with_id(turn.session, alert.taken_by)
        return Message(say("alert-taken-by", name=other.name if other else say("alert-another")))
    if alert.taken_by is None:
        alert.taken_by, alert.taken_at, alert.due_at = contact.id, turn.now, None
        words = "alert-taken-quiet" if _hidden(told) else "alert-taken"
        taken_by = Message(say(words, name=contact.name), buttons=_hide(told))
        await turn.send(alert.account, taken_by, Kind.ANSWER)
        for each in await safeguarding.contacts_of(turn.session, alert.area_ref):
            if str(each.id) in alert.ever_told and each.id != contact.id:
                taken = Message(say("alert-taken-by", name=contact.name))
                await turn.send(each.account, taken, Kind.ANSWER)
    turn.alert = alert.id
    reach = [say("alert-lost") if told.lost else _way(told)]
    if _hidden(told):
        reach.append(say("alert-may-be-seen"))
    return Message(
        (say("alert-yours", name=told.name), *reach, say("alert-yours-do")),
        buttons=stacked(button(say("alert-write-back"), "alert-write", alert.id.hex)),
    )


def _way(told: Told) -> Words:
    return say("alert-way-number", number=told.number) if told.number else say("alert-way-here")


REPLY = Form("alert_reply", (Write("alert"), Write("text", at_most=1500)), about_danger=True)
ANSWER = Form("alert_answer", (Write("alert"), Write("text", at_most=1500)), about_danger=True)


@on.press("alert-write", private=True)
async def write_back(turn: Turn, number: str) -> Filling:
    """The contact writes to the one who asked."""
    await _to_contact(turn, number)
    return REPLY.filled(alert=number)


@on.finish(REPLY)
async def written_back(turn: Turn, alert: str, text: str) -> Message:
    """Pass it on."""
    found, contact = await _to_contact(turn, alert)
    if found.taken_by != contact.id:
        raise Sorry(say("alert-take-first"))
    message = Message(
        say("alert-writes", name=contact.name, text=text),
        buttons=(
            *stacked(button(say("alert-answer", name=contact.name), "alert-answer", alert)),
            *_hide(_told_in(turn, found)),
        ),
    )
    await turn.send(found.account, message, Kind.ANSWER)
    return Message(
        say("alert-passed-on"),
        buttons=stacked(button(say("alert-write-back"), "alert-write", alert)),
    )


@on.press("alert-answer", private=True)
async def answer_back(turn: Turn, number: str) -> Filling:
    """The one who asked writes to the contact who has it."""
    await _from_asker(turn, number)
    return ANSWER.filled(alert=number)


@on.finish(ANSWER)
async def answered_back(turn: Turn, alert: str, text: str) -> Message:
    """Pass it on."""
    found, contact = await _from_asker(turn, alert)
    message = Message(
        say("alert-writes", name=turn.person.name, text=text),
        buttons=stacked(button(say("alert-write-back"), "alert-write", alert)),
    )
    await turn.send(contact.account, message, Kind.ANSWER, alert=found.id)
    return Message(say("alert-passed-on"))


async def _to_contact(turn: Turn, number: str) -> tuple[Alert, SafeguardingContact]:
    """An alert, and the contact that the one who pressed is for it; raises `Sorry`."""
    alert = await alerts.alert_with_id(turn.session, number)
    if alert is None:
        raise Sorry(say("alert-gone"))
    for contact in await safeguarding.contacts_of(turn.session, alert.area_ref):
        if contact.person_id == turn.person.id:
            return alert, contact
    raise Sorry(say("unknown-button"))


async def _from_asker(turn: Turn, number: str) -> tuple[Alert, SafeguardingContact]:
    """An alert of the one who pressed, and the contact who has it; raises `Sorry`."""
    alert = await _own(turn, number)
    taken_by = alert.taken_by
    contact = await safeguarding.contact_with_id(turn.session, taken_by) if taken_by else None
    if contact is None:
        raise Sorry(say("alert-gone"))
    return alert, contact


# --- What is kept -------------------------------------------------------------------------


@on.keeps("alert")
async def tell_alerts(turn: Turn) -> Kept | None:
    """That they asked for a contact, and when."""
    kept = await alerts.alerts_of(turn.session, turn.person.id)
    if not kept:
        return None
    rows: list[Sequence[Words]] = []
    for each in kept:
        told = _told_in(turn, each)
        day = Day(_local(turn, each.made_at).date(), year=True)
        row: list[Words] = [say("me-alert", day=day)]
        if told.number:
            row.append(say("me-alert-number", number=told.number))
        if told.words:
            row.append(say("me-alert-words", words=told.words))
        rows.append(row)
    return Kept(say("me-title-alerts"), say("me-alerts", count=len(kept)), rows)


@on.leaves
async def tell_told(turn: Turn) -> Words | None:
    """What contacts have had already can't be called back; what waits for them goes.

    Whoever was told is taken to have had it, unless the letter is there and says otherwise.
    """
    had: list[Words] = []
    on_it: list[Words] = []
    for alert in await alerts.alerts_of(turn.session, turn.person.id):
        contacts = await safeguarding.contacts_of(turn.session, alert.area_ref)
        arrived = await alerts.arrived(turn.session, alert.id)
        told = [each for each in contacts if str(each.id) in alert.ever_told]
        had += [each.name for each in told if arrived.pop(each.person_id, True)]
        gone = set(alert.ever_told) - {str(each.id) for each in contacts}
        if gone and (any(arrived.values()) or not arrived):
            had.append(say("alert-another"))
        on_it += [each.name for each in contacts if each.id == alert.taken_by]
    if not had:
        return None
    stays = say("erase-stays-told", names=_joined_names(had))
    if not on_it:
        return stays
    taken = say("erase-stays-taken", names=_joined_names(on_it), count=len({*on_it}))
    return Listing((stays, taken), apart=" ")


# --- Small things -------------------------------------------------------------------------


async def contacts_for(turn: Turn) -> Contacts:
    """Those who look after whoever speaks, themselves left out."""
    found = await safeguarding.contacts_for(turn.session, turn.person.area)
    return [each for each in found if each.person_id != turn.person.id]


def _reading(moment: Moment, contacts: Contacts) -> Contacts:
    """Those in whose hours it is now."""
    here, closed = _local(moment), bank_holidays(moment.here.nation)
    return [each for each in contacts if is_open(read_hours(each.hours), here, closed)]


def _opening(moment: Moment, contacts: Contacts) -> datetime:
    """When the first of them reads next, in local time."""
    here, closed = _local(moment), bank_holidays(moment.here.nation)
    return min(opens_next(read_hours(each.hours), here, closed) for each in contacts)


def _local(moment: Moment, at: datetime | None = None) -> datetime:
    return (at or moment.now).astimezone(moment.here.zone)


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
