-- Take back what was said of a unit.
--
-- Grain:      the change, when it stands
-- Parameters: $municipality, $unit_change_id
--             $undone_at  UTC
--             $undone_by  who
-- Columns:    unit_id
update unit_change
set undone_at = $undone_at, undone_by = $undone_by
where municipality = $municipality and unit_change_id = $unit_change_id and undone_at is null
returning unit_id
