"""Teams: how a channel becomes one, who is told what of it, and who may change it.

Whoever invites the bot proposes nothing yet: the channel is looked at first, by
`scheduler.membership`, and what it is told depends on who reads it (`settle`).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct, structs

from handlers import attachments, thesaurus
from handlers.areas import everywhere
from handlers.forms import (
    Answers,
    Choice,
    Filling,
    Form,
    NotUnderstood,
    Number,
    Pick,
    Several,
    Write,
)
from handlers.messages import (
    Button,
    Card,
    Incoming,
    Joined,
    Left,
    Listing,
    Message,
    Readers,
    Sorry,
    Went,
    Words,
    button,
    in_rows,
    say,
    stacked,
    written,
)
from handlers.roles import only, rules
from handlers.turns import TEAMS_LANGUAGE, Moment, Routes, Turn
from handlers.working_hours import NoHours, in_words, read_hours, written_hours
from storage import administrators, audit, mailbox, people, questions, teams
from storage.administrators import Role
from storage.areas import all_areas
from storage.mailbox import Kind
from storage.teams import OTHERS, Team

on = Routes()

QUESTIONS, FRONT_DOOR = "questions", "front_door"
BELIEVED = timedelta(hours=4)
"""How long it is believed who was in a channel when its platform told us last."""
LISTED = 20
"""Teams that a message tells of, and guests that one names."""


def _hours(text: str) -> str:
    """Working hours as they are kept; raises `NotUnderstood`."""
    try:
        return written_hours(read_hours(text))
    except NoHours:
        raise NotUnderstood(say("team-hours-not")) from None


async def _officers(turn: Turn) -> Sequence[Choice]:
    found = {each.user: each for each in await teams.officers(turn.session)}
    return [Choice(each.user, each.name or each.user) for each in found.values()]


async def _of_it(turn: Turn, said: Answers) -> Sequence[str]:
    number = str(said.get("team", ""))  # the form comes with it, unless somebody forged it
    team = (
        await teams.the_team(turn.session, int(number))
        if number.isdecimal() and len(number) < 19
        else None
    )
    if team is None or not await _may(turn, team):
        return []
    found = await teams.members(turn.session, team.id)
    return [each.user for each in found if not each.guest]


async def _teams(turn: Turn) -> Sequence[Choice]:
    return [Choice(str(each.id), each.name) for each in await teams.all_teams(turn.session)]


async def _others(turn: Turn, said: Answers) -> Sequence[str]:
    return [each.value for each in await _teams(turn) if each.value != said.get("team")]


TEAM = Form(
    "team",
    (
        Number("team", most=1 << 62),
        Write("name", at_most=60),
        Pick("takes", (QUESTIONS, FRONT_DOOR, *OTHERS)),
        Write("about", at_most=200, optional=True),
        Several("areas", everywhere),
        Write("hours", at_most=100, reads=_hours),
        Number("days", least=1, most=20),
        Pick("deputy", _officers, optional=True, among=_of_it),
        Pick("backup", _teams, optional=True, among=_others),
    ),
)


# --- What happens to a channel --------------------------------------------------------------


@on.happens
async def hear(moment: Moment, incoming: Incoming) -> None:
    """We came or were put out; somebody came or went: whoever went may do nothing any more."""
    session, now = moment.session, moment.now
    if isinstance(incoming.what, Joined):
        team = await teams.look_at(session, incoming.platform, incoming.address, now)
        if team.proposed_at is None:
            team.proposed_by = incoming.sender.user or None
        return
    found = await teams.team_of_channel(session, incoming.platform, incoming.address)
    if found is None or found.gone_at is not None:
        return
    await questions.hold_open_of_team(session, found.id)
    if isinstance(incoming.what, Left):
        await end(moment, found)
        return
    if isinstance(incoming.what, Went):
        await teams.drop_member(session, found, incoming.sender.user)
        for each in await questions.open_with(session, incoming.platform, incoming.sender.user):
            each.next_at = each.redraw_at = now  # a deputy has it from now on
    found.look_at = now


async def take_in(moment: Moment, team_id: int, readers: Readers | None) -> None:
    """Take in who reads a channel now; None: it is gone, or we are not in it any more."""
    team = await teams.the_team(moment.session, team_id)
    if team is None or team.gone_at is not None:
        return
    await questions.hold_open_of_team(moment.session, team.id)
    if readers is None:
        await end(moment, team)
        return
    known = {each.user for each in await teams.members(moment.session, team.id) if each.guest}
    if readers.guests - known or (readers.shared and not team.shared):
        team.exposed_ok = False  # it was said of others
    team.unread_at = None
    team.room, team.private, team.shared = readers.room, readers.private, readers.shared
    await teams.set_members(moment.session, team, readers.people, readers.guests, moment.now)
    await settle(moment, team)


async def lose_sight(moment: Moment, team_id: int) -> datetime | None:
    """We are not told who reads a channel: after some hours nobody may do anything any more.

    When that will be, if we are still not told by then; None: it is so, or there is nobody.
    """
    team = await teams.the_team(moment.session, team_id)
    if team is None or team.gone_at is not None or team.unread_at is not None:
        return None
    told_at = await teams.last_told(moment.session, team.id)
    if told_at is None:
        return None
    if moment.now < told_at + BELIEVED:
        return told_at + BELIEVED
    await questions.hold_open_of_team(moment.session, team.id)
    team.unread_at = moment.now
    await settle(moment, team)
    return None


async def end(moment: Moment, team: Team) -> None:
    """A channel is a team no longer: what it has open goes to another, by the questions' clock."""
    was_one = team.approved_at is not None
    team.gone_at, team.told = moment.now, "gone"
    team.stop(moment.now)
    await moment.session.flush()
    if not was_one:
        return
    await audit.note(moment.session, moment.now, team.platform, "", "team-gone", f"team {team.id}")
    count = await questions.see_to_soon(moment.session, team.id, moment.now)
    await tell_administrators(moment, team, Message(say("team-gone", name=team.name, count=count)))


