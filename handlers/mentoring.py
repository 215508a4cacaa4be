"""Mentoring: what two agree on, their talks, and how it ends: in time, early, later, or otherwise.

Each side hears what it has to know of the other, and nothing is passed on but what both agree on:
how to reach each other, the plan, and thanks. Next steps are each one's own.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import structs

from handlers import mentors
from handlers.forms import Choice, Filling, Form, NotUnderstood, Pick, Write
from handlers.mentors import PAGE
from handlers.mentorships import FEWEST_WEEKS, MOST_WEEKS, less_often, talk_meant, talks
from handlers.messages import Button, Day, Message, Sorry, Words, button, say, stacked
from handlers.own_health import tells_of_own
from handlers.peers import block_button
from handlers.rhythm import WEEKDAYS
from handlers.together import (
    close,
    go_to,
    look_again,
    name,
    own,
    pass_on,
    reaches,
    set_down,
    stage_for,
    tell,
)
from handlers.turns import Kept, Moment, Routes, Turn
from storage import mentoring, thanks
from storage.mentoring import Plan, Role, Side, Stage, Two, Why
from storage.peers import blocks
from storage.reminders import Every

on = Routes()


# --- The page -----------------------------------------------------------------------------


@on.command("mentoring", private=True)
async def page(turn: Turn, _: str) -> Message:
    """Whom they help, who helps them, and what they can do."""
    offered = await mentors.offered_by(turn)
    asked = await mentors.asked_by(turn)
    told: list[Words] = []
    buttons: list[Button] = []
    has_mentor = False
    for two in await mentoring.of_person(turn.session, turn.person.id):
        mine = two.side(turn.person.id)
        if stage_for(two, mine) != Stage.OVER:
            if mine.role == Role.MENTOR and two.mentoring.stage == Stage.SHOWN:
                continue  # the mentor knows nothing of it
            has_mentor = has_mentor or mine.role == Role.MENTEE
            told.append(_in_short(turn, two, mine))
            who = name(two.other(mine))
            buttons.append(button(say("mentoring-with", name=who), "mentored", _no(two)))
    if asked:
        day = Day(turn.local(asked.asked_at).date())
        told.append(say("mentoring-waits", day=day))
        buttons.append(button(say("mentor-ask-back"), "mentor-ask-back"))
    elif not has_mentor:
        buttons.append(button(say("mentoring-i-want"), "mentor-ask"))
    if offered:
        eased = offered.eased_until
        if eased and eased > turn.now:
            told.append(say("mentor-eased", day=Day(turn.local(eased).date())))
            buttons.append(button(say("mentor-eased-not"), "mentor-eased-not"))
        else:
            told.append(say("mentor-offered", count=offered.at_once))
        buttons.append(button(say("mentor-change"), "mentor-offer"))
        buttons.append(button(say("mentor-much-button"), "mentor-much"))
    else:
        buttons.append(button(say("mentoring-i-could"), "mentor-offer"))
    told += await mentors.given(turn)
    if not told:
        wants = (await mentors.a_peer(turn)).wants
        told.append(say("mentoring-none"))
        told += [say(f"mentoring-{each}-next") for each in mentors.WANTS if each in wants]
    return Message(tuple(told), buttons=stacked(*buttons))


@on.press("mentoring", private=True)
async def page_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await page(turn, "")


def _in_short(turn: Turn, two: Two, mine: Side) -> Words:
    """Where one of theirs stands, in a sentence."""
    who = name(two.other(mine))
    if two.mentoring.stage != Stage.RUNNING:
        return say(f"mentoring-{mine.role}-{two.mentoring.stage}", name=who)
    ends_on = Day(two.mentoring.agreed.ends_on)
    return say(f"mentoring-{mine.role}-running", name=who, day=ends_on)


@on.press("mentored", private=True)
async def one(turn: Turn, number: str) -> Message:
    """One of theirs: where it stands, and what they can do."""
    two, mine, other = await own(turn, number, *Stage)
    match stage_for(two, mine):
        case Stage.SHOWN if mine.role == Role.MENTEE:
            return await mentors.show(turn, two)
        case Stage.ASKED if mine.role == Role.MENTOR:
            return await mentors.ask_mentor(turn, two)
        case Stage.AGREEING | Stage.RUNNING:
            return await _stands(turn, two, mine)
        case Stage.OVER:
            told = (say("mentoring-is-over", name=name(other)), how_often(two))
            return Message(told, buttons=stacked(PAGE))
    if mine.role == Role.MENTOR:
        raise Sorry(say("mentoring-gone"))
    back = button(say("mentor-ask-back"), "mentor-ask-back")
    return Message(say("mentor-is-asked", name=name(other)), buttons=stacked(back, PAGE))


async def _stands(turn: Turn, two: Two, mine: Side) -> Message:
    other, number = two.other(mine), _no(two)
    told: list[Words] = [_in_short(turn, two, mine)]
    words = mentoring.told(turn.session, mine)
    suggested = mentoring.told(turn.session, other).plan
    buttons: list[Button] = []
    if two.mentoring.stage == Stage.RUNNING:
        told += [goal(turn, two), *_next_talk(turn, two, mine), how_often(two)]
        talk = talk_meant(two.mentoring.agreed, turn.day)
        buttons += [
            button(say("talked-yes"), "talked", number, talk.isoformat()),
            button(say("mentoring-step"), "mentoring-step", number),
        ]
    if words.step:
        told.append(say("mentoring-step-was", step=words.step))
    if words.plan:
        told.append(say("mentoring-suggested", name=name(other)))
    if suggested:
        told += [say("mentoring-suggests", name=name(other)), *_what(suggested)]
        buttons.append(_agree(two))
    change = "mentoring-suggest" if two.mentoring.stage == Stage.AGREEING else "mentoring-change"
    buttons.append(button(say(change), "mentoring-plan", number))
    if two.mentoring.stage == Stage.RUNNING:
        buttons.append(button(say("mentoring-longer"), "mentoring-longer", number))
    buttons += [
        button(say("mentoring-end"), "mentoring-end", number),
        await block_button(turn, mine.person_id, other.person),
    ]
    reach = mentors.how_to_reach(turn, other)
    return Message(
        tuple(told),
        cards=(reach,),
        buttons=stacked(*buttons, PAGE),
        shows=(other.person_id,),
    )


def _no(two: Two) -> str:
    return two.mentoring.id.hex


def how_often(two: Two) -> Words:
    """How often they have talked."""
    return say("mentoring-talks", count=two.mentoring.talks)


def goal(moment: Moment, two: Two) -> Words:
    """What it is for, as both agreed."""
    return say("mentoring-goal", goal=_goal_of(moment, two))


def _goal_of(moment: Moment, two: Two) -> str:
    """What it is for, as both agreed; empty: nothing, or it can't be opened any more."""
    goals = (mentoring.told(moment.session, side).goal for side in two.sides)
    return next((goal for goal in goals if goal), "")


