"""Buttons that people have pressed, while they wait for the bot to say something to it."""

from collections import OrderedDict
from time import monotonic

from msgspec import Struct

from bot.simulator.telegram_refusals import bad_request

LONGEST_TOAST = 200


class Press(Struct):
    """One press of a button."""

    id: str
    at: float  # monotonic
    answered: bool = False
    toast: str | None = None
    alert: bool = False  # the toast is to be shown until it is dismissed


class Presses:
    """Each can be answered once, and only for some seconds."""

    def __init__(self, answerable_for: float) -> None:
        self._answerable_for = answerable_for
        self._open: OrderedDict[str, Press] = OrderedDict()

    def add(self, number: int) -> Press:
        """Somebody pressed a button just now."""
        now = monotonic()
        while self._open and now - next(iter(self._open.values())).at > self._answerable_for:
            self._open.popitem(last=False)
        press = Press(str(number), now)
        self._open[press.id] = press
        return press

    def answer(self, identifier: str, toast: str | None, alert: bool) -> None:
        """Stop the button's spinning, and show a toast."""
        press = self._open.pop(identifier, None)
        if press is None or monotonic() - press.at > self._answerable_for:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if toast and len(toast) > LONGEST_TOAST:
            self._open[identifier] = press
            raise bad_request("MESSAGE_TOO_LONG")
        press.answered, press.toast, press.alert = True, toast or None, alert
