"""Triggers: each lets the bot open one modal, soon after a press, a command or a submission."""

from collections import OrderedDict
from time import monotonic

from msgspec import Struct

from bot.simulator.slack_refusals import SlackRefused

_REMEMBERED = 10_000  # older ones are as unknown as those never given out


class Trigger(Struct):
    """One occasion to open a modal."""

    person: str
    at: float  # monotonic
    used: bool = False


class Triggers:
    """Each can be used once, and only for some seconds of real time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: OrderedDict[str, Trigger] = OrderedDict()
        self._last = 0

    def new(self, person: str) -> str:
        """Somebody did something that the bot may answer with a modal."""
        self._last += 1
        identifier = f"{self._last}.1234567890.simulated"
        self._known[identifier] = Trigger(person, monotonic())
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return identifier

    def use(self, identifier: str) -> str:
        """Whose trigger it is; it is used up."""
        trigger = self._known.get(identifier)
        if trigger is None:
            raise SlackRefused("invalid_trigger_id")
        if monotonic() - trigger.at >= self._seconds:
            raise SlackRefused("expired_trigger_id")
        if trigger.used:
            raise SlackRefused("exchanged_trigger_id")
        trigger.used = True
        return trigger.person
