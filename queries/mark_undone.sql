-- Undo an upload, or with nulls take the undoing back.
--
-- Grain:      the upload
-- Parameters: $municipality, $upload_id
--             $undone_at  UTC, null to take it back
--             $undone_by  who, null to take it back
-- Columns:    upload_id
update upload
set undone_at = $undone_at, undone_by = $undone_by
where municipality = $municipality and upload_id = $upload_id and (undone_at is null) <> ($undone_at is null)
returning upload_id
