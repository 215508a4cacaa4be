"""What is kept about me: see it, change it, take it away, stop, erase."""

import json
import re
from typing import Any

import pytest
from sqlalchemy import func, select

from storage import administrators
from storage.administrators import Role
from storage.everything import Base
from tests.town import Town, Voice

ME = (
    "Here is all I keep about you.\n\n"
    "Your name: {name}. Your language: English. Your area: {area} "
    "You first wrote to me on Sunday 22 November 2026. {stopped}\n\n"
    "{where}\n\n"
    "What you asked last, for half an hour. If you are in the middle of a form, "
    "your answers so far, for a day. "
    "Both are locked with a key.\n\n"
    "{letters}"
    "If I don't hear from you for a year, I ask if you want to stay. "
    "A month later I erase all of this."
)
WHERE = {
    "core": "You write to me here.",
    "telegram": "You write to me on Telegram.",
    "slack": "You write to me in Slack.",
}
LETTERS = "{count} messages from me: for a week I keep when I sent them, not what they said.\n\n"


def all_kept(town: Town, name: str, area: str, stopped: str, letters: str = "") -> str:
    where = WHERE[town.way.name]
    return ME.format(name=name, area=area, stopped=stopped, letters=letters, where=where)


RESUMED = "I may send you news you could use. You can stop that at any time."
NOT_STOPPED = RESUMED + " You may have 3 messages a week that you didn't ask for."
STOPPED = "You asked me not to write to you unless you write first."
STOP_DONE = (
    "Done. I won't write to you unless you write first. You can still ask me anything. "
    "Nothing was erased."
)
GONE = "It's all gone. If you write to me again, we start from the beginning. Go well."


# --- Seeing ---------------------------------------------------------------------------------


