"""Indexes that find what is next among very many"""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Order those who are due by person, and letters that are due by their id, too."""
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hour", sa.Integer()))
        batch_op.add_column(sa.Column("zone", sa.String()))
        batch_op.drop_index("ix_reminder_next_at")
        batch_op.create_index("ix_reminder_next", ["next_at", "person_id"], unique=False)
        batch_op.drop_index("ix_reminder_again_at")
        _partial(batch_op, "ix_reminder_again", "again_at", "again_at IS NOT NULL")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_next")
        columns = ["platform", "state", "kind", "due_at", "id"]
        batch_op.create_index("ix_letter_next", columns, unique=False)
        _partial(batch_op, "ix_letter_under_way", "claimed_until", "claimed_until IS NOT NULL")
        batch_op.drop_index("ix_letter_ended_at")
        _partial(batch_op, "ix_letter_ended", "ended_at", "ended_at IS NOT NULL")
        _partial(batch_op, "ix_letter_not_ended", "due_at", "ended_at IS NULL")
    with op.batch_alter_table("person", schema=None) as batch_op:
        _partial(batch_op, "ix_person_asked", "due_at", "asked_at IS NOT NULL")


def _partial(table: BatchOperations, name: str, column: str, where: str) -> None:
    only = sa.text(where)
    table.create_index(name, [column], unique=False, sqlite_where=only, postgresql_where=only)
