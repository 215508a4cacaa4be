"""Letters that tell of an alert go with it"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Name the alert in its letters; which of those on their way tell of one, nobody knows."""
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alert_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_letter_alert_id_alert"), "alert", ["alert_id"], ["id"], ondelete="CASCADE"
        )
        only = sa.text("alert_id IS NOT NULL")
        batch_op.create_index(
            "ix_letter_alert", ["alert_id"], unique=False, sqlite_where=only, postgresql_where=only
        )
