"""One turn: who spoke, which one handler answers, what to say. The only way through the house."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Protocol, TypeVar

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from handlers import (
    account,
    alerts,
    apart,
    areas,
    asking,
    attachments,
    audit,
    away,
    cards,
    check_ins,
    circles,
    consents,
    contacts,
    coordinators,
    correcting,
    crisis,
    dialogue,
    grants,
    groups,
    hello,
    ideas,
    introductions,
    kept,
    meant_for_team,
    mentoring,
    mentors,
    my_weeks,
    ons4,
    peers,
    pot,
    profile,
    prompts,
    questions,
    reports,
    rhythm,
    roles,
    safeguarding,
    silence,
    teams,
    thanks,
    wanted,
    welcome,
    wrong,
)
from handlers.dialogue import Dialogue, Step
from handlers.forms import Filling, Form
from handlers.messages import (
    HAPPENED,
    Answer,
    Button,
    Changed,
    Command,
    HomeOpened,
    Incoming,
    Left,
    Message,
    No,
    Pressed,
    Said,
    Sent,
    Sorry,
    Submitted,
    Toast,
    Unreadable,
    What,
    say,
    stacked,
)
from handlers.turns import (
    Album,
    Awaited,
    HappenedHandler,
    Here,
    KeptTeller,
    Moment,
    Recent,
    Reply,
    Route,
    Routes,
    StaysTeller,
    Tellers,
    Turn,
)
from handlers.wording import LANGUAGES, language_for, wording
from storage import mailbox, people, talk
from storage.mailbox import Kind
from storage.meaning import Vector
from storage.people import Account
from storage.talk import Topic


class Feature(Protocol):
    """A module that declares its handlers in `on`."""

    on: Routes


FEATURES: Sequence[Feature] = (
    asking,
    correcting,
    pot,
    kept,
    wanted,
    wrong,
    questions,
    cards,
    contacts,
    groups,
    grants,
    check_ins,
    my_weeks,
    ideas,
    ons4,
    peers,
    mentoring,
    mentors,
    introductions,
    circles,
    apart,
    coordinators,
    consents,
    areas,
    profile,
    crisis,
    alerts,
    safeguarding,
    away,
    teams,
    roles,
    audit,
    rhythm,
    prompts,
    thanks,
    hello,
    reports,
    attachments,
    account,
    silence,
    welcome,
)
"""Every feature, in the order of the menu."""


@dataclass
class Routing:
    """The features' routes in one table."""

    commands: dict[str, Route] = field(default_factory=dict)
    presses: dict[str, Route] = field(default_factory=dict)
    finishes: dict[str, Route] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    asked: Route | None = None
    not_read: Route | None = None
    at_home: Route | None = None
    happened: list[HappenedHandler] = field(default_factory=list)
    tellers: Tellers = field(default_factory=Tellers)

    @staticmethod
    def of(features: Iterable[Feature]) -> "Routing":
        """The table of some features; two that claim one name are a mistake."""
        table = Routing()
        kept: dict[str, KeptTeller] = {}
        stays: list[StaysTeller] = []
        for feature in features:
            on = feature.on
            _join(kept, on.kept)
            stays += on.stays
            _join(table.commands, on.commands)
            _join(table.presses, on.presses)
            _join(table.forms, {name: form for name, (form, _) in on.finishes.items()})
            _join(table.finishes, {name: route for name, (_, route) in on.finishes.items()})
            table.asked = table.asked or on.asked
            table.not_read = table.not_read or on.not_read
            table.at_home = table.at_home or on.at_home
            table.happened += [on.happened] if on.happened else []
        table.tellers = Tellers(kept, stays)
        return table


T = TypeVar("T")


def _join(table: dict[str, T], more: Mapping[str, T]) -> None:
    twice = table.keys() & more.keys()
    if twice:
        raise ValueError(f"claimed by two features: {', '.join(sorted(twice))}")
    table.update(more)


ROUTING = Routing.of(FEATURES)


def menu(
    language: str, routing: Routing = ROUTING, *, has_teams: bool = False
) -> list[tuple[str, str]]:
    """The commands for a platform's menu, with a short description each."""
    words = wording(language)
    shown = (
        name
        for name, route in routing.commands.items()
        if route.in_menu and (has_teams or not route.to_teams)
    )
    return [(name, words(say(f"command-{name}"))) for name in shown]


