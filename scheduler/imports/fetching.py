"""One file or page over HTTP: from public addresses alone, politely, and never too much of it.

The address is looked at when the connection is made, after its name was resolved, and again for
every redirect: so no name that points inwards, now or the second time it is asked, gets us to
fetch from a network that only we can reach.
"""

import asyncio
import ipaddress
import socket
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import aiohttp

from scheduler.imports.policy import WAIT, AskLater, CannotFetch, Policy, check

_REDIRECTS = 5
_CHUNK = 1 << 16


async def fetch(url: str, policy: Policy, into: Path) -> int:
    """Fetch an address into a file, following redirects; how many bytes it has.

    Raises:
        CannotFetch: it can't be had.
        AskLater: it can't be had now.
    """
    for _ in range(_REDIRECTS + 1):
        check(url, policy)
        try:
            async with asyncio.timeout(policy.seconds):
                found = await _fetch_one(url, policy, into)
        except TimeoutError:
            raise AskLater(f"No whole answer within {policy.seconds:.0f} seconds.") from None
        if isinstance(found, int):
            return found
        url = _joined(url, found)
    raise CannotFetch(f"The address redirects more than {_REDIRECTS} times.")


def _joined(url: str, found: str) -> str:
    try:
        return urljoin(url, found)
    except ValueError:
        raise CannotFetch("The source redirects to what is no web address.") from None


async def _fetch_one(url: str, policy: Policy, into: Path) -> int | str:
    """The size of what was fetched, or where it redirects to."""
    guard = Guard(trusting=policy.trusts(url))
    connector = aiohttp.TCPConnector(socket_factory=guard.socket, force_close=True)
    headers = {"User-Agent": policy.user_agent, "Accept-Encoding": "gzip"}
    try:
        async with (
            aiohttp.ClientSession(
                connector=connector, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar()
            ) as session,
            session.get(url, headers=headers, allow_redirects=False) as answer,
        ):
            if answer.status in (301, 302, 303, 307, 308):
                return answer.headers.get("Location", "")
            _expect_success(answer)
            return await _write(answer, policy, into)
    except aiohttp.InvalidURL:
        raise CannotFetch("That is no web address.") from None
    except aiohttp.ClientConnectorCertificateError:
        raise CannotFetch("The source's certificate is not valid.") from None
    except (aiohttp.ClientError, OSError) as error:
        if guard.refused:
            raise CannotFetch(
                f"The address leads to {guard.refused}, which is not on the public internet. "
                "SPARKPLUG_FEED_HOSTS can allow it."
            ) from None
        raise AskLater(f"The source could not be reached ({type(error).__name__}).") from None
    except ValueError:  # an address that got past `check`, and can't be written down to be asked
        raise CannotFetch("That is no web address.") from None


def _expect_success(answer: aiohttp.ClientResponse) -> None:
    if answer.status == 200:
        return
    said = f"The source answered {answer.status}{f' ({answer.reason})' if answer.reason else ''}."
    if answer.status in (408, 425, 429) or answer.status >= 500:
        raise AskLater(said, _asked_to_wait(answer))
    raise CannotFetch(said)


def _asked_to_wait(answer: aiohttp.ClientResponse) -> float:
    """The seconds that a source asks for: as a number, or by a date."""
    told = answer.headers.get("Retry-After", "").strip()
    if told.isdecimal() and len(told) < 10:
        return float(told)
    try:
        until = parsedate_to_datetime(told)
        began = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (ValueError, TypeError):
        return WAIT
    return max((_aware(until) - _aware(began)).total_seconds(), 0.0)


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


async def _write(answer: aiohttp.ClientResponse, policy: Policy, into: Path) -> int:
    packing = answer.headers.get("Content-Encoding", "identity").lower()
    if packing not in ("identity", "gzip", ""):
        raise CannotFetch("The source sends the data packed in a way that was not asked for.")
    unpack = zlib.decompressobj(31) if packing == "gzip" else None
    size = 0
    with into.open("wb") as file:
        async for chunk in answer.content.iter_chunked(_CHUNK):
            for part in _parts(chunk, unpack):
                size += len(part)
                if size > policy.largest:
                    raise CannotFetch(f"The source sends over {policy.largest >> 20} MB at once.")
                file.write(part)
                await asyncio.sleep(0)  # a chunk may unpack to a thousand parts
    if unpack is not None and not unpack.eof:
        raise AskLater("The answer was cut off.")
    return size


def _parts(chunk: bytes, unpack: Any) -> Iterator[bytes]:
    """A chunk as it is, or unpacked in parts that are never large."""
    if unpack is None:
        yield chunk
        return
    try:
        while chunk:
            yield unpack.decompress(chunk, _CHUNK)
            chunk = unpack.unconsumed_tail
    except zlib.error:
        raise CannotFetch("The source sends data that can't be unpacked.") from None


# --- Where to ---------------------------------------------------------------------------------


class Guard:
    """Makes the sockets of one fetch, to addresses that we may reach."""

    def __init__(self, *, trusting: bool) -> None:
        self.refused = ""
        """The address that was not reached, as it would have led inwards."""
        self._trusting = trusting

    def socket(self, told: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """A socket for an address that a name was resolved to.

        Raises:
            PermissionError: it is not on the public internet.
        """
        family, kind, protocol, _, address = told
        if not (self._trusting or is_public(str(address[0]))):
            self.refused = str(address[0])
            raise PermissionError(13, f"not a public address: {address[0]}")
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)
        return made


_PUBLIC_6 = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out (RFC 4291, 2.4)."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",  # for protocols
            "192.88.99.0/24",  # once the way to 6to4
            "2001::/23",  # for protocols
            "3fff::/20",  # for examples
        ),
    )
)
"""What Python's own list leaves out, or lets through in part (RFC 6890, RFC 9637)."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, by itself or by the IPv4 it wraps."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if wrapped := _wrapped(found):
            return all(is_public(str(inner)) for inner in wrapped)
        if found not in _PUBLIC_6:
            return False
    return (
        found.is_global
        and not found.is_multicast
        and not any(found in network for network in _NOT_PUBLIC)
    )


def _wrapped(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that one of IPv6 stands for: mapped, by NAT64, 6to4 or Teredo."""
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    return [inner for inner in found if inner is not None]
