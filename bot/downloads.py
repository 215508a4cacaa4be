"""Files by HTTP: no more of one is read than was asked for, whatever its server says."""

import aiohttp

PIECE = 64 * 1024
"""Bytes read at a time."""


async def read_at_most(answer: aiohttp.ClientResponse, at_most: int) -> bytes:
    """The body of an answer.

    Raises:
        ValueError: it is longer.
    """
    body = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        body += piece
        if len(body) > at_most:
            raise ValueError(f"more than {at_most} bytes")
    return bytes(body)
