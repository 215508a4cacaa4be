"""Every table, for whoever needs them all: migrations, tests, export and erase."""

from storage import (
    areas,
    contacts,
    grants,
    groups,
    imports,
    lease,
    mailbox,
    people,
    pots,
    search,
    signposts,
    talk,
)
from storage.database import Base

__all__ = [
    "Base",
    "areas",
    "contacts",
    "grants",
    "groups",
    "imports",
    "lease",
    "mailbox",
    "people",
    "pots",
    "search",
    "signposts",
    "talk",
]
