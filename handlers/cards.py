"""What officers do with a question, from its card in their team's channel.

Whoever is in the channel may. A card has one thing to do next; all else is behind *More*. What is
said in its thread stays there: only what is written into these forms goes to whoever asked.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers import attachments, card, meant_for_team
from handlers.card import ask_button
from handlers.forms import Answers, Attach, Choice, Confirm, Filling, Form, Pick, When, Write
from handlers.messages import (
    Day,
    Listing,
    Message,
    No,
    Say,
    Sorry,
    Words,
    in_rows,
    say,
)
from handlers.turns import Moment, Routes, Turn
from handlers.wording import wording
from storage import audit, questions, teams
from storage.mailbox import Kind
from storage.questions import FOLLOW_UP, Question, QuestionEvent, What
from storage.teams import OTHERS, Team

on = Routes()

STOPPED_FOR = timedelta(weeks=4)
"""How long somebody can't ask after two officers found a question abusive."""


# --- Taking it ------------------------------------------------------------------------------


@on.press("card-take", stands=True)
async def take(turn: Turn, number: str) -> None:
    """An officer has it from now on; whoever asked is told who."""
    question, team = await _at(turn, number)
    if not question.open:
        raise No(say("card-over"))
    if await card.holder(turn, question, team) is not None:
        raise No(await _whose(turn, question, team))
    await _take(turn, question, team)
    await card.show(turn, question, team)


async def _take(turn: Turn, question: Question, team: Team) -> None:
    question.taken_by, question.taken_at = turn.account.user, turn.now
    questions.moved(question, turn.now)
    event = await _note(turn, question, What.TAKEN)
    await tell(turn, question, Message(_says(turn, question, team, "asked-taken")), event)


# --- Replying -------------------------------------------------------------------------------

READY = ("looking", "visit", "no")
"""Words that every team has ready."""


async def _reply_shown(turn: Turn, said: Answers) -> Words | None:
    """The reply as whoever asked will read it; None: nothing is written yet."""
    question, team = await _at(turn, str(said["number"]), _written(said))
    text = await _text(turn, question, said)
    if not text:
        return None
    return Listing((_says(turn, question, team, "asked-replied"), text), apart="\n\n")


async def _text(turn: Turn, question: Question, said: Answers) -> str:
    """What a reply says: words that were ready, in the asker's language, and what was written."""
    ready, parts = str(said.get("ready") or ""), [str(said.get("words") or "").strip()]
    if ready in READY:
        account = await questions.asker(turn.session, question)
        parts.insert(0, wording(account.person.language)(say(f"ready-{ready}-words")))
    return "\n\n".join(part for part in parts if part)


REPLY = Form(
    "card_reply",
    (
        Write("number"),
        Pick("ready", READY, optional=True),
        Write("words", optional=True, at_most=1500),
        Attach("files"),
        Pick("done", ("yes", "no")),
        Confirm("shown", _reply_shown),
    ),
    about_danger=True,
)


@on.press("card-reply", stands=True)
async def begin_reply(turn: Turn, number: str) -> Filling:
    """Have whoever has it write to whoever asked; once it is closed, anybody of the team may."""
    question, team = await _at(turn, number)
    if _stopped(question):
        raise No(say("card-over"))
    has_it, user = await card.holder(turn, question, team), turn.account.user
    if question.open and user not in (question.taken_by, has_it):
        raise No(await _whose(turn, question, team) if has_it else say("card-take-first"))
    return REPLY.filled(number=number)


@on.finish(REPLY)
async def reply(
    turn: Turn,
    number: str,
    done: str,
    ready: str = "",
    words: str = "",
    files: Sequence[str] = (),
) -> None:
    """Send it; the card shows whether it arrived."""
    question, team = await _at(turn, number, words)
    text = await _text(turn, question, {"ready": ready, "words": words})
    if not text:
        raise Sorry(say("card-nothing-written"))
    await _still_theirs(turn, question, team, text)
    if _stopped(question):
        raise Sorry(_not_sent(say("card-over"), text))
    event = await _note(turn, question, What.REPLIED, words=text)
    question.answered_at = question.answered_at or turn.now
    if done == "yes":
        questions.close(question, "answered", turn.now)
        question.follow_up_at = turn.now + FOLLOW_UP
        buttons = in_rows([ask_button("thanks", question), ask_button("unsolved", question)], 2)
    else:
        if not question.open:
            questions.reopen(question, card.due(turn, question, team), turn.now)
            question.taken_by, question.taken_at = turn.account.user, turn.now
        question.waits_for_asker = False
        questions.moved(question, turn.now)
        buttons = ((ask_button("add", question),),)
    message = Message((_says(turn, question, team, "asked-replied"), text), buttons=buttons)
    await tell(turn, question, message, event)
    await attachments.give(turn, files, question, from_team=True)
    await card.show(turn, question, team)


