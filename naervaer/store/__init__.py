"""The store: what was uploaded and what was done, in one DuckDB file that one process owns."""

from naervaer.store.answers import forget_answers, remember_answers
from naervaer.store.backup import backup, restore
from naervaer.store.connection import close, connect, read, version
from naervaer.store.errors import ChangedMeanwhileError, StoreBusyError, StoreError
from naervaer.store.initiatives import TakingPart, delete_initiative, save_initiative, undo_last_change
from naervaer.store.municipalities import save_municipality
from naervaer.store.uploads import Saved, redo_upload, save_upload, undo_upload


__all__ = [
    "ChangedMeanwhileError",
    "Saved",
    "StoreBusyError",
    "StoreError",
    "TakingPart",
    "backup",
    "close",
    "connect",
    "delete_initiative",
    "forget_answers",
    "read",
    "redo_upload",
    "remember_answers",
    "restore",
    "save_initiative",
    "save_municipality",
    "save_upload",
    "undo_last_change",
    "undo_upload",
    "version",
]
