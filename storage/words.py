"""Words: how a text becomes terms, the same for what is stored and for what is asked."""

import unicodedata
from collections.abc import Iterable

import tantivy

_GAPS = "".join(c if c.isdigit() or c.islower() else " " for c in map(chr, range(128)))


class _Plain(dict[int, str | int | None]):
    """What `str.translate` makes of characters whose accents stand apart: these are left out.

    Whether a character is one is looked up when it is first met.
    """

    def __missing__(self, code: int) -> str | int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_PLAIN = _Plain(
    str.maketrans(
        {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "&": " and "}
        | dict.fromkeys("'’‘`´ʼ")
    )
)
_STEMMER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)
_STEMS = {"refugee": "refugee", "refugees": "refugee", "lonely": "loneli", "buses": "bus"}
_STEMS |= {"festival": "festival", "festivals": "festival", "chairs": "chairs"}
_STEMS |= dict.fromkeys(("activity", "activities"), "activity")  # not what is active
"""Where the Snowball stemmer joins what differs, or parts what belongs together."""


_REMEMBERED = 50_000


class _Stems(dict[str, str]):
    """Stems by word; those of the words in use are remembered."""

    def __missing__(self, word: str) -> str:
        if len(self) == _REMEMBERED:
            self.clear()
        self[word] = found = _STEMS.get(word) or _STEMMER.analyze(word)[0]
        return found


_stems = _Stems()


def folded(text: str) -> str:
    """The text in small plain letters: no capitals, accents or apostrophes (Castle, ŵy, who's)."""
    if text.isascii():  # most are, and this is five times as fast
        return text.lower().replace("'", "").replace("`", "").replace("&", " and ")
    return unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)


def words(text: str) -> list[str]:
    """The words of a text, folded, in order: whatever is no plain letter or digit parts them."""
    return folded(text).encode("ascii", "replace").decode("ascii").translate(_GAPS).split()


def stem(word: str) -> str:
    """A folded word without its English ending: gardens, gardening and gardeners are one."""
    return _stems[word]


def stems(said: Iterable[str]) -> list[str]:
    """The stem of each word."""
    return list(map(_stems.__getitem__, said))
