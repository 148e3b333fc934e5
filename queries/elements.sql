-- How far the elements of initiatives were in use in their units on the days they were assessed, in percent.
--
-- Grain:      one row per initiative, unit, element and day
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, unit_id, unit, item, assessed_on, degree_pct
with stated as (
    select
        element_degree.* replace (coalesce(renamed_unit.successor_id, element_degree.unit_id) as unit_id)
    from element_degree
    inner join current_initiative on element_degree.initiative_id = current_initiative.initiative_id
    left join renamed_unit on element_degree.unit_id = renamed_unit.unit_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id, unit_id, item, assessed_on order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.unit_id,
    unit.name as unit,
    newest.item,
    newest.assessed_on,
    newest.degree_pct
from newest
left join unit on newest.unit_id = unit.unit_id
where not newest.gone
order by newest.initiative_id, newest.unit_id, newest.item, newest.assessed_on