async def take_turn(
    session: AsyncSession,
    now: datetime,
    incoming: Incoming,
    here: Here,
    routing: Routing = ROUTING,
    senses: Mapping[str, Vector] = MappingProxyType({}),
) -> Answer | None:
    """Answer one update: store what it changes, post what is said.

    Returns what is good only now: for the adapter, after the commit.

    Raises:
        NotWorkedOut: to be begun anew, with the meaning of that among the `senses`.
    """
    if isinstance(incoming.what, Left):
        await people.mark_unreachable(session, incoming.platform, incoming.address, now)
    if isinstance(incoming.what, HAPPENED):
        for hear in routing.happened:
            await hear(Moment(session, now, here), incoming)
        return None
    account = await _who(session, now, incoming)
    if incoming.helped is not None:
        await mailbox.note_sent(session, account, incoming.address, incoming.helped, now)
    turn = Turn(session, now, here, incoming, account, tellers=routing.tellers, senses=senses)
    kept = {} if incoming.public else await talk.talk_of(session, account.person_id, now)
    form = dialogue.kept(kept.get(Topic.FORM), routing.forms)
    turn.recent = _recent(kept)
    awaited = turn.awaited = _awaited(kept)
    step = Step()
    try:
        async with session.begin_nested():
            step = await _answer(turn, form, routing)
    except Sorry as no:
        # Undoing the savepoint expired what it touched: read it again before it is used.
        turn.account = await _who(session, now, incoming)
        turn.recent = _recent(kept)
        step = Step(no.message)
    except No as no:
        turn.account = await _who(session, now, incoming)
        turn.recent = _recent(kept)
        pressed = isinstance(incoming.what, Pressed)
        step = Step(toast=no.words, stands=True) if pressed else Step(Message(no.words))
    answer = await _post(turn, step, form)
    if (
        awaited
        and awaited.fresh
        and turn.awaited is awaited
        and not (turn.goes_on or turn.erased or turn.forgotten)
    ):
        stale = msgspec.json.encode(msgspec.structs.replace(awaited, fresh=False))
        await talk.change(session, turn.person.id, Topic.TEAM, stale, awaited.at)
    return answer


def opens_form(what: What, routing: Routing = ROUTING) -> bool:
    """Whether the answer to this may be a form."""
    match what:
        case Command(name):
            route = routing.commands.get(name)
        case Pressed(data):
            name = data.split(" ")[0]
            if name == "form-open":
                return True
            route = routing.presses.get(name)
        case _:
            return False
    return route is not None and route.opens_form


def asks_for_lines(what: What, routing: Routing = ROUTING) -> bool:
    """Whether it is /urgent, in whatever words."""
    match what:
        case Command(name):
            return name == "urgent"
        case Said(text):
            return _spoken_commands(tuple(routing.commands)).get(_bare(text)) == "urgent"
        case _:
            return False


async def say_anyway(
    session: AsyncSession, now: datetime, incoming: Incoming, here: Here, message: Message
) -> None:
    """Say something to whoever wrote, without a turn: an apology, or what they must have."""
    if isinstance(incoming.what, HAPPENED):
        return
    account = await _who(session, now, incoming)
    await Turn(session, now, here, incoming, account).send(
        account,
        message,
        Kind.ANSWER,
        address=incoming.address,
        thread=incoming.thread,
        only_for=incoming.only_for,
    )


# --- Who ----------------------------------------------------------------------------------


async def _who(session: AsyncSession, now: datetime, incoming: Incoming) -> Account:
    sender = incoming.sender
    account = await people.account_of(session, incoming.platform, sender.user)
    if account is None:
        return await people.meet(
            session,
            incoming.platform,
            sender.user,
            address=incoming.address if incoming.alone else "",
            name=sender.name,
            language=language_for(sender.language),
            now=now,
        )
    account.person.heard(now)
    if incoming.alone and account.address != incoming.address:
        account.address = incoming.address
    if account.unreachable_at is not None:
        account.unreachable_at = None
    if sender.name and not account.person.name:  # their platform could not tell it before
        account.person.name = sender.name
    return account


def _recent(kept: Mapping[Topic, bytes]) -> Recent:
    """The recent talk; what an earlier version kept and this one can't read is forgotten."""
    try:
        return msgspec.json.decode(kept.get(Topic.RECENT, b"{}"), type=Recent)
    except msgspec.DecodeError:
        return Recent()


