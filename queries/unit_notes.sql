-- What is to be remembered of a unit, the newest first; what has been undone is not among it. A renamed unit has the
-- notes of the unit it was.
--
-- Grain:      one row per note
-- Parameters: $municipality  its short key
--             $unit_id       the unit
-- Columns:    unit_note_id, since, note, said_at, said_by
select
    unit_note.unit_note_id,
    unit_note.since,
    unit_note.note,
    unit_note.said_at,
    unit_note.said_by
from unit_note
left join renamed_unit on unit_note.unit_id = renamed_unit.unit_id
where
    unit_note.municipality = $municipality
    and coalesce(renamed_unit.successor_id, unit_note.unit_id) = $unit_id
    and unit_note.undone_at is null
order by unit_note.since desc, unit_note.unit_note_id desc
