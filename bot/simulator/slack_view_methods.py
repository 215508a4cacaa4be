"""The Web API's methods for modals and the App Home."""

from bot.simulator.slack_modals import Modals
from bot.simulator.slack_refusals import SlackRefused, bad_arguments
from bot.simulator.slack_shapes import Shapes
from bot.simulator.slack_triggers import Triggers
from bot.simulator.slack_world import SlackWorld, View
from bot.simulator.world import Json


class ViewMethods:
    """`views.*`."""

    def __init__(
        self, slack: SlackWorld, shapes: Shapes, modals: Modals, triggers: Triggers
    ) -> None:
        self._slack = slack
        self._shapes = shapes
        self._modals = modals
        self._triggers = triggers

    def open(self, arguments: Json) -> Json:
        """Open a modal for whoever's trigger it is."""
        self._modals.check(arguments["view"], "modal")
        person = self._triggers.use(_trigger(arguments))
        return self._answer(self._modals.open(person, arguments["view"]))

    def push(self, arguments: Json) -> Json:
        """Put a modal on top of the open one."""
        self._modals.check(arguments["view"], "modal")
        person = self._triggers.use(_trigger(arguments))
        return self._answer(self._modals.push(person, arguments["view"]))

    def update(self, arguments: Json) -> Json:
        """Change an open view, unless it has changed since it had this hash."""
        if "view_id" not in arguments and "external_id" not in arguments:
            raise bad_arguments("missing required field: view_id")
        view = self._modals.find(arguments.get("view_id"), arguments.get("external_id"))
        self._modals.check(arguments["view"], view.body["type"])
        _must_match(view, arguments)
        self._modals.update(view, arguments["view"])
        return self._answer(view)

    def publish(self, arguments: Json) -> Json:
        """Show something in a person's App Home."""
        self._modals.check(arguments["view"], "home")
        person = self._slack.people.get(arguments["user_id"])
        if person is None or person.gone:
            raise SlackRefused("user_not_found")
        view = self._slack.homes.get(person.id)
        if view is not None:
            _must_match(view, arguments)
        return self._answer(self._modals.publish(person.id, arguments["view"]))

    def _answer(self, view: View) -> Json:
        return {"view": self._shapes.view(view)}


def _trigger(arguments: Json) -> str:
    if not arguments.get("trigger_id"):
        raise bad_arguments("missing required field: trigger_id")
    trigger: str = arguments["trigger_id"]
    return trigger


def _must_match(view: View, arguments: Json) -> None:
    if arguments.get("hash", view.hash) != view.hash:
        raise SlackRefused("hash_conflict")
