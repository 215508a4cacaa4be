"""Files that people send: taken in a form, stripped, kept, told, forgotten."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update, User

from bot.simulator.sample_files import SAMPLE_FILES
from bot.simulator.voice_notes import page, voice_note
from bot.telegram.reading import incoming_of
from handlers.attachments import name, named
from handlers.files import Raw, Stripped, Unwanted
from handlers.messages import File, Sent
from handlers.stripping import MOST_POINTS, stripped
from storage import attachments, people
from storage.attachments import About
from storage.people import Account
from tests import pictures
from tests.pictures import PLACE
from tests.town import Channel, Core, OnSlack, Own, Town, Voice

WORDS = "What do you want to say?"
FILES = "What goes with it?"
HEAVY = "Is it heavy?"


# --- Stripped -----------------------------------------------------------------------------


def taken(file: str, content: bytes) -> Stripped:
    made = stripped(Raw(file, content))
    assert isinstance(made, Stripped), made
    return made


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/jpeg")],
)
def test_a_picture_goes_on_without_where_it_was_made(form: str, media_type: str) -> None:
    before = pictures.photo(form)
    assert PLACE in before

    made = taken("IMG_1.jpg", before)

    with Image.open(io.BytesIO(made.content)) as after:
        assert after.size == (64, 48)
        assert dict(after.getexif()) == {}
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert made.media_type == media_type
    assert not any(mark in made.content for mark in (PLACE, b"Exif", b"eXIf", b"xmp"))


def test_a_picture_stays_the_right_way_up() -> None:
    made = taken("a.jpg", pictures.photo(turned=True))

    with Image.open(io.BytesIO(made.content)) as after:
        assert after.size == (48, 64)


def test_a_large_picture_is_drawn_smaller() -> None:
    made = taken("a.png", pictures.photo("PNG", (3600, 3400)))

    with Image.open(io.BytesIO(made.content)) as after:
        assert 11_900_000 < after.width * after.height <= 12_000_000


def test_a_picture_that_says_it_is_huge_is_not_opened() -> None:
    side = int(MOST_POINTS**0.5) + 1
    file = io.BytesIO()
    Image.new("1", (side, side)).save(file, "PNG")
    assert len(file.getvalue()) < 20_000

    assert stripped(Raw("a.png", file.getvalue())) == Unwanted("large")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (pictures.voice_note(), "audio/ogg"),
        (pictures.memo(), "audio/mp4"),
        (pictures.song(), "audio/mpeg"),
    ],
)
def test_a_recording_goes_on_without_its_labels(content: bytes, media_type: str) -> None:
    assert PLACE in content

    made = taken("a", content)

    assert made.media_type == media_type
    assert PLACE not in made.content
    assert taken("a", made.content) == made, "it is as sound as before"


def test_a_voice_note_without_its_labels_is_whole() -> None:
    made = taken("a", pictures.voice_note()).content
    whole = voice_note(1)

    head, sound = whole.split(b"OpusTags")[0][:-28], whole[whole.rindex(b"OggS") :]
    assert made.startswith(head)
    assert made.endswith(sound)
    tags = made[len(head) : -len(sound)]
    assert tags == page(1, 0, 0, [tags[28:]]), "the checksum is that of the labels left"


async def test_the_voice_note_that_a_sample_phone_sends_stands_beneath_the_card(
    town: Town,
) -> None:
    sample = SAMPLE_FILES["voice"]
    _, parks, _ = await asked(town, Own(sample.name, sample.content, "voice"))

    [(_, sound)] = shared(parks)
    assert sound == sample.content


def test_the_pictures_in_a_document_lose_their_labels_and_the_rest_stays() -> None:
    before = pictures.document()

    made = taken("minutes.docx", before)

    with zipfile.ZipFile(io.BytesIO(made.content)) as after:
        assert after.testzip() is None
        assert after.read("word/document.xml") == b"<document>Minutes</document>"
        picture = after.read("word/media/image1.jpeg")
    assert picture[:2] == b"\xff\xd8"
    assert PLACE not in picture
    assert made.ending == "docx"


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("a.jpg", b"MZ\x90\0program", "program"),
        ("a.jpg", b"\x7fELF", "program"),
        ("a.txt", b"#!/bin/sh\nrm", "program"),
        ("photo.svg", b"  <svg onload='x'/>", "program"),
        ("run.bat", b"echo hello", "program"),
        ("a.docx", pictures.document(word__vbaProject=b"x"), "macros"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old-office"),
        ("a.zip", b"PK\x03\x04" + bytes(99), "broken"),
        ("a.rar", b"Rar!\x1a\x07", "archive"),
        ("a.heic", b"\0\0\0\x18ftypheic" + bytes(99), "heic"),
        ("a.jpg", pictures.photo()[:300], "broken"),
        ("a.mp4", pictures.memo().replace(b"soun", b"vide"), "video"),
        ("a", b"\x00\x01\x02", "unknown"),
        ("a", b"", "broken"),
    ],
)
def test_what_could_run_or_is_not_known_is_refused(file: str, content: bytes, why: str) -> None:
    assert stripped(Raw(file, content)) == Unwanted(why)  # type: ignore[arg-type]


def test_an_archive_of_anything_is_no_document() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("holiday.jpg", pictures.photo())

    assert stripped(Raw("a.docx", file.getvalue())) == Unwanted("archive")


def test_a_file_with_bytes_changed_is_taken_or_refused_and_nothing_else() -> None:
    chance = random.Random(7)
    made = [pictures.photo(), pictures.photo("PNG"), pictures.voice_note(), pictures.memo()]
    made += [pictures.song(), pictures.document()]
    for content in made:
        for _ in range(60):
            changed = bytearray(content)
            for _ in range(chance.randint(1, 8)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            cut = bytes(changed[: chance.randint(1, len(changed))])
            assert isinstance(stripped(Raw("a", cut)), Stripped | Unwanted)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=100))
def test_a_name_is_harmless_wherever_it_goes(told: str) -> None:
    shown = name(told)

    assert len(shown) <= 60
    assert not any(each in shown for each in '/\\:*?"<>|@#\n\r\0\u202e')
    assert name(shown) == shown
    assert named(About("", "photo", told, ending="jpg")).endswith(".jpg")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\gpj.\u202eexe.jpg", "gpj.exe.jpg"),
        ("<!channel> hi.pdf", "!channel hi.pdf"),
        ("  Our   plan.pdf ", "Our plan.pdf"),
        ("...", ""),
    ],
)
def test_names_as_they_are_shown(told: str, shown: str) -> None:
    assert name(told) == shown


# --- In a form ----------------------------------------------------------------------------


@pytest.mark.talked
async def test_files_are_asked_for_and_told(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/parcel")
    await ana.says("A broken bench")
    assert (ana.hears, ana.buttons) == ([FILES], ["Skip", "Back", "Cancel"])
    await ana.encloses(Own("bench.jpg", pictures.photo(), "document"))
    assert ana.last_heard == f"{FILES}\n\nWith it so far: bench.jpg."
    assert ana.buttons == ["Done", "Take the files off", "Back", "Cancel"]
    await ana.encloses(Own("", pictures.voice_note(), "voice"))
    assert ana.last_heard == f"{FILES}\n\nWith it so far: bench.jpg, your voice note."
    await ana.presses("Take the files off")
    await ana.encloses(Own("plan.pdf", PLAN.content))
    assert ana.last_heard == (
        f"{FILES}\n\nWith it so far: plan.pdf. A document can hold the name of whoever made it, "
        "and I leave that in. A photo of it doesn't."
    )
    await ana.encloses(Own("", pictures.voice_note(), "voice"))
    await ana.encloses(Own("more.jpg", pictures.photo(), "photo"))
    assert ana.hears[0] == "I can take 2 files with one question. The others are left out."
    await ana.presses("Done")
    assert ana.last_heard == HEAVY
    await ana.says("no")

    assert ana.last_heard == "A broken bench: plan.pdf, your voice note"


def test_photos_sent_together_are_known_by_it() -> None:
    photo = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "file_size": 9}
    ana = {"id": 7, "is_bot": False, "first_name": "Ana"}
    message = {
        "message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}, "from": ana,
        "media_group_id": "17", "photo": [photo],
    }  # fmt: skip
    update = Update.de_json({"update_id": 1, "message": message}, None)

    incoming = incoming_of(update, User(1, "Sparkplug", is_bot=True))

    assert incoming
    assert incoming.what == Sent("photo", (File("f", "", "image/jpeg", 9),), "5", album="17")


async def test_those_sent_together_get_one_answer(own_town: Town) -> None:
    ana = own_town.voice("Ana")
    await ana.says("/parcel A bench")

    heard: list[str] = []
    for n in range(4):
        await ana.encloses(Own(f"{n}.jpg", pictures.photo(), "photo", album="17"))
        heard += ana.hears

    assert heard == [
        f"{FILES}\n\nI have what you sent together.",
        "I can take 2 files with one question. The others are left out.",
    ]
    await ana.presses("Done")
    await ana.says("no")
    assert ana.last_heard == "A bench: 0.jpg, 1.jpg"


@pytest.mark.talked
async def test_files_may_come_before_they_are_asked_for_with_the_words(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/parcel")
    await ana.encloses(Own("", pictures.photo(), "photo", words="A broken bench"))

    assert ana.last_heard == f"{FILES}\n\nWith it so far: your photo."
    await ana.encloses(Own("bench.pdf", b"%PDF-1.7", words="Where it stands"))
    await ana.says("done")
    await ana.says("no")
    assert ana.last_heard == "A broken bench: your photo, bench.pdf"
    (_, (plan, _)) = await kept_of(town, ana)
    assert (plan.words, plan.media_type) == ("Where it stands", "application/pdf")


@pytest.mark.talked
async def test_files_can_be_taken_off_again(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/parcel A bench")
    await ana.encloses(Own("bench.jpg", pictures.photo()))
    await ana.presses("Take the files off")
    assert (ana.last_heard, ana.buttons) == (FILES, ["Skip", "Cancel"])
    assert await kept_of(town, ana) == []
    await ana.encloses(Own("bench.jpg", pictures.photo()))
    await ana.says("cancel")

    assert await kept_of(town, ana) == []


@pytest.mark.talked
async def test_where_files_are_not_asked_for_they_are_taken_whenever_they_come(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/postcard")
    await ana.encloses(Own("", pictures.photo(), "photo", words="A broken bench"))
    assert ana.last_heard == "Is it urgent?\n\nWith it so far: your photo."
    assert ana.buttons[-3:] == ["Take the files off", "Back", "Cancel"]
    await ana.encloses(Own("", pictures.voice_note(), "voice"))
    await ana.says("no")

    assert ana.last_heard == "A broken bench: your photo, your voice note"


@pytest.mark.parametrize("files", [[], [Own("bench.jpg", pictures.photo())]])
async def test_a_form_with_room_for_files_is_filled_in_with_and_without(
    town: Town, files: list[Own]
) -> None:
    ana = town.voice("Ana")

    await ana.says("/postcard")
    await ana.fills("A bench", *([files] if files else []), "No")

    assert ana.last_heard.startswith("A bench: bench." if files else "A bench: nothing")


@pytest.mark.talked
async def test_words_are_no_file(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/parcel A bench")
    await ana.says("it is green")

    assert ana.last_heard == (
        f"Please send a photo, a document or a voice note here. Or press Skip.\n\n{FILES}"
    )


async def kept_of(town: Town, voice: Voice) -> list[tuple[About, bytes]]:
    """The files of somebody that are here, in the order in which they came."""
    async with town.database.transaction() as session:
        account = await account_of(session, voice)
        rows = await attachments.of_person(session, account.person_id)
        found = [await attachments.content(session, each.id) for each in rows]
    return [each for each in found if each]


async def account_of(session: AsyncSession, voice: Voice) -> Account:
    platforms = ("core", "telegram", "slack")
    met = [await people.account_of(session, each, voice.id) for each in platforms]
    (account,) = [each for each in met if each]
    return account


async def test_what_is_kept_says_nothing_of_where_it_was_made(town: Town) -> None:
    ana, photo = town.voice("Ana"), Own("IMG_1.JPG", pictures.photo())

    await ana.says("/parcel")
    await ana.fills("A bench", [photo, Own("talk.ogg", pictures.voice_note())], "No")

    assert ana.last_heard.startswith("A bench: ")
    (first, picture), (second, voice) = await kept_of(town, ana)
    assert (named(first), first.media_type) == ("IMG_1.jpg", "image/jpeg")
    assert (named(second), second.media_type) == ("talk.ogg", "audio/ogg")
    assert not any(mark in picture + voice for mark in (PLACE, b"Exif"))
    with Image.open(io.BytesIO(picture)) as image:
        assert image.size == (64, 48)


async def test_who_takes_all_away_has_the_files_too(town: Town) -> None:
    ana = town.voice("Ana")
    await ana.says("/parcel")
    await ana.fills("A bench", [Own("bench.png", pictures.photo("PNG"))], "No")

    await ana.says("/me")
    await ana.presses("Send me all of it in a file")

    ((_, picture),) = await kept_of(town, ana)
    brought = {seen.file[0]: seen.file[1] for seen in ana.way.read(ana.id) if seen.file}
    assert brought["bench.png"] == picture
    assert b"bench.png" in brought["sparkplug-about-me.json"]
    assert b"bench.png" in brought["sparkplug-about-me.html"]


def everything_heard(voice: Voice) -> list[str]:
    return [seen.text for seen in voice.way.read(voice.id)]


async def test_a_file_that_is_refused_is_told_and_the_rest_goes_on(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.says("/parcel")
    await ana.fills("A bench", [Own("run.txt", b"#!/bin/sh"), Own("ok.txt", b"Hello")], "No")

    assert any(
        each.startswith("I can't take run.txt: it is a program, or a web page.")
        for each in everything_heard(ana)
    )
    assert [(named(about), content) for about, content in await kept_of(town, ana)] == [
        ("ok.txt", b"Hello")
    ]


async def test_danger_told_beneath_a_photo_is_answered_at_once(town: Town) -> None:
    ana = town.voice("Ana")

    await ana.encloses(Own("", pictures.photo(), "photo", words="I want to end my life"))

    assert any("116 123" in each for each in everything_heard(ana))
    assert await kept_of(town, ana) == []


@pytest.mark.parametrize("words", ["", "Is there money for a street party?"])
async def test_a_file_that_nobody_asked_for_is_not_fetched(town: Town, words: str) -> None:
    ana = town.voice("Ana")

    await ana.encloses(Own("bench.jpg", pictures.photo(), "photo", words=words))

    assert ana.last_heard.startswith("Thank you. I can't") is not bool(words)
    assert await kept_of(town, ana) == []


# --- Handed on ----------------------------------------------------------------------------

BENCH = Own("bench.jpg", pictures.photo())
PLAN = Own("plan.pdf", b"%PDF-1.7 plan")
FORM = Own("form.pdf", b"%PDF-1.7 form")


async def asked(town: Town, *files: Own) -> tuple[Voice, Channel, Voice]:
    """Ana has asked Parks, where Moira is; files went with it."""
    parks, [moira] = await town.team("Parks", "Moira", front_door=True)
    ana = town.voice("Ana")
    await ana.says("/ask")
    words = "Who mows the verge on Elm Road?"
    await ana.fills(words, *([files] if files else []), "A question", "Me, by my name")
    return ana, parks, moira


async def replies(moira: Voice, parks: Channel, *files: Own) -> None:
    await moira.presses("Take it", to=parks)
    await moira.presses("Reply", to=parks)
    await moira.fills("", "Please fill this in.", files, "Not yet, I stay on it")


def shared(channel: Channel) -> list[tuple[str, bytes]]:
    """The files in a channel, oldest first."""
    return [seen.file for seen in channel.way.read(channel.id) if seen.file]


@pytest.mark.parametrize("way", [OnSlack], indirect=True)
async def test_the_page_still_takes_files_as_it_shows_what_they_get(town: Town) -> None:
    ana, parks, moira = await asked(town)
    assert isinstance(moira.way, OnSlack)
    await moira.presses("Take it", to=parks)
    await moira.presses("Reply", to=parks)
    workspace = moira.way.simulator.workspace
    files = [workspace.bring(moira.id, each.name, each.content).id for each in (BENCH, PLAN)]

    async def fills_in(**answers: object) -> dict[str, object]:
        """Fill in the page and send it; the page that comes then."""
        async with town.turn():
            for name, value in answers.items():
                await workspace.fill(moira.id, name, value)
            assert not (await workspace.submit(moira.id)).errors
        view = workspace.modals.on_top(moira.id)
        return view.body if view else {}

    preview = await fills_in(words="Like this.", files=files[:1], done="yes")
    assert "Send to them" in str(preview["submit"])
    assert "With it so far: " in str(preview)
    await fills_in(files=files)

    assert len([seen for seen in ana.way.read(ana.id) if seen.file]) == 2


async def test_who_judges_a_question_is_told_of_its_files(town: Town) -> None:
    _, parks, moira = await asked(town, BENCH)
    await moira.presses("More", to=parks)
    await moira.fills("This is abusive")

    await moira.presses("Have a look", to=parks)

    if isinstance(moira.way, Core):
        assert moira.way.shown(moira.id, "found").endswith("Files with it: bench.jpg")


async def test_files_stand_beneath_the_card_without_where_they_were_made(town: Town) -> None:
    _, parks, _ = await asked(town, BENCH, PLAN)

    assert [name for name, _ in shared(parks)] == ["bench.jpg", "plan.pdf"]
    assert "In the thread: bench.jpg, plan.pdf" in parks.texts[0]
    assert not any(PLACE in content for _, content in shared(parks))
    if isinstance(parks.way, OnSlack):
        card, *beneath = parks.way.posts(parks.id)
        assert [(each.thread, bool(each.files)) for each in beneath] == [(card.ts, True)] * 2


async def test_of_who_gives_no_name_no_file_tells_it(town: Town) -> None:
    parks, _ = await town.team("Parks", "Moira", front_door=True)
    eve = town.voice("Eve")
    await eve.says("/ask")
    words = "Who mows the verge on Elm Road?"
    await eve.fills(words, [Own("Eve-Park.pdf", PLAN.content)], "A question", "No name")

    assert [name for name, _ in shared(parks)] == ["document.pdf"]
    assert "In the thread: a file" in parks.texts[0]


@pytest.mark.talked
async def test_a_card_names_some_of_many_files_and_none_that_was_refused(town: Town) -> None:
    letters = [Own(f"{n}.txt", b"Hello") for n in range(4)]
    ana, parks, _ = await asked(town, Own("run.txt", b"#!/bin/sh"), *letters)
    assert "In the thread: 0.txt, 1.txt, 2.txt, 3.txt" in parks.texts[0]

    await ana.presses("Add something")
    for each in letters:
        await ana.encloses(each)
    await ana.says("And these.")
    await town.later(minutes=1)

    assert "In the thread: 0.txt, 1.txt, 2.txt, 3.txt, 0.txt, and 3 more" in parks.texts[0]


@pytest.mark.talked
async def test_files_can_be_added_later(town: Town) -> None:
    ana, parks, _ = await asked(town)

    await ana.presses("Add something")
    await ana.encloses(Own("bench.jpg", BENCH.content, words="It looks like this."))

    assert [name for name, _ in shared(parks)] == ["bench.jpg"]


async def test_files_of_the_team_reach_who_asked(town: Town) -> None:
    ana, parks, moira = await asked(town)

    await replies(moira, parks, FORM, Own("photo.jpg", pictures.photo()))

    brought = [seen.file for seen in ana.way.read(ana.id) if seen.file]
    assert [name for name, _ in brought] == ["form.pdf", "photo.jpg"]
    assert brought[0][1] == FORM.content
    assert PLACE not in brought[1][1]
    assert shared(parks) == []
    assert [named(about) for about, _ in await kept_of(town, ana)] == ["form.pdf", "photo.jpg"]


async def test_files_go_where_the_question_goes(town: Town) -> None:
    _, parks, moira = await asked(town, BENCH)
    roads, _ = await town.team("Highways", "Rita")
    await moira.presses("Take it", to=parks)

    await moira.presses("More", to=parks)
    await moira.fills("Pass it on to another team", "Highways", "")
    await town.later(minutes=6)

    assert ([name for name, _ in shared(roads)], shared(parks)) == (["bench.jpg"], [])


async def test_files_are_hidden_with_the_words_and_shown_with_them(town: Town) -> None:
    _, parks, moira = await asked(town, BENCH)

    await moira.presses("More", to=parks)
    await moira.fills("This is abusive")
    await town.later(minutes=6)
    assert shared(parks) == []
    await moira.presses("Have a look", to=parks)
    await moira.fills("No, show it again")

    assert [name for name, _ in shared(parks)] == ["bench.jpg"]


@pytest.mark.parametrize("goes", ["taken back", "erased"])
async def test_files_go_when_the_question_does(town: Town, goes: str) -> None:
    ana, parks, _ = await asked(town, BENCH, PLAN)

    if goes == "erased":
        await ana.says("/me")
        await ana.presses("Erase everything")
        await ana.presses("Yes, erase everything")
    else:
        await ana.presses("Take it back")
        await ana.presses("Yes, take it back")
    await town.later(minutes=6)

    assert shared(parks) == []
    if goes == "taken back":
        assert await kept_of(town, ana) == []
