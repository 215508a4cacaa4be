"""Whom a question is for: the subjects by which it finds its team, in its own words."""

import re
from collections.abc import Callable, Sequence

from handlers import thesaurus
from handlers.understanding import Enquiry

_STREET = "lane|road|street|avenue|close|drive|crescent|terrace|grove|row|way|heol|ffordd|stryd"
_NAMED = re.compile(
    rf"\b(?:[A-Z][\w'’]*\s+)+(?:{_STREET.title()})\b"  # Park Lane, Old Mill Road
    rf"|(?<!the )(?<!our )(?<!this )\b(?:park|church|school|station|mill|garden|library|market)"
    rf"\s+(?:{_STREET})\b"
)


_WHO = re.compile(r"\bwho(?:'s|’s)? (?:looks?|looking|is looking) after\b", re.IGNORECASE)
"""It asks whose work something is, and says nothing of caring for people."""


def without_streets(words: str) -> str:
    """What somebody wrote without what says nothing of its subject: Park Lane is no park."""
    return _WHO.sub(" ", _NAMED.sub(" ", words))


def subjects_of(words: str, understood: Callable[[str], Enquiry]) -> Sequence[str]:
    """What it is about, the surest first: the work it asks for, what it names, what that is of."""
    plain = without_streets(words)
    found = dict.fromkeys([*thesaurus.work_in(plain), *understood(plain).subjects])
    for each in list(found):
        found.update(dict.fromkeys(thesaurus.broader(each)))
    return list(found)
