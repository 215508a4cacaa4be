"""What somebody types when a team has just written: offered to it, and sent by a tap alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.simulator.sample_files import SAMPLE_FILES
from storage import talk
from storage.talk import Topic
from tests.test_attachments import account_of, kept_of
from tests.test_cards import asked
from tests.town import Channel, Own, Town, Voice

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ASK = "Which one? There are three."
TYPED = "The one by the swings."
PHOTO = SAMPLE_FILES["photo"]


async def asked_back(town: Town) -> tuple[Voice, Channel, Voice]:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)
    await moira.presses("More", to=parks)
    await moira.fills("Ask back", ASK)
    return ana, parks, moira


async def answered(town: Town) -> tuple[Voice, Channel, Voice]:
    """Moira has answered what Ana asked."""
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)
    await moira.presses("Reply", to=parks)
    await moira.fills("", "On Tuesdays.", "Yes, that is the answer")
    return ana, parks, moira


async def test_what_is_typed_after_a_team_asked_back_is_sent_by_one_tap(town: Town) -> None:
    ana, parks, _ = await asked_back(town)

    await ana.says(TYPED)
    assert parks.hears == []
    assert ana.last_heard == (
        "Shall I send this to Parks? They wait for a word from you, and you had asked: “Who "
        f"mows the verge on Elm Road?”\n\n“{TYPED}”"
    )
    assert ana.buttons == ["Yes, send it to Parks", "No, look it up for me"]
    await ana.says("yes")

    assert ana.last_heard.startswith("Added. Parks sees it with your question.")
    assert f"they added “{TYPED}”" in parks.texts[0]
    assert "waits for their answer" not in parks.texts[0]


async def test_a_second_message_before_the_tap_goes_with_the_first(town: Town) -> None:
    ana, parks, _ = await asked_back(town)

    await ana.says(TYPED)
    await ana.says("Near the school.")
    await ana.presses("Yes, send it to Parks")

    assert f"they added “{TYPED} Near the school.”" in parks.texts[0]


async def test_a_tap_sends_nothing_but_what_its_message_showed(town: Town) -> None:
    ana, parks, _ = await asked_back(town)

    await ana.says(TYPED)
    yes = ana.button("Yes, send it to Parks")
    await ana.says("Is there money for a lunch club?")
    await ana.presses(yes)
    assert parks.hears == []
    assert ana.last_heard.endswith("“Is there money for a lunch club?”")
    await ana.says("/pots")
    await ana.says(TYPED)
    await ana.presses("Yes, send it to Parks")

    assert f"they added “{TYPED}”" in parks.texts[0]


async def test_what_was_looked_up_does_not_go_along_with_what_is_typed_next(town: Town) -> None:
    ana, _, _ = await asked_back(town)

    await ana.says("Is there money for a lunch club?")
    await ana.says(TYPED)

    assert ana.last_heard.endswith(f"“{TYPED}”")


@pytest.mark.talked
async def test_a_photo_in_answer_to_a_team_goes_there_by_a_tap(town: Town) -> None:
    ana, parks, _ = await asked_back(town)

    await ana.encloses(Own(PHOTO.name, PHOTO.content, "photo", "This one."))
    assert "With it so far: " in ana.last_heard
    await ana.presses("Yes, send it to Parks")

    assert "they added “This one.”" in parks.texts[0]
    assert any(each.file for each in parks.way.read(parks.id))


@pytest.mark.talked
async def test_a_photo_after_it_was_sent_is_offered_to_the_team(town: Town) -> None:
    ana, parks, _, _ = await asked(town)
    await ana.says("/pots")

    await ana.encloses(Own(PHOTO.name, PHOTO.content, "photo", ""))
    assert ana.last_heard.startswith("Shall I send this to Parks? You had asked:")
    await ana.presses("Yes, send it to Parks")

    assert any(each.file for each in parks.way.read(parks.id))


@pytest.mark.talked
async def test_what_a_team_wrote_while_somebody_spoke_is_what_is_awaited(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/help")
    async with town.database.transaction() as session:
        person = (await account_of(session, ana)).person_id
        first, then = NOW, NOW + timedelta(seconds=1)
        await talk.keep(session, person, Topic.TEAM, b"first", first)
        await talk.change(session, person, Topic.TEAM, b"first, and heard", first)
        assert (await talk.talk_of(session, person, then))[Topic.TEAM] == b"first, and heard"
        await talk.keep(session, person, Topic.TEAM, b"then", then)
        await talk.change(session, person, Topic.TEAM, b"first, and heard", first)
        assert (await talk.talk_of(session, person, then))[Topic.TEAM] == b"then"


async def test_a_photo_that_was_not_for_the_team_is_forgotten(town: Town) -> None:
    ana, parks, _ = await asked_back(town)

    await ana.encloses(Own(PHOTO.name, PHOTO.content, "photo", ""))
    assert ana.buttons == ["Yes, send it to Parks", "No, leave it"]
    send = ana.button("Yes, send it to Parks")
    await ana.presses("No, leave it")
    assert ana.last_heard == "All right. I've forgotten it, and nobody has seen it."
    assert await kept_of(town, ana) == []
    await ana.presses(send)

    assert not any(each.file for each in parks.way.read(parks.id))


def pictures_of_an_album(words: str = "", count: int = 3) -> list[Own]:
    photo = Own("", PHOTO.content, "photo", album="17")
    return [replace(photo, words=words), *[photo] * (count - 1)]


async def test_photos_sent_together_are_one_offer(own_town: Town) -> None:
    ana, parks, _ = await asked_back(own_town)
    heard: list[str] = []

    for each in pictures_of_an_album():
        await ana.encloses(each)
        heard += ana.hears
    (offer,) = heard
    assert offer.endswith("I have what you sent together.")
    await ana.says("yes")

    assert sum(bool(each.file) for each in parks.way.read(parks.id)) == 3


async def test_of_too_many_photos_sent_together_is_said_once_which_stay_out(
    own_town: Town,
) -> None:
    ana, parks, _ = await asked_back(own_town)
    heard: list[str] = []

    for each in pictures_of_an_album("By the swings", 8):
        await ana.encloses(each)
        heard += ana.hears
    assert len(heard) == 2
    assert heard[1] == "I can take 5 files with one question. The others are left out."
    await ana.says("yes")

    assert sum(bool(each.file) for each in parks.way.read(parks.id)) == 5


async def test_photos_sent_together_that_complete_what_was_asked_are_answered_once(
    own_town: Town,
) -> None:
    ana, parks, _, _ = await asked(own_town)
    await ana.presses("Add something")
    heard: list[str] = []

    for each in pictures_of_an_album("It looks like this."):
        await ana.encloses(each)
        heard += ana.hears

    (added,) = heard
    assert added.startswith("Added. Parks sees it with your question.")
    assert sum(bool(each.file) for each in parks.way.read(parks.id)) == 3
    assert "In the thread: a photo, a photo, a photo" in parks.texts[0]


async def test_photos_sent_together_that_nobody_waits_for_are_answered_once(
    own_town: Town,
) -> None:
    ana = own_town.voice("Ana")
    heard: list[str] = []

    for each in pictures_of_an_album():
        await ana.encloses(each)
        heard += ana.hears

    (said,) = heard
    assert said.startswith("Thank you. I can't")


@pytest.mark.talked
async def test_a_photo_with_words_that_sound_like_danger_goes_there_too(own_town: Town) -> None:
    ana, parks, _ = await asked_back(own_town)

    await ana.encloses(Own(PHOTO.name, PHOTO.content, "photo", "A child got hurt here."))
    await ana.presses("Yes, go on with it")
    assert "With it so far: " in ana.last_heard
    await ana.presses("Yes, send it to Parks")
    await own_town.later(minutes=1)

    assert "they added “A child got hurt here.”" in parks.texts[0]
    assert any(each.file for each in parks.way.read(parks.id))


async def test_days_later_it_is_still_for_the_team_that_waits(own_town: Town) -> None:
    ana, parks, _ = await asked_back(own_town)
    await ana.says("/pots")
    await own_town.later(days=2)

    await ana.says(TYPED)
    await ana.presses("Yes, send it to Parks")

    assert f"they added “{TYPED}”" in parks.texts[0]


async def test_a_new_question_is_answered_and_the_way_to_the_team_stands_beneath(
    town: Town,
) -> None:
    ana, parks, _ = await asked_back(town)

    await ana.says("Is there money for a lunch club?")
    assert "lunch" in ana.last_heard
    assert "Yes, send it to Parks" in ana.buttons
    await ana.says("Who helps with insurance?")
    assert "insurance" in ana.last_heard
    assert "Yes, send it to Parks" not in ana.buttons
    assert parks.hears == []


async def test_a_command_and_good_manners_are_what_they_were(town: Town) -> None:
    ana, _, _ = await asked_back(town)

    await ana.says("Thanks")
    assert ana.last_heard.startswith("You're welcome.")
    assert "Answer" in ana.buttons
    await ana.says("/help")
    assert ana.last_heard.endswith("shows who else can help.")


async def test_what_was_meant_for_us_is_looked_up(town: Town) -> None:
    ana, parks, _ = await asked_back(town)

    await ana.says("lunch club")
    assert ana.last_heard.startswith("Shall I send this to Parks?")
    await ana.presses("No, look it up for me")

    assert "lunch" in ana.last_heard
    assert parks.hears == []


async def test_nothing_is_kept_of_how_somebody_is_but_they_may_answer(town: Town) -> None:
    ana, parks, _ = await asked_back(town)

    await ana.says("I feel awful this week")
    assert ana.last_heard.startswith("Thank you for telling me. I haven't kept it.")
    await ana.presses("Answer")
    await ana.fills(TYPED)

    assert f"they added “{TYPED}”" in parks.texts[0]


async def test_what_is_typed_after_it_isnt_solved_is_offered_too(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)
    await moira.presses("Reply", to=parks)
    await moira.fills("", "On Tuesdays.", "Yes, that is the answer")
    await ana.presses("It isn't solved")

    await ana.says("It is still a meadow.")
    assert ana.last_heard.startswith("Shall I send this to Parks? You had asked:")
    await ana.presses("Yes, send it to Parks")

    assert "they added “It is still a meadow.”" in parks.texts[1]


async def test_once_something_else_was_said_a_part_answer_claims_nothing(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)
    await moira.presses("Reply", to=parks)
    await moira.fills("", "We look into it.", "Not yet, I stay on it")
    await ana.says("/myasks")

    await ana.says("The one by the swings")

    assert not ana.last_heard.startswith("Shall I")


async def test_a_question_can_be_asked_a_person_in_the_same_words(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")
    words = "Is there money for a lunch club?"
    await ana.says(words)

    await ana.presses("Ask a person")
    if ana.way.name == "slack":
        assert await ana.way.prefilled(ana.id, "words") == words
        return
    assert ana.last_heard.endswith(f"You wrote: “{words}”")
    await ana.presses("Use these words")
    await ana.says("Ask anyway")
    await ana.fills("A question", "No name")

    assert words in parks.last_heard


async def test_what_a_team_offers_can_be_typed(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)
    await moira.presses("Reply", to=parks)
    await moira.fills("", "On Tuesdays.", "Yes, that is the answer")

    await ana.says("Thank you!")
    assert ana.last_heard == "I've passed your thanks on to Parks. That will make somebody's day."
    assert parks.last_heard.endswith("they say thank you.")
    await ana.says("Thank you!")
    assert ana.last_heard.startswith("You're welcome.")


PASSED_ON = "I've passed your thanks on to Parks. That will make somebody's day."
THANK = "Pass my thanks on to Parks"


@pytest.mark.parametrize(
    "said",
    [
        "thanks so much",
        "Diolch o galon!",
        "Thank you for the quick reply, that's so kind",
        "It did, thanks",
        "🙏🏽",
    ],
)
async def test_thanks_in_any_words_reach_the_team_that_answered(town: Town, said: str) -> None:
    ana, parks, _ = await answered(town)

    await ana.says(said)

    assert ana.last_heard == PASSED_ON
    assert parks.last_heard.endswith("they say thank you.")
    assert "Answered." in parks.texts[0], "nothing is opened by it"
    await ana.says(said)
    assert ana.last_heard != PASSED_ON, "once is enough"


async def test_each_answer_can_be_thanked_for(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("Take it", to=parks)
    for done in ("Not yet, I stay on it", "Yes, that is the answer"):
        await moira.presses("Reply", to=parks)
        await moira.fills("", "On Tuesdays.", done)
        await ana.says("thanks so much")
        assert ana.last_heard == PASSED_ON

    assert parks.texts[0].count("they say thank you.") == 2


@pytest.mark.parametrize("said", ["no thanks", "thanks for nothing", "hello"])
async def test_what_only_sounds_like_thanks_is_passed_on_by_nobody(town: Town, said: str) -> None:
    ana, parks, _ = await answered(town)

    await ana.says(said)

    assert ana.last_heard != PASSED_ON
    assert THANK not in ana.buttons
    assert parks.hears == []


async def test_thanks_with_more_to_say_are_passed_on_by_a_tap_and_no_word_is(town: Town) -> None:
    ana, parks, _ = await answered(town)

    await ana.says("Thanks, Tuesday at three suits us")
    assert ana.last_heard.startswith("That one is closed, so your words went to nobody.")
    assert ana.buttons == [THANK, "It isn't solved", "No, look it up for me"]
    assert parks.hears == []
    await ana.presses(THANK)

    assert ana.last_heard == PASSED_ON
    assert parks.last_heard.endswith("they say thank you.")
    assert "Tuesday at three" not in parks.last_heard


async def test_thanks_with_a_new_question_answer_that_first(town: Town) -> None:
    ana, parks, _ = await answered(town)

    await ana.says("Thanks! Is there money for a lunch club?")

    assert "lunch" in ana.last_heard
    assert ana.buttons[0] == THANK
    assert parks.hears == []


async def test_thanks_days_later_may_be_meant_for_us(own_town: Town) -> None:
    ana, parks, _ = await answered(own_town)
    await own_town.later(days=3)

    await ana.says("thanks so much")
    assert ana.last_heard.startswith("You're welcome.")
    assert ana.buttons[0] == THANK
    assert parks.hears == []
    await ana.says(THANK)
    assert ana.last_heard == PASSED_ON


async def test_what_is_typed_to_a_closed_question_can_open_it_or_be_looked_up(town: Town) -> None:
    ana, parks, moira, _ = await asked(town)
    await moira.presses("More", to=parks)
    await moira.fills("Close it, with a reason", "Nothing the council can do", "Ask the parish.")

    await ana.says("That is not fair on us")
    assert ana.last_heard == "That one is closed. If it isn't solved, you can open it again."
    await ana.says("It isn't solved")

    assert ana.last_heard.startswith("It's open again.")
