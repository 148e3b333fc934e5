-- The service areas that units belong to.
--
-- Grain:      one row per service area
-- Parameters: $municipality  its short key
-- Columns:    service_area_id, service_area
select
    service_area.service_area_id,
    service_area.name as service_area
from service_area
where
    service_area.municipality = $municipality
    and service_area.service_area_id in (select unit.service_area_id from unit where unit.municipality = $municipality)
order by service_area, service_area.service_area_id