def _next_talk(moment: Moment, two: Two, mine: Side) -> Sequence[Words]:
    following = next_talk(moment, two, mine)
    return [say("mentoring-next", day=Day(following))] if following else []


def next_talk(moment: Moment, two: Two, side: Side) -> date | None:
    """The day of the next talk, today or later; None: there was the last."""
    today = moment.clock_of(side.person).day(moment.now)
    return next((day for day in talks(two.mentoring.agreed) if day >= today), None)


# --- A plan -------------------------------------------------------------------------------


async def _weeks(_: Turn) -> Sequence[Choice]:
    return [Choice(str(weeks), say("mentoring-weeks", count=weeks)) for weeks in ON_OFFER]


ON_OFFER = (4, 8, 12)
"""Fewer than the fewest weeks, so that a number that is typed can't mean the place in this list."""


async def _read_weeks(_: Turn, text: str) -> Sequence[str]:
    """Any number of weeks from the fewest to the most."""
    typed = "".join(each for each in text if each.isascii() and each.isdigit())
    known = typed and len(typed) < 3 and FEWEST_WEEKS <= int(typed) <= MOST_WEEKS
    return [str(int(typed))] if known else []


def _no_feelings(text: str) -> str:
    """What somebody wants to do, with nothing of how they are."""
    if tells_of_own(text):
        raise NotUnderstood(say("mentoring-own"))
    return text


