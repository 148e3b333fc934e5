"""The time that is written down: UTC, without saying so, as DuckDB's timestamp has it."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Now."""
    return datetime.now(UTC).replace(tzinfo=None)
