"""The clock of questions at work: cards are marked, teams reminded, and askers told what is late.

What happens when is decided in handlers/question_clock.py; here it is done.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers import card, contacts, thesaurus
from handlers.card import ask_button
from handlers.messages import Card, Day, Listing, Message, Words, say
from handlers.question_clock import (
    Desk,
    Step,
    holder,
    next_step,
    reminds_backup_from,
    reminds_from,
)
from handlers.turns import TEAMS_LANGUAGE, Moment
from storage import people, questions, teams
from storage.areas import area_with_id
from storage.mailbox import Kind
from storage.people import Account
from storage.questions import Question, What
from storage.teams import Team

AT_ONCE = 10
"""Questions that a reminder tells of one by one."""
WORDS = 60
"""Characters of a question by which its asker knows it again."""
GONE_FOR = timedelta(hours=1)
"""How long we are out of a team's channel until its questions go to another; and then, where there
is none, until we look again."""
FRONT_DESK = "council_teams"
"""The subject of those to whom one turns with anything, and complains."""


async def go_on(moment: Moment, at_most: int) -> int:
    """Do what is due with open questions, and set down when something is due with each next."""
    found = await questions.open_for_clock(moment.session, moment.now, at_most)
    for question in found:
        await _go_on(moment, question)
    return len(found)


async def _go_on(moment: Moment, question: Question) -> None:
    team = await _team(moment, question.team_id)
    if team.gone_at is not None:
        await _leave_it_to_others(moment, question, team)
        return
    backup = await _backup(moment, team)
    has_it = await holder_of(moment, question, team)
    while question.open:
        behind = Desk.of(backup, moment.here) if backup else None
        at, step = next_step(question, has_it, Desk.of(team, moment.here), behind, moment.now)
        if at > moment.now:
            question.next_at = at
            return
        match step:
            case Step.MARK:
                question.marked_at = question.redraw_at = moment.now
            case Step.REMIND:
                await _remind(moment, team)
            case Step.REMIND_BACKUP:
                assert backup is not None
                await _remind(moment, backup)
            case Step.TELL_LATE:
                await _tell_late(moment, question, team)
            case Step.ASK_AGAIN:
                await _ask_again(moment, question, team)
            case Step.CLOSE:
                await _close(moment, question, team)


async def _leave_it_to_others(moment: Moment, question: Question, gone: Team) -> None:
    """Find another team for a question; while there is none, whoever asked knows it."""
    assert gone.gone_at is not None
    question.next_at = max(gone.gone_at + GONE_FOR, moment.now + GONE_FOR)
    if moment.now < gone.gone_at + GONE_FOR:
        return
    other = await _backup(moment, gone) or await teams.team_for(
        moment.session, question.area_id, question.subject
    )
    if other is not None:
        await _hand_on(moment, question, gone, other)
    elif question.late_told_at is None:
        account = await questions.asker(moment.session, question)
        question.late_told_at = moment.now
        said = say("late-gone", words=_in_short(moment, question), team=gone.name)
        elsewhere = await _elsewhere(moment, question, account)
        await moment.send(account, Message((said, *elsewhere)), Kind.COUNCIL)


async def _hand_on(moment: Moment, question: Question, gone: Team, other: Team) -> None:
    """Another team has it now, and whoever asked knows which."""
    await questions.note(moment.session, question, What.PASSED_ON, moment.now, chosen=other.name)
    question.due_at = Desk.of(other, moment.here).promised(moment.now)
    await card.move(moment, question, gone, other, None)
    day = Day(_date(moment, question.due_at))
    words = _in_short(moment, question)
    said = say("asked-passed-on", team=other.name, words=words, day=day)
    account = await questions.asker(moment.session, question)
    await moment.send(account, Message(said), Kind.COUNCIL)


async def holder_of(moment: Moment, question: Question, team: Team) -> str | None:
    """The officer who has a question, or stands in for whoever took it; None: nobody has it."""
    if question.taken_by is None:
        return None
    there = await teams.there(moment.session, team.id, moment.now)
    return holder(question, team.deputy, there)


async def _team(moment: Moment, number: int) -> Team:
    team = await teams.the_team(moment.session, number)
    assert team is not None
    return team


async def _backup(moment: Moment, team: Team) -> Team | None:
    """The team that is reminded after another; None: there is none that works."""
    found = await teams.the_team(moment.session, team.backup_id) if team.backup_id else None
    return found if found and found.working else None


# --- To a team ------------------------------------------------------------------------------


async def _remind(moment: Moment, team: Team) -> None:
    """Tell a team, once a day, of all that waits with it, and with those whose backup it is."""
    waiting = [*await _waiting(moment, team), *await _waiting_behind(moment, team)]
    overview = await _overview(moment, team) if _overview_due(moment, team) else ()
    team.reminded_at = moment.now
    shown = waiting[:AT_ONCE]
    more = len(waiting) - len(shown)
    message = Message(
        (*overview, say("clock-waiting", count=len(waiting))),
        cards=tuple([await _told(moment, team, question, has_it) for question, has_it in shown]),
        after=(say("clock-more", count=more),) if more else (),
        calls=tuple(await _called(moment, team, waiting)),
    )
    await moment.to_team(team, message, Kind.REMINDER)


Waiting = Sequence[tuple[Question, str | None]]
"""Questions, and the officer who has each; None: nobody has."""


async def _waiting(moment: Moment, team: Team) -> Waiting:
    """A team's own questions of which its reminder tells, the longest asked first."""
    found = [
        (each, await holder_of(moment, each, team))
        for each in await questions.open_of_team(moment.session, team.id)
        if not each.waits_for_asker
    ]
    its = Desk.of(team, moment.here)
    return [
        (each, has_it) for each, has_it in found if reminds_from(each, has_it, its) <= moment.now
    ]


