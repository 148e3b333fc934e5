-- Write down what was said of a unit.
--
-- Grain:      one new row
-- Parameters: $municipality, $change, $unit_id, $since, $name, $name_key, $joined, $said_at, $said_by
--             $upload_id  the upload it was said in answer to, null from a page
-- Columns:    unit_change_id
insert into unit_change (
    municipality, change, unit_id, since, name, name_key, joined, upload_id, said_at, said_by
)
values ($municipality, $change, $unit_id, $since, $name, $name_key, $joined, $upload_id, $said_at, $said_by)
returning unit_change_id
