"""Services in the Open Referral UK / HSDS form, version 3 and the older 1, under our columns.

A page of `/services`, a bare list, or one service with all its details. What a service becomes is
for the importer to say: a group that people can join or ask, or a contact to talk to.

https://docs.openreferraluk.org/en/latest/
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.imports.cells import squashed
from scheduler.imports.files import Source
from scheduler.imports.jsons import Broken, Text, each, keys, said, values
from scheduler.imports.problems import CannotRead, Problem, Why
from scheduler.imports.rows import Known, Row
from scheduler.imports.text import plain
from storage.imports import Kind

LISTS = ("contents", "content")
"""Where a page keeps its services: since version 3, and before."""

_GONE = {"inactive", "defunct"}
_PAUSED = {"temporarily closed", "temporarily_closed"}
_LONGEST_PLACE = 60
"""Characters: what is longer is a sentence about a place, not its name."""
_ROLE = 300
"""Characters of a description that tell, in a line, what a contact does."""

_DETAILS = {
    *("contacts", "phones", "schedules", "regular_schedules", "service_areas"),
    *("service_at_locations", "service_at_location"),
}
"""What tells a service with its details from its line in a list."""

_HEADINGS = {
    "ref": "id",
    "name": "name",
    "about": "description",
    "role": "description",
    "area": "service_areas",
    "areas": "service_areas",
    "contact_email": "email",
    "email": "email",
    "phone": "phones",
    "url": "url",
    "meets": "schedules",
    "opening_hours": "schedules",
    "last_verified_on": "assured_date",
}


@dataclass
class Page:
    """What a page says of itself."""

    holds: int = 0
    """Services that are there, whatever it says."""
    alone: bool = False
    """Whether it is no page, but one service with all its details."""
    items: int | None = None
    """Services of all pages; None: it doesn't say."""
    pages: int | None = None
    number: int | None = None
    last: bool | None = None

    def note(self, key: str, value: Any) -> None:
        """Take in what stands beside the services; anything else is passed over."""
        match key:
            case "total_items" | "totalElements":
                self.items = _number(value)
            case "total_pages" | "totalPages":
                self.pages = _number(value)
            case "page_number" | "number":
                self.number = _number(value)
            case "last_page" | "last":
                self.last = value if isinstance(value, bool) else None


def _number(value: Any) -> int | None:
    text = said(value)
    return int(text) if text.isdecimal() and len(text) < 10 else None


def services_in(text: Text, page: Page) -> Iterator[Any]:
    """Each service of a page, a bare list or a single service; the page hears what is beside them.

    Raises:
        Broken: the JSON is.
        CannotRead: it is none of these.
    """
    if text.peek() == "[":
        text.take()
        for page.holds, service in enumerate(values(text), 1):
            yield service
        return
    text.take("{")
    alone: dict[str, Any] = {}
    paged = False
    for key in keys(text):
        if key in LISTS and text.peek() == "[":
            text.take()
            paged = True
            for page.holds, service in enumerate(values(text), 1):
                yield service
        else:
            alone[key] = text.value()
            page.note(key, alone[key])
    if not paged:
        if not ("name" in alone and {"organization", "status", "description"} & alone.keys()):
            found = ", ".join(f"“{key[:40]}”" for key in list(alone)[:20])
            raise CannotRead(Why.NO_SERVICES, found=found or "nothing")
        page.holds, page.alone = 1, True
        yield alone


def read_services(
    sources: Sequence[Source], kind: Kind, known: Known, origin: str
) -> Iterator[Row | Problem | None]:
    """Each service of some pages, numbered from 1 through all of them.

    One that came by itself, with all its details, is passed over in the lists that follow.

    Raises:
        CannotRead: a page is none, or is broken before its first service.
    """
    number, listed, items = 0, 0, None
    by_themselves, thin = set[str](), True
    for source in sources:
        page = Page()
        with source.open() as opened:
            text = Text(opened)
            try:
                for service in services_in(text, page):
                    listed += not page.alone
                    ref = said(service.get("id")) if isinstance(service, dict) else ""
                    if page.alone:
                        by_themselves.add(ref)
                    elif ref in by_themselves:
                        yield None
                        continue
                    number += 1
                    thin = thin and not (isinstance(service, dict) and _DETAILS & service.keys())
                    yield _row(number, service, kind, known, origin)
            except Broken as broken:
                if page.holds == 0:
                    raise CannotRead(Why.BAD_JSON, line=text.line, detail=broken) from None
                number += 1
                row = Row(number, {}, unit="service")
                row.refuse(None, Why.BROKEN_OFF, detail=f"line {text.line}: {broken}")
                yield row
        items = page.items if page.items is not None else items
    about = Row(1, {}, unit="service")
    if items is not None and items != listed:
        about.warn(None, Why.PAGE_COUNT, said=f"{items:,}", found=f"{listed:,}")
    if number and thin:
        about.warn(None, Why.NO_DETAILS)
    yield from about.problems


