"""What more an officer would have come to a team, for an administrator to say yes to"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; nothing is wished."""
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wider", sa.JSON(), nullable=True))
