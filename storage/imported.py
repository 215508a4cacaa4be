"""What every row has that can come in by an import."""

from uuid import UUID

from sqlalchemy.orm import Mapped


class Imported:
    """A row that knows which import wrote it last."""

    import_id: Mapped[UUID | None]
    """The `Import`, which knows the file or feed and the day; None: no import wrote it."""
