"""Words that stand nowhere else, told to the bot; then those who told them are erased.

Nothing of them is left: not in the database's file or its log, a backup, the letters or the log.
"""

import io
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, cast, select, update

from bot.backing_up import back_up
from bot.simulating import demonstration, look_after
from handlers.messages import Message, written
from storage import mailbox, people
from storage.database import Database, Sealed, unseal
from storage.everything import Base
from storage.mailbox import Kind
from storage.peers import Cadence, Peer
from storage.resealing import sealed_columns
from storage.sealing import CannotOpen
from tests import pictures
from tests.mentored import BANK, agree
from tests.peering import PLAIN, account_of
from tests.pictures import PLACE
from tests.test_introductions import next_round
from tests.town import OnTelegram, Own, Town, Voice, opened

PEOPLE = 7
EACH = 37
"""Canaries of a person."""


@pytest.fixture
async def own_town(furnished: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """A bot on a file of its own, reached through the real adapter."""
    async with opened(OnTelegram(), furnished, tmp_path) as house:
        yield Town(house)


@dataclass
class Canaries:
    """Words that are found again wherever they are left: first two hundred, then of peers."""

    told: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Those that are to be found until their owner is erased."""

    def new(self, count: int = 1) -> str:
        new = [f"Kanarie{n:04}vogel" for n in range(len(self.told), len(self.told) + count)]
        self.told += new
        return " ".join(new)

    def kept_new(self, count: int = 1) -> str:
        new = self.new(count)
        self.kept += new.split()
        return new

    def found_in(self, content: bytes) -> list[str]:
        lower = content.lower()
        return [each for each in self.told if each.lower().encode() in lower]


async def talks(town: Town, canaries: Canaries) -> Voice:
    """Somebody with a strange name, who says something wherever something can be said."""
    voice = town.voice(canaries.new())
    await voice.says("/checkin")
    await voice.presses("Yes, ask me and keep my answers")
    await voice.presses("🙁 Hard")
    await voice.presses("Add what helped or weighed")
    await voice.fills(["Rest"], canaries.kept_new(10))
    await voice.says(f"Is there money for {canaries.new(5)}?")
    await voice.says(f"/area {canaries.new(2)}")
    await voice.says("cancel")
    await voice.says(f"/{canaries.new()}")
    await voice.says(f"/stumble {canaries.new()}")
    await voice.says(f"/mistake {canaries.new()}")
    await voice.says(f"Who can help with {canaries.new()}?")
    await voice.edits(f"Who can help with {canaries.new()}?")
    await voice.says("/me")
    await voice.presses("Send me all of it in a file")
    await looks_at_a_pot(voice, canaries)
    await asks_for_a_contact(voice, canaries)
    await sends_files(voice, canaries)
    await voice.says("/outing hills")
    await voice.says("skip")
    await voice.says(canaries.new(2))
    return voice


async def looks_at_a_pot(voice: Voice, canaries: Canaries) -> None:
    """Keeps it, wants to hear of others, asks who can apply, and says what is wrong with it."""
    await voice.says(f"Is there money for an older people's lunch club at {canaries.new()}?")
    await voice.says("Is there money for an older people's lunch club?")
    await voice.presses("1")
    keep, apply = voice.button("Keep this"), voice.button("Can we apply?")
    await voice.presses("More")
    wrong, others = (
        voice.button("Something here is wrong"),
        voice.button("Tell me about new ones like this"),
    )
    await voice.presses(keep)
    await voice.says(f"We asked for {canaries.new()}")
    await voice.presses(others)
    await voice.presses(apply)
    await voice.says(canaries.new())
    await voice.says("Faith group")
    await voice.says(canaries.new())
    await voice.says("cancel")
    await voice.presses(wrong)
    await voice.fills("It has closed, or the date is wrong", canaries.kept_new())


async def asks_for_a_contact(voice: Voice, canaries: Canaries) -> None:
    """Who can't be reached: what they were to be told is kept as undelivered."""
    await voice.says(f"I want to kill myself {canaries.new()}")
    await voice.presses("Yes, tell Moira and Sam")
    await voice.fills("Ring me", "07700 900123")
    await voice.presses("Add something in my own words")
    await voice.fills(canaries.kept_new(2))


async def sends_files(voice: Voice, canaries: Canaries) -> None:
    """A document, and a photo that says where it was made."""
    await voice.says(f"/parcel {canaries.new()}")
    note = Own(f"{canaries.new()}.txt", canaries.new().encode(), words=canaries.new())
    await voice.encloses(note)
    await voice.encloses(Own("bench.jpg", pictures.photo(), "photo"))
    await voice.says("done")
    await voice.says("no")


async def all_rows(database: Database) -> bytes:
    """Everything in every table, and all that is sealed, opened."""
    parts: list[bytes] = []
    async with database.transaction() as session:
        for table in Base.metadata.sorted_tables:
            columns = [cast(each, LargeBinary) for each in table.columns]
            for row in await session.execute(select(*columns)):
                parts += [bytes(each) for each in row if each is not None]
        for table, column in sealed_columns():
            assert isinstance(column.type, Sealed)
            for kept in (await session.execute(select(table))).mappings():
                if kept[column]:
                    name = column.type.row_of({each.name: kept[each] for each in table.columns})
                    with suppress(CannotOpen):  # a letter that nobody had to seal
                        parts.append(unseal(session, kept[column], name))
    return b"\n".join(parts)


async def keep_undelivered(town: Town, voice: Voice, text: str) -> None:
    """A letter that could not be delivered, whose words are kept for a week."""
    async with town.database.transaction() as session:
        account = await people.account_of(session, "telegram", voice.id)
        assert account
        now = town.clock.now()
        letter = await mailbox.post(
            session,
            written(Message(text)),
            platform="telegram",
            address=account.address,
            person_id=account.person_id,
            language="en",
            kind=Kind.ANSWER,
            now=now,
        )
        await mailbox.give_up(session, letter, "refused", now)


async def test_nothing_of_two_hundred_canaries_is_left(
    own_town: Town, log: io.StringIO, tmp_path: Path
) -> None:
    town, canaries = own_town, Canaries()
    async with town.database.transaction() as session:
        await look_after(session, ("telegram", "1", "Moira"), ("telegram", "2", "Sam"))
    voices = [await talks(town, canaries) for _ in range(PEOPLE)]
    assert len(canaries.told) == PEOPLE * EACH >= 200
    assert len(canaries.found_in(await all_rows(town.database))) >= PEOPLE, "names, at least"
    assert canaries.found_in(files(tmp_path)) != []

    await keep_undelivered(town, voices[0], canaries.told[0])
    found = canaries.found_in(await all_rows(town.database))
    assert set(found) >= {*canaries.kept}, "what is sealed is looked into"
    rows = await all_rows(town.database)
    assert rows.count(b"JFIF") == PEOPLE, "the photos are there"
    assert PLACE not in rows + files(tmp_path), "where they were made is not, from the first"
    for voice in voices:
        await voice.says("/me")
        await voice.presses("Erase everything")
        await voice.presses("Yes, erase everything")
    await town.later(seconds=5)

    assert canaries.found_in(await all_rows(town.database)) == []
    assert b"JFIF" not in await all_rows(town.database)
    assert canaries.found_in(files(tmp_path)) == []
    settings = demonstration(tmp_path, port=0)
    back_up(settings, tmp_path / "backup" / "copy.sqlite")
    assert canaries.found_in((tmp_path / "backup" / "copy.sqlite").read_bytes()) == []
    assert canaries.found_in(log.getvalue().encode()) == []
    assert "mishap" in log.getvalue()


# --- Peers ----------------------------------------------------------------------------------


async def joins(town: Town, canaries: Canaries) -> Voice:
    """Somebody whom others may meet, with a line about themselves, and a name they keep out."""
    voice = town.voice(canaries.new())
    await voice.says("/peers")
    await voice.presses("I'd like to join")
    await voice.fills("Yes", *PLAIN, ["gardens"], [], ["Calls"], canaries.kept_new(),
                      canaries.new())  # fmt: skip
    async with town.database.transaction() as session:
        theirs = (await account_of(session, voice)).person_id
        vouched = update(Peer).where(Peer.person_id == theirs)
        await session.execute(vouched.values(vouched_at=town.clock.now()))
    await voice.says("/peers")
    await voice.presses("People I don't want to meet")
    await voice.presses("Add a name")
    await voice.fills(canaries.kept_new())
    return voice


def reach(canaries: Canaries) -> str:
    return f"{canaries.kept_new()}@example.org"


async def get_in_touch(town: Town, voices: Sequence[Voice], canaries: Canaries) -> None:
    """In the next round; then one notes a line, and reports the other."""
    await next_round(town)
    for voice in voices:
        await voice.presses("Yes, put us in touch")
        await voice.fills(reach(canaries))
    async with town.database.transaction() as session:  # the next one leaves them in peace
        await session.execute(update(Peer).values(every=Cadence.MONTHLY))
    await town.later(days=7)
    ana = next(voice for voice in voices if "Yes, we talked" in voice.buttons)
    await ana.presses("Yes, we talked")
    await ana.presses("A line for myself")
    await ana.fills(canaries.kept_new())


async def mentors(town: Town, ana: Voice, ben: Voice, canaries: Canaries) -> None:
    """One mentors the other: with a goal, and a next step."""
    await ben.says("/mentoring")
    await ben.presses("I could be a mentor")
    await ben.fills([BANK], "1")
    await ana.says("/mentoring")
    await ana.presses("I'd like a mentor")
    await ana.fills([BANK])
    await ana.presses(f"Yes, ask {ben.name}")
    await ana.fills(reach(canaries))
    await town.later(seconds=5)
    await ben.presses("Yes, I'd like to")
    await ben.fills(reach(canaries))
    await agree(ana, ben, goal=canaries.kept_new())


async def sit_together(town: Town, voices: Sequence[Voice], canaries: Canaries) -> None:
    """In a circle, whose host writes down what was agreed."""
    for voice in voices:
        await voice.says("/circle")
        await voice.presses("Find me a circle")
    await town.later(minutes=1)
    for voice in voices:
        await voice.presses("Yes, count me in")
        await voice.fills(["Tuesday"], ["In the evening"], reach(canaries))
    await town.later(minutes=1)
    for voice in voices:
        await voice.says("/circle")
    host = next(each for each in voices if "Write down what you agreed" in each.buttons)
    await host.presses("Write down what you agreed")
    await host.fills(canaries.kept_new(5))


async def reports(ana: Voice, ben: Voice, moira: Voice, canaries: Canaries) -> None:
    """One reports the other, and both answer what a safeguarding contact asks."""
    await ana.presses(f"Block or report {ben.name}")
    await ana.presses(f"Report {ben.name}")
    await ana.fills("They were unkind", canaries.kept_new(5))
    for voice in (ana, ben):
        await moira.presses(f"Write to {voice.name}")
        await moira.fills(canaries.new())
        await voice.presses("Answer Moira")
        await voice.fills(canaries.new(2))


async def test_nothing_is_left_of_what_peers_told(
    own_town: Town, log: io.StringIO, tmp_path: Path
) -> None:
    town, canaries = own_town, Canaries()
    (moira,) = await town.contact_voices("Moira")
    voices = [await joins(town, canaries) for _ in range(4)]
    await sit_together(town, voices, canaries)
    await get_in_touch(town, voices, canaries)
    ana, ben, *_ = voices
    await mentors(town, ana, ben, canaries)
    await ana.says("/mentoring")
    await ana.presses(f"With {ben.name}")
    await ana.presses("We talked")
    await ana.fills(canaries.kept_new())
    await reports(ana, ben, moira, canaries)

    found = canaries.found_in(await all_rows(town.database))
    assert {*canaries.kept} - {*found} == set(), "what is sealed is looked into"
    in_files = canaries.found_in(files(tmp_path))
    assert {*in_files} <= {voice.name for voice in voices}, "all but names is sealed"
    for voice in voices:
        await voice.says("/me")
        await voice.presses("Erase everything")
        await voice.presses("Yes, erase everything")
    await town.later(seconds=5)

    assert canaries.found_in(await all_rows(town.database)) == []
    assert canaries.found_in(files(tmp_path)) == []
    assert canaries.found_in(log.getvalue().encode()) == []


def files(folder: Path) -> bytes:
    """The database as it is on the disk: its file and its log."""
    (folder / "backup").mkdir(exist_ok=True)
    found = sorted(folder.glob("simulator.sqlite*"))
    assert {"simulator.sqlite", "simulator.sqlite-wal"} <= {each.name for each in found}
    return b"".join(each.read_bytes() for each in found)
