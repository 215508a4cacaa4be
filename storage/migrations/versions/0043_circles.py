"""Circles, their seats, meetings and notes, and who waits for one"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "circle",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("small_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joins_id", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["joins_id"], ["circle.id"], name=op.f("fk_circle_joins_id_circle"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle")),
    )
    with op.batch_alter_table("circle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_joins_id"), ["joins_id"], unique=False)
        batch_op.create_index(
            "ix_circle_next",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )

    op.create_table(
        "circle_meeting",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("circle_id", BIG_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["circle_id"],
            ["circle.id"],
            name=op.f("fk_circle_meeting_circle_id_circle"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_meeting")),
    )
    with op.batch_alter_table("circle_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_meeting_at"), ["at"], unique=False)
        batch_op.create_index("ix_circle_meeting_circle", ["circle_id", "at"], unique=False)

    op.create_table(
        "circle_coming",
        sa.Column("meeting_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("coming", sa.Boolean(), nullable=True),
        sa.Column("hosts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["circle_meeting.id"],
            name=op.f("fk_circle_coming_meeting_id_circle_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_circle_coming_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_circle_coming")),
    )
    with op.batch_alter_table("circle_coming", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_coming_person_id"), ["person_id"], unique=False)

    op.create_table(
        "circle_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["circle_meeting.id"],
            name=op.f("fk_circle_note_meeting_id_circle_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_circle_note_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_note")),
    )
    with op.batch_alter_table("circle_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_note_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_circle_note_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_circle_note_person_id"), ["person_id"], unique=False)

    op.create_table(
        "circle_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("circle_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("hosted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("goes_on", sa.Boolean(), nullable=True),
        sa.Column("news", sa.JSON(), nullable=False),
        sa.Column("tell_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["circle_id"],
            ["circle.id"],
            name=op.f("fk_circle_seat_circle_id_circle"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_circle_seat_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_seat")),
        sa.UniqueConstraint(
            "circle_id", "person_id", name=op.f("uq_circle_seat_circle_id_person_id")
        ),
    )
    with op.batch_alter_table("circle_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_seat_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "ix_circle_seat_tell",
            ["tell_at"],
            unique=False,
            sqlite_where=sa.text("tell_at IS NOT NULL"),
            postgresql_where=sa.text("tell_at IS NOT NULL"),
        )

    op.create_table(
        "circle_wait",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_circle_wait_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_circle_wait")),
    )
    with op.batch_alter_table("circle_wait", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_wait_look_at"), ["look_at"], unique=False)
