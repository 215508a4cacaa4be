"""When I hear from you: the day, the hour, how often, how many a week, and a rest."""

from datetime import datetime

from handlers.hours import next_round
from handlers.turns import Turn
from storage import reminders
from storage.people import zone_of
from storage.reminders import Every

FRIDAY = 4
"""The day for those who chose none: the week is all but over, and the weekend still to come."""


async def begin(turn: Turn) -> datetime:
    """Remind somebody who said yes to check-ins, on the usual day; when the first one is."""
    person = turn.person
    zone = zone_of(person.zone, turn.here.zone)
    first = next_round(turn.now, zone, person.hour, FRIDAY, Every.WEEK)
    await reminders.begin(turn.session, person.id, FRIDAY, Every.WEEK, first)
    return first
