"""Words: how a text becomes terms, the same for what is stored and for what is asked."""

import re
import unicodedata
from functools import lru_cache

import tantivy

_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "&": " and "})
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")
_STEMMER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)
_STEMS = {"refugee": "refugee", "refugees": "refugee", "lonely": "loneli", "buses": "bus"}
_STEMS |= dict.fromkeys(("activity", "activities"), "activity")  # not what is active
"""Where the Snowball stemmer joins what differs, or parts what belongs together."""


def folded(text: str) -> str:
    """The text in small plain letters: no capitals, accents or apostrophes (Castle, ŵy, who's)."""
    if text.isascii():  # most are, and this is five times as fast
        return text.lower().replace("'", "").replace("`", "").replace("&", " and ")
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_APOSTROPHES)


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return _WORD.findall(folded(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without its English ending: gardens, gardening and gardeners are one."""
    return _STEMS.get(word) or _STEMMER.analyze(word)[0]
