"""Ideas: small, ordinary things that help people who keep a group going. No advice on health."""

from handlers.messages import Listing, Message, button, say, stacked
from handlers.turns import Routes, Turn

on = Routes()

IDEAS = (
    "share-a-job", "swap-jobs", "say-no", "put-off", "second-key", "quiet-evening", "brew",
    "tell-someone", "thank-yous", "visit", "shorter-meeting", "ask-the-council",
)  # fmt: skip
"""Each has words of its own in the locales."""

AT_ONCE = 3


@on.press("ideas")
async def show(turn: Turn) -> Message:
    """A few ideas: others than last week."""
    return _from(turn.today.isocalendar().week * AT_ONCE)


@on.press("ideas-more", in_place=True)
async def more(turn: Turn, offset: int) -> Message:
    """The next few, and round again after the last."""
    return _from(offset)


def _from(offset: int) -> Message:
    shown = [IDEAS[(offset + n) % len(IDEAS)] for n in range(AT_ONCE)]
    return Message(
        (say("ideas"), Listing(tuple(say(f"idea-{each}") for each in shown), apart="\n")),
        buttons=stacked(button(say("ideas-more"), "ideas-more", (offset + AT_ONCE) % len(IDEAS))),
    )