def _awaited(kept: Mapping[Topic, bytes]) -> Awaited | None:
    """What a team wrote about last; what an earlier version kept and this one can't read isn't."""
    content = kept.get(Topic.TEAM)
    try:
        return msgspec.json.decode(content, type=Awaited) if content else None
    except msgspec.DecodeError:
        return None


# --- Which handler ------------------------------------------------------------------------


async def _answer(turn: Turn, form: Dialogue | None, routing: Routing) -> Step:
    what = turn.incoming.what
    danger = crisis.recognise(turn.here.aside.not_meant_yet(turn.person.id, what, turn.now))
    if danger and not _tells_of_danger(what, form, routing):
        return await _beside_help(turn, danger, form, routing)
    return await _hear(turn, what, form, routing)


async def _hear(turn: Turn, what: What, form: Dialogue | None, routing: Routing) -> Step:
    match what:
        case Command(name, rest, message, edited):
            if edited and (changed := await questions.edited(turn, message, rest)):
                return Step(changed)
            return await _command(turn, name, rest, routing)
        case Pressed(data):
            return await _press(turn, data, form, routing)
        case Submitted(name, answers, given, files):
            page = Filling(_form(routing, name), given)
            step = await dialogue.submit(turn, page, answers, files)
            return await _finish(turn, page.form, step, routing)
        case Changed(name, answers, given):
            page = Filling(_form(routing, name), given)
            return Step(sheet=await dialogue.sheet(turn, page, answers))
        case HomeOpened() if routing.at_home:
            return replace(await _call(turn, routing.at_home, [], routing), home=True)
        case Sent():
            return await _sent(turn, what, form, routing)
        case Unreadable(kind) if routing.not_read:
            return await _call(turn, routing.not_read, [kind], routing)
        case Said():
            return await _said(turn, what, form, routing)
    raise TypeError(f"no way to answer {what}")


def _tells_of_danger(what: What, form: Dialogue | None, routing: Routing) -> bool:
    """Whether it is the answer to a form that asks about danger."""
    if isinstance(what, Submitted):
        return what.form in routing.forms and routing.forms[what.form].about_danger
    return form is not None and form.form.about_danger and not form.progress.paused


async def _beside_help(
    turn: Turn, danger: crisis.Danger, form: Dialogue | None, routing: Routing
) -> Step:
    """It was answered when it arrived; what is said on top of that is one question, once.

    Of another kind of danger it is asked anew: a contact is told the one that was asked about. What
    was written for people at the council goes there all the same if whoever wrote it says so.
    """
    asked = any(each.data == f"tell {danger.kind}" for each in turn.recent.offered)
    told = None if asked else await alerts.offer(turn, danger)
    if turn.incoming.public or not await _for_people(turn, form, routing):
        return Step(told)
    number = form.progress.no if form and not form.progress.paused else ""
    turn.here.aside.hold(turn.person.id, turn.incoming.what, number, turn.now)
    anyway = Message(say("anyway"), buttons=stacked(Button(say("anyway-yes"), "anyway")))
    return Step(told.followed_by(anyway) if told else anyway)


async def _for_people(turn: Turn, form: Dialogue | None, routing: Routing) -> bool:
    """Whether it was written for people at the council."""
    match turn.incoming.what:
        case Command(name):
            route = routing.commands.get(name)
            return route is not None and route.to_teams and await questions.can_ask(turn)
        case Submitted(name):
            return name in routing.forms and routing.forms[name].to_people
        case _:
            if form and not form.progress.paused:
                return form.form.to_people
            return await meant_for_team.awaited(turn) is not None


async def _anyway(turn: Turn, form: Dialogue | None, routing: Routing) -> Step:
    """Take what sounded like danger as what it was written for."""
    held = turn.here.aside.take(turn.person.id, turn.incoming.update, turn.now)
    number = form.progress.no if form else ""
    if held is None or (held.form and held.form != number):
        raise Sorry(say("anyway-gone"))
    if form and held.form:
        form.progress.paused = False
    turn.incoming = replace(turn.incoming, what=held.what)
    return replace(await _hear(turn, held.what, form, routing), problems={})


def _form(routing: Routing, name: str) -> Form:
    if name not in routing.forms:
        raise Sorry(say("form-over"))
    return routing.forms[name]


