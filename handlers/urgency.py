"""What can't wait: a danger in the street, a home gone cold. Then a number comes first."""

import tomllib
from functools import cache
from importlib import resources

from handlers.understanding import Enquiry
from storage.words import stem, words


def is_urgent(enquiry: Enquiry) -> bool:
    """Whether what somebody asks about can't wait until a mail is read."""
    subjects, phrases = _urgent()
    if subjects.intersection(enquiry.subjects):
        return True
    said = f" {' '.join(enquiry.mentioned)} "
    return any(phrase in said for phrase in phrases)


@cache
def _urgent() -> tuple[frozenset[str], tuple[str, ...]]:
    """What `urgency.toml` names: subjects, and phrases as the stems of their words."""
    data = tomllib.loads((resources.files("handlers") / "urgency.toml").read_text("utf-8"))
    phrases = (phrase for listed in data["phrases"].values() for phrase in listed.split(","))
    stems = (" ".join(map(stem, words(phrase))) for phrase in phrases)
    return frozenset(data["subjects"]), tuple(f" {each} " for each in stems if each)
