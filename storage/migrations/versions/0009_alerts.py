"""Alerts to safeguarding contacts"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of `storage.alerts`."""
    big_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", big_id, nullable=False),
        sa.Column("account_id", big_id, nullable=False),
        sa.Column("area_ref", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("ever_told", sa.JSON(), nullable=False),
        sa.Column("taken_by", big_id, nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_alert_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_alert_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"],
            ["safeguarding_contact.id"],
            name=op.f("fk_alert_taken_by_safeguarding_contact"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    for column in ("account_id", "due_at", "made_at", "person_id", "taken_by"):
        op.create_index(op.f(f"ix_alert_{column}"), "alert", [column], unique=False)
