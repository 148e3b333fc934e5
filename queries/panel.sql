-- The numbers that count, for one length of period and one part of the absence.
--
-- Grain:      one row per unit and period
-- Parameters: $municipality  its short key
--             $granularity   month, quarter, …
--             $part          total, short, long, …
-- Columns:    unit_id, unit, area, period_start, lost_days, possible_days, rate_pct, employees, fte
select
    observation.unit_id,
    unit.name as unit,
    service_area.name as area,
    observation.period_start,
    observation.lost_days,
    observation.possible_days,
    observation.rate_pct,
    observation.employees,
    observation.fte
from observation
inner join unit on observation.unit_id = unit.unit_id
left join service_area on unit.service_area_id = service_area.service_area_id
where
    observation.municipality = $municipality
    and observation.granularity = $granularity
    and observation.part = $part
    and observation.is_current
order by unit, observation.unit_id, observation.period_start
