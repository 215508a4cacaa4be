"""What is on its way to somebody about another goes with the other."""

import pytest
from sqlalchemy import select

from storage import mailbox
from storage.mailbox import Letter, State
from tests.peering import account_of
from tests.test_introductions import matched, reach_of, say_yes
from tests.town import Core, Held, Town, Voice

core_alone = pytest.mark.parametrize("way", [Core], indirect=True)


async def about_to_be_sent(town: Town, word: str) -> int:
    """How many letters that wait hold a word."""
    async with town.database.transaction() as session:
        waiting = await session.scalars(select(Letter).where(Letter.state == State.WAITING))
        return sum(word.encode() in mailbox.content(session, each) for each in waiting.all())


async def yes_while_one_is_out_of_reach(town: Town) -> tuple[Voice, Voice]:
    """Both want to be in touch, but how to reach Ben waits for Ana's platform."""
    assert isinstance(town.way, Core)
    ana, ben = await matched(town, "Ana", "Ben")
    await say_yes(ana)
    town.way.out_of_reach = {ana.id}
    await say_yes(ben)
    assert await about_to_be_sent(town, reach_of(ben)) == 1
    return ana, ben


async def blocks(ben: Voice) -> None:
    await ben.presses("Block or report Ana")
    await ben.presses("Block Ana")


async def reports(ben: Voice) -> None:
    await ben.presses("Block or report Ana")
    await ben.presses("Report Ana")
    await ben.fills("They were unkind", "")


async def names(ben: Voice) -> None:
    await ben.presses(Held("apart-name"))
    await ben.fills("Ana")


async def leaves(ben: Voice) -> None:
    await ben.presses(Held("peers-leave"))


async def is_erased(ben: Voice) -> None:
    await ben.presses(Held("erase-now"))


@core_alone
@pytest.mark.parametrize("goes", [blocks, reports, names, leaves, is_erased])
async def test_how_to_reach_somebody_is_not_sent_any_more_once_they_would_not_want_it(
    town: Town, goes: object
) -> None:
    assert isinstance(town.way, Core)
    assert callable(goes)
    ana, ben = await yes_while_one_is_out_of_reach(town)

    await goes(ben)

    assert await about_to_be_sent(town, reach_of(ben)) == 0
    town.way.out_of_reach.clear()
    await town.later(minutes=2)
    assert reach_of(ben) not in "".join(ana.texts)


@core_alone
async def test_one_that_could_not_be_delivered_goes_too(town: Town) -> None:
    ana, ben = await yes_while_one_is_out_of_reach(town)
    async with town.database.transaction() as session:
        to_ana = Letter.person_id == (await account_of(session, ana)).person_id
        waits = select(Letter.id).where(to_ana, Letter.state == State.WAITING)
        for letter in (await session.scalars(waits)).all():
            await mailbox.give_up(session, letter, "refused", town.clock.now())

    await is_erased(ben)

    async with town.database.transaction() as session:
        assert (await mailbox.undelivered(session)).all() == []


@core_alone
async def test_what_somebody_reported_goes_with_them_on_its_way_to_those_who_decide(
    town: Town,
) -> None:
    assert isinstance(town.way, Core)
    (moira,) = await town.contact_voices("Moira")
    _, ben = await matched(town, "Ana", "Ben")
    town.way.out_of_reach = {moira.id}
    await ben.presses("Block or report Ana")
    await ben.presses("Report Ana")
    await ben.fills("They were unkind", "She shouted")
    assert await about_to_be_sent(town, "She shouted") == 1

    await leaves(ben)
    assert await about_to_be_sent(town, "She shouted") == 1, "who left reported it all the same"
    await is_erased(ben)
    assert await about_to_be_sent(town, "She shouted") == 0
    town.way.out_of_reach.clear()
