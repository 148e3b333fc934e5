-- The initiatives of a municipality, with how many units take part and when the first and the last of them started.
--
-- Grain:      one row per initiative
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, initiative, programme, aim, version, n_units, first_start, last_start
with taking_part as (
    select
        initiative_id,
        count(distinct unit_id) as n_units,
        min(start_date) as first_start,
        max(start_date) as last_start
    from current_participation
    where municipality = $municipality
    group by initiative_id
)

select
    current_initiative.initiative_id,
    current_initiative.name as initiative,
    current_initiative.programme,
    current_initiative.aim,
    current_initiative.version,
    coalesce(taking_part.n_units, 0) as n_units,
    taking_part.first_start,
    taking_part.last_start
from current_initiative
left join taking_part on current_initiative.initiative_id = taking_part.initiative_id
where current_initiative.municipality = $municipality
order by taking_part.first_start nulls last, initiative, current_initiative.initiative_id
