-- Note that a change of the register was taken back, and by which change.
--
-- Grain:      the change
-- Parameters: $change_id, $reverted_by
-- Columns:    change_id
update register_change
set reverted_by = $reverted_by
where change_id = $change_id
returning change_id
