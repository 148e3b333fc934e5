-- Take back what was last said of a target.
--
-- Grain:      the change, when it is the newest that stands of its target
-- Parameters: $municipality, $target_change_id
--             $undone_at  UTC
--             $undone_by  who
-- Columns:    target_id
update target
set undone_at = $undone_at, undone_by = $undone_by
where
    municipality = $municipality
    and target_change_id = $target_change_id
    and target_change_id in (select standing_target.target_change_id from standing_target)
returning target_id
