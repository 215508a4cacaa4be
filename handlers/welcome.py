"""The first words: who this is, what it can do, what it keeps, and what it cannot read."""

from msgspec.structs import replace

from handlers import asking, meant_for_team, peers, questions
from handlers.messages import Button, Message, Sent, Toast, button, say, stacked
from handlers.turns import Routes, Turn
from handlers.wording import LANGUAGES, wording
from storage import teams
from storage.areas import area_called
from storage.groups import group_by_ref

on = Routes()


@on.command("start", in_menu=False)
async def start(turn: Turn, payload: str) -> Message:
    """Say hello. A link may carry the ref of an area or a group: then the person is from there.

    Or the word of an invitation to meet other volunteers.
    """
    area = await area_called(turn.session, payload) if payload else None
    group = await group_by_ref(turn.session, payload) if payload and not area else None
    if group:
        area = await area_called(turn.session, group.area)
    invited = None
    if payload and not (area or turn.incoming.public):
        invited = await peers.invited(turn, payload)
    if area and not turn.incoming.public:
        turn.person.area = area
    who = (
        say("welcome-who", organisation=turn.here.organisation),
        say("welcome-program"),
        say("welcome-keeps", platform=turn.incoming.platform),
    )
    if invited:
        return replace(invited, text=(*who, *invited.paragraphs))
    lines = [*who, say("welcome-can")]
    if group:
        lines.append(say("welcome-from-group", group=group.name, area=group.area))
    elif area:
        lines.append(say("welcome-from-area", area=area.name))
    return Message(tuple(lines), buttons=stacked(*_suggestions(), *_other_languages(turn)))


@on.command("help")
async def help_(turn: Turn, _: str) -> Message:
    """What to ask, in examples, and the commands."""
    asks = not turn.incoming.public and await questions.can_ask(turn)
    person = [say("help-person")] if asks else []
    person += [say("help-officer")] if await _is_officer(turn) else []
    first = [button(say("pot-ask"), "ask")] if asks else []
    return Message(
        (say("help-ask"), *person, say("help-commands"), say("help-urgent")),
        buttons=stacked(*_suggestions(), *first),
    )


async def _is_officer(turn: Turn) -> bool:
    """Whether they are of a team, where nobody else hears it."""
    account = turn.account
    if turn.incoming.public or not turn.here.has_teams:
        return False
    return bool(await teams.teams_of(turn.session, account.platform, account.user))


@on.command("privacy")
async def privacy(turn: Turn, _: str) -> Message:
    """What is kept, who runs this, who carries the messages, whom to complain to."""
    notice = turn.here.notice_url
    return Message(
        (
            say("privacy-who", organisation=turn.here.organisation),
            say("privacy-kept"),
            say(f"privacy-{turn.incoming.platform}"),
            say("privacy-notice", url=notice) if notice else say("privacy-no-notice"),
            say("privacy-rights"),
        ),
    )


@on.home
async def home(turn: Turn) -> Message:
    """A greeting, what the assistant can do, and the last answer again."""
    hello = (
        say("welcome-who", organisation=turn.here.organisation),
        say("welcome-program"),
        *([say("help-officer")] if await _is_officer(turn) else []),
    )
    buttons = stacked(*_suggestions())
    last = await asking.last_answer(turn)
    if last is None:
        return Message((*hello, say("welcome-can")), buttons=buttons)
    return Message(
        (*hello, say("home-last"), *last.paragraphs),
        cards=last.cards,
        after=last.after,
        buttons=(*last.buttons, *buttons),
    )


@on.unreadable
async def cannot_read(turn: Turn, kind: str) -> Message:
    """Say kindly what we can read instead; what a team may wait for is offered to it."""
    awaited = await meant_for_team.awaited(turn)
    if awaited and isinstance(turn.incoming.what, Sent):
        return await meant_for_team.offer(turn, awaited, "")
    return Message(say("cannot-read", kind=kind))


@on.press("done")
async def already_done(turn: Turn) -> Toast:
    """A button that was pressed before."""
    return Toast(say("already-done"))


def _suggestions() -> list[Button]:
    return [button(say("suggest-pots"), "pots"), button(say("suggest-contacts"), "contacts")]


def _other_languages(turn: Turn) -> list[Button]:
    """The way to the default language, for somebody whose phone is set to another."""
    if turn.person.language == LANGUAGES[0]:
        return []
    return [button(wording(LANGUAGES[0])(say("language-name")), "language", LANGUAGES[0])]