# --- What is told of it ---------------------------------------------------------------------


async def settle(moment: Moment, team: Team) -> None:
    """Tell the channel and the administrators how far it has come: once for each step."""
    await _stop_or_go_on(moment, team)
    told = await outsiders(moment, team) if team.state == "exposed" else team.state
    if told == team.told:
        return
    before, team.told = team.told, told
    match team.state:
        case "public":
            await moment.to_team(team, Message((say("team-hello"), say("team-public"))))
        case "new":
            await moment.to_team(team, _invitation(moment, team))
        case "waits":
            asked = await tell_administrators(moment, team, await _request(moment, team))
            await moment.to_team(team, Message(say("team-waits" if asked else "team-nobody")))
        case "unread":
            unread = Message(say("team-unread", name=team.name, room=team.room))
            await tell_administrators(moment, team, unread)
        case "exposed":
            asked = await tell_administrators(moment, team, await _exposure(moment, team))
            if not before.startswith("exposed"):
                key = "team-exposed" if asked else "team-nobody"
                await moment.to_team(team, Message(say(key, name=team.name)))
        case "works":
            await moment.to_team(team, Message((say("team-works", name=team.name), _how_to(team))))


async def outsiders(moment: Moment, team: Team) -> str:
    """That a channel is exposed, and to whom: a yes is to those who were shown, and no others."""
    guests = [each.user for each in await teams.members(moment.session, team.id) if each.guest]
    seen = " ".join([*guests, "shared" if team.shared else ""])
    return f"exposed {hashlib.sha256(seen.encode()).hexdigest()[:12]}"


async def _stop_or_go_on(moment: Moment, team: Team) -> None:
    """Have what is open wait while a team isn't working, and be shown as it is once it works.

    As long as others read its channel, no card there shows what anybody asked.
    """
    if team.working == (team.stopped_at is None):
        return
    if not team.working:
        team.stop(moment.now)
    else:
        team.stopped_at = None
        for each in await questions.shown_by_team(moment.session, team.id):
            await attachments.show_again(moment, each)  # some may have come meanwhile
    await questions.see_to_soon(moment.session, team.id, moment.now)
    await questions.show_anew(moment.session, team.id, moment.now)


