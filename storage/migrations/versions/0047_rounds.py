"""Rounds of introductions: matches, and each one's side of them"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "peer_round",
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("maker", sa.Uuid(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=True),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("people", "pairs", "threes", "alone", "again")
        ),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_peer_round")),
    )
    op.create_index(op.f("ix_peer_round_made_at"), "peer_round", ["made_at"])
    op.create_table(
        "peer_match",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["week"],
            ["peer_round.week"],
            name=op.f("fk_peer_match_week_peer_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_match")),
    )
    op.create_index(op.f("ix_peer_match_week"), "peer_match", ["week"])
    op.create_index(
        "ix_peer_match_next",
        "peer_match",
        ["next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_table(
        "peer_side",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        sa.Column("match_id", BIG_ID, nullable=True),
        sa.Column("told_at", INSTANT, nullable=True),
        sa.Column("yes_at", INSTANT, nullable=True),
        sa.Column("no_at", INSTANT, nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("put_at", INSTANT, nullable=True),
        sa.Column("in_touch_at", INSTANT, nullable=True),
        sa.Column("start_at", INSTANT, nullable=True),
        sa.Column("asked_at", INSTANT, nullable=True),
        sa.Column("talked", sa.String(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_peer_side_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["week"],
            ["peer_round.week"],
            name=op.f("fk_peer_side_week_peer_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["match_id"],
            ["peer_match.id"],
            name=op.f("fk_peer_side_match_id_peer_match"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "week", name=op.f("pk_peer_side")),
    )
    op.create_index(op.f("ix_peer_side_week"), "peer_side", ["week"])
    op.create_index(op.f("ix_peer_side_match_id"), "peer_side", ["match_id"])
