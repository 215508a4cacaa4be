"""How rows were before an import, where groups came from and how to reach them, and feeds"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

IMPORTED = ("area", "contact", "pot", "community_group", "signpost", "past_grant")


def upgrade() -> None:
    """Make the tables and columns."""
    for table in IMPORTED:
        op.add_column(table, sa.Column("import_id", sa.Uuid(), nullable=True))
    for name in ("about", "phone", "url", "source"):
        op.add_column(
            "community_group", sa.Column(name, sa.String(), nullable=False, server_default="")
        )
    op.add_column("import", sa.Column("said", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("import", sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "import_slice",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import.id"],
            name=op.f("fk_import_slice_import_id_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_import_slice")),
    )
    op.create_index(op.f("ix_import_slice_at"), "import_slice", ["at"], unique=False)