# --- More -----------------------------------------------------------------------------------

REASONS = ("settled", "not_council", "asked_before", "no_word")
DOINGS = (
    "take_over", "ask_back", "pass_on", "let_go", "close", "other", "reopen", "abusive", "see",
)  # fmt: skip


async def _doings(turn: Turn, said: Answers) -> Sequence[str]:
    """What an officer can do with a question as it stands, and what they have chosen already.

    If that can't be done any more, they are told why once it is sent.
    """
    question, team = await _at(turn, str(said["number"]), _written(said))
    chosen = str(said.get("do") or "")
    return [*await _possible(turn, question, team), *([chosen] if chosen else [])]


async def _possible(turn: Turn, question: Question, team: Team) -> Sequence[str]:
    if question.hidden:
        return ["see"]
    if not question.open:
        return ["see", "reopen"]
    has_it = await card.holder(turn, question, team)
    theirs = turn.account.user in (question.taken_by, has_it)
    if has_it is not None and not theirs:
        return ["see", "take_over", "abusive"]
    others = [each for each in await other_teams(turn) if each.value != str(team.id)]
    pass_on = ["pass_on"] if others else []
    if not theirs:
        return ["see", *pass_on, "close", "other", "abusive"]
    return ["see", "ask_back", *pass_on, "let_go", "close", "other", "abusive"]


async def other_teams(turn: Turn) -> Sequence[Choice]:
    """The teams to which a question may go."""
    return [
        Choice(str(each.id), each.name)
        for each in await teams.all_teams(turn.session)
        if each.working and each.platform == turn.account.platform
    ]


async def _not_this_team(turn: Turn, said: Answers) -> Sequence[str]:
    _, team = await _at(turn, str(said["number"]), _written(said))
    return [each.value for each in await other_teams(turn) if each.value != str(team.id)]


async def _more_shown(turn: Turn, said: Answers) -> Words | None:
    """All of it, or what whoever asked will read; None: neither is asked for."""
    question, team = await _at(turn, str(said["number"]), _written(said))
    match said.get("do"):
        case "see":
            await _note_reading(turn, question)
            steps = await card.history(turn, question, team, whole=True)
            typed = questions.opened(turn.session, question)
            files = await attachments.with_question(turn, question)
            first = (card.words(question, typed), *([files] if files else []))
            return Listing((*first, *steps), apart="\n\n")
        case "ask_back" if said.get("ask"):
            told = _asks_back(turn, question, team, str(said["ask"]))
        case "close" if said.get("why") and said.get("told"):
            told = _closes(turn, question, team, str(said["why"]), str(said["told"]))
        case _:
            return None
    return Listing(told, apart="\n\n")


async def _note_reading(turn: Turn, question: Question) -> None:
    """What is shown to one officer alone, they asked to see: whose it is may know that."""
    account = turn.account
    await audit.note_reading(
        turn.session, turn.now, account.platform, account.user,
        "question-read", f"question {question.id}", question.person_id,
    )  # fmt: skip


def _asks_back(turn: Turn, question: Question, team: Team, ask: str) -> tuple[Words, ...]:
    return (_says(turn, question, team, "asked-asked-back"), ask)


def _closes(turn: Turn, question: Question, team: Team, why: str, told: str) -> tuple[Words, ...]:
    return (_says(turn, question, team, "asked-ended"), say(f"asked-why-{why}"), told)


def _does(*doings: str) -> When:
    """Applies where one of these is to be done."""
    return lambda said: said.get("do") in doings


MORE = Form(
    "card_more",
    (
        Write("number"),
        Pick("do", DOINGS, among=_doings),
        Write("ask", when=_does("ask_back"), at_most=1000),
        Pick("team", other_teams, when=_does("pass_on"), among=_not_this_team),
        Pick("what", OTHERS, when=_does("other")),
        Write("note", optional=True, when=_does("pass_on", "other"), at_most=500),
        Pick("why", REASONS, when=_does("close")),
        Write("told", when=_does("close"), at_most=1000),
        Confirm("shown", _more_shown, when=_does("see", "ask_back", "close")),
    ),
    about_danger=True,
)


@on.press("card-more", stands=True)
async def begin_more(turn: Turn, number: str) -> Filling:
    """All that can be done with it."""
    await _at(turn, number)
    return MORE.filled(number=number)