async def _waiting_behind(moment: Moment, team: Team) -> Waiting:
    """Those that nobody has taken in a team for which this one is the backup."""
    found: list[tuple[Question, str | None]] = []
    for each in await questions.open_of_those_behind(moment.session, team.id):
        other = await _team(moment, each.team_id)
        has_it = await holder_of(moment, each, other)
        if has_it is None and reminds_backup_from(each, Desk.of(other, moment.here)) <= moment.now:
            found.append((each, None))
    return found


async def _called(moment: Moment, team: Team, waiting: Waiting) -> Sequence[str]:
    """Whom a reminder calls: who has a question, and the deputy for those that nobody has."""
    there = await teams.there(moment.session, team.id, moment.now)
    return sorted(there & {has_it or team.deputy for _, has_it in waiting})


async def _told(moment: Moment, team: Team, question: Question, has_it: str | None) -> Card:
    """A question in a reminder: nothing of what anybody typed, so that it outlives no erasure."""
    area = await area_with_id(moment.session, question.area_id) if question.area_id else None
    subject = question.subject and thesaurus.subjects()[question.subject].shown[TEAMS_LANGUAGE]
    about = [each for each in (subject, area.name if area else None) if each]
    title: list[Words] = [say(f"clock-kind-{question.kind}"), *about]
    lines: list[Words] = [say("clock-asked", day=Day(_date(moment, question.asked_at)))]
    if question.team_id != team.id:
        lines.append(say("clock-behind", team=(await _team(moment, question.team_id)).name))
    elif has_it is None:
        lines.append(say("clock-nobody"))
    else:
        assert question.due_at is not None
        account = await people.account_of(moment.session, team.platform, has_it)
        name = account.person.name if account else say("clock-somebody")
        late = "clock-with-late" if question.due_at <= moment.now else "clock-with"
        lines.append(say(late, name=name, day=Day(_date(moment, question.due_at))))
    return Card(Listing(tuple(title), apart=" · "), (Listing(tuple(lines), apart=" "),))


# --- Every week -----------------------------------------------------------------------------


async def tell_overviews(moment: Moment, at_most: int) -> int:
    """As a team's week begins, tell it what is open. It calls nobody, and counts nobody's work."""
    found = await teams.to_overview(moment.session, moment.now, at_most)
    for team in found:
        told = await _overview(moment, team) if _overview_due(moment, team) else ()
        if told:
            await moment.to_team(team, Message(tuple(told)), Kind.REMINDER)
        team.overview_at = _next_week(moment, team)
    return len(found)