PLAN = Form(
    "mentoring_plan",
    (
        Write("number"),
        Write("goal", at_most=200, reads=_no_feelings),
        Pick("every", tuple(Every)),
        Pick("weekday", WEEKDAYS),
        Pick("weeks", _weeks, reader=_read_weeks),
    ),
)
LONGER = Form("mentoring_longer", (Write("number"), Pick("weeks", _weeks, reader=_read_weeks)))


@on.press("mentoring-plan", private=True)
async def begin_plan(turn: Turn, number: str) -> Filling:
    """Ask what for, how often and how long; what holds or was suggested is there to change."""
    two, mine, other = await own(turn, number, Stage.AGREEING, Stage.RUNNING)
    last = [mentoring.told(turn.session, side).plan for side in (other, mine)]
    plan = next((each for each in last if each), None)
    draft = {"goal": plan.goal if plan else _goal_of(turn, two)}
    return Filling(PLAN, {"number": number}, draft={k: v for k, v in draft.items() if v})


@on.finish(PLAN)
async def suggest(
    turn: Turn, number: str, goal: str, every: str, weekday: str, weeks: str
) -> Message:
    """Suggest it to the other; it holds once they agree."""
    two, mine, _ = await own(turn, number, Stage.AGREEING, Stage.RUNNING)
    plan = Plan(goal=goal, every=every, weekday=int(weekday), weeks=int(weeks))
    return await _suggest(turn, two, mine, plan)


async def _suggest(turn: Turn, two: Two, mine: Side, plan: Plan) -> Message:
    other = two.other(mine)
    for side in two.sides:
        words = mentoring.told(turn.session, side)
        kept = structs.replace(words, plan=plan if side is mine else None)
        mentoring.write(turn.session, side, kept)
    two.mentoring.proposals += 1
    if two.mentoring.stage == Stage.AGREEING:
        go_to(turn, two, Stage.AGREEING)
    await pass_on(turn, two, other, await suggestion(turn, two, other))
    said = (say("mentoring-passed-on", name=name(other)), *_what(plan))
    change = button(say("mentoring-change"), "mentoring-plan", _no(two))
    return Message(said, buttons=stacked(change, PAGE))


def _agree(two: Two) -> Button:
    return button(say("mentoring-agree"), "mentoring-agree", _no(two), two.mentoring.proposals)


async def suggestion(moment: Moment, two: Two, to: Side) -> Message:
    """What the other suggests, and the ways to answer."""
    other = two.other(to)
    plan = mentoring.told(moment.session, other).plan
    assert plan
    keep = button(say("mentoring-keep"), "mentoring-keep", _no(two), two.mentoring.proposals)
    return Message(
        (say("mentoring-suggests", name=name(other)), *_what(plan)),
        buttons=stacked(
            _agree(two),
            button(say("mentoring-otherwise"), "mentoring-plan", _no(two)),
            *([keep] if two.mentoring.stage == Stage.RUNNING else []),
            await block_button(moment, to.person_id, other.person),
        ),
        shows=(other.person_id,),
    )


def _what(plan: Plan) -> Sequence[Words]:
    return [
        say("mentoring-goal", goal=plan.goal),
        say("mentoring-how-often", every=plan.every, weekday=plan.weekday, weeks=plan.weeks),
    ]


@on.press("mentoring-agree", private=True, settles=True)
async def agree(turn: Turn, number: str, proposal: int) -> Message:
    """Both want it so: it holds from today on. A plan that was changed meanwhile is asked anew."""
    two, mine, other = await own(turn, number, Stage.AGREEING, Stage.RUNNING)
    plan = _last_plan(turn, two, other, proposal)
    it, today = two.mentoring, turn.today
    it.every, it.weekday = plan.every, plan.weekday
    it.begins_on = plan.since or today
    it.ends_on = it.begins_on + timedelta(weeks=plan.weeks)
    goals = {other.role: plan.goal, mine.role: ""}
    for side in two.sides:
        kept = structs.replace(mentoring.told(turn.session, side), goal=goals[side.role], plan=None)
        mentoring.write(turn.session, side, kept)
        if plan.since is None:
            side.upto = today
    go_to(turn, two, Stage.RUNNING)
    await pass_on(turn, two, other, _holds(turn, two, other))
    return _holds(turn, two, mine)


