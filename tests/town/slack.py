"""Slack: the real adapter, by Socket Mode, against the simulator."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.app import Platform
from bot.clock import Clock
from bot.simulator.limits import Limits
from bot.simulator.phones import Sendable
from bot.simulator.server import LONGEST_QUIET, Simulator
from bot.simulator.slack import APP_TOKEN, TOKEN
from bot.simulator.slack_text import unescape
from bot.simulator.slack_world import BOT_USER, Post
from bot.simulator.world import Json
from bot.slack import BySocket, Slack
from bot.slack.sending import SLASH
from handlers.dispatch import FEATURES, Routing
from handlers.wording import wording
from scheduler.pace import Pace
from tests.town import rehearsal
from tests.town.ways import UNHURRIED, Filled, Heard, Held, Own, Press, Seen, Way, for_field

COMMANDS = Routing.of([*FEATURES, rehearsal]).commands
TELEGRAMS_MENTION = "@sparkplug_simulated_bot"


class UnhurriedSlack(Slack):
    """The real adapter, for a simulator that sets no limits."""

    def chat_pace(self, address: str) -> Pace:
        return UNHURRIED


@dataclass(frozen=True)
class SlackPress:
    """A press, and what was whispered after it to whoever pressed."""

    way: "OnSlack"
    person: str
    chat: str
    after: str

    @property
    def toast(self) -> str | None:
        whispers = [
            post
            for post in self.way.posts(self.chat)
            if is_whisper(post) and post.only_for == self.person and post.ts > self.after
        ]
        return unescape(whispers[-1].text) if whispers else None


class OnSlack:
    """People in a workspace, in the simulator. A person's own chat goes by the person's id."""

    name = "slack"

    def __init__(self) -> None:
        self.simulator: Simulator

    @property
    def office(self) -> Way:
        return self

    async def open(self, clock: Clock) -> Platform:
        self.simulator = Simulator(clock, limits=Limits.none())
        await self.simulator.start()
        return self.connect(self.simulator)

    def connect(self, simulator: Simulator) -> Platform:
        """The adapter to a simulator that is there."""
        wording("en", SLASH).bundle.add_resource(rehearsal.WORDS, allow_overrides=True)
        self.simulator = simulator
        events = BySocket(APP_TOKEN)
        return UnhurriedSlack(TOKEN, self.simulator.slack_api, events, 1_000_000, LONGEST_QUIET)

    async def close(self) -> None:
        await self.simulator.stop()

    def meet(self, name: str, language: str) -> str:
        return self.simulator.workspace.meet(name, language).id

    def gather(self, title: str, people: Sequence[str]) -> str:
        name = f"{title} {len(self.simulator.slack.world.channels)}"
        return self.simulator.workspace.make_channel(name, people, bot=True).id

    def channel(self, title: str, people: Sequence[str], *, private: bool, bot: bool) -> str:
        name = f"{title} {len(self.simulator.slack.world.channels)}"
        made = self.simulator.workspace.make_channel(name, people, private=private, bot=bot)
        return made.id

    def guest(self, name: str) -> str:
        return self.simulator.workspace.meet(name, guest=True).id

    async def bring_in(self, channel: str) -> None:
        self.simulator.workspace.invite_bot(channel)
        await self._heard()

    async def put_out(self, channel: str) -> None:
        self.simulator.workspace.remove_bot(channel)
        await self._heard()

    async def archive(self, channel: str) -> None:
        self.simulator.workspace.archive(channel)
        await self._heard()

    async def come(self, person: str, channel: str) -> None:
        self.simulator.workspace.invite(person, channel)
        await self._heard()

    async def go(self, person: str, channel: str) -> None:
        self.simulator.workspace.leave(person, channel)
        await self._heard()

    def alter(
        self, channel: str, *, private: bool | None = None, shared: bool | None = None
    ) -> None:
        if private is not None:
            self.simulator.workspace.close_off(channel, private)
        if shared is not None:
            self.simulator.workspace.share(channel, shared)

    def lose(self, person: str, channel: str) -> None:
        self.simulator.slack.world.channel(channel).members.remove(person)

    async def prefilled(self, person: str, question: str) -> str:
        view = self.simulator.workspace.modals.on_top(person)
        assert view
        (value,) = view.values[question].values()
        return str(value["value"])

    async def refused(self, person: str, *answers: Filled) -> dict[str, str]:
        view = self.simulator.workspace.modals.on_top(person)
        assert view
        asked = [each["block_id"] for each in view.body["blocks"] if each["type"] == "input"]
        for name, answer in zip(asked, answers, strict=False):
            await self.simulator.workspace.fill(person, name, answer)
        return (await self.simulator.workspace.submit(person)).errors

    async def say(self, person: str, chat: str, text: str) -> str:
        """What begins with a slash is one of our commands; in a channel one mentions us."""
        place = self._place(person, chat)
        self._leave_modal(person)
        if text.startswith("/"):
            if text[1:].split(" ")[0] not in COMMANDS:
                pytest.skip("on Slack, what is no command of ours is a question")
            outcome = await self.simulator.workspace.command(person, text[1:], place)
            assert outcome.error is None, outcome.error
            return ""
        said = text.replace(TELEGRAMS_MENTION, f"<@{BOT_USER}>")
        post = self.simulator.workspace.say(person, said, place)
        await self._heard()
        return post.ts

    async def edit(self, person: str, chat: str, message: str, text: str) -> None:
        self.simulator.workspace.edit(person, message, text, self._place(person, chat))
        await self._heard()

    async def fill(self, person: str, answers: Sequence[Filled], heard: Heard) -> None:
        """A form is a modal: each question it asks is answered there, then it is sent."""
        left = list(answers)
        answered: set[str] = set()
        while view := self.simulator.workspace.modals.on_top(person):
            asked = [each["block_id"] for each in view.body["blocks"] if each["type"] == "input"]
            name = next((each for each in asked if each not in answered), None)
            if name is not None:
                answered.add(name)
                element = next(
                    each["element"] for each in view.body["blocks"] if each["block_id"] == name
                )
                value: object = for_field(left, attach=element["type"] == "file_input")
                if isinstance(value, Sequence) and any(isinstance(each, Own) for each in value):
                    bring = self.simulator.workspace.bring
                    value = [bring(person, each.name, each.content).id for each in value]
                await self.simulator.workspace.fill(person, name, value)
            else:
                outcome = await self.simulator.workspace.submit(person)
                assert not outcome.errors, outcome.errors
            await heard()
        assert left == [], "the form did not ask for all of these"

    async def press(self, person: str, chat: str, button: Held) -> Press:
        self._leave_modal(person)
        before = self.simulator.slack.world.next_ts()
        try:
            outcome = await self.simulator.workspace.press(
                person, value=button.data, ts=button.message, chat=self._place(person, chat)
            )
            assert outcome.error is None, outcome.error
        except LookupError:  # it is no longer there, or never was
            await self._forge(person, chat, button)
        return SlackPress(self, person, chat, before)

    async def post(self, person: str, chat: str, kind: Sendable) -> None:
        if kind not in ("photo", "document"):
            pytest.skip(f"nobody sends a {kind} on Slack")
        self.simulator.workspace.send(person, kind, self._place(person, chat))
        await self._heard()

    async def enclose(self, person: str, chat: str, file: Own) -> None:
        place = self._place(person, chat)
        self.simulator.workspace.upload(person, file.name, file.content, place, text=file.words)
        await self._heard()

    async def block(self, person: str) -> None:
        pytest.skip("nobody blocks a bot on Slack")

    async def unblock(self, person: str) -> None:
        pytest.skip("nobody blocks a bot on Slack")

    def read(self, chat: str) -> list[Seen]:
        files = self.simulator.world.files
        seen: list[Seen] = []
        thread: str | None = None
        for post in self.posts(chat):
            if post.files:  # it comes after the words that go with it, if there are any
                kept = files[post.files[0]]
                wordless = not seen or seen[-1].file or post.thread != thread
                words = Seen(post.ts, "") if wordless else seen.pop()
                seen.append(Seen(words.id, words.text, words.buttons, (kept.name, kept.content)))
            elif not is_whisper(post):
                seen.append(Seen(post.ts, told(post), buttons(post)))
            thread = post.thread
        return seen

    def posts(self, chat: str) -> list[Post]:
        """The bot's posts in a chat, oldest first."""
        world = self.simulator.slack.world
        channel = world.people[chat].dm if chat in world.people else chat
        return [
            post for post in world.posts(channel) if post.sender == BOT_USER and not post.deleted
        ]

    def _leave_modal(self, person: str) -> None:
        """Nothing else can be done while a modal is open: it is closed first."""
        if self.simulator.workspace.modals.on_top(person):
            self.simulator.workspace.modals.clear(person)

    def _place(self, person: str, chat: str) -> str:
        return "dm" if chat == person else chat

    async def _heard(self) -> None:
        """Wait until the bot has taken in what happened."""
        await self.simulator.slack.events.wait_until_drained(LONGEST_QUIET)

    async def _forge(self, person: str, chat: str, button: Held) -> None:
        """Deliver a press that no client would send."""
        world = self.simulator.slack.world
        channel = world.people[chat].dm if chat == person else chat
        payload: Json = {
            "type": "block_actions",
            "user": {"id": person},
            "trigger_id": f"forged.{world.next_ts()}",
            "container": {"channel_id": channel, "message_ts": button.message},
            "actions": [{"type": "button", "value": button.data}],
        }
        reply = await self.simulator.slack.deliveries.send_once("interactive", payload)
        assert reply.failure is None, reply.failure


