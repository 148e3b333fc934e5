-- Steps, elements and services of initiatives in their units: when planned, when reached, whether dropped. A unit of null
-- is the whole initiative.
--
-- Grain:      one row per initiative, unit and step, element or service
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, unit_id, unit, item, planned_on, reached_on, dropped
with stated as (
    select
        milestone.* replace (coalesce(renamed_unit.successor_id, milestone.unit_id) as unit_id)
    from milestone
    inner join current_initiative on milestone.initiative_id = current_initiative.initiative_id
    left join renamed_unit on milestone.unit_id = renamed_unit.unit_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id, unit_id, item order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.unit_id,
    unit.name as unit,
    newest.item,
    newest.planned_on,
    newest.reached_on,
    newest.dropped
from newest
left join unit on newest.unit_id = unit.unit_id
where not newest.gone
order by newest.initiative_id, newest.unit_id, newest.item
