"""Everything that is done unprompted, in one list.

A job handles one slice of what is due and returns how much that was; 0: nothing is left. What is
due is a column of its table, moved on or deleted in the same transaction, so that a restart, a
long outage or a second process neither skips nor doubles anything.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers import (
    alerts,
    apart,
    away,
    card,
    circle_clock,
    clock,
    erasing,
    introductions,
    mentoring_clock,
    safeguarding,
    silence,
)
from handlers import consents as agreeing
from handlers import hello as greeting
from handlers import kept as keeping
from handlers import prompts as prompting
from handlers import questions as asking
from handlers import thanks as thanking
from handlers import wanted as seeking
from handlers.turns import Here, Moment
from scheduler import reporting
from scheduler.dry_runs import try_out
from scheduler.greetings import draw_greetings
from scheduler.imports.feeds import fetch_due
from scheduler.imports.policy import Policy
from scheduler.mentors import look as look_for_mentors
from scheduler.reminders import ask_begun, begin_due, remind_again
from scheduler.rounds import begin_rounds
from storage import alerts as stored_alerts
from storage import (
    attachments,
    audit,
    check_ins,
    circles,
    consents,
    dry_runs,
    feeds,
    hellos,
    imports,
    inbox,
    invitations,
    kept,
    mailbox,
    mentoring,
    peers,
    people,
    prompts,
    questions,
    reminders,
    reports,
    retention,
    rounds,
    standing,
    talk,
    teams,
    thanks,
    unasked,
    wanted,
    wrong,
)
from storage.database import Database
from storage.earliest import Earliest
from storage.retention import Rule

SLICE = 500
"""Rows a transaction handles, so that it ends within milliseconds."""

FEW = 50
"""People a transaction erases: each takes rows of many tables with them."""

FEWER = 10
"""Saved enquiries or kept pots a transaction handles: each asks the search, or makes a letter."""

MATCHES = 2
"""Matches a transaction handles: each chooses a question, and makes two letters or three. Notes,
too: before each, it is looked up whether the two may meet still."""


@dataclass(frozen=True)
class Job:
    """Something to do, and when it falls due next (None: nothing waits for it).

    It is run when that has come, and not else: the two must agree.
    """

    run: Callable[[Moment], Awaitable[int]]
    next_due: Earliest


@dataclass(frozen=True)
class LongJob:
    """Something to do that takes many transactions, in its turn among the jobs."""

    run: Callable[[Database, Here, datetime, int], Awaitable[int]]
    """Given the token of the lease, does all that is due."""
    next_due: Earliest


async def forget_weeks(moment: Moment) -> int:
    """Forget how many messages people had in weeks gone by."""
    return await unasked.forget_weeks(moment.session, moment.now, SLICE)


@dataclass(frozen=True)
class Errand:
    """Something that waits on a network: with no transaction open, and beside the jobs."""

    run: Callable[[Database, Here, Callable[[], datetime], int], Awaitable[int]]
    """Given the clock and the token of the lease, does all that is due."""
    next_due: Earliest


async def fetch_feeds(
    database: Database, here: Here, clock: Callable[[], datetime], token: int
) -> int:
    """Fetch the next page of each feed that is due; after the last one, keep them."""
    policy = Policy(here.feed_hosts, f"{here.organisation} {here.notice_url}")
    return await fetch_due(database, policy, clock, token)


async def free_letters(moment: Moment) -> int:
    """Let letters wait again whose sender is gone."""
    return await mailbox.take_back(moment.session, moment.now, expired_only=True)


async def ask_the_silent(moment: Moment) -> int:
    """Ask those who have been silent for a year if they want to stay."""
    return await silence.ask(moment, SLICE)


async def erase_the_silent(moment: Moment) -> int:
    """Erase those who did not answer for a month."""
    gone, stay = await people.silent_for_good(moment.session, moment.now, FEW)
    if gone:
        await erasing.erase(moment, *gone)
    return len(gone) + stay


async def end_check_ins(moment: Moment) -> int:
    """Delete what those told who ended check-ins a day ago."""
    return await agreeing.end_due(moment, FEW)


async def tell_contacts(moment: Moment) -> int:
    """Tell the next safeguarding contact of what nobody has picked up in time."""
    return await alerts.tell_next(moment, FEW)


async def look_for_wanted_pots(moment: Moment) -> int:
    """Hold saved enquiries against the pots that are new or have changed."""
    return await seeking.look(moment, FEWER)


async def tell_of_wanted_pots(moment: Moment) -> int:
    """Tell people of new pots that fit what they saved."""
    return await seeking.tell(moment, FEWER)


async def remind_of_kept_pots(moment: Moment) -> int:
    """Remind those who keep a pot of its deadline, and ask how it went."""
    return await keeping.remind(moment, FEWER)


async def look_after_hellos(moment: Moment) -> int:
    """Ask those who named a peer for a hello if it is to go on; end what nobody renewed."""
    return await greeting.look_after(moment, FEW)


async def ask_for_greetings(moment: Moment) -> int:
    """Ask people to say hello to somebody."""
    return await greeting.greet(moment, MATCHES)


async def pass_thanks_on(moment: Moment) -> int:
    """Tell people who thanks them for what."""
    return await thanking.pass_on(moment, FEWER)


async def give_prompts(moment: Moment) -> int:
    """Give those their weekly prompt whose hour has come."""
    return await prompting.give_due(moment, FEW)


async def go_on_with_reports(moment: Moment) -> int:
    """Tell those who were reported, and ask again those who decide."""
    return await apart.go_on(moment, FEW)


async def introduce(moment: Moment) -> int:
    """Show people to each other who are matched, and do what comes after it."""
    return await introductions.go_on(moment, MATCHES)


async def turn_the_clock(moment: Moment) -> int:
    """Do what is due with the open questions of teams."""
    return await clock.go_on(moment, FEWER)


async def let_officers_return(moment: Moment) -> int:
    """Give officers who are back what they had taken."""
    return await away.come_back(moment, FEW)


async def tell_overviews(moment: Moment) -> int:
    """Tell teams what is open, as their week begins."""
    return await clock.tell_overviews(moment, FEWER)


async def redraw_cards(moment: Moment) -> int:
    """Bring cards of questions up to date that do not show how things are."""
    return await card.redraw(moment, FEW)


async def clear_up_cards(moment: Moment) -> int:
    """Empty the cards of questions that are gone."""
    return await card.clear_up(moment, FEW)


async def find_circles(moment: Moment) -> int:
    """Find seats in circles for those who wait for one."""
    return await circle_clock.look(moment, FEWER)


async def turn_circles(moment: Moment) -> int:
    """Do what is due with circles and their meetings."""
    return await circle_clock.go_on(moment, FEWER)


async def tell_of_circles(moment: Moment) -> int:
    """Tell people what is new in their circles."""
    return await circle_clock.tell_news(moment, FEWER)


async def follow_up(moment: Moment) -> int:
    """Ask whether answers of four weeks ago helped."""
    return await asking.follow_up(moment, FEW)


async def part_mentors(moment: Moment) -> int:
    """End mentorings whose two are not to be in touch any more."""
    return await mentoring_clock.part(moment, FEW)


async def forget_mentors(moment: Moment) -> int:
    """Forget what those offered or asked for who are no peers any more."""
    return await mentoring_clock.forget_those_gone(moment, FEW)


async def go_on_with_mentoring(moment: Moment) -> int:
    """Do what is due with two in a mentoring."""
    return await mentoring_clock.go_on(moment, FEWER)


RULES: Sequence[Rule] = (
    *talk.RULES,
    *mailbox.RULES,
    *inbox.RULES,
    *check_ins.RULES,
    *consents.RULES,
    *imports.RULES,
    *feeds.RULES,
    *stored_alerts.RULES,
    *kept.RULES,
    *wanted.RULES,
    *wrong.RULES,
    *attachments.RULES,
    *audit.RULES,
    *questions.RULES,
    *mentoring.RULES,
    *circles.RULES,
    *peers.RULES,
    *rounds.RULES,
    *invitations.RULES,
    *prompts.RULES,
    *hellos.RULES,
    *thanks.RULES,
)
"""How long everything is kept that is not kept for as long as a person is here."""


def _forgetting(rule: Rule) -> Job:
    async def forget(moment: Moment) -> int:
        return await retention.forget(moment.session, rule, moment.now, rule.at_once)

    forget.__name__ = f"that forgets {rule.what}"
    return Job(forget, retention.next_to_forget(rule))


TIMETABLE: Sequence[Job | LongJob] = (
    Job(tell_contacts, stored_alerts.NEXT_DUE),
    Job(let_officers_return, teams.NEXT_BACK),
    Job(go_on_with_reports, peers.NEXT_REPORT),
    Job(turn_the_clock, questions.NEXT_FOR_CLOCK),
    Job(tell_overviews, teams.NEXT_OVERVIEW),
    Job(redraw_cards, questions.NEXT_REDRAW),
    Job(clear_up_cards, standing.NEXT_SHOWING_NOTHING),
    LongJob(reporting.make_due, reports.NEXT_DUE),  # before what it tells of is forgotten
    *map(_forgetting, RULES),
    Job(end_check_ins, consents.NEXT_TO_GO),
    Job(forget_weeks, unasked.NEXT_WEEK_TO_FORGET),
    Job(begin_due, reminders.NEXT_DUE),
    Job(ask_begun, reminders.NEXT_TO_ASK),
    Job(remind_again, reminders.NEXT_DUE_AGAIN),
    Job(part_mentors, mentoring.NEXT_APART),
    Job(forget_mentors, mentoring.NEXT_GONE),
    LongJob(look_for_mentors, mentoring.NEXT_LOOK),
    Job(go_on_with_mentoring, mentoring.NEXT_DUE),
    LongJob(begin_rounds, rounds.NEXT_DUE),
    LongJob(try_out, dry_runs.NEXT_DUE),
    Job(introduce, rounds.NEXT_STEP),
    Job(find_circles, circles.NEXT_LOOK),
    Job(turn_circles, circles.NEXT_DUE),
    Job(tell_of_circles, circles.NEXT_TO_TELL),
    Job(safeguarding.report_old_lines, safeguarding.NEXT_LOOK_AT_LINES),
    Job(follow_up, questions.NEXT_FOLLOW_UP),
    Job(free_letters, mailbox.NEXT_LEASE_TO_END),
    Job(remind_of_kept_pots, kept.NEXT_DUE),
    Job(look_after_hellos, hellos.NEXT_LOOK),
    LongJob(draw_greetings, hellos.NEXT_ROUND),
    Job(ask_for_greetings, hellos.NEXT_DUE),
    Job(pass_thanks_on, thanks.NEXT_DUE),
    Job(give_prompts, prompts.NEXT_DUE),
    Job(look_for_wanted_pots, wanted.NEXT_ROUND),
    Job(tell_of_wanted_pots, wanted.NEXT_DUE),
    Job(ask_the_silent, people.NEXT_SILENCE),
    Job(erase_the_silent, people.NEXT_ERASURE),
)

ERRANDS: Sequence[Errand] = (Errand(fetch_feeds, feeds.NEXT_DUE),)
