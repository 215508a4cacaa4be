"""The mailbox: each update in once, each letter out in its turn and accounted for."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from storage import inbox, mailbox, people, retention
from storage.database import Database, new_id
from storage.inbox import UPDATES_KEPT
from storage.mailbox import LETTERS_KEPT, Kind, Letter, State
from storage.people import Account
from storage.sealing import CannotOpen, new_keys
from tests.town import STORY_BEGINS as NOW

LEASE = timedelta(minutes=2)
ONE_SECOND = timedelta(seconds=1)


# --- In -------------------------------------------------------------------------------------


async def noted(database: Database, *updates: str) -> dict[str, int]:
    async with database.transaction() as session:
        return await inbox.note(session, "telegram", updates, NOW)


async def finished(database: Database, name: str, mishap: str | None = None) -> bool:
    async with database.transaction() as session:
        return await inbox.finish(session, "telegram", name, NOW, mishap)


async def test_an_update_is_counted_until_it_is_done(database: Database) -> None:
    assert await noted(database, "1", "2") == {"1": 1, "2": 1}
    assert await noted(database, "2", "3") == {"2": 2, "3": 1}
    assert await finished(database, "2")

    assert await noted(database, "1", "2", "3") == {"1": 2, "3": 2}


async def test_an_updates_effect_is_claimed_once(database: Database) -> None:
    await noted(database, "1")

    assert await finished(database, "1")
    assert not await finished(database, "1", "mishap")
    assert not await finished(database, "never noted")


async def test_a_turn_that_fails_leaves_its_update_open(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as session:
            await inbox.finish(session, "telegram", "1", NOW)
            raise RuntimeError

    await noted(database, "1")
    with pytest.raises(RuntimeError):
        await fail()

    assert await finished(database, "1")


async def test_two_platforms_may_use_the_same_number(database: Database) -> None:
    async with database.transaction() as session:
        await inbox.note(session, "slack", ["1"], NOW)
        await inbox.finish(session, "slack", "1", NOW)

    assert await noted(database, "1") == {"1": 1}


# --- Out ------------------------------------------------------------------------------------


async def met(database: Database, name: str, language: str = "en") -> Account:
    async with database.transaction() as session:
        return await people.meet(
            session, "telegram", name, address=name, name=name, language=language, now=NOW
        )


async def posted(
    database: Database,
    to: Account,
    *contents: str,
    kind: Kind = Kind.ANSWER,
    after: timedelta = timedelta(0),
    home: bool = False,
    standing: UUID | None = None,
) -> None:
    async with database.transaction() as session:
        for content in contents:
            await mailbox.post(
                session,
                content.encode(),
                platform="telegram",
                address=to.address,
                person_id=to.person_id,
                language="en",
                kind=kind,
                now=NOW + after,
                home=home,
                standing_id=standing,
            )


async def claimed(
    database: Database, after: timedelta = timedelta(0), at_most: int = 10
) -> list[str]:
    """The contents of the letters that may leave now."""
    async with database.transaction() as session:
        letters = await mailbox.claim(session, "telegram", NOW + after, LEASE, at_most)
        return [mailbox.content(session, letter).decode() for letter, _ in letters]


async def all_letters(database: Database) -> Sequence[Letter]:
    async with database.transaction() as session:
        return (await session.scalars(select(Letter).order_by(Letter.id))).all()


async def arrived(database: Database) -> None:
    """Everything under way has arrived."""
    async with database.transaction() as session:
        under_way = await session.scalars(
            select(Letter.id).where(Letter.state == State.SENDING).order_by(Letter.id)
        )
        await mailbox.settle_sent(session, dict.fromkeys(under_way, "77"), NOW)


async def put_back(database: Database, after: timedelta, *, doubt: bool = False) -> None:
    """What is under way failed, and is to be tried again after a while."""
    async with database.transaction() as session:
        under_way = await session.scalars(select(Letter.id).where(Letter.state == State.SENDING))
        for letter in under_way:
            await mailbox.put_back(session, letter, NOW + after, failed=True, doubt=doubt)


async def test_letters_to_one_chat_leave_one_by_one_in_order(database: Database) -> None:
    ana, ben = await met(database, "Ana"), await met(database, "Ben")
    await posted(database, ana, "A1", "A2")
    await posted(database, ben, "B1")

    assert await claimed(database) == ["A1", "B1"]
    assert await claimed(database) == []
    await arrived(database)

    assert await claimed(database) == ["A2"]


async def test_who_waits_for_an_answer_goes_first(database: Database) -> None:
    ana, ben, cyd, dot = [await met(database, name) for name in ("Ana", "Ben", "Cyd", "Dot")]
    await posted(database, ana, "news", kind=Kind.DIGEST)
    await posted(database, ben, "prompt", kind=Kind.PROMPT)
    await posted(database, cyd, "from the council", kind=Kind.COUNCIL)
    await posted(database, dot, "answer")

    assert await claimed(database, at_most=3) == ["answer", "from the council", "prompt"]
    assert await claimed(database) == ["news"]


async def test_an_answer_overtakes_a_prompt_to_the_same_chat(database: Database) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "prompt", kind=Kind.PROMPT)
    await posted(database, ana, "answer")

    assert await claimed(database) == ["answer"]


async def test_a_letter_leaves_when_it_is_due(database: Database) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "later", after=ONE_SECOND)

    assert await claimed(database) == []
    assert await claimed(database, after=ONE_SECOND) == ["later"]


async def test_a_letter_behind_one_put_back_waits_with_it(database: Database) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "A1", "A2")
    await claimed(database)
    await put_back(database, after=ONE_SECOND)

    assert await claimed(database) == []
    async with database.transaction() as session:
        assert await mailbox.next_due(session, "telegram") == NOW + ONE_SECOND
    assert await claimed(database, after=ONE_SECOND) == ["A1"]
    async with database.transaction() as session:
        assert await mailbox.next_due(session, "telegram") is None, "A2 waits for A1's end"


async def test_a_letter_is_worded_in_the_language_its_reader_has_now(database: Database) -> None:
    ana = await met(database, "Ana", language="cy")
    await posted(database, ana, "A1")
    async with database.transaction() as session:
        ((_, language),) = await mailbox.claim(session, "telegram", NOW, LEASE, 1)

    assert language == "cy"


async def test_what_a_letter_holds_is_sealed_and_bound_to_it(database: Database) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "a secret", "another")
    one, other = await all_letters(database)

    assert b"secret" not in one.content
    async with database.transaction() as session:
        await session.execute(
            update(Letter).where(Letter.id == other.id).values(content=one.content)
        )
    _, swapped = await all_letters(database)
    async with database.transaction() as session:
        with pytest.raises(CannotOpen):
            mailbox.content(session, swapped)


async def test_with_another_key_nothing_opens(database: Database) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "a secret")
    (letter,) = await all_letters(database)
    database.keys = new_keys()

    async with database.transaction() as session:
        with pytest.raises(CannotOpen):
            mailbox.content(session, letter)


async def test_a_letter_that_arrived_is_emptied(database: Database) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "A1")
    await claimed(database)
    await arrived(database)

    (letter,) = await all_letters(database)
    assert (letter.state, letter.message, letter.content, letter.sealed, letter.ended_at) == (
        State.SENT,
        "77",
        b"",
        False,
        NOW,
    )


async def test_letters_of_a_sender_that_died_wait_again_and_may_have_arrived(
    database: Database,
) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "A1")
    await claimed(database)

    async with database.transaction() as session:
        assert await mailbox.take_back(session, NOW + LEASE - ONE_SECOND, expired_only=True) == 0
        assert await mailbox.take_back(session, NOW + LEASE, expired_only=True) == 1
    (letter,) = await all_letters(database)
    assert (letter.state, letter.doubts, letter.tries) == (State.WAITING, 1, 0)
    assert await claimed(database) == ["A1"]


async def test_at_a_start_all_letters_of_the_last_sender_are_taken_back(
    database: Database,
) -> None:
    ana, ben = await met(database, "Ana"), await met(database, "Ben")
    await posted(database, ana, "A1")
    await posted(database, ben, "B1")
    await claimed(database)

    async with database.transaction() as session:
        assert await mailbox.take_back(session, NOW, expired_only=False) == 2


async def test_what_waits_for_a_chat_that_moved_follows_it(database: Database) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "A1")
    await claimed(database)
    await arrived(database)
    await posted(database, ana, "A2", "A3")
    async with database.transaction() as session:
        await mailbox.readdress(session, "telegram", "Ana", "elsewhere")

    assert [each.address for each in await all_letters(database)] == [
        "Ana",
        "elsewhere",
        "elsewhere",
    ]


async def test_a_newer_home_page_takes_the_place_of_one_not_yet_shown(
    database: Database,
) -> None:
    ana, ben = await met(database, "Ana"), await met(database, "Ben")
    await posted(database, ana, "old", home=True)
    await posted(database, ben, "ben's", home=True)
    await posted(database, ana, "a message")
    await posted(database, ana, "new", home=True)

    assert await claimed(database) == ["ben's", "a message"]
    await arrived(database)
    assert await claimed(database) == ["new"]


async def test_what_takes_the_place_of_something_that_may_be_there_may_be_there_itself(
    database: Database,
) -> None:
    ana, card = await met(database, "Ana"), new_id(NOW)
    await posted(database, ana, "old", standing=card)
    await claimed(database)
    await put_back(database, ONE_SECOND, doubt=True)

    await posted(database, ana, "new", standing=card)
    await posted(database, ana, "newer", standing=card)

    (letter,) = await all_letters(database)
    assert letter.doubts == 1
    assert await claimed(database) == ["newer"]


async def test_erasing_a_person_drops_their_letters(database: Database) -> None:
    ana, ben = await met(database, "Ana"), await met(database, "Ben")
    await posted(database, ana, "A1", "A2")
    await posted(database, ben, "B1")
    async with database.transaction() as session:
        await people.erase(session, ana.person_id)

    assert await claimed(database) == ["B1"]


# --- Forgetting -----------------------------------------------------------------------------


SEEN, ENDED, WAITS = *inbox.RULES, *mailbox.RULES


async def test_the_account_of_a_letter_goes_a_week_after_it_ended(database: Database) -> None:
    ana = await met(database, "Ana")
    await posted(database, ana, "A1", "A2")
    await claimed(database)
    await arrived(database)

    async with database.transaction() as session:
        due = await retention.next_to_forget(ENDED).read(session)
        assert due == NOW + LETTERS_KEPT
        assert await retention.forget(session, ENDED, due - ONE_SECOND, 500) == 0
        assert await retention.forget(session, ENDED, due, 500) == 1
        assert await retention.next_to_forget(ENDED).read(session) is None
    assert await claimed(database) == ["A2"], "what waits stays"


async def test_a_letter_that_nobody_takes_out_goes_after_a_week(database: Database) -> None:
    await posted(database, await met(database, "Ana"), "A1")

    async with database.transaction() as session:
        due = NOW + LETTERS_KEPT
        assert await retention.forget(session, WAITS, due - ONE_SECOND, 500) == 0
        assert await retention.forget(session, WAITS, due, 500) == 1


async def test_an_update_is_known_for_nine_days(database: Database) -> None:
    await noted(database, "1", "2", "3")

    async with database.transaction() as session:
        due = await retention.next_to_forget(SEEN).read(session)
        assert due == NOW + UPDATES_KEPT
        assert await retention.forget(session, SEEN, due - ONE_SECOND, 500) == 0
        assert await retention.forget(session, SEEN, due, 2) == 2
        assert await retention.forget(session, SEEN, due, 2) == 1
        assert await retention.next_to_forget(SEEN).read(session) is None


async def test_what_could_not_be_delivered_is_listed(database: Database) -> None:
    ana, ben = await met(database, "Ana"), await met(database, "Ben")
    await posted(database, ana, "A1")
    await posted(database, ben, "B1")
    first, _ = await all_letters(database)
    async with database.transaction() as session:
        await mailbox.give_up(session, first.id, "unreachable", NOW)

    async with database.transaction() as session:
        (letter,) = await mailbox.undelivered(session)
    assert (letter.id, letter.problem) == (first.id, "unreachable")
    assert await claimed(database) == ["B1"]
