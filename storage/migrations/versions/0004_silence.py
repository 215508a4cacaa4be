"""Until when a person may be silent, and whether they were asked if they want to stay"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SILENT_FOR = timedelta(days=365)


def upgrade() -> None:
    """Add the columns. Who is there has a year from when we met."""
    due_at = sa.Column("due_at", sa.DateTime(timezone=True))
    op.add_column("person", due_at)
    op.add_column("person", sa.Column("asked_at", sa.DateTime(timezone=True)))
    person = sa.table(
        "person",
        sa.column("id"),
        sa.column("met_at", sa.DateTime(timezone=True)),
        sa.column("due_at", sa.DateTime(timezone=True)),
    )
    connection = op.get_bind()
    for number, met_at in connection.execute(sa.select(person.c.id, person.c.met_at)).all():
        due = person.update().where(person.c.id == number).values(due_at=met_at + _SILENT_FOR)
        connection.execute(due)
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("due_at", existing_type=due_at.type, nullable=False)
        batch_op.create_index(batch_op.f("ix_person_due_at"), ["due_at"], unique=False)
