import json
from pathlib import Path

import pytest

from handlers.recognising import Danger, recognise
from tests.learning import our_own_words

QUESTIONS = Path(__file__).parent / "questions"


def rows(name: str) -> list[dict[str, str]]:
    text = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("I want to kill myself", Danger("self", "emergency")),
        ("I don’t want to live anymore", Danger("self", "emergency")),
        ("i wnat to kil myslef", Danger("self", "emergency")),
        ("Dw i ddim eisiau byw mwy", Danger("self", "emergency")),
        ("nie chcę już żyć", Danger("self", "emergency")),
        ("everyone would be better off without me", Danger("self", "urgent")),
        ("suicidal", Danger("self", "urgent")),
        ("I'm suicidal", Danger("self", "urgent")),
        ("thinking about jumping off a bridge", Danger("self", "emergency")),
        ("mae'n bygwth fy lladd", Danger("others", "urgent")),
        ("he hits me", Danger("others", "urgent")),
        ("I was beaten up by my boyfriend last night", Danger("others", "urgent")),
        ("Mae fy ngŵr yn fy mwrw", Danger("others", "urgent")),
        ("a child in our group has been touched by her uncle", Danger("child", "urgent")),
        ("an old man at our club is being hit by his carer", Danger("adult", "urgent")),
        ("a man has collapsed in our hall", Danger("medical", "emergency")),
        ("I'm burnt out, I can't cope", Danger("burnout", "support")),
        ("took too many tablets", Danger("self", "emergency")),
        ("gonna top myself", Danger("self", "emergency")),
        ("kms", Danger("self", "emergency")),
        ("im on the bridge", Danger("self", "emergency")),
        ("whats the point of anything", Danger("self", "urgent")),
        ("bet you can't tell I'm crying writing this", Danger("burnout", "support")),
        ("my son took tablets", Danger("medical", "emergency")),
        ("heart attack at the hall!!", Danger("medical", "emergency")),
        ("mae rhywun wedi llewygu", Danger("medical", "emergency")),
        ("ona zemdlała, nie rusza się", Danger("medical", "emergency")),
        ("someone's going to hurt me tonight", Danger("others", "emergency")),
        ("we were attacked outside the club", Danger("attacked", "urgent")),
        ("my partner attacked me outside the club", Danger("others", "urgent")),
        ("i could kill myself", Danger("self", "emergency")),
        ("I feel like dying", Danger("self", "emergency")),
        ("what's the easiest way to die", Danger("self", "emergency")),
        ("ready to give up on life", Danger("self", "urgent")),
        ("having chest pains", Danger("medical", "emergency")),
        ("the bleeding won't stop", Danger("medical", "emergency")),
        ("a child told me she's scared to go home", Danger("child", "emergency")),
        ("our coach has been messaging a 13 year old", Danger("child", "urgent")),
    ],
)
def test_danger_is_recognised_with_its_kind_and_urgency(text: str, danger: Danger) -> None:
    assert recognise(text) == danger


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("one of our members has stopped eating and i think she wants to die", "worried"),
        ("my brother is suicidal and I don't know what to do", "worried"),
        ("our treasurer told me he wants to end it all", "worried"),
        ("worried my friend might kill herself", "worried"),
        ("my sister is self harming", "worried"),
        ("mae fy ffrind eisiau lladd ei hun", "worried"),
        ("moja siostra chce się zabić", "worried"),
        ("my husband hits me and I want to die", "self"),
        ("my kids would be better off without me", "self"),
        ("life isnt worth living since she died", "self"),
        ("he says I should kill myself", "self"),
        ("an old lady at lunch club has bruises and is scared of her son", "adult"),
        ("my nan has been robbed by her carer", "adult"),
        ("a girl at our club has bruises and is scared of her dad", "child"),
    ],
)
def test_the_kind_tells_who_is_at_risk(text: str, kind: str) -> None:
    danger = recognise(text)
    assert danger
    assert danger.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "this application form is killing me, 14 pages!!",
        "dying to get a new oven for the pantry lol",
        "could murder whoever wrote this form",
        "a grant for an abuse charity",
        "our group supports people with suicidal thoughts, any funding?",
        "grant for a defibrillator after a member collapsed",
        "we need a grant to help women leaving abusive relationships",
        "can you recommend a speaker on suicide prevention for our AGM",
        "what's the cut off for the knife crime grant",
        "funding to help children who have been abused",
        "the boiler has died and the hall is freezing",
        "this printer will be the death of me",
        "kill the lights",
        "grant for a domestic abuse charity",
        "first aid course after a heart attack talk",
        "tablets for old people who can't get online",
        "my son took his tablet to school",
        "we are drowning in paperwork",
        "my wife is going to kill me lol",
        "the kids cant see cars",
        "the bench is broken, someone fell, kids cut themselves on it",
        "Who mows the verge at the corner? Children can't see the cars.",
        "someone is going to get hurt on that crossing",
        "this booking system is killing the group",
        "our club is dying on the vine",
        "can't go on with this grant form",
        "i could kill myself laughing",
        "we give up on life drawing, is there another class",
        "the leader is messaging the kids' parents about Friday",
        "he had chest pains last year and the hospital was great",
    ],
)
def test_turns_of_phrase_and_topics_are_no_danger(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("he beats me every night", "others"),
        ("my husband beats me", "others"),
        ("my mum hits me for nothing", "child"),
        ("he hits me with a belt", "others"),
        ("he nearly killed me", "others"),
        ("he would kill me if I left", "others"),
        ("I'd kill myself if it wasn't for the dog", "self"),
        ("the roof collapsed and people are trapped", "medical"),
        ("the ceiling has collapsed on top of us", "medical"),
        ("on the bench a lad has been stabbed", "medical"),
        ("the lads were battered by a gang", "child"),
        ("chest pains", "medical"),
        ("he's going to kill me x", "others"),
        ("I'll get shot if I don't sell for them", "others"),
        ("one of our ladies says her son makes her sign cheques, she's frightened of him", "adult"),
    ],
)
def test_no_turn_of_phrase_hides_danger_in_the_same_words(text: str, kind: str) -> None:
    danger = recognise(text)
    assert danger
    assert danger.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "beats me",
        "they beat us every year in the quiz",
        "the council hit us with a huge fee",
        "that hill nearly killed me",
        "we got hammered by the rovers",
        "the gazebo has collapsed in the wind",
        "I'm going to bed, night",
        "my mum says hi",
        "I've been on my feet since six",
        "sorry I'm late, been poorly with a cold",
        "baby choking first aid course for the toddler group",
    ],
)
def test_what_people_say_of_their_day_is_no_danger(text: str) -> None:
    assert recognise(text) is None


