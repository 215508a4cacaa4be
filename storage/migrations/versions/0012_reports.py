"""Reports for the council, and who was counted in them"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add four tables."""
    op.create_table(
        "report",
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("until", name=op.f("pk_report")),
    )
    op.create_table(
        "report_figure",
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("shown", sa.Integer()),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["until"], ["report.until"], name=op.f("fk_report_figure_until_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("until", "counted", "answer", name=op.f("pk_report_figure")),
    )  # fmt: skip
    op.create_table(
        "report_last_shown",
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("counted", name=op.f("pk_report_last_shown")),
    )
    op.create_table(
        "in_report",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_in_report_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "counted", name=op.f("pk_in_report")),
    )  # fmt: skip
    with op.batch_alter_table("in_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_in_report_counted"), ["counted"], unique=False)
        batch_op.create_index(batch_op.f("ix_in_report_at"), ["at"], unique=False)
