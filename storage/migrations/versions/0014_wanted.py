"""Saved enquiries"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "wanted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_wanted_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted")),
    )
    with op.batch_alter_table("wanted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wanted_person_id"), ["person_id"], unique=False)

    op.create_table(
        "wanted_news",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("pot_ref", sa.String(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_wanted_news_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "pot_ref", name=op.f("pk_wanted_news")),
    )
    with op.batch_alter_table("wanted_news", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wanted_news_due_at"), ["due_at"], unique=False)

    op.create_table(
        "pot_changed",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_pot_changed")),
    )
    op.create_table(
        "wanted_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("last", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted_round")),
    )