def _how_to(team: Team) -> Words:
    return say("team-works-other") if team.other else say("team-works-how", days=team.answer_days)


def _invitation(moment: Moment, team: Team) -> Message:
    return Message(
        (say("team-hello"), say("team-new", organisation=moment.here.organisation)),
        buttons=stacked(button(say("team-fill-in"), "team-form", team.id)),
    )


async def _request(moment: Moment, team: Team) -> Message:
    """Ask an administrator: what it would be, and who reads it."""
    who = await teams.member(moment.session, team.id, team.proposed_by or "")
    asked = say("team-ask", name=team.name, room=team.room, who=who.name if who else "-")
    return Message(
        asked,
        cards=(await _card(moment, team),),
        after=(*_readers(team), say("team-ask-sure")),
        buttons=in_rows(
            [
                button(say("team-approve"), "team-approve", team.id),
                button(say("team-decline"), "team-decline", team.id),
            ],
            2,
        ),
    )


async def _exposure(moment: Moment, team: Team) -> Message:
    """Ask an administrator whether those who are not the council's own may read along."""
    named = await _named_guests(moment, team)
    return Message(
        (say("team-expose", name=team.name, room=team.room), *_readers(team), *named),
        buttons=in_rows(
            [
                await _expose_button(moment, team),
                button(say("team-expose-no"), "team-expose-not", team.id),
            ],
            2,
        ),
    )


async def _named_guests(moment: Moment, team: Team) -> Sequence[Words]:
    guests = [
        each.name or each.user
        for each in await teams.members(moment.session, team.id)
        if each.guest
    ]
    return [say("team-guests", who=", ".join(guests[:LISTED]))] if guests else []


async def _expose_button(moment: Moment, team: Team) -> Button:
    """A yes to those outsiders who are there now."""
    _, _, seen = (await outsiders(moment, team)).partition(" ")
    return button(say("team-expose-yes"), "team-expose", team.id, seen)


def _readers(team: Team) -> Sequence[Words]:
    told = [say("team-readers", count=team.people)]
    told += [say("team-readers-guests", count=team.guests)] if team.guests else []
    return [*told, say("team-readers-shared")] if team.shared else told


async def _card(moment: Moment, team: Team) -> Card:
    """What a team is."""
    refs = set(await teams.areas_of(moment.session, team.id))
    areas = [each.name for each in await all_areas(moment.session) if each.ref in refs]
    backup = await teams.the_team(moment.session, team.backup_id) if team.backup_id else None
    deputy = await teams.member(moment.session, team.id, team.deputy) if team.deputy else None
    lines: list[Words] = [
        say(f"team-takes-{_takes(team)}"),
        *([say("team-card-about", about=team.about)] if team.about else []),
        say("team-card-areas", areas=", ".join(areas) or "-"),
        say("team-card-hours", hours=in_words(read_hours(team.hours))),
        say("team-card-days", count=team.answer_days),
        *([say("team-card-deputy", who=deputy.name or deputy.user)] if deputy else []),
        *([say("team-card-backup", team=backup.name)] if backup else []),
    ]
    return Card(team.name, tuple(lines))


def _takes(team: Team) -> str:
    return team.other or (FRONT_DOOR if team.front_door else QUESTIONS)


async def tell_administrators(moment: Moment, team: Team, message: Message) -> bool:
    """Tell all whom we can reach: whom we never met, on the team's own platform alone."""
    asked = False
    for platform, user in await administrators.who_are(moment.session, Role.ADMINISTRATOR):
        account = await people.account_of(moment.session, platform, user)
        if account is not None and account.address:
            await moment.send(account, message, Kind.COUNCIL)
        elif platform == team.platform:
            await mailbox.post(
                moment.session,
                written(message),
                platform=platform,
                address=user,
                person_id=None,
                language=TEAMS_LANGUAGE,
                kind=Kind.COUNCIL,
                now=moment.now,
            )
        else:
            continue
        asked = True
    return asked


