"""Mentoring's rules: who may be whose mentor, and what happens when. No session, no clock.

A mentor has been through what is in the mentee's way. Two who agreed on a plan hear from us before
each talk and after it, each at their own hour, and when the time is up.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.hours import Clock
from handlers.matching import Candidate, Pair, fit, pair
from storage.mentoring import Agreed, Mentoring, Role, Side, Stage
from storage.reminders import Every

# --- Who goes with whom ---------------------------------------------------------------------


@dataclass(frozen=True)
class Seeker:
    """Somebody who waits for a mentor."""

    who: Candidate
    in_the_way: frozenset[str]
    met: frozenset[int] = frozenset()
    """The mentors whom they had, or were shown: not these again."""


@dataclass(frozen=True)
class Helper:
    """A mentor with room."""

    who: Candidate
    what_for: frozenset[str]
    room: int


LIVED = 100
"""What each thing counts that a mentor has been through and that is in the mentee's way: more than
all else that two may have in common."""


def suits(seeker: Seeker, helper: Helper, blocks: Collection[Pair]) -> int:
    """How well a mentor suits somebody; 0: not at all."""
    one, other = seeker.who, helper.who
    shared = seeker.in_the_way & helper.what_for
    apart = one.id == other.id or pair(one.id, other.id) in blocks or other.id in seeker.met
    if apart or not shared or not one.languages & other.languages:
        return 0
    return LIVED * len(shared) + fit(one, other)


def assign(
    seekers: Sequence[Seeker], helpers: Sequence[Helper], blocks: Collection[Pair]
) -> Mapping[int, int]:
    """Whom to show to whom, by their ids: mentors to those who wait, whoever waits longest first.

    As many as can be have one. Whoever has one keeps having one when others come, if perhaps the
    next best.
    """
    suited = {each.who.id: _ranked(each, helpers, blocks) for each in seekers}
    room = {each.who.id: each.room for each in helpers}
    has: dict[int, list[int]] = {each: [] for each in room}

    def find(seeker: int, tried: set[int]) -> bool:
        for helper in suited[seeker]:
            if helper in tried:
                continue
            tried.add(helper)
            if len(has[helper]) < room[helper]:
                has[helper].append(seeker)
                return True
            for other in has[helper]:
                if find(other, tried):
                    has[helper][has[helper].index(other)] = seeker
                    return True
        return False

    for each in seekers:
        find(each.who.id, set())
    return {seeker: helper for helper, theirs in has.items() for seeker in theirs}


def _ranked(seeker: Seeker, helpers: Sequence[Helper], blocks: Collection[Pair]) -> list[int]:
    """The mentors that suit somebody, the best first."""
    suited = [(suits(seeker, each, blocks), each.who.id) for each in helpers]
    return [helper for worth, helper in sorted(suited, key=lambda s: (-s[0], s[1])) if worth]


# --- A plan ---------------------------------------------------------------------------------

FEWEST_WEEKS, MOST_WEEKS = 4, 24

APART: Mapping[str, int] = {Every.WEEK: 1, Every.FORTNIGHT: 2, Every.MONTH: 4}
"""Weeks from one talk to the next."""

SOONEST = timedelta(days=2)
"""How long after they agreed two talk first: so that the day before is still to come."""


def talks(agreed: Agreed) -> list[date]:
    """The days on which two want to talk."""
    soonest = agreed.begins_on + SOONEST
    first = soonest + timedelta(days=(agreed.weekday - soonest.weekday()) % 7)
    apart = timedelta(weeks=APART[agreed.every])
    count = (agreed.ends_on - first) // apart + 1
    return [first + n * apart for n in range(count)]


def less_often(every: str) -> Every | None:
    """The next slower rhythm; None: there is none."""
    slower = {Every.WEEK: Every.FORTNIGHT, Every.FORTNIGHT: Every.MONTH}
    return slower.get(Every(every))


# --- The clock ------------------------------------------------------------------------------

TIME_TO_SAY = timedelta(days=3)
"""How long somebody may think about a yes."""
TIME_TO_ASK = timedelta(days=7)
"""How long we try to ask a mentor who has had their messages of the week."""
REMINDED_AFTER = timedelta(days=4)
"""How long after the last word about it two are reminded to agree on a plan."""
LET_GO_AFTER = timedelta(days=21)
"""How long after that word they have no plan, and are left to themselves."""
TIME_TO_FINISH = timedelta(days=14)
"""How long after its end a mentoring is over by itself."""
SILENT = 2
"""Talks of which somebody said nothing, after which they are not asked any more until they do."""
STILL_ASKED = timedelta(days=3)
"""How long after a talk it is still of use to ask how it went."""


class Step(StrEnum):
    """Something that happens with one of the two."""

    SHOW = "show"
    """The mentee is shown a mentor."""
    LAPSE = "lapse"
    """The mentee did not say anything to it."""
    ASK = "ask"
    """The mentor is asked."""
    DECLINE = "decline"
    """The mentor did not say anything to it."""
    REMIND = "remind"
    """It is their turn to suggest a plan, or to say yes to one."""
    LET_GO = "let_go"
    """They have not agreed on one."""
    PREPARE = "prepare"
    """A talk is tomorrow."""
    NOTE = "note"
    """A talk was yesterday."""
    FINISH = "finish"
    """The time is up."""
    COMPLETE = "complete"
    """It was, two weeks ago."""


@dataclass(frozen=True)
class Due:
    """A step, its instant, its day, and the day of the talk that it is about, if it is."""

    at: datetime
    step: Step
    day: date
    talk: date | None = None

    def helps(self, today: date) -> bool:
        """Whether it is still of use on a day: after an outage it may not be."""
        if self.talk is None:
            return True
        return today <= (self.talk if self.step is Step.PREPARE else self.talk + STILL_ASKED)


def ahead(mentoring: Mentoring, side: Side, clock: Clock, *, moves: bool) -> list[Due]:
    """All that is planned for one of the two, the next first, from what has been done on.

    `moves`: while they are to agree on a plan, it is for them to say something.
    """

    def due(step: Step, instant: datetime) -> Due:
        return Due(instant, step, clock.day(instant))

    is_mentee = side.role == Role.MENTEE
    match mentoring.stage:
        case Stage.SHOWN if is_mentee:
            return [_first_or_over(side, clock, mentoring.moved_at, Step.SHOW, Step.LAPSE)]
        case Stage.ASKED if not is_mentee:
            return [_first_or_over(side, clock, mentoring.moved_at, Step.ASK, Step.DECLINE)]
        case Stage.AGREEING:
            planned = []
            if moves and side.told_at is None:
                reminded = clock.their_hour(mentoring.moved_at + REMINDED_AFTER)
                planned.append(due(Step.REMIND, reminded))
            if is_mentee:
                planned.append(due(Step.LET_GO, mentoring.moved_at + LET_GO_AFTER))
            return planned
        case Stage.RUNNING:
            return sorted(_running(mentoring, side, clock), key=lambda each: each.at)
    return []


def _first_or_over(side: Side, clock: Clock, since: datetime, first: Step, over: Step) -> Due:
    """Ask them; once asked, it is over when they don't say."""
    instant = clock.politely(since) if side.told_at is None else side.told_at + TIME_TO_SAY
    return Due(instant, first if side.told_at is None else over, clock.day(instant))


