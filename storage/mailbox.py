"""The mailbox: each letter out in its turn and accounted for."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    ScalarResult,
    Select,
    String,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from storage.database import (
    Base,
    BigId,
    Condition,
    Instant,
    Sealed,
    among,
    bare,
    dialect_of,
    new_id,
    partial,
    seal,
    unseal,
)
from storage.earliest import Earliest
from storage.people import Account, Person, is_first_account
from storage.retention import Rule
from storage.sealing import CannotOpen


class Kind(IntEnum):
    """What a letter is for; a lower number goes first."""

    HIDE = 5
    """Nothing: an earlier message goes, before somebody sees it."""
    ANSWER = 10
    """Somebody is waiting for it."""
    COUNCIL = 20
    """The council's answer to a question."""
    NEWS = 22
    """Of something that its reader is part of, such as a report: never at night, nothing after
    /stop."""
    REMINDER = 25
    """Asked for, at a time that its reader chose."""
    PROMPT = 30
    """Unasked-for, to one person: never at night, never stale, nothing after /stop."""
    DIGEST = 40
    """The same to many."""
    UNSEND = 50
    """Nothing: an earlier message goes."""


UNASKED = (Kind.PROMPT, Kind.DIGEST)
"""What people did not ask for."""
BY_DAY = (Kind.NEWS, *UNASKED)
"""What leaves neither at night nor after /stop."""


REPEATS: dict[Kind, int | None] = {
    Kind.ANSWER: None,
    Kind.COUNCIL: None,
    Kind.NEWS: None,
    Kind.REMINDER: 1,
    Kind.PROMPT: 1,
    Kind.DIGEST: 0,
    Kind.UNSEND: None,
    Kind.HIDE: None,
}
"""How often a letter that may have arrived is sent again; None: until it is known to be there."""


