"""The store: what was uploaded and what was done, in one DuckDB file that one process owns."""

from naervaer.store.alike import Alike, Why, alike_units
from naervaer.store.answers import forget_answers, remember_answers
from naervaer.store.backup import backup, restore
from naervaer.store.breaks import save_break, undo_break
from naervaer.store.connection import close, connect, figures_version, read, read_anew, version
from naervaer.store.day_values import save_day_value, undo_day_value
from naervaer.store.decks import keep_deck, remove_slide_template, save_deck_edit, save_slide_template, undo_deck_edit
from naervaer.store.errors import ChangedMeanwhileError, StoreBusyError, StoreError
from naervaer.store.external_lines import (
    ExternalLine,
    LineValue,
    add_external_line,
    remove_external_line,
    restore_external_line,
    save_external_line,
)
from naervaer.store.initiatives import TakingPart, delete_initiative, save_initiative, undo_last_change
from naervaer.store.municipalities import save_municipality
from naervaer.store.programmes import delete_programme, programme_of, programmes, save_programme
from naervaer.store.register import (
    Activity,
    CaseCount,
    ComparisonUnit,
    Degree,
    Details,
    Milestone,
    Organisation,
    Pause,
    Row,
    Volume,
    from_log,
    rows,
    save_rows,
)
from naervaer.store.targets import Target, remove_target, save_target, undo_target_change
from naervaer.store.unit_changes import (
    continue_unit,
    merge_units,
    rename_unit,
    spell_unit,
    split_unit,
    undo_unit_change,
)
from naervaer.store.unit_notes import save_unit_note, undo_unit_note
from naervaer.store.units import Meant
from naervaer.store.uploads import (
    Saved,
    SeriesDefinition,
    define_upload,
    last_definition,
    redo_upload,
    revisions,
    save_upload,
    undo_upload,
)


__all__ = [
    "Activity",
    "Alike",
    "CaseCount",
    "ChangedMeanwhileError",
    "ComparisonUnit",
    "Degree",
    "Details",
    "ExternalLine",
    "LineValue",
    "Meant",
    "Milestone",
    "Organisation",
    "Pause",
    "Row",
    "Saved",
    "SeriesDefinition",
    "StoreBusyError",
    "StoreError",
    "TakingPart",
    "Target",
    "Volume",
    "Why",
    "add_external_line",
    "alike_units",
    "backup",
    "close",
    "connect",
    "continue_unit",
    "define_upload",
    "delete_initiative",
    "delete_programme",
    "figures_version",
    "forget_answers",
    "from_log",
    "keep_deck",
    "last_definition",
    "merge_units",
    "programme_of",
    "programmes",
    "read",
    "read_anew",
    "redo_upload",
    "remember_answers",
    "remove_external_line",
    "remove_slide_template",
    "remove_target",
    "rename_unit",
    "restore",
    "restore_external_line",
    "revisions",
    "rows",
    "save_break",
    "save_day_value",
    "save_deck_edit",
    "save_external_line",
    "save_initiative",
    "save_municipality",
    "save_programme",
    "save_rows",
    "save_slide_template",
    "save_target",
    "save_unit_note",
    "save_upload",
    "spell_unit",
    "split_unit",
    "undo_break",
    "undo_day_value",
    "undo_deck_edit",
    "undo_last_change",
    "undo_target_change",
    "undo_unit_change",
    "undo_unit_note",
    "undo_upload",
    "version",
]
