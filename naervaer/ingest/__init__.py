"""From a file's bytes to rows that can be trusted, with findings about everything that was not plain."""

from naervaer.ingest.activity_list import ListedActivity, pasted, read_activities
from naervaer.ingest.corrections import READ_AS, question
from naervaer.ingest.described import describes
from naervaer.ingest.layout import general, particular
from naervaer.ingest.reading import Progress, cool, read, read_cells, warm
from naervaer.ingest.shown import choices, to_json


__all__ = [
    "READ_AS",
    "ListedActivity",
    "Progress",
    "choices",
    "cool",
    "describes",
    "general",
    "particular",
    "pasted",
    "question",
    "read",
    "read_activities",
    "read_cells",
    "to_json",
    "warm",
]
