-- Raise the version of the initiatives an upload speaks of, so that whoever has one open is told.
--
-- Grain:      the initiatives the upload has units for
-- Parameters: $municipality, $upload_id
-- Columns:    initiative_id
update initiative
set version = version + 1
where
    municipality = $municipality
    and initiative_id in (select initiative_id from participation where upload_id = $upload_id)
returning initiative_id