def _last_plan(turn: Turn, two: Two, other: Side, proposal: int) -> Plan:
    """The plan that the other suggests; raises `Sorry` if that is another one by now."""
    plan = mentoring.told(turn.session, other).plan
    if plan is None or two.mentoring.proposals != proposal:
        raise Sorry(Message(say("mentoring-other-plan"), buttons=stacked(to_one(two))))
    return plan


@on.press("mentoring-keep", private=True, settles=True)
async def keep(turn: Turn, number: str, proposal: int) -> Message:
    """They would rather leave the plan as it is."""
    two, mine, other = await own(turn, number, Stage.RUNNING)
    _last_plan(turn, two, other, proposal)
    words = mentoring.told(turn.session, other)
    mentoring.write(turn.session, other, structs.replace(words, plan=None))
    kept = Message(say("mentoring-kept", name=name(mine)), buttons=stacked(to_one(two)))
    await pass_on(turn, two, other, kept)
    return Message(say("mentoring-keeps"), buttons=stacked(to_one(two)))


def _holds(moment: Moment, two: Two, side: Side) -> Message:
    """What they agreed on, with its days."""
    return Message(
        (
            say("mentoring-holds", name=name(two.other(side))),
            goal(moment, two),
            *_next_talk(moment, two, side),
            say("mentoring-until", day=Day(two.mentoring.agreed.ends_on, year=True)),
            say("mentoring-before-each"),
        ),
        buttons=stacked(to_one(two)),
        shows=(two.other(side).person_id,),
    )


def to_one(two: Two) -> Button:
    """Leads to how a mentoring stands."""
    return button(say("mentoring-look"), "mentored", _no(two))


@on.press("mentoring-longer", private=True)
async def begin_longer(turn: Turn, number: str) -> Filling:
    """Ask how much longer."""
    await own(turn, number, Stage.RUNNING)
    return LONGER.filled(number=number)


@on.finish(LONGER)
async def longer(turn: Turn, number: str, weeks: str) -> Message:
    """Suggest to go on for some weeks more, all else as it is."""
    two, mine, _ = await own(turn, number, Stage.RUNNING)
    today = turn.today
    ends_on = max(two.mentoring.agreed.ends_on, today) + timedelta(weeks=int(weeks))
    if ends_on > today + timedelta(weeks=MOST_WEEKS):
        raise Sorry(
            Message(say("mentoring-too-long", weeks=MOST_WEEKS), buttons=stacked(to_one(two)))
        )
    return await _suggest(turn, two, mine, _as_it_is(turn, two, ends_on))


