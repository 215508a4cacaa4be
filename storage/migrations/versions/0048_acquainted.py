"""Who was not only shown another: both wanted to be in touch"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; of those who were introduced before, it is not known."""
    with op.batch_alter_table("introduced", schema=None) as batch_op:
        batch_op.add_column(sa.Column("both_at", sa.DateTime(timezone=True), nullable=True))
