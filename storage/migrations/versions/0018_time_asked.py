"""That people were asked if the day and hour of their reminder suit them"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was so far; who has another day or hour, or is asked less often, chose that."""
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("time_asked", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(
        "UPDATE reminder SET time_asked = true"
        " WHERE weekday <> 4 OR every <> 'week' OR hour IS NOT NULL"
    )
