"""Asking a council's team, as a volunteer does: what they ask, and what they hear of it.

Where no team is connected, whoever asks is shown whom to write to or ring.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import msgspec
from msgspec import structs

from handlers import (
    addressing,
    asking,
    attachments,
    card,
    contacts,
    meant_for_team,
    pot,
)
from handlers.card import ask_button
from handlers.forms import Answers, Attach, Filling, Form, Pick, Write
from handlers.messages import (
    Button,
    Day,
    Listing,
    Message,
    Sorry,
    Words,
    button,
    in_rows,
    say,
    stacked,
)
from handlers.pots import the_pot
from handlers.question_clock import Desk, after_rest
from handlers.turns import Kept, Moment, Routes, Turn
from handlers.understanding import Enquiry, understand
from handlers.working_hours import bank_holidays, clock, is_open, opens_next, read_hours
from storage import questions, talk, teams
from storage.areas import area_called
from storage.contacts import Contact
from storage.mailbox import Kind
from storage.questions import KINDS, STANCES, Asked, Question, QuestionStop, What
from storage.talk import Topic
from storage.teams import Team

on = Routes()

AT_MOST = 10
"""Questions that somebody may ask in a day."""
LISTED = 8
"""Questions that a list shows."""


# --- Asking ---------------------------------------------------------------------------------


async def can_ask(turn: Turn) -> bool:
    """Whether there is a team that would get what they ask."""
    return await teams.connected(turn.session, turn.person.area_id)


async def _right_contact(turn: Turn, said: Answers) -> Words | None:
    """Who may help at once; None: nobody whom we know."""
    contact = await _contact(turn, said)
    if contact is None:
        return None
    lines = (contact.name, contact.role, contact.decides, contact.opening_hours)
    reach = tuple(it for _, it in contacts.ways(contact) if it) or (contact.url,)
    told = Listing(tuple(each for each in (*lines, *reach) if each), apart="\n")
    return Listing((say("ask-first"), told), apart="\n\n")


async def _contact(turn: Turn, said: Answers) -> Contact | None:
    if said.get("pot"):
        return await pot.whom_to_ask(turn, await the_pot(turn, int(str(said["pot"]))))
    enquiry = _understood(turn, str(said["words"]))
    return await contacts.best_for(turn, enquiry) if enquiry.subjects else None


def _understood(turn: Turn, words: str) -> Enquiry:
    return understand(
        words, places=turn.here.places, today=turn.today, in_names=turn.here.search.in_names
    )


def _goes_on(said: Answers) -> bool:
    return said.get("helped") != "yes"


ASK = Form(
    "ask",
    (
        Write("pot", when=lambda said: "pot" in said),
        Write("words", at_most=card.LONGEST),
        Attach("files", when=_goes_on, quiet=True),
        Pick("helped", ("no", "yes"), when=lambda said: bool(said.get("words")),
             shows=_right_contact),
        Pick("kind", KINDS, when=_goes_on),
        Pick("stance", STANCES,
             when=lambda said: _goes_on(said) and said.get("kind") in ("barrier", "idea")),
        Pick("name", ("me", "both", "group", "nobody"), when=_goes_on),
        Write("group", when=lambda said: _goes_on(said) and said.get("name") in ("both", "group"),
              at_most=80),
    ),
    to_people=True,
)  # fmt: skip


@on.command("ask", private=True, to_teams=True)
async def ask(turn: Turn, words: str) -> Filling | Message:
    """Ask a team of the council; where none is connected, here is whom to ask."""
    if not await can_ask(turn):
        return await asking.list_contacts(turn, words)
    await _may(turn)
    if len(words) > card.LONGEST:
        raise Sorry(say("form-write-long", count=len(words), limit=card.LONGEST))
    if words:
        return ASK.filled(words=words)
    typed = turn.recent.typed
    return Filling(ASK, draft={"words": typed} if 0 < len(typed) <= card.LONGEST else {})


@on.press("ask", private=True)
async def ask_pressed(turn: Turn) -> Filling | Message:
    """The same from a button."""
    return await ask(turn, "")


@on.press("ask-person")
async def ask_about(turn: Turn, pot_id: int) -> Filling | Message:
    """Lead to a person who knows about a pot: to a team, or else to whom to write to or ring."""
    about = await the_pot(turn, pot_id)
    if not turn.incoming.public and await can_ask(turn):
        await _may(turn)
        return ASK.filled(pot=str(about.id))
    contact = await pot.whom_to_ask(turn, about)
    if contact is None:
        return Message(say("ask-nobody", funder=about.funder, url=about.url))
    told = await contacts.told(turn, contact)
    return structs.replace(told, text=(say("ask-them", pot=about.title), *told.paragraphs))


async def _may(turn: Turn) -> None:
    """They may ask something now.

    Raises:
        Sorry: two officers found a question of theirs abusive, or they have asked much today.
    """
    until = await questions.stopped_until(turn.session, turn.person.id, turn.now)
    if until:
        raise Sorry(say("ask-stopped", day=_day(turn, until)))
    since = turn.now - timedelta(days=1)
    today = await questions.count_since(turn.session, turn.person.id, since)
    today += sum(at > since for at in await _taken_back(turn))
    if today >= AT_MOST:
        raise Sorry(say("ask-many"))


@on.finish(ASK)
async def send(
    turn: Turn,
    words: str,
    files: Sequence[str] = (),
    kind: str = "question",
    name: str = "me",
    group: str = "",
    stance: str | None = None,
    pot: str = "",
    helped: str = "no",
) -> Message:
    """Give it to the team that knows most about it, and say when to expect an answer."""
    if helped == "yes":
        return Message(say("ask-needless"))
    await _may(turn)
    about = await the_pot(turn, int(pot)) if pot else None
    asked = f"{words}\n{about.title}" if about else words
    enquiry = _understood(turn, asked)
    there = await area_called(turn.session, enquiry.place.one) if enquiry.place.one else None
    area_id = there.id if there else turn.person.area_id
    subjects = addressing.subjects_of(asked, partial(_understood, turn))
    first, *others = subjects or (None,)
    team = await teams.team_for(turn.session, area_id, first, [each for each in others if each])
    if team is None:
        team = await teams.team_for(turn.session, turn.person.area_id, first)
    if team is None:
        return await asking.list_contacts(turn, words)
    due_at = card.promised(turn, team, turn.now)
    contact = await _contact(turn, {"words": words, "pot": pot})
    question = await questions.ask(
        turn.session,
        person_id=turn.person.id,
        account_id=turn.account.id,
        team_id=team.id,
        kind=kind,
        stance=stance,
        asked=Asked(
            words,
            about=about.title if about else "",
            name_shown=turn.person.name if name in ("me", "both") else "",
            for_group=group,
        ),
        subject=first,
        area_id=area_id,
        offered=contact.ref if contact else None,
        said_in=turn.said_in.get("words"),
        due_at=due_at,
        next_at=turn.now,
        now=turn.now,
    )
    await attachments.give(turn, files, question)
    await card.show(turn, question, team)
    return Message(
        (say("ask-sent", team=team.name), *_when_to_expect(turn, team, due_at), say("ask-sent-on")),
        buttons=stacked(
            *(ask_button(each, question) for each in ("add", "way", "back")),
        ),
    )


def _when_to_expect(turn: Turn, team: Team, due_at: datetime) -> Sequence[Words]:
    """Until when they answer and, where nobody is there now, when somebody is next."""
    day = say("ask-sent-due", day=_day(turn, due_at))
    works, closed = read_hours(team.hours), bank_holidays(turn.here.nation)
    here = turn.now.astimezone(turn.here.zone)
    if is_open(works, here, closed):
        return [day]
    opens = opens_next(works, here, closed)
    if opens.date() == here.date():
        return [say("ask-sent-closed-today", time=clock(opens.time())), day]
    return [say("ask-sent-closed", day=Day(opens.date())), day]


# --- My questions ---------------------------------------------------------------------------


@on.command("myasks", private=True, to_teams=True)
async def mine(turn: Turn, _: str) -> Message:
    """What they asked, the open ones first."""
    found = (await questions.questions_of(turn.session, turn.person.id))[:LISTED]
    if not found:
        first = ((button(say("pot-ask"), "ask"),),) if await can_ask(turn) else ()
        return Message(say("myasks-none"), buttons=first)
    lines = [
        say("list-numbered", no=n, title=Listing((_quoted(turn, each), await _stands(turn, each)),
                                                 apart="\n"))
        for n, each in enumerate(found, 1)
    ]  # fmt: skip
    numbers = [button(str(n), "myask", each.id.hex) for n, each in enumerate(found, 1)]
    return Message((say("myasks"), *lines), buttons=in_rows(numbers, 4))


@on.press("myasks", private=True)
async def mine_pressed(turn: Turn) -> Message:
    """The same from a button."""
    return await mine(turn, "")


@on.press("myask", private=True, in_place=True)
async def one_of_mine(turn: Turn, number: str) -> Message:
    """One of them: what they asked, where it stands, what happened, what they can do."""
    return await _page(turn, await _own(turn, number))


async def _page(turn: Turn, question: Question) -> Message:
    asked = questions.opened(turn.session, question)
    steps = [
        Listing((_step(turn, each.what, each.at), *_noted(turn, each)), apart="\n")
        for each in await questions.history(turn.session, question.id)
        if each.what in SHOWN
    ]
    return Message(
        (say("myask-words", words=asked.words), await _stands(turn, question), *steps),
        buttons=(
            *in_rows([ask_button(each, question) for each in _can(question)], 2),
            (button(say("myask-all"), "myasks"),),
        ),
    )


SHOWN = (
    What.ASKED, What.ADDED, What.TAKEN, What.ASKED_BACK, What.REPLIED, What.PASSED_ON,
    What.SOMETHING_ELSE, What.CLOSED, What.REOPENED,
)  # fmt: skip
"""What whoever asked sees of what happened: all that they were told."""


def _noted(turn: Turn, event: questions.QuestionEvent) -> Sequence[Words]:
    if event.what not in questions.TOLD:
        return ()
    note = questions.noted(turn.session, event)
    return (note.words,) if note.words else ()


def _step(turn: Turn, what: str, at: datetime) -> Words:
    return say(f"me-history-{what}", day=Day(turn.local(at).date()))


def _can(question: Question) -> Sequence[str]:
    """What they can do with it."""
    if question.closed_why == "abusive":
        return ()
    if not question.open:
        return ("thanks", "unsolved")
    if question.waits_for_asker:
        return ("answer", "back")
    return ("add", "way", "back") if question.answered_at else ("add", "edit", "way", "back")


def _quoted(turn: Turn, question: Question) -> Words:
    return say("myask-short", words=card.in_short(questions.opened(turn.session, question)))


async def _stands(turn: Turn, question: Question) -> Words:
    """Where it stands, in a sentence."""
    team = await card.team_of(turn, question)
    if question.closed_why:
        key = "done" if question.closed_why == "answered" else "closed"
        return say(f"myask-{key}", team=team.name)
    if question.waits_for_asker:
        return say("myask-waits", team=team.name)
    assert question.due_at is not None
    late = "-late" if question.due_at <= turn.now else ""
    day = _day(turn, question.due_at)
    if question.taken_by is None:
        return say(f"myask-with-team{late}", team=team.name, day=day)
    name = await card.officer(turn, team, question.taken_by)
    return say(f"myask-taken{late}", name=name, team=team.name, day=day)


async def _own(turn: Turn, number: str) -> Question:
    """A question of their own; raises `Sorry`."""
    question = await questions.question_with_id(turn.session, number)
    if question is None or question.person_id != turn.person.id:
        raise Sorry(say("myask-gone"))
    return question


async def _own_open(turn: Turn, number: str) -> Question:
    """An open question of their own; raises `Sorry`."""
    question = await _own(turn, number)
    if not question.open:
        unsolved = _can(question)
        raise Sorry(
            Message(say("myask-over"), buttons=(tuple(ask_button(u, question) for u in unsolved),))
            if unsolved
            else Message(say("myask-over-for-good"))
        )
    return question


async def _own_to_edit(turn: Turn, number: str) -> Question:
    """One of which the words may still change: not once answered, nor while they are judged."""
    question = await _own_open(turn, number)
    if question.answered_at or question.hidden:
        why = "ask-edit-late" if question.answered_at else "ask-edit-looked-at"
        raise Sorry(Message(say(why), buttons=((ask_button("add", question),),)))
    return question


# --- Adding, changing, taking back ----------------------------------------------------------

LONGEST_ADDED = 1000
"""Characters of what is added to a question."""

ADD = Form(
    "ask_add",
    (Write("number"), Write("words", at_most=LONGEST_ADDED), Attach("files", quiet=True)),
    to_people=True,
)
EDIT = Form("ask_edit", (Write("number"), Write("words", at_most=card.LONGEST)), to_people=True)
WAY = Form("ask_way", (Write("number"), Write("way", at_most=80)))


@on.press("asked-add", private=True)
async def begin_to_add(turn: Turn, number: str) -> Filling:
    """Have them write what they want to add."""
    await _own_open(turn, number)
    return ADD.filled(number=number)


@on.press("asked-answer", private=True)
async def begin_to_answer(turn: Turn, number: str) -> Filling:
    """The same, after the team asked back."""
    return await begin_to_add(turn, number)


@on.press("asked-send", private=True, settles=True)
async def send_typed(turn: Turn, number: str, mark: str = "") -> Filling | Message:
    """What they typed was meant for the team. If it is forgotten by now, they write it anew.

    Nothing goes that the message with the button did not show: what came since is shown first.
    """
    question = await _own_open(turn, number)
    recent = turn.recent
    words, files = recent.typed, recent.files
    if not (words or files):
        return ADD.filled(number=number)
    if mark != meant_for_team.mark(turn, number):
        return await meant_for_team.preview(turn, question)
    recent.typed, recent.files = "", ()
    if len(words) > LONGEST_ADDED:
        raise Sorry(say("form-write-long", count=len(words), limit=LONGEST_ADDED))
    return await add(turn, number, words, files)


@on.press("asked-leave", private=True, settles=True)
async def leave_it(turn: Turn, number: str) -> Message:
    """The files that came were not for the team."""
    await _own(turn, number)
    if turn.recent.files:
        turn.recent.typed, turn.recent.files = "", ()
        await attachments.forget_unsent(turn)
    return Message(say("meant-left"))


@on.finish(ADD)
async def add(turn: Turn, number: str, words: str = "", files: Sequence[str] = ()) -> Message:
    """Put it on the card; what the team waited for is there."""
    question = await _own_open(turn, number)
    team = await card.team_of(turn, question)
    await questions.note(turn.session, question, What.ADDED, turn.now, words=words)
    if question.waits_for_asker:
        question.due_at = after_rest(question, Desk.of(team, turn.here), turn.now)
        question.waits_for_asker = False
        questions.moved(question, turn.now)
    await attachments.give(turn, files, question)
    if turn.recent.album:  # the rest of it goes there, too
        turn.recent.album.went_with, turn.recent.album.files = number, tuple(files)
    await card.show(turn, question, team)
    await card.remark(turn, question, team, say("card-remark-added"))
    assert question.due_at is not None
    return Message(say("ask-added", team=team.name, day=_day(turn, question.due_at)))


@on.press("asked-edit", private=True)
async def begin_to_edit(turn: Turn, number: str) -> Filling:
    """Have them write it anew, as long as nobody has answered it."""
    question = await _own_to_edit(turn, number)
    words = questions.opened(turn.session, question).words
    return Filling(EDIT, {"number": number}, draft={"words": words})


@on.finish(EDIT)
async def edit(turn: Turn, number: str, words: str) -> Message:
    """Put it in the place of what they wrote; the card says that it was changed."""
    question = await _own_to_edit(turn, number)
    team = await card.team_of(turn, question)
    asked = questions.opened(turn.session, question)
    if words == asked.words:
        return await _page(turn, question)
    questions.say_anew(turn.session, question, structs.replace(asked, words=words, lost=False))
    question.edited_at = turn.now
    await questions.note(turn.session, question, What.EDITED, turn.now)
    await card.show(turn, question, team)
    await card.remark(turn, question, team, say("card-remark-edited"))
    return Message(say("ask-edited", team=team.name))


async def edited(turn: Turn, message: str, words: str) -> Message | None:
    """They changed the message that holds the words of a question; None: there is none such."""
    question = await questions.with_words_in(turn.session, turn.account.id, message)
    if question is None or not words or turn.incoming.public:
        return None
    if len(words) > card.LONGEST:
        raise Sorry(say("form-write-long", count=len(words), limit=card.LONGEST))
    return await edit(turn, question.id.hex, words)


@on.press("asked-way", private=True)
async def begin_another_way(turn: Turn, number: str) -> Filling:
    """Ask how else to reach them."""
    await _own_open(turn, number)
    return WAY.filled(number=number)


@on.finish(WAY)
async def another_way(turn: Turn, number: str, way: str) -> Message:
    """The team sees it if an answer can't be delivered."""
    question = await _own_open(turn, number)
    asked = questions.opened(turn.session, question)
    questions.say_anew(turn.session, question, structs.replace(asked, other_way=way))
    question.redraw_at = turn.now
    return Message(say("ask-way-kept"))


