"""What comes from nowhere, or from an earlier version, stops nobody."""

from sqlalchemy import func, select, update

from storage.people import Account
from storage.talk import Talk
from tests.town import Town


async def test_who_was_erased_and_then_leaves_is_not_met_again(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/me")
    await ana.presses("Erase everything")
    await ana.presses("Yes, erase everything")

    await ana.blocks()

    async with town.database.transaction() as session:
        known = select(func.count()).select_from(Account).where(Account.user == ana.id)
        assert await session.scalar(known) == 0


async def test_talk_that_no_key_opens_is_forgotten(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("money for a lunch club")
    async with town.database.transaction() as session:
        hers = select(Account.person_id).where(Account.user == ana.id)
        await session.execute(
            update(Talk).where(Talk.person_id.in_(hers)).values(sealed=b"of another house")
        )

    await ana.says("/language")

    assert ana.last_heard == "Which language shall we use?"
