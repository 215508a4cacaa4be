"""A council's own prompts, and which prompt who was given"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "prompt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("text_cy", sa.String(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
        sa.UniqueConstraint("ref", name=op.f("uq_prompt_ref")),
    )
    op.create_table(
        "given_prompt",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_given_prompt_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "prompt", name=op.f("pk_given_prompt")),
    )
    op.create_index(op.f("ix_given_prompt_at"), "given_prompt", ["at"], unique=False)
    op.create_table(
        "weekly_prompt",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_weekly_prompt_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_weekly_prompt")),
    )
    op.create_index(op.f("ix_weekly_prompt_due_at"), "weekly_prompt", ["due_at"], unique=False)
