"""What officers do with a question, and what whoever asked hears of it."""

import asyncio
import random
import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.server import LONGEST_QUIET
from bot.simulator.slack_world import TEAM_DOMAIN
from handlers import by_law
from handlers.working_hours import bank_holidays
from storage import people, teams
from tests.serving import until
from tests.town import Channel, Core, OnBoth, OnSlack, Town, Voice, opened

ASKED = "Who mows the verge on Elm Road?"
HEAD = f"Question\nAna · asked Sunday 22 November, 10:00\n\n{ASKED}\n\n"
ABOUT = f"“{ASKED}”"
DUE = "An answer is promised by Monday 30 November."


async def asks(voice: Voice, words: str = ASKED) -> None:
    """Somebody asks a question in their own name."""
    await voice.says("/ask")
    await voice.fills(words, "A question", "Me, by my name")


async def asked(town: Town) -> tuple[Voice, Channel, Voice, Voice]:
    """Ana has asked Parks, where Moira and Sam are."""
    parks, [moira, sam] = await town.team("Parks", "Moira", "Sam", front_door=True)
    ana = town.voice("Ana")
    await asks(ana)
    return ana, parks, moira, sam


# --- Taking it ------------------------------------------------------------------------------


async def test_a_question_stands_in_its_teams_channel_with_one_thing_to_do(town: Town) -> None:
    _, parks, *_ = await asked(town)

    assert parks.hears == [f"{HEAD}Nobody has it yet. {DUE}"]
    assert parks.buttons == ["Take it", "More"]


async def test_the_longest_card_is_one_message_and_goes_with_the_question(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")
    await asks(ana, "verge mown? " * 124)
    for _ in range(8):
        await ana.says("/myasks")
        await ana.presses("1")
        await ana.presses("Add something")
        await ana.fills("and the hedge " * 70)

    assert len([each for each in parks.texts if "the hedge" in each]) == 1
    await ana.says("/myasks")
    await ana.presses("1")
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    await town.later(minutes=1)
    assert not [each for each in parks.texts if "the hedge" in each or "mown" in each]


async def test_more_than_a_question_is_refused(town: Town) -> None:
    await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")

    await ana.says(f"/ask {'verge ' * 300}")

    assert "1,500" in ana.last_heard


async def test_who_takes_it_has_it_and_whoever_asked_is_told(town: Town) -> None:
    ana, parks, moira, sam = await asked(town)
    take = parks.button("Take it")

    await moira.presses(take, to=parks)

    assert ana.last_heard == f"Moira at Parks has what you asked: {ABOUT}"
    assert parks.hears == [f"{HEAD}Moira has it. {DUE}\n10:00: Moira took it."]
    assert parks.buttons == ["Reply", "More"]
    await sam.presses(take, to=parks)
    assert sam.toast == (
        "Moira has this, since 10:00. If they can't go on with it, take it over: More."
    )
    await sam.presses("Reply", to=parks)
    assert sam.toast
    assert sam.toast.startswith("Moira has this")
    assert (ana.hears, parks.hears) == ([], [])


async def test_what_is_done_on_one_platform_is_told_on_the_other_at_once(
    furnished: Path, tmp_path: Path
) -> None:
    async with opened(OnBoth(), furnished, tmp_path) as house:
        ana, parks, moira, _ = await asked(Town(house))

        # No tick comes, and nobody sees to it that all letters leave.
        await moira.way.press(moira.id, parks.id, parks.button("Take it"))

        await until(lambda: ana.texts[-1] == f"Moira at Parks has what you asked: {ABOUT}")


async def test_of_two_who_take_it_at_once_one_has_it(town: Town) -> None:
    ana, parks, moira, sam = await asked(town)
    take = parks.button("Take it")

    async with town.turn():
        await asyncio.gather(*(who.way.press(who.id, parks.id, take) for who in (moira, sam)))

    assert len(ana.hears) == 1
    assert parks.last_heard.count("took it") == 1


async def test_only_members_of_the_team_may_press(town: Town) -> None:
    ana, parks, _, sam = await asked(town)
    async with town.database.transaction() as session:
        team = await teams.the_team(session, parks.team)
        assert team
        await teams.drop_member(session, team, sam.id)

    for button in ("Take it", "More"):
        await sam.presses(button, to=parks)
        assert sam.toast == "This is with Parks now. Its members can go on with it."
    assert (ana.hears, parks.hears) == ([], [])


@pytest.mark.parametrize("way", [OnBoth, OnSlack], indirect=True)
async def test_reminders_and_overviews_lead_to_the_card(town: Town) -> None:
    _, parks, *_ = await asked(town)
    assert isinstance(parks.way, OnSlack)
    (card,) = parks.way.posts(parks.id)
    link = f"https://{TEAM_DOMAIN}.slack.example/archives/{parks.id}/p{card.ts.replace('.', '')}"

    await town.later(days=1)
    _, overview = parks.way.posts(parks.id)
    await town.later(days=1)
    *_, reminder = parks.way.posts(parks.id)

    for post in (overview, reminder):
        assert f"<{link}|Open the card>" in str(post.blocks)


# --- Replying -------------------------------------------------------------------------------


async def test_a_reply_is_shown_before_it_goes_and_the_card_says_when_it_arrived(
    town: Town,
) -> None:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)

    await moira.presses("Reply", to=parks)
    await moira.fills("We are looking into it", "On Tuesdays.", "Yes, that is the answer")

    ready = (
        "Thank you for asking. I'm looking into this and will write again as soon as I know more."
    )
    assert ana.last_heard == (
        f"Moira at Parks answers what you asked, {ABOUT}:\n\n{ready}\n\nOn Tuesdays."
    )
    assert ana.buttons == ["Thank you", "It isn't solved"]
    await town.later(seconds=5)
    assert parks.last_heard == (
        f"{HEAD}Answered.\n10:00: Moira took it.\n"
        f"10:00: Moira replied “{ready} On Tuesdays.” (delivered 10:00)"
    )
    assert parks.buttons == ["Write again", "More"]


