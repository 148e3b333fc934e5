-- The fingerprint of an upload.
--
-- Grain:      one row, or none
-- Parameters: $municipality, $upload_id
-- Columns:    fingerprint
select fingerprint
from upload
where municipality = $municipality and upload_id = $upload_id
order by fingerprint
