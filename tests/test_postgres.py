"""PostgreSQL: the same tables, mailbox, search and imports as on SQLite, and many at work."""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click import ClickException
from sqlalchemy import create_engine, make_url, select

from bot import rekeying
from bot.clock import WallClock
from bot.settings import UK
from handlers import consents as agreeing
from handlers import thesaurus
from handlers.dispatch import Routing, take_turn
from handlers.messages import Incoming, Message, Said, Sender, read, written
from handlers.turns import Here, Moment, Routes, Turn
from scheduler import reporting
from scheduler.imports import CannotRead, Kind, import_file, load_sample
from scheduler.timetable import RULES
from storage import (
    consents,
    inbox,
    installation,
    lease,
    mailbox,
    people,
    reports,
    resealing,
    retention,
)
from storage.consents import Purpose
from storage.database import Database, new_id
from storage.everything import Base
from storage.mailbox import Letter, State
from storage.migrations import DRIVERS, migrate
from storage.people import Person
from storage.sealing import keys_in
from storage.search import Part, Search
from tests.postgres import KEYS, Server, another, database, url
from tests.test_clockwork import HERE
from tests.test_rekeying import opened as in_words
from tests.test_rekeying import wrote
from tests.test_reports import answered

__all__ = ["database", "url"]  # the fixtures

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)
GIVING = Path(__file__).parent / "data" / "360giving"


# --- Tables -------------------------------------------------------------------------------


def test_the_migrations_make_what_the_models_say(url: str) -> None:
    engine = create_engine(make_url(url).set(drivername=DRIVERS["postgresql"]))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


async def test_processes_that_start_together_migrate_one_after_the_other(server: Server) -> None:
    url = server.make("started_together")

    await asyncio.gather(*(asyncio.to_thread(migrate, url) for _ in range(4)))

    opened = Database(url, KEYS)
    async with opened.transaction() as session:
        assert (await session.scalars(select(Person))).all() == []
    await opened.close()


# --- The end of check-ins ------------------------------------------------------------------


async def test_what_somebody_told_is_not_deleted_while_they_undo_its_end(
    database: Database,
) -> None:
    async with database.transaction() as session:
        ana = await people.meet(
            session, "core", "ana", address="ana", name="Ana", language="en", now=NOW
        )
        await session.flush()
        await consents.give(session, ana.person_id, Purpose.CHECK_INS, 1, NOW)
        await consents.end(session, ana.person_id, NOW, 4, "week")

    async def ended() -> int:
        async with database.transaction() as session:
            return await agreeing.end_due(Moment(session, NOW + consents.GRACE, HERE), 10)

    async with database.transaction() as session, asyncio.timeout(60):
        assert await consents.go_on(session, ana.person_id)
        assert await ended() == 0, "it neither waits for them nor goes on"

    assert await ended() == 0
    async with database.transaction() as session:
        assert await consents.in_force(session, ana.person_id, Purpose.CHECK_INS)


# --- The mailbox --------------------------------------------------------------------------


async def post(database: Database, count: int, chats: int) -> None:
    async with database.transaction() as session:
        for n in range(count):
            await mailbox.post(
                session,
                written(Message(f"letter {n}")),
                platform="telegram",
                address=str(n % chats),
                person_id=None,
                language="en",
                kind=mailbox.Kind.ANSWER,
                now=NOW,
            )


async def test_two_who_claim_side_by_side_never_get_the_same_letter(database: Database) -> None:
    await post(database, 120, chats=40)
    first, second = another(database), another(database)
    claimed: dict[str, list[str]] = {"first": [], "second": []}

    async def work(name: str, mine: Database) -> None:
        idle = 0
        while idle < 3:
            async with mine.transaction() as session:
                rows = await mailbox.claim(session, "telegram", NOW, LEASE, 3)
                await asyncio.sleep(0.002)  # the other claims meanwhile
            idle = 0 if rows else idle + 1
            for letter, _ in rows:
                async with mine.transaction() as session:
                    text = read(mailbox.content(session, letter)).text
                    assert isinstance(text, str)
                    claimed[name].append(text)
                    await mailbox.settle_sent(session, {letter.id: "1"}, NOW)

    await asyncio.gather(work("first", first), work("second", second))

    taken = Counter(claimed["first"] + claimed["second"])
    assert taken == Counter(f"letter {n}" for n in range(120))
    assert min(map(len, claimed.values())) > 20
    await first.close()
    await second.close()


async def test_a_claim_does_not_wait_for_a_letter_that_another_is_claiming(
    database: Database,
) -> None:
    await post(database, 2, chats=2)
    other = another(database)

    async with database.transaction() as mine, other.transaction() as theirs:
        first = await mailbox.claim(mine, "telegram", NOW, LEASE, 1)
        second = await mailbox.claim(theirs, "telegram", NOW, LEASE, 1)

    assert len(first) == len(second) == 1
    assert first[0][0].id != second[0][0].id
    await other.close()


