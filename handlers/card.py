"""A question as its team sees it: one message in its channel, kept up to date there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from handlers import attachments, by_law, question_clock
from handlers.messages import Button, Card, Day, Listing, Message, Words, button, say, written
from handlers.question_clock import Desk
from handlers.turns import TEAMS_LANGUAGE, Moment
from storage import mailbox, people, questions, standing, teams
from storage.areas import area_with_id
from storage.mailbox import Kind
from storage.questions import Asked, Question, QuestionEvent, What
from storage.standing import Standing
from storage.teams import Team

LONGEST = 1500
"""Characters of a question."""
STEPS = 6
"""Of what happened to a question, the latest: so that the card stays one message."""
CLIPPED = 120
"""Characters of what was written with a step; *See it all* shows the rest."""
SHORT = 60
"""Characters of a question by which its asker knows it again."""
FORGOTTEN = timedelta(days=2)
"""How long after a card was to be emptied we know where it is: nothing is tried for longer."""
CLOSES = time(17)
"""When a day ends on which the law wants an answer, local time."""


# --- Where it stands ------------------------------------------------------------------------


async def show(moment: Moment, question: Question, team: Team) -> None:
    """Post the card of a question to its team, or bring it up to date.

    Where the team isn't working, nothing is: it is shown once it works, or elsewhere by the clock.
    Where that is since others can read its channel, its card there says so, and nothing else.
    """
    question.redraw_at = None
    if not team.working:
        await _veil(moment, question, team)
        return
    new = question.card_id is None
    if question.card_id is None:
        question.card_id = await standing.stand(
            moment.session, question.id, team.platform, team.channel, moment.now
        )
    face = await _face(moment, question, team)
    await moment.to_team(team, face, about=question.person_id, stands=question.card_id)
    if new:
        await attachments.show_again(moment, question)


async def _veil(moment: Moment, question: Question, team: Team) -> None:
    """Take the words, and the files, of what stands in a channel that others can read."""
    if question.card_id is None or team.state not in ("exposed", "public"):
        return
    hidden = Message(say(f"card-veiled-{team.state}"))
    await moment.to_team(team, hidden, stands=question.card_id)
    await attachments.hide(moment, question)


async def leave(moment: Moment, question: Question, team: Team, why: Words) -> None:
    """Have the card say no more than why the question is there no longer; the next is a new one."""
    if question.card_id is not None:
        await moment.to_team(team, Message(why), stands=question.card_id)
        question.card_id = None


async def move(
    moment: Moment, question: Question, team: Team, there: Team, why: Words | None
) -> None:
    """Have a question stand with another team, where nobody has it yet.

    `why` is what its card says where it was; None: nobody reads that any more.
    """
    if why is not None:
        await leave(moment, question, team, why)
    question.card_id = None
    question.team_id = there.id
    question.taken_by = question.taken_at = None
    question.waits_for_asker = False
    questions.moved(question, moment.now)
    await show(moment, question, there)


async def remark(moment: Moment, question: Question, team: Team, words: Words) -> None:
    """Say something in the card's thread, so that who follows it looks: nothing anybody typed."""
    if question.card_id is not None and team.working:
        await moment.to_team(team, Message(words), thread_of=question.card_id)


async def redraw(moment: Moment, at_most: int) -> int:
    """Bring cards up to date that do not show how things are."""
    found = await questions.to_redraw(moment.session, moment.now, at_most)
    for question in found:
        await show(moment, question, await team_of(moment, question))
    return len(found)


_GONE = Message(say("card-gone"))


async def take_away(moment: Moment, gone: Sequence[Question]) -> None:
    """Let nothing that shows questions arrive any more: they are about to be deleted."""
    shown = await standing.showing(moment.session, [each.id for each in gone])
    await standing.take_away(moment.session, shown, written(_GONE))


async def clear_up(moment: Moment, at_most: int) -> int:
    """Empty the cards of questions that are gone: taken back, erased, or kept for long enough."""
    found = await standing.showing_nothing(moment.session, moment.now, at_most)
    for each in found:
        if each.message is not None and each.look_at is None:
            each.look_at = moment.now + FORGOTTEN
            await _empty(moment, each)
        elif each.message is None and (
            await standing.take_away(moment.session, [each.id], b"") or each.look_at is None
        ):
            each.look_at = moment.now + standing.TIME_TO_ARRIVE
        else:
            await moment.session.delete(each)
    await moment.session.flush()
    return len(found)


