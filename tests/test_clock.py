"""The clock of questions at work: who hears what, and when, if nobody answers."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from handlers.messages import Message
from handlers.question_clock import Desk
from handlers.turns import Moment
from storage import questions, reports, teams
from storage.mailbox import Kind
from storage.people import Account
from storage.questions import Asked, Question
from storage.reports import Figure, Report
from tests.town import Channel, Town, Voice


async def asked(
    town: Town, voice: Voice, channel: Channel, words: str, offered: str | None = None
) -> Question:
    """Somebody asks a team something."""
    await voice.says("/language")
    async with town.database.transaction() as session:
        account = await session.scalar(select(Account).where(Account.user == voice.id))
        team = await teams.the_team(session, channel.team)
        assert account
        assert team
        now = town.clock.now()
        return await questions.ask(
            session, person_id=account.person_id, account_id=account.id, team_id=team.id,
            kind="question", stance=None, asked=Asked(words), subject="parks", area_id=None,
            offered=offered, due_at=Desk.of(team, town.app.here).promised(now), next_at=now,
            now=now,
        )  # fmt: skip


async def as_it_stands(town: Town, question: Question) -> Question:
    async with town.database.transaction() as session:
        return await session.get_one(Question, question.id)


async def takes(town: Town, officer: Voice, question: Question) -> None:
    async with town.database.transaction() as session:
        found = await session.get_one(Question, question.id)
        found.taken_by, found.taken_at = officer.id, town.clock.now()
        questions.moved(found, town.clock.now())


async def until(town: Town, day: int, hour: int, minute: int = 0) -> None:
    """An hour of November 2026, of which the 23rd is a Monday."""
    instant = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    await town.later(seconds=(instant - town.clock.now()).total_seconds())


async def test_when_nobody_takes_it_the_card_is_marked_then_deputy_and_backup_hear(
    town: Town,
) -> None:
    housing, (gwen,) = await town.team("Housing", "Gwen")
    parks, (moira, _) = await town.team("Parks", "Moira", "Sam", backup=housing)
    ana = town.voice("Ana")
    question = await asked(town, ana, parks, "Who mows the green?")

    await until(town, 23, 12, 59)
    assert parks.hears == [
        (
            "Open as this week begins: 1 with nobody yet. It was asked on Sunday 22 November.\n\n"
            "Question · parks"
        )
    ]
    assert (await as_it_stands(town, question)).marked_at is None
    await until(town, 24, 8, 59)
    assert (await as_it_stands(town, question)).marked_at == datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert [each.count("Still waiting for somebody to take it.") for each in parks.hears] == [1]
    assert housing.hears == []

    waits = "A question waits for an answer.\n\nQuestion · parks\nAsked on Sunday 22 November. "
    await until(town, 24, 23)
    assert parks.hears == [f"{parks.calling(moira)}{waits}Nobody has taken it yet.{parks.link}"]
    assert housing.hears == []
    await until(town, 25, 23)
    assert parks.hears == [f"{parks.calling(moira)}{waits}Nobody has taken it yet.{parks.link}"]
    backs = "Nobody in Parks has taken it, and you are their backup."
    assert housing.hears == [f"{parks.calling(gwen)}{waits}{backs}"]
    assert ana.hears == []


async def test_who_asked_is_told_when_it_is_late_and_where_else_to_turn(own_town: Town) -> None:
    town = own_town
    parks, (_, sam) = await town.team("Parks", "Moira", "Sam")
    ana = town.voice("Ana")
    question = await asked(town, ana, parks, "Who mows the green?", offered="CT030")
    await takes(town, sam, question)

    await until(town, 27, 23)
    assert ana.hears == []
    await until(town, 30, 16, 59)
    assert parks.hears == [
        (
            f"{parks.calling(sam)}"
            "Open as this week begins: 1 with somebody. It was asked on Sunday 22 November.\n\n"
            "A question waits for an answer.\n\nQuestion · parks\nAsked on Sunday 22 November. "
            "It is with somebody. The answer is promised for Monday 30 November."
        )
    ]
    await until(town, 30, 23)
    assert "was promised by Monday 30 November" in parks.last_heard
    assert ana.hears == [
        (
            "I'm sorry: there is no answer yet to what you asked, “Who mows the green?”. "
            "Parks said they would answer by Monday 30 November.\n\n"
            "They still have it. I remind them every working day, and you hear as soon as there "
            "is an answer.\n\n"
            "You don't have to wait for them. Who may help, too: "
            "Parks and Allotments Team, parks@fernleigh.example\n\n"
            "To complain about the wait: Community Development Team, communities@fernleigh.example"
        )
    ]


async def test_who_is_late_names_whom_they_were_shown_as_they_asked_or_nobody(
    own_town: Town,
) -> None:
    town = own_town
    await town.team("Parks", "Moira", front_door=True)
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await ana.says("/ask Who helps with insurance for our hall?")
    shown = ana.last_heard.split("\n\n")[1].split("\n")[0]
    await ana.fills("Ask anyway", "A question", "No name")
    await ben.says("/ask")
    await ben.fills("Why is it so?", "A question", "No name")

    await until(town, 30, 23)

    elsewhere = ana.last_heard.split("\n\n")[2]
    assert elsewhere.startswith(f"You don't have to wait for them. Who may help, too: {shown}")
    assert ben.last_heard.split("\n\n")[2].startswith("To complain about the wait: ")


async def test_late_words_say_how_it_is_if_nobody_has_it_or_a_part_was_answered(
    own_town: Town,
) -> None:
    town = own_town
    parks, _ = await town.team("Parks", "Moira")
    ana = town.voice("Ana")
    question = await asked(town, ana, parks, "Who mows the green?")
    async with town.database.transaction() as session:
        found = await session.get_one(Question, question.id)
        found.answered_at = town.clock.now()  # and they go on with it

    await until(town, 30, 23)

    (card,) = [each for each in parks.texts if "Who mows the green?" in each]
    assert "Nobody has it yet. An answer was promised by Monday 30 November." in card
    assert ana.last_heard.startswith(
        "I'm sorry: what you asked, “Who mows the green?”, is not settled yet. Parks said"
    )


async def test_a_new_report_is_told_of_once_as_the_week_begins(own_town: Town) -> None:
    town = own_town
    parks, _ = await town.team("Parks", "Moira", "Sam")
    october = date(2026, 10, 1)
    async with town.database.transaction() as session:
        session.add(Report(until=october, made_at=town.clock.now()))
        await session.flush()
        session.add(Figure(until=october, counted=reports.MOODS, answer="good", shown=30, why=""))

    await until(town, 23, 12)
    assert parks.last_heard == (
        "There is a new report on how people's weeks were, without names, up to Wednesday "
        "30 September. Whoever administers me for the council can show it: /report."
    )
    await until(town, 30, 12)
    assert parks.hears == []


async def test_what_was_asked_back_rests_and_is_closed_in_the_end(own_town: Town) -> None:
    town = own_town
    parks, (_, sam) = await town.team("Parks", "Moira", "Sam")
    ana = town.voice("Ana")
    question = await asked(town, ana, parks, "Who mows the green?")
    await takes(town, sam, question)
    async with town.database.transaction() as session:
        found = await session.get_one(Question, question.id)
        found.waits_for_asker = True
        await questions.note(
            session, found, questions.What.ASKED_BACK, town.clock.now(), words="Which green?"
        )

    await until(town, 26, 23)
    assert ana.hears == [
        (
            "Parks can't go on without you. About what you asked, “Who mows the green?”, they "
            "would like to know:\n\nWhich green?"
        )
    ]
    await until(town, 30, 12)
    parts = "1 waiting for whoever asked. It was asked on Sunday 22 November."
    assert parks.hears == [f"Open as this week begins: {parts}\n\nQuestion · parks"]
    await town.later(days=17)
    assert ana.hears == [
        (
            "I have closed what you asked, “Who mows the green?”: Parks asked you something about "
            "it, and there was no answer. You can open it again at any time."
        )
    ]
    assert (await as_it_stands(town, question)).closed_why == "no_word"


async def test_a_reminder_that_could_not_be_sent_while_the_team_works_is_dropped(
    own_town: Town,
) -> None:
    town = own_town
    parks, _ = await town.team("Parks", "Moira", "Sam")
    await asked(town, town.voice("Ana"), parks, "Who mows the green?")
    await until(town, 24, 8, 59)
    async with town.database.transaction() as session:
        team = await teams.the_team(session, parks.team)
        assert team
        closing = datetime(2026, 11, 24, 17, tzinfo=UTC)
        moment = Moment(session, closing, town.app.here)
        await moment.to_team(team, Message("Too late"), Kind.REMINDER, stale_at=closing)
        await moment.to_team(team, Message("In time"), Kind.REMINDER, stale_at=None)

    await until(town, 24, 17)

    assert "Too late" not in parks.hears
    assert parks.hears[-1] == "In time"


async def test_questions_of_a_team_that_is_gone_go_to_another_after_an_hour(
    own_town: Town,
) -> None:
    town = own_town
    housing, _ = await town.team("Housing", "Gwen")
    parks, _ = await town.team("Parks", "Moira", backup=housing)
    ana = town.voice("Ana")
    question = await asked(town, ana, parks, "Who mows the green?")
    async with town.database.transaction() as session:
        team = await teams.the_team(session, parks.team)
        assert team
        team.gone_at = town.clock.now()
        await questions.see_to_soon(session, parks.team, town.clock.now())

    await until(town, 22, 10, 59)
    assert (housing.hears, ana.hears) == ([], [])
    await until(town, 22, 11)

    assert "Who mows the green?" in housing.last_heard
    assert ana.hears == [
        (
            "Parks can't be reached by me any more. So Housing has what you asked now, "
            "“Who mows the green?”. Expect an answer by Monday 30 November."
        )
    ]
    assert (await as_it_stands(town, question)).team_id == housing.team


@pytest.mark.parametrize(
    ("other", "due"), [("foi", "Monday 21 December"), ("safeguarding", "Monday 30 November")]
)
async def test_what_is_no_question_goes_to_the_team_set_for_it_and_keeps_its_legal_day(
    own_town: Town, other: str, due: str
) -> None:
    town = own_town
    housing, _ = await town.team("Housing", "Gwen", subjects=["parks"])
    parks, _ = await town.team("Parks", "Moira", backup=housing)
    office, _ = await town.team("Information", "Ivy", other=other)
    ana = town.voice("Ana")
    question = await asked(town, ana, parks, "Who mows the green?")
    async with town.database.transaction() as session:
        team = await teams.the_team(session, parks.team)
        assert team
        found = await session.get_one(Question, question.id)
        found.other = other
        if other == "foi":
            found.due_at = datetime(2026, 12, 21, 17, tzinfo=UTC)
        team.gone_at = town.clock.now()
        await questions.see_to_soon(session, parks.team, town.clock.now())

    await until(town, 22, 11)

    assert (await as_it_stands(town, question)).team_id == office.team
    assert housing.hears == []
    assert ana.hears == [
        (
            "Parks can't be reached by me any more. So Information has what you asked now, "
            f"“Who mows the green?”. Expect an answer by {due}."
        )
    ]


async def test_a_subject_that_is_called_something_else_now_stops_no_clock(own_town: Town) -> None:
    town = own_town
    parks, _ = await town.team("Parks", "Moira")
    question = await asked(town, town.voice("Ana"), parks, "Who mows the green?")
    async with town.database.transaction() as session:
        (await session.get_one(Question, question.id)).subject = "no_longer_known"

    await until(town, 24, 23)

    assert "Question\nAsked on Sunday 22 November." in parks.last_heard


async def test_where_there_is_no_other_team_whoever_asked_knows_it(own_town: Town) -> None:
    town = own_town
    parks, _ = await town.team("Parks", "Moira")
    ana = town.voice("Ana")
    await asked(town, ana, parks, "Who mows the green?")
    async with town.database.transaction() as session:
        team = await teams.the_team(session, parks.team)
        assert team
        team.gone_at = town.clock.now()
        await questions.see_to_soon(session, parks.team, town.clock.now())

    await until(town, 22, 12)
    assert [each.partition(".")[0] for each in ana.hears] == [
        (
            "I'm sorry: Parks can't be reached by me any more, and I know no other team for what "
            "you asked, “Who mows the green?”"
        )
    ]
    await until(town, 23, 12)
    assert ana.hears == []
