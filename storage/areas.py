"""Areas: the places a partnership serves, one inside the other, and those around it."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, bare
from storage.imported import Imported


class Area(Imported, Base):
    """A place that people name: a ward, a borough, a county, a region, a town next door."""

    __tablename__ = "area"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    """The id in the file it came from, such as AR04."""
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    also_called: Mapped[list[str]]
    landmarks: Mapped[list[str]]
    postcode_districts: Mapped[list[str]]
    part_of: Mapped[str]
    """The name of the place around it; it need not be an area of ours (England)."""
    notes: Mapped[str]


class Location(NamedTuple):
    """As much of an area as says where it lies."""

    id: int
    ref: str
    name: str
    part_of: str


_areas = bare(Area)
_LOCATIONS = select(*(_areas.c[each] for each in Location._fields)).order_by(_areas.c.name)


async def all_areas(session: AsyncSession) -> Sequence[Area]:
    """Every area, in the order of its name."""
    return (await session.scalars(select(Area).order_by(Area.name))).all()


async def locations(session: AsyncSession) -> Sequence[Location]:
    """Where every area lies, in the order of its name: for what is asked at many a turn."""
    return [Location(*row) for row in await session.execute(_LOCATIONS)]


async def area_with_id(session: AsyncSession, number: int) -> Area | None:
    """The area with one of our own numbers, or None: it is gone."""
    return await session.get(Area, number)


async def area_called(session: AsyncSession, name: str) -> Area | None:
    """The area with a ref or a name, or None: there is none."""
    return await session.scalar(select(Area).where(or_(Area.ref == name, Area.name == name)))


def around(areas: Sequence[Area | Location]) -> dict[str, list[str]]:
    """Each area's ref with the refs of itself and those around it, the smallest first."""
    by_name = {area.name: area for area in areas}
    found: dict[str, list[str]] = {}
    for area in areas:
        chain: list[str] = []
        inner: Area | Location | None = area
        while inner and inner.ref not in chain:
            chain.append(inner.ref)
            inner = by_name.get(inner.part_of)
        found[area.ref] = chain
    return found
