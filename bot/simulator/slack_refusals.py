"""Slack's noes."""

from collections.abc import Sequence


class SlackRefused(Exception):
    """An answer with `ok` false, mostly with status 200."""

    def __init__(
        self,
        error: str,
        messages: Sequence[str] = (),
        *,
        status: int = 200,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.messages = list(messages)  # which part is wrong, and how
        self.status = status
        self.retry_after = retry_after  # seconds

    @property
    def answer(self) -> dict[str, object]:
        """The body of the answer."""
        body: dict[str, object] = {"ok": False, "error": self.error}
        if self.messages:
            body["errors"] = self.messages
            body["response_metadata"] = {"messages": [f"[ERROR] {one}" for one in self.messages]}
        return body

    @property
    def words(self) -> str:
        """The error and its details in a line."""
        return ": ".join([self.error, "; ".join(self.messages)]) if self.messages else self.error


def bad_arguments(*messages: str) -> SlackRefused:
    """The request itself is wrong, and would be again."""
    return SlackRefused("invalid_arguments", messages)


def ratelimited(seconds: int) -> SlackRefused:
    """The bot is to wait this long."""
    return SlackRefused("ratelimited", status=429, retry_after=seconds)


def not_played(what: str) -> SlackRefused:
    """Slack can do that and the simulator can't; it says so rather than pretend."""
    return SlackRefused("not_played", [f"the simulator does not play {what}"])
