"""The one way for people to be erased, whether they ask for it or have been silent for long."""

from handlers import card
from handlers.turns import Moment
from storage import mailbox, people, questions


async def erase(moment: Moment, *gone: int) -> None:
    """Delete people and all that is kept about them; what still tells of them arrives nowhere."""
    await mailbox.drop_all_about(moment.session, gone)
    await card.take_away(moment, await questions.questions_of(moment.session, *gone))
    await people.erase(moment.session, *gone)
