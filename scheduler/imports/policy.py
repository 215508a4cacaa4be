"""What we fetch and how: the rules, and the two ways in which it can fail."""

from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from urllib.parse import urlsplit

_GONE_TOO_LONG = 24 * 3600.0
"""Seconds: a source that asks us to wait longer is asked again after so long."""
WAIT = 30.0
"""Seconds to wait where the source does not say."""


@dataclass(frozen=True)
class Policy:
    """What we fetch, and how."""

    hosts: frozenset[str] = frozenset()
    """Hosts, with a port or without, that may be on our own network, and without https."""
    run_by: str = ""
    """Who runs this assistant, so that a source knows whom to ask."""
    largest: int = 50 * 1024 * 1024
    """Bytes of one page or file."""
    seconds: float = 60.0
    """For one page or file."""
    most_pages: int = 2000
    most_bytes: int = 200 * 1024 * 1024
    pause: float = 1.0
    """Seconds between two pages."""
    lasts: timedelta = timedelta(hours=12)
    """For all pages of a feed: then the first ones are no longer true."""

    @property
    def user_agent(self) -> str:
        """Who we are."""
        said = "".join(c for c in self.run_by if c.isascii() and c.isprintable() and c not in "()")
        by = f" (imports open data; run by {said.strip()})" if said.strip() else ""
        return f"Sparkplug/{version('sparkplug')}{by}"

    def trusts(self, url: str) -> bool:
        """Whether an address may be on our own network, or without https."""
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        return host in self.hosts or f"{host}:{port_of(url)}" in self.hosts


class CannotFetch(Exception):
    """It can't be had, and asking again would not help: why, in a sentence."""


class AskLater(Exception):
    """It can't be had now: why, in a sentence; and after how many seconds to ask again."""

    def __init__(self, why: str, seconds: float = WAIT) -> None:
        super().__init__(why)
        self.seconds = min(seconds, _GONE_TOO_LONG)


def check(url: str, policy: Policy) -> None:
    """Make sure that an address is one that we fetch from, as far as it tells by itself.

    Raises:
        CannotFetch: it is none.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise CannotFetch("That is no web address.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise CannotFetch("That is no web address: it begins with https://.")
    if parts.username or parts.password:
        raise CannotFetch("The address holds a name or password, which logs and lists would show.")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise CannotFetch("The address holds characters that no web address has.")
    if parts.scheme != "https" and not policy.trusts(url):
        raise CannotFetch(
            "The address does not begin with https://, so anybody on the way could change the "
            "data. SPARKPLUG_FEED_HOSTS can allow it."
        )


def port_of(url: str) -> int:
    """The port of a web address, said or usual."""
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)
