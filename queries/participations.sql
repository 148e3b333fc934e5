-- Which units take part in which initiative, from when and until when; an open end is null. A renamed unit takes part
-- as the unit it goes on under, and what a unit was merged into or split up in takes part with it: those who work there
-- have met the initiative, so it is nobody to compare with.
--
-- Grain:      one row per initiative, unit and start
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, initiative, unit_id, unit, area, start_date, end_date, upload_id
with recursive goes_on as (
    select
        unit_id as first_id,
        unit_id
    from current_participation
    where municipality = $municipality
    union
    select
        goes_on.first_id,
        unit_successor.successor_id
    from goes_on
    inner join unit_successor on goes_on.unit_id = unit_successor.unit_id
    inner join standing_unit_change on unit_successor.unit_change_id = standing_unit_change.unit_change_id
),

shown as (
    select distinct
        goes_on.first_id,
        coalesce(joined_unit.series_id, renamed_unit.successor_id, goes_on.unit_id) as unit_id
    from goes_on
    left join joined_unit on goes_on.unit_id = joined_unit.unit_id
    left join renamed_unit on goes_on.unit_id = renamed_unit.unit_id
),

now as (
    select current_participation.* replace (shown.unit_id as unit_id)
    from current_participation
    inner join shown on current_participation.unit_id = shown.first_id
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
