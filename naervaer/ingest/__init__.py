"""From a file's bytes to rows that can be trusted, with findings about everything that was not plain."""

from naervaer.ingest.reading import read
from naervaer.ingest.shown import choices, to_json


__all__ = ["choices", "read", "to_json"]
