"""Services of a feed, one by one"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    false = sa.false()
    op.add_column("feed", sa.Column("details", sa.Boolean(), nullable=False, server_default=false))
    op.add_column("feed", sa.Column("ids", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("feed", sa.Column("listed", sa.Integer(), nullable=True))
