-- Write down what is to be remembered of a unit.
--
-- Grain:      one new row
-- Parameters: $municipality, $unit_id, $since, $note, $said_at, $said_by
-- Columns:    unit_note_id
insert into unit_note (municipality, unit_id, since, note, said_at, said_by)
values ($municipality, $unit_id, $since, $note, $said_at, $said_by)
returning unit_note_id
