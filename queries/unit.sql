-- One unit: what it is called, where it belongs and how much is known of it.
--
-- Grain:      one row, or none
-- Parameters: $municipality  its short key
--             $unit_id       the unit
-- Columns:    unit_id, unit, unit_code, area, kind, valid_from, valid_to, spellings
with spelled as (
    select list(distinct spelling order by spelling) as spellings
    from unit_spelling
    where municipality = $municipality and unit_id = $unit_id
)

select
    unit.unit_id,
    unit.name as unit,
    unit.unit_code,
    service_area.name as area,
    unit.kind,
    unit.valid_from,
    unit.valid_to,
    spelled.spellings
from unit
cross join spelled
left join service_area on unit.service_area_id = service_area.service_area_id
where unit.municipality = $municipality and unit.unit_id = $unit_id
order by unit.unit_id
