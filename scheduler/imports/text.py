"""Text as people's spreadsheets hold it, made fit to store: odd spaces, markup, wrong decoding."""

import html
import re
import unicodedata

LONGEST = 10_000
"""Characters a cell may hold; what is beyond is cut off."""

# Control characters, half surrogate pairs, and marks that hide or reorder what is read. The
# zero-width joiner stays: it holds emoji together.
_INVISIBLE = dict.fromkeys(
    [
        *(n for n in range(0x20) if chr(n) not in "\t\n\r"),
        *range(0x7F, 0xA0),
        *(0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    ]
)
_TO_SPACE = dict.fromkeys(n for n in range(0x10000) if unicodedata.category(chr(n)) == "Zs")
_CHARACTERS = {**_INVISIBLE, **dict.fromkeys(_TO_SPACE, " "), 0x2028: "\n", 0x2029: "\n"}

_UNSEEN = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

# UTF-8 that was read as Windows-1252: "Â£", "cafÃ©", "â€™", "Å‚".
_TRAIL = "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
_TRAIL += "\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e"
_TRAIL += "\u0178"
_MISREAD = re.compile(f"[ÂÃ][{_TRAIL}]|â€[{_TRAIL}]|[ÅÄ][\u00a0-\u00bf\u201a]")
_MISREAD_AT_ALL = re.compile("[ÂÃâÅÄ]")


def repaired(text: str) -> str:
    """The text with what had been decoded wrongly once put right."""
    if text.isascii() or not _MISREAD_AT_ALL.search(text):
        return text
    return _MISREAD.sub(_read_again, text)


def _read_again(misread: re.Match[str]) -> str:
    try:
        return bytes(map(_byte, misread[0])).decode()
    except ValueError:
        return misread[0]


def _byte(character: str) -> int:
    """The byte a Windows-1252 reader saw; the five it has no character for stand for themselves."""
    return ord(character) if ord(character) < 0x100 else character.encode("cp1252")[0]


def plain(text: str) -> str:
    """The text without markup, invisible characters, and spaces too many. Line breaks stay."""
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "<" in text:
        # Cut first: the patterns below are not linear on text that tries to be slow.
        text = _UNSEEN.sub(" ", text[: 2 * LONGEST])
        text = _TAG.sub("", _CELL.sub(" ", _BREAK.sub("\n", text)))
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text.translate(_CHARACTERS))
    if "\n" not in text and "\r" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


# --- Formulas ---------------------------------------------------------------------------------

_STARTS = "=+-@\t\r"
"""A cell that begins so may be run by a spreadsheet, quotation marks or not.

https://owasp.org/www-community/attacks/CSV_Injection
"""


def guarded(cell: str) -> str:
    """A text for a cell of a file that we give out: with an apostrophe, so that it stays a text."""
    return f"'{cell}" if cell.lstrip("'").startswith(tuple(_STARTS)) else cell


def unguarded(cell: str) -> str:
    """The text of such a cell, as it was."""
    return cell[1:] if cell.startswith("'") and guarded(cell) != cell else cell
