"""Work in a process of its own, which ends: it may be large, or handle what strangers made."""

import asyncio
import logging
import signal
import sys

log = logging.getLogger(__name__)

LONGEST = 30.0
"""Seconds that a piece of work may take."""


class NoProcess(Exception):
    """The machine had none just now, or none for long enough: another time it may go well."""


async def worked(module: str, given: bytes) -> bytes | None:
    """What a module of ours makes of what it is given; None: it failed.

    Raises:
        NoProcess: that says nothing of what it was given.
    """
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
        raise NoProcess from None
    try:
        async with asyncio.timeout(LONGEST):
            made, _ = await worker.communicate(given)
    except TimeoutError:
        log.error("%s was not done in time", module)
        raise NoProcess from None
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()
    if worker.returncode == 0 and made:
        return made
    log.error("%s failed: status %s", module, worker.returncode)
    if worker.returncode == -signal.SIGKILL:  # for want of memory, whoever used it
        raise NoProcess
    return None
