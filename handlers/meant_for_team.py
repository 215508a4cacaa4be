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
from storage.questions import Question, What
from storage.talk import Topic
from storage.words import words

MOST_FILES = 5
JUST = timedelta(hours=12)
"""How long what somebody types may be about a question that was closed."""
HEARD = timedelta(days=2)
"""How long thanks are for an answer, as long as nothing else was said."""
LATELY = timedelta(days=7)
"""How long somebody may still want to thank for an answer."""
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


def offer_to_open(question: Question, *, thanks: bool = False) -> Message:
    """What is typed to a closed question is for nobody: it can be opened, or looked up."""
    return Message(
        say("myask-over-thanks" if thanks else "myask-over"),
        buttons=stacked(ask_button("unsolved", question), button(say("meant-look"), "look-up")),
    )


# --- Thanks -------------------------------------------------------------------------------

_THANKS = frozenset(
    {
        "thank", "thanks", "thankyou", "thanx", "thx", "ta", "cheers", "grateful", "appreciate",
        "appreciated", "diolch", "dziekuje", "dzieki",
    }
)  # fmt: skip
_NO = frozenset({"no", "nah", "na", "nope", "nothing"})
_HEARTS = frozenset("🙏❤♥🧡💛💚💙💜💕💖👏🤗🥰")


async def answered(turn: Turn) -> Question | None:
    """Their question that a team has answered, and was not thanked for yet; None: there is none."""
    if turn.awaited is None or turn.now - turn.awaited.at > LATELY:
        return None
    question = await questions.question_with_id(turn.session, turn.awaited.number)
    if question is None or question.person_id != turn.person.id or question.hidden:
        return None
    last = await questions.last_word(turn.session, question.id)
    return question if last == What.REPLIED else None


def is_thanks(turn: Turn, enquiry: Enquiry | None, text: str) -> bool:
    """Whether what was typed after an answer is thanks for it, and nothing else.

    Later, or once something else was said, it is as likely meant for us. No enquiry: no words.
    """
    if turn.awaited is None or not turn.awaited.fresh or turn.now - turn.awaited.at > HEARD:
        return False
    if enquiry is None:
        return not _HEARTS.isdisjoint(text)
    polite = enquiry.kind == "small_talk" and enquiry.talk == "thanks"
    return polite and _NO.isdisjoint(words(text))


def speaks_of_thanks(text: str) -> bool:
    """Whether thanks are among what was typed."""
    said = words(text)
    return not _THANKS.isdisjoint(said) and _NO.isdisjoint(said)


async def pass_thanks_on(turn: Turn, question: Question) -> Message:
    """Tell a team that somebody says thank you, once an answer: none of their words."""
    team = await card.team_of(turn, question)
    if await questions.last_word(turn.session, question.id) != What.THANKED:
        await questions.note(turn.session, question, What.THANKED, turn.now)
        await card.show(turn, question, team)
    return Message(say("ask-thanked", team=team.name))


async def with_thanks(turn: Turn, question: Question, told: Message) -> Message:
    """What is said to something that may be meant for us, with the way to thank a team."""
    team = await card.team_of(turn, question)
    way = button(say("meant-thanks", team=team.name), "asked-thanks", question.id.hex)
    return msgspec.structs.replace(told, buttons=(*stacked(way), *told.buttons))


def is_for_us(enquiry: Enquiry, text: str) -> bool:
    """Whether it is plainly asked of us: a question we can answer, or good manners."""
    if enquiry.kind == "small_talk":
        return enquiry.talk in MANNERS
    return enquiry.kind != "out_of_scope" and bool(enquiry.subject) and is_asking(text)


async def offer(turn: Turn, question: Question, text: str) -> Message:
    """Ask whether words and files are for the team; more of them before the tap go with them."""
    recent, sent = turn.recent, turn.incoming.what
    if not _is_offered(turn, question.id.hex):
        recent.typed, recent.files = "", ()
    recent.typed = "\n".join(each for each in (recent.typed, text) if each)
    problems: Sequence[Words] = ()
    if isinstance(sent, Sent):
        new, problems = await attachments.take(turn, sent, recent.files, MOST_FILES)
        recent.files = (*recent.files, *new)
        if recent.album:
            recent.album.complained = bool(problems)
    return await preview(turn, question, problems)


def _is_offered(turn: Turn, number: str = "") -> bool:
    """Whether the last thing that we said asked if words and files are for a team."""
    return any(each.data.startswith(f"asked-send {number}") for each in turn.recent.offered[:1])


async def rest_of_album(turn: Turn, sent: Sent) -> None:
    """Have the rest of what was sent together go where the first of it goes: that was said once."""
    recent, album = turn.recent, turn.recent.album
    assert album is not None
    question = await _goes_with(turn, album.went_with)
    offered = not question and _is_offered(turn)
    if not (question or offered):
        return
    before = album.files if question else recent.files
    new, problems = await attachments.take(turn, sent, before, MOST_FILES)
    if question:
        album.files = (*before, *new)
        await attachments.give(turn, new, question)
        await card.show(turn, question, await card.team_of(turn, question))
    else:
        recent.files = (*before, *new)
    if problems and not album.complained:
        await turn.say_first(Message(problems[0]))
        album.complained = True
    kept = msgspec.json.encode(recent)
    await talk.keep(turn.session, turn.person.id, Topic.RECENT, kept, turn.now)
    turn.goes_on = True


async def _goes_with(turn: Turn, number: str) -> Question | None:
    question = await questions.question_with_id(turn.session, number) if number else None
    theirs = question is not None and question.person_id == turn.person.id and question.open
    return question if theirs else None


async def preview(turn: Turn, question: Question, problems: Sequence[Words] = ()) -> Message:
    """What would go to the team by a tap: what they typed last, and the files with it."""
    recent, what = turn.recent, turn.incoming.what
    await awaits(turn, question)
    team = await card.team_of(turn, question)
    about = card.in_short(questions.opened(turn.session, question))
    key = "meant-answer" if question.waits_for_asker else "meant-add"
    together = isinstance(what, Sent) and what.album  # more of them may be on their way
    here = say("attach-album") if together else await attachments.so_far(turn, recent.files)
    quoted = say("card-quoted", words=recent.typed) if recent.typed else None
    told = (*problems, say(key, team=team.name, words=about), quoted, here)
    no = button(say("meant-look"), "look-up") if recent.typed else _leave_it(question)
    return Message(
        tuple(each for each in told if each), buttons=stacked(await _send(turn, question), no)
    )


def _leave_it(question: Question) -> Button:
    return button(say("meant-leave"), "asked-leave", question.id.hex)


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
    """What tells the words and files that a message showed from those that came after it.

    What was sent together is shown together, however much of it has come by then.
    """
    recent = turn.recent
    files = (recent.album.id,) if recent.album else recent.files
    shown = "\n".join((number, *files, recent.typed))
    return blake2s(shown.encode(), digest_size=4).hexdigest()


async def _send(turn: Turn, question: Question) -> Button:
    team, number = await card.team_of(turn, question), question.id.hex
    return button(say("meant-send", team=team.name), "asked-send", number, mark(turn, number))
