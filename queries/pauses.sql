-- When units in an initiative paused; an open end is null. A renamed unit is the unit it goes on under.
--
-- Grain:      one row per initiative, unit and first day
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, unit_id, unit, from_date, until_date, reason
with stated as (
    select
        pause.* replace (coalesce(renamed_unit.successor_id, pause.unit_id) as unit_id)
    from pause
    inner join current_initiative on pause.initiative_id = current_initiative.initiative_id
    left join renamed_unit on pause.unit_id = renamed_unit.unit_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id, unit_id, from_date order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.unit_id,
    unit.name as unit,
    newest.from_date,
    newest.until_date,
    newest.reason
from newest
left join unit on newest.unit_id = unit.unit_id
where not newest.gone
order by newest.initiative_id, newest.unit_id, newest.from_date