@on.press("asked-back", private=True)
async def about_to_take_back(turn: Turn, number: str) -> Message:
    """Make sure: it can't be brought back."""
    question = await _own_open(turn, number)
    team = await card.team_of(turn, question)
    return Message(
        (say("ask-back-sure", team=team.name), _quoted(turn, question)),
        buttons=(
            (
                button(say("ask-back-yes"), "asked-gone", number),
                button(say("ask-back-no"), "myask", number),
            ),
        ),
    )


@on.press("asked-gone", private=True, settles=True)
async def take_back(turn: Turn, number: str) -> Message:
    """It is deleted, and its card emptied."""
    question = await _own_open(turn, number)
    team = await card.team_of(turn, question)
    asked = [*await _taken_back(turn), question.asked_at]
    content = msgspec.json.encode(asked[-AT_MOST:])
    await talk.keep(turn.session, turn.person.id, Topic.TAKEN_BACK, content, turn.now)
    await card.take_away(turn, [question])
    await questions.take_back(turn.session, question)
    return Message(say("ask-taken-back", team=team.name))


async def _taken_back(turn: Turn) -> list[datetime]:
    """When they asked what they took back since yesterday: it was asked all the same."""
    kept = await talk.talk_of(turn.session, turn.person.id, turn.now)
    return msgspec.json.decode(kept.get(Topic.TAKEN_BACK, b"[]"), type=list[datetime])