def test_no_words_of_our_own_are_taken_for_danger_when_somebody_types_them() -> None:
    assert [said for said in our_own_words() if recognise(said)] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a man is hitting a child in the park", "child"),
        ("my girl cuts herself on her arms", "child"),
        ("the kids are scared of their dad", "child"),
        ("an old lady fell and isn't waking up", "medical"),
        ("a child was hit by a car outside the hall", "medical"),
        ("a dog is attacking a toddler", "medical"),
        ("he cut his hand on the saw and there's blood everywhere", "medical"),
        ("I can't go on with any of this, I can't go on", "self"),
        ("I can't see the point of it any more", "self"),
    ],
)
def test_roads_dogs_and_broken_things_hide_no_danger(text: str, kind: str) -> None:
    danger = recognise(text)
    assert danger
    assert danger.kind == kind


def test_what_somebody_says_of_themselves_is_danger_in_a_message_about_a_project_too() -> None:
    said = "thanks for the grant form. I can't go on any more"
    assert recognise(said) == Danger("self", "urgent")


def test_the_gravest_of_several_dangers_is_told() -> None:
    said = "I'm burnt out and crying every night and I want to end my life"
    assert recognise(said) == Danger("self", "emergency")


@pytest.mark.parametrize(
    "name",
    [
        "distress_dev",
        "distress_heldout",
        "distress_more",
        "distress_oblique",
        "distress_plain",
        "distress_roundabout",
        "distress_unsaid",
        "distress_last",
        "distress_typed",
        "distress_typed_heldout",
        "distress_typed_last",
        "first_person",
        "complaints",
        "complaints_heldout",
        "grumbles",
        "grumbles_heldout",
    ],
)
def test_few_are_missed_and_few_alarms_are_false(name: str) -> None:
    told = [(row["label"] == "distress", recognise(row["text"]) is not None) for row in rows(name)]
    recall = [found for danger, found in told if danger]
    alarms = [found for danger, found in told if not danger]
    assert sum(recall) / len(recall) >= 0.95
    assert sum(alarms) / len(alarms) <= 0.05


def test_no_emergency_is_missed_of_those_that_are_marked() -> None:
    files = (
        "distress_dev",
        "distress_heldout",
        "distress_plain",
        "distress_roundabout",
        "distress_typed",
        "distress_typed_heldout",
        "distress_typed_last",
        "first_person",
    )
    marked = [row["text"] for name in files for row in rows(name) if row["urgency"] == "emergency"]

    assert [text for text in marked if recognise(text) is None] == []


def test_what_people_say_every_day_is_no_danger() -> None:
    alarms = [row["text"] for row in rows("everyday") if recognise(row["text"])]

    assert len(alarms) <= len(rows("everyday")) * 0.05, alarms


@pytest.mark.parametrize(
    "text",
    [
        "I get it into my head that they would cheer if I just stopped existing",
        "our new scones are lovely. the hall was full. I do not want to live any more, honestly",
        "mae popeth yn ormod a dwi ddim isio byw",
    ],
)
def test_what_no_list_has_is_weighed(text: str) -> None:
    assert recognise(text)


def test_questions_are_told_from_danger() -> None:
    both = [*rows("dev"), *rows("heldout"), *rows("second_look")]
    wrong = [
        row["question"]
        for row in both
        if (recognise(row["question"]) is not None) != (row["kind"] == "distress")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["he said " * 500, "my " * 2000, "i want to i want to " * 200, "a" * 4096, "." * 4096]
)
def test_the_longest_message_is_read_to_its_end(text: str) -> None:
    assert recognise(text[:4096]) is None
