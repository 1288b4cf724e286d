"""The path of a message: inbox, outbox, estimates, whose a conversation is, and what was deleted or ignored."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def _conversation(ondelete: str, *, nullable: bool) -> sa.Column[str]:
    key = sa.ForeignKey("conversations.id", ondelete=ondelete)
    return sa.Column("conversation_id", sa.String(64), key, nullable=nullable)


def upgrade() -> None:
    """Makes the new tables; a conversation of before was last active when it began."""
    with op.batch_alter_table("conversations") as conversations:
        conversations.add_column(sa.Column("person", sa.String(64)))
        conversations.add_column(sa.Column("address", sa.Text))
        conversations.add_column(sa.Column("active", _MOMENT))
    op.execute("UPDATE conversations SET active = started")
    with op.batch_alter_table("conversations") as conversations:
        conversations.alter_column("active", existing_type=_MOMENT, nullable=False)
        conversations.create_index("ix_conversations_person", ["channel", "person"], unique=True)
        conversations.create_index("ix_conversations_active", ["active"])
    with op.batch_alter_table("messages") as messages:
        messages.add_column(sa.Column("key", sa.String(64)))
        messages.add_column(sa.Column("attachment", sa.String(32)))
    op.create_table(
        "estimates",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _conversation("CASCADE", nullable=False),
        sa.Column("message_id", sa.Integer, sa.ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
        sa.Column("household", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_estimates_conversation_id", "estimates", ["conversation_id"])
    op.create_index("ix_estimates_message_id", "estimates", ["message_id"])
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("delivery", sa.String(64), nullable=False),
        _conversation("SET NULL", nullable=True),
        sa.Column("message_id", sa.Integer, sa.ForeignKey("messages.id", ondelete="SET NULL")),
        sa.Column("task", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("masked", sa.Boolean, nullable=False),
        sa.Column("first", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.UniqueConstraint("channel", "delivery", name="uq_inbox_delivery"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_state", "inbox", ["state", "conversation_id"])
    op.create_index("ix_inbox_conversation_id", "inbox", ["conversation_id"])
    op.create_index("ix_inbox_message_id", "inbox", ["message_id"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("reference", sa.String(32), nullable=False, unique=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        _conversation("SET NULL", nullable=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("buttons", sa.Text, nullable=False),
        sa.Column("attachment", sa.String(32)),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("at", _MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_state", "outbox", ["state", "due"])
    op.create_index("ix_outbox_person", "outbox", ["channel", "person", "id"])
    op.create_index("ix_outbox_conversation_id", "outbox", ["conversation_id"])
    op.create_table(
        "deletions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("conversations", sa.Integer, nullable=False),
        sa.Column("messages", sa.Integer, nullable=False),
    )
    op.create_table(
        "ignored",
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("what", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drops them again."""
    for table in ("ignored", "deletions", "outbox", "inbox", "estimates"):
        op.drop_table(table)
    with op.batch_alter_table("messages") as messages:
        messages.drop_column("attachment")
        messages.drop_column("key")
    with op.batch_alter_table("conversations") as conversations:
        conversations.drop_index("ix_conversations_active")
        conversations.drop_index("ix_conversations_person")
        for column in ("active", "address", "person"):
            conversations.drop_column(column)
