-- The units a municipality knows something of: numbers that count, or part in an initiative.
-- A unit that goes on in another one's series is not among them.
--
-- Grain:      one row per unit
-- Parameters: $municipality  its short key
-- Columns:    unit_id, unit, unit_code, area, kind, employees, first_period, last_period
with numbers as (
    select
        coalesce(joined_unit.series_id, observation.unit_id) as unit_id,
        arg_max(observation.employees, observation.period_start) filter (where observation.part = 'total')
            as employees_in_total,
        arg_max(observation.employees, observation.period_start) as employees_in_any_part,
        min(observation.period_start) as first_period,
        max(observation.period_start) as last_period
    from observation
    left join joined_unit on observation.unit_id = joined_unit.unit_id
    where observation.municipality = $municipality and observation.is_current
    group by all
),

taking_part as (
    select distinct coalesce(renamed_unit.successor_id, current_participation.unit_id) as unit_id
    from current_participation
    left join renamed_unit on current_participation.unit_id = renamed_unit.unit_id
    where current_participation.municipality = $municipality
)

select
    unit.unit_id,
    unit.name as unit,
    unit.unit_code,
    service_area.name as area,
    unit.kind,
    coalesce(numbers.employees_in_total, numbers.employees_in_any_part) as employees,
    numbers.first_period,
    numbers.last_period
from unit
left join service_area on unit.service_area_id = service_area.service_area_id
left join numbers on unit.unit_id = numbers.unit_id
left join taking_part on unit.unit_id = taking_part.unit_id
where
    unit.municipality = $municipality
    and (numbers.unit_id is not null or taking_part.unit_id is not null)
order by area nulls last, unit, unit.unit_id
