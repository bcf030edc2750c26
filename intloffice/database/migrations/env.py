"""Alembic's entry point: the connection and the schema are handed to it."""

from typing import Any

from alembic import context


def _ours(_object: Any, name: str | None, type_: str, _reflected: bool, _other: Any) -> bool:
    """Leave the search index alone: it is made anew from the records."""
    return not (type_ == "table" and str(name).startswith("search_"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
    include_object=_ours,
    user_module_prefix="columns.",
)
with context.begin_transaction():
    context.run_migrations()
