"""Who may come in: programs on this machine and the simulator's own page, no other website."""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK = {"127.0.0.1", "localhost", "::1"}

_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a foreign Host (a name that was pointed here) and a foreign Origin (another site)."""
    why = _foreign(request)
    if why is not None:
        return web.json_response({"error": why}, status=403)
    response = await handler(request)
    if not response.prepared:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
    return response


def _foreign(request: web.Request) -> str | None:
    host = request.headers.get("Host", "")
    if _hostname(f"//{host}") not in LOOPBACK:
        return "only loopback addresses are answered"
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{host}":
        return "another site's page may not drive the simulator"
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site not in ("none", "same-origin") and request.path != "/":
        return "another site's page may not drive the simulator"
    return None


def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