# --- The form -------------------------------------------------------------------------------


@on.press("team-form")
async def fill_in(turn: Turn, team_id: int) -> Filling:
    """Tell what a team is, or change it."""
    team = await _theirs(turn, team_id)
    draft: dict[str, str | list[str]] = {
        "name": team.name or team.room,
        "takes": _takes(team),
        "about": team.about,
        "areas": list(await teams.areas_of(turn.session, team.id)),
        "hours": team.hours,
        "days": str(team.answer_days),
        "deputy": team.deputy or "",
        "backup": str(team.backup_id or ""),
    }
    return Filling(TEAM, {"team": str(team.id)}, {name: it for name, it in draft.items() if it})


@on.finish(TEAM)
async def propose(
    turn: Turn,
    team: str,
    name: str,
    takes: str,
    areas: list[str],
    hours: str,
    days: str,
    about: str = "",
    deputy: str = "",
    backup: str = "",
) -> Message:
    """Propose a team; of one that works already, what is told holds at once."""
    one = await _theirs(turn, int(team))
    one.name, one.hours, one.answer_days = name, hours, int(days)
    one.deputy, one.backup_id = deputy or None, int(backup) if backup else None
    reach = Reach(about, takes, tuple(areas))
    wider = one.approved_at is not None and await _is_wider(turn, one, reach)
    one.wider = structs.asdict(reach) if wider and not await rules(turn) else None
    if one.wider is None:
        await _set_reach(turn, one, reach)
    if one.approved_at is None:
        one.proposed_by, one.proposed_at = turn.account.user, turn.now
        one.told, one.look_at = "new", turn.now  # looked at anew before anybody is asked
        return Message(say("team-proposed", name=name))
    await _note(turn, one, "team-changed")
    changed = Message(say("team-changed", name=name, who=turn.person.name))
    changed = Message(changed.paragraphs, cards=(await _card(turn, one),))
    await turn.to_team(one, changed)
    await tell_administrators(turn, one, changed)
    if one.wider is None:
        return Message(say("team-kept", name=name))
    asked = await tell_administrators(turn, one, await _wish_for_more(turn, one))
    return Message(say("team-kept-wider" if asked else "team-nobody", name=name))


# --- What comes to it -----------------------------------------------------------------------


def _spoken_of(about: str) -> set[str]:
    return {*thesaurus.subjects_in(about), *thesaurus.work_in(about)}


