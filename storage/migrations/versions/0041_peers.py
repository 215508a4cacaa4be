"""Peers, who is kept apart, reports, invitations"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "invitation",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_ends_at"), ["ends_at"], unique=False)

    op.create_table(
        "never_named",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_never_named_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_never_named")),
    )
    with op.batch_alter_table("never_named", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_never_named_person_id"), ["person_id"], unique=False)

    op.create_table(
        "peer",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("adult_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("under_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vouched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vouched_by", sa.String(), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("wants", sa.JSON(), nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("anywhere", sa.Boolean(), nullable=False),
        sa.Column("interests", sa.JSON(), nullable=False),
        sa.Column("lived", sa.JSON(), nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("skip_next", sa.Boolean(), nullable=False),
        sa.Column("out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_peer_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_peer")),
    )
    with op.batch_alter_table("peer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_peer_left_at"), ["left_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_peer_under_at"), ["under_at"], unique=False)

    op.create_table(
        "peer_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("area_ref", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tell_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("in_again", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_peer_report_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_report")),
    )
    with op.batch_alter_table("peer_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_peer_report_ask_at"), ["ask_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_peer_report_tell_at"), ["tell_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_peer_report_decided_at"), ["decided_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_peer_report_person_id"), ["person_id"], unique=False)

    op.create_table(
        "dry_run",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "user", name=op.f("pk_dry_run")),
    )
    op.create_table(
        "introduced",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("other_id", BIG_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["peer.person_id"],
            name=op.f("fk_introduced_other_id_peer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_introduced_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "other_id", name=op.f("pk_introduced")),
    )
    with op.batch_alter_table("introduced", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_introduced_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_introduced_other_id"), ["other_id"], unique=False)

    op.create_table(
        "never_with",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("other_id", BIG_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["peer.person_id"],
            name=op.f("fk_never_with_other_id_peer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_never_with_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "other_id", name=op.f("pk_never_with")),
    )
    with op.batch_alter_table("never_with", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_never_with_other_id"), ["other_id"], unique=False)

    op.create_table(
        "peer_report_words",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_peer_report_words_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["peer_report.id"],
            name=op.f("fk_peer_report_words_report_id_peer_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_peer_report_words")),
    )
    with op.batch_alter_table("peer_report_words", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_peer_report_words_person_id"),
            ["person_id"],
            unique=False,
        )
