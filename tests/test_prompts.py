"""Prompts: the library, its rule, and what a council adds to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given as supposing
from hypothesis import strategies as st
from sqlalchemy import select

from handlers import library, prompts, thesaurus
from handlers.wording import LANGUAGES, wording
from scheduler.imports import Kind as Held
from scheduler.imports import import_file, sentence
from scheduler.imports.problems import Why
from storage import people, unasked
from storage import prompts as stored
from storage.database import Database
from storage.people import Account
from storage.prompts import Kind, Prompt
from storage.unasked import Sort
from tests.importing import NOW, counts, written
from tests.town import Town

LIBRARY = Path(library.__file__).with_name("library.csv")
TALKING = set(Kind) - {Kind.HOST}

# --- The library ----------------------------------------------------------------------------


async def test_our_library_is_a_file_that_imports_without_a_doubt(database: Database) -> None:
    report = await import_file(database, Held.PROMPTS, LIBRARY, now=NOW)

    assert counts(report) == (len(library.ours()), 0, 0, 0)
    assert list(report.problems) == []


def test_every_kind_has_prompts_and_each_text_is_there_in_every_language() -> None:
    every = list(library.ours().values())

    assert {prompt.kind for prompt in every} == set(Kind)
    for language in LANGUAGES:
        said = [library.text(prompt, language) for prompt in every]
        assert all(said)
        assert len(set(said)) == len(said)
    assert {subject for prompt in every for subject in prompt.subjects} <= set(thesaurus.subjects())


def test_there_are_enough_that_none_has_to_come_again_too_soon() -> None:
    """Also for three who have nothing in common and met others twelve times each."""
    for_all = Counter(each.kind for each in library.ours().values() if not each.subjects)

    assert len(library.ours()) >= 60
    assert for_all[Kind.ICE_BREAKER] > 3 * library.NOT_AGAIN_WITHIN
    for kind in (*library.TO_THINK_ABOUT, Kind.TALK, Kind.HOST, Kind.ENDING):
        assert for_all[kind] > library.NOT_AGAIN_WITHIN, kind


# --- The rule -------------------------------------------------------------------------------


def a_prompt(ref: str, *subjects: str, welsh: str = "Cwestiwn", in_use: bool = True) -> Prompt:
    return Prompt(
        ref=ref,
        kind=Kind.ICE_BREAKER,
        subjects=list(subjects),
        text_en=f"The question {ref}",
        text_cy=welsh,
        in_use=in_use,
    )


def chosen(
    prompts: Iterable[Prompt],
    *given: Sequence[str],
    language: str = "en",
    interests: Sequence[str] = (),
    lot: str = "",
) -> str:
    return library.choose(prompts, Kind.ICE_BREAKER, language, interests, given, lot).ref


def test_what_they_share_comes_first_and_what_they_do_not_never() -> None:
    both = [a_prompt("any"), a_prompt("soil", "gardening")]

    assert chosen(both, interests=["gardening", "music"]) == "soil"
    assert {chosen(both, lot=str(lot)) for lot in range(20)} == {"any"}


def test_nothing_is_given_that_they_cannot_read_or_that_was_put_aside() -> None:
    every = [a_prompt("english", welsh=""), a_prompt("welsh"), a_prompt("off", in_use=False)]

    assert {chosen(every, language="cy", lot=str(lot)) for lot in range(20)} == {"welsh"}
    assert {chosen(every, language="pl", lot=str(lot)) for lot in range(20)} == {"english", "welsh"}


def test_where_all_of_a_kind_was_put_aside_ours_are_given() -> None:
    assert chosen([a_prompt("off", in_use=False)]) in library.ours()


@supposing(
    st.integers(1, 40),
    st.lists(st.lists(st.integers(0, 39), unique=True), min_size=1, max_size=3),
    st.integers(),
)
def test_none_of_the_last_twelve_comes_again_unless_there_is_no_other(
    size: int, had: list[list[int]], lot: int
) -> None:
    every = [a_prompt(str(number)) for number in range(size)]
    theirs = [[str(number) for number in each if number < size] for each in had]
    lately = {ref for each in theirs for ref in each[:12]}

    ref = chosen(every, *theirs, lot=str(lot))

    if len(lately) < size:
        assert ref not in lately
    else:  # all were given lately: nobody had it more lately than somebody had each other one
        ages = [min(each.index(other) for each in theirs if other in each[:12]) for other in lately]
        assert min(each.index(ref) for each in theirs if ref in each[:12]) == max(ages)


# --- Given ----------------------------------------------------------------------------------


async def two_people(database: Database) -> list[int]:
    async with database.transaction() as session:
        met = [
            await people.meet(session, "p", user, address=user, name=user, language="en", now=NOW)
            for user in ("ana", "ben")
        ]
        return [account.person_id for account in met]


async def test_what_was_given_is_noted_and_does_not_come_again(database: Database) -> None:
    both, seen = await two_people(database), list[str]()
    of_kind = [each.ref for each in library.ours().values() if each.kind == Kind.TALK]

    for week in range(len(of_kind)):
        async with database.transaction() as session:
            now = NOW + timedelta(weeks=week)
            prompt = await prompts.pick(session, both, Kind.TALK, "en", [], now)
            seen.append(prompt.ref)
            assert await prompts.prompt_called(session, prompt.ref) is not None

    assert sorted(seen) == sorted(of_kind)
    async with database.transaction() as session:
        given = await stored.given_to(session, both)
    assert given == dict.fromkeys(both, seen[::-1])


def test_each_reads_a_prompt_in_their_own_language() -> None:
    said = library.in_words(a_prompt("one"))

    assert wording("en")(said) == "The question one"
    assert wording("cy")(said) == "Cwestiwn"
    assert wording("cy")(library.in_words(a_prompt("two", welsh=""))) == "The question two"


# --- A council's own ------------------------------------------------------------------------

HEADINGS = "id,kind,subjects,english,welsh,in_use\n"


async def test_a_council_adds_prompts_replaces_ours_and_puts_them_aside(
    database: Database, tmp_path: Path
) -> None:
    ours = next(ref for ref, each in library.ours().items() if each.kind == Kind.ASKING)
    file = written(
        tmp_path,
        f"{HEADINGS}{ours},asking,,Ours in other words?,Ein geiriau ni?,\n"
        "P1,Ice breaker,Gardening; lunch_club,What grows best here?,Beth sy'n tyfu orau yma?,yes\n"
        "P2,ending,,See you soon?,Wela i chi cyn hir?,no\n",
    )

    report = await import_file(database, None, file, now=NOW)

    assert (report.kind, counts(report)) == (Held.PROMPTS, (3, 0, 0, 0))
    async with database.transaction() as session:
        every = library.with_own(await stored.own(session))
    assert len(every) == len(library.ours()) + 2
    assert every[ours].text_en == "Ours in other words?"
    assert (every["P1"].kind, every["P1"].subjects) == ("ice-breaker", ["gardening", "lunch_club"])
    assert [every[ref].in_use for ref in (ours, "P1", "P2")] == [True, True, False]


async def test_bad_rows_are_told_with_line_and_reason_and_nothing_is_kept(
    database: Database, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        f"{HEADINGS}P1,joke,,Knock knock?,Cnoc cnoc?,\n"
        "P2,ending,astrology,What is your sign?,Beth yw eich arwydd?,\n"
        "P3,ending,,,Dim Saesneg,\n"
        f"P4,ending,,{'long ' * 250},Hir,\n"
        "P5,ending,,English alone,,\n"
        ',ending,,"No id, no name",Dim enw,\n',
    )

    report = await import_file(database, Held.PROMPTS, file, now=NOW)

    assert (counts(report), report.kept) == ((1, 0, 0, 5), False)
    kinds = ", ".join(sorted(Kind))
    assert [sentence([problem]) for problem in report.problems] == [
        f"line 2 (P1): refused: kind: {Why.NO_SUCH_KIND.format(said='joke', known=kinds)}",
        f"line 3 (P2): refused: subjects: {Why.UNKNOWN_SUBJECT.format(said='astrology')}",
        "line 4 (P3): refused: english: The cell is empty. Enter the english",
        f"line 5 (P4): refused: english: {Why.TOO_LONG_TO_GIVE.format(length='1,249', limit=1000)}",
        f"line 6 (P5): warning: welsh: {Why.ENGLISH_ALONE}",
        "line 7: refused: id: The cell is empty. Enter the id",
    ]
    async with database.transaction() as session:
        assert await stored.own(session) == []


@pytest.mark.parametrize("kind", sorted(TALKING))
def test_a_prompt_to_talk_about_is_short(kind: Kind) -> None:
    for prompt in library.ours().values():
        if prompt.kind == kind:
            assert all(len(library.text(prompt, each)) <= 260 for each in LANGUAGES), prompt.ref


# --- One a week -----------------------------------------------------------------------------

TITLE = "Something to think about, over a cup of tea:"
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
"""The first one after the story begins, at the usual hour."""


async def until(town: Town, instant: datetime) -> None:
    await town.later(seconds=(instant - town.clock.now()).total_seconds())


async def test_one_a_week_comes_at_their_hour_and_ends_with_a_tap(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/when")
    await ana.presses("A question to think about, once a week")
    assert "You need not answer me." in ana.last_heard
    await ana.presses("Yes, one a week")
    assert ana.last_heard == "Good. Your first one comes on Wednesday 25 November."

    await until(town, WEDNESDAY - timedelta(minutes=1))
    assert ana.last_heard.startswith("Good.")
    await until(town, WEDNESDAY + timedelta(minutes=1))
    first = ana.last_heard
    assert first.startswith(TITLE)
    assert ana.buttons == ["Another one, please", "No more of these"]

    await ana.presses("Another one, please")
    assert ana.last_heard.startswith(TITLE)
    assert ana.last_heard != first

    await until(town, WEDNESDAY + timedelta(days=7, minutes=1))
    assert ana.last_heard.startswith(TITLE)
    await ana.presses("No more of these")
    assert ana.last_heard.startswith("Done: no more of these.")
    await until(town, WEDNESDAY + timedelta(days=14, minutes=1))
    assert ana.last_heard.startswith("Done: no more of these.")


async def test_it_comes_in_their_language(town: Town) -> None:
    carys = town.voice("Carys", "cy")

    await carys.says("/prompts")
    await carys.presses("Ie, un yr wythnos")
    await until(town, WEDNESDAY + timedelta(minutes=1))

    title, said = carys.last_heard.split("\n\n")
    assert title == "Rhywbeth i feddwl amdano, dros baned:"
    assert said in {each.text_cy for each in library.ours().values()}


async def test_a_week_without_room_has_none_and_the_next_one_has(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/when")
    await ana.presses("How many a week")
    await ana.fills("1")
    await ana.says("/prompts")
    await ana.presses("Yes, one a week")
    await until(town, WEDNESDAY - timedelta(days=1))
    async with town.database.transaction() as session:
        me = await session.scalar(select(Account.person_id).where(Account.user == ana.id))
        assert me
        now, zone = town.clock.now(), town.app.here.zone
        assert await unasked.claim(session, me, Sort.PEERS, now, zone)

    await until(town, WEDNESDAY + timedelta(minutes=1))
    assert ana.last_heard.startswith("Good.")
    await until(town, WEDNESDAY + timedelta(days=7, minutes=1))
    assert ana.last_heard.startswith(TITLE)


async def test_another_hour_moves_it_and_never_makes_it_two_a_week(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/prompts")
    await ana.presses("Yes, one a week")
    await until(town, WEDNESDAY + timedelta(minutes=1))
    first = ana.last_heard
    assert first.startswith(TITLE)

    await ana.says("/when")
    await ana.presses("Change the hour")
    await ana.fills("Early evening, 6 pm")
    done = ana.last_heard
    await until(town, WEDNESDAY + timedelta(hours=9))
    assert ana.last_heard == done
    await until(town, WEDNESDAY + timedelta(days=7, hours=7))
    assert ana.last_heard == done
    await until(town, WEDNESDAY + timedelta(days=7, hours=8, minutes=1))
    assert ana.last_heard.startswith(TITLE)


async def test_stop_ends_it_until_they_are_back(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/prompts")
    await ana.presses("Yes, one a week")
    await ana.says("/stop")
    stopped = ana.last_heard

    await until(town, WEDNESDAY + timedelta(days=7, minutes=1))

    assert ana.last_heard == stopped