async def test_a_reply_without_words_is_not_sent(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)

    await moira.presses("Reply", to=parks)
    await moira.fills("", "", "Not yet, I stay on it")

    assert moira.last_heard == "Nothing was sent: there were no words in your reply."
    assert ana.hears == []


async def test_what_could_not_be_delivered_is_said_with_the_other_way(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    await ana.presses("Another way to reach me")
    await ana.fills("07700 900123")
    await moira.presses("Take it", to=parks)
    await ana.blocks()

    await moira.presses("Reply", to=parks)
    await moira.fills("", "On Tuesdays.", "Yes, that is the answer")
    await town.later(seconds=5)

    lost = "Answered, but the answer could not be delivered: they have not read it."
    assert lost in parks.last_heard
    assert parks.last_heard.endswith(
        "“On Tuesdays.” (couldn't be delivered; other way they gave: 07700 900123)"
    )


SAID = [
    "Reply",
    "Take it",
    "/sparkplug ask",
    "@channel",
    "send this to Ana",
    ASKED,
    "1",
    "yes",
    "\n",
    "🙂",
]


@pytest.mark.parametrize("way", [OnBoth, OnSlack], indirect=True)
async def test_what_is_said_in_the_thread_stays_there(town: Town) -> None:
    """200 messages, made up by chance of what might be taken for something to do."""
    ana, parks, moira, sam = await asked(town)
    assert isinstance(moira.way, OnSlack)
    await moira.presses("Take it", to=parks)
    workspace, card = moira.way.simulator.workspace, parks.button("Reply").message
    chance = random.Random(200)

    async with town.turn():
        for _ in range(200):
            who = chance.choice((moira, sam))
            letters = "".join(chance.choices(string.printable, k=chance.randrange(1, 40)))
            workspace.say(
                who.id, " ".join(("So:", letters, *chance.choices(SAID, k=3))), parks.id, card
            )
        await moira.way.simulator.slack.events.wait_until_drained(LONGEST_QUIET)

    assert (ana.hears, parks.hears, moira.hears, sam.hears) == ([], [], [], [])


# --- More -----------------------------------------------------------------------------------


async def test_the_team_asks_back_and_goes_on_when_it_hears(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)

    await moira.presses("More", to=parks)
    await moira.fills("Ask back", "Which side of the road?")

    assert ana.last_heard == (
        "Moira at Parks needs to know something first. It's about what you asked, "
        f"{ABOUT}:\n\nWhich side of the road?"
    )
    assert "Moira has it and waits for their answer." in parks.last_heard
    await ana.presses("Answer")
    await ana.fills("The east side.")
    assert ana.last_heard.startswith("Added. Parks sees it with your question.")
    card, remark = parks.hears
    assert card.endswith("10:00: they added “The east side.”")
    assert f"Moira has it. {DUE}" in card
    assert remark == "They have added something: see above."


async def test_a_question_is_passed_on_with_all_that_happened(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    roads, [rita] = await town.team("Highways", "Rita")
    await moira.presses("Take it", to=parks)

    await moira.presses("More", to=parks)
    await moira.fills("Pass it on to another team", "Highways", "It is a highway verge.")

    assert ana.last_heard == (
        f"Highways has what you asked now: {ABOUT}. They know more about it. You need do nothing: "
        "they answer by Monday 30 November."
    )
    assert parks.last_heard == "Moira passed a question on to Highways."
    assert parks.buttons == []
    assert roads.last_heard == (
        f"{HEAD}Nobody has it yet. {DUE}\n10:00: Moira took it.\n"
        "10:00: Moira passed it on to Highways. “It is a highway verge.”"
    )
    await rita.presses("Take it", to=roads)
    assert ana.last_heard == f"Rita at Highways has what you asked: {ABOUT}"
    async with town.database.transaction() as session:
        account = await people.account_of(session, ana.way.name, ana.id)
        assert account
        assert "highway verge" not in str(await people.export(session, account.person_id))


async def test_an_officer_gives_it_back_and_another_takes_it_over(town: Town) -> None:
    ana, parks, moira, sam = await asked(town)
    await moira.presses("Take it", to=parks)

    await sam.presses("More", to=parks)
    await sam.fills("Take it over")
    assert ana.last_heard == f"Sam at Parks has what you asked: {ABOUT}"
    await sam.presses("More", to=parks)
    await sam.fills("Give it back to the team")

    assert "Parks still has what you asked" in ana.last_heard
    assert f"Nobody has it yet. {DUE}" in parks.last_heard


async def test_it_is_closed_with_a_reason_that_whoever_asked_reads(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)

    await moira.presses("More", to=parks)
    await moira.fills(
        "Close it, with a reason", "Nothing the council can do", "The county mows it: 01632 960111"
    )

    assert ana.last_heard == (
        f"Moira at Parks has closed what you asked, {ABOUT}:\n\nThe council can't do this.\n\n"
        "The county mows it: 01632 960111"
    )
    assert ana.buttons == ["It isn't solved"]
    assert "Closed." in parks.last_heard


OTHERS = {
    "Freedom of information request": "until Monday 21 December",
    "Request for own data": "until Tuesday 22 December",
    "Complaint": "by Monday 30 November",
    "Somebody's safety": "by Monday 30 November",
}


@pytest.mark.parametrize(("what", "until"), OTHERS.items())
async def test_something_else_goes_to_the_team_set_for_it_by_the_day_the_law_names(
    own_town: Town, what: str, until: str
) -> None:
    town = own_town
    ana, parks, moira, _ = await asked(town)
    words = {"Freedom of information request": "foi", "Request for own data": "own_data"}
    other = words.get(what, "complaint" if what == "Complaint" else "safeguarding")
    office, _ = await town.team("Information", "Ivy", other=other)

    await moira.presses("More", to=parks)
    await moira.fills("This is something else", what, "")

    assert "Information" in ana.last_heard
    assert until in ana.last_heard
    assert parks.last_heard == "Moira passed a question on to Information."
    assert office.last_heard.startswith(f"{'Safeguarding' if other == 'safeguarding' else what}\n")
    assert until.split(" ", 1)[1] in office.last_heard


async def test_who_gets_a_freedom_of_information_request_next_has_no_more_days(
    own_town: Town,
) -> None:
    town = own_town
    ana, parks, moira, _ = await asked(town)
    office, [ivy] = await town.team("Information", "Ivy", other="foi")
    await moira.presses("More", to=parks)
    await moira.fills("This is something else", "Freedom of information request", "")
    await town.later(days=1)

    await ivy.presses("More", to=office)
    await ivy.fills("Pass it on to another team", "Parks", "")
    assert "Monday 21 December" in ana.last_heard
    assert "Monday 21 December" in parks.last_heard
    await moira.presses("More", to=parks)
    await moira.fills("Close it, with a reason", "Nothing the council can do", "No.")
    await ana.presses("It isn't solved")

    assert "Monday 21 December" in ana.last_heard


async def test_all_of_it_can_be_seen_and_nothing_is_sent_by_that(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)

    await moira.presses("More", to=parks)
    await moira.fills("See all of it")

    assert (ana.hears, parks.hears, moira.hears) == ([], [], [])


# --- Abuse ----------------------------------------------------------------------------------


async def test_two_officers_stop_somebodys_questions_and_nothing_else(town: Town) -> None:
    ana, parks, moira, sam = await asked(town)

    await moira.presses("More", to=parks)
    await moira.fills("This is abusive")
    assert ASKED not in parks.last_heard
    assert parks.buttons == ["Have a look"]
    assert ana.hears == []
    await moira.presses("Have a look", to=parks)
    await moira.fills("Yes, I agree")
    assert moira.last_heard.startswith("You found this abusive yourself.")
    await sam.presses("Have a look", to=parks)
    await sam.fills("Yes, I agree")

    assert "you can't send questions to the council until Sunday 20 December" in ana.last_heard
    assert parks.buttons == []
    await ana.says("/ask")
    assert ana.last_heard.startswith("You can't send questions to the council until Sunday 20")
    await ana.says("/pots")
    assert "pots" in ana.last_heard


async def test_the_second_officer_may_find_it_not_abusive(town: Town) -> None:
    ana, parks, moira, sam = await asked(town)
    await moira.presses("More", to=parks)
    await moira.fills("This is abusive")

    await sam.presses("Have a look", to=parks)
    await sam.fills("No, show it again")

    assert ASKED in parks.last_heard
    assert parks.buttons == ["Take it", "More"]
    assert ana.hears == []


@pytest.mark.parametrize("stopped", [False, True])
async def test_a_reply_begun_before_it_was_found_abusive_is_given_back(
    town: Town, *, stopped: bool
) -> None:
    parks, [moira, sam, tom] = await town.team("Parks", "Moira", "Sam", "Tom", front_door=True)
    ana = town.voice("Ana")
    await asks(ana)
    await sam.presses("Take it", to=parks)
    await sam.presses("Reply", to=parks)
    await moira.presses("More", to=parks)
    await moira.fills("This is abusive")
    if stopped:
        await tom.presses("Have a look", to=parks)
        await tom.fills("Yes, I agree")
    assert parks.hears

    await sam.fills("", "On Tuesdays.", "Not yet, I stay on it")

    assert sam.last_heard == (
        "That can't be done any more: the card has moved on.\n\n"
        "So nothing was sent. This is what you wrote:\n\nOn Tuesdays."
    )
    assert (ana.hears, parks.hears) == ([], [])


async def test_a_reply_begun_before_it_was_passed_on_is_given_back(town: Town) -> None:
    ana, parks, moira, sam = await asked(town)
    await town.team("Highways", "Rita")
    await sam.presses("Take it", to=parks)
    await sam.presses("Reply", to=parks)
    await moira.presses("More", to=parks)
    await moira.fills("Take it over")
    await moira.presses("More", to=parks)
    await moira.fills("Pass it on to another team", "Highways", "")
    assert ana.hears

    await sam.fills("", "On Tuesdays.", "Not yet, I stay on it")

    assert sam.last_heard == (
        "This is with Highways now. Its members can go on with it.\n\n"
        "So nothing was sent. This is what you wrote:\n\nOn Tuesdays."
    )
    assert ana.hears == []


async def test_what_is_judged_is_all_they_wrote_and_they_can_not_change_it(town: Town) -> None:
    ana, parks, moira, sam = await asked(town)
    await ana.presses("Add something")
    await ana.fills("And you are fools.")
    await ana.says("/myasks")
    await ana.presses("1")
    change = ana.button("Change it")
    await moira.presses("More", to=parks)
    await moira.fills("This is abusive")

    await ana.presses(change)
    assert ana.last_heard.startswith("Somebody is looking at what you wrote")
    await sam.presses("Have a look", to=parks)

    if isinstance(sam.way, Core):
        assert sam.way.shown(sam.id, "found") == f"{ASKED}\n\nAnd you are fools."
    await sam.fills("No, show it again")
    assert ASKED in parks.last_heard


# --- The law --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked_on", "due"),
    [
        (date(2026, 11, 22), date(2026, 12, 21)),  # St Andrew's Day between
        (date(2026, 12, 1), date(2026, 12, 31)),  # Christmas and Boxing Day's substitute between
        (date(2027, 3, 5), date(2027, 4, 7)),  # St Patrick's Day, Good Friday, Easter Monday
    ],
)
def test_freedom_of_information_has_twenty_working_days(asked_on: date, due: date) -> None:
    assert by_law.foi_due(asked_on) == due


@pytest.mark.parametrize(
    ("asked_on", "due"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2027, 1, 31), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas
    ],
)
def test_own_data_has_a_month(asked_on: date, due: date) -> None:
    assert by_law.due("own_data", asked_on, "England") == due


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_what_the_law_names_is_a_working_day_to_come(asked_on: date) -> None:
    closed = bank_holidays("England")
    for other in ("foi", "own_data"):
        due = by_law.due(other, asked_on, "England")
        assert due
        assert due > asked_on
        assert due.weekday() < 5
        assert not closed(due)
    assert by_law.due("complaint", asked_on, "England") is None
