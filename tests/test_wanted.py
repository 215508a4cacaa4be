"""Saved enquiries: what is new is told once to those who asked, within their number a week."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from handlers.wanted import NEWS_AT_ONCE
from scheduler import clockwork
from scheduler.imports import import_file
from scheduler.timetable import FEW
from storage import wanted
from storage.database import unseal
from storage.imports import Kind
from storage.people import Account, Person
from storage.wanted import Changed, News, Wanted
from tests.town import Core, Held, Town, Voice, opened

HEADINGS = "id,title,funder,summary,min_amount,max_amount,closes_on,areas,themes,who_can_apply\n"
LUNCH = (
    "{id},{title},Somebody,Hot lunches for older people.,100,500,{closes},{areas},"
    "older people;lunch clubs;shared meals,informal group;constituted group\n"
)
SAVED = (
    "I'll tell you when there is new money like Older and Bolder Grants.\n\n"
    "I looked for: money for older people and lunch clubs."
)


async def saves(person: Voice) -> None:
    """Somebody looks at a pot for lunch clubs, and wants to hear of new ones."""
    await person.says("Is there money for an older people's lunch club?")
    await person.presses("1")
    await person.presses("More")
    await person.presses("Tell me about new ones like this")


# --- Asking for it --------------------------------------------------------------------------


async def test_what_is_looked_out_for_is_told_and_stops_by_one_tap(town: Town) -> None:
    ana = town.voice("Ana")

    await saves(ana)
    assert ana.hears == [SAVED]
    await ana.says("/kept")
    await ana.presses("News I asked for")
    assert ana.buttons == ["Stop: like Older and Bolder Grants"]
    await ana.presses("Stop: like Older and Bolder Grants")
    assert ana.last_heard == "Done. No more news of that."
    await ana.presses(Held("wanted"))

    assert ana.last_heard.startswith("You haven't asked me to look out for anything.")


async def test_no_word_that_they_said_is_kept_with_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says(
        "Is there money, about £300, for an older people's lunch club in Fernleigh? I'm depressed "
        "since Gwendoline's divorce"
    )
    await ana.presses("1")
    await ana.presses("More")
    await ana.presses("Tell me about new ones like this")

    async with town.database.transaction() as session:
        rows = await session.scalars(select(Wanted).order_by(Wanted.id))
        kept = [unseal(session, row.content, f"wanted {row.id}").decode() for row in rows]
        assert kept
    for said in ("depress", "mental", "gwendoline", "divorc", "money", "peoples", "lunch club"):
        assert said not in kept[-1].lower()
    for ours in ('"older_people"', '"amount":{"low":', '"areas":["Fernleigh"]'):
        assert ours in kept[-1]


async def test_to_save_it_twice_is_to_save_it_once(town: Town) -> None:
    ana = town.voice("Ana")

    await saves(ana)
    await saves(ana)
    assert ana.last_heard.startswith("You have asked for that already:")
    await ana.presses("News I asked for")

    assert ana.buttons == ["Stop: like Older and Bolder Grants"]


async def test_without_a_question_it_is_about_the_themes_of_the_pot(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    await ana.presses("1")
    await ana.presses("More")
    await ana.presses("Tell me about new ones like this")

    assert ana.last_heard.startswith("I'll tell you when there is new money like ")


@pytest.mark.parametrize("data", ["wanted-stop x", f"wanted-stop {'0' * 32}"])
async def test_what_is_not_there_cannot_be_stopped(town: Town, data: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held(data))

    assert ana.last_heard in (
        "That button doesn't work any more. Please ask me again.",
        "You had stopped that already.",
    )


async def test_it_is_told_of_and_goes_with_the_person(town: Town) -> None:
    ana = town.voice("Ana")
    await saves(ana)

    await ana.says("/me")
    assert "One thing that I look out for, so that I can tell you of new money" in ana.last_heard
    assert "Which pots you know of already, so that I don't tell you" in ana.last_heard
    async with town.database.transaction() as session:
        before = await session.scalar(select(func.count()).select_from(Wanted)) or 0
    await ana.presses("Erase everything")
    await ana.presses("Yes, erase everything")

    async with town.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Wanted)) == before - 1


# --- News -----------------------------------------------------------------------------------


@pytest.fixture
async def own_town(furnished: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """A town of its own, into which pots may come."""
    async with opened(Core(), furnished, tmp_path / "town") as house:
        yield Town(house)


def lunch(ref: str, title: str = "", closes: str = "2027-06-30", areas: str = "Fernleigh") -> str:
    return LUNCH.format(id=ref, title=title or f"Lunch money {ref}", closes=closes, areas=areas)


async def comes(town: Town, *rows: str) -> None:
    """An import brings pots, and the bot goes on ticking."""
    await kept(town, *rows)
    await town.app.tick()


async def kept(town: Town, *rows: str) -> None:
    """An import brings pots."""
    file = Path(town.database.url.database or "").parent / "new.csv"
    file.write_text(HEADINGS + "".join(rows), encoding="utf-8")
    await import_file(town.database, Kind.POTS, file, now=town.clock.now())


async def at(town: Town, day: str, hour: int = 12) -> None:
    """Push the clock to an hour, UTC, of a day."""
    then = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)
    await town.later(seconds=(then - town.clock.now()).total_seconds())


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()


async def test_a_new_pot_that_fits_is_told_at_the_next_hour_once(own_town: Town) -> None:
    ana, ben = own_town.voice("Ana"), own_town.voice("Ben")
    await saves(ana)
    await ben.says("/start")
    await at(own_town, "2026-11-22", 15)

    await comes(
        own_town, lunch("N1"), "N2,Skate money,X,Skate parks.,1,9,,Fernleigh,skateboarding,\n"
    )
    await at(own_town, "2026-11-23", 9)
    assert ana.hears == []
    await at(own_town, "2026-11-23", 10)
    assert ana.hears == [
        (
            "There is a new pot of money like you asked me to look out for:\n\n"
            "1. Lunch money N1\n"
            "£100 to £500 · closes Wednesday 30 June, in 219 days"
        )
    ]
    assert ben.hears == []
    assert ana.buttons == ["1", "News I asked for"]
    await ana.presses("1")
    assert "From Somebody:\n\nLunch money N1\n" in ana.last_heard
    await comes(own_town, lunch("N1", title="Lunch money N1, again"))
    await at(own_town, "2026-12-24")

    assert ana.hears == []


async def test_what_cannot_be_opened_keeps_nobody_elses_news(own_town: Town) -> None:
    ana, ben = own_town.voice("Ana"), own_town.voice("Ben")
    await saves(ana)
    await saves(ben)
    async with own_town.database.transaction() as session:
        first = (await session.scalars(select(Wanted).order_by(Wanted.id))).first()
        assert first
        first.content = b"damaged"

    await comes(own_town, lunch("N1"))
    await at(own_town, "2026-11-24")

    assert ana.hears == []
    assert len(ben.hears) == 1
    await ana.says("/kept")
    await ana.presses("News I asked for")
    assert ana.last_heard.startswith("You haven't asked me to look out for anything.")


async def test_what_was_there_when_they_asked_is_no_news_even_if_it_changes(
    own_town: Town,
) -> None:
    ana = own_town.voice("Ana")
    await comes(own_town, lunch("N1"))
    await saves(ana)

    await comes(own_town, lunch("N1", closes="2027-07-31"))
    await at(own_town, "2026-11-24")

    assert ana.hears == []


async def test_an_edit_that_makes_a_pot_fit_is_news(own_town: Town) -> None:
    ana = own_town.voice("Ana")
    await ana.says("/area Priory")
    await comes(own_town, lunch("N1", areas="Brookside"))
    await saves(ana)
    await comes(own_town, lunch("N2", closes="2026-10-31"))
    await at(own_town, "2026-11-24")
    assert ana.hears == []

    await comes(own_town, lunch("N1", areas="Priory"), lunch("N2", closes="2027-03-31"))
    await at(own_town, "2026-11-25")

    assert ana.hears[0].startswith("There are 2 new pots of money")


async def test_several_come_in_one_message_and_what_does_not_fit_the_week_waits(
    own_town: Town,
) -> None:
    ana, heard = own_town.voice("Ana"), []
    await saves(ana)
    await at(own_town, "2026-11-23", 7)
    for n, day in enumerate(("23", "24", "25", "26", "27")):
        await comes(own_town, lunch(f"N{n}a"), lunch(f"N{n}b"))
        await at(own_town, f"2026-11-{day}")
        heard.append([each.split(":")[0] for each in ana.hears])
    two = ["There are 2 new pots of money like you asked me to look out for"]
    assert heard == [two, two, two, [], []], "three a week"

    await at(own_town, "2026-11-29")
    assert ana.hears == []
    await at(own_town, "2026-11-30", 10)

    assert ana.last_heard.startswith("There are 4 new pots of money")
    assert ana.last_heard.endswith("And one more: /pots finds it.")


async def test_what_closes_while_it_waits_is_dropped(own_town: Town) -> None:
    ana = own_town.voice("Ana")
    await saves(ana)
    await at(own_town, "2026-11-23", 7)
    for n, day in enumerate(("23", "24", "25")):
        await comes(own_town, lunch(f"N{n}"))
        await at(own_town, f"2026-11-{day}")

    await comes(own_town, lunch("N8", closes="2026-11-28"))
    await at(own_town, "2026-12-31")

    assert ana.hears == []


async def test_who_stops_everything_hears_nothing_and_who_stops_one_thing_nothing_of_it(
    own_town: Town,
) -> None:
    ana, ben = own_town.voice("Ana"), own_town.voice("Ben")
    await saves(ana)
    await saves(ben)
    await ana.says("/stop")
    await ben.presses("News I asked for")
    await ben.presses("Stop: like Older and Bolder Grants")

    await comes(own_town, lunch("N1"))
    await at(own_town, "2026-12-24")

    assert (ana.hears, ben.hears) == ([], [])


async def test_a_restart_and_a_second_process_neither_skip_nor_double(
    furnished: Path, tmp_path: Path
) -> None:
    async with opened(Core(), furnished, tmp_path / "town") as house:
        town = Town(house)
        ana = town.voice("Ana")
        await saves(ana)
        await kept(town, lunch("N1"))
        async with town.database.transaction() as session:
            assert await session.scalar(select(func.count()).select_from(Changed)) == 1
        await town.app.here.refresh(town.database)
        async with town.turn():
            for _ in range(3):
                await clockwork.tick(town.database, town.app.here, town.clock.now())

        assert len(ana.hears) == 1
        async with town.database.transaction() as session:
            assert await session.scalar(select(func.count()).select_from(Changed)) == 0


async def test_what_the_search_has_not_taken_in_yet_waits(own_town: Town) -> None:
    ana = own_town.voice("Ana")
    await saves(ana)
    await kept(own_town, lunch("N1"))

    await clockwork.tick(own_town.database, own_town.app.here, own_town.clock.now())
    async with own_town.database.transaction() as session:
        assert await session.scalar(select(func.count()).where(Changed.taken)) == 0
    await own_town.later(seconds=1)

    assert len(ana.hears) == 1


async def test_many_are_looked_at_in_slices(own_town: Town) -> None:
    ana = own_town.voice("Ana")
    await saves(ana)
    now, who = own_town.clock.now(), await person_of(own_town, ana)
    async with own_town.database.transaction() as session:
        (one,) = await wanted.saved_by(session, who)
        for n in range(2 * FEW):
            person = Person(name="x", language="en", met_at=now, due_at=now + timedelta(days=9))
            session.add(person)
            await session.flush()
            await wanted.save(session, person.id, one[1], now + timedelta(seconds=n))

    await comes(own_town, *(lunch(f"N{n}") for n in range(20)))

    async with own_town.database.transaction() as session:
        news = await session.scalar(select(func.count()).where(News.pot_ref.startswith("N")))
    assert news == NEWS_AT_ONCE * (2 * FEW + 1)


async def person_of(town: Town, voice: Voice) -> int:
    async with town.database.transaction() as session:
        found = await session.scalar(select(Account.person_id).where(Account.user == voice.id))
    assert found
    return found