# --- After an answer ------------------------------------------------------------------------


@on.press("asked-thanks", private=True)
async def thank(turn: Turn, number: str) -> Message:
    """Pass thanks on. Nothing is opened by it."""
    return await meant_for_team.pass_thanks_on(turn, await _own(turn, number))


@on.press("asked-unsolved", private=True, settles=True)
async def unsolved(turn: Turn, number: str) -> Message:
    """It begins again, with a card of its own."""
    question = await _own(turn, number)
    team = await card.team_of(turn, question)
    if question.open:
        return Message(say("ask-open-already", team=team.name), buttons=_add(question))
    if question.closed_why == "abusive":
        raise Sorry(say("myask-over-for-good"))
    await _may(turn)
    there = team
    if not team.working:
        there = await card.team_for(turn, question) or team
    questions.reopen(question, card.due(turn, question, there), turn.now)
    question.team_id = there.id
    await questions.note(turn.session, question, What.REOPENED, turn.now)
    await card.leave(turn, question, team, say("card-left-reopened"))
    await card.show(turn, question, there)
    assert question.due_at is not None
    await meant_for_team.awaits(turn, question)
    told = say("ask-reopened", team=there.name, day=_day(turn, question.due_at))
    return Message((told, say("ask-reopened-add")), buttons=_add(question))


