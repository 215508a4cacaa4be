"""Safeguarding contacts, confirmed help lines, areas with check-ins"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of `storage.safeguarding`."""
    big_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "safeguarding_contact",
        sa.Column("id", big_id, nullable=False),
        sa.Column("person_id", big_id, nullable=False),
        sa.Column("account_id", big_id, nullable=False),
        sa.Column("area_ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_safeguarding_contact_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_safeguarding_contact_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguarding_contact")),
        sa.UniqueConstraint(
            "area_ref", "account_id", name=op.f("uq_safeguarding_contact_area_ref_account_id")
        ),
    )
    with op.batch_alter_table("safeguarding_contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_safeguarding_contact_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_safeguarding_contact_person_id"), ["person_id"], unique=False
        )
    op.create_table(
        "line_confirmation",
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("reach", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_line_confirmation")),
    )
    op.create_table(
        "check_in_area",
        sa.Column("area_ref", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("switched_on_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("area_ref", name=op.f("pk_check_in_area")),
    )