async def test_letters_whose_sender_is_gone_are_taken_back(database: Database) -> None:
    await post(database, 3, chats=3)
    async with database.transaction() as session:
        await mailbox.claim(session, "telegram", NOW, LEASE, 2)

    async with database.transaction() as session:
        early = await mailbox.take_back(session, NOW + timedelta(minutes=1), expired_only=True)
        late = await mailbox.take_back(session, NOW + timedelta(minutes=3), expired_only=True)

    assert (early, late) == (0, 2)
    async with database.transaction() as session:
        letters = (await session.scalars(select(Letter).order_by(Letter.id))).all()
    assert [(each.state, each.doubts) for each in letters] == [
        (State.WAITING, 1),
        (State.WAITING, 1),
        (State.WAITING, 0),
    ]


async def test_a_letter_that_failed_waits_and_counts_its_tries(database: Database) -> None:
    await post(database, 1, chats=1)
    async with database.transaction() as session:
        [(letter, _)] = await mailbox.claim(session, "telegram", NOW, LEASE, 1)
        later = NOW + timedelta(seconds=5)
        await mailbox.put_back(session, letter.id, later, failed=True, doubt=True)

    async with database.transaction() as session:
        kept = await session.get(Letter, letter.id)
        assert kept is not None
        assert (kept.state, kept.tries, kept.doubts, kept.due_at) == (State.WAITING, 1, 1, later)
        assert await mailbox.next_due(session, "telegram") == later


async def test_an_update_that_two_processes_get_has_its_effect_once(database: Database) -> None:
    other = another(database)
    updates = [str(n) for n in range(60)]
    effects: Counter[str] = Counter()

    async def handle(mine: Database, order: list[str]) -> None:
        async with mine.transaction() as session:
            await inbox.note(session, "slack", order, NOW)
        for update in order:
            async with mine.transaction() as session:
                if await inbox.finish(session, "slack", update, NOW):
                    effects[update] += 1

    await asyncio.gather(
        handle(database, updates), handle(other, updates[::-1]), handle(other, updates)
    )

    assert effects == Counter(updates)
    async with database.transaction() as session:
        assert await inbox.note(session, "slack", updates, NOW) == {}
    await other.close()


# --- People -------------------------------------------------------------------------------

on = Routes()


@on.ask
async def remember(turn: Turn, text: str) -> Message:
    """Read, wait, write: whoever did the same meanwhile would be forgotten."""
    before = turn.person.name
    await asyncio.sleep(0.01)
    turn.person.name = f"{before} {text}"
    return Message("Noted.")


ROUTING = Routing.of([SimpleNamespace(on=on)])


async def say(database: Database, user: str, text: str) -> None:
    incoming = Incoming("core", text, Sender(user, "Ana", "en"), user, Said(text, text))
    async with database.transaction() as session:
        await take_turn(session, NOW, incoming, Here("", "", "", UK), ROUTING)


async def name_of(database: Database, user: str) -> str:
    async with database.transaction() as session:
        account = await people.account_of(session, "core", user)
        assert account is not None
        return account.person.name


async def test_one_persons_turns_wait_for_each_other_in_every_process(database: Database) -> None:
    other = another(database)
    await say(database, "ana", "0")

    turns = [say((database, other)[n % 2], "ana", str(n)) for n in range(1, 21)]
    await asyncio.gather(*turns)

    _, *said = (await name_of(database, "ana")).split()
    assert sorted(map(int, said)) == list(range(21))
    await other.close()


async def test_a_turn_in_another_process_comes_after_the_one_that_has_begun(
    database: Database,
) -> None:
    other = another(database)
    await say(database, "ana", "0")

    async with database.transaction() as session:
        account = await people.account_of(session, "core", "ana")
        assert account is not None
        later = asyncio.create_task(say(other, "ana", "second"))
        await asyncio.sleep(0.2)
        assert not later.done()
        account.person.name += " first"
    await later

    assert await name_of(database, "ana") == "Ana 0 first second"
    await other.close()


async def test_different_peoples_turns_go_side_by_side(database: Database) -> None:
    await say(database, "ana", "0")
    async with database.transaction() as session:
        await people.account_of(session, "core", "ana")
        async with asyncio.timeout(2):
            await say(database, "ben", "hello")

    assert await name_of(database, "ben") == "Ana hello"


async def test_somebody_new_is_met_once_by_all_processes(database: Database) -> None:
    other = another(database)

    await asyncio.gather(*(say((database, other)[n % 2], "ana", str(n)) for n in range(8)))

    async with database.transaction() as session:
        assert len((await session.scalars(select(Person))).all()) == 1
    _, *said = (await name_of(database, "ana")).split()
    assert sorted(map(int, said)) == list(range(8))
    await other.close()


async def test_a_name_with_a_zero_byte_is_kept_without_it(database: Database) -> None:
    incoming = Incoming("core", "1", Sender("ana", "A\0na", "en"), "ana", Said("hi", "1"))
    async with database.transaction() as session:
        await take_turn(session, NOW, incoming, Here("", "", "", UK), ROUTING)

    assert (await name_of(database, "ana")).startswith("Ana")


