-- The upload of a file that is stored already and not undone.
--
-- Grain:      one row, or none
-- Parameters: $municipality  its short key
--             $fingerprint   SHA-256 of the file
-- Columns:    upload_id
select upload_id
from upload
where municipality = $municipality and fingerprint = $fingerprint and undone_at is null
order by upload_id
