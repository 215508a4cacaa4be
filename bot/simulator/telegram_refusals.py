"""Telegram's noes."""


class Refused(Exception):
    """An answer with `ok` false, in Telegram's own words."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters  # retry_after or migrate_to_chat_id

    @property
    def answer(self) -> dict[str, object]:
        """The body of the answer."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(why: str) -> Refused:
    """The request itself is wrong, and would be again."""
    return Refused(400, f"Bad Request: {why}")


def forbidden(why: str) -> Refused:
    """The bot may not do that, or not there."""
    return Refused(403, f"Forbidden: {why}")


def too_many(seconds: int) -> Refused:
    """The bot is to wait this long."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def not_played(what: str) -> Refused:
    """Telegram can do that and the simulator can't; it says so rather than pretend."""
    return Refused(501, f"the simulator does not play {what}")
