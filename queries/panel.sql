-- The numbers that count, for one length of period and one part of the absence. Units that are joined are one series:
-- its own numbers where it has any, else the sums of the units it came from.
--
-- Grain:      one row per unit and period
-- Parameters: $municipality  its short key
--             $granularity   month, quarter, …
--             $part          total, short, long, …
-- Columns:    unit_id, unit, area, period_start, lost_days, possible_days, rate_pct, employees, fte
with counted as (
    select
        coalesce(joined_unit.series_id, observation.unit_id) as unit_id,
        observation.period_start,
        observation.lost_days,
        observation.possible_days,
        observation.rate_pct,
        observation.employees,
        observation.fte,
        joined_unit.series_id is null as is_own
    from observation
    left join joined_unit on observation.unit_id = joined_unit.unit_id
    where
        observation.municipality = $municipality
        and observation.granularity = $granularity
        and observation.part = $part
        and observation.is_current
),

ruling as (
    select counted.* exclude (is_own)
    from counted
    qualify is_own or not bool_or(is_own) over (partition by unit_id, period_start)
),

-- A sum with a number missing is missing; a rate of several units is that of their days.
summed as (
    select
        unit_id,
        period_start,
        case when count(lost_days) = count(*) then sum(lost_days) end as lost_days,
        case when count(possible_days) = count(*) then sum(possible_days) end as possible_days,
        case when count(*) = 1 then max(rate_pct) end as rate_pct,
        case when count(employees) = count(*) then sum(employees) end as employees,
        case when count(fte) = count(*) then sum(fte) end as fte
    from ruling
    group by unit_id, period_start
)

select
    summed.unit_id,
    unit.name as unit,
    service_area.name as area,
    summed.period_start,
    summed.lost_days,
    summed.possible_days,
    summed.rate_pct,
    summed.employees,
    summed.fte
from summed
inner join unit on summed.unit_id = unit.unit_id
left join service_area on unit.service_area_id = service_area.service_area_id
order by unit, summed.unit_id, summed.period_start
