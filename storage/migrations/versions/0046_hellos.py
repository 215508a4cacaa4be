"""A standing yes to a hello, and who is asked to say hello to whom"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make their tables."""

    def of_person(table: str) -> sa.ForeignKeyConstraint:
        name = op.f(f"fk_{table}_person_id_person")
        return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=name, ondelete="CASCADE")

    def of_peer(table: str, column: str) -> sa.ForeignKeyConstraint:
        name = op.f(f"fk_{table}_{column}_peer")
        return sa.ForeignKeyConstraint([column], ["peer.person_id"], name=name, ondelete="CASCADE")

    op.create_table(
        "hello",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("peer_id", BIG_ID, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        of_person("hello"),
        of_peer("hello", "peer_id"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_hello")),
    )
    op.create_table(
        "greeting",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("other_id", BIG_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        of_person("greeting"),
        of_peer("greeting", "other_id"),
        sa.PrimaryKeyConstraint("person_id", "other_id", name=op.f("pk_greeting")),
    )
    op.create_table(
        "greeting_off",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        of_person("greeting_off"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_greeting_off")),
    )
    op.create_table(
        "greeting_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_greeting_round")),
    )
    for table, column in (
        ("hello", "peer_id"),
        ("hello", "next_at"),
        ("hello", "due_at"),
        ("greeting", "other_id"),
        ("greeting", "at"),
        ("greeting", "due_at"),
        ("greeting_round", "due_at"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
