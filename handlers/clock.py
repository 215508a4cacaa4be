"""The clock of questions at work: cards are marked, teams reminded, and askers told what is late.

What happens when is decided in handlers/question_clock.py; here it is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from handlers import card, cards, contacts, meant_for_team, thesaurus
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
from storage import questions, reports, teams
from storage.areas import area_with_id
from storage.contacts import contact_by_ref
from storage.mailbox import Kind
from storage.people import Account
from storage.questions import Question, What
from storage.teams import Team

AT_ONCE = 10
"""Questions that a reminder tells of one by one."""
GONE_FOR = timedelta(hours=1)
"""How long a team is not working until its questions go to another; and then, where there
is none, until we look again."""
FRONT_DESK = "council_teams"
"""The subject of those to whom one turns with anything, and complains."""


@dataclass
class Round:
    """A moment in which questions are gone through: what it learns of teams, it learns once."""

    moment: Moment
    _teams: dict[int, Team] = field(default_factory=dict)
    _there: dict[int, frozenset[str]] = field(default_factory=dict)

    async def team(self, number: int) -> Team:
        """A team."""
        if number not in self._teams:
            found = await teams.the_team(self.moment.session, number)
            assert found is not None
            self._teams[number] = found
        return self._teams[number]

    async def backup(self, team: Team) -> Team | None:
        """The team that is reminded after another; None: there is none that works."""
        found = await self.team(team.backup_id) if team.backup_id else None
        return found if found and found.working else None

    async def there(self, team: Team) -> frozenset[str]:
        """A team's officers who are not away."""
        if team.id not in self._there:
            session, now = self.moment.session, self.moment.now
            self._there[team.id] = await teams.there(session, team.id, now)
        return self._there[team.id]

    async def holder(self, question: Question, team: Team) -> str | None:
        """The officer who has a question, or stands in for whoever took it; None: nobody has it."""
        if question.taken_by is None:
            return None
        return holder(question, team.deputy, await self.there(team))

    def desk(self, team: Team) -> Desk:
        """A team as the clock sees it."""
        return Desk.of(team, self.moment.here)

    def day(self, at: datetime) -> Day:
        """The date of an instant, where we are."""
        return Day(at.astimezone(self.moment.here.zone).date())


async def go_on(moment: Moment, at_most: int) -> int:
    """Do what is due with open questions, and set down when something is due with each next."""
    found = await questions.open_for_clock(moment.session, moment.now, at_most)
    this = Round(moment)
    for question in found:
        await _go_on(this, question)
    return len(found)


async def _go_on(this: Round, question: Question) -> None:
    team, now = await this.team(question.team_id), this.moment.now
    if not team.working:
        await _leave_it_to_others(this, question, team, team.stop(now))
        return
    backup = await this.backup(team)
    has_it = await this.holder(question, team)
    while question.open:
        behind = this.desk(backup) if backup else None
        at, step = next_step(question, has_it, this.desk(team), behind, now)
        if at > now:
            question.next_at = at
            return
        match step:
            case Step.MARK:
                question.marked_at = question.redraw_at = now
            case Step.REMIND:
                await _remind(this, team)
            case Step.REMIND_BACKUP:
                assert backup is not None
                await _remind(this, backup)
            case Step.TELL_LATE:
                await _tell_late(this, question, team)
            case Step.ASK_AGAIN:
                await _ask_again(this, question, team)
            case Step.CLOSE:
                await _close(this, question, team)


async def _leave_it_to_others(this: Round, question: Question, gone: Team, since: datetime) -> None:
    """Find another team for a question; while there is none, whoever asked knows it."""
    session, now = this.moment.session, this.moment.now
    if now < since + GONE_FOR:
        question.next_at = since + GONE_FOR
        return
    question.next_at = now + GONE_FOR
    other = await card.team_for(this.moment, question, await this.backup(gone))
    if other is not None:
        await _move(this, question, gone, other)
    elif question.late_told_at is None:
        account = await questions.asker(session, question)
        question.late_told_at = now
        said = say("late-gone", words=_in_short(this, question), team=gone.name)
        elsewhere = await _elsewhere(this, question, account)
        await this.moment.send(account, Message((said, *elsewhere)), Kind.COUNCIL)


