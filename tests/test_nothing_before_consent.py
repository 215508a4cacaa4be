"""Whatever people do in whatever order: no row tells how somebody is without their consent then.

Looked for in every table, with what is sealed opened: answers, talk, letters, updates.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.consents import VERSIONS
from storage import consents
from storage.check_ins import MOODS
from storage.consents import Purpose
from storage.database import Sealed, unseal
from storage.everything import Base
from storage.sealing import CannotOpen
from tests.town import Core, Held, House, Town, Voice, opened

CANARY = "zanzibar"
"""In whatever people say of how they are, and nowhere else."""

SAID = (
    f"rough week tbh, {CANARY}",
    f"knackered and {CANARY}",
    "had a lovely week",
    "very hard",
    "wythnos anodd",
    "yes",
    "1",
    "4",
    "skip",
    "is there money for a choir?",
    f"feeling depressed, {CANARY}",
    f"my anxiety is through the roof {CANARY}",
    f"I'm off sick with my nerves and {CANARY}, any funding for a walking group?",
    f"I've had cancer {CANARY} and we need a grant for a support group",
    f"I can't sleep and I cry over {CANARY} all day",
    f"who can help me with my panic attacks, {CANARY}",
    f"dw i'n isel, {CANARY}, oes arian i gôr?",
    f"mae fy ngorbryder {CANARY} yn ddrwg",
)
ILLS = "depression|anxiety|cancer|panic attacks|insomnia|arthritis|a bad back|grief|stress|a stroke"
OWN = st.builds(
    "{} {}{} {}{}{}".format,
    st.sampled_from(["I've had", "i have", "I'm off work with", "It's my", "I feel awful with"]),
    st.sampled_from(("", "really bad ", "so much ", "terrible ")),
    st.sampled_from(ILLS.split("|")),
    st.sampled_from((CANARY, f"since {CANARY}", f"because of {CANARY}", f"at {CANARY} again")),
    st.sampled_from((" and ", ", ", ". ", "! ", " - ", " so ", " ")),
    st.sampled_from(
        ("", "we need a grant for a choir", "any money for chairs?", "is there a group")
    ),
)
"""People who tell of their own health, and go on to ask for something, or don't."""
NUMBERED = st.builds("{} {}".format, OWN, st.sampled_from(("1234567", "07700 900123")))
"""The same with digits beside it: no less about them where it is their number that is asked for."""
NOTE = f"{CANARY}: the roof leaks"
COMMANDS = ("checkin", "myweeks", "stopcheckins", "me", "pots", "stop", "start", "area Marlbury",
            "area Priory")  # fmt: skip