async def _empty(moment: Moment, card: Standing) -> None:
    """Have a card say that its question is gone; what is only a part of one goes."""
    await mailbox.post(
        moment.session,
        b"" if card.part else written(_GONE),
        platform=card.platform,
        address=card.address,
        person_id=None,
        language=TEAMS_LANGUAGE,
        kind=Kind.UNSEND if card.part else Kind.COUNCIL,
        now=moment.now,
        standing_id=card.id,
    )


# --- What it shows --------------------------------------------------------------------------


async def _face(moment: Moment, question: Question, team: Team) -> Message:
    asked = questions.opened(moment.session, question)
    files = await attachments.beneath(moment, question)
    has_it = await holder(moment, question, team)
    told = [
        await _state(moment, question, team, has_it),
        *await _away(moment, question, team, has_it),
        *await history(moment, question, team),
    ]
    return Message(
        (),
        cards=(Card(await _title(moment, question), tuple(_who(moment, question, asked))),),
        after=(
            words(question, asked),
            *([files] if files else []),
            Listing(tuple(told), apart="\n"),
        ),
        buttons=_buttons(question, has_it),
    )


async def _title(moment: Moment, question: Question) -> Words:
    area = await area_with_id(moment.session, question.area_id) if question.area_id else None
    kind = say(f"card-kind-{question.other or question.kind}")
    return Listing((kind, *([area.name] if area else [])), apart=" · ")


def _who(moment: Moment, question: Question, asked: Asked) -> Iterator[Words]:
    at = _local(moment, question.asked_at)
    told: list[Words] = [
        who(asked),
        say("card-asked", day=Day(at.date()), time=f"{at:%H:%M}"),
    ]
    if question.edited_at:
        told.append(say("card-edited", when=_when(moment, question, question.edited_at)))
    yield Listing(tuple(told), apart=" · ")
    if asked.about:
        yield say("card-about", what=asked.about)
    if question.stance:
        yield say(f"card-stance-{question.stance}")


def who(asked: Asked) -> Words:
    """Who asked, as they chose to be shown."""
    if asked.name_shown and asked.for_group:
        return say("card-from-both", name=asked.name_shown, group=asked.for_group)
    if asked.for_group:
        return say("card-from-group", group=asked.for_group)
    return asked.name_shown or say("card-from-nobody")


def words(question: Question, asked: Asked) -> Words:
    """What they asked, unless it is not to be seen."""
    if question.hidden:
        return say("card-hidden")
    return say("card-lost") if asked.lost else asked.words


async def holder(moment: Moment, question: Question, team: Team) -> str | None:
    """The officer who has a question, or stands in for whoever took it; None: nobody has it."""
    if question.taken_by is None:
        return None
    there = await teams.there(moment.session, team.id, moment.now)
    return question_clock.holder(question, team.deputy, there)


async def _state(moment: Moment, question: Question, team: Team, has_it: str | None) -> Words:
    """Where it stands, in a line."""
    if question.closed_why:
        done = "done" if question.closed_why == "answered" else "closed"
        lost = await questions.last_word_lost(moment.session, question.id)
        return say(f"card-state-{done}-lost" if lost else f"card-state-{done}")
    assert question.due_at is not None
    day = Day(_local(moment, question.due_at).date())
    late = question.due_at <= moment.now
    if has_it is None:
        marked = "marked" if question.marked_at else "waiting"
        return say("card-state-nobody-late" if late else f"card-state-{marked}", day=day)
    name = await officer(moment, team, has_it)
    if question.waits_for_asker:
        return say("card-state-asker", name=name)
    return say("card-state-late" if late else "card-state-taken", name=name, day=day)


async def _away(
    moment: Moment, question: Question, team: Team, has_it: str | None
) -> Sequence[Words]:
    """Why whoever took it has it no longer; nothing where they have."""
    if not question.open or has_it == question.taken_by or question.taken_by is None:
        return ()
    name = await officer(moment, team, question.taken_by)
    until = await teams.away_until(moment.session, team.id, question.taken_by)
    if until is None:
        return (say("card-taker-gone", name=name),)
    return (say("card-taker-away", name=name, day=Day(_local(moment, until).date())),)


def _buttons(question: Question, has_it: str | None) -> tuple[tuple[Button, ...], ...]:
    """The one thing to do next, and the way to all others."""
    number = question.id.hex
    if question.hidden:
        judge = button(say("card-judge"), "card-judge", number)
        return ((judge,),) if question.open else ()
    if not question.open:
        first = button(say("card-again"), "card-reply", number)
    elif has_it is None:
        first = button(say("card-take"), "card-take", number)
    else:
        first = button(say("card-reply"), "card-reply", number)
    return ((first, button(say("card-more"), "card-more", number)),)


# --- What happened --------------------------------------------------------------------------

IN_THE_HEAD = (What.ASKED, What.EDITED)
"""Steps that the head of the card tells of."""


