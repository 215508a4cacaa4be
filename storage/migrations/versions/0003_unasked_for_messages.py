"""What people say about messages they did not ask for, how many they had, and their reminders"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns to the person, and two tables."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_until", sa.DateTime(timezone=True)))
        batch_op.add_column(
            sa.Column("weekly_number", sa.Integer(), nullable=False, server_default="3")
        )
        batch_op.add_column(sa.Column("hour", sa.Integer()))
        batch_op.add_column(sa.Column("zone", sa.String()))

    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "unasked",
        sa.Column("person_id", number, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_unasked_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "week", name=op.f("pk_unasked")),
    )  # fmt: skip
    with op.batch_alter_table("unasked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unasked_week"), ["week"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("person_id", number, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_on", sa.Date()),
        sa.Column("open_on", sa.Date()),
        sa.Column("again_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reminder_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reminder")),
    )  # fmt: skip
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_next_at"), ["next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminder_again_at"), ["again_at"], unique=False)
