-- The changes of the register that uploads made and that stand: those of one upload, or of all that are not undone.
--
-- Grain:      one row per change
-- Parameters: $municipality  its short key
--             $upload_id     the upload, null for all that are not undone
-- Columns:    initiative_id, part, removed, added
select
    register_change.initiative_id,
    register_change.part,
    register_change.removed,
    register_change.added
from uploaded_register_change
inner join register_change on uploaded_register_change.change_id = register_change.change_id
inner join upload on uploaded_register_change.upload_id = upload.upload_id
where
    register_change.municipality = $municipality
    and (uploaded_register_change.upload_id = $upload_id or ($upload_id is null and upload.undone_at is null))
order by register_change.change_id