async def _move(this: Round, question: Question, gone: Team, other: Team) -> None:
    """Have it stand with another team, where nobody has it yet."""
    moment = this.moment
    question.due_at = card.due(moment, question, other)
    event = await questions.note(
        moment.session, question, What.PASSED_ON, moment.now, chosen=other.name
    )
    await card.move(moment, question, gone, other, None)
    said = say(
        "clock-moved",
        words=_in_short(this, question),
        gone=gone.name,
        team=other.name,
        day=this.day(question.due_at),
    )
    await cards.tell(moment, question, Message(said), event)


# --- To a team ------------------------------------------------------------------------------


async def _remind(this: Round, team: Team) -> None:
    """Tell a team, once a day, of all that waits with it, and with those whose backup it is."""
    moment = this.moment
    waiting = [*await _waiting(this, team), *await _waiting_behind(this, team)]
    overview = (await _overview(this, team)).paragraphs if _overview_due(this, team) else ()
    team.reminded_at = moment.now
    shown = waiting[:AT_ONCE]
    more = len(waiting) - len(shown)
    called = await this.there(team) & {has_it or team.deputy for _, has_it in waiting}
    message = Message(
        (*overview, say("clock-waiting", count=len(waiting))),
        cards=tuple([await _told(this, team, question, has_it) for question, has_it in shown]),
        after=(say("clock-more", count=more),) if more else (),
        calls=tuple(sorted(called)),
    )
    await _post(this, team, message)


async def _post(this: Round, team: Team, message: Message) -> None:
    """Tell a team something as it works; what can't be sent before it stops is not sent at all."""
    until = this.desk(team).break_after(this.moment.now)
    await this.moment.to_team(team, message, Kind.REMINDER, stale_at=until)


Waiting = Sequence[tuple[Question, str | None]]
"""Questions, and the officer who has each; None: nobody has."""


async def _waiting(this: Round, team: Team) -> Waiting:
    """A team's own questions of which its reminder tells, the longest asked first."""
    desk, now = this.desk(team), this.moment.now
    found = [
        (each, await this.holder(each, team))
        for each in await questions.open_of_team(this.moment.session, team.id)
        if not each.waits_for_asker
    ]
    return [(each, has_it) for each, has_it in found if reminds_from(each, has_it, desk) <= now]


async def _waiting_behind(this: Round, team: Team) -> Waiting:
    """Those that nobody has taken in a team for which this one is the backup."""
    found: list[tuple[Question, str | None]] = []
    for each in await questions.open_of_those_behind(this.moment.session, team.id):
        other = await this.team(each.team_id)
        if await this.holder(each, other) is None:
            due = reminds_backup_from(each, this.desk(other)) <= this.moment.now
            found += [(each, None)] if due else []
    return found


async def _told(this: Round, team: Team, question: Question, has_it: str | None) -> Card:
    """A question in a reminder: nothing of what anybody typed, so that it outlives no erasure."""
    lines: list[Words] = [say("clock-asked", day=this.day(question.asked_at))]
    if question.team_id != team.id:
        lines.append(say("clock-behind", team=(await this.team(question.team_id)).name))
    elif has_it is None:
        lines.append(say("clock-nobody"))
    else:
        assert question.due_at is not None
        name = await card.officer(this.moment, team, has_it)
        late = "clock-with-late" if question.due_at <= this.moment.now else "clock-with"
        lines.append(say(late, name=name, day=this.day(question.due_at)))
    theirs = question.team_id == team.id  # nobody else can open its channel
    return Card(
        await _title(this, question),
        (Listing(tuple(lines), apart=" "),),
        leads_to=question.card_id if theirs else None,
    )


async def _title(this: Round, question: Question) -> Words:
    """What kind of thing was asked, about what and where."""
    area_id, subject = question.area_id, thesaurus.subjects().get(question.subject or "")
    area = await area_with_id(this.moment.session, area_id) if area_id else None
    about = [subject.shown[TEAMS_LANGUAGE]] if subject else []
    about += [area.name] if area else []
    return Listing((say(f"card-kind-{question.other or question.kind}"), *about), apart=" · ")


# --- Every week -----------------------------------------------------------------------------


async def tell_overviews(moment: Moment, at_most: int) -> int:
    """As a team's week begins, tell it what is open. It calls nobody, and counts nobody's work."""
    found = await teams.to_overview(moment.session, moment.now, at_most)
    this = Round(moment)
    for team in found:
        told = await _overview(this, team) if _overview_due(this, team) else NOTHING
        if told != NOTHING:
            await _post(this, team, told)
        team.overview_at = _next_week(this, team)
    return len(found)


