-- Change an initiative from a page, which takes it over from the upload that may have brought it.
--
-- Grain:      the initiative
-- Parameters: $municipality, $initiative_id, $name, $name_key, $programme, $aim
--             $deleted_at  UTC, null while it is there
-- Columns:    version
update initiative
set
    name = $name,
    name_key = $name_key,
    programme = $programme,
    aim = $aim,
    deleted_at = $deleted_at,
    upload_id = null,
    version = version + 1
where municipality = $municipality and initiative_id = $initiative_id
returning version
