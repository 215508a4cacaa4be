"""`sparkplug export`: data given back, as CSV that imports again as it was, or Open Referral UK."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import click

from scheduler.imports.cells import squashed
from scheduler.imports.sheets import SHEETS, Column
from scheduler.imports.text import guarded
from storage.database import Base, Database
from storage.groups import Group
from storage.imports import HELD_IN, Kind, all_rows

Opened = Callable[[], AbstractAsyncContextManager[Database]]


async def export(opened: Opened, kind: str, form: str, out: Path | None) -> None:
    """Write all that is stored of a kind to a file, or with None to the terminal.

    Raises:
        ClickException: it can't be had in this form, or the file can't be written.
    """
    if form == "oruk" and kind != Kind.GROUPS:
        raise click.ClickException("Open Referral UK is a form for groups: export groups.")
    async with opened() as database, database.transaction() as session:
        rows = await all_rows(session, Kind(kind))
        text = as_services(rows) if form == "oruk" else as_csv(Kind(kind), rows)
    if out is None:
        click.echo(text, nl=False)
        return
    _write(out, text, "utf-8-sig" if form == "csv" else "utf-8")
    click.echo(f"{len(rows):,} {kind} written to {out}.")


def _write(out: Path, text: str, encoding: str) -> None:
    try:
        # Excel takes a CSV file for UTF-8 only with a mark at its beginning; imports skip it.
        out.write_text(text, encoding=encoding, newline="")
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {error.strerror}.") from None


# --- CSV ------------------------------------------------------------------------------------

_A_PERSON = "Individual recipient"
"""What stands for a person who had a grant, whose name we never keep."""


def as_csv(kind: Kind, rows: Sequence[Base]) -> str:
    """The rows under headings that our imports know."""
    columns = [column for column in SHEETS[kind].columns if hasattr(HELD_IN[kind], column.name)]
    days = [_vague_days(row) for row in rows]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_heading(column, days) for column in columns])
    for row, vague in zip(rows, days, strict=True):
        said = {name: words for name, (_, words) in vague.items()}
        if getattr(row, "to_individual", False):
            said = {"recipient": _A_PERSON}
        writer.writerow(
            [
                guarded(said[column.name])
                if said.get(column.name)
                else _cell(getattr(row, column.name))
                for column in columns
            ]
        )
    return text.getvalue()


VagueDays = Mapping[str, tuple[str, str]]
"""Days that a file gave in words, by our field: the file's heading, and what stood below it."""


def _vague_days(row: Base) -> VagueDays:
    """What an import made of such cells, taken apart: "closes: Summer 2027; Opens: soon"."""
    by_heading, found, field = SHEETS[Kind.POTS].by_heading(), dict[str, tuple[str, str]](), ""
    for part in getattr(row, "days_in_words", "").split("; "):
        heading, colon, words = part.partition(": ")
        column = by_heading.get(squashed(heading)) if colon else None
        if column and column.name in ("opens_on", "closes_on"):
            field = column.name
            found[field] = heading, words
        elif field:  # a semicolon in the words themselves
            found[field] = found[field][0], f"{found[field][1]}; {part}"
    return found


def _heading(column: Column, days: Iterable[VagueDays]) -> str:
    """The usual heading; where days in words came under another one, that: they quote it."""
    quoted = {day[column.name][0] for day in days if column.name in day}
    return quoted.pop() if len(quoted) == 1 else column.headings[0]


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return guarded(";".join(value))
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case str():
            return guarded(value)
        case _:
            return str(value)


# --- Open Referral UK -----------------------------------------------------------------------


def as_services(groups: Sequence[Group]) -> str:
    """The groups as a page of services, in JSON (Open Referral UK 3.0, `/services`)."""
    page = {
        "total_items": len(groups),
        "total_pages": 1,
        "page_number": 1,
        "size": len(groups),
        "first_page": True,
        "last_page": True,
        "empty": not groups,
        "contents": [_service(group) for group in groups],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _service(group: Group) -> dict[str, Any]:
    service: dict[str, Any] = {
        "id": _id_of_service(group),
        "name": group.name,
        "description": _description(group),
        "status": "active",
        "organization": {
            "id": _id(group, "organization"),
            "name": group.name,
            "description": _organisation(group),
        },
        "service_areas": [{"id": _id(group, "area"), "name": group.area}] if group.area else [],
        "schedules": [],
        "contacts": [],
    }
    if group.contact_email:
        service["email"] = group.contact_email
        service["contacts"] = [
            {"id": _id(group, "contact"), "title": "Group contact", "email": group.contact_email}
        ]
    if group.url:
        service["url"] = group.url
    if group.phone:
        service["phones"] = [{"id": _id(group, "phone"), "number": group.phone, "languages": []}]
    if group.meets:
        service["schedules"] = [{"id": _id(group, "schedule"), "description": group.meets}]
    if group.last_verified_on:
        service["assured_date"] = group.last_verified_on.isoformat()
    return service


def _description(group: Group) -> str:
    parts = {"Offers": group.offers, "Needs": group.needs}
    said = [f"{word}: {'; '.join(things)}." for word, things in parts.items() if things]
    if group.open_to_new_members is not None:
        said.append("Open to new members." if group.open_to_new_members else "Full at present.")
    return " ".join(filter(None, [group.about, *said]))


def _organisation(group: Group) -> str:
    where = f" in {group.area}" if group.area else ""
    return f"{group.group_type or 'group'}{where}".capitalize()


def _id_of_service(group: Group) -> str:
    """That of the directory it came from, if it has such a one."""
    try:
        return str(UUID(group.ref))
    except ValueError:
        return _id(group, "service")


def _id(group: Group, what: str) -> str:
    """The same at every export, so that others can follow a group."""
    return str(uuid5(NAMESPACE_URL, f"sparkplug:{group.ref}:{what}"))