def _add(question: Question) -> tuple[tuple[Button, ...], ...]:
    return ((ask_button("add", question),),)


@on.press("asked-helped", private=True, settles=True)
async def helped_them(turn: Turn, number: str) -> Message:
    """The team is glad to know."""
    question = await _own(turn, number)
    team = await card.team_of(turn, question)
    if not await questions.happened(turn.session, question.id, What.HELPED):
        await questions.note(turn.session, question, What.HELPED, turn.now)
        await card.show(turn, question, team)
    return Message(say("ask-did-help", team=team.name))


async def follow_up(moment: Moment, at_most: int) -> int:
    """Four weeks after an answer, ask by day whether it helped, unless they want no messages."""
    found = await questions.to_follow_up(moment.session, moment.now, at_most)
    for question in found:
        account = await questions.asker(moment.session, question)
        person = account.person
        by_day = moment.clock_of(person).politely(moment.now)
        if by_day > moment.now:
            question.follow_up_at = by_day
            continue
        question.follow_up_at = None
        if person.stopped_at is not None:
            continue
        team = await card.team_of(moment, question)
        short = card.in_short(questions.opened(moment.session, question))
        no = button(say("follow-up-no"), "asked-unsolved", question.id.hex)
        message = Message(
            (say("follow-up", team=team.name, words=short), say("follow-up-ask")),
            buttons=((ask_button("helped", question), no),),
        )
        await moment.send(account, message, Kind.REMINDER)
        await meant_for_team.awaits(moment, question, message)
    return len(found)


