"""What people say is wrong with a pot"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make its table."""
    op.create_table(
        "wrong",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("pot_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_wrong_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["pot_id"], ["pot.id"], name=op.f("fk_wrong_pot_id_pot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong")),
        sa.UniqueConstraint("person_id", "pot_id", name=op.f("uq_wrong_person_id_pot_id")),
    )
    with op.batch_alter_table("wrong", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wrong_pot_id"), ["pot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wrong_said_at"), ["said_at"], unique=False)
