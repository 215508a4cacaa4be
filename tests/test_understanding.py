from datetime import date

import msgspec
import pytest

from handlers.amounts import Money, money_in
from handlers.days import Days, When, when_in
from handlers.places import Places
from handlers.understanding import Enquiry, Wish, ages_in, respelt, understand
from tests.test_places import TOWN

TODAY = date(2026, 11, 22)  # a Sunday


def asked(text: str, before: Enquiry | None = None) -> Enquiry:
    return understand(text, places=Places(TOWN), today=TODAY, before=before)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("any cash going for a knees-up on our road?", "funding"),
        ("ramp for the community centre door", "funding"),
        ("£400", "funding"),
        ("whats closing this month", "funding"),
        ("who do I talk to about closing the road", "contact"),
        ("dog mess all over the rec", "contact"),
        ("DBS checks for our helpers, how do we sort it", "contact"),
        ("someone to look over our grant form", "contact"),
        ("is there a choir i can join", "group"),
        ("anyone got a gazebo we can borrow", "group"),
        ("who has funded lunch clubs before", "past_grants"),
        ("who has done a repair cafe before", "past_grants"),
        ("which clubs had cash for bikes already", "past_grants"),
        ("what did the lunch bunch get", "past_grants"),
        ("how much did the sketchers get last time", "past_grants"),
        ("my brother is lonely, is there a group for men?", "group"),
        ("how do we apply", "funding"),
        ("is the kit fund still open?", "funding"),
        ("list everything", "funding"),
        ("gizza grant", "funding"),
        ("can i speak to a human", "contact"),
        ("I want to complain", "contact"),
        ("our group has no constitution", "contact"),
        ("are you a real person?", "small_talk"),
        ("who empties the bins", "contact"),
        ("wanna learn to use me phone", "contact"),
        ("lads on scramblers tearing up the field", "contact"),
        ("does anyone mend bikes", "group"),
        ("any choirs?", "group"),
        ("has anyone had a grant for raised beds", "past_grants"),
        ("people who are lonely need a hot meal", "funding"),
        ("forget it", "small_talk"),
        ("ta that's brilliant", "small_talk"),
        ("diolch", "small_talk"),
        ("", "small_talk"),
        ("what time does tesco shut", "out_of_scope"),
        ("write my history essay on the tudors", "out_of_scope"),
        ("asdfghjkl", "out_of_scope"),
        ("Oes arian ar gael i glwb cinio?", "funding"),
        ("Pwy alla i siarad â nhw am goed peryglus?", "contact"),
        ("Czy są dotacje na klub dla seniorów?", "funding"),
        ("gdzie wynająć salę w Brookside", "contact"),
    ],
)
def test_what_is_wanted(text: str, kind: Wish) -> None:
    assert asked(text).kind == kind


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("me mums 82 and never goes out", ["older_people"]),
        ("a club for over 75s", ["older_people"]),
        ("she is 3 and needs friends", ["early_years"]),
        ("aged 7, loves chess", ["children"]),
        ("13 year olds", ["young_people"]),
        ("40 year olds", []),
        ("over 400 people", []),
        ("under 20 grand", []),
    ],
)
def test_ages_tell_whom_it_is_for(text: str, subjects: list[str]) -> None:
    assert ages_in(text) == subjects


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "cash b4 xmas for ppl nr the canal pls",
            "cash before xmas for people near the canal please",
        ),
        ("400 nicker", "400 quid"),
        ("grwp yn yr ardal", "grwp yn yr ardal"),
    ],
)
def test_what_is_short_on_a_phone_is_written_out(text: str, written: str) -> None:
    assert respelt(text) == written


