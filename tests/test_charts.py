"""Charts: small, readable whatever is around them, and drawn by a process that ends."""

import io
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageColor

from handlers import charts
from handlers.charts import FAINT, INK, MARK, PAPER, drawn
from handlers.messages import Bar, Bars, Chart, Column, Levels, Message, say
from handlers.wording import LANGUAGES, wording
from scheduler.drawing import with_picture
from storage.check_ins import MOODS

NAMES = ("Great", "Good", "So-so", "Hard", "Very hard")


def weeks(*levels: int | None, names: tuple[str, ...] = NAMES) -> Levels:
    columns = tuple(Column(f"{n} Nov", level) for n, level in enumerate(levels))
    return Levels("My weeks", "", names, columns)


BARS = Bars(
    "April to June",
    "",
    (Bar("Great", 25, "25"), Bar("Good", 60, "60"), Bar("Hard", None, "fewer than 10")),
)


def picture(chart: Chart) -> Image.Image:
    return Image.open(io.BytesIO(drawn(chart))).convert("RGB")


def in_colour(image: Image.Image, colour: str) -> list[tuple[int, int]]:
    """Where a picture has a colour, or one very near it."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    data = image.tobytes()
    return [
        (n // 3 % image.width, n // 3 // image.width)
        for n in range(0, len(data), 3)
        if abs(data[n] - red) + abs(data[n + 1] - green) + abs(data[n + 2] - blue) < 12
    ]


@pytest.mark.parametrize(
    "chart", [weeks(*[n % 5 for n in range(12)]), BARS, weeks(None), Bars("", "", ())]
)
def test_a_chart_is_a_small_png(chart: Chart) -> None:
    made = drawn(chart)

    assert made.startswith(b"\x89PNG")
    assert len(made) < 60_000


def test_a_week_has_its_mark_at_its_level_and_one_without_an_answer_has_none() -> None:
    marked = in_colour(picture(weeks(0, None, 4)), MARK)

    xs = sorted({x for x, _ in marked})
    gap = max(b - a for a, b in pairwise(xs))
    high = [y for x, y in marked if x < xs[0] + gap]
    low = [y for x, y in marked if x > xs[-1] - gap]
    assert gap > 100, "nothing is drawn for the week between"
    assert max(high) < min(low)


def test_what_has_no_number_has_no_bar_but_a_word() -> None:
    marked = {y for _, y in in_colour(picture(BARS), MARK)}
    rows = [y for y in sorted(marked) if y - 1 not in marked]

    assert len(rows) == 2


def light(colour: str) -> float:
    """The relative luminance of a colour: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "least"), [(INK, 7), (FAINT, 4.5), (MARK, 4.5)])
def test_what_is_written_and_marked_stands_out_from_its_own_paper(ink: str, least: float) -> None:
    """By light alone, so for whoever sees no colours, too, and on a dark screen as on a light."""
    assert (light(PAPER) + 0.05) / (light(ink) + 0.05) >= least


def test_the_paper_is_part_of_the_picture() -> None:
    corners = Image.open(io.BytesIO(drawn(weeks(1)))).convert("RGBA")

    for at in ((0, 0), (corners.width - 1, corners.height - 1)):
        pixel = corners.getpixel(at)
        assert isinstance(pixel, tuple)
        assert pixel[3] == 255


def test_the_font_has_every_letter_of_our_languages() -> None:
    known = charts._font(charts.TEXT)
    missing = bytes(known.getmask("\uffff"))
    letters = set("ŵŷâêîôûŴŶÂÊÎÔÛéïöàł–’…·%£" + "".join(map(chr, range(33, 127))))

    assert {each for each in letters if bytes(known.getmask(each)) == missing} == set()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_chart_is_drawn_in_the_readers_language_when_its_letter_leaves(
    language: str,
) -> None:
    chart = Levels(say("language-name"), say("language-name"), MOODS, (Column("1 Nov", 2),))

    told = await with_picture(Message("Here it is.", chart=chart), language)

    assert told.attached
    assert (told.chart, told.attached.is_picture) == (None, True)
    assert wording(language)(told.attached.description) == wording(language)(say("language-name"))
    in_words = weeks(2, names=MOODS)
    assert Image.open(io.BytesIO(told.attached.content)).size == picture(in_words).size


async def test_where_drawing_fails_the_words_go_alone(caplog: pytest.LogCaptureFixture) -> None:
    told = await with_picture(Message("Here it is.", chart=weeks(17, names=())), "en")

    assert told == Message("Here it is.")
    assert "handlers.charts failed" in caplog.text


async def test_where_no_process_can_be_had_the_words_go_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "is not there"))

    told = await with_picture(Message("Here it is.", chart=weeks(2)), "en")

    assert told == Message("Here it is.")
    assert "no process for handlers.charts" in caplog.text
