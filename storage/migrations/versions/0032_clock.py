"""When a team was reminded, and when it is told what is open"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the clock of questions knows of a team, and until when a letter is of use."""
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stale_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("overview_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_team_overview_at"), ["overview_at"], unique=False)