# --- What is imported, and found ------------------------------------------------------------


async def test_the_sample_area_imports_and_a_second_time_is_all_the_same(
    database: Database,
) -> None:
    with as_file(files("bot") / "sample") as sample:
        first = await load_sample(database, NOW, sample)
        second = await load_sample(database, NOW, sample)

    rows = {"pots": 64, "contacts": 63, "areas": 18, "groups": 40, "signposts": 14, "grants": 50}
    rows["prompts"] = 2
    assert {kind: report.new for kind, report in first.items()} == rows
    assert {kind: report.same for kind, report in second.items()} == rows
    assert [(each.new, each.changed, each.refused) for each in second.values()] == [(0, 0, 0)] * 7


@pytest.mark.parametrize(
    ("name", "rows"),
    [("oxford_city_council_grants_2014-2018.csv", 105), ("trafford_council_vcse_grants.csv", 555)],
)
async def test_a_councils_real_file_imports(database: Database, name: str, rows: int) -> None:
    first = await import_file(database, Kind.GRANTS, GIVING / name, now=NOW)
    second = await import_file(database, Kind.GRANTS, GIVING / name, now=NOW)

    assert (first.new, second.same) == (rows, rows)


async def test_a_file_full_of_edges_is_no_bug_here_either(database: Database) -> None:
    for file in sorted((GIVING / "made_here").glob("*.json")):
        with suppress(CannotRead):
            await import_file(database, Kind.GRANTS, file, now=NOW, keep_good=True)
    for file in sorted((GIVING.parent / "messy").glob("funding_pots_messy.csv")):
        report = await import_file(database, Kind.POTS, file, now=NOW, keep_good=True)
        assert report.new


async def test_every_process_finds_what_one_imported(database: Database) -> None:
    other = another(database)
    mine, theirs = Search(thesaurus.terms), Search(thesaurus.terms)

    async def up_to_date(search: Search, using: Database) -> None:
        while await search.refresh(using):
            pass

    await up_to_date(mine, database)
    await up_to_date(theirs, other)
    with as_file(files("bot") / "sample") as sample:
        await load_sample(database, NOW, sample)
    await up_to_date(mine, database)
    await up_to_date(theirs, other)

    part = Part("lunch", tuple((term, 1.0) for term in thesaurus.terms("lunch club")), 1.0)
    found = mine.find([part], "pot")
    assert found
    assert theirs.find([part], "pot") == found
    assert await theirs.refresh(other) == 0
    await other.close()


# --- Forgetting -----------------------------------------------------------------------------


async def test_every_rule_forgets(database: Database) -> None:
    await wrote(database, "Ana", 3)
    later = NOW + timedelta(days=1000)

    async with database.transaction() as session:
        forgotten = {each.what: await retention.forget(session, each, later, 2) for each in RULES}
        assert await retention.next_to_forget(RULES[0]).read(session) is None

    assert forgotten["what was asked and offered last"] == 1
    assert forgotten["messages that nobody takes out"] == 2
    assert forgotten["answers in check-ins"] == 1


# --- Another key ----------------------------------------------------------------------------


async def test_a_report_is_made_once_by_the_one_that_holds_the_lease(database: Database) -> None:
    await answered(database, {"good": 300, "hard": 300}, tags=("time", "money"))
    other = another(database)
    async with database.transaction() as session:
        token = await lease.take(session, new_id(NOW))
    assert token is not None
    now = datetime(2026, 10, 1, tzinfo=UTC)

    made = await asyncio.gather(
        *(
            reporting.make(each, HERE, now, now.date(), [], token=token)
            for each in (database, other)
        )
    )

    assert sorted(made) == [False, True]
    with pytest.raises(lease.Lost):
        await reporting.make(other, HERE, now, now.date(), [], token=token + 1)
    async with other.reading() as session:
        moods = await reports.figures(session, now.date(), reports.MOODS)
        assert isinstance(moods["good"].shown, int)
        assert len(await reports.reports(session)) == 1
    await other.close()


async def test_all_is_sealed_with_a_new_key(url: str, tmp_path: Path) -> None:
    key_file = tmp_path / "sparkplug.key"
    database = Database(url, keys_in(key_file))
    await wrote(database, "Ana", 2 * rekeying.SLICE + 1)
    before = await in_words(database)
    async with database.transaction() as session:
        await installation.note_tick(session, "elsewhere", WallClock().now())

    with pytest.raises(ClickException, match="elsewhere work on this database, too"):
        await rekeying.rekey(database, key_file, same_file=False)
    rekeying.add_key(key_file)
    old = rekeying.old_keys(key_file)
    await rekeying.reseal_all(database, key_file, lambda _: None)
    async with database.transaction() as session:
        assert await resealing.count(session, old) == 0
    rekeying.retire(key_file)

    assert await in_words(database) == before
    await database.close()
