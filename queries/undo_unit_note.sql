-- Take back a note about a unit.
--
-- Grain:      the note, when it stands
-- Parameters: $municipality, $unit_note_id
--             $undone_at  UTC
--             $undone_by  who
-- Columns:    unit_note_id
update unit_note
set undone_at = $undone_at, undone_by = $undone_by
where municipality = $municipality and unit_note_id = $unit_note_id and undone_at is null
returning unit_note_id