class Reach(Struct, frozen=True):
    """Which questions come to a team."""

    about: str
    takes: str
    areas: tuple[str, ...]

    @property
    def subjects(self) -> set[str]:
        """What its words are about."""
        return _spoken_of(self.about)

    @property
    def mark(self) -> str:
        """What tells it from another, so that a yes is to what was shown."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]


async def _is_wider(turn: Turn, team: Team, reach: Reach) -> bool:
    """Whether more would come to a team than does: its readers would read what they did not.

    A team that names no subject gets what fits no other, so naming none is more, too. What its own
    words are found to be about today is not more: an administrator said yes to those words.
    """
    new, known = reach.subjects, {*team.subjects, *_spoken_of(team.about)}
    more = any(not {each, *thesaurus.broader(each)} & known for each in new) if known else new
    takes_more = reach.takes not in (_takes(team), *([QUESTIONS] if team.front_door else []))
    near = await teams.reaches(turn.session, team.id, reach.areas)
    return bool(more) or (bool(known) and not new) or takes_more or not near


async def _set_reach(turn: Turn, team: Team, reach: Reach) -> None:
    team.about, team.subjects = reach.about, sorted(reach.subjects)
    team.front_door = reach.takes == FRONT_DOOR
    team.other = reach.takes if reach.takes in OTHERS else None
    await teams.set_areas(turn.session, team.id, reach.areas)


def _wished(team: Team) -> Reach:
    return msgspec.convert(team.wider, Reach)


async def _wish_for_more(turn: Turn, team: Team) -> Message:
    """Ask an administrator whether more may come to a team."""
    return Message(
        (say("team-wider", name=team.name, who=turn.person.name),),
        cards=(Card(team.name, tuple(await _more_wished(turn, team))),),
        after=(*_readers(team), say("team-ask-sure")),
        buttons=in_rows(
            [_widen_button(team), button(say("team-wider-no"), "team-widen-not", team.id)], 2
        ),
    )


async def _more_wished(moment: Moment, team: Team) -> Sequence[Words]:
    """What would come to a team; nothing where nothing is wished."""
    if not team.wider:
        return ()
    reach = _wished(team)
    areas = [each.name for each in await all_areas(moment.session) if each.ref in reach.areas]
    return (
        say("team-wider-wished"),
        say(f"team-takes-{reach.takes}"),
        *([say("team-card-about", about=reach.about)] if reach.about else []),
        say("team-card-areas", areas=", ".join(areas) or "-"),
    )


def _widen_button(team: Team) -> Button:
    return button(say("team-wider-yes"), "team-widen", team.id, _wished(team).mark)


@on.press("team-widen", private=True, settles=True)
async def widen(turn: Turn, team_id: int, mark: str) -> Message:
    """More may come to a team: just what was shown."""
    team = await _to_decide(turn, team_id)
    if not team.wider or team.approved_at is None:
        return Message(say("team-wider-over", name=team.name))
    if _wished(team).mark != mark:
        return await _shown(turn, team)
    await _set_reach(turn, team, _wished(team))
    team.wider = None
    await _note(turn, team, "team-widened")
    told = say("team-changed", name=team.name, who=turn.person.name)
    await turn.to_team(team, Message(told, cards=(await _card(turn, team),)))
    return Message(say("team-wider-done", name=team.name))


@on.press("team-widen-not", private=True, settles=True)
async def leave_as_it_is(turn: Turn, team_id: int) -> Message:
    """No more may come to it."""
    team = await _to_decide(turn, team_id)
    if not team.wider:
        return Message(say("team-wider-over", name=team.name))
    team.wider = None
    await _note(turn, team, "team-not-widened")
    await turn.to_team(team, Message(say("team-wider-declined", name=team.name)))
    return Message(say("team-wider-not-done", name=team.name))


async def _theirs(turn: Turn, team_id: int) -> Team:
    """A team that is not gone, if they are of it or an administrator.

    Raises:
        Sorry: there is none, or it is not theirs.
    """
    team = await teams.the_team(turn.session, team_id)
    if team is None or team.gone_at is not None:
        raise Sorry(say("team-is-gone"))
    if not await _may(turn, team):
        raise Sorry(say("team-not-yours"))
    return team


async def _may(turn: Turn, team: Team) -> bool:
    """Whether somebody may see and change what a team is: an officer of it, or an administrator."""
    account = turn.account
    known = team.platform == account.platform and team.unread_at is None
    if known and await teams.is_member(turn.session, team.id, account.user):
        return True
    return await rules(turn)


# --- An administrator's word ----------------------------------------------------------------


@on.press("team-approve", private=True, settles=True)
async def approve(turn: Turn, team_id: int) -> Message:
    """It is a team; who reads along may need a word of its own."""
    team = await _to_decide(turn, team_id)
    if team.state != "waits":
        return Message(say(f"team-now-{team.state}", name=team.name))
    team.approved_by, team.approved_at = turn.account.user, turn.now
    await _note(turn, team, "team-approved")
    await settle(turn, team)
    return Message(say(f"team-now-{team.state}", name=team.name))


@on.press("team-decline", private=True, settles=True)
async def decline(turn: Turn, team_id: int) -> Message:
    """It is to be no team."""
    team = await _to_decide(turn, team_id)
    if team.state != "waits":
        return Message(say(f"team-now-{team.state}", name=team.name))
    await _note(turn, team, "team-declined")
    await turn.to_team(team, Message(say("team-declined", name=team.name)))
    await end(turn, team)
    return Message(say("team-declined-done", name=team.name))


@on.press("team-expose", private=True, settles=True)
async def expose(turn: Turn, team_id: int, seen: str) -> Message:
    """The guests and other organisations who were shown may read along."""
    team = await _to_decide(turn, team_id)
    if team.state == "exposed" and await outsiders(turn, team) != f"exposed {seen}":
        return (await _exposure(turn, team)).after_words(say("team-expose-others"))
    if team.state == "exposed":
        team.exposed_ok = True
        await _note(turn, team, "team-exposed")
        await settle(turn, team)
    return Message(say(f"team-now-{team.state}", name=team.name))


@on.press("team-expose-not", private=True, settles=True)
async def keep_to_ourselves(turn: Turn, team_id: int) -> Message:
    """They may not: the channel is told what to do, and works once they are out of it."""
    team = await _to_decide(turn, team_id)
    if team.state == "exposed":
        await _note(turn, team, "team-not-exposed")
        await turn.to_team(team, Message(say("team-expose-out", name=team.name)))
    return Message(say(f"team-now-{team.state}", name=team.name))


async def _to_decide(turn: Turn, team_id: int) -> Team:
    await only(turn, Role.ADMINISTRATOR)
    team = await teams.the_team(turn.session, team_id)
    if team is None:
        raise Sorry(say("team-is-gone"))
    return team


async def _note(turn: Turn, team: Team, what: str) -> None:
    account = turn.account
    await audit.note(
        turn.session, turn.now, account.platform, account.user, what, f"team {team.id}"
    )


# --- Looking at teams -----------------------------------------------------------------------


@on.command("team", in_menu=False)
async def show(turn: Turn, _: str) -> Message:
    """In a channel, what it is as a team; elsewhere, one's own teams, or for administrators all."""
    incoming, account = turn.incoming, turn.account
    if not incoming.alone:
        # Where no form is shown as a whole, a chat of many is a group of volunteers.
        return Message(say("team-none")) if incoming.forms == "asked" else await _here(turn)
    found = await teams.teams_of(turn.session, account.platform, account.user)
    if await rules(turn):
        found = await teams.all_teams(turn.session)
    named = [each for each in found if each.proposed_at][:LISTED]
    if not named:
        return Message(say("team-none"))
    lines = [say(f"team-line-{each.state}", name=each.name) for each in named]
    return Message(
        (say("team-list"), Listing(tuple(lines), apart="\n")),
        buttons=stacked(*(button(each.name, "team", each.id) for each in named)),
    )