@on.finish(MORE)
async def more(
    turn: Turn,
    number: str,
    do: str,
    ask: str = "",
    team: str = "",
    what: str = "",
    note: str = "",
    why: str = "",
    told: str = "",
) -> None:
    """Do what was chosen."""
    written = ask or told or note
    question, its = await _at(turn, number, written)
    if do == "see":
        return
    if do not in await _possible(turn, question, its):
        await _still_theirs(turn, question, its, written)
        raise Sorry(_not_sent(say("card-over"), written))
    match do:
        case "take_over":
            await _take(turn, question, its)
        case "ask_back":
            await _ask_back(turn, question, its, ask)
        case "pass_on":
            await _pass_on(turn, question, its, int(team), note)
            return
        case "let_go":
            await _let_go(turn, question, its)
        case "close":
            await _close(turn, question, its, why, told)
        case "other":
            await _something_else(turn, question, its, what, note)
            return
        case "reopen":
            await _reopen(turn, question, its)
        case "abusive":
            question.hidden = True
            await attachments.hide(turn, question)
            await _note(turn, question, What.ABUSIVE)
    await card.show(turn, question, its)


async def _ask_back(turn: Turn, question: Question, team: Team, ask: str) -> None:
    question.waits_for_asker = True
    questions.moved(question, turn.now)
    event = await _note(turn, question, What.ASKED_BACK, words=ask)
    told = _asks_back(turn, question, team, ask)
    await tell(turn, question, Message(told, buttons=((ask_button("answer", question),),)), event)


async def _let_go(turn: Turn, question: Question, team: Team) -> None:
    questions.let_go(question, turn.now)
    event = await _note(turn, question, What.LET_GO)
    await tell(turn, question, Message(_says(turn, question, team, "asked-let-go")), event)


async def _close(turn: Turn, question: Question, team: Team, why: str, told: str) -> None:
    message = Message(
        _closes(turn, question, team, why, told), buttons=((ask_button("unsolved", question),),)
    )
    questions.close(question, why, turn.now)
    event = await _note(turn, question, What.CLOSED, words=told, chosen=why)
    await tell(turn, question, message, event)


async def _reopen(turn: Turn, question: Question, team: Team) -> None:
    questions.reopen(question, card.due(turn, question, team), turn.now)
    question.taken_by, question.taken_at = turn.account.user, turn.now
    event = await _note(turn, question, What.REOPENED)
    await tell(turn, question, Message(_says(turn, question, team, "asked-reopened")), event)


# --- To another team ------------------------------------------------------------------------


async def _pass_on(turn: Turn, question: Question, team: Team, to: int, note: str) -> None:
    there = await teams.the_team(turn.session, to)
    if there is None or not there.working:
        raise Sorry(say("card-team-gone"))
    event = await _note(turn, question, What.PASSED_ON, words=note, chosen=there.name)
    question.due_at = card.due(turn, question, there)
    await card.move(turn, question, team, there, _left(turn, there))
    told = _says(turn, question, there, "asked-passed-on", day=_day(turn, question.due_at))
    await tell(turn, question, Message(told), event)


async def _something_else(turn: Turn, question: Question, team: Team, what: str, note: str) -> None:
    """It goes to the team set for such things, with the day that the law names."""
    event = await _note(turn, question, What.SOMETHING_ELSE, words=note, chosen=what)
    question.other = what
    there = await card.team_for(turn, question) or team
    question.due_at = None
    question.due_at = card.due(turn, question, there)
    if there is team:
        questions.moved(question, turn.now)
        await card.show(turn, question, team)
    else:
        await card.move(turn, question, team, there, _left(turn, there))
    day = _day(turn, question.due_at)
    told = say(f"asked-other-{what}", words=_in_short(turn, question), team=there.name, day=day)
    await tell(turn, question, Message(told), event)


def _left(turn: Turn, there: Team) -> Say:
    """What is left of a card where it was."""
    return say("card-left", name=turn.person.name, team=there.name)


# --- Abuse ----------------------------------------------------------------------------------


async def _abuse_shown(turn: Turn, said: Answers) -> Words | None:
    """What is to be judged: what they asked, and what they added."""
    question, _ = await _at(turn, str(said["number"]))
    await _note_reading(turn, question)
    asked = questions.opened(turn.session, question)
    events = await questions.history(turn.session, question.id)
    added = [questions.noted(turn.session, each) for each in events if each.what == What.ADDED]
    words = [say("card-lost") if asked.lost else asked.words, *(each.words for each in added)]
    files = await attachments.with_question(turn, question)
    return Listing(tuple(each for each in (*words, files) if each), apart="\n\n")


JUDGE = Form(
    "card_judge",
    (Write("number"), Pick("found", ("abusive", "not_abusive"), shows=_abuse_shown)),
    about_danger=True,
)


