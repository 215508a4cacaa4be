"""The modals that people have open, one on top of another, and their App Homes."""

from bot.simulator.nudges import Nudges
from bot.simulator.slack_blocks import view_problems, with_ids
from bot.simulator.slack_refusals import SlackRefused, bad_arguments
from bot.simulator.slack_state import first_values
from bot.simulator.slack_world import SlackWorld, View
from bot.simulator.world import Json

MOST_ON_A_STACK = 3


class Modals:
    """Each person sees the top of their stack. A modal is not kept when Slack is closed."""

    def __init__(self, slack: SlackWorld, nudges: Nudges) -> None:
        self._slack = slack
        self._nudges = nudges
        self._stacks: dict[str, list[View]] = {}

    def on_top(self, person: str) -> View | None:
        """The modal that a person sees; None: none is open."""
        stack = self._stacks.get(person)
        return stack[-1] if stack else None

    def check(self, body: Json, kind: str) -> None:
        """Refuse what Slack would refuse in a view."""
        if body.get("type") != kind:
            raise bad_arguments(f"view must be a {kind} [json-pointer:/view/type]")
        if problems := view_problems(body):
            raise bad_arguments(*problems)

    def open(self, person: str, body: Json) -> View:
        """Show a modal, in place of whatever was open."""
        self._must_be_new(body)
        view = self._made(person, body)
        self._stacks[person] = [view]
        self._changed(person)
        return view

    def push(self, person: str, body: Json) -> View:
        """Show a modal on top of what is open."""
        stack = self._stacks.get(person)
        if not stack:
            raise SlackRefused("not_found", ["no modal is open"])
        if len(stack) >= MOST_ON_A_STACK:
            raise SlackRefused("push_limit_reached")
        self._must_be_new(body)
        view = self._made(person, body, beneath=stack[-1])
        stack.append(view)
        self._changed(person)
        return view

    def update(self, view: View, body: Json) -> None:
        """Show something else in a view's place; what was typed stays where its field does."""
        view.body = self._with_ids(body)
        view.values = first_values(view.body["blocks"], view.values)
        view.hash = self._slack.next_ts()
        view.errors = {}
        self.touched(view)

    def publish(self, person: str, body: Json) -> View:
        """Show something in a person's App Home."""
        view = self._slack.homes.get(person)
        if view is None:
            view = self._made(person, body)
        else:
            view.body = self._with_ids(body)
            view.values = first_values(view.body["blocks"])
            view.hash = self._slack.next_ts()
        self._slack.keep_home(view)
        return view

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """The open view with this id, or with the bot's own."""
        for view in self._all():
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise SlackRefused("not_found")

    def close(self, view: View) -> None:
        """Close a modal, unless something else has taken its place; the one beneath shows again."""
        stack = self._stacks.get(view.person, [])
        if view in stack:
            stack.remove(view)
            self._changed(view.person)

    def clear(self, person: str) -> None:
        """Close all of a person's modals."""
        self._stacks.pop(person, None)
        self._changed(person)

    def touched(self, view: View) -> None:
        """A view shows something else than before."""
        if view.body["type"] == "home":
            self._slack.keep_home(view)
        else:
            self._changed(view.person)

    # the steps of the above

    def _all(self) -> list[View]:
        modals = [view for stack in self._stacks.values() for view in stack]
        return modals + list(self._slack.homes.values())

    def _must_be_new(self, body: Json) -> None:
        own = body.get("external_id")
        if own and any(view.body.get("external_id") == own for view in self._all()):
            raise SlackRefused("duplicate_external_id")

    def _made(self, person: str, body: Json, beneath: View | None = None) -> View:
        identifier = self._slack.next_id("V")
        body = self._with_ids(body)
        return View(
            id=identifier,
            person=person,
            body=body,
            values=first_values(body["blocks"]),
            hash=self._slack.next_ts(),
            root=beneath.root if beneath else identifier,
            previous=beneath.id if beneath else None,
        )

    def _with_ids(self, body: Json) -> Json:
        return {**body, "blocks": with_ids(body["blocks"], lambda: self._slack.next_id("b"))}

    def _changed(self, person: str) -> None:
        self._nudges.tell("slack", person, "view")