def _as_it_is(moment: Moment, two: Two, ends_on: date) -> Plan:
    """The plan that holds, with another end: whole weeks from its beginning."""
    it = two.mentoring.agreed
    weeks = -((it.begins_on - ends_on) // timedelta(weeks=1))
    return Plan(_goal_of(moment, two), it.every, it.weekday, weeks, since=it.begins_on)


@on.press("mentoring-less", private=True, settles=True)
async def less(turn: Turn, number: str) -> Message:
    """Suggest to talk half as often, all else as it is."""
    two, mine, _ = await own(turn, number, Stage.RUNNING)
    agreed = two.mentoring.agreed
    every = less_often(agreed.every)
    if every is None:
        raise Sorry(Message(say("mentoring-least"), buttons=stacked(to_one(two))))
    plan = structs.replace(_as_it_is(turn, two, agreed.ends_on), every=every)
    return await _suggest(turn, two, mine, plan)


# --- Talks --------------------------------------------------------------------------------

STEP = Form(
    "mentoring_step",
    (Write("number"), Write("step", optional=True, at_most=300, reads=_no_feelings)),
)


@on.press("talked", private=True)
async def talked(turn: Turn, number: str, day: str) -> Filling:
    """They talked: counted once, whoever says so first. Then their next step, for themselves."""
    two, mine, _ = await own(turn, number, Stage.RUNNING)
    talk = _day_of_talk(two, day)
    if two.mentoring.talked_on is None or two.mentoring.talked_on < talk:
        two.mentoring.talked_on, two.mentoring.talks = talk, two.mentoring.talks + 1
    _said_of(turn, two, mine, talk)
    return STEP.filled(number=number)


@on.press("talked-not", private=True, settles=True)
async def not_talked(turn: Turn, number: str, day: str) -> Message:
    """They didn't, which happens."""
    two, mine, _ = await own(turn, number, Stage.RUNNING)
    talk = _day_of_talk(two, day)
    _said_of(turn, two, mine, talk)
    return Message(
        (say("talked-not-done"), *_next_talk(turn, two, mine)),
        buttons=stacked(
            button(say("talked-after-all"), "talked", number, day),
            button(say("mentoring-change"), "mentoring-plan", number),
            PAGE,
        ),
    )


def _day_of_talk(two: Two, day: str) -> date:
    """A talk of theirs; raises `Sorry`."""
    found = next((each for each in talks(two.mentoring.agreed) if each.isoformat() == day), None)
    if found is None:
        raise Sorry(Message(say("mentoring-other-plan"), buttons=stacked(to_one(two))))
    return found


def _said_of(moment: Moment, two: Two, mine: Side, talk: date) -> None:
    mine.said_of = max(mine.said_of or talk, talk)
    set_down(moment, two)


@on.press("mentoring-step", private=True)
async def begin_step(turn: Turn, number: str) -> Filling:
    """Ask for their next step."""
    _, mine, _ = await own(turn, number, Stage.RUNNING)
    step = mentoring.told(turn.session, mine).step
    return Filling(STEP, {"number": number}, draft={"step": step} if step else {})


@on.finish(STEP)
async def note_step(turn: Turn, number: str, step: str = "") -> Message:
    """Keep it for them alone, until the next talk."""
    two, mine, _ = await own(turn, number, Stage.RUNNING)
    if step:
        words = mentoring.told(turn.session, mine)
        mentoring.write(turn.session, mine, structs.replace(words, step=step))
    following = next_talk(turn, two, mine)
    noted = say("step-noted" if step else "step-none")
    if following is None:
        return Message(noted, buttons=stacked(to_one(two)))
    return Message((noted, say("mentoring-next", day=Day(following))), buttons=stacked(to_one(two)))


# --- The end ------------------------------------------------------------------------------


@on.press("mentoring-end", private=True)
async def about_to_end(turn: Turn, number: str) -> Message:
    """Make sure, and offer what else there is."""
    two, mine, other = await own(turn, number, Stage.AGREEING, Stage.RUNNING)
    instead = "mentoring-move" if mine.role == Role.MENTEE else "mentoring-hand"
    return Message(
        (say("mentoring-end-sure", name=name(other)), how_often(two)),
        buttons=stacked(
            button(say("mentoring-end-thanks"), "mentoring-over", number, "thanks"),
            button(say("mentoring-end-quiet"), "mentoring-over", number, "quiet"),
            button(say(instead, name=name(other)), instead, number),
            button(say("mentoring-end-not"), "mentored", number),
        ),
    )


@on.press("mentoring-over", private=True, settles=True)
async def end(turn: Turn, number: str, how: str) -> Message:
    """It is over, with thanks or without; the other hears what it came to."""
    two, mine, other = await own(turn, number, Stage.AGREEING, Stage.RUNNING)
    in_time = two.mentoring.ends_on is not None and two.mentoring.ends_on <= turn.today
    thanks, key = how == "thanks", "completed" if in_time else "ended"
    hears = reaches(two, other)
    await close(turn, two, Why.COMPLETED if in_time else Why.ENDED)
    if hears:
        if thanks:
            await _thank(turn, mine, other)
        await tell(turn, other.person_id, farewell(two, other, key, thanks=thanks))
    return Message(
        (say(f"mentoring-{key}", name=name(other)), how_often(two), *_credit(two, mine)),
        buttons=stacked(*and_now(mine)),
    )


async def _thank(turn: Turn, mine: Side, other: Side) -> None:
    if other.role == Role.MENTOR:
        await thanks.credit(turn.session, mine.person_id, other.person_id)
    mine.thanked_at = turn.now


def farewell(two: Two, to: Side, key: str, *, thanks: bool) -> Message:
    """What the other hears: that it is over, what it came to, and thanks if there are any."""
    who = name(two.other(to))
    said = [say("mentoring-thanks", name=who)] if thanks else []
    back = [button(say("mentoring-thank"), "mentoring-thank", _no(two))]
    return Message(
        (say(f"mentoring-other-{key}", name=who), *said, how_often(two), *_credit(two, to)),
        buttons=stacked(*back, *and_now(to)),
    )


def _credit(two: Two, side: Side) -> Sequence[Words]:
    """What a mentor gave."""
    if side.role == Role.MENTEE or not two.mentoring.talks:
        return []
    return [say("mentoring-credit")]


def and_now(side: Side) -> Sequence[Button]:
    """What somebody may want after the end."""
    again = [button(say("mentor-find"), "mentor-ask")] if side.role == Role.MENTEE else []
    return [*again, PAGE]


@on.press("mentoring-thank", private=True, settles=True)
async def thank(turn: Turn, number: str) -> Message:
    """Pass thanks on, once: not to whom one is kept apart from, of which nobody learns."""
    _, mine, other = await own(turn, number, Stage.OVER)
    apart = await blocks(turn.session, [mine.person_id, other.person_id])
    if mine.thanked_at is None and not apart:
        await _thank(turn, mine, other)
        said = Message(say("mentoring-thanks-too", name=name(mine)))
        await tell(turn, other.person_id, said)
    return Message(say("mentoring-thanked", name=name(other)), buttons=stacked(PAGE))


# --- Another mentor -----------------------------------------------------------------------


@on.press("mentoring-move", private=True, settles=True)
async def move(turn: Turn, number: str) -> Message:
    """The mentee would rather go on with somebody else: they come first."""
    two, mine, other = await own(turn, number, Stage.AGREEING, Stage.RUNNING)
    if mine.role != Role.MENTEE:
        raise Sorry(say("mentoring-gone"))
    hears = reaches(two, other)
    await _change(turn, two)
    if hears:
        await tell(turn, other.person_id, farewell(two, other, "moved", thanks=False))
    return Message(say("mentoring-move-done"), buttons=stacked(PAGE))


@on.press("mentoring-hand", private=True, settles=True)
async def hand_over(turn: Turn, number: str) -> Message:
    """The mentor has too much: somebody else is found for the mentee, who hears it is not them."""
    two, mine, other = await own(turn, number, Stage.AGREEING, Stage.RUNNING)
    if mine.role != Role.MENTOR:
        raise Sorry(say("mentoring-gone"))
    hears = reaches(two, other)
    await _change(turn, two)
    if hears:
        back = button(say("mentor-ask-back"), "mentor-ask-back")
        thank = button(say("mentoring-thank"), "mentoring-thank", number)
        handed = (say("mentoring-handed", name=name(mine)), how_often(two))
        await tell(turn, other.person_id, Message(handed, buttons=stacked(thank, back)))
    return Message(
        (say("mentoring-hand-done", name=name(other)), *_credit(two, mine)),
        buttons=stacked(PAGE),
    )


async def _change(turn: Turn, two: Two) -> None:
    wants_another = reaches(two, two.mentee)
    await close(turn, two, Why.CHANGED)
    if wants_another:
        await look_again(turn, two, owed=False)


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("mentoring_side")
async def tell_sides(turn: Turn) -> Kept | None:
    """With whom they were put together, and what they wrote."""
    rows: list[Sequence[Words]] = []
    for two in await mentoring.of_person(turn.session, turn.person.id):
        mine = two.side(turn.person.id)
        if mine.role == Role.MENTOR and two.mentoring.stage == Stage.SHOWN:
            continue
        words = mentoring.told(turn.session, mine)
        began = Day(turn.local(two.mentoring.made_at).date(), year=True)
        typed = [each for each in (words.reach, words.goal, words.step) if each]
        key = f"me-mentoring-{mine.role}"
        rows.append([say(key, name=name(two.other(mine)), day=began), *typed])
    if not rows:
        return None
    return Kept(say("me-title-mentoring"), say("me-mentoring", count=len(rows)), rows, PAGE)