def test_two_wishes_in_one_message() -> None:
    enquiry = asked("who gives permission to plant trees and is there a pot?")
    assert (enquiry.kind, enquiry.also) == ("funding", ("contact",))


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("any cash going for a knees-up?", {"street_party"}),
        ("the boiler's packed in", {"heating"}),
        ("the boiler’s packed in", {"heating"}),
        ("bit of help with me leccy bill", {"energy_bills"}),
        ("summat for ex army lads", {"veterans", "men", "young_people"}),
        ("fundin for a comunity gardn", {"gardening"}),
        ("vetrans brekfast", {"veterans", "breakfasts"}),
        ("Szukamy pieniędzy na wspólny ogród i narzędzia", {"gardening", "tools"}),
        ("Oes arian ar gael i bobl hŷn?", {"older_people"}),
        ("arian i blant", {"children"}),
        ("planting day", {"gardening"}),
        ("grants for a horse", set()),
        ("our boiler died", {"heating"}),
        ("im dying for a cuppa", {"social_clubs"}),
        ("we're dead in the water without a grant", set()),
        ("drowning in forms for our choir", {"music"}),
        ("forget about me", set()),
        ("money by christmas for old folk", {"christmas", "older_people"}),
        ("closing before christmas, for old folk", {"older_people"}),
        ("whats the point", set()),
    ],
)
def test_what_it_is_about(text: str, subjects: set[str]) -> None:
    assert set(asked(text).subjects) == subjects


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("we are a CIC", ("CIC",)),
        ("just a few mums, no bank account", ("informal group",)),
        ("we've a committee and a bank account", ("constituted group",)),
        ("five years a registered charity", ("registered charity",)),
        ("my mates vape shop", ("private business",)),
        ("can one person apply", ("individual",)),
        ("we aint a charity, just 4 mums", ("informal group",)),
        ("raised beds for the school garden", ("school",)),
        ("grants for gardening", ()),
    ],
)
def test_who_asks(text: str, who: tuple[str, ...]) -> None:
    assert asked(text).who == who


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("about 500 quid", 400, 600),
        ("£1.5k", 1500, 1500),
        ("£1,500.00", 1500, 1500),
        ("a couple of grand", 1600, 2400),
        ("20 grand", 20_000, 20_000),
        ("half a grand", 500, 500),
        ("£400ish", 320, 480),
        ("couple of hundred quid", 160, 240),
        ("a few hundred", 300, 500),
        ("fifty quid", 50, 50),
        ("three hundred pounds", 300, 300),
        ("over 20k", 20_001, None),
        ("up to £300", 0, 300),
        ("between 500 and 1000 quid", 500, 1000),
        ("2-3k", 2000, 3000),
        ("what about £200?", 200, 200),
        ("chairs and a bit for bacon, 700?", 700, 700),
        ("2 million", 2_000_000, 2_000_000),
        ("income 80k, need £500", 500, 500),
    ],
)
def test_sums(text: str, low: int, high: int | None) -> None:
    assert [said.money for said in money_in(text)] == [Money(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "20 houses",
        "16 of them",
        "over 60s",
        "under 9s",
        "in 2027",
        "income 80k",
        "what's 15% of 300",
    ],
)
def test_numbers_that_are_no_sums(text: str) -> None:
    assert money_in(text) == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("whats closing this month", When(closing=Days(TODAY, date(2026, 11, 30)))),
        ("grants closing before christmas", When(closing=Days(TODAY, date(2026, 12, 25)))),
        ("closes by 5 december", When(closing=Days(TODAY, date(2026, 12, 5)))),
        ("what closes this week", When(closing=Days(TODAY, date(2026, 11, 29)))),
        ("what's the next deadline", When(closing=Days(TODAY, date(2026, 12, 22)))),
        ("deadline next week", When(closing=Days(date(2026, 11, 23), date(2026, 11, 29)))),
        ("closing tomorrow", When(closing=Days(date(2026, 11, 23), date(2026, 11, 23)))),
        ("closing by easter", When(closing=Days(TODAY, date(2027, 3, 28)))),
        ("what opens in january", When(opening=Days(date(2027, 1, 1), date(2027, 1, 31)))),
        ("anything with no deadline", When(rolling=True)),
        ("closing 31/02/2027", When()),
        ("a carnival next summer", When()),
        ("when's the deadline", When()),
    ],
)
def test_days(text: str, when: When) -> None:
    assert when_in(text, TODAY) == when


