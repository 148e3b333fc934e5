-- Say anew what the numbers of an upload are.
--
-- Grain:      the upload
-- Parameters: $municipality, $upload_id
--             $series_definition_id  null when nobody knows
-- Columns:    upload_id
update upload
set series_definition_id = $series_definition_id
where municipality = $municipality and upload_id = $upload_id
returning upload_id
