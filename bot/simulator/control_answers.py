"""How the control interface reads and answers, whatever is asked of it."""

from typing import TypeVar

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.simulator.world import Impossible

Asked = TypeVar("Asked", bound=msgspec.Struct)


def answering(handler: Handler) -> Handler:
    """A handler whose refusals are answered as `{"error": …}`."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except LookupError as error:
            return as_json({"error": str(error.args[0])}, status=404)
        except (Impossible, ValueError) as error:
            return as_json({"error": str(error)}, status=400)

    return answer


def as_json(body: object, status: int = 200) -> web.Response:
    """An answer."""
    return web.Response(
        body=msgspec.json.encode(body), status=status, content_type="application/json"
    )


async def read(request: web.Request, kind: type[Asked]) -> Asked:
    """What was asked, well-formed."""
    return msgspec.json.decode(await request.read(), type=kind)
