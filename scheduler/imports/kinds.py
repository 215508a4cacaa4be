"""What kind of thing a file holds, where nobody said so."""

from collections.abc import Iterator
from typing import Any

from scheduler.imports.files import Source
from scheduler.imports.jsons import Broken, Text, keys, values
from scheduler.imports.oruk import LISTS
from scheduler.imports.problems import CannotRead, Why
from scheduler.imports.sheets import SHEETS
from scheduler.imports.tables import fit
from storage.imports import Kind

_FEWEST = 3
"""Headings that have to be ours."""
_FEWEST_OF_GROUPS = 5
"""Of groups more: an id, a name and a description are in tables of anything."""
_OF_SERVICES = {"organization", "organization_id", "status", "assured_date"}


def kind_of(source: Source) -> Kind:
    """What a file holds, by its headings or by the lists that its JSON has.

    Raises:
        CannotRead: that can't be told.
    """
    if source.form == "json":
        return _kind_of_json(source)
    fits = {kind: fit(source, sheet) for kind, sheet in SHEETS.items()}
    best = max(fits.values())
    found = [kind for kind, count in fits.items() if count == best]
    least = _FEWEST_OF_GROUPS if found[0] is Kind.GROUPS else _FEWEST
    if best < least or len(found) > 1:
        raise CannotRead(Why.WHICH_KIND)
    return found[0]


def _kind_of_json(source: Source) -> Kind:
    with source.open() as opened:
        text = Text(opened)
        try:
            if text.peek() == "[":
                text.take()
                return _kind_of_one(next(values(text), None))
            text.take("{")
            return _kind_of_keys(text)
        except Broken as broken:
            raise CannotRead(Why.BAD_JSON, line=text.line, detail=broken) from None


def _kind_of_keys(text: Text) -> Kind:
    alone: dict[str, Any] = {}
    for key in keys(text):
        if key == "grants":
            return Kind.GRANTS
        if key in LISTS and text.peek() == "[":
            text.take()
            return _kind_of_one(next(values(text), None))
        alone[key] = None
        text.value()
    return _kind_of_one(alone)


def _kind_of_one(value: Any) -> Kind:
    """By one object: a grant, or a service."""
    names: Iterator[str] = iter(value) if isinstance(value, dict) else iter(())
    found = list(names)
    if {"amountAwarded", "awardDate", "fundingOrganization"} & set(found):
        return Kind.GRANTS
    if _OF_SERVICES & set(found):
        return Kind.GROUPS
    raise CannotRead(
        Why.UNKNOWN_JSON, found=", ".join(f"“{key[:40]}”" for key in found[:20]) or "nothing"
    )
