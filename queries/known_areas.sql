-- The service areas a municipality has.
--
-- Grain:      one row per service area
-- Parameters: $municipality  its short key
-- Columns:    service_area_id, name_key
select
    service_area_id,
    name_key
from service_area
where municipality = $municipality
order by service_area_id
