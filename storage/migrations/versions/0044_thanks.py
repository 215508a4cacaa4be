"""Thanks that are passed on"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "thanks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("giver_id", BIG_ID, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_thanks_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"],
            ["peer.person_id"],
            name=op.f("fk_thanks_giver_id_peer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thanks")),
    )
    for column in ("person_id", "giver_id", "at", "due_at"):
        op.create_index(op.f(f"ix_thanks_{column}"), "thanks", [column], unique=False)
    op.create_table(
        "thanked",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_thanked_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_thanked")),
    )
