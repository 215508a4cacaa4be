"""Both: volunteers on Telegram, teams on Slack beside it, each by the real adapter, in one bot."""

from bot.app import Platform
from tests.town.slack import OnSlack
from tests.town.telegram import OnTelegram
from tests.town.ways import Way


class OnBoth(OnTelegram):
    """People with phones, and an office in the same simulator."""

    def __init__(self) -> None:
        super().__init__()
        self._office = OnSlack()

    @property
    def office(self) -> Way:
        return self._office

    def open_office(self) -> Platform:
        """Begin, once the simulator is there; the adapter for the bot."""
        return self._office.connect(self.simulator)
