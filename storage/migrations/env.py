"""Alembic's way in: the connection comes from `migrate`."""

from typing import Any, Literal

from alembic import context

from storage.database import Instant, Sealed
from storage.everything import Base


def _plain(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write our own types into a migration as what they are in the database."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Sealed):
        return "sa.LargeBinary()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
