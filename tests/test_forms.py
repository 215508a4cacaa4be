"""Forms: tapped, typed, left, corrected, resumed. Talked through with a form of the tests' own."""

import pytest

from handlers.forms import Choice, Day, NotUnderstood, Number, Write, matching
from handlers.messages import say
from tests.town import Held, Town

WHERE = "Where shall we go?"
BRING = "What shall we bring?"
BOOTS = "Whose boots shall we borrow?"
PEOPLE = "How many are we?"
ON = "On which day?"
OVER = "That question is finished."
CANCELLED = "All right, I've stopped. Nothing was kept."


# --- Through to the end ---------------------------------------------------------------------


@pytest.mark.talked
async def test_a_form_can_be_tapped_through(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    assert (ana.hears, ana.buttons) == (
        [WHERE],
        ["1. The sea", "2. The hills", "3. The museum of tin, lead and zinc", "Cancel"],
    )
    await ana.presses("2. The hills")
    assert (ana.hears, ana.buttons) == (
        [BRING],
        ["1. Tea", "2. Cake", "3. Kites", "Done", "Skip", "Back", "Cancel"],
    )
    await ana.presses("1. Tea")
    await ana.presses("3. Kites")
    assert ana.buttons[:3] == ["1. Tea ✓", "2. Cake", "3. Kites ✓"]
    await ana.presses("1. Tea ✓")
    await ana.presses("2. Cake")
    assert ana.buttons[:3] == ["1. Tea", "2. Cake ✓", "3. Kites ✓"]
    await ana.presses("Done")
    assert (ana.hears, ana.buttons) == ([BOOTS], ["Skip", "Back", "Cancel"])
    await ana.presses("Skip")
    assert (ana.hears, ana.buttons) == ([PEOPLE], ["Back", "Cancel"])
    await ana.says("12")
    assert (ana.hears, ana.buttons) == ([ON], ["Back", "Cancel"])
    await ana.says("5/12/2026")

    assert (ana.hears, ana.buttons) == (["hills, kites+cake, -, 12, 2026-12-05"], [])


@pytest.mark.talked
async def test_a_form_can_be_typed_by_numbers_and_words(town: Town) -> None:
    ana = town.voice("Ana")

    heard = []
    for typed in ("/outing", "2", "1, kites", "my sister's", "12", "2026-12-05"):
        await ana.says(typed)
        heard += ana.hears

    planned = "hills, tea+kites, my sister's, 12, 2026-12-05"
    assert heard == [WHERE, BRING, BOOTS, PEOPLE, ON, planned]


async def test_a_question_that_does_not_apply_is_not_asked(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    await ana.fills("The sea", "", "12", "2026-12-05")

    assert ana.hears[-1:] == ["sea, nothing, -, 12, 2026-12-05"]


async def test_a_form_is_filled_in_to_its_end(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    await ana.fills("The hills", ["Tea", "Kites"], "my sister's", "12", "2026-12-05")

    assert ana.hears[-1:] == ["hills, tea+kites, my sister's, 12, 2026-12-05"]


@pytest.mark.talked
async def test_a_form_opens_with_what_is_known(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing museum")

    assert ana.hears == [BRING]


# --- What a question can't take -------------------------------------------------------------


@pytest.mark.talked
@pytest.mark.parametrize(
    ("before", "typed", "problem", "asked"),
    [
        ([], "the moon", "I didn't find that. Please choose one of these, or say Cancel.", WHERE),
        ([], "0", "I didn't find that. Please choose one of these, or say Cancel.", WHERE),
        ([], "4", "I didn't find that. Please choose one of these, or say Cancel.", WHERE),
        ([], "the", "More than one fits. Which one do you mean?", WHERE),
        ([], "skip", "I need an answer to this one. You can also say Cancel.", WHERE),
        (
            ["1"],
            "1, 9",
            "I didn't find all of those. You can type their numbers, like 1, 3.",
            BRING,
        ),
        (
            ["2", "skip"],
            "b" * 41,
            "That is 41 letters long. I can keep 40. Please make it shorter.",
            BOOTS,
        ),
        (["1", "skip"], "1", "Please give me a number from 2 to 40.", PEOPLE),
        (["1", "skip"], "a dozen", "Please give me a number from 2 to 40.", PEOPLE),
        (["1", "skip"], "9" * 4000, "Please give me a number from 2 to 40.", PEOPLE),
        (["1", "skip", "3"], "soon", "Please give me a date like 31/12/2026.", ON),
        (["1", "skip", "3"], "31/02/2027", "Please give me a date like 31/12/2026.", ON),
    ],
)
async def test_what_a_question_cannot_take_is_asked_again(
    town: Town, before: list[str], typed: str, problem: str, asked: str
) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    for answer in before:
        await ana.says(answer)
    await ana.says(typed)

    assert ana.hears == [f"{problem}\n\n{asked}"]


@pytest.mark.talked
async def test_an_answer_that_fits_several_narrows_the_choice(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    await ana.says("the")
    assert ana.buttons[:3] == ["1. The sea", "2. The hills", "3. The museum of tin, lead and zinc"]
    await ana.says("3")

    assert ana.hears == [BRING]


@pytest.mark.talked
async def test_done_without_a_tick_skips_what_is_optional(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing sea")
    await ana.presses("Done")

    assert ana.hears == [PEOPLE]


# --- Left, corrected, resumed ---------------------------------------------------------------


@pytest.mark.talked
@pytest.mark.parametrize("how", ["Cancel", "cancel", " CANCEL "])
async def test_a_form_can_be_left(town: Town, how: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.says(how)
    assert (ana.hears, ana.buttons) == ([CANCELLED], [])
    await ana.says("2")

    assert ana.hears != [PEOPLE], "a number is not an answer to a form that was left"


@pytest.mark.talked
async def test_a_form_can_be_left_by_its_button(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.presses("Cancel")

    assert ana.hears == [CANCELLED]


@pytest.mark.talked
async def test_back_asks_the_question_before(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    await ana.says("2")
    await ana.says("1")
    await ana.presses("Back")
    assert ana.hears == [BRING]
    await ana.says("back")
    assert ana.hears == [WHERE]
    assert "Back" not in ana.buttons
    await ana.says("1")
    await ana.says("skip")

    assert ana.hears == [PEOPLE], "the answers after the one gone back to are asked anew"


@pytest.mark.talked
async def test_an_edited_message_corrects_its_answer(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.says("skip")
    await ana.says("my sister's")
    await ana.edits("my brother's")
    assert ana.hears == [PEOPLE]
    await ana.says("3")
    await ana.says("5/12/2026")

    assert ana.hears == ["hills, nothing, my brother's, 3, 2026-12-05"]


@pytest.mark.talked
async def test_a_choice_of_an_earlier_question_corrects_its_answer(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    sea = ana.button("1. The sea")
    await ana.presses("2. The hills")
    await ana.says("skip")
    assert ana.hears == [BOOTS]
    await ana.presses(sea)

    assert ana.hears == [PEOPLE], "boots are for the hills"


@pytest.mark.talked
async def test_a_command_lets_a_form_wait_and_a_button_resumes_it(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.says("/help")
    assert ana.buttons[-1] == "Carry on: an outing"
    await ana.says("Who has funded lunch clubs before?")
    assert "I found 2 grants" in ana.last_heard, "what is typed is not for the form"
    await ana.presses("Carry on: an outing")
    assert ana.hears == [BRING]
    await ana.says("2")

    assert ana.hears == [BOOTS]


@pytest.mark.talked
async def test_a_new_form_takes_the_place_of_an_old_one(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    old = ana.button("1. Tea")
    await ana.says("/outing sea")
    await ana.presses(old)
    assert ana.hears == [OVER]
    await ana.presses("Carry on: an outing")
    await ana.says("skip")

    assert ana.hears == [PEOPLE], "it is the sea's form that went on"


@pytest.mark.talked
async def test_a_form_answered_twice_has_its_effect_once(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area")
    brookside, canalside = ana.button("1. Brookside"), ana.button("2. Canalside")
    await ana.presses(brookside)
    await ana.presses(brookside)
    assert ana.hears == [OVER]
    await ana.presses(canalside)

    assert ana.hears == [OVER]
    await ana.says("/me")
    assert "Your area: Brookside." in ana.last_heard


@pytest.mark.talked
async def test_a_form_left_for_a_day_is_forgotten(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    tea, cancel = ana.button("1. Tea"), ana.button("Cancel")
    await town.later(days=1, seconds=1)
    await ana.presses(tea)
    assert ana.hears == [OVER]
    await ana.presses(cancel)
    assert ana.hears == [OVER]
    await ana.says("/help")

    assert "Carry on: an outing" not in ana.buttons


@pytest.mark.talked
async def test_a_form_outlives_a_night(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await town.later(hours=23)
    await ana.says("1")

    assert ana.hears == [BOOTS]


@pytest.mark.parametrize(
    "data",
    [
        "form",
        "form 0000 where sea",
        "form-cancel",
        "form-done 0000",
        "form-nonsense",
        "form-open x",
    ],
)
async def test_a_forged_form_button_is_said_to_be_over(town: Town, data: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/start")
    await ana.presses(Held(data))

    assert ana.hears == [OVER]


@pytest.mark.talked
@pytest.mark.parametrize(
    ("rest", "answer"),
    [
        ("where", "That button doesn't work any more. Please ask me again."),
        (
            "where moon",
            f"That button belongs to an older question. Here is where we are:\n\n{BRING}",
        ),
        (
            "boots mine",
            f"That button belongs to an older question. Here is where we are:\n\n{BRING}",
        ),
        ("gone sea", f"That button belongs to an older question. Here is where we are:\n\n{BRING}"),
    ],
)
async def test_a_forged_choice_changes_nothing(town: Town, rest: str, answer: str) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    no = ana.button("Cancel").data.split(" ")[1]
    await ana.presses(Held(f"form {no} {rest}"))

    assert ana.hears == [answer]


# --- The kinds of question ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", "12"), (" 1,200 ", "1200"), ("£500", "500"), ("007", "7"), ("1 000", "1000")],
)
def test_a_number_is_read(typed: str, value: str) -> None:
    assert Number("sum").value(typed) == value


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "٣", "²", "1e3", "1000001", "twelve"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood) as no:
        Number("sum").value(typed)
    assert no.value.words == say("form-number-not", least=0, most=1_000_000)


@pytest.mark.parametrize(
    "typed", ["5/12/2026", "05.12.2026", "2026-12-05", "5-12-2026", " 5/12/2026 ", "5/12/26"]
)
def test_a_date_is_read(typed: str) -> None:
    assert Day("on").value(typed) == "2026-12-05"


@pytest.mark.parametrize("typed", ["", "5 December", "13/13/2026", "5/12", "1/2/3/4", "5/12/226"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood) as no:
        Day("on").value(typed)
    assert no.value.words == say("form-day-not")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  ", say("form-write-empty")),
        ("x" * 2001, say("form-write-long", count=2001, limit=2000)),
    ],
)
def test_what_cannot_be_kept_is_refused(typed: str, words: object) -> None:
    with pytest.raises(NotUnderstood) as no:
        Write("why").value(typed)
    assert no.value.words == words


TOWNS = [
    Choice("M", "Marlbury"),
    Choice("C", "Coombe"),
    Choice("CH", "Coombe Hill"),
    Choice("K", "King's Ŷ"),
]


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("1", ["M"]),
        ("3", ["CH"]),
        ("0", []),
        ("5", []),
        ("99999", []),
        ("marl", ["M"]),
        ("Marlbury.", ["M"]),
        ("kings y", ["K"]),
        ("King’s", ["K"]),
        ("COOMBE", ["C"]),
        ("coom", ["C", "CH"]),
        ("", []),
        ("  ", []),
        ("hill", []),
        ("²", []),
        ("!", []),
    ],
)
def test_a_typed_choice_is_matched_by_number_label_or_beginning(
    typed: str, values: list[str]
) -> None:
    assert matching(typed, TOWNS, [str(choice.label) for choice in TOWNS]) == values


# --- What is shown above a question, and confirmed ------------------------------------------

SHOWN = "Dear Ben, cake at four\n\nThis is what they get. Send it?"


@pytest.mark.talked
async def test_what_is_confirmed_is_shown_first(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/invite")
    await ana.says("Ben")
    assert ana.hears == ["Ben of the boat club\n\nIs it this one?"]
    await ana.says("yes")
    await ana.says("cake at four")
    assert (ana.hears, ana.buttons) == ([SHOWN], ["1. Send it", "Back", "Cancel"])
    old = ana.button("1. Send it")
    await ana.presses("Back")
    await ana.says("tea at three")
    await ana.presses(old)
    assert ana.last_heard == (
        "That button belongs to an older question. Here is where we are:\n\n"
        "Dear Ben, tea at three\n\nThis is what they get. Send it?"
    )
    await ana.presses("1. Send it")

    assert ana.hears == ["Sent: Ben|yes|tea at three"]


@pytest.mark.talked
async def test_with_nothing_to_ask_about_a_question_is_left_out_until_one_goes_back(
    town: Town,
) -> None:
    ana = town.voice("Ana")

    await ana.says("/invite")
    await ana.says("Cleo")
    assert ana.hears == ["What shall it say?"]
    await ana.says("Back")
    assert ana.hears == ["Whom shall we invite?"]
    await ana.says("Ben")
    assert ana.hears == ["Ben of the boat club\n\nIs it this one?"]
    await ana.says("Back")
    await ana.fills("Cleo", "cake at four", "Send it")

    assert ana.hears[-1] == "Sent: Cleo||cake at four"


async def test_where_a_form_is_shown_whole_it_is_sent_once_it_was_read(town: Town) -> None:
    """What was changed meanwhile is shown again, and goes as it was shown last."""
    parks, [moira] = await town.team("Parks", "Moira")

    await moira.says("/invite", to=parks)
    await moira.fills("Ben", "cake at four", "Yes, them")

    assert moira.last_heard == "Sent: Ben|yes|cake at four"
