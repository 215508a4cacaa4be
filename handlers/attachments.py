"""Photos, documents and voice notes that go with a question: taken, shown, handed on.

A file is taken at once, and fetched beside the talk (scheduler/fetching.py): if it can't be had,
its sender is told, and the question goes on without it.
"""

import re
import unicodedata
from collections.abc import Sequence
from uuid import UUID

from msgspec import structs

from handlers.files import Why
from handlers.messages import Attachment, File, Listing, Message, Sent, Words, say
from handlers.turns import Kept, Moment, Routes, Turn
from storage import attachments, people, questions, standing, teams
from storage.attachments import About, Told
from storage.mailbox import Kind
from storage.questions import Question
from storage.teams import Team

on = Routes()

LARGEST = 10 * 1024 * 1024
"""Bytes of a file that we take."""
LONGEST_NAME = 60
LONGEST_WORDS = 1000
"""Characters of what is written beneath a file."""


# --- Taken --------------------------------------------------------------------------------


async def take(
    turn: Turn, sent: Sent, before: Sequence[str], at_most: int, words: str = ""
) -> tuple[list[str], list[Words]]:
    """Take files besides those that came before: their ids, and what is wrong with others."""
    earlier = [UUID(each) for each in before]
    await attachments.drop_unsent(turn.session, turn.person.id, earlier)
    room = at_most - len(await _had(turn, before))
    taken: list[str] = []
    problems: list[Words] = []
    for file in sent.files:
        if len(taken) >= room:
            problems.append(say("attach-too-many", count=at_most))
            break
        if file.size > LARGEST:
            problems.append(say("attach-too-large", file=_called(sent.kind, file.name)))
            continue
        about = About(file.id, _kind(sent, file), name(file.name), words=words[:LONGEST_WORDS])
        one = await attachments.want(
            turn.session, turn.person.id, turn.account.platform, turn.account.user, about, turn.now
        )
        taken.append(one.hex)
        words = ""
    return taken, problems


async def not_among(turn: Turn, files: Sequence[File], before: Sequence[str]) -> tuple[File, ...]:
    """Those of some files that are not among others, which a page brings along once more."""
    had = {each.about.file for each in await _had(turn, before)}
    return tuple(each for each in files if each.id not in had)


def _kind(sent: Sent, file: File) -> str:
    """What a file is called that has no name."""
    sort = file.media_type.partition("/")[0]
    return {"image": "photo", "audio": "voice"}.get(sort, sent.kind)


async def so_far(turn: Turn, ids: Sequence[str]) -> Words | None:
    """The files that were taken, and what they may tell that we leave in; None: none was."""
    files = await _had(turn, ids)
    if not files:
        return None
    told = say("attach-so-far", files=Listing(tuple(called(each.about) for each in files)))
    if not any(each.about.kind == "document" for each in files):
        return told
    return Listing((told, say("attach-author")), apart=" ")


async def with_question(moment: Moment, question: Question) -> Words | None:
    """The files that whoever asked sent with a question; None: there are none."""
    theirs = await _theirs(moment, question)
    return say("card-files", files=Listing(theirs)) if theirs else None


NAMED = 5
"""Files that a card names; of others it says how many they are."""


async def beneath(moment: Moment, question: Question) -> Words | None:
    """The same on the card, in whose thread they are."""
    theirs = await _theirs(moment, question)
    if not theirs or question.hidden:
        return None
    files, more = Listing(theirs[:NAMED]), len(theirs) - NAMED
    if more > 0:
        return say("card-files-below-more", files=files, count=more)
    return say("card-files-below", files=files)


async def _theirs(moment: Moment, question: Question) -> tuple[Words, ...]:
    files = await attachments.of_question(moment.session, question.id)
    return tuple(_for_a_team(each.about) for each in files if not each.from_team)


def _for_a_team(about: About) -> Words:
    """What a file is called to those who did not send it."""
    return name(about.name) or say("card-file-kind", kind=about.kind)


async def _had(turn: Turn, ids: Sequence[str]) -> Sequence[Told]:
    """Those of some files that are here, or may still be had."""
    return await attachments.told(turn.session, [UUID(each) for each in ids]) if ids else ()


async def forget_unsent(turn: Turn) -> None:
    """Forget the files of a form that was left."""
    await attachments.drop_unsent(turn.session, turn.person.id)


_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|@#\s]+')


def name(told: str) -> str:
    """A file's name as it can be shown and kept anywhere; empty: there is none."""
    told = unicodedata.normalize("NFKC", told).replace("\\", "/").rpartition("/")[2]
    shown = "".join(each for each in told if unicodedata.category(each)[0] not in "CS")
    return _NOT_IN_A_NAME.sub(" ", shown).strip(" .~-")[:LONGEST_NAME].strip(" .")