async def test_me_tells_all_that_is_kept(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/me")

    assert ana.hears == [all_kept(town, "Ana", "you haven't told me.", NOT_STOPPED)]
    assert ana.buttons == [
        "Change my area",
        "Change my language",
        "When I hear from you",
        "Send me all of it in a file",
        "Stop messages I didn't ask for",
        "Erase everything",
    ]


async def test_me_tells_the_area_and_that_prompts_are_stopped(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area Priory")
    await ana.says("/stop")
    await ana.says("/me")

    letters = LETTERS.format(count=2)
    assert ana.hears == [all_kept(town, "Ana", "Priory.", STOPPED, letters)]
    assert "Let me have messages again" in ana.buttons


@pytest.mark.talked
async def test_me_leads_to_the_area_and_the_language(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/me")
    await ana.presses("Change my area")
    area = ana.last_heard
    await ana.says("cancel")
    await ana.presses("Change my language")

    assert area.startswith("Where is your group?")
    assert ana.last_heard == "Which language shall we use?"


# --- The language ---------------------------------------------------------------------------


async def test_each_language_is_offered_in_its_own_words_and_kept_to(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/language")
    assert ana.buttons == ["English", "Cymraeg (Welsh)"]
    await ana.presses("Cymraeg (Welsh)")
    welsh = ana.last_heard
    await ana.says("/language")
    assert ana.buttons == ["English (Saesneg)", "Cymraeg"]
    await ana.presses("English (Saesneg)")

    assert welsh == "Byddwn yn siarad Cymraeg o hyn ymlaen."
    assert ana.last_heard == "We'll speak English from now on."


@pytest.mark.parametrize(("typed", "picks"), [("welsh", True), ("cymraeg", True), ("?!", False)])
async def test_a_language_can_be_typed_by_either_of_its_names(
    town: Town, typed: str, picks: bool
) -> None:
    ana = town.voice("Ana")

    await ana.says("/language")
    await ana.says(typed)

    assert (ana.last_heard == "Byddwn yn siarad Cymraeg o hyn ymlaen.") == picks


async def test_a_letter_is_worded_in_the_language_its_reader_chose_last(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/language")
    await ana.presses("Cymraeg (Welsh)")
    await ana.says("/pots")

    assert "£" in ana.last_heard
    assert "There are" not in ana.last_heard


# --- Stopping -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["/stop", "STOP", "Stop!!", "unsubscribe", "Leave me alone.", "stop messaging me", "STOP IT"],
)
async def test_stop_is_understood_however_it_is_said(town: Town, typed: str) -> None:
    ana = town.voice("Ana")

    await ana.says(typed)

    assert ana.hears == [STOP_DONE]
    assert ana.buttons == ["Let me have messages again", "Erase everything"]


@pytest.mark.talked
async def test_stop_is_understood_in_the_middle_of_a_form(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing hills")
    await ana.says("Leave me alone")

    assert ana.hears == [STOP_DONE]


async def test_messages_can_be_stopped_and_had_again_by_a_button(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/me")
    await ana.presses("Stop messages I didn't ask for")
    stopped = ana.last_heard
    await ana.presses("Let me have messages again")

    assert stopped == STOP_DONE
    assert ana.last_heard == (
        "Thank you. I may send you news you could use. /stop ends that at any time."
    )
    await ana.says("/me")
    assert NOT_STOPPED in ana.last_heard


async def test_who_stopped_is_still_answered(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/stop")
    await ana.says("Who has funded lunch clubs before?")

    assert "I found 2 grants" in ana.last_heard


# --- Taking away ----------------------------------------------------------------------------


@pytest.mark.talked
async def test_the_file_holds_all_that_is_kept_and_nobody_elses(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")

    await ben.says("/area Oakhurst")
    await ana.says("/area Priory")
    await ana.says("Is there money for a choir?")
    await ana.says("/outing hills")
    await ana.says("1, 2")
    await ana.says("/me")
    await ana.presses("Send me all of it in a file")

    page = (
        "Here is everything I keep about you, as a page to read or print.\n\n"
        f"{IN_SLACK_TOO if town.app.here.council_on_slack else ''}"
        "To ask for that, or about your data, write to Fernleigh Together (a made-up area): "
        "https://www.fernleigh.example/privacy"
    )
    assert ana.hears == [page, "And the same for another program to read."]
    assert ana.file
    name, content = ana.file
    kept = json.loads(content)
    (person,) = kept["person"]
    (account,) = kept["account"]
    talk = {row["topic"]: row["sealed"] for row in kept["talk"]}
    assert name == "sparkplug-about-me.json"
    assert person["name"] == "Ana"
    assert person["language"] == "en"
    assert person["met_at"] == "2026-11-22 10:00:00+00:00"
    assert account["user"] == ana.id
    assert talk["form"]["answers"] == {"where": "hills", "bring": ["tea", "cake"]}
    assert "choir" in json.dumps(talk["recent"])
    assert ben.id not in content.decode()


async def test_the_page_tells_the_same_in_words_and_needs_no_other_file(town: Town) -> None:
    ana = town.voice("A<b>a")

    await ana.says("/area Priory")
    await ana.says("Is there money for a choir?")
    await ana.says("/me")
    await ana.presses("Send me all of it in a file")

    page = next(
        content.decode()
        for seen in town.way.read(ana.id)
        if seen.file and seen.file[0] == "sparkplug-about-me.html"
        for content in [seen.file[1]]
    )
    assert '<html lang="en">' in page
    assert "<h1>What Sparkplug keeps about A&lt;b&gt;a</h1>" in page
    for told in ("Your area: Priory.", ana.id, "choir", "Sent on Sunday 22 November 2026"):
        assert told in page, told
    on_slack = town.app.here.council_on_slack
    assert ("may have written about this in Slack" in page) == on_slack
    assert not re.search(r"<(script|link|img)|https?://(?!www.fernleigh.example/privacy)", page)


async def test_the_file_has_every_table_with_a_row_about_a_person(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/outing")
    await ana.says("/me")
    await ana.presses("Send me all of it in a file")

    assert ana.file
    told = json.loads(ana.file[1])
    assert set(await rows_about(town, ana)) <= set(told)


IN_SLACK = (
    "People at the council may have written about you in Slack. I can't see or delete that.\n\n"
)
IN_SLACK_TOO = "It can't hold what people at the council may have written about this in Slack.\n\n"
"""Where Slack is connected."""
COPIES = {
    "core": "What I said goes, too.",
    "telegram": (
        "I can't delete this chat from your phone, or files you saved: you can. "
        "Telegram keeps our chat until you delete it."
    ),
    "slack": (
        "I will delete what I wrote to you alone in Slack in the last week, as far as Slack lets "
        "me. I can't delete older messages, what you wrote, or files. "
        "Those who run your workspace may keep copies."
    ),
}


# --- Erasing --------------------------------------------------------------------------------


async def test_erasing_asks_first_and_can_be_declined(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/me")
    await ana.presses("Erase everything")
    assert ana.last_heard == (
        "This deletes all I keep about you, for good:\n"
        "• Your name, language, area and wishes\n• How I reach you\n"
        "• What we just talked about\n• When I wrote to you\n\n"
        "Nothing about you stays with me.\n\n"
        f"{COPIES[town.way.name]}\n\n"
        "Our spare copies still hold it for up to 35 days. Then it is gone there, too.\n\n"
        f"{IN_SLACK if town.app.here.council_on_slack else ''}"
        "To ask for that, or about your data, write to Fernleigh Together (a made-up area): "
        "https://www.fernleigh.example/privacy\n\n"
        "Erase everything?"
    )
    await ana.presses("No, keep it")

    assert ana.last_heard == "All right. Everything stays as it was."
    assert (await rows_about(town, ana))["person"] == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("yes", GONE), ("No.", "All right. Everything stays as it was."), ("2", None)],
)
async def test_erasing_can_be_answered_in_words(town: Town, typed: str, answer: str | None) -> None:
    ana = town.voice("Ana")

    await ana.says("/me")
    await ana.presses("Erase everything")
    await ana.says(typed)

    assert ana.last_heard == (answer or "All right. Everything stays as it was.")


async def test_erasing_leaves_no_row_about_the_person_in_any_table(town: Town) -> None:
    ana, ben = town.voice("Ana"), town.voice("Ben")

    await ben.says("/area Oakhurst")
    await ana.says("/area Priory")
    await ana.says("Is there money for a choir?")
    await ana.says("/outing hills")
    await ana.says("/me")
    assert set(await rows_about(town, ana)) == {"person", "account", "talk", "letter"}
    person = await id_of(town, ana)
    await ana.presses("Erase everything")
    await ana.presses("Yes, erase everything")

    assert ana.hears == [GONE]
    assert await rows_of(town, person) == {}
    assert await id_of(town, ana) is None
    assert (await rows_about(town, ben))["person"] == 1


async def test_erasing_leaves_the_platforms_id_of_the_person_nowhere(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/me")
    await ana.presses("Erase everything")
    await ana.presses("Yes, erase everything")

    async with town.database.transaction() as session:
        rows = [
            (table.name, *row)
            for table in Base.metadata.sorted_tables
            for row in await session.execute(select(table))
        ]
    assert [row for row in rows if ana.id in row] == []


async def test_erasing_takes_back_what_we_said_where_others_keep_it(town: Town) -> None:
    """In Slack those who run the workspace could read it; a Telegram chat is its reader's."""
    ana, ben = town.voice("Ana"), town.voice("Ben")

    await ben.says("/contacts")
    await ana.says("Is there money for a choir?")
    await ana.says("/me")
    await ana.presses("Erase everything")
    said = [seen.text for seen in town.way.read(ana.id)]
    await ana.presses("Yes, erase everything")

    stay = said if town.way.name == "telegram" else []
    assert [seen.text for seen in town.way.read(ana.id)] == [*stay, GONE]
    assert len(town.way.read(ben.id)) == 1


async def test_who_has_a_role_is_told_that_erasing_does_not_take_it(town: Town) -> None:
    ana = town.voice("Ana")
    async with town.database.transaction() as session:
        await administrators.add(session, town.way.name, ana.id, Role.COORDINATOR, town.clock.now())

    await ana.says("/me")
    await ana.presses("Erase everything")

    assert "You have a role here, under your id." in ana.last_heard
    async with town.database.transaction() as session:
        await administrators.remove(session, town.way.name, ana.id)


async def test_who_comes_back_after_erasing_is_new_to_us(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/area Priory")
    await ana.says("/me")
    await ana.presses("Erase everything")
    erase = ana.button("Yes, erase everything")
    await ana.presses(erase)
    await ana.says("/me")

    assert ana.hears == [all_kept(town, "Ana", "you haven't told me.", NOT_STOPPED)]


async def test_an_old_button_of_somebody_erased_is_answered(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/pots")
    more = ana.button("More")
    await ana.says("/me")
    await ana.presses("Erase everything")
    await ana.presses("Yes, erase everything")
    await ana.presses(more)

    assert ana.last_heard.startswith("That list is from a while ago")


# --- What is in the tables ------------------------------------------------------------------


async def id_of(town: Town, voice: Voice) -> Any:
    account = Base.metadata.tables["account"]
    async with town.database.transaction() as session:
        return await session.scalar(
            select(account.c.person_id).where(
                account.c.platform == town.way.name, account.c.user == voice.id
            )
        )


async def rows_about(town: Town, voice: Voice) -> dict[str, int]:
    """How many rows each table has about somebody whom we know now."""
    return await rows_of(town, await id_of(town, voice))


async def rows_of(town: Town, person: Any) -> dict[str, int]:
    """How many rows of each table lead to a person's id, by whatever column."""
    found: dict[str, int] = {}
    async with town.database.transaction() as session:
        for table in Base.metadata.sorted_tables:
            columns = [
                key.parent for key in table.foreign_keys if key.column.table.name == "person"
            ]
            columns += [table.c.id] if table.name == "person" else []
            for column in columns:
                count = await session.scalar(
                    select(func.count()).select_from(table).where(column == person)
                )
                if count:
                    found[table.name] = count
    return found
