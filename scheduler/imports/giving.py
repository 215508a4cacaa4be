"""360Giving JSON (`{"grants": [...]}`), one grant at a time, under the names of our columns.

https://standard.threesixtygiving.org/en/latest/technical/reference/
"""

from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.imports.files import Source
from scheduler.imports.jsons import Broken, Text, each, keys, said, values
from scheduler.imports.problems import CannotRead, Problem, Why
from scheduler.imports.rows import Row

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "ref": ("id",),
    "title": ("title",),
    "description": ("description",),
    "currency": ("currency",),
    "amount": ("amountAwarded",),
    "awarded_on": ("awardDate",),
    "funder_ref": ("fundingOrganization", "id"),
    "recipient_ref": ("recipientOrganization", "id"),
    "person_name": ("recipientIndividual", "name"),
    "programme": ("grantProgramme", "title"),
    "place": ("beneficiaryLocation", "name"),
    "place_code": ("beneficiaryLocation", "geoCode"),
    "town": ("recipientOrganization", "addressLocality"),
    "url": ("url",),
    "source": ("dataSource",),
}
_NAMES = {
    "funder": ("fundingOrganization", Why.FIRST_FUNDER),
    "recipient": ("recipientOrganization", Why.FIRST_RECIPIENT),
}
_HEADINGS = {name: ".".join(path) for name, path in _FIELDS.items()} | {
    name: f"{key}.name" for name, (key, _) in _NAMES.items()
}


def read_grants(source: Source) -> Iterator[Row | Problem]:
    """Each grant of the list, numbered from 1. Where the JSON breaks off, a refused row ends it.

    Raises:
        CannotRead: it is not 360Giving JSON, or is broken before the first grant.
    """
    with source.open() as opened:
        text = Text(opened)
        number = 0
        try:
            if not _find_list(text):
                yield Row(1, {}).problem(None, "warning", Why.BARE_LIST)
            for number, grant in enumerate(values(text), 1):
                yield _row(number, grant)
        except Broken as broken:
            if number == 0:
                raise CannotRead(Why.BAD_JSON, line=text.line, detail=broken) from None
            row = Row(number + 1, {}, unit="grant")
            row.refuse(None, Why.BROKEN_OFF, detail=f"line {text.line}: {broken}")
            yield row


def _find_list(text: Text) -> bool:
    """Go into the list of grants; whether it stands under "grants", as it should."""
    if text.peek() == "[":
        text.take()
        return False
    text.take("{")
    found = []
    for key in keys(text):
        if key == "grants" and text.peek() == "[":
            text.take()
            return True
        found.append(f"“{key[:40]}”")
        text.value()
    raise CannotRead(Why.NO_GRANTS_KEY, found=", ".join(found[:20]) or "nothing")


def _row(number: int, grant: Any) -> Row:
    if not isinstance(grant, dict):
        row = Row(number, {}, unit="grant")
        row.refuse(None, Why.NOT_A_GRANT)
        return row
    cells = {name: _cell(grant, path) for name, path in _FIELDS.items()}
    cells["person"] = "yes" if grant.get("recipientIndividual") else ""
    row = Row(number, cells, _HEADINGS, unit="grant")
    for name, (key, why) in _NAMES.items():
        named = [found for one in each(grant.get(key)) if (found := said(one.get("name")))]
        cells[name] = "; ".join(named)
        if len(named) > 1:
            row.warn(None, why)
    return row


def _cell(grant: Mapping[str, Any], path: tuple[str, ...]) -> str:
    """The text at a path; of a list of objects, the first one's."""
    value = grant.get(path[0])
    for key in path[1:]:
        value = next(iter(each(value)), {}).get(key)
    return said(value)
