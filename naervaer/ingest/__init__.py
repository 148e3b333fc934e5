"""From a file's bytes to rows that can be trusted, with findings about everything that was not plain."""

from naervaer.ingest.corrections import READ_AS, question
from naervaer.ingest.layout import general, particular
from naervaer.ingest.reading import read, warm
from naervaer.ingest.shown import choices, to_json


__all__ = ["READ_AS", "choices", "general", "particular", "question", "read", "to_json", "warm"]
