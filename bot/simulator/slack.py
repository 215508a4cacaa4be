"""Slack on loopback: the workspace, the Web API, Socket Mode and the request URL, put together."""

from collections.abc import Mapping

from aiohttp import web

from bot.simulator.faults import Fault, Faults
from bot.simulator.ledger import Ledger
from bot.simulator.limits import SlackLimits
from bot.simulator.nudges import Nudges
from bot.simulator.slack_api import SlackApi
from bot.simulator.slack_chat_methods import ChatMethods, Writable
from bot.simulator.slack_deliveries import Deliveries
from bot.simulator.slack_events import Events
from bot.simulator.slack_file_methods import DOWNLOAD_PATH, UPLOAD_PATH, FileMethods
from bot.simulator.slack_modals import Modals
from bot.simulator.slack_posting import Posting
from bot.simulator.slack_reading_methods import ReadingMethods
from bot.simulator.slack_request_url import RequestUrl
from bot.simulator.slack_response_urls import PATH as RESPONSE_PATH
from bot.simulator.slack_response_urls import ResponseUrls
from bot.simulator.slack_shapes import Shapes
from bot.simulator.slack_sockets import Sockets
from bot.simulator.slack_triggers import Triggers
from bot.simulator.slack_view_methods import ViewMethods
from bot.simulator.slack_workspace import Workspace
from bot.simulator.slack_world import SlackWorld
from bot.simulator.world import Impossible, Json, World

TOKEN = "xoxb-simulated"  # noqa: S105
APP_TOKEN = "xapp-simulated"  # noqa: S105
SIGNING_SECRET = "simulated"  # noqa: S105

_SOCKET_PATH = "/slack/link/"


class Slack:
    """Everything of Slack's that the bot can reach."""

    def __init__(
        self, world: World, ledger: Ledger, faults: Faults, nudges: Nudges, limits: SlackLimits
    ) -> None:
        self.world = SlackWorld(world, nudges)
        self.shapes = Shapes(self.world)
        self.sockets = Sockets(limits)
        self.deliveries = Deliveries(self.sockets, ledger, faults)
        self.events = Events(self.world, self.deliveries, limits)
        self._limits = limits
        self._request_url: RequestUrl | None = None
        posting = Posting(self.world, self.shapes, self.events)
        modals = Modals(self.world, nudges)
        triggers = Triggers(limits.trigger_seconds)
        writable = Writable(self.world, limits)
        self._response_urls = ResponseUrls(self.world, posting, self.shapes, ledger, limits)
        self._files = FileMethods(self.world, self.shapes, posting, writable, TOKEN)
        self.workspace = Workspace(
            self.world,
            self.shapes,
            modals,
            triggers,
            self._response_urls,
            self.deliveries,
            posting,
            self.events,
        )
        self._api = SlackApi(
            ChatMethods(self.world, self.shapes, posting, writable),
            ReadingMethods(self.world, self.shapes, writable),
            ViewMethods(self.world, self.shapes, modals, triggers),
            self._files,
            self._open_socket,
            ledger,
            faults,
            limits,
            TOKEN,
            APP_TOKEN,
        )

    def load(self, kept: Mapping[str, Mapping[str, bytes]]) -> None:
        """Take up what was kept; what nobody had acknowledged is told again."""
        self.world.load(kept)
        self.events.load(kept.get("slack_event", {}))

    def add_to(self, app: web.Application) -> None:
        """Answer on these paths."""
        self._api.add_to(app)
        app.router.add_get(_SOCKET_PATH, self.sockets.connect)
        app.router.add_post(RESPONSE_PATH, self._response_urls.take)
        app.router.add_post(UPLOAD_PATH, self._files.upload)
        app.router.add_get(DOWNLOAD_PATH, self._files.download)

    @property
    def connected(self) -> bool:
        """Whether the bot is there to be told things."""
        return self._request_url is not None or self.sockets.connected

    async def send_events_to(self, url: str) -> None:
        """Post to this address from now on, once it has echoed a word; an empty one ends it."""
        former, self._request_url = self._request_url, None
        self.deliveries.transport = self.sockets
        if former is not None:
            await former.close()
        if url:
            request_url = RequestUrl(url, SIGNING_SECRET, self._limits)
            try:
                await request_url.verify()
            except Impossible:
                await request_url.close()
                raise
            self._request_url = self.deliveries.transport = request_url

    async def happen(self, fault: Fault) -> None:
        """Play a fault of the sockets' now."""
        if fault.platform != "slack":
            raise Impossible(f"{fault.kind} does not happen on {fault.platform}")
        if fault.kind == "cut":
            self.sockets.cut()
        elif fault.kind == "half_open":
            self.sockets.half_open()
        else:
            await self.sockets.refresh()

    async def stop(self) -> None:
        """End all connections; what is unacknowledged stays for the next start."""
        await self.events.stop()
        self.sockets.cut()
        if self._request_url is not None:
            await self._request_url.close()

    def _open_socket(self, _: Json) -> Json:
        base = self.shapes.address.replace("http://", "ws://", 1)
        return {"url": f"{base}{_SOCKET_PATH}?ticket={self.sockets.new_ticket()}&app_id=simulated"}
