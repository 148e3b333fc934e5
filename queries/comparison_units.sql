-- The units that a person has chosen for an initiative to be compared with, and why. None chosen is the house's own
-- comparison.
--
-- Grain:      one row per initiative, unit
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, unit_id, unit, area, reason
with stated as (
    select
        comparison_unit.* replace (coalesce(renamed_unit.successor_id, comparison_unit.unit_id) as unit_id)
    from comparison_unit
    inner join current_initiative on comparison_unit.initiative_id = current_initiative.initiative_id
    left join renamed_unit on comparison_unit.unit_id = renamed_unit.unit_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id, unit_id order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.unit_id,
    unit.name as unit,
    service_area.name as area,
    newest.reason
from newest
left join unit on newest.unit_id = unit.unit_id
left join service_area on unit.service_area_id = service_area.service_area_id
where not newest.gone
order by newest.initiative_id, newest.unit_id