class State(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    """It couldn't be delivered; `problem` says why."""


LETTERS_KEPT = timedelta(days=7)
"""How long the account of a letter stays after it ended; its content goes when it is sent."""


class Letter(Base):
    """A message on its way to a chat."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_next", "platform", "state", "kind", "due_at", "id"),
        Index("ix_letter_chat", "platform", "address", "state"),
        partial("ix_letter_under_way", "claimed_until", "claimed_until IS NOT NULL"),
        partial("ix_letter_ended", "ended_at", "ended_at IS NOT NULL"),
        partial("ix_letter_not_ended", "due_at", "ended_at IS NULL"),
        partial("ix_letter_alert", "alert_id", "alert_id IS NOT NULL"),
        partial("ix_letter_standing", "standing_id", "standing_id IS NOT NULL"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    """Whom it is for; None: somebody of whom nothing is kept (any more)."""
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"))
    """Of which it tells a safeguarding contact: it goes when that goes; None: it tells of none."""
    platform: Mapped[str]
    address: Mapped[str]
    kind: Mapped[int]
    language: Mapped[str]
    """What to word it in where there is no person to ask."""
    content: Mapped[bytes] = mapped_column(Sealed("letter {id}"))
    """The message; empty once it is sent."""
    sealed: Mapped[bool]
    """Whether the content is sealed: all but what was planned by SQL, which nobody typed."""
    thread: Mapped[str | None]
    """The platform's id of the message whose thread it belongs in; None: in no thread."""
    only_for: Mapped[str | None]
    """The one user of the platform who may see it in a shared chat; None: all may."""
    replaces: Mapped[str | None]
    """The platform's id of the message that it takes the place of; None: it is a new one."""
    home: Mapped[bool]
    """It is the person's home page: a newer one takes the place of one not yet sent."""
    standing_id: Mapped[UUID | None]
    """The message that it keeps up to date: a newer one takes the place of one not yet sent."""
    thread_of_id: Mapped[UUID | None]
    """The standing message in whose thread it belongs."""
    event_id: Mapped[UUID | None]
    """What happened to a question, of which it tells: how it ends is noted there."""
    stale_at: Mapped[datetime | None]
    """From when on it is of no use, and not sent any more; None: it always is of use."""
    state: Mapped[str]
    due_at: Mapped[datetime]
    tries: Mapped[int]
    """Attempts that failed."""
    doubts: Mapped[int]
    """Attempts after which it may have arrived."""
    claimed_until: Mapped[datetime | None]
    """While it is being sent: until when nobody else may. None: nobody has it."""
    ended_at: Mapped[datetime | None]
    """When it was sent or given up; None: neither."""
    message: Mapped[str | None]
    """The platform's id of the message sent; None: not sent."""
    problem: Mapped[str | None]
    """Why it couldn't be delivered, in a word or two for an operator; None: no problem."""

    @property
    def posted_at(self) -> datetime:
        """When it was put in the outbox, to the millisecond."""
        return made_at(self.id)


class LetterAbout(Base):
    """A peer of whom a letter tells its reader: it goes when they are erased, if it waits still."""

    __tablename__ = "letter_about"

    letter_id: Mapped[UUID] = mapped_column(
        ForeignKey("letter.id", ondelete="CASCADE"), primary_key=True
    )
    peer_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("peer.person_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    shows: Mapped[bool]
    """It shows them to somebody who may meet them: it also goes when one of the two leaves or is
    out, or they are kept apart. False: it tells of them to those who look after them."""


_letters = bare(Letter)
_abouts = bare(LetterAbout)
_POST = insert(_letters)


def made_at(one: UUID) -> datetime:
    """When a letter or a standing message was made, to the millisecond; its id tells."""
    return datetime.fromtimestamp((one.int >> 80) / 1000, UTC)


def posted_to(session: AsyncSession) -> set[str]:
    """The platforms whose postmen are to be woken after the session's commit."""
    platforms: set[str] = session.info.setdefault("posted_to", set())
    return platforms


async def post(
    session: AsyncSession,
    content: bytes,
    *,
    platform: str,
    address: str,
    person_id: int | None,
    language: str,
    kind: Kind,
    now: datetime,
    thread: str | None = None,
    only_for: str | None = None,
    replaces: str | None = None,
    home: bool = False,
    alert: UUID | None = None,
    standing_id: UUID | None = None,
    thread_of_id: UUID | None = None,
    event_id: UUID | None = None,
    stale_at: datetime | None = None,
    shows: Collection[int] = (),
    tells_of: Collection[int] = (),
) -> UUID:
    """Put a letter in the outbox; it leaves after the commit. Its id.

    `shows` and `tells_of`: whom, as `LetterAbout` has it.
    """
    letter = new_id(now)
    doubts = await _drop_waiting(session, standing_id) if standing_id else 0
    if home:
        await session.execute(
            delete(Letter).where(
                Letter.platform == platform,
                Letter.address == address,
                Letter.home,
                Letter.state == State.WAITING,
            )
        )
    row = {
        "id": letter,
        "person_id": person_id,
        "alert_id": alert,
        "platform": platform,
        "address": address,
        "kind": kind,
        "language": language,
        "content": seal(session, content, _row(letter)),
        "sealed": True,
        "thread": thread,
        "only_for": only_for,
        "replaces": replaces,
        "home": home,
        "standing_id": standing_id,
        "thread_of_id": thread_of_id,
        "event_id": event_id,
        "stale_at": stale_at,
        "state": State.WAITING,
        "due_at": now,
        "tries": 0,
        "doubts": doubts,
    }
    await session.execute(_POST, row)
    if shows or tells_of:
        about = [
            {"letter_id": letter, "peer_id": each, "shows": each in shows}
            for each in sorted({*shows, *tells_of})
        ]
        await session.execute(insert(_abouts), about)
    posted_to(session).add(platform)
    return letter


async def drop_all_about(session: AsyncSession, people: Sequence[int]) -> None:
    """Drop what has not been sent yet and tells of some people: they are about to be erased."""
    theirs = select(LetterAbout.letter_id).where(
        among(session, LetterAbout.peer_id.expression, people)
    )
    await _drop_unsent(session, Letter.id.in_(theirs))


async def show_no_more(session: AsyncSession, person_id: int) -> None:
    """Drop what would show somebody to others, or others to them: they meet nobody now."""
    shows = select(LetterAbout.letter_id).where(LetterAbout.shows)
    of_them = shows.where(LetterAbout.peer_id == person_id)
    to_them = shows.join(Letter, Letter.id == LetterAbout.letter_id).where(
        Letter.person_id == person_id
    )
    await _drop_unsent(session, or_(Letter.id.in_(of_them), Letter.id.in_(to_them)))


async def show_apart(session: AsyncSession, person_id: int, others: Sequence[int]) -> None:
    """Drop what would show somebody one of some others, or one of them to these."""
    shows = select(LetterAbout.letter_id).where(LetterAbout.shows)
    of_them = shows.where(LetterAbout.peer_id == person_id)
    of_others = shows.where(among(session, LetterAbout.peer_id.expression, others))
    reads = Letter.person_id.in_(others)
    await _drop_unsent(
        session,
        or_(
            and_(Letter.id.in_(of_them), reads),
            and_(Letter.id.in_(of_others), Letter.person_id == person_id),
        ),
    )


async def _drop_unsent(session: AsyncSession, those: Condition) -> None:
    """Drop letters that wait, are under way or couldn't be delivered: these are kept whole."""
    await session.execute(
        delete(Letter)
        .where(those, Letter.state != State.SENT)
        .execution_options(synchronize_session=False)
    )


async def _drop_waiting(session: AsyncSession, standing_id: UUID) -> int:
    """Let the letters of a standing message go that have not left yet.

    After how many attempts it may be there all the same: whoever takes their place must look.
    """
    dropped = await session.scalars(
        delete(Letter)
        .where(Letter.standing_id == standing_id, Letter.state == State.WAITING)
        .returning(Letter.doubts)
        .execution_options(synchronize_session=False)
    )
    return sum(dropped.all())


async def plan(
    session: AsyncSession,
    people: Sequence[int],
    content: bytes,
    kind: Kind,
    now: datetime,
    *conditions: Condition,
) -> Sequence[int]:
    """Post one message to many people at once, to each where it arrives first; who gets it.

    It holds nothing that anybody typed, and so is not sealed. Who can't be reached gets none, nor
    who doesn't fulfil the conditions, which are of `Person` and of that `Account`.
    """
    if not people:
        return []
    told = {
        "id": _id_of_each(session, now),
        "person_id": Person.id,
        "platform": Account.platform,
        "address": Account.address,
        "kind": literal(int(kind)),
        "language": Person.language,
        "content": literal(content),
        "sealed": literal(False),
        "home": literal(False),
        "state": literal(State.WAITING),
        "due_at": literal(now, Instant),
        "tries": literal(0),
        "doubts": literal(0),
    }
    chosen = (
        select(*told.values())
        .join(Account, Account.person_id == Person.id)
        .where(
            among(session, Person.id.expression, people),
            is_first_account(),
            *conditions,
        )
        .order_by(Person.id)
    )
    posted = await session.scalars(
        insert(_letters).from_select(list(told), chosen).returning(_letters.c.person_id)
    )
    return posted.all()


async def withdraw(session: AsyncSession, person_id: int, kinds: Sequence[Kind] = UNASKED) -> None:
    """Drop what waits for a person of some kinds: what they did not ask for."""
    await session.execute(
        delete(Letter).where(
            Letter.person_id == person_id,
            Letter.state == State.WAITING,
            Letter.kind.in_(kinds),
        )
    )


def _id_of_each(session: AsyncSession, now: datetime) -> ColumnElement[Any]:
    """Ids as `new_id` makes them, with the person's in place of what is random there.

    No two are the same: the rest is made anew for each call.
    """
    begins = new_id(now).hex[: 32 - _DIGITS]
    if dialect_of(session) == "sqlite":
        return func.printf(f"{begins}%0{_DIGITS}x", Person.id, type_=String())
    return cast(func.concat(begins, func.lpad(func.to_hex(Person.id), _DIGITS, "0")), Uuid)


_DIGITS = 10
"""Of an id, in hexadecimal, for a person's number: room for 10¹² of them."""


async def has_home(session: AsyncSession, person_id: int) -> bool:
    """Whether a person was lately shown a home page, which stands until there is another."""
    shown = select(Letter.id).where(Letter.person_id == person_id, Letter.home).limit(1)
    return await session.scalar(shown) is not None


async def unsend(session: AsyncSession, person_id: int, now: datetime) -> int:
    """Take back what a person was sent in their own chat, as far as we know it; how many messages.

    What does so is tied to nobody, so that it outlives their erasure; it is posted after all else.
    """
    return await _take_back(session, person_id, Kind.UNSEND, now, now - LETTERS_KEPT)


HIDDEN_FOR = timedelta(hours=48)
"""How long Telegram lets a bot delete a message of its own."""


async def hide(session: AsyncSession, person_id: int, now: datetime) -> int:
    """Take back at once what a person was sent in the last two days; how many messages."""
    return await _take_back(session, person_id, Kind.HIDE, now, now - HIDDEN_FOR)


async def note_sent(
    session: AsyncSession, account: Account, address: str, message: str, now: datetime
) -> None:
    """Account for a message that went past the mailbox; what it said is kept nowhere."""
    letter = await post(
        session,
        b"",
        platform=account.platform,
        address=address,
        person_id=account.person_id,
        language="",
        kind=Kind.ANSWER,
        now=now,
    )
    await settle_sent(session, {letter: message}, now)


async def _take_back(
    session: AsyncSession, person_id: int, kind: Kind, now: datetime, since: datetime
) -> int:
    sent = await session.execute(
        select(Letter.platform, Letter.address, Letter.message, Letter.language)
        .join(
            Account,
            and_(
                Account.person_id == Letter.person_id,
                Account.platform == Letter.platform,
                Account.address == Letter.address,
            ),
        )
        .where(
            Letter.person_id == person_id,
            Letter.state == State.SENT,
            Letter.only_for.is_(None),
            Letter.home.is_(False),
            Letter.ended_at >= since,
        )
        .distinct()
    )
    rows = [
        {
            "id": new_id(now),
            "person_id": None,
            "platform": platform,
            "address": address,
            "kind": kind,
            "language": language,
            "content": b"",
            "sealed": False,
            "thread": None,
            "only_for": None,
            "replaces": message,
            "home": False,
            "state": State.WAITING,
            "due_at": now,
            "tries": 0,
            "doubts": 0,
        }
        for platform, address, message, language in sent
    ]
    if rows:
        await session.execute(_POST, rows)
        posted_to(session).update(str(row["platform"]) for row in rows)
    return len(rows)


_WAITING: ColumnElement[str] = literal_column(f"'{State.WAITING}'")
_SENDING: ColumnElement[str] = literal_column(f"'{State.SENDING}'")
"""Written out: each of so many would be a parameter, and take longer to hand over than to use."""

_earlier = aliased(Letter)
_is_next = (
    select(literal_column("1"))
    .where(
        _earlier.platform == Letter.platform,
        _earlier.address == Letter.address,
        or_(
            _earlier.state == _SENDING,
            and_(
                _earlier.state == _WAITING,
                or_(
                    _earlier.kind < Letter.kind,
                    and_(_earlier.kind == Letter.kind, _earlier.id < Letter.id),
                ),
            ),
        ),
    )
    .limit(literal_column("1"))
    .correlate(Letter)
    .scalar_subquery()
    .is_(None)
)
"""Whether none goes before it to the same chat. Not an EXISTS: PostgreSQL would join all there are
with all there are for it, before it takes the first few."""


def _next_of_each_kind(*conditions: ColumnElement[bool]) -> Iterator[Select[UUID, datetime]]:
    """The letters of each kind that may go, the next first, as they stand in the index.

    Taking the first few of each costs the same however many wait behind them.
    """
    for kind in Kind:
        yield (
            select(Letter.id, Letter.due_at)
            .where(
                Letter.platform == bindparam("on"),
                Letter.state == _WAITING,
                Letter.kind == literal_column(str(int(kind))),
                _is_next,
                *conditions,
            )
            .order_by(Letter.due_at, Letter.id)
        )


_FIRST_DUE = union_all(
    *(
        select(each.limit(bindparam("at_most")).with_for_update(skip_locked=True).subquery().c.id)
        for each in _next_of_each_kind(Letter.due_at <= bindparam("now"))
    )
)
_LANGUAGE = case(
    (Letter.standing_id.is_not(None), Letter.language),  # a team reads it, whomever it is about
    else_=func.coalesce(Person.language, Letter.language),
)
_NEXT = (
    select(Letter, _LANGUAGE)
    .outerjoin(Person, Person.id == Letter.person_id)
    .where(Letter.id.in_(_FIRST_DUE))
    .order_by(Letter.kind, Letter.due_at, Letter.id)
    .limit(bindparam("at_most"))
)
_CLAIM = (
    update(_letters)
    .where(_letters.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=State.SENDING, claimed_until=bindparam("until"))
)


async def claim(
    session: AsyncSession, platform: str, now: datetime, lease: timedelta, at_most: int
) -> Sequence[tuple[Letter, str]]:
    """Take the next due letters, one a chat, with the language of each reader.

    What is more urgent goes first. Letters to one chat go in the order in which they were
    posted, unless a more urgent one overtakes.
    """
    found = await session.execute(_NEXT, {"on": platform, "now": now, "at_most": at_most})
    rows = [(letter, language) for letter, language in found]
    if rows:
        ids = [letter.id for letter, _ in rows]
        await session.execute(_CLAIM, {"ids": ids, "until": now + lease})
    return rows


async def hours_of_readers(
    session: AsyncSession, letters: Sequence[Letter]
) -> Sequence[tuple[Letter, int | None, str | None]]:
    """Those of some letters that leave by day alone, with their readers' hour and zone."""
    by_day = {each.id: each for each in letters if each.person_id and each.kind in BY_DAY}
    if not by_day:
        return []
    rows = await session.execute(
        select(_letters.c.id, Person.hour, Person.zone)
        .join(Person, Person.id == _letters.c.person_id)
        .where(_letters.c.id.in_(by_day))
    )
    return [(by_day[letter], hour, zone) for letter, hour, zone in rows]


def content(session: AsyncSession, letter: Letter) -> bytes:
    """The message of a letter, unsealed."""
    if not letter.sealed:
        return letter.content
    return unseal(session, letter.content, _row(letter.id))


_FORGOTTEN = case((_letters.c.person_id.is_(None), ""), else_=_letters.c.address)
"""A letter that was for nobody we know (any more) has, once it ended, no address either."""

_ARRIVED = (
    update(_letters)
    .where(_letters.c.id == bindparam("letter"))
    .values(
        state=State.SENT,
        message=bindparam("as_message"),
        ended_at=bindparam("now"),
        address=_FORGOTTEN,
        claimed_until=None,
        content=b"",
        sealed=False,
    )
)


async def settle_sent(session: AsyncSession, sent: Mapping[UUID, str], now: datetime) -> None:
    """Note that letters arrived, by the platform's ids of their messages, and empty them."""
    if sent:
        await session.execute(
            _ARRIVED,
            [
                {"letter": letter, "as_message": message, "now": now}
                for letter, message in sent.items()
            ],
        )


async def put_back(
    session: AsyncSession, letter: UUID, due_at: datetime, *, failed: bool, doubt: bool
) -> None:
    """Let a letter wait for its next try."""
    await session.execute(
        update(Letter)
        .where(Letter.id == letter)
        .values(
            state=State.WAITING,
            due_at=due_at,
            claimed_until=None,
            tries=Letter.tries + int(failed),
            doubts=Letter.doubts + int(doubt),
        )
        .execution_options(synchronize_session=False)
    )


async def give_up(session: AsyncSession, letter: UUID, problem: str, now: datetime) -> None:
    """Note that a letter couldn't be delivered. What it held goes with the account of it."""
    await session.execute(
        update(Letter)
        .where(Letter.id == letter)
        .values(
            state=State.FAILED,
            problem=problem,
            ended_at=now,
            address=_FORGOTTEN,
            claimed_until=None,
        )
        .execution_options(synchronize_session=False)
    )


async def empty_undelivered(session: AsyncSession, person_id: int) -> None:
    """Forget what letters held that a person couldn't be sent; the account of them stays."""
    await session.execute(
        update(Letter)
        .where(Letter.person_id == person_id, Letter.state == State.FAILED)
        .values(content=b"", sealed=False)
        .execution_options(synchronize_session=False)
    )


async def drop_undelivered(
    session: AsyncSession, person_id: int, drops: Callable[[bytes], object]
) -> None:
    """Drop what is on its way to a person, as far as its content is to be dropped."""
    letters = await session.scalars(
        select(Letter).where(
            Letter.person_id == person_id,
            Letter.state.in_([State.WAITING, State.SENDING]),
        )
    )
    dropped = []
    for letter in letters:
        with suppress(CannotOpen):  # its key is gone: it never arrives
            if drops(content(session, letter)):
                dropped.append(letter.id)
    await session.execute(
        delete(Letter).where(Letter.id.in_(dropped)).execution_options(synchronize_session=False)
    )


async def readdress(session: AsyncSession, platform: str, old: str, new: str) -> None:
    """Send what waits for a chat to its new address."""
    await session.execute(
        update(Letter)
        .where(
            Letter.platform == platform,
            Letter.address == old,
            Letter.state.in_([State.WAITING, State.SENDING]),
        )
        .values(address=new)
        .execution_options(synchronize_session=False)
    )


async def take_back(session: AsyncSession, now: datetime, *, expired_only: bool) -> int:
    """Let letters wait again that were being sent when their sender died. They may have arrived."""
    lost = Letter.claimed_until <= now if expired_only else Letter.claimed_until.is_not(None)
    taken = await session.execute(
        update(Letter)
        .where(lost)
        .values(state=State.WAITING, claimed_until=None, doubts=Letter.doubts + 1)
        .returning(Letter.id)
        .execution_options(synchronize_session=False)
    )
    return len(taken.all())


_FIRSTS = union_all(
    *(select(each.limit(literal_column("1")).subquery().c.due_at) for each in _next_of_each_kind())
).subquery()
_NEXT_DUE = select(func.min(_FIRSTS.c.due_at))


async def next_due(session: AsyncSession, platform: str) -> datetime | None:
    """When the next letter can be claimed; None: nothing waits, or only behind one under way.

    A letter behind one that was put back is due when that one is, whatever it says itself.
    """
    due: datetime | None = await session.scalar(_NEXT_DUE, {"on": platform})
    return due


async def taken_out(session: AsyncSession, platform: str, address: str) -> list[bytes]:
    """What the letters to an address say, in the order of posting; nothing of them is kept."""
    letters = await session.scalars(
        select(Letter)
        .where(Letter.platform == platform, Letter.address == address)
        .order_by(Letter.id)
    )
    said = []
    for letter in letters.all():
        said.append(content(session, letter))
        await session.delete(letter)
    await session.flush()
    return said


async def undelivered(session: AsyncSession) -> ScalarResult[Letter]:
    """The letters that couldn't be delivered, oldest first."""
    return await session.scalars(
        select(Letter).where(Letter.state == State.FAILED).order_by(Letter.id)
    )


async def letters_to(session: AsyncSession, person_id: int) -> Sequence[Letter]:
    """The letters to a person of which we know, oldest first; not those about them to a team."""
    to_them = Letter.person_id == person_id, Letter.standing_id.is_(None)
    return (await session.scalars(select(Letter).where(*to_them).order_by(Letter.id))).all()


async def letters_by_state(session: AsyncSession) -> Sequence[tuple[str, str, int]]:
    """How many letters there are: platform, state, count."""
    kinds = Letter.platform, Letter.state
    counted = await session.execute(select(*kinds, func.count()).group_by(*kinds).order_by(*kinds))
    return counted.all()


RULES = (
    Rule("when we wrote, and messages that could not be delivered", Letter, "ended_at",
         LETTERS_KEPT, Letter.ended_at.is_not(None)),
    Rule("messages that nobody takes out", Letter, "due_at", LETTERS_KEPT,
         Letter.ended_at.is_(None)),
)  # fmt: skip


NEXT_LEASE_TO_END = Earliest(
    select(func.min(Letter.claimed_until)).where(Letter.claimed_until.is_not(None))
)
"""When the next letter under way may be taken back; None: none is."""


def _row(letter: UUID) -> str:
    return f"letter {letter}"
