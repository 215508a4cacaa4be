"""Work in a process of its own, which ends: it may be large, or handle what strangers made."""

import asyncio
import logging
import sys

log = logging.getLogger(__name__)

LONGEST = 30.0
"""Seconds that a piece of work may take."""


async def worked(module: str, given: bytes) -> bytes | None:
    """What a module of ours makes of what it is given; None: it failed."""
    try:
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-I", "-m", module),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # what goes wrong could tell what was given
        )
    except OSError as error:  # no memory or no number for another process
        log.error("no process for %s (%s)", module, error.strerror)
        return None
    try:
        async with asyncio.timeout(LONGEST):
            made, _ = await worker.communicate(given)
    except TimeoutError:
        made = b""
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()
    if worker.returncode == 0 and made:
        return made
    log.error("%s failed: status %s", module, worker.returncode)
    return None
