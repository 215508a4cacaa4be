"""Since when we are not told any more who is in a team's channel"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; of all teams it was told lately."""
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unread_at", sa.DateTime(timezone=True), nullable=True))
