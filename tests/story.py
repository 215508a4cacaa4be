"""The whole story of a question, told to the real bot, which is killed again and again.

Ana asks on her phone; Moira takes it, passes it on to Rita's team; Rita takes it and replies; Ana
says thanks, and four weeks later that it helped. Each step is done at a moment of the bot's life
that chance picks. What the platforms deliver again is done once; what they don't, a press or a
modal that was not acknowledged, is done again by whoever did it, as people do.
"""

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import select, update

from bot.clock import WallClock
from bot.simulator.faults import Fault
from bot.simulator.limits import Limits
from bot.simulator.phones import Phones
from bot.simulator.server import Simulator
from bot.simulator.slack_interactions import Outcome
from bot.simulator.slack_workspace import Workspace
from bot.simulator.world import Impossible
from handlers.messages import say
from handlers.wording import wording
from storage.database import Database
from storage.mailbox import Letter, State
from storage.people import Person
from storage.questions import Question, QuestionEvent
from tests.offices import bot_with_teams, furnish, make_teams, posts
from tests.processes import Process
from tests.serving import LONGEST, heard, until

WORDS = "Who mows the long grass in the park?"
REPLY = "The mower comes on Tuesday."
MIDST = 0.4
"""Seconds after the beginning of a step within which the bot is killed."""
PATIENCE = 10.0
"""Seconds after which whoever pressed something looks whether it had its effect."""
TIMES = 3
"""How often they do it again at most."""
AGAIN = wording("en")(say("sent-again"))


@dataclass
class Story:
    """Where it is told, and by whom."""

    simulator: Simulator
    ana: int
    parks: str
    moira: str
    roads: str
    rita: str
    database: Database

    @property
    def phones(self) -> Phones:
        return self.simulator.phones

    @property
    def desk(self) -> Workspace:
        return self.simulator.workspace

    # --- What is seen ---

    def on_the_phone(self, words: str) -> bool:
        """Whether Ana has read something."""
        return any(words in text for text in heard(self.simulator, self.ana))

    def on_the_card(self, channel: str, words: str) -> bool:
        """Whether a channel shows something."""
        return any(words in post.text for post in posts(self.simulator, channel))

    def can_be_pressed(self, channel: str, label: str) -> bool:
        """Whether a channel shows a button."""
        return any(f"'{label}'" in str(post.blocks) for post in posts(self.simulator, channel))

    # --- What is done ---

    async def says(self, text: str) -> None:
        self.phones.say(self.ana, text)

    async def taps(self, label: str) -> None:
        """Press a button on the phone, by the beginning of its label."""
        for message in reversed(self.simulator.world.messages(self.ana)):
            for row in message.keyboard or []:
                for each in row:
                    if each.text.startswith(label):
                        self.phones.press(self.ana, message=message.id, data=each.data or "")
                        return
        raise LookupError(label)

    async def presses(self, officer: str, channel: str, label: str) -> None:
        _sound(await self.desk.press(officer, label, chat=channel))

    async def fills(self, officer: str, channel: str, label: str, *answers: str) -> None:
        """Press what opens a form, and answer its questions in order; "" leaves one out."""
        self.desk.modals.clear(officer)
        await self.presses(officer, channel, label)
        left, done = list(answers), set[str]()
        await until(lambda: self._asked(officer, done) is not None)
        while self.desk.modals.on_top(officer):
            name = self._asked(officer, done)
            if name is not None:
                done.add(name)
                answer = left.pop(0)
                if answer:
                    _sound(await self.desk.fill(officer, name, answer))
            else:
                outcome = await self.desk.submit(officer)
                _sound(outcome)
                assert not outcome.errors, outcome.errors
        assert not left, "the form did not ask for all of these"

    def _asked(self, officer: str, done: Collection[str]) -> str | None:
        """The next question of the form before an officer that is not answered."""
        view = self.desk.modals.on_top(officer)
        blocks = view.body["blocks"] if view else []
        asked = [each["block_id"] for each in blocks if each["type"] == "input"]
        return next((each for each in asked if each not in done), None)

    async def four_weeks_go_by(self) -> None:
        now = datetime.now(UTC)
        noon = f"Etc/GMT{now.hour - 12:+}"  # whatever the time, nobody is asked at night
        async with self.database.transaction() as session:
            await session.execute(update(Person).values(zone=noon))
            await session.execute(update(Question).values(follow_up_at=now))


class Unheard(Exception):
    """The bot did not acknowledge what somebody did."""


def _sound(outcome: Outcome) -> None:
    if outcome.error is not None:
        raise Unheard(outcome.error)


@dataclass(frozen=True)
class Step:
    """Something that is done, and how one sees that it was."""

    does: Callable[[], Awaitable[None]]
    seen: Callable[[], bool]
    again: bool = False
    """Whoever does it does it again where nothing comes of it: no platform delivers it again."""


