-- What an upload would change: each number of it beside the one that counts now, where there is one.
--
-- Grain:      one row per unit, period, granularity and part of the upload that the store has
-- Parameters: $municipality  its short key
-- Given:      incoming, resolved
-- Columns:    unit, unit_id, series_id, period_start, granularity, part, old_lost_days, lost_days, old_possible_days, possible_days, old_rate_pct, rate_pct, old_employees, employees, is_same
with beside as (
    select
        resolved.spelling as unit,
        observation.unit_id,
        coalesce(joined_unit.series_id, observation.unit_id) as series_id,
        observation.period_start,
        observation.granularity,
        observation.part,
        observation.lost_days as old_lost_days,
        incoming.lost_days,
        observation.possible_days as old_possible_days,
        incoming.possible_days,
        coalesce(100 * observation.lost_days / nullif(observation.possible_days, 0), observation.rate_pct)
            as old_rate_pct,
        coalesce(100 * incoming.lost_days / nullif(incoming.possible_days, 0), incoming.rate_pct) as rate_pct,
        observation.employees as old_employees,
        incoming.employees,
        observation.fte is not distinct from incoming.fte as is_same_fte
    from incoming
    inner join resolved
        on
            incoming.unit = resolved.unit
            and incoming.unit_code is not distinct from resolved.unit_code
            and incoming.service_area is not distinct from resolved.service_area
    inner join observation
        on
            resolved.unit_id = observation.unit_id
            and incoming.period_start::date = observation.period_start
            and incoming.granularity = observation.granularity
            and incoming.part = observation.part
    left join joined_unit on observation.unit_id = joined_unit.unit_id
    where observation.municipality = $municipality and observation.is_current
)

select
    unit,
    unit_id,
    series_id,
    period_start,
    granularity,
    part,
    old_lost_days,
    lost_days,
    old_possible_days,
    possible_days,
    old_rate_pct,
    rate_pct,
    old_employees,
    employees,
    old_lost_days is not distinct from lost_days
    and old_possible_days is not distinct from possible_days
    and old_rate_pct is not distinct from rate_pct
    and old_employees is not distinct from employees
    and is_same_fte as is_same
from beside
order by is_same, abs(coalesce(rate_pct - old_rate_pct, 0)) desc, unit, period_start, part
