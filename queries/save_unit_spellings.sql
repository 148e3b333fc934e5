-- Write down what an upload calls its units and where it puts them.
--
-- Grain:      one new row per unit, code and area of the upload
-- Parameters: $municipality, $upload_id
-- Given:      resolved
-- Columns:    unit_id
insert into unit_spelling (unit_id, municipality, upload_id, spelling, spelling_key, unit_code, service_area_id)
select
    unit_id,
    $municipality,
    $upload_id,
    spelling,
    spelling_key,
    unit_code,
    service_area_id
from resolved
returning unit_id