def steps(story: Story) -> Sequence[Step]:
    """The story."""
    phone, card = story.on_the_phone, story.on_the_card
    moira, rita, parks, roads = story.moira, story.rita, story.parks, story.roads
    return (
        Step(partial(story.says, f"/ask {WORDS}"), lambda: phone("Did this help?")),
        Step(partial(story.taps, "1. Ask anyway"), lambda: phone("What is it?")),
        Step(partial(story.taps, "1."), lambda: phone("Who is it from?")),
        Step(partial(story.taps, "1. Me"), lambda: card(parks, WORDS)),
        Step(
            partial(story.presses, moira, parks, "Take it"),
            lambda: phone("at Parks has what you asked"),
            again=True,
        ),
        Step(
            partial(story.fills, moira, parks, "More", "Pass it on to another team", "Roads", ""),
            lambda: card(roads, WORDS),
            again=True,
        ),
        Step(
            partial(story.presses, rita, roads, "Take it"),
            lambda: phone("at Roads has what you asked") and story.can_be_pressed(roads, "Reply"),
            again=True,
        ),
        Step(
            partial(story.fills, rita, roads, "Reply", "", REPLY, "", "Yes, that is the answer"),
            lambda: phone(REPLY),
            again=True,
        ),
        Step(partial(story.taps, "Thank you"), lambda: card(roads, "they say thank you")),
        Step(story.four_weeks_go_by, lambda: phone("Did it help?")),
        Step(partial(story.taps, "Yes, it helped"), lambda: card(roads, "they say that it helped")),
    )


STEPS = 11


async def tell(
    folder: Path, *, kills: Collection[int], seed: int, posted: Collection[int] = ()
) -> None:
    """Tell the story, killing the bot in the midst of these steps; all of it happened once.

    `posted`: steps in which it is killed when Slack has a new card and it does not know so yet.
    """
    chance = random.Random(seed)
    simulator = Simulator(WallClock(), limits=Limits.none())
    await simulator.start()
    database = await furnish(folder)
    try:
        teams = await make_teams(database, simulator, {"Parks": "parks, verges", "Roads": "roads"})
        ana = simulator.phones.meet("Ana").id
        story = Story(simulator, ana, *teams["Parks"], *teams["Roads"], database)
        told = steps(story)
        assert len(told) == STEPS
        async with bot_with_teams(folder, simulator) as bot:
            await _runs(bot, 1)
            lives = 1
            for n, step in enumerate(told):
                if n in posted:
                    lives += 1
                    await _killed_once_posted(simulator, bot, step)
                    await _runs(bot, lives)
                elif n in kills:
                    lives += 1
                    await _killed_in_the_midst(bot, step, chance.uniform(0, MIDST))
                    await _runs(bot, lives)
                else:
                    await step.does()
                await _comes_about(step)
            assert await bot.end(signal.SIGINT) == 0
        await _check(story)
    finally:
        await database.close()
        await simulator.stop()


async def _runs(bot: Process, lives: int) -> None:
    await until(lambda: bot.log.count("is running") >= lives)


async def _killed_in_the_midst(bot: Process, step: Step, after: float) -> None:
    doing = asyncio.ensure_future(step.does())
    await asyncio.sleep(after)
    await bot.end(signal.SIGKILL)
    await bot.start()
    done = await asyncio.gather(doing, return_exceptions=True)
    for error in done:
        if isinstance(error, BaseException) and not isinstance(error, UNHEARD):
            raise error


async def _killed_once_posted(simulator: Simulator, bot: Process, step: Step) -> None:
    held = Fault(
        platform="slack", method="chat.postMessage", kind="accept_then_delay", seconds=LONGEST
    )
    simulator.faults.add(held)
    await step.does()
    await until(step.seen)
    await bot.end(signal.SIGKILL)
    assert not simulator.faults.in_force
    await bot.start()


UNHEARD = (Unheard, Impossible, LookupError, AssertionError)


async def _comes_about(step: Step) -> None:
    """Wait until it is seen; what no platform repeats is done again if nothing comes of it."""
    for _ in range(TIMES):
        if await _seen(step):
            return
        assert step.again, f"it never came about: {step}"
        with suppress(*UNHEARD):
            await step.does()
    assert await _seen(step), f"it never came about: {step}"


async def _seen(step: Step) -> bool:
    for _ in range(int(PATIENCE * 20)):
        if step.seen():
            return True
        await asyncio.sleep(0.05)
    return False


async def _check(story: Story) -> None:
    """Each thing happened once, in order; each letter left; a repeat says that it is one."""
    async with story.database.transaction() as session:
        what = (await session.scalars(select(QuestionEvent.what).order_by(QuestionEvent.id))).all()
        states = set(await session.scalars(select(Letter.state)))
    assert what == [
        "asked", "taken", "passed_on", "taken", "replied", "thanked", "helped",
    ]  # fmt: skip
    assert states == {State.SENT}
    told = heard(story.simulator, story.ana)
    first = [text for text in told if not text.startswith(AGAIN)]
    assert len(first) == len(set(first)), first
    for channel in (story.parks, story.roads):
        cards = [post for post in posts(story.simulator, channel) if WORDS in post.text]
        assert len(cards) == (channel == story.roads), [post.text for post in cards]