def _running(mentoring: Mentoring, side: Side, clock: Clock) -> Iterator[Due]:
    agreed, one = mentoring.agreed, timedelta(days=1)
    days, said_of = talks(agreed), side.said_of or date.min
    for nth, day in enumerate(days):
        yield from _if_ahead(Step.PREPARE, day - one, side, clock, day)
        silent = nth >= SILENT and said_of < days[nth - SILENT]
        if said_of < day and day + one < agreed.ends_on and not silent:
            yield from _if_ahead(Step.NOTE, day + one, side, clock, day)
    yield from _if_ahead(Step.FINISH, agreed.ends_on, side, clock)
    if side.role == Role.MENTEE:
        yield from _if_ahead(Step.COMPLETE, agreed.ends_on + TIME_TO_FINISH, side, clock)


def _if_ahead(
    step: Step, day: date, side: Side, clock: Clock, talk: date | None = None
) -> Iterator[Due]:
    if side.upto is None or day > side.upto:
        yield Due(clock.on(day), step, day, talk)


def talk_meant(agreed: Agreed, today: date) -> date:
    """The talk that two mean who say that they talked: the last that was to be by tomorrow.

    Before the first, that.
    """
    days = talks(agreed)
    return max((day for day in days if day <= today + timedelta(days=1)), default=days[0])
