"""Mentoring's rules: who may be whose mentor, and what happens when. No session, no clock.

A mentor has been through what is in the mentee's way. Two who agreed on a plan hear from us before
each talk and after it, each at their own hour, and when the time is up.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.hours import Clock
from handlers.matching import Candidate, fit
from storage.mentoring import Agreed, Mentoring, Role, Side, Stage
from storage.pairs import Pair, pair
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
    by_topic = defaultdict[str, list[Helper]](list)
    for helper in helpers:
        for topic in helper.what_for:
            by_topic[topic].append(helper)
    suited = {each.who.id: _ranked(each, by_topic, blocks) for each in seekers}
    room = {each.who.id: each.room for each in helpers}
    has: dict[int, list[int]] = {each: [] for each in room}
    for each in seekers:
        _find(each.who.id, suited, room, has)
    return {seeker: helper for helper, theirs in has.items() for seeker in theirs}


def _find(
    seeker: int,
    suited: Mapping[int, Sequence[int]],
    room: Mapping[int, int],
    has: dict[int, list[int]],
) -> None:
    """Have a mentor for one more, if that takes nobody's away: others go to their next best."""
    tried = set[int]()

    def steps(one: int) -> Iterator[tuple[int, int | None]]:
        """The mentors for somebody, each with whom they would have to let go; None: nobody."""
        for helper in suited[one]:
            if helper not in tried:
                tried.add(helper)
                yield from ((helper, other) for other in _to_let_go(has[helper], room[helper]))

    way = [(seeker, steps(seeker))]  # not by calls within calls: it may be long
    lets_go: list[tuple[int, int]] = []
    while way:
        step = next(way[-1][1], None)
        if step is None:
            way.pop()
            del lets_go[-1:]
        elif step[1] is not None:
            lets_go.append((step[0], step[1]))
            way.append((step[1], steps(step[1])))
        else:
            has[step[0]].append(way[-1][0])
            for (one, _), (helper, other) in zip(way, lets_go, strict=False):
                has[helper][has[helper].index(other)] = one
            return


def _to_let_go(theirs: Sequence[int], room: int) -> Sequence[int | None]:
    return [None] if len(theirs) < room else list(theirs)


def _ranked(
    seeker: Seeker, by_topic: Mapping[str, Sequence[Helper]], blocks: Collection[Pair]
) -> list[int]:
    """The mentors that suit somebody, the best first."""
    helpers = {each.who.id: each for topic in seeker.in_the_way for each in by_topic.get(topic, ())}
    suited = [(suits(seeker, each, blocks), number) for number, each in helpers.items()]
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