async def _here(turn: Turn) -> Message:
    """The channel in which somebody speaks; one that we don't know is looked at."""
    incoming = turn.incoming
    team = await teams.team_of_channel(turn.session, incoming.platform, incoming.address)
    if team is None or team.gone_at is not None:
        await teams.look_at(turn.session, incoming.platform, incoming.address, turn.now)
        return Message(say("team-look"))
    team.look_at = turn.now
    if team.state == "public":
        return Message(say("team-public"))
    if team.state == "new":
        return _invitation(turn, team)
    return await _shown(turn, team)


@on.press("team", private=True)
async def look(turn: Turn, team_id: int) -> Message:
    """A team of one's own, or for administrators any."""
    return await _shown(turn, await _theirs(turn, team_id))


async def _shown(turn: Turn, team: Team) -> Message:
    buttons: list[Button] = []
    if await _may(turn, team):
        buttons.append(button(say("team-change"), "team-form", team.id))
    if turn.incoming.alone and await rules(turn):
        if team.state == "waits":
            buttons.append(button(say("team-approve"), "team-approve", team.id))
            buttons.append(button(say("team-decline"), "team-decline", team.id))
        if team.state == "exposed":
            buttons.append(await _expose_button(turn, team))
        if team.wider:
            buttons.append(_widen_button(team))
    return Message(
        say(f"team-line-{team.state}", name=team.name),
        cards=(await _card(turn, team),),
        after=(*_readers(team), *await _named_guests(turn, team), *await _more_wished(turn, team)),
        buttons=stacked(*buttons),
    )