def _row(number: int, service: Any, kind: Kind, known: Known, origin: str) -> Row:
    if not isinstance(service, dict):
        row = Row(number, {}, unit="service")
        row.refuse(None, Why.NOT_A_SERVICE)
        return row
    cells = _as_contact(service) if kind is Kind.CONTACTS else _as_group(service, known, origin)
    cells |= {
        "ref": said(service.get("id")),
        "name": said(service.get("name")),
        "phone": _phone(service),
        "url": _url(service),
        "last_verified_on": said(service.get("assured_date")),
    }
    row = Row(number, cells, _HEADINGS, unit="service")
    status = said(service.get("status")).strip().lower()
    if status in _GONE:
        row.skip(Why.SERVICE_GONE, said=status)
    elif status in _PAUSED:
        row.warn(None, Why.SERVICE_PAUSED)
    return row


def _as_group(service: Mapping[str, Any], known: Known, origin: str) -> dict[str, str]:
    places = _places(service)
    about = said(service.get("description"))
    paused = said(service.get("status")).strip().lower() in _PAUSED
    return {
        "group_type": "; ".join(_terms(service))[:200],
        "area": next((place for place in places if _is_known(place, known)), "")
        or next((place for place in places if len(place) <= _LONGEST_PLACE), ""),
        "about": f"Temporarily closed.\n{about}" if paused else about,
        "meets": _times(service),
        "contact_email": _mail(service),
        "source": origin,
    }


def _as_contact(service: Mapping[str, Any]) -> dict[str, str]:
    role = " ".join(plain(said(service.get("description"))[:20_000]).split())
    places = [place for place in _places(service) if len(place) <= _LONGEST_PLACE]
    return {
        "organisation": _of_organisation(service, "name") or said(service.get("name")),
        "role": role if len(role) <= _ROLE else f"{role[: _ROLE - 1].rsplit(' ', 1)[0]}…",
        "areas": ";".join(places),
        "topics": ";".join(_terms(service)),
        "email": _mail(service),
        "opening_hours": _times(service),
    }


def _of_organisation(service: Mapping[str, Any], *names: str) -> str:
    found = (said(one.get(name)) for one in each(service.get("organization")) for name in names)
    return next(filter(None, found), "")


def _url(service: Mapping[str, Any]) -> str:
    """The service's page, or its organisation's (`website` since version 3, `url` before)."""
    return said(service.get("url")) or _of_organisation(service, "website", "url")


def _mail(service: Mapping[str, Any]) -> str:
    contacts = (said(one.get("email")) for one in each(service.get("contacts")))
    return (
        said(service.get("email"))
        or next(filter(None, contacts), "")
        or _of_organisation(service, "email")
    )


def _phone(service: Mapping[str, Any]) -> str:
    """The first number; names of persons beside it are left out."""
    phones = [
        *each(service.get("phones")),
        *(phone for one in each(service.get("contacts")) for phone in each(one.get("phones"))),
    ]
    return next(filter(None, (said(phone.get("number")).strip('" ') for phone in phones)), "")


def _terms(service: Mapping[str, Any]) -> list[str]:
    """What it is about: terms of taxonomies, each once."""
    terms = [
        *(
            term
            for one in each(service.get("attributes"))
            for term in each(one.get("taxonomy_term"))
        ),
        *(
            term
            for one in each(service.get("service_taxonomys"))
            for term in each(one.get("taxonomy"))
        ),
    ]
    found = (" ".join(said(term.get("name")).replace(";", ",").split()) for term in terms)
    return list(dict.fromkeys(filter(None, found)))


def _places(service: Mapping[str, Any]) -> list[str]:
    """Where it serves, by its own areas first; then the towns of its addresses."""
    at = [
        location
        for one in (
            *each(service.get("service_at_locations")),
            *each(service.get("service_at_location")),
        )
        for location in each(one.get("location"))
    ]
    found = [
        *(
            said(one.get(name))
            for one in each(service.get("service_areas"))
            for name in ("name", "service_area")
        ),
        *(
            said(address.get("city"))
            for location in at
            for name in ("addresses", "physical_addresses")
            for address in each(location.get(name))
        ),
    ]
    tidy = (" ".join(plain(place[:1000]).replace(";", ",").split()) for place in found)
    return list(dict.fromkeys(filter(None, tidy)))


def _is_known(place: str, known: Known) -> bool:
    return place.lower() in known.areas or squashed(place) in known.areas


_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}


def _times(service: Mapping[str, Any]) -> str:
    """When: in the source's words, or by its days and hours."""
    schedules = [*each(service.get("schedules")), *each(service.get("regular_schedules"))]
    return "; ".join(dict.fromkeys(filter(None, map(_time, schedules))))


def _time(schedule: Mapping[str, Any]) -> str:
    if words := said(schedule.get("description")):
        return words
    days = said(schedule.get("byday")) or said(schedule.get("weekday"))
    named = [_DAYS.get(day.strip()[:2].upper(), day.strip()) for day in days.split(",")]
    hours = [said(schedule.get(name))[:5] for name in ("opens_at", "closes_at")]
    return " ".join(filter(None, [", ".join(filter(None, named)), "-".join(filter(None, hours))]))
