"""A pot's days as a calendar file, which Outlook, Google and Apple read alike (RFC 5545)."""

from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from storage.pots import Pot

_ALARM = timedelta(days=2, hours=15)
"""Before midnight on the day: at nine in the morning, three days before."""


def diary(
    pot: Pot, *, opens: str, closes: str, note: str, now: datetime, today: date
) -> bytes | None:
    """A file with the day on which a pot opens, if that is to come, and the day it closes.

    `opens` and `closes` are what these days are called, `note` what is written below.
    None: it has no such day.
    """
    days = [(day, name) for day, name in ((pot.opens_on, opens), (pot.closes_on, closes)) if day]
    events = [_event(pot, day, name, note, now) for day, name in days if day >= today]
    if not events:
        return None
    calendar = Calendar()
    calendar.add("prodid", "-//Sparkplug//pots//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _event(pot: Pot, day: date, name: str, note: str, now: datetime) -> Event:
    """A whole day, which leaves the person free, with an alarm three days before."""
    event = Event()
    # The same day again takes the place of the one that is there, instead of doubling it.
    event.add("uid", f"{pot.ref}-{day.isoformat()}@sparkplug")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", name)
    event.add("description", note)
    event.add("transp", "TRANSPARENT")
    if pot.url:
        event.add("url", pot.url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", -_ALARM)
    event.add_component(alarm)
    return event
