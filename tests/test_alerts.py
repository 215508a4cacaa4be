"""A safeguarding contact is told if the one in danger says yes; nobody is said to know sooner."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from bot.simulator.faults import Fault
from handlers.alerts import can_be_rung
from storage import safeguarding
from storage.alerts import Alert
from storage.mailbox import Kind, Letter, State
from storage.people import Account
from storage.safeguarding import SafeguardingContact
from tests.test_check_ins import core_alone
from tests.town import Core, OnSlack, Town, Voice

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DANGER = "I want to kill myself"


@pytest.fixture
async def contacts(town: Town) -> list[Voice]:
    """Moira and Sam, on a Monday at ten."""
    town.clock.push_to(MONDAY)
    return await town.contact_voices("Moira", "Sam")


JUST_THAT = ("Write to me here",)


async def asks(voice: Voice, *answers: str) -> None:
    """Somebody in danger says yes, and wants to be written to."""
    await voice.says(DANGER)
    await voice.presses("Yes, tell Moira and Sam")
    await voice.fills(*(answers or JUST_THAT))


async def test_the_offer_states_the_hours_and_then_asks(town: Town, contacts: list[Voice]) -> None:
    ana = town.voice("Ana")

    await ana.says(DANGER)

    help_, offer = ana.hears
    assert "116 123" in help_
    assert offer == (
        "Moira and Sam look out for people here and read alerts Monday to Friday, 9am to 5pm.\n\n"
        "Would you like me to tell them, so that they get in touch with you? I only do it if you "
        "say yes."
    )
    assert ana.buttons == ["Yes, tell Moira and Sam", "No, thank you"]
    assert [each.hears for each in contacts] == [[], []]
    await ana.says(DANGER)
    assert len(ana.hears) == 1, "the question is there already"
    await ana.presses("No, thank you")
    assert ana.last_heard.startswith("That's all right. I have told nobody.")
    await ana.says(DANGER)
    assert len(ana.hears) == 2, "one no does not close the way"


async def test_another_danger_is_asked_about_anew(town: Town, contacts: list[Voice]) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")

    await ana.says("an old man at our club is hit by his carer")
    await ana.says(DANGER)
    assert len(ana.hears) == 2
    await ana.presses("Yes, tell Moira and Sam")
    await ana.fills(*JUST_THAT)

    assert "What it is about: someone who may not want to live" in moira.last_heard


async def test_at_the_weekend_the_offer_says_that_nobody_reads(town: Town) -> None:
    await town.contact_voices("Moira", "Sam")
    ana = town.voice("Ana")

    await ana.says(DANGER)

    assert (
        "It is Sunday morning, so nobody may see it before Monday at 9am. Until then, please ring "
        "one of the numbers."
    ) in ana.last_heard


async def test_the_first_contact_is_told_and_the_second_after_15_minutes(
    town: Town, contacts: list[Voice]
) -> None:
    moira, sam = contacts
    ana = town.voice("Ana")

    await asks(ana)

    assert ana.last_heard.startswith("I have sent it. Nobody has seen it yet")
    (alert,) = moira.hears
    assert alert.split("\n\n")[:2] == [
        "Someone asks you to get in touch.",
        "\n".join(
            [
                "Name: Ana",
                "What it is about: someone who may not want to live",
                "Asked on Monday 23 November at 10am",
                "They would like you to write to them here",
            ]
        ),
    ]
    assert sam.hears == []
    await town.later(minutes=14)
    assert (sam.hears, ana.hears) == ([], [])
    await town.later(minutes=1)

    assert "Name: Ana" in sam.last_heard
    (said,) = ana.hears
    assert said.startswith("I'm sorry, nobody has picked this up yet.")
    assert "116 123" in said
    assert said.endswith("I have asked the next person, too.")


async def test_someone_has_it_only_after_a_press(town: Town, contacts: list[Voice]) -> None:
    moira, sam = contacts
    ana = town.voice("Ana")
    await asks(ana)
    await town.later(minutes=15)

    await sam.presses("I'm on it")

    assert ana.hears == ["Sam has seen it, and will get in touch with you."]
    assert moira.hears == ["Sam is on it. There is nothing for you to do."]
    await moira.presses("I'm on it")
    assert moira.last_heard == "Sam is on it. There is nothing for you to do."
    await town.later(days=2)
    assert (ana.hears, moira.hears, sam.hears) == ([], [], [])


async def test_they_write_to_each_other_through_the_bot(town: Town, contacts: list[Voice]) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")
    await asks(ana)
    await moira.presses("I'm on it")

    await moira.presses("Write back")
    await moira.fills("Hello Ana, it's Moira. Are you safe now?")
    assert ana.hears == ["Moira writes: Hello Ana, it's Moira. Are you safe now?"]
    await ana.presses("Answer Moira")
    await ana.fills("I still want to die")

    assert moira.hears == ["Ana writes: I still want to die"]
    assert any("116 123" in said for said in ana.hears), "she may need them now"
    assert ana.last_heard == "I have passed it on."


async def test_words_go_along_only_where_they_are_ticked_and_written(
    town: Town, contacts: list[Voice]
) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")

    await asks(ana)
    assert "They want you to read" not in moira.last_heard
    await ana.presses("Add something in my own words")
    await ana.fills("I can't go on since my dad died")

    assert ana.last_heard.startswith("It still stands")
    assert "They want you to read: “I can't go on since my dad died”" in moira.last_heard
    assert "Name: Ana" in moira.last_heard
    assert "kill" not in moira.last_heard


async def test_words_that_come_when_somebody_has_it_go_to_them(
    town: Town, contacts: list[Voice]
) -> None:
    moira, sam = contacts
    ana = town.voice("Ana")

    await asks(ana)
    add = ana.button("Add something in my own words")
    await moira.presses("I'm on it")
    await ana.presses(add)
    await ana.fills("It is since my dad died")

    assert moira.last_heard == "Ana writes: It is since my dad died"
    assert ana.last_heard == "I have passed it on."
    assert sam.hears == []
    ben = town.voice("Ben")
    await ben.says("/start")
    await ben.presses(add)
    assert ben.last_heard.startswith("That alert is gone.")


async def test_a_number_is_typed(town: Town, contacts: list[Voice]) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")

    await ana.says(DANGER)
    await ana.presses("Yes, tell Moira and Sam")
    await ana.fills("Ring me", "07700 900123")

    assert "Ring them on 07700 900123" in moira.last_heard


@pytest.mark.talked
async def test_it_is_sent_as_soon_as_they_can_be_reached(town: Town, contacts: list[Voice]) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")

    await ana.says(DANGER)
    await ana.presses("Yes, tell Moira and Sam")
    assert ana.last_heard.startswith("I haven't told them yet.")
    assert moira.hears == []
    await ana.says("07700 900123")

    assert ana.last_heard.startswith("I have sent it.")
    assert "Ring them on 07700 900123" in moira.last_heard


@pytest.mark.talked
@pytest.mark.parametrize("said", ["my depression is back", "my depression is back 1234567"])
async def test_what_is_no_number_is_not_taken_for_one(
    town: Town, contacts: list[Voice], said: str
) -> None:
    ana = town.voice("Ana")

    await ana.says(DANGER)
    await ana.presses("Yes, tell Moira and Sam")
    await ana.says("Ring me")
    await ana.says(said)

    assert ana.last_heard.startswith("I need the number itself, such as 07700 900123.\n\nWhich")


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("+44 (0)7700 900123", True),
        ("01632.960-004 ext 12", True),
        (" 01632 960004 / 07700 900004x3", True),
        ("999", False),
        ("07700 900123 after six", False),
        ("I'm so low 07700 900123", False),
    ],
)
def test_a_number_is_digits_and_what_people_write_between_them(typed: str, is_one: bool) -> None:
    assert can_be_rung(typed) is is_one


async def test_out_of_hours_it_is_sent_and_repeated_when_hours_begin(town: Town) -> None:
    moira, sam = await town.contact_voices("Moira", "Sam")
    ana = town.voice("Ana")

    await asks(ana)

    assert "I'll send it again when they are back." in ana.last_heard
    for each in (moira, sam):
        assert "It is outside of your hours" in each.last_heard
    await town.later(hours=22)
    assert (moira.hears, sam.hears) == ([], [])
    await town.later(hours=1)

    assert moira.last_heard.startswith("Someone is still waiting for you to get in touch.")
    assert (sam.hears, ana.hears) == ([], [])
    await town.later(minutes=30)
    assert "I'll ask them again on Tuesday at 9am." in ana.last_heard


async def test_danger_at_home_is_offered_no_more_than_a_button_and_heard_of_quietly(
    town: Town, contacts: list[Voice]
) -> None:
    moira, sam = contacts
    ana = town.voice("Ana")

    await ana.says("my husband hits me")
    assert len(ana.hears) == 1
    assert ana.buttons == ["Tell a safeguarding contact", "Hide this"]
    await ana.presses("Tell a safeguarding contact")
    await ana.presses("Yes, tell Moira and Sam")
    await ana.fills(*JUST_THAT)
    assert "being harmed or frightened by someone close" in moira.last_heard
    await town.later(minutes=15)

    assert "Write nothing that shows what it is about." in moira.last_heard
    assert (ana.hears, ana.buttons) == (["A reply hasn't come yet."], ["Hide this"])
    await sam.presses("I'm on it")
    assert (ana.hears, ana.buttons) == (["Sam has seen it."], ["Hide this"])
    await sam.presses("Write back")
    await sam.fills("Hello")
    assert ana.buttons == ["Answer Sam", "Hide this"]


async def test_everyone_can_reach_a_contact_by_urgent(town: Town, contacts: list[Voice]) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")

    await ana.says("/urgent")
    await ana.presses("Tell a safeguarding contact")
    await ana.presses("Yes, tell Moira and Sam")
    await ana.fills(*JUST_THAT)

    assert "What it is about: not told; they asked for you" in moira.last_heard


async def test_of_a_child_nothing_is_asked_that_would_name_it(
    town: Town, contacts: list[Voice]
) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")

    await ana.says("a child at our club has bruises and is scared of her dad")
    assert "I tell nobody unless you ask me to." in ana.hears[0]
    await ana.presses("Yes, tell Moira and Sam")
    await ana.fills("Write to me here")

    assert ana.last_heard.startswith("I have sent it.")
    assert "What it is about: worry about a child" in moira.last_heard


async def test_a_group_hears_of_no_contact(town: Town, contacts: list[Voice]) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")
    group = town.group("Neighbours", ana, ben)
    await ana.says("hello")

    await ana.says(f"@sparkplug_simulated_bot {DANGER}", to=group)

    assert (group.hears, len(ana.hears)) == ([], 1)


async def test_nobody_takes_what_is_not_theirs(town: Town, contacts: list[Voice]) -> None:
    moira, _ = contacts
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await asks(ana)
    await ben.says("/start")

    await ben.presses(moira.button("I'm on it"))

    assert "doesn't work" in ben.last_heard
    await town.later(minutes=15)
    assert ana.last_heard.startswith("I'm sorry, nobody has picked this up yet.")


async def test_asking_again_neither_hides_the_danger_nor_begins_anew(
    town: Town, contacts: list[Voice]
) -> None:
    moira, sam = contacts
    ana = town.voice("Ana")
    await asks(ana)
    await town.later(minutes=14)

    await ana.says("/urgent")
    await ana.presses("Tell a safeguarding contact")
    await ana.presses("Yes, tell Moira and Sam")
    await ana.fills("Ring me", "07700 900123")

    assert ana.last_heard.startswith("It still stands")
    assert "What it is about: someone who may not want to live\n" in moira.last_heard
    assert "Ring them on 07700 900123" in moira.last_heard
    await town.later(minutes=1)
    assert "someone who may not want to live" in sam.last_heard
    assert "Asked on Monday 23 November at 10am" in sam.last_heard


async def test_an_alert_that_cant_be_opened_stops_no_other(
    town: Town, contacts: list[Voice]
) -> None:
    _, sam = contacts
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await asks(ana)
    await asks(ben)
    async with town.database.transaction() as session:
        (person,) = await session.scalars(select(Account.person_id).where(Account.user == ana.id))
        damaged = update(Alert).where(Alert.person_id == person)
        await session.execute(damaged.values(sealed=b"damaged"))

    await town.later(minutes=15)

    lost, other = sam.hears
    assert "Name: Ana" in lost
    assert "I can no longer read what they told me" in lost
    assert "Name: Ben" in other
    await ana.says("/me")
    assert "When you asked" not in ana.last_heard
    assert "once in the last week." in ana.last_heard


async def test_who_had_it_and_is_gone_has_it_no_longer(town: Town, contacts: list[Voice]) -> None:
    moira, sam = contacts
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await asks(ana)
    await moira.presses("I'm on it")
    await asks(ben)  # and waits, for a later instant
    async with town.database.transaction() as session:
        (area_ref,) = set(await session.scalars(select(SafeguardingContact.area_ref)))
        await safeguarding.remove_contact(session, town.way.name, moira.id, area_ref)

    await town.later(minutes=1)

    assert "Name: Ana" in sam.last_heard
    (said,) = ana.hears
    assert said.startswith("The person who had seen it is no longer here to help.")
    assert "116 123" in said
    await sam.presses("I'm on it")
    assert ana.hears == ["Sam has seen it, and will get in touch with you."]


async def test_the_next_is_told_at_once_where_a_contact_cant_be_reached(
    town: Town, contacts: list[Voice]
) -> None:
    moira, sam = contacts
    ana = town.voice("Ana")
    await ana.says(DANGER)
    await moira.blocks()
    async with town.database.transaction() as session:  # nobody has told us yet
        await session.execute(update(Account).values(unreachable_at=None))
    await ana.presses("Yes, tell Moira and Sam")
    await ana.fills(*JUST_THAT)

    await town.later(minutes=1)

    assert "Name: Ana" in sam.last_heard
    assert ana.last_heard.endswith("I have asked the next person, too.")
    await sam.blocks()
    await town.later(minutes=15)
    assert "I'm sorry, nobody has picked this up yet." in ana.last_heard
    async with town.database.transaction() as session:
        on = await safeguarding.check_ins_where(session, town.clock.now())
    assert on == frozenset(), "nobody can be reached"


@pytest.mark.talked
async def test_a_number_may_be_typed_at_once_and_so_may_a_no(
    town: Town, contacts: list[Voice]
) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")

    for no in ("No", "Cancel"):
        await ana.says(DANGER)
        await ana.presses("Yes, tell Moira and Sam")
        await ana.says(no)
        assert ana.last_heard.startswith("That's all right. I have told nobody.")
        assert moira.hears == []
    await ana.says(DANGER)
    await ana.presses("Yes, tell Moira and Sam")
    await ana.says("07700 900123")
    await ana.says("no")

    assert "Ring them on 07700 900123" in moira.last_heard


# --- Erased meanwhile ---------------------------------------------------------------------


async def erases(voice: Voice) -> str:
    """Somebody has everything erased; what they are told before they say yes."""
    await voice.says("/me")
    await voice.presses("Erase everything")
    said = voice.last_heard
    await voice.presses("Yes, erase everything")
    return said


@core_alone
async def test_what_a_contact_has_not_had_yet_goes_with_the_one_who_asked(
    town: Town, contacts: list[Voice]
) -> None:
    moira, sam = contacts
    ana = town.voice("Ana")
    assert isinstance(town.way, Core)
    town.way.out_of_reach = {moira.id, sam.id}
    await asks(ana, "Ring me", "07700 900123")
    await town.later(minutes=16)

    told = await erases(ana)
    town.way.out_of_reach.clear()
    await town.later(days=2)

    assert "Nothing about you stays with me." in told
    assert (moira.hears, sam.hears) == ([], [])
    async with town.database.transaction() as session:
        left = await session.scalars(select(Letter).where(Letter.address.in_([moira.id, sam.id])))
        assert {each.state for each in left} == {State.SENT}, "their own, of before"


@core_alone
async def test_what_the_one_who_has_it_is_told_next_goes_too(
    town: Town, contacts: list[Voice]
) -> None:
    moira, _ = contacts
    ana = town.voice("Ana")
    await asks(ana, "Ring me", "07700 900123")
    on_it = moira.button("I'm on it")
    assert isinstance(town.way, Core)
    town.way.out_of_reach = {moira.id}
    await moira.presses(on_it)
    await ana.says("/start")

    await erases(ana)
    town.way.out_of_reach.clear()
    await town.later(hours=1)

    assert moira.hears == []


@core_alone
async def test_who_erases_all_is_told_who_knows_of_them_already(
    town: Town, contacts: list[Voice]
) -> None:
    moira, sam = contacts
    ana, ben = town.voice("Ana"), town.voice("Ben")
    await asks(ana)
    await asks(ben)
    await town.later(minutes=15)
    of_ben = sam.button("I'm on it")
    await sam.presses(of_ben)

    assert (
        "These stay, without the rest:\n"
        "• What Moira and Sam had from me: that you asked for them, your name, how to reach you, "
        "and anything you wrote for them. I can't call that back. Who hasn't had it yet won't have "
        "it.\n\n"
    ) in await erases(ana)
    assert "won't have it. Sam is on it, and may still get in touch." in await erases(ben)
    await moira.presses("I'm on it")
    assert moira.last_heard.startswith("That alert is gone.")


@core_alone
@pytest.mark.parametrize("is_contact", [True, False])
async def test_who_had_it_is_told_of_though_the_letter_is_gone(
    town: Town, contacts: list[Voice], is_contact: bool
) -> None:
    ana = town.voice("Ana")
    await asks(ana)
    async with town.database.transaction() as session:
        await session.execute(delete(Letter).where(Letter.alert_id.is_not(None)))
        if not is_contact:
            await session.execute(
                delete(SafeguardingContact).where(SafeguardingContact.name == "Moira")
            )

    told = await erases(ana)

    who = "Moira" if is_contact else "Another contact"
    assert f"What {who} had from me: that you asked for them" in told


@pytest.mark.parametrize("way", [OnSlack], indirect=True)
async def test_a_contact_who_erases_all_keeps_nobody_waiting_though_slack_deletes_nothing(
    town: Town, contacts: list[Voice]
) -> None:
    moira, sam = contacts
    ana = town.voice("Ana")
    await asks(ana)
    assert isinstance(town.way, OnSlack)
    refuses = "compliance_exports_prevent_deletion"
    town.way.simulator.faults.add(
        Fault(platform="slack", method="chat.delete", kind="refuse", error=refuses, times=None)
    )

    await erases(moira)
    await town.later(minutes=15)

    town.way.simulator.faults.clear()
    assert any("Name: Ana" in each.text for each in town.way.read(moira.id)), "Slack keeps it"
    assert "Name: Ana" in sam.last_heard
    assert ana.last_heard.startswith("I'm sorry, nobody has picked this up yet.")
    async with town.database.transaction() as session:
        undone = await session.scalars(select(Letter).where(Letter.kind == Kind.UNSEND))
        assert {(each.state, each.address) for each in undone} == {(State.FAILED, "")}
