-- Take back what was said of a day's worth; what was said before stands again.
--
-- Grain:      the value, when it stands
-- Parameters: $municipality, $day_value_id
--             $undone_at  UTC
--             $undone_by  who
-- Columns:    day_value_id
update day_value
set undone_at = $undone_at, undone_by = $undone_by
where municipality = $municipality and day_value_id = $day_value_id and undone_at is null
returning day_value_id
