"""Whether an area asks the four questions"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None does until somebody says so."""
    op.add_column(
        "check_in_area",
        sa.Column("four_questions", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