def _overview_due(this: Round, team: Team) -> bool:
    """Whether a team is to be told now: as it works, be it that we were not there in time."""
    due, now = team.overview_at, this.moment.now
    return due is not None and due <= now and this.desk(team).works(now)


NOTHING = Message(())


async def _overview(this: Round, team: Team) -> Message:
    """What is open with a team, in a line, and the oldest of it. It is told for this week.

    With it, that the council has a new report on people's weeks, which administrators can see.
    """
    team.overview_at = _next_week(this, team)
    until = await reports.new_since(this.moment.session, this.moment.now - timedelta(days=7))
    new = (say("clock-report", day=Day(until - timedelta(days=1))),) if until else ()
    found = await questions.open_of_team(this.moment.session, team.id)
    if not found:
        return Message(new)
    asked_back = [each for each in found if each.waits_for_asker]
    taken = [each for each in found if each.taken_by and not each.waits_for_asker]
    told = {
        "clock-open-taken": len(taken),
        "clock-open-nobody": len(found) - len(taken) - len(asked_back),
        "clock-open-asked-back": len(asked_back),
    }
    parts = tuple(say(key, count=count) for key, count in told.items() if count)
    oldest = found[0]
    line = say("clock-open", count=len(found), what=Listing(parts), day=this.day(oldest.asked_at))
    card_of_it = Card(await _title(this, oldest), leads_to=oldest.card_id)
    return Message((line, *new), cards=(card_of_it,))


def _next_week(this: Round, team: Team) -> datetime:
    """When a team begins to work next week."""
    today: date = this.moment.today
    return this.desk(team).opening(today + timedelta(days=7 - today.weekday()))


# --- To whoever asked -----------------------------------------------------------------------


async def _tell_late(this: Round, question: Question, team: Team) -> None:
    """Tell them the truth, and where else to turn."""
    account = await questions.asker(this.moment.session, question)
    assert question.due_at is not None
    again = question.late_told_at is not None
    question.late_told_at = question.redraw_at = this.moment.now
    unanswered = "late-again" if again else "late-first"
    said = say(
        "late-unsettled" if question.answered_at else unanswered,
        words=_in_short(this, question),
        team=team.name,
        day=this.day(question.due_at),
    )
    message = Message((said, say("late-still"), *await _elsewhere(this, question, account)))
    await this.moment.send(account, message, Kind.COUNCIL)


async def _elsewhere(this: Round, question: Question, account: Account) -> Sequence[Words]:
    """Whom they were shown as they asked, who may help still; and where to complain."""
    session, shown = this.moment.session, question.offered
    knows = await contact_by_ref(session, shown) if shown else None
    hears = await contacts.best_about(this.moment, FRONT_DESK, account.person.area)
    if knows and knows == hears:
        return [say("late-both", contact=contacts.in_short(knows))]
    told = (("late-elsewhere", knows), ("late-complain", hears))
    found = [say(key, contact=contacts.in_short(each)) for key, each in told if each]
    return found or [say("late-front-desk")]


async def _ask_again(this: Round, question: Question, team: Team) -> None:
    """Remind them that the team waits for them. Their question is not late meanwhile."""
    session = this.moment.session
    question.asked_again_at = this.moment.now
    events = await questions.history(session, question.id)
    asked = [questions.noted(session, each) for each in events if each.what == What.ASKED_BACK]
    said = say("clock-asked-again", team=team.name, words=_in_short(this, question))
    back = tuple(each.words for each in asked[-1:] if each.words)
    account = await questions.asker(session, question)
    message = Message((said, *back), buttons=((card.ask_button("answer", question),),))
    await this.moment.send(account, message, Kind.COUNCIL)
    await meant_for_team.awaits(this.moment, question, message)


async def _close(this: Round, question: Question, team: Team) -> None:
    """Close what waited for them so long; they can open it again."""
    session, now = this.moment.session, this.moment.now
    questions.close(question, "no_word", now)
    event = await questions.note(session, question, What.CLOSED, now, chosen="no_word")
    said = say("clock-closed", team=team.name, words=_in_short(this, question))
    message = Message(said, buttons=((card.ask_button("unsolved", question),),))
    await cards.tell(this.moment, question, message, event)


def _in_short(this: Round, question: Question) -> str:
    """The beginning of what they asked."""
    return card.in_short(questions.opened(this.moment.session, question))