def _overview_due(moment: Moment, team: Team) -> bool:
    return team.overview_at is not None and team.overview_at <= moment.now


async def _overview(moment: Moment, team: Team) -> Sequence[Words]:
    """What is open with a team, in a line; nothing where nothing is. It is told for this week."""
    team.overview_at = _next_week(moment, team)
    found = await questions.open_of_team(moment.session, team.id)
    if not found:
        return ()
    asked_back = [each for each in found if each.waits_for_asker]
    taken = [each for each in found if each.taken_by and not each.waits_for_asker]
    told = {
        "clock-open-taken": len(taken),
        "clock-open-nobody": len(found) - len(taken) - len(asked_back),
        "clock-open-asked-back": len(asked_back),
    }
    parts = tuple(say(key, count=count) for key, count in told.items() if count)
    oldest = Day(_date(moment, found[0].asked_at))
    return (say("clock-open", count=len(found), what=Listing(parts), day=oldest),)


def _next_week(moment: Moment, team: Team) -> datetime:
    """When a team begins to work next week."""
    today = moment.today
    return Desk.of(team, moment.here).opening(today + timedelta(days=7 - today.weekday()))


# --- To whoever asked -----------------------------------------------------------------------


async def _tell_late(moment: Moment, question: Question, team: Team) -> None:
    """Tell them the truth, and where else to turn."""
    account = await questions.asker(moment.session, question)
    assert question.due_at is not None
    again = question.late_told_at is not None
    question.late_told_at = moment.now
    said = say(
        "late-again" if again else "late-first",
        words=_in_short(moment, question),
        team=team.name,
        day=Day(_date(moment, question.due_at)),
    )
    message = Message((said, say("late-still"), *await _elsewhere(moment, question, account)))
    await moment.send(account, message, Kind.COUNCIL)


async def _elsewhere(moment: Moment, question: Question, account: Account) -> Sequence[Words]:
    """Who else may help, and where to complain, as far as we know."""
    area = account.person.area
    about = question.subject or FRONT_DESK
    knows = await contacts.best_about(moment, about, area)
    hears = await contacts.best_about(moment, FRONT_DESK, area)
    if knows and knows == hears:
        return [say("late-both", contact=contacts.in_short(knows))]
    told = (("late-elsewhere", knows), ("late-complain", hears))
    found = [say(key, contact=contacts.in_short(each)) for key, each in told if each]
    return found or [say("late-front-desk")]


async def _ask_again(moment: Moment, question: Question, team: Team) -> None:
    """Remind them that the team waits for them. Their question is not late meanwhile."""
    question.asked_again_at = moment.now
    events = await questions.history(moment.session, question.id)
    asked = [questions.noted(moment.session, e) for e in events if e.what == What.ASKED_BACK]
    said = say("asked-again", team=team.name, words=_in_short(moment, question))
    back = tuple(each.words for each in asked[-1:] if each.words)
    account = await questions.asker(moment.session, question)
    await moment.send(
        account,
        Message((said, *back, say("asked-again-do")), buttons=((ask_button("answer", question),),)),
        Kind.COUNCIL,
    )


async def _close(moment: Moment, question: Question, team: Team) -> None:
    """Close what waited for them so long; they can open it again."""
    questions.close(question, "no_word", moment.now)
    await questions.note(moment.session, question, What.CLOSED, moment.now, chosen="no_word")
    said = say("asked-closed", team=team.name, words=_in_short(moment, question))
    account = await questions.asker(moment.session, question)
    message = Message(said, buttons=((ask_button("unsolved", question),),))
    await moment.send(account, message, Kind.COUNCIL)


def _in_short(moment: Moment, question: Question) -> str:
    """The beginning of what they asked."""
    words = " ".join(questions.opened(moment.session, question).words.split())
    return words if len(words) <= WORDS else f"{words[: WORDS - 1].rstrip()}…"


def _date(moment: Moment, at: datetime) -> date:
    return at.astimezone(moment.here.zone).date()
