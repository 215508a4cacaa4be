"""Safeguarding contacts: those who hear of people in danger, if those people want it.

They are named from outside (`sparkplug safeguarding add`), accept here, and answer a test alert
before anybody is told about them. What they need to know is in docs/safeguarding.md.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.crisis import LINES, lines_of, told_already
from handlers.messages import Day, Listing, Message, Sorry, Words, button, in_rows, say
from handlers.turns import Kept, Moment, Routes, Turn
from handlers.working_hours import in_words, read_hours
from storage import administrators, installation, people, safeguarding
from storage.areas import area_called
from storage.earliest import Earliest
from storage.mailbox import Kind
from storage.people import Account
from storage.safeguarding import LineConfirmation, SafeguardingContact
from storage.signposts import Signpost

on = Routes()

CONFIRMED_FOR = timedelta(days=90)
"""How long a help line counts as right after somebody confirmed it."""

LINES_DUE = "old help lines are reported"
"""The fact whose instant is that of the next look at the lines."""
REPORTED_AT = time(9)
"""On Mondays, local time."""


# --- Asked to be one ----------------------------------------------------------------------


async def invite(moment: Moment, contact: SafeguardingContact) -> None:
    """Ask somebody to be a contact."""
    await moment.send(contact.account, await _invitation(moment, contact), Kind.COUNCIL)


async def try_alert(moment: Moment, contact: SafeguardingContact) -> None:
    """Send a test alert, or the invitation again to somebody who has not accepted."""
    if contact.accepted_at is None:
        await invite(moment, contact)
        return
    contact.tested_at = moment.now
    await moment.send(contact.account, await _test_alert(moment, contact), Kind.COUNCIL)


async def _invitation(moment: Moment, contact: SafeguardingContact) -> Message:
    return Message(
        (
            say(
                "safeguarding-asked",
                organisation=moment.here.organisation,
                area=await _area(moment, contact),
                hours=in_words(read_hours(contact.hours)),
            ),
            say("safeguarding-asked-what"),
            say("safeguarding-asked-name", name=contact.name),
        ),
        buttons=in_rows(
            [
                button(say("safeguarding-accept"), "safeguarding-accept", contact.id),
                button(say("safeguarding-decline"), "safeguarding-decline", contact.id),
            ],
            2,
        ),
    )


async def _test_alert(moment: Moment, contact: SafeguardingContact) -> Message:
    return Message(
        (say("safeguarding-test", area=await _area(moment, contact)), say("safeguarding-test-do")),
        buttons=((button(say("alert-on-it"), "safeguarding-tested", contact.id),),),
    )


async def _area(moment: Moment, contact: SafeguardingContact) -> str:
    area = await area_called(moment.session, contact.area_ref)
    return area.name if area else contact.area_ref


@on.press("safeguarding-accept", private=True, settles=True)
async def accept(turn: Turn, number: int) -> Message:
    """They will do it: a test alert follows at once."""
    contact = await _own(turn, number)
    contact.accepted_at = contact.accepted_at or turn.now
    await turn.send(turn.account, Message(say("safeguarding-accepted")), Kind.ANSWER)
    contact.tested_at = turn.now
    return await _test_alert(turn, contact)


@on.press("safeguarding-decline", private=True, settles=True)
async def decline(turn: Turn, number: int) -> Message:
    """They would rather not, or no longer."""
    contact = await _own(turn, number)
    await safeguarding.remove_contact(
        turn.session, contact.account.platform, contact.account.user, contact.area_ref
    )
    return Message(say("safeguarding-declined"))


@on.press("safeguarding-tested", private=True, settles=True)
async def answer_test(turn: Turn, number: int) -> Message:
    """The test alert has reached them."""
    contact = await _own(turn, number)
    contact.answered_at = turn.now
    return Message(
        say("safeguarding-tested", hours=in_words(read_hours(contact.hours)), name=contact.name)
    )


async def _own(turn: Turn, number: int) -> SafeguardingContact:
    """The contact that a button is about, if it is they who press it; raises `Sorry`."""
    contact = await safeguarding.contact_with_id(turn.session, number)
    if contact is None or contact.person_id != turn.person.id:
        raise Sorry(say("unknown-button"))
    return contact


# --- Help lines ---------------------------------------------------------------------------


class HelpLine(NamedTuple):
    """A line that people in danger are shown."""

    line: str
    """Our name of it, or a signpost's ref."""
    reach: str
    """The number."""
    called: Words
    confirmed: LineConfirmation | None
    """By whom and when, if it has been at this number."""

    def is_old(self, now: datetime) -> bool:
        """Whether nobody has confirmed it for long."""
        return self.confirmed is None or self.confirmed.confirmed_at <= now - CONFIRMED_FOR


