"""Every table, for whoever needs them all: migrations, tests, export and erase."""

from storage import (
    administrators,
    areas,
    check_ins,
    consents,
    contacts,
    grants,
    groups,
    imports,
    installation,
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
    "administrators",
    "areas",
    "check_ins",
    "consents",
    "contacts",
    "grants",
    "groups",
    "imports",
    "installation",
    "lease",
    "mailbox",
    "people",
    "pots",
    "search",
    "signposts",
    "talk",
]