def is_whisper(post: Post) -> bool:
    """Whether it is a word in passing, and no answer."""
    return post.only_for is not None and not post.blocks


def told(post: Post) -> str:
    """What a post's blocks say, as a reader sees them; our commands as everywhere else."""
    lines = ""
    for block in post.blocks:
        if block["type"] == "section":
            text = block["text"]["text"]
            if block["text"]["type"] == "mrkdwn":
                apart = "\n" if text.startswith("<") else "\n\n"
                text = shown(text)
            else:
                apart = "\n\n"
            lines += apart + text
    return lines.strip().replace(SLASH, "/")


def shown(text: str) -> str:
    """What a reader sees of a title in bold, lines and a link."""
    title, *lines = text.split("\n")
    if title.startswith("*"):
        title = title.removeprefix("*").removesuffix("*")
    lines = [title, *lines]
    if lines[-1].startswith("<") and "|" in lines[-1]:
        lines[-1] = lines[-1].strip("<>").partition("|")[2]
    return unescape("\n".join(lines))


def buttons(post: Post) -> tuple[Held, ...]:
    """The buttons under a post."""
    return tuple(
        Held(each.get("value", ""), each["text"]["text"], post.ts)
        for block in post.blocks
        if block["type"] == "actions"
        for each in block["elements"]
    )
