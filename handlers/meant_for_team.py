"""What somebody types when a team has just written to them: it may be meant for that team.

It goes there by a tap alone: what was meant for us, or for somebody else, is not to be read by
officers.
"""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import blake2s

import msgspec

from handlers import attachments, card
from handlers.card import ask_button
from handlers.messages import Button, Message, Sent, Words, button, say, stacked
from handlers.turns import Awaited, Moment, Turn
from handlers.understanding import Enquiry, is_asking
from storage import questions, talk
from storage.questions import Question
from storage.talk import Topic

MOST_FILES = 5
JUST = timedelta(hours=12)
"""How long what somebody types may be about a question that was closed."""
MANNERS = frozenset({"thanks", "greeting", "goodbye", "assistant"})
"""Small talk that is answered as it is, and asked about nothing."""


async def awaits(moment: Moment, question: Question, message: Message | None = None) -> None:
    """Remember that the last thing whoever asked heard was about a question, and what it offers."""
    rows = message.buttons if message else ()
    awaited = Awaited(
        question.id.hex, moment.now, offered=tuple(each for row in rows for each in row)
    )
    await talk.keep(
        moment.session, question.person_id, Topic.TEAM, msgspec.json.encode(awaited), moment.now
    )
    if isinstance(moment, Turn) and moment.person.id == question.person_id:
        moment.awaited = awaited


async def awaited(turn: Turn) -> Question | None:
    """Their open question to which a word of theirs may belong; None: there is none.

    One that a team asked back about waits however much else is said meanwhile. Files are of no use
    to us, so they may belong to any that is open.
    """
    named = turn.awaited
    question = await questions.question_with_id(turn.session, named.number) if named else None
    theirs = question is not None and question.person_id == turn.person.id and question.open
    if named and question and theirs and (question.waits_for_asker or named.fresh):
        return question
    if turn.incoming.public or not isinstance(turn.incoming.what, Sent):
        return None
    asked = await questions.questions_of(turn.session, turn.person.id)
    return asked[0] if asked and asked[0].open else None


async def over(turn: Turn) -> Question | None:
    """Their question of which they have just heard that it is closed; None: there is none."""
    if turn.awaited is None or not turn.awaited.fresh or turn.now - turn.awaited.at > JUST:
        return None
    question = await questions.question_with_id(turn.session, turn.awaited.number)
    theirs = question is not None and question.person_id == turn.person.id
    return question if theirs and question and not question.open else None


def offer_to_open(question: Question) -> Message:
    """What is typed to a closed question is for nobody: it can be opened, or looked up."""
    return Message(
        say("myask-over"),
        buttons=stacked(ask_button("unsolved", question), button(say("meant-look"), "look-up")),
    )


def is_for_us(enquiry: Enquiry, text: str) -> bool:
    """Whether it is plainly asked of us: a question we can answer, or good manners."""
    if enquiry.kind == "small_talk":
        return enquiry.talk in MANNERS
    return enquiry.kind != "out_of_scope" and bool(enquiry.subject) and is_asking(text)


async def offer(turn: Turn, question: Question, text: str) -> Message:
    """Ask whether words and files are for the team; more of them before the tap go with them."""
    recent, sent = turn.recent, turn.incoming.what
    number = question.id.hex
    if not any(each.data.startswith(f"asked-send {number}") for each in recent.offered[:1]):
        recent.typed, recent.files = "", ()
    recent.typed = "\n".join(each for each in (recent.typed, text) if each)
    problems: Sequence[Words] = ()
    if isinstance(sent, Sent):
        new, problems = await attachments.take(turn, sent, recent.files, MOST_FILES)
        recent.files = (*recent.files, *new)
    return await preview(turn, question, problems)


async def preview(turn: Turn, question: Question, problems: Sequence[Words] = ()) -> Message:
    """What would go to the team by a tap: what they typed last, and the files with it."""
    recent = turn.recent
    await awaits(turn, question)
    team = await card.team_of(turn, question)
    about = card.in_short(questions.opened(turn.session, question))
    key = "meant-answer" if question.waits_for_asker else "meant-add"
    here = await attachments.so_far(turn, recent.files)
    quoted = say("card-quoted", words=recent.typed) if recent.typed else None
    told = (*problems, say(key, team=team.name, words=about), quoted, here)
    look_up = [button(say("meant-look"), "look-up")] if recent.typed else []
    return Message(
        tuple(each for each in told if each),
        buttons=stacked(await _send(turn, question), *look_up),
    )


async def beside(turn: Turn, question: Question, told: Message) -> Message:
    """What is said to something else, with the way to the team beneath it."""
    if turn.awaited is None or not (turn.awaited.fresh or question.waits_for_asker):
        return told
    if turn.recent.typed and not turn.awaited.fresh:
        return told
    if turn.recent.typed:
        turn.recent.files = ()
        way = await _send(turn, question)
    else:  # nothing is kept of how somebody is
        way = ask_button("answer" if question.waits_for_asker else "add", question)
    return msgspec.structs.replace(told, buttons=(*told.buttons, *stacked(way)))


def mark(turn: Turn, number: str) -> str:
    """What tells the words and files that a message showed from those that came after it."""
    shown = "\n".join((number, *turn.recent.files, turn.recent.typed))
    return blake2s(shown.encode(), digest_size=4).hexdigest()


async def _send(turn: Turn, question: Question) -> Button:
    team, number = await card.team_of(turn, question), question.id.hex
    return button(say("meant-send", team=team.name), "asked-send", number, mark(turn, number))