async def help_lines(
    session: AsyncSession, nation: str, signposts: Sequence[Signpost]
) -> Sequence[HelpLine]:
    """Every line that people are shown in a nation, ours first."""
    known = await safeguarding.confirmations(session)

    def confirmed(line: str, reach: str) -> LineConfirmation | None:
        found = known.get(line)
        return found if found and found.reach == reach else None

    ours: list[tuple[str, str, Words]] = [
        (name, LINES[name], say(f"line-{name}")) for name in lines_of(nation)
    ]
    theirs: list[tuple[str, str, Words]] = [
        (s.ref, s.how_to_reach, s.name) for s in signposts if not told_already(s)
    ]
    return [
        HelpLine(line, reach, called, confirmed(line, reach))
        for line, reach, called in [*ours, *theirs]
    ]


async def report_old_lines(moment: Moment) -> int:
    """On Mondays, tell contacts and administrators which lines nobody has confirmed for long."""
    due = await installation.noted(moment.session, LINES_DUE)
    if due is not None and due > moment.now:
        return 0
    await installation.note(moment.session, LINES_DUE, _next_monday(moment))
    lines = await help_lines(moment.session, moment.here.nation, moment.here.signposts)
    old = [line for line in lines if line.is_old(moment.now)]
    if due is None or not old:
        return 0
    told = Message(
        (
            say("lines-old", days=CONFIRMED_FOR.days),
            Listing(tuple(_told_of(moment, line) for line in old), apart="\n"),
            say("lines-old-do"),
        )
    )
    responsible = await _responsible(moment)
    for account in responsible:
        await moment.send(account, told, Kind.PROMPT)
    return len(responsible)


NEXT_LOOK_AT_LINES = Earliest(
    installation.since(LINES_DUE), lambda noted: noted or datetime.min.replace(tzinfo=UTC)
)
"""When the help lines are looked at next; the first time, at once."""


def _told_of(moment: Moment, line: HelpLine) -> Words:
    if line.confirmed is None:
        return say("lines-old-never", line=line.line, reach=line.reach)
    at = line.confirmed.confirmed_at.astimezone(moment.here.zone).date()
    return say("lines-old-since", line=line.line, reach=line.reach, day=Day(at, year=True))


def _next_monday(moment: Moment) -> datetime:
    here = moment.now.astimezone(moment.here.zone)
    monday: date = here.date() + timedelta(days=-here.weekday())
    at = datetime.combine(monday, REPORTED_AT, moment.here.zone)
    return (
        at
        if at > here
        else datetime.combine(monday + timedelta(weeks=1), REPORTED_AT, moment.here.zone)
    )


async def _responsible(moment: Moment) -> Sequence[Account]:
    """The contacts of all areas, and the administrators whom we have met."""
    found = {c.account.id: c.account for c in await safeguarding.all_contacts(moment.session)}
    for each in await administrators.administrators(moment.session):
        account = await people.account_of(moment.session, each.platform, each.user)
        if account and each.role == administrators.Role.ADMINISTRATOR:
            found[account.id] = account
    return list(found.values())


# --- The contacts' own page ---------------------------------------------------------------


@on.command("safeguarding", private=True, in_menu=False)
async def page(turn: Turn, _: str) -> Message:
    """What a contact needs to know; for others, what a contact is."""
    contacts = await safeguarding.contacts_of_person(turn.session, turn.person.id)
    asked = [each for each in contacts if each.accepted_at is None]
    if asked:
        return await _invitation(turn, asked[0])
    if not contacts:
        return Message((say("safeguarding-what"), say("safeguarding-not-you")))
    return Message(
        (
            *[line async for line in _roles(turn, contacts)],
            say("safeguarding-does"),
            say("safeguarding-does-not"),
            say("safeguarding-do"),
        )
    )


@on.keeps("safeguarding_contact")
async def tell_contact(turn: Turn) -> Kept | None:
    """What they are contact for."""
    contacts = await safeguarding.contacts_of_person(turn.session, turn.person.id)
    if not contacts:
        return None
    told = [line async for line in _roles(turn, contacts)]
    return Kept(say("me-title-safeguarding"), Listing(tuple(told), apart=" "))


async def _roles(turn: Turn, contacts: Sequence[SafeguardingContact]) -> AsyncIterator[Words]:
    for each in contacts:
        hours = in_words(read_hours(each.hours))
        yield say("safeguarding-role", area=await _area(turn, each), hours=hours, name=each.name)
        if not each.ready:
            yield say("safeguarding-role-untested")
