"""Letters go with those of whom they tell"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; of whom those tell that are on their way, nobody knows."""
    op.create_table(
        "letter_about",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column(
            "peer_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("shows", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letter.id"],
            name=op.f("fk_letter_about_letter_id_letter"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["peer_id"],
            ["peer.person_id"],
            name=op.f("fk_letter_about_peer_id_peer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("letter_id", "peer_id", name=op.f("pk_letter_about")),
    )
    with op.batch_alter_table("letter_about", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_about_peer_id"), ["peer_id"], unique=False)
