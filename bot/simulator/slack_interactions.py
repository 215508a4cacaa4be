"""What people press, choose, command and submit on Slack, and what Slack then shows them."""

from typing import Any

from msgspec import Struct

from bot.simulator.slack_deliveries import Deliveries, Reply
from bot.simulator.slack_finding import Pressed, Wanted, action_of, sought
from bot.simulator.slack_modals import Modals
from bot.simulator.slack_refusals import SlackRefused
from bot.simulator.slack_response_urls import ResponseUrls
from bot.simulator.slack_shapes import Shapes, handle, short_person, team
from bot.simulator.slack_state import Values, chosen, find, first_values, incomplete
from bot.simulator.slack_triggers import Triggers
from bot.simulator.slack_world import (
    APP,
    TEAM,
    TEAM_DOMAIN,
    Channel,
    Post,
    SlackWorld,
    View,
)
from bot.simulator.world import Impossible, Json

COMMANDS = ["/sparkplug"]


class Outcome(Struct):
    """What Slack shows to the person once the bot has acknowledged, or has not."""

    error: str | None = None  # operation_timeout, dispatch_failed, or why Slack took no answer
    errors: dict[str, str] = {}  # at a form's fields, by block
    view: View | None = None  # the modal that is open now


class Interactions:
    """Each act waits until the bot has acknowledged, which takes three seconds at most."""

    def __init__(
        self,
        slack: SlackWorld,
        shapes: Shapes,
        modals: Modals,
        triggers: Triggers,
        response_urls: ResponseUrls,
        deliveries: Deliveries,
    ) -> None:
        self.slack = slack
        self.modals = modals
        self._shapes = shapes
        self._triggers = triggers
        self._response_urls = response_urls
        self._deliveries = deliveries
        self._chosen: dict[tuple[str, str, str], Values] = {}  # in posts: channel, ts, person

    # commands

    async def command(
        self, person: str, text: str = "", chat: str = "dm", command: str = "/sparkplug"
    ) -> Outcome:
        """Give a slash command in a channel, whether the bot is in it or not."""
        if command not in COMMANDS:
            raise Impossible(f"{command} is not a valid command")
        channel = self.slack.channel_of(person, chat)
        somebody = self.slack.person(person)
        reply = await self._deliveries.send_once(
            "slash_commands",
            {
                "token": "simulated",
                "team_id": TEAM,
                "team_domain": TEAM_DOMAIN,
                "channel_id": channel.id,
                "channel_name": _name_of(channel),
                "user_id": person,
                "user_name": handle(somebody),
                "command": command,
                "text": text.strip(),
                "api_app_id": APP,
                "is_enterprise_install": "false",
                "response_url": self._response_urls.new(channel.id, person),
                "trigger_id": self._triggers.new(person),
            },
        )
        outcome = self._outcome(person, reply)
        if outcome.error is None and reply.body is not None:
            try:
                self._response_urls.answer_at_once(channel.id, person, reply.body)
            except SlackRefused as refused:
                outcome.error = refused.words
        return outcome

    # buttons and choices

    async def press(
        self,
        person: str,
        label: str | None = None,
        *,
        action: str | None = None,
        block: str | None = None,
        value: Any = None,
        chat: str = "dm",
        ts: str | None = None,
        view: str | None = None,
        home: bool = False,
    ) -> Outcome:
        """Press a button, or choose an option, by its label or its `action`, `block` and `value`.

        It is sought in the open modal with the id `view`, in the App Home, or in the channel's
        newest post that has it (or in that of this `ts`).
        """
        what = Wanted(label, action, block, value)
        if view is not None or home:
            pressed = self._in_view(person, view, what)
        else:
            pressed = self._in_posts(person, self.slack.channel_of(person, chat), ts, what)
        return await self._act(person, pressed)

    async def fill(self, person: str, block: str, value: Any, action: str | None = None) -> Outcome:
        """Type or choose something in the open modal; the bot hears of it only if it asked to."""
        view = self._open_modal(person)
        _, element = find(view.body["blocks"], block, action)
        if element["type"] == "file_input":
            self._check_files(person, element, value)
        view.values[block][element["action_id"]] = chosen(element, value)
        view.errors.pop(block, None)
        self.modals.touched(view)
        parent = next(one for one in view.body["blocks"] if one["block_id"] == block)
        if parent["type"] == "input" and not parent.get("dispatch_action"):
            return Outcome(view=view)
        return await self._act(person, Pressed(parent, element, value, view=view))

    # modals

    async def submit(self, person: str) -> Outcome:
        """Press the open modal's submit button."""
        view = self._open_modal(person)
        if "submit" not in view.body:
            raise Impossible("the modal has nothing to submit")
        view.errors = incomplete(view.body["blocks"], view.values)
        if view.errors:
            self.modals.touched(view)
            return Outcome(errors=view.errors, view=view)
        reply = await self._deliveries.send_once(
            "interactive",
            self._payload(
                "view_submission",
                person,
                view=self._shapes.view(view),
                trigger_id=self._triggers.new(person),
                response_urls=[],
            ),
        )
        if reply.failure is not None:
            return self._outcome(person, reply)
        try:
            self._follow(person, view, reply.body or {})
        except SlackRefused as refused:
            return Outcome(error=refused.words, view=self.modals.on_top(person))
        return Outcome(errors=view.errors, view=self.modals.on_top(person))

    async def close(self, person: str) -> Outcome:
        """Dismiss the open modal; what lies beneath shows again, unless it clears all."""
        view = self._open_modal(person)
        is_cleared = bool(view.body.get("clear_on_close"))
        if is_cleared:
            self.modals.clear(person)
        else:
            self.modals.close(view)
        if view.body.get("notify_on_close"):
            payload = self._payload(
                "view_closed", person, view=self._shapes.view(view), is_cleared=is_cleared
            )
            await self._deliveries.send_once("interactive", payload)
        return Outcome(view=self.modals.on_top(person))

    # the steps of the above

    def _follow(self, person: str, view: View, answer: Json) -> None:
        """Do with the modal what the acknowledgement of its submission says."""
        action = answer.get("response_action")
        if action is None:
            if answer:
                raise SlackRefused("invalid_response", [f"unknown answer: {', '.join(answer)}"])
            self.modals.close(view)
        elif action == "clear":
            self.modals.clear(person)
        elif action == "errors":
            view.errors = _checked_errors(view, answer.get("errors"))
            self.modals.touched(view)
        elif action in ("update", "push"):
            body = answer.get("view")
            if not isinstance(body, dict):
                raise SlackRefused("invalid_response", ["missing required field: view"])
            self.modals.check(body, "modal")
            if action == "update":
                self.modals.update(view, body)
            else:
                self.modals.push(person, body)
        else:
            raise SlackRefused("invalid_response", [f"unknown response_action: {action}"])

    def _check_files(self, person: str, element: Json, chosen_ones: Any) -> None:
        """Only so many files of their own, of the kinds that may be chosen there."""
        files = [self.slack.world.files.get(str(each)) for each in chosen_ones or []]
        if any(each is None or each.owner != person for each in files):
            raise LookupError("there is no such file of theirs")
        if len(files) > element.get("max_files", 10):
            raise Impossible(f"at most {element.get('max_files', 10)} files can be chosen here")
        kinds = element.get("filetypes")
        for file in files:
            ending = file.name.rpartition(".")[2].casefold() if file else ""
            if kinds and ending not in kinds:
                raise Impossible(f"a file that ends with .{ending} can't be chosen here")

    def _open_modal(self, person: str, identifier: str | None = None) -> View:
        view = self.modals.on_top(self.slack.person(person).id)
        if view is None or identifier not in (None, view.id):
            raise LookupError("that modal is not open" if identifier else "no modal is open")
        return view

    def _in_view(self, person: str, identifier: str | None, what: Wanted) -> Pressed:
        if identifier is not None:
            view = self._open_modal(person, identifier)
        elif (home := self.slack.homes.get(person)) is not None:
            view = home
        else:
            raise LookupError("the App Home is empty")
        found = sought(view.body["blocks"], what)
        if found is None:
            raise what.missing
        found.view = view
        return found

    def _in_posts(self, person: str, channel: Channel, ts: str | None, what: Wanted) -> Pressed:
        for post in self.slack.newest_first(channel.id):
            is_seen = not post.deleted and post.only_for in (None, person)
            if is_seen and ts in (None, post.ts):
                found = sought(post.blocks, what)
                if found is not None:
                    found.post = post
                    return found
        raise what.missing

    async def _act(self, person: str, pressed: Pressed) -> Outcome:
        payload = self._payload("block_actions", person, trigger_id=self._triggers.new(person))
        if pressed.view is not None:
            values = pressed.view.values
            payload |= {
                "container": {"type": "view", "view_id": pressed.view.id},
                "view": self._shapes.view(pressed.view),
            }
        else:
            assert pressed.post is not None
            values = self._chosen_in(pressed.post, person)
            payload |= self._of_post(pressed.post, person, values)
        block, element = pressed.block, pressed.element
        action = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            **action_of(element, pressed.value),
            "action_ts": self.slack.next_ts(),
        }
        if element["action_id"] in values.get(block["block_id"], {}):
            values[block["block_id"]][element["action_id"]] = chosen(element, pressed.value)
            if pressed.view is not None:
                payload["view"] = self._shapes.view(pressed.view)
        reply = await self._deliveries.send_once("interactive", {**payload, "actions": [action]})
        return self._outcome(person, reply)

    def _of_post(self, post: Post, person: str, values: Values) -> Json:
        """What a press in a post says beyond what every press says."""
        channel = self.slack.channels[post.channel]
        container: Json = {
            "type": "message",
            "message_ts": post.ts,
            "channel_id": post.channel,
            "is_ephemeral": post.only_for is not None,
        }
        if post.thread is not None:
            container["thread_ts"] = post.thread
        shape: Json = {
            "container": container,
            "channel": {"id": channel.id, "name": _name_of(channel)},
            "response_url": self._response_urls.new(channel.id, person, post),
            "state": {"values": values},
        }
        return shape if post.only_for else {**shape, "message": self._shapes.post(post)}

    def _chosen_in(self, post: Post, person: str) -> Values:
        key = (post.channel, post.ts, person)
        self._chosen[key] = first_values(post.blocks, self._chosen.get(key))
        return self._chosen[key]

    def _payload(self, kind: str, person: str, **more: Any) -> Json:
        return {
            "type": kind,
            "team": team(),
            "user": short_person(self.slack.person(person)),
            "api_app_id": APP,
            "token": "simulated",
            "enterprise": None,
            "is_enterprise_install": False,
            **more,
        }

    def _outcome(self, person: str, reply: Reply) -> Outcome:
        error = None
        if reply.failure is not None:
            error = "operation_timeout" if reply.failure == "timeout" else "dispatch_failed"
        return Outcome(error=error, view=self.modals.on_top(person))


def _checked_errors(view: View, errors: object) -> dict[str, str]:
    """Errors for the fields of a form, each of which has to be there."""
    inputs = {one["block_id"] for one in view.body["blocks"] if one["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackRefused("invalid_response", ["missing required field: errors"])
    if strangers := sorted(set(errors) - inputs):
        raise SlackRefused("invalid_response", [f"no input block: {', '.join(strangers)}"])
    return {block: str(words) for block, words in errors.items()}


def _name_of(channel: Channel) -> str:
    if channel.is_dm:
        return "directmessage"
    return "privategroup" if channel.private else channel.name
