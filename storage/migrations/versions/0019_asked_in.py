"""How often somebody was asked in a week, by their reminder"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count check-ins there from now on; this week's count of before stands in `unasked`."""
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_in", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked", sa.Integer(), nullable=False, server_default="0"))
