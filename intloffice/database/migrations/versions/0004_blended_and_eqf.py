"""How a student studies (in person, blended, online), the EQF level, and blended conditions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Rows that are there need a value, so these columns have a default, and keep it.
    op.add_column("mobility", sa.Column("eqf_level", sa.Text(), nullable=False, server_default=""))
    op.add_column("mobility", sa.Column("mode", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "agreement_condition",
        sa.Column("blended", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    raise NotImplementedError("go back by restoring the copy taken before the migration")
