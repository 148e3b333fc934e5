-- The units a municipality has, by every key their names have been written with.
--
-- Grain:      one row per unit and spelling key
-- Parameters: $municipality  its short key
-- Columns:    unit_id, spelling_key, unit_code, area_key
select distinct
    unit.unit_id,
    unit_spelling.spelling_key,
    unit.unit_code,
    service_area.name_key as area_key
from unit
inner join unit_spelling on unit.unit_id = unit_spelling.unit_id
left join service_area on unit.service_area_id = service_area.service_area_id
where unit.municipality = $municipality
order by unit.unit_id, unit_spelling.spelling_key
