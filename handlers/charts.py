"""Charts as pictures: calm, readable on a light and a dark screen, and without telling colours.

What a chart says is in its words, in the places of its marks and in their faces; its one colour
tells nothing. The picture brings its own background. It is drawn in twice the size and made
smaller, so that edges are smooth.

`python -m handlers.charts` is the worker that draws one and ends, and with it goes the memory of
the library: a chart as JSON comes in, a PNG goes out.
"""

import io
import sys
from functools import cache
from importlib.resources import files

import msgspec
from PIL import Image, ImageDraw, ImageFont

from handlers.messages import Bars, Chart, Levels

WIDTH = 640
"""Narrow, so that it can be read at the width of a phone."""
SCALE = 2
"""How many times larger it is drawn."""
COLOURS = 48
"""In the file: enough for smooth edges, and few enough for a small file."""

PAPER = "#f4f1ea"
INK = "#2b2f36"
FAINT = "#5d636d"
LINE = "#d8d3c8"
MARK = "#2f6690"

MARGIN = 24
TITLE, TEXT = 30, 25
"""Sizes of letters."""


def drawn(chart: Chart) -> bytes:
    """A chart whose words are plain text, as a PNG."""
    return _levels(chart) if isinstance(chart, Levels) else _bars(chart)


# --- One mark a column --------------------------------------------------------------------

ROW = 68
RADIUS = 20
AT_FOOT = 64


def _levels(chart: Levels) -> bytes:
    names = list(map(str, chart.levels))
    left = MARGIN + 2 * RADIUS + 12 + max(_width(name, TEXT) for name in names) + 18
    top = MARGIN + TITLE + 22
    sheet = _Sheet(top + ROW * len(names) + AT_FOOT)
    sheet.text(MARGIN, MARGIN, str(chart.title), TITLE, INK)
    for n, name in enumerate(names):
        y = top + ROW * n + ROW // 2
        sheet.line(left, y, WIDTH - MARGIN, y, LINE)
        sheet.face(MARGIN + RADIUS, y, RADIUS - 3, n / max(len(names) - 1, 1), FAINT, PAPER)
        sheet.text(MARGIN + 2 * RADIUS + 12, y, name, TEXT, INK, anchor="lm")
    step = (WIDTH - MARGIN - left) / len(chart.columns)
    labels = [str(each.label) for each in chart.columns]
    every = _every(max(_width(label, TEXT) for label in labels) + 14, step)
    foot = top + ROW * len(names) + 8
    for n, column in enumerate(chart.columns):
        x = round(left + step * (n + 0.5))
        from_the_end = len(chart.columns) - 1 - n
        if from_the_end % every == 0:
            inside = min(x, WIDTH - 8 - _width(labels[n], TEXT) / 2)
            sheet.text(inside, foot, labels[n], TEXT, FAINT, anchor="ma")
        sheet.line(x, foot - 10, x, foot - 4, LINE)
        if column.level is None:
            continue
        y = top + ROW * column.level + ROW // 2
        mood = column.level / max(len(names) - 1, 1)
        sheet.face(x, y, min(RADIUS, round(step / 2 - 3)), mood, PAPER, MARK)
    return sheet.png()


def _every(width: float, step: float) -> int:
    """Each how manyeth label is written, so that none touches the next."""
    return max(1, -int(-width // step))


# --- A bar a line -------------------------------------------------------------------------

BAR_ROW = 56
BAR = 30


def _bars(chart: Bars) -> bytes:
    labels = [str(each.label) for each in chart.bars]
    left = MARGIN + max((_width(label, TEXT) for label in labels), default=0) + 24
    top = MARGIN + TITLE + 28
    sheet = _Sheet(top + BAR_ROW * len(labels) + MARGIN)
    sheet.text(MARGIN, MARGIN, str(chart.title), TITLE, INK)
    most = max((each.value or 0 for each in chart.bars), default=0) or 1
    told = (
        max((_width(str(b.told), TEXT) for b in chart.bars if b.value is not None), default=0) + 14
    )
    for n, (bar, label) in enumerate(zip(chart.bars, labels, strict=True)):
        y = top + BAR_ROW * n + BAR_ROW // 2
        sheet.text(MARGIN, y, label, TEXT, INK, anchor="lm")
        length = round((WIDTH - MARGIN - told - left) * (bar.value or 0) / most)
        if bar.value is not None:
            sheet.bar(left, y - BAR // 2, left + max(length, 2), y + BAR // 2, MARK)
        told_at = left + (length + 14 if bar.value is not None else 0)
        sheet.text(told_at, y, str(bar.told), TEXT, FAINT, anchor="lm")
    return sheet.png()


# --- The pencil ---------------------------------------------------------------------------


class _Sheet:
    """A sheet of paper of a height; what is drawn is measured in pixels of the finished picture."""

    def __init__(self, height: int) -> None:
        self._image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), PAPER)
        self._pencil = ImageDraw.Draw(self._image)

    def text(
        self, x: float, y: float, text: str, size: int, colour: str, anchor: str = "la"
    ) -> None:
        at = (x * SCALE, y * SCALE)
        self._pencil.text(at, text, colour, _font(size * SCALE), anchor=anchor)

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str) -> None:
        ends = (x * SCALE, y * SCALE, to_x * SCALE, to_y * SCALE)
        self._pencil.line(ends, colour, width=2 * SCALE)

    def bar(self, x: float, y: float, to_x: float, to_y: float, colour: str) -> None:
        box = (x * SCALE, y * SCALE, to_x * SCALE, to_y * SCALE)
        self._pencil.rounded_rectangle(box, radius=4 * SCALE, fill=colour)

    def face(self, x: float, y: float, radius: int, mood: float, ink: str, skin: str) -> None:
        """A face from 0, a wide smile, over 0.5, a straight mouth, to 1."""
        x, y, r = x * SCALE, y * SCALE, radius * SCALE
        self._pencil.ellipse((x - r, y - r, x + r, y + r), skin, ink, width=round(r / 9))
        eye = r / 8
        for side in (-1, 1):
            at = x + side * r * 0.36, y - r * 0.25
            self._pencil.ellipse((at[0] - eye, at[1] - eye, at[0] + eye, at[1] + eye), ink)
        depth, half = (0.5 - mood) * r * 0.8, r * 0.5
        level = y + r * 0.38
        mouth = [
            (x + half * step / 16, level + depth * (1 - (step / 16) ** 2) - depth / 2)
            for step in range(-16, 17)
        ]
        self._pencil.line(mouth, ink, width=round(r / 7), joint="curve")

    def png(self) -> bytes:
        small = self._image.resize(
            (WIDTH, self._image.height // SCALE), Image.Resampling.BOX
        ).quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
        file = io.BytesIO()
        small.save(file, "PNG", optimize=True)
        return file.getvalue()


def _width(text: str, size: int) -> float:
    return _font(size * SCALE).getlength(text) / SCALE


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """DejaVu Sans, cut down to the letters of our languages."""
    content = files("handlers").joinpath("fonts", "DejaVuSans-Latin.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(content), size)


if __name__ == "__main__":
    sys.stdout.buffer.write(drawn(msgspec.json.decode(sys.stdin.buffer.read(), type=Chart)))
