"""Reports for the council: how people's weeks were, each quarter, and never whose.

What may be shown is decided by `disclosure` when a report is made, and frozen. There are three
counts, each by itself: the words for the weeks and the topics of all people together, and how many
take part in each area. No count tells of two things at once, or of an officer's people.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from handlers.check_ins import TOPICS
from handlers.messages import Bar, Bars, Button, Day, Listing, Message, Words, button, say, stacked
from handlers.turns import Kept, Moment, Routes, Turn
from storage import administrators, people, reports
from storage.administrators import Role
from storage.areas import all_areas
from storage.check_ins import KEPT_FOR, MOODS
from storage.mailbox import Kind
from storage.reports import AREA, Figure

on = Routes()

# --- Telling of a new one ------------------------------------------------------------------


async def tell_administrators(moment: Moment, until: date) -> None:
    """Say that there is something new to see."""
    for each in await administrators.administrators(moment.session):
        account = await people.account_of(moment.session, each.platform, each.user)
        if account and each.role == Role.ADMINISTRATOR and account.address:
            message = Message(
                say("reports-new", until=_last_day(until)),
                buttons=stacked(_way_to(reports.MOODS, until)),
            )
            await moment.send(account, message, Kind.DIGEST)


# --- Showing one --------------------------------------------------------------------------


@on.command("report", private=True, in_menu=False)
async def latest(turn: Turn, _: str) -> Message:
    """The latest report, for administrators."""
    if not await _may_see(turn):
        return Message(say("unknown-command", command="report"))
    known = await reports.reports(turn.session)
    if not known:
        return Message((say("reports-none"), say("reports-rules")))
    return await told(turn, known[0].until, reports.MOODS)


@on.press("report", private=True)
async def show(turn: Turn, counted: str, until: str) -> Message:
    """One count of one report."""
    known = {each.until.isoformat(): each.until for each in await reports.reports(turn.session)}
    if not await _may_see(turn) or until not in known or counted not in COUNTS:
        return Message(say("unknown-button"))
    return await told(turn, known[until], COUNTS[counted])


COUNTS = {each.strip(): each for each in (reports.MOODS, reports.TOPICS, AREA)}
"""The counts by what a button calls them."""


async def _may_see(turn: Turn) -> bool:
    account = turn.account
    roles = await administrators.roles_of(turn.session, account.platform, account.user)
    return Role.ADMINISTRATOR in roles


async def told(moment: Moment, until: date, counted: str) -> Message:
    """A count of a report as a chart and in words, with the ways to the others."""
    figures = await reports.figures(moment.session, until, counted)
    names = await _names(moment, counted, figures)
    bars = [Bar(names[each], figures[each].shown, _figure(figures[each])) for each in names]
    name = counted.strip()
    period = {"first": Day(until - KEPT_FOR, year=True), "last": _last_day(until)}
    title = say(f"reports-{name}", **period)
    lines = Listing(
        tuple(say("reports-line", answer=bar.label, told=bar.told) for bar in bars), apart="\n"
    )
    whys = sorted({each.why for each in figures.values() if each.why})
    return Message(
        (
            title,
            lines,
            *(say(f"reports-why-{why}") for why in whys),
            say(f"reports-how-{name}"),
            say("reports-rules"),
        ),
        buttons=stacked(*await _ways(moment, counted, until)),
        chart=Bars(title, say("reports-described", lines=lines), tuple(bars))
        if any(bar.value is not None for bar in bars)
        else None,
    )


def _last_day(until: date) -> Day:
    return Day(until - timedelta(days=1), year=True)


async def _names(moment: Moment, counted: str, figures: Mapping[str, Figure]) -> dict[str, Words]:
    """What the lines are called, in their order."""
    if counted == reports.MOODS:
        return {mood: say(f"mood-{mood}") for mood in MOODS if mood in figures}
    if counted == reports.TOPICS:
        return {topic: say(f"week-topics-{topic}") for topic in TOPICS if topic in figures}
    known: dict[str, Words] = {AREA: say("reports-all")}
    known |= {AREA + area.ref: area.name for area in await all_areas(moment.session)}
    return {name: known[name] for name in known if name in figures}


def _figure(figure: Figure) -> Words:
    if figure.shown is None:
        return say(f"reports-blank-{figure.why}")
    return say("reports-about", count=figure.shown)


async def _ways(moment: Moment, counted: str, until: date) -> list[Button]:
    """To the other counts, and to the report before."""
    ways = [_way_to(each, until) for each in COUNTS.values() if each != counted]
    earlier = [each.until for each in await reports.reports(moment.session) if each.until < until]
    if earlier:
        label = say("reports-earlier", until=_last_day(earlier[0]))
        ways.append(button(label, "report", counted.strip(), earlier[0].isoformat()))
    return ways


def _way_to(counted: str, until: date) -> Button:
    name = counted.strip()
    return button(say(f"reports-see-{name}"), "report", name, until.isoformat())


@on.keeps("in_report")
async def tell_counted(turn: Turn) -> Kept | None:
    """That they were counted."""
    if not await reports.counted_in(turn.session, turn.person.id):
        return None
    return Kept(say("me-title-in-report"), say("me-in-report"))


@on.leaves
async def tell_counts(turn: Turn) -> Words | None:
    """What was shown of many stays as it is."""
    return say("reports-stay") if await reports.counted_in(turn.session, turn.person.id) else None