@on.press("card-judge", stands=True)
async def begin_to_judge(turn: Turn, number: str) -> Filling:
    """Show what another officer found abusive."""
    question, _ = await _at(turn, number)
    if not (question.hidden and question.open):
        raise No(say("card-over"))
    return JUDGE.filled(number=number)


@on.finish(JUDGE)
async def judge(turn: Turn, number: str, found: str) -> None:
    """Stop whoever asked for a time, if this is a second officer; or show the words again."""
    question, team = await _at(turn, number)
    if not (question.hidden and question.open):
        raise Sorry(say("card-over"))
    if found == "not_abusive":
        question.hidden = False
        await attachments.show_again(turn, question)
        await _note(turn, question, What.NOT_ABUSIVE)
    else:
        if await questions.found_abusive_by(turn.session, question.id) == turn.account.user:
            raise Sorry(say("card-second-officer"))
        until = turn.now + STOPPED_FOR
        await questions.stop(turn.session, question.person_id, turn.now, until)
        questions.close(question, "abusive", turn.now)
        event = await _note(turn, question, What.STOPPED)
        told = say("asked-stopped", team=team.name, day=_day(turn, until))
        await tell(turn, question, Message(told), event)
    await card.show(turn, question, team)


# --- Small things ---------------------------------------------------------------------------


async def tell(moment: Moment, question: Question, message: Message, event: QuestionEvent) -> None:
    """Tell whoever asked; how that ends is shown on the card, where it says something to them."""
    account = await questions.asker(moment.session, question)
    shown = event.id if event.what in questions.WRITTEN else None
    await moment.send(account, message, Kind.COUNCIL, event=shown)
    if message.buttons:
        await meant_for_team.awaits(moment, question, message)


def _refused(why: Say, written: str) -> Exception:
    """Why they may not; with what they wrote, if they did."""
    return Sorry(_not_sent(why, written)) if written else No(why)


async def _at(turn: Turn, number: str, written: str = "") -> tuple[Question, Team]:
    """A question, and its team, working, of which whoever presses is an officer.

    Raises:
        No: it is gone, not theirs, or the team isn't working.
        Sorry: the same after they wrote something, which is given back.
    """
    question = await questions.question_with_id(turn.session, number)
    if question is None:
        raise No(say("card-gone"))
    team, account = await card.team_of(turn, question), turn.account
    is_officer = await teams.is_member(turn.session, team.id, account.user)
    if account.platform != team.platform or not is_officer:
        raise _refused(say("card-not-yours", team=team.name), written)
    if not team.working:
        raise _refused(say("card-not-working", team=team.name), written)
    return question, team


async def _still_theirs(turn: Turn, question: Question, team: Team, written: str) -> None:
    """Nobody else has taken it while they wrote; what they wrote is given back to them."""
    has_it = await card.holder(turn, question, team)
    theirs = turn.account.user in (question.taken_by, has_it)
    if question.open and has_it is not None and not theirs:
        whose = await _whose(turn, question, team)
        raise Sorry(_not_sent(whose, written))


def _not_sent(why: Say, written: str) -> Message:
    """Why nothing was sent, with what they wrote."""
    return Message((why, say("card-not-sent"), written) if written else why)


def _written(said: Answers) -> str:
    """What an officer has written into a form so far."""
    names = ("words", "ask", "told", "note")
    return next((str(said[each]) for each in names if said.get(each)), "")


def _stopped(question: Question) -> bool:
    """Whether it was found abusive, so that nobody answers it."""
    return question.hidden or question.closed_why == "abusive"


async def _whose(turn: Turn, question: Question, team: Team) -> Say:
    """Who has a question, and since when."""
    assert question.taken_at is not None
    since = f"{question.taken_at.astimezone(turn.here.zone):%H:%M}"
    has_it = await card.holder(turn, question, team)
    name = await card.officer(turn, team, has_it or question.taken_by)
    return say("card-taken-by", name=name, since=since)


async def _note(
    turn: Turn, question: Question, what: What, *, words: str = "", chosen: str = ""
) -> QuestionEvent:
    return await questions.note(
        turn.session, question, what, turn.now, by=turn.account.user, words=words, chosen=chosen
    )


def _says(turn: Turn, question: Question, team: Team, key: str, **more: Day) -> Say:
    """What whoever asked is told first: who it is, and about which question."""
    words = _in_short(turn, question)
    return say(key, name=turn.person.name, team=team.name, words=words, **more)


def _in_short(turn: Turn, question: Question) -> str:
    return card.in_short(questions.opened(turn.session, question))


def _day(turn: Turn, at: datetime) -> Day:
    return Day(at.astimezone(turn.here.zone).date())