async def _said(turn: Turn, said: Said, form: Dialogue | None, routing: Routing) -> Step:
    """Free text, by who wants it first: a command's phrases, a form, our buttons, a question."""
    in_form = form is not None and not form.progress.paused
    if said.edited and (changed := await questions.edited(turn, said.message, said.text)):
        return Step(changed)
    spoken = _spoken_commands(tuple(routing.commands))
    command = spoken.get(_bare(said.text))
    if command and (routing.commands[command].any_time or not in_form):
        return await _command(turn, command, "", routing)
    if form and in_form:
        return await _finish(turn, form.form, await dialogue.hear(turn, form, said), routing)
    pressed = _offered(turn, said.text)
    if pressed:
        return await _press(turn, pressed.data, form, routing)
    if routing.asked is None:
        raise TypeError("no feature takes free text")
    return await _call(turn, routing.asked, [said.text], routing)


async def _sent(turn: Turn, sent: Sent, form: Dialogue | None, routing: Routing) -> Step:
    """Files, for a form that asks for some; otherwise the words with them are what was said."""
    wanted = form.for_files if form and not form.progress.paused else None
    recent = turn.recent
    follows = recent.album is not None and recent.album.id == sent.album
    if follows and not (wanted or sent.text or turn.incoming.public):
        await meant_for_team.rest_of_album(turn, sent)
        return Step()
    if not follows:
        recent.album = Album(sent.album) if sent.album else None
    if form and wanted:
        return await _finish(
            turn, form.form, await dialogue.attach(turn, form, sent, wanted), routing
        )
    if sent.text:
        return await _said(turn, Said(sent.text, sent.message), form, routing)
    if routing.not_read is None:
        raise TypeError("no feature answers what we cannot read")
    return await _call(turn, routing.not_read, [sent.kind], routing)


async def _command(turn: Turn, name: str, rest: str, routing: Routing) -> Step:
    route = routing.commands.get(name)
    if route is None:
        return Step(Message(say("unknown-command", command=name[:32])))
    return await _call(turn, route, [rest], routing)


async def _press(turn: Turn, data: str, form: Dialogue | None, routing: Routing) -> Step:
    name, *words = data.split(" ")
    if name == "form-open" and len(words) == 1:
        return await _step(turn, _form(routing, words[0]), routing)
    if data == "anyway":
        return await _anyway(turn, form, routing)
    if name == "form" or name.startswith("form-"):
        return await _form_press(turn, name, words, form, routing)
    route = routing.presses.get(name)
    try:
        values = route.values(words) if route else None
    except ValueError:
        values = None
    if route is None or values is None:
        raise Sorry(say("unknown-button"))
    step = await _call(turn, route, values, routing, by=data)
    return replace(
        step,
        in_place=route.in_place,
        settled=route.settles,
        hide=route.hides,
        stands=route.stands,
    )


async def _form_press(
    turn: Turn, name: str, words: list[str], form: Dialogue | None, routing: Routing
) -> Step:
    if form is None or not words or words[0] != form.progress.no:
        raise Sorry(say("form-over"))
    steer = _STEERING.get(name)
    if steer:
        step = await steer(turn, form)
    elif name == "form" and len(words) == 3:
        step = await dialogue.press(turn, form, *words[1:])
    else:
        raise Sorry(say("unknown-button"))
    return replace(await _finish(turn, form.form, step, routing), settled=not step.in_place)


_STEERING = {
    **{f"form-{name}": step for name, step in dialogue.STEERS.items()},
    "form-resume": dialogue.resume,
}


async def _finish(turn: Turn, form: Form, step: Step, routing: Routing) -> Step:
    """Hand a form that is filled in to its handler."""
    if step.outcome is None:
        return step
    reply = await routing.finishes[form.name].handler(turn, **step.outcome)
    return replace(await _step(turn, reply, routing), of_form=True)


async def _call(
    turn: Turn, route: Route, values: Sequence[str | int], routing: Routing, by: str = ""
) -> Step:
    if route.private and turn.incoming.public:
        return Step(Message(say("only-in-private")))
    return await _step(turn, await route.handler(turn, *values), routing, by)


