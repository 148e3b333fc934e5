"""The store: what was uploaded and what was done, in one DuckDB file that one process owns."""

from naervaer.store.alike import Alike, Why, alike_units
from naervaer.store.answers import forget_answers, remember_answers
from naervaer.store.backup import backup, restore
from naervaer.store.breaks import save_break, undo_break
from naervaer.store.connection import close, connect, read, version
from naervaer.store.errors import ChangedMeanwhileError, StoreBusyError, StoreError
from naervaer.store.initiatives import TakingPart, delete_initiative, save_initiative, undo_last_change
from naervaer.store.municipalities import save_municipality
from naervaer.store.unit_changes import (
    continue_unit,
    merge_units,
    rename_unit,
    spell_unit,
    split_unit,
    undo_unit_change,
)
from naervaer.store.units import Meant
from naervaer.store.uploads import (
    Saved,
    SeriesDefinition,
    last_definition,
    redo_upload,
    revisions,
    save_upload,
    undo_upload,
)


__all__ = [
    "Alike",
    "ChangedMeanwhileError",
    "Meant",
    "Saved",
    "SeriesDefinition",
    "StoreBusyError",
    "StoreError",
    "TakingPart",
    "Why",
    "alike_units",
    "backup",
    "close",
    "connect",
    "continue_unit",
    "delete_initiative",
    "forget_answers",
    "last_definition",
    "merge_units",
    "read",
    "redo_upload",
    "remember_answers",
    "rename_unit",
    "restore",
    "revisions",
    "save_break",
    "save_initiative",
    "save_municipality",
    "save_upload",
    "spell_unit",
    "split_unit",
    "undo_break",
    "undo_last_change",
    "undo_unit_change",
    "undo_upload",
    "version",
]
