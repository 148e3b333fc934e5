-- The units a municipality knows something of: numbers that count, or part in an initiative.
--
-- Grain:      one row per unit
-- Parameters: $municipality  its short key
-- Columns:    unit_id, unit, unit_code, area, kind, employees, first_period, last_period
with numbers as (
    select
        unit_id,
        arg_max(employees, period_start) filter (where part = 'total') as employees_in_total,
        arg_max(employees, period_start) as employees_in_any_part,
        min(period_start) as first_period,
        max(period_start) as last_period
    from observation
    where municipality = $municipality and is_current
    group by unit_id
),

taking_part as (
    select distinct unit_id
    from current_participation
    where municipality = $municipality
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