async def _step(turn: Turn, reply: Reply, routing: Routing, by: str = "") -> Step:
    """What a reply comes to. `by`: the button that was pressed, or named; empty: none was."""
    match reply:
        case Message():
            return Step(reply)
        case Toast(words):
            return Step(toast=words)
        case Form() | Filling():
            if turn.incoming.public and turn.incoming.forms != "shown":
                return Step(Message(say("only-in-private")))
            filling = reply if isinstance(reply, Filling) else reply.filled()
            if turn.incoming.forms == "shown":  # to whoever pressed, and nobody else
                return Step(sheet=await dialogue.sheet(turn, filling))
            if turn.incoming.forms == "offered":
                return Step(_offer(filling.form, by))
            return await _finish(turn, filling.form, await dialogue.begin(turn, filling), routing)
        case None:
            return Step()


def _offer(form: Form, by: str) -> Message:
    """A form that only a press can open: by the button that was named, for it knows what about."""
    opens = Button(say("form-open", form=say(f"{form.name}-form")), by or f"form-open {form.name}")
    return Message(say("form-offer"), buttons=stacked(opens))


# --- What was typed -----------------------------------------------------------------------

_NOT_WORDS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘`]")


def _bare(text: str) -> str:
    """Letters and digits alone, so that "Stop!!" is "stop", and "its" is "it's"."""
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.casefold())).strip()


@cache
def _spoken_commands(commands: tuple[str, ...]) -> Mapping[str, str]:
    """Phrases that mean a command when they are all of a message: "leave me alone" is /stop.

    They are heard in every language of ours: who is fed up does not change the language first.
    """
    return {
        _bare(phrase): name
        for words in map(wording, LANGUAGES)
        for name in commands
        if words.has(f"command-{name}-said")
        for phrase in words.alternatives(f"command-{name}-said")
    }


def _offered(turn: Turn, text: str) -> Button | None:
    """The button that a typed label or number stands for; None: none.

    What a team wrote since has buttons, too: those are known by their labels, and where ours don't
    mean it, by a part of them.

    A label is also known by what stands before a comma or in brackets: "yes" presses
    "Yes, erase everything". A number is the one a button shows or, where none shows any, its place.

    Raises:
        Sorry: a number that none of the numbered buttons shows.
    """
    words, typed = wording(turn.person.language), _bare(text)
    team = turn.awaited.offered if turn.awaited and turn.awaited.fresh else ()
    for each in team if typed else ():
        if typed == _bare(words(each.label)):
            return each
    offered = turn.recent.offered if typed else ()
    labels = [words(each.label) for each in offered]
    for each, label in (*zip(offered, labels, strict=True), *((b, words(b.label)) for b in team)):
        if typed and typed in {_bare(part) for part in (label, *_PARTS.split(label))}:
            return each
    if not (typed.isascii() and typed.isdigit() and len(typed) < 3):
        return None
    if any(label.isdigit() for label in labels):
        raise Sorry(say("number-not-shown"))
    return offered[int(typed) - 1] if 1 <= int(typed) <= len(offered) else None


_PARTS = re.compile(r"[,()]")


# --- What is said -------------------------------------------------------------------------


async def _post(turn: Turn, step: Step, form: Dialogue | None) -> Answer:
    """Post the message, and remember what it offers."""
    message, incoming = step.message, turn.incoming
    elsewhere = not (step.of_form or step.home or turn.erased or turn.forgotten)
    if message and form and not form.progress.paused and elsewhere:
        if turn.settled == form.form.name:
            await talk.drop(turn.session, turn.person.id, Topic.FORM)
        else:
            resume = await dialogue.pause(turn, form)
            message = msgspec.structs.replace(message, buttons=(*message.buttons, (resume,)))
    pressed = incoming.what if isinstance(incoming.what, Pressed) else None
    # What others see stays as it is: one person's press must not take a list from them.
    replaces = pressed.message if pressed and step.in_place and not incoming.public else None
    if message:
        await turn.send(
            turn.account,
            message,
            Kind.ANSWER,
            address=incoming.address,
            thread=incoming.thread,
            only_for=incoming.sender.user if step.home else incoming.only_for,
            replaces=replaces,
            home=step.home,
            anonymous=turn.erased,
            alert=turn.alert,
        )
        if not (incoming.public or step.home or turn.erased):
            turn.recent.offered = tuple(each for row in message.buttons for each in row)
            content = msgspec.json.encode(turn.recent)
            await talk.keep(turn.session, turn.person.id, Topic.RECENT, content, turn.now)
    return Answer(
        toast=step.toast,
        language=turn.person.language,
        sheet=step.sheet,
        problems=step.problems,
        in_place=replaces is not None,
        settled=step.settled,
        hide=step.hide,
        stands=step.stands,
    )