# --- What is kept ---------------------------------------------------------------------------


@on.keeps("question")
async def tell_questions(turn: Turn) -> Kept | None:
    """What they asked, in their words."""
    found = await questions.questions_of(turn.session, turn.person.id)
    if not found:
        return None
    rows: list[Sequence[Words]] = []
    for each in found:
        asked = questions.opened(turn.session, each)
        typed = (asked.words, asked.name_shown, asked.for_group, asked.other_way)
        day = _day(turn, each.asked_at)
        rows.append([say("me-asked-on", day=day), *filter(None, typed)])
    return Kept(say("me-title-questions"), say("me-questions", count=len(rows)), rows)


@on.keeps("question_event")
async def tell_history(turn: Turn) -> Kept | None:
    """What became of it, with all that was written."""
    rows: list[Sequence[Words]] = []
    for question in await questions.questions_of(turn.session, turn.person.id):
        for each in await questions.history(turn.session, question.id):
            note = questions.noted(turn.session, each)
            told = say(f"me-history-{each.what}", day=_day(turn, each.at))
            chosen = card.chosen_with(each, note.chosen)
            words = note.words if each.what in questions.TOLD else ""
            rows.append([told, *(it for it in (chosen, words) if it)])
    if not rows:
        return None
    return Kept(say("me-title-history"), say("me-history", count=len(rows)), rows)


@on.keeps("question_stop")
async def tell_stop(turn: Turn) -> Kept | None:
    """That they may not ask for a time."""
    stopped = await turn.session.get(QuestionStop, turn.person.id)
    if stopped is None:
        return None
    day = _day(turn, stopped.until)
    return Kept(say("me-title-question-stop"), say("me-question-stop", day=day))


@on.leaves
async def tell_what_teams_know(turn: Turn) -> Words | None:
    """The cards are emptied; what officers read and wrote down elsewhere is not ours to erase."""
    asked = await questions.questions_of(turn.session, turn.person.id)
    return say("erase-stays-questions") if asked else None


# --- Small things ---------------------------------------------------------------------------


def _day(turn: Turn, at: datetime) -> Day:
    return Day(turn.local(at).date())
