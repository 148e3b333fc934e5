-- Numbers that count and are said to be preliminary, for one length of period and one part of the absence.
--
-- Grain:      one row per unit and period with such a number
-- Parameters: $municipality  its short key
--             $granularity   month, quarter, …
--             $part          total, short, long, …
-- Columns:    unit_id, period_start
select distinct
    coalesce(joined_unit.series_id, observation.unit_id) as unit_id,
    observation.period_start
from observation
left join joined_unit on observation.unit_id = joined_unit.unit_id
where
    observation.municipality = $municipality
    and observation.granularity = $granularity
    and observation.part = $part
    and observation.is_current
    and observation.preliminary
order by observation.period_start, unit_id
