"""Past grants: who has funded things like this."""

from sqlalchemy import update

from storage.grants import Grant
from tests.town import Town


async def test_past_grants_come_with_a_warning_that_they_are_past(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("Who has funded lunch clubs before?")

    assert ana.hears == [
        (
            "I looked for: past grants for lunch clubs.\n\n"
            "I found 2 grants that were made for things like this:\n\n"
            "£1,450 to Brookside Lunch Bunch, from Fernleigh Borough Council\n"
            "In 2025: Weekly hot lunch for people over 60 who live alone\n\n"
            "£620 to Brookside Lunch Bunch, from Fernleigh Borough Council\n"
            "In 2024: Second-hand cooker and pans\n\n"
            "These were given before. It doesn't mean that the pot is open now."
        )
    ]


async def test_a_person_who_had_a_grant_is_never_named(town: Town) -> None:
    ana = town.voice("Ana")
    async with town.database.transaction() as session:
        lunch = Grant.description == "Second-hand cooker and pans"
        await session.execute(update(Grant).where(lunch).values(to_individual=True))

    await ana.says("Who has funded lunch clubs before?")

    assert "£620 to one person, from Fernleigh Borough Council\nIn 2024:" in ana.last_heard
    async with town.database.transaction() as session:
        await session.execute(update(Grant).where(lunch).values(to_individual=False))
