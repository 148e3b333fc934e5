-- Which units take part in which initiative, from when and until when; an open end is null. A renamed unit takes part
-- as the unit it goes on under.
--
-- Grain:      one row per initiative, unit and start
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, initiative, unit_id, unit, area, start_date, end_date, upload_id
with now as (
    select
        current_participation.* replace (
            coalesce(renamed_unit.successor_id, current_participation.unit_id) as unit_id
        )
    from current_participation
    left join renamed_unit on current_participation.unit_id = renamed_unit.unit_id
    where current_participation.municipality = $municipality
)

select distinct
    now.initiative_id,
    current_initiative.name as initiative,
    now.unit_id,
    unit.name as unit,
    service_area.name as area,
    now.start_date,
    now.end_date,
    now.upload_id
from now
inner join current_initiative on now.initiative_id = current_initiative.initiative_id
inner join unit on now.unit_id = unit.unit_id
left join service_area on unit.service_area_id = service_area.service_area_id
order by initiative, now.initiative_id, unit, now.unit_id, now.start_date, now.end_date
