"""Mentors, those who ask for one, and the two together"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "mentoring",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposals", sa.Integer(), server_default="0", nullable=False),
        sa.Column("every", sa.String(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("talks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("talked_on", sa.Date(), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentoring")),
    )
    with op.batch_alter_table("mentoring", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mentoring_open",
            ["made_at"],
            unique=False,
            sqlite_where=sa.text("over_at IS NULL"),
            postgresql_where=sa.text("over_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_mentoring_over_at"), ["over_at"], unique=False)

    op.create_table(
        "mentee",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("in_the_way", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("owed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_mentee_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mentee")),
    )
    with op.batch_alter_table("mentee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentee_look_at"), ["look_at"], unique=False)

    op.create_table(
        "mentor",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.Column("what_for", sa.JSON(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("eased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("helped", sa.Integer(), server_default="0", nullable=False),
        sa.Column("talks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("thanks", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_mentor_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mentor")),
    )
    op.create_table(
        "mentoring_side",
        sa.Column("mentoring_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("upto", sa.Date(), nullable=True),
        sa.Column("said_of", sa.Date(), nullable=True),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mentoring_id"],
            ["mentoring.id"],
            name=op.f("fk_mentoring_side_mentoring_id_mentoring"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_mentoring_side_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mentoring_id", "role", name=op.f("pk_mentoring_side")),
    )
    with op.batch_alter_table("mentoring_side", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mentoring_side_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_mentoring_side_person_id"), ["person_id"], unique=False
        )
