-- Which units take part in which initiative, from when and until when; an open end is null.
--
-- Grain:      one row per initiative, unit and start
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, initiative, unit_id, unit, area, start_date, end_date, upload_id
select
    current_participation.initiative_id,
    current_initiative.name as initiative,
    current_participation.unit_id,
    unit.name as unit,
    service_area.name as area,
    current_participation.start_date,
    current_participation.end_date,
    current_participation.upload_id
from current_participation
inner join current_initiative on current_participation.initiative_id = current_initiative.initiative_id
inner join unit on current_participation.unit_id = unit.unit_id
left join service_area on unit.service_area_id = service_area.service_area_id
where current_participation.municipality = $municipality
order by initiative, current_participation.initiative_id, unit, unit.unit_id, current_participation.start_date