async def history(
    moment: Moment, question: Question, team: Team, *, whole: bool = False
) -> Sequence[Words]:
    """What happened to a question, a line each: the latest in short, unless it is all wanted."""
    events = await questions.history(moment.session, question.id)
    told = [each for each in events if each.what not in IN_THE_HEAD]
    told = told if whole else told[-STEPS:]
    names = await people.names_of(moment.session, team.platform, {e.by for e in told if e.by})
    return [_step(moment, question, each, names, whole=whole) for each in told]


def _step(
    moment: Moment,
    question: Question,
    event: QuestionEvent,
    names: Mapping[str, str],
    *,
    whole: bool,
) -> Words:
    note = questions.noted(moment.session, event)
    hidden = question.hidden and event.by is None
    told: list[Words] = [
        say(
            f"card-step-{event.what}",
            when=_when(moment, question, event.at),
            name=names.get(event.by or "", say("card-somebody")),
            chosen=chosen_with(event, note.chosen),
        )
    ]
    if note.words and not hidden:
        told.append(say("card-quoted", words=note.words if whole else clipped(note.words, CLIPPED)))
    if event.what in questions.WRITTEN:
        told.append(_delivery(moment, question, event))
    return Listing(tuple(told), apart=" ")


def chosen_with(event: QuestionEvent, chosen: str) -> Words:
    """What was chosen with a step: a team is called by its name, all else by a word of ours."""
    keys = {What.CLOSED: "card-why", What.SOMETHING_ELSE: "card-kind"}
    key = keys.get(What(event.what))
    return say(f"{key}-{chosen}") if key and chosen else chosen


def _delivery(moment: Moment, question: Question, event: QuestionEvent) -> Words:
    if event.failed_at:
        other = questions.opened(moment.session, question).other_way
        return say("card-undelivered-other", way=other) if other else say("card-undelivered")
    if event.arrived_at:
        return say("card-delivered", when=_when(moment, question, event.arrived_at))
    return say("card-on-its-way")


def _when(moment: Moment, question: Question, at: datetime) -> Words:
    """A time; on another day than that of the question, with the date."""
    there, asked = _local(moment, at), _local(moment, question.asked_at)
    time = f"{there:%H:%M}"
    if there.date() == asked.date():
        return time
    return say("card-when", day=Day(there.date(), short=True), time=time)


# --- Small things ---------------------------------------------------------------------------


async def team_of(moment: Moment, question: Question) -> Team:
    """The team that has a question."""
    team = await teams.the_team(moment.session, question.team_id)
    assert team is not None
    return team


def ask_button(what: str, question: Question) -> Button:
    """A button of whoever asked."""
    return button(say(f"asked-do-{what}"), f"asked-{what}", question.id.hex)


async def officer(moment: Moment, team: Team, user: str | None) -> Words:
    """What an officer is called."""
    names = await people.names_of(moment.session, team.platform, {user} if user else set())
    return names.get(user or "", say("card-somebody"))


def promised(moment: Moment, team: Team, at: datetime) -> datetime:
    """Until when a team answers what comes to it at an instant."""
    return Desk.of(team, moment.here).promised(at)


def due(moment: Moment, question: Question, team: Team) -> datetime:
    """Until when a team answers a question that it gets now; a day that the law names stays.

    What is opened again after that day is answered as a question is.
    """
    asked = _local(moment, question.asked_at).date()
    by = by_law.due(question.other, asked, moment.here.nation) if question.other else None
    if by is None:
        return promised(moment, team, moment.now)
    if question.due_at is not None:
        return question.due_at
    legal = datetime.combine(by, CLOSES, moment.here.zone).astimezone(UTC)
    past = not question.open and legal <= moment.now
    return promised(moment, team, moment.now) if past else legal


async def team_for(moment: Moment, question: Question, backup: Team | None = None) -> Team | None:
    """The working team that is to have a question: its `backup` before others; None: there is none.

    What is no question goes first to the team set for it.
    """
    session, area = moment.session, question.area_id
    if question.other is None:
        return backup or await teams.team_for(session, area, question.subject)
    there = await teams.set_for(session, area, question.other)
    return there or backup or await teams.front_door_of(session, area)


def in_short(asked: Asked) -> str:
    """The beginning of what somebody asked."""
    return clipped(asked.words, SHORT).rstrip(".,;:")


def clipped(text: str, limit: int) -> str:
    """Text in one line of at most so many characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    whole, _, rest = text[:limit].rpartition(" ")
    return f"{whole if len(rest) < limit // 2 else text[: limit - 1]}…"


def _local(moment: Moment, at: datetime) -> datetime:
    return at.astimezone(moment.here.zone)
