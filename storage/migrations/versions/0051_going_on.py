"""Whoever goes on with check-ins is reminded as before"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; who has ended theirs in the last day, and goes on, is reminded on the usual day."""
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weekday", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("every", sa.String(), nullable=True))
    op.execute(
        "UPDATE consent SET weekday = 4, every = 'week'"
        " WHERE ended_at IS NOT NULL AND withdrawn_at IS NULL"
    )