FORGED = (
    *(f"mood 2026-11-{day} {mood}" for day in ("16", "23") for mood in MOODS),
    f"agree-check-ins {VERSIONS[Purpose.CHECK_INS]}",
    "agree-check-ins 0",
    f"agree-ons4 {VERSIONS[Purpose.ONS4]}",
    "more-of-week 2026-11-16",
    "withdraw",
    "withdraw-now",
    "withdraw-not",
    "withdraw-file",
    "undo-checkin 2026-11-16",
    "four 1.2.3 4",
    "keep-note 2026-11-16",
    "checkin",
    "checkin-of 2026-11-16",
    "disagree check-ins",
)
FORMS = {"says what is wrong": ("wrong 1", "1"), "wants to be rung": ("tell urgent", "2")}
"""Forms in which something is written, by the button that opens one and what leads to that."""
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("says"), st.one_of(st.sampled_from(SAID), OWN)),
        st.tuples(st.just("sends"), st.sampled_from(COMMANDS)),
        st.tuples(st.just("presses"), st.integers(0, 9)),
        st.tuples(st.sampled_from(list(FORMS)), st.one_of(OWN, NUMBERED)),
        st.tuples(st.just("forges"), st.sampled_from(FORGED)),
        st.tuples(st.just("agrees"), st.none()),
        st.tuples(st.just("notes"), st.none()),
        st.tuples(st.just("waits"), st.sampled_from((1, 30, 24 * 7))),
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
async def core(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house of its own, in which the clock goes on from one example to the next."""
    async with opened(Core(), furnished, tmp_path_factory.mktemp("consent")) as house:
        yield house


FEW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@FEW
@given(steps=STEPS)
async def test_nothing_of_how_somebody_is_is_kept_without_their_consent(
    core: House, steps: list[tuple[str, Any]]
) -> None:
    await live(core, steps)


@FEW
@given(form=st.sampled_from(list(FORMS)), said=st.one_of(OWN, NUMBERED))
async def test_nor_what_is_written_where_it_does_not_belong(
    core: House, form: str, said: str
) -> None:
    await live(core, [(form, said)])


@pytest.mark.soak
@settings(FEW, max_examples=300)
@given(steps=STEPS)
async def test_nor_in_hundreds_of_lives(core: House, steps: list[tuple[str, Any]]) -> None:
    await live(core, steps)


async def live(core: House, steps: list[tuple[str, Any]]) -> None:
    town = Town(core)
    ana = town.voice("Ana")
    await ana.says("/start")
    for step, what in steps:
        await take(town, ana, step, what)
        await look(town, ana)


async def take(town: Town, ana: Voice, step: str, what: Any) -> None:
    match step:
        case "says":
            await ana.says(what)
        case "sends":
            await ana.says(f"/{what}")
        case "presses" if ana.buttons:
            await ana.presses(ana.buttons[what % len(ana.buttons)])
        case "says what is wrong" | "wants to be rung":
            opens, leads = FORMS[step]
            await ana.presses(Held(opens))
            await ana.says(leads)
            await ana.says(what)
        case "forges":
            await ana.presses(Held(what))
        case "agrees":
            await ana.says("/checkin")
            await ana.presses(Held(f"agree-check-ins {VERSIONS[Purpose.CHECK_INS]}"))
        case "notes" if ana.last_heard.startswith("Would you like to write a note?"):
            await ana.says(NOTE)
        case "waits":
            await town.later(hours=what)


async def look(town: Town, ana: Voice) -> None:
    """See that nothing in any table tells of them what they did not agree to."""
    account = Base.metadata.tables["account"]
    async with town.database.transaction() as session:
        person = await session.scalar(select(account.c.person_id).where(account.c.user == ana.id))
        assert person is not None
        given = await consents.in_force(session, person, Purpose.CHECK_INS)
        about = await rows_about(session, person)
        updates = await session.execute(select(Base.metadata.tables["update_seen"]))
        assert CANARY not in str(updates.all())
        if given is None:
            assert {"check_in", "ons4", "reminder"}.isdisjoint(about), about.keys()
            told = f"{about} {await opened_up(session, person)}"
            for sign in SIGNS:
                assert sign not in told, sign
        else:
            for row in about.get("check_in", ()):
                assert row["at"] >= given.given_at, "no consent then"
                assert not given.ended_at or row["at"] <= given.ended_at, "nothing is added"
            assert not given.ended_at or "reminder" not in about


SIGNS = (CANARY, "mood-", "offers-first", *(f" {mood}" for mood in MOODS))
"""What only somebody's answers have in them, or what is asked and offered because of them."""


async def rows_about(session: AsyncSession, person: int | None) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table whose foreign key leads to a person, as they are stored."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "person":
                rows = await session.execute(select(table).where(key.parent == person))
                if kept := [dict(row) for row in rows.mappings()]:
                    found[table.name] = kept
    return found


async def opened_up(session: AsyncSession, person: int | None) -> str:
    """All that is sealed in the rows about a person, opened."""
    texts = []
    for name, rows in (await rows_about(session, person)).items():
        for column in Base.metadata.tables[name].columns:
            if isinstance(column.type, Sealed):
                texts += [
                    opened_one(session, row[column.name], column.type.row_of(row)) for row in rows
                ]
    return "\n".join(texts)


def opened_one(session: AsyncSession, sealed: bytes | None, row: str) -> str:
    try:
        return unseal(session, sealed, row).decode() if sealed else ""
    except CannotOpen:
        return repr(sealed)