@pytest.mark.parametrize(
    ("before", "text", "low", "high"),
    [
        ("£500 for a ramp", "sorry meant 5 grand not 500", 5000, 5000),
        ("£500 for a ramp", "make that £300", 300, 300),
        ("£500 for a ramp", "anything cheaper, like 100 quid", 100, 100),
    ],
)
def test_a_sum_is_put_right(before: str, text: str, low: int, high: int) -> None:
    then = asked(text, asked(before))
    assert (then.amount, then.subjects) == (Money(low, high), ("accessibility",))


def test_a_follow_up_keeps_what_is_not_said_anew() -> None:
    first = asked("any grants for planting in Brookside, £600")
    whom = asked("and who do I ask?", first)
    more = asked("what about £200?", first)
    there = asked("what about near the canal?", first)

    assert (whom.kind, whom.subject, whom.follows) == ("contact", first.subject, True)
    assert (more.amount, more.subject) == (Money(200, 200), first.subject)
    assert (there.place.one, there.subjects) == ("Canalside", ("gardening", "canal"))


@pytest.mark.parametrize(
    ("before", "text", "subjects"),
    [
        ("money for football", "what about a garden", {"gardening"}),
        ("arian i bêl-droed", "beth am ardd?", {"gardening"}),
        ("grants for trees, £500", "and something for refugees?", {"refugees"}),
        ("money for football", "near the canal?", {"sport", "canal"}),
        ("money for football", "who can apply for it?", {"sport"}),
        ("money for football", "how do I apply", {"sport"}),
        ("money for football", "is there money for that", {"sport"}),
        ("money for football", "sorry, I meant gardens", {"gardening"}),
        ("money for football", "same but for the canal", {"canal"}),
        ("money for football", "can a church apply?", {"sport"}),
        ("money for football", "any grants going?", set()),
        ("money for football", "show me all the pots", set()),
        ("money for football", "what grants are there?", set()),
    ],
)
def test_a_new_subject_takes_the_place_of_the_old(
    before: str, text: str, subjects: set[str]
) -> None:
    then = asked(text, asked(before))
    assert set(then.subjects) == subjects
    assert then.amount is None


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("hello", "greeting"),
        ("hiya!", "greeting"),
        ("good morning", "greeting"),
        ("how are you", "greeting"),
        ("مرحبا", "greeting"),
        ("thank you", "thanks"),
        ("hi, thanks, that's brilliant", "thanks"),
        ("bye", "goodbye"),
        ("are you a robot", "assistant"),
        ("who are you?", "assistant"),
        ("never mind", "other"),
    ],
)
def test_small_talk_has_kinds(text: str, talk: str) -> None:
    assert (asked(text).kind, asked(text).talk) == ("small_talk", talk)


@pytest.mark.parametrize(
    ("text", "one", "elsewhere"),
    [
        ("we're in Brookside", "Brookside", ""),
        ("I live in Leeds", None, "Leeds"),
        ("SW1A 1AA", None, "England"),
    ],
)
def test_where_somebody_is_may_be_all_they_say(text: str, one: str | None, elsewhere: str) -> None:
    enquiry = asked(text)
    assert enquiry.only_place
    assert (enquiry.place.one, enquiry.place.elsewhere) == (one, elsewhere)


def test_thanks_and_a_new_question_do_not_follow() -> None:
    first = asked("any grants for planting in Brookside")
    assert asked("ta very much", first).kind == "small_talk"
    assert not asked("who sorts out potholes", first).follows


def test_an_enquiry_can_be_kept_and_holds_no_postcode() -> None:
    enquiry = asked("about £500 for a lunch club in FN3 4AB closing before christmas")
    kept = msgspec.json.encode(enquiry)
    assert msgspec.json.decode(kept, type=Enquiry) == enquiry
    assert b"4AB" not in kept.upper()


@pytest.mark.parametrize("text", ["🙂", "ا" * 50, "£", "'", "a " * 2000, "?" * 4096, "\x00\x07"])
def test_anything_can_be_said(text: str) -> None:
    asked(text)
