-- Take back what was said of a break.
--
-- Grain:      the break, when it stands
-- Parameters: $municipality, $series_break_id
--             $undone_at  UTC
--             $undone_by  who
-- Columns:    series_break_id
update series_break
set undone_at = $undone_at, undone_by = $undone_by
where municipality = $municipality and series_break_id = $series_break_id and undone_at is null
returning series_break_id
