"""Officers who are away: until they are back, what they have taken is their deputy's."""

from datetime import UTC, date, datetime, time, timedelta

from handlers import days
from handlers.forms import Day as DayQuestion
from handlers.forms import Form, NotUnderstood
from handlers.messages import Day, Message, Sorry, button, in_rows, say
from handlers.turns import Moment, Routes, Turn
from storage import people, questions, teams
from storage.mailbox import Kind
from storage.questions import Question
from storage.teams import Team

on = Routes()

LONGEST = timedelta(days=366)
"""For which somebody is away: what is longer was mistyped."""

AWAY = Form("away", (DayQuestion("until"),))


@on.command("away", private=True, in_menu=False)
async def away(turn: Turn, rest: str) -> Form | Message:
    """Ask until when they are away, unless they said so at once."""
    theirs = await _teams(turn)
    if rest:
        return await leave(turn, _day(turn, rest))
    until = await teams.away_until(turn.session, theirs[0].id, turn.incoming.sender.user)
    if until is None:
        return AWAY
    alone = [await _stands_in(turn, each) for each in theirs].count(None)
    return Message(
        say(
            "away-now-alone" if alone else "away-now",
            day=Day(until.astimezone(turn.here.zone).date()),
        ),
        buttons=in_rows(
            [button(say("away-back"), "away-back"), button(say("away-other"), "away-other")], 2
        ),
    )


@on.press("away-other", private=True)
async def another_day(turn: Turn) -> Form:
    """Ask it again."""
    await _teams(turn)
    return AWAY


@on.finish(AWAY)
async def leave_until(turn: Turn, until: str) -> Message:
    """They are away from now on."""
    return await leave(turn, date.fromisoformat(until))


async def leave(turn: Turn, until: date) -> Message:
    """Hand what they have taken to those who stand in, until the morning of a day."""
    if not turn.today < until <= turn.today + LONGEST:
        raise Sorry(say("away-not"))
    user, platform = turn.incoming.sender.user, turn.incoming.platform
    theirs = await _teams(turn)
    back = datetime.combine(until, time(), turn.here.zone).astimezone(UTC)
    await teams.go_away(turn.session, platform, user, back)
    taken = await questions.open_with(turn.session, platform, user)
    alone = 0
    for team in theirs:
        handed = [each for each in taken if each.team_id == team.id]
        if handed and await _hand_over(turn, team, handed, until) is None:
            alone += len(handed)
    key = "away-until-alone" if alone else "away-until-told"
    told = [say(key, day=Day(until), count=alone or len(taken))]
    deputy_of = [each.name for each in theirs if each.deputy == user]
    told += [say("away-no-deputy", team=", ".join(deputy_of))] if deputy_of else []
    return Message((*told, say("away-return" if taken else "away-back-before")))


async def _hand_over(turn: Turn, team: Team, handed: list[Question], until: date) -> str | None:
    """Tell a team whose they are now, and return that. Where nobody stands in, nobody has them."""
    deputy = await _stands_in(turn, team)
    for each in handed:
        if deputy is None:
            questions.moved(each, turn.now)
        each.next_at = each.redraw_at = turn.now
    account = await people.account_of(turn.session, team.platform, deputy) if deputy else None
    told = say(
        "away-team" if deputy else "away-team-nobody",
        name=turn.person.name,
        day=Day(until),
        count=len(handed),
        deputy=account.person.name if account else say("away-deputy"),
    )
    await turn.to_team(team, Message(told), Kind.COUNCIL)
    return deputy


async def _stands_in(turn: Turn, team: Team) -> str | None:
    """The deputy of a team, if they are there; None: nobody stands in."""
    there = await teams.there(turn.session, team.id, turn.now)
    return team.deputy if team.deputy in there else None


@on.press("away-back", private=True, settles=True)
async def be_back(turn: Turn) -> Message:
    """They are back before their day."""
    await _teams(turn)
    user, platform = turn.incoming.sender.user, turn.incoming.platform
    await teams.go_away(turn.session, platform, user, None)
    count = await _give_back(turn, platform, user)
    return Message(say("away-is-back", count=count))


async def come_back(moment: Moment, at_most: int) -> int:
    """Give those whose day has come what they had taken."""
    found = await teams.back(moment.session, moment.now, at_most)
    for platform, user in found:
        await _give_back(moment, platform, user)
    return len(found)


async def _give_back(moment: Moment, platform: str, user: str) -> int:
    taken = await questions.open_with(moment.session, platform, user)
    for each in taken:
        each.next_at = each.redraw_at = moment.now
    return len(taken)


async def _teams(turn: Turn) -> list[Team]:
    """The teams of whoever speaks; raises `Sorry`: they are of none."""
    theirs = await teams.teams_of(turn.session, turn.incoming.platform, turn.incoming.sender.user)
    if not theirs:
        raise Sorry(say("away-not-yours"))
    return list(theirs)


def _day(turn: Turn, text: str) -> date:
    """The day that somebody typed; raises `Sorry`."""
    try:
        return date.fromisoformat(DayQuestion("until").value(text))
    except NotUnderstood:
        found = days.last_day(text, turn.today)
    if found is None:
        raise Sorry(say("away-not"))
    return found