def named(about: About) -> str:
    """What a file is called that goes on: as before, with the ending of what it is."""
    stem, dot, _ = about.name.rpartition(".")
    return f"{(stem if dot else about.name).strip(' .') or about.kind}.{about.ending}"


def to_send(about: About, content: bytes) -> Attachment:
    """A file as it goes on. Of a picture is said what its sender wrote beneath it, or whose it is.

    What it shows we don't know.
    """
    file = Attachment(named(about), about.media_type, content)
    if not file.is_picture:
        return file
    return structs.replace(file, description=about.words or say("attach-described"))


def called(about: About) -> Words:
    """What we call a file."""
    return _called(about.kind, about.name)


def _called(kind: str, told: str) -> Words:
    return name(told) or say("attach-kind", kind=kind)


# --- Handed on ----------------------------------------------------------------------------


async def give(
    turn: Turn, ids: Sequence[str], question: Question, *, from_team: bool = False
) -> None:
    """Let files go with a question: to its team, or from the team to who asked.

    Those that are not here yet follow when they are.
    """
    if not ids:
        return
    files = await attachments.give(
        turn.session,
        [UUID(each) for each in ids],
        turn.account.user,
        question.person_id,
        question.id,
        from_team=from_team,
        nameless=not from_team and not questions.opened(turn.session, question).name_shown,
    )
    for each in files:
        await hand_on(turn, each)


async def show_again(moment: Moment, question: Question) -> None:
    """Show the asker's files beneath the card that there is now, and nowhere else."""
    await hide(moment, question)
    for each in await attachments.of_question(moment.session, question.id):
        if not each.from_team:
            await hand_on(moment, each)


async def hide(moment: Moment, question: Question) -> None:
    """Delete the asker's files from the thread in which they are."""
    await standing.take_down_parts(moment.session, question.id)


async def hand_on(moment: Moment, file: Told) -> None:
    """Send a file that is here to whom it is for: in the card's thread, or to who asked."""
    number = file.question_id
    question = await questions.question_with_id(moment.session, number.hex) if number else None
    if not (file.here and question):
        return
    message = Message("", kept=file.id)
    if file.from_team:
        account = await people.account_with_id(moment.session, question.account_id)
        if account:
            await moment.send(account, message, Kind.COUNCIL)
        return
    team = await teams.the_team(moment.session, question.team_id)
    if team is None or not team.working or question.hidden or question.card_id is None:
        return  # they come with the card, or not at all
    if file.about.words:
        await _to_thread(moment, team, question, Message(file.about.words))
    await _to_thread(moment, team, question, message)


async def _to_thread(moment: Moment, team: Team, question: Question, message: Message) -> None:
    """Put a part of a question beneath its card; it goes when the question does."""
    stands = await standing.stand(
        moment.session, question.id, team.platform, team.channel, moment.now, part=True
    )
    await moment.to_team(
        team, message, about=question.person_id, stands=stands, thread_of=question.card_id
    )


async def failed(moment: Moment, file: Told, why: Why) -> None:
    """Tell who sent it that a file could not be had, and why; the card names it no more."""
    number = file.question_id
    question = await questions.question_with_id(moment.session, number.hex) if number else None
    if question and not file.from_team:
        question.redraw_at = moment.now
    account = await people.account_of(moment.session, file.platform, file.user)
    if account:
        what = say(f"attach-no-{why}", file=called(file.about))
        went_on = "attach-went-on" if file.question_id else "attach-again"
        await moment.send(account, Message((what, say(went_on))), Kind.ANSWER)


# --- What is kept -------------------------------------------------------------------------


@on.keeps("attachment")
async def tell(turn: Turn) -> Kept | None:
    """The files that went with their questions, and with the answers."""
    files = await attachments.of_person(turn.session, turn.person.id)
    if not files:
        return None
    rows: list[Sequence[Words]] = [
        [
            called(each.about),
            say("attach-from-team" if each.from_team else "attach-from-you"),
            *([each.about.words] if each.about.words else []),
        ]
        for each in files
    ]
    return Kept(say("attach-title"), say("attach-told", count=len(files)), rows)


async def to_take_away(turn: Turn) -> list[Message]:
    """The files themselves, for whoever takes away all that is kept about them."""
    files = await attachments.of_person(turn.session, turn.person.id)
    return [
        Message(say("attach-take", file=called(each.about)), kept=each.id)
        for each in files
        if each.here
    ]
